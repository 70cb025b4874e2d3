import assert from "node:assert/strict";
import { test } from "node:test";

import { carry } from "../../server/phone/static/app/lib/carry.js";

const yes = { value: true };
const OPTIONS = [{ id: "a", text: "One" }, { id: "b", text: "Two" }];
const question = (id, more = {}) => ({ id, kind: "yes_no", text: `${id}?`, tip: "", ...more });

function form(version, questions, later = []) {
  return { form: "small", version, sections: [
    { id: "door", part: "visit", title: "Door", questions },
    { id: "home", part: "later", title: "Home", questions: later },
  ] };
}

function moved(before, after, answers) {
  return carry(form(1, before), form(2, after), answers, "visit");
}

test("it works", () => {
  const found = moved(
    [question("clean"), question("lit"), question("old")],
    [question("clean"), question("lit", { text: "Were all lights on?" }), question("new")],
    { clean: yes, lit: { value: false, comment: "Two were off." }, old: yes });
  assert.deepEqual(found.answers, { clean: yes });
  assert.deepEqual(found.kept, ["clean"]);
  assert.deepEqual(found.changed.map(([old, now]) => [old.text, now.text]), [["lit?", "Were all lights on?"]]);
  assert.deepEqual(found.gone.map(({ id }) => id), ["old"]);
  assert.deepEqual(found.added.map(({ id }) => id), ["new"]);
});

test("another order, another tip and another rule for a comment change no meaning", () => {
  const before = [question("clean"), question("which", { kind: "one", options: OPTIONS })];
  const after = [
    question("which", { kind: "one", options: [...OPTIONS].reverse(), tip: "Look twice.", required: false }),
    question("clean", { comment_when: { is: false } }),
  ];
  const answers = { clean: yes, which: { value: "a", comment: "Both." } };
  assert.deepEqual(moved(before, after, answers).answers, answers);
});

test("what an answer means does change it", () => {
  const several = { kind: "several", options: OPTIONS, min: 0, max: 2 };
  const scale = { kind: "scale", steps: [{ value: 1, text: "Poor" }, { value: 2, text: "Good" }] };
  for (const [old, now] of [
    [{}, { text: "Clean and dry?" }],
    [{}, { kind: "text" }],
    [several, { ...several, options: [...OPTIONS, { id: "c", text: "Three" }] }],
    [several, { ...several, options: [OPTIONS[0], { id: "b", text: "Both" }] }],
    [several, { ...several, max: 1 }],
    [scale, { ...scale, steps: [{ value: 1, text: "Bad" }, { value: 2, text: "Good" }] }],
    [{ kind: "number", max: 10 }, { kind: "number" }],
    [{ kind: "number" }, { kind: "number", decimals: 2 }],
    [{ kind: "text", max_length: 200 }, { kind: "text", max_length: 20 }],
  ]) {
    const found = moved([question("clean", old)], [question("clean", now)], { clean: yes });
    assert.deepEqual(found.answers, {}, JSON.stringify(now));
    assert.equal(found.changed.length, 1);
  }
});

test("'does not apply' is kept only where it may still be said", () => {
  const [may, must] = [[question("clean", { na: true })], [question("clean")]];
  assert.deepEqual(moved(may, may, { clean: { na: true } }).kept, ["clean"]);
  assert.equal(moved(may, must, { clean: { na: true } }).changed.length, 1);
  assert.deepEqual(moved(may, must, { clean: yes }).kept, ["clean"]);
});

test("what nobody has answered is not lost, so it is not listed", () => {
  const found = moved([question("clean"), question("old")], [question("clean", { text: "Dry?" })], {});
  assert.deepEqual([found.kept, found.changed, found.gone, found.added], [[], [], [], []]);
});

test("another part's questions are another report's business", () => {
  const one = form(1, [question("clean")], [question("slept")]);
  const two = form(2, [question("clean")], [question("slept", { text: "Slept well?" }), question("woke")]);
  const found = carry(one, two, { clean: yes }, "visit");
  assert.deepEqual([found.kept, found.changed, found.added], [["clean"], [], []]);
});

test("a report that goes back finds again what it left, and keeps what was changed since", () => {
  const [one, two] = [form(1, [question("clean"), question("lit"), question("old")]), form(2, [question("clean"), question("lit", { text: "All lit?" }), question("new")])];
  const before = { clean: yes, lit: yes, old: yes };
  const there = carry(one, two, before, "visit").answers;
  assert.deepEqual(there, { clean: yes });
  const since = { clean: { value: false }, lit: { value: false }, new: yes };
  const back = carry(two, one, since, "visit", before);
  assert.deepEqual(back.answers, { lit: yes, old: yes, clean: { value: false } });
  // And forward once more: nothing has been thrown away.
  assert.deepEqual(carry(one, two, back.answers, "visit", since).answers, since);
});

test("what was taken back after the move stays taken back", () => {
  const [one, two] = [form(1, [question("clean")]), form(2, [question("clean"), question("new")])];
  assert.deepEqual(carry(two, one, {}, "visit", { clean: yes }).answers, {});
});
