import assert from "node:assert/strict";
import { test } from "node:test";

import { judge, onlyHere } from "../../server/phone/static/app/lib/room.js";

const now = Date.parse("2026-11-21T12:00:00Z");
const seen = { persisted: true, closing: false, free: 5e9, before: "2026-11-21T10:00:00Z", now, unsent: 1 };
const ago = (days) => new Date(now - days * 86400000).toISOString();

test("it works", () => {
  assert.deepEqual(judge(seen), { kept: "persisted", small: false, days: 0, warning: null });
});

test("unsent work that nobody promised to keep is at risk", () => {
  assert.equal(judge({ ...seen, persisted: false }).warning, "erasable");
  assert.equal(judge({ ...seen, persisted: null }).warning, "erasable");
  assert.equal(judge({ ...seen, persisted: false }).kept, "erasable");
  assert.equal(judge({ ...seen, persisted: null }).kept, "unknown");
});

test("nothing is at risk where nothing is unsent", () => {
  const worst = { ...seen, persisted: false, closing: true, free: 0, before: ago(30), unsent: 0 };
  assert.equal(judge(worst).warning, null);
});

test("a private window comes before everything else", () => {
  const { kept, warning } = judge({ ...seen, closing: true, free: 0, before: ago(9) });
  assert.deepEqual([kept, warning], ["closing", "closing"]);
});

test("more than five days without a visit are said, five are not", () => {
  assert.equal(judge({ ...seen, before: ago(5.9) }).warning, null);
  assert.equal(judge({ ...seen, before: ago(6) }).warning, "days");
  assert.equal(judge({ ...seen, before: ago(6) }).days, 6);
});

test("a first visit has no days, and a clock set back gives none below nothing", () => {
  assert.equal(judge({ ...seen, before: null }).days, null);
  assert.equal(judge({ ...seen, before: ago(-3) }).days, 0);
});

test("too little room for a photo is said, a browser that does not say is not doubted", () => {
  assert.deepEqual(judge({ ...seen, free: 19e6 }).warning, "small");
  assert.equal(judge({ ...seen, free: 20e6 }).small, false);
  assert.equal(judge({ ...seen, free: null }).small, false);
});

test("what was only opened is not called unsent, what waits or was refused is", () => {
  const opened = { state: "draft", outcome: "done", part: "visit", answers: {}, pressed: [], finished: null };
  const begun = { ...opened, answers: { a: { value: true } } };
  const moment = { ...opened, part: "episode", answers: { day: { value: "2026-11-21" } } };
  assert.deepEqual([opened, moment, { ...begun, state: "sent" }].map(onlyHere), [false, false, false]);
  const lost = [begun, { ...opened, pressed: ["arrived"] }, { ...opened, outcome: "closed" }, { ...begun, state: "needs_attention" }, { ...opened, state: "waiting", finished: {} }];
  assert.deepEqual(lost.map(onlyHere), [true, true, true, true, true]);
  assert.deepEqual([{ ...moment, answers: { ...moment.answers, kind: { value: "apathy" } } }, { ...moment, finished: {} }].map(onlyHere), [true, true]);
});
