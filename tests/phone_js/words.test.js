import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { care as careEn } from "../../server/phone/static/app/lib/care.en.js";
import { care as careEs } from "../../server/phone/static/app/lib/care.es.js";
import { more as moreEn } from "../../server/phone/static/app/lib/more.en.js";
import { more as moreEs } from "../../server/phone/static/app/lib/more.es.js";
import { moments as momentsEn } from "../../server/phone/static/app/lib/moments.en.js";
import { moments as momentsEs } from "../../server/phone/static/app/lib/moments.es.js";
import { speaker } from "../../server/phone/static/app/lib/say.js";
import { words as wordsEn } from "../../server/phone/static/app/lib/words.en.js";
import { words as wordsEs } from "../../server/phone/static/app/lib/words.es.js";

const APP = new URL("../../server/phone/static/app/", import.meta.url);
const ALL = {
  en: { ...wordsEn, ...moreEn, ...careEn, ...momentsEn },
  es: { ...wordsEs, ...moreEs, ...careEs, ...momentsEs },
};
const FILES = ["", "lib/", "net/", "store/", "ui/"]
  .flatMap((folder) => readdirSync(new URL(folder, APP)).map((name) => `${folder}${name}`))
  .filter((name) => name.endsWith(".js") && !/(words|more|care|moments)\.\w\w\.js$/.test(name));
const SOURCE = Object.fromEntries(FILES.map((name) => [name, readFileSync(new URL(name, APP), "utf8")]));
const EVERYTHING = Object.values(SOURCE).join("\n");

/** Keys that the code asks for: say("key"), and say(`stem_${...}`) as the stem. */
function asked(source) {
  const whole = [...source.matchAll(/\bsay\((?:[^"`()]*\? )?"(\w+)"(?: : "(\w+)")?/g)].flatMap(([, a, b]) => [a, b].filter(Boolean));
  const stems = [...source.matchAll(/`([a-z_]+_)\$\{/g)].map(([, stem]) => stem);
  return { whole, stems };
}

const holes = (entry) => [entry].flat().map((text) => [...new Set(text.match(/\{\w+\}/g))].sort().join());

test("it works", () => {
  const say = speaker(ALL.en);
  assert.equal(say("progress", { answered: 9, asked: 34 }), "9 of 34 answered");
  assert.equal(say("missing", { n: 1 }), "1 answer still needed");
  assert.equal(say("missing", { n: 4 }), "4 answers still needed");
});

test("both languages say the same things, in the same files", () => {
  assert.deepEqual(Object.keys(wordsEs), Object.keys(wordsEn));
  assert.deepEqual(Object.keys(moreEs), Object.keys(moreEn));
  assert.deepEqual(Object.keys(careEs), Object.keys(careEn));
  assert.deepEqual(Object.keys(wordsEn).filter((key) => key in moreEn), []);
  assert.deepEqual(Object.keys(momentsEs), Object.keys(momentsEn));
  assert.deepEqual(Object.keys(careEn).filter((key) => key in moreEn || key in wordsEn), []);
  assert.deepEqual(Object.keys(momentsEn).filter((key) => key in moreEn || key in wordsEn || key in careEn), []);
});

test("both languages leave the same holes", () => {
  for (const key of Object.keys(ALL.en)) {
    const [en, es] = [holes(ALL.en[key]), holes(ALL.es[key])];
    const without = (sets) => sets.map((set) => set.replace(/\{n\},?/, ""));
    assert.deepEqual(without(es), without(en), key);
  }
});

test("no sentence shouts, and none is empty", () => {
  for (const [language, words] of Object.entries(ALL)) {
    for (const [key, entry] of Object.entries(words)) {
      for (const text of [entry].flat()) assert.match(text, /^[^!¡]+$/, `${language} ${key}`);
    }
  }
});

test("everything the code asks for is there", () => {
  const { whole, stems } = asked(EVERYTHING);
  assert.ok(whole.length > 60);
  assert.deepEqual(whole.filter((key) => !(key in ALL.en)), []);
  const keys = Object.keys(ALL.en);
  const saying = stems.filter((stem) => /^(stage|explain|trouble|refused|problem|outcome)_/.test(stem));
  assert.deepEqual(saying.filter((stem) => !keys.some((key) => key.startsWith(stem))), []);
});

test("nothing is there that the code never asks for", () => {
  const { whole, stems } = asked(EVERYTHING);
  const literal = (key) => EVERYTHING.includes(`"${key}"`);
  const stray = Object.keys(ALL.en).filter((key) => !whole.includes(key) && !literal(key) && !stems.some((stem) => key.startsWith(stem)));
  assert.deepEqual(stray, []);
});

test("the first screens never ask for what comes later", () => {
  const first = ["main.js", "ui/frame.js", "ui/visits.js", "ui/report.js", "ui/question.js", "ui/fields.js"];
  const { whole } = asked(first.map((name) => SOURCE[name]).join("\n"));
  assert.ok(whole.length > 20);
  assert.deepEqual(whole.filter((key) => !(key in wordsEn)), []);
});

test("every problem of the evaluator has a sentence in both languages", () => {
  const codes = [...SOURCE["lib/evaluate.js"].matchAll(/"((?:answer|na|option|step|number|text|time|stamps|comment|too|photo|unknown)_[a-z_]+)"/g)].map(([, code]) => code);
  assert.ok(codes.includes("too_few_photos"));
  assert.ok(codes.length >= 20, `${codes.length} codes`);
  for (const code of new Set(codes)) {
    for (const [language, words] of Object.entries(ALL)) {
      assert.ok(Object.keys(words).some((key) => key.startsWith(`problem_${code}`)), `${language} ${code}`);
    }
  }
});
