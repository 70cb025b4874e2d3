import assert from "node:assert/strict";
import { test } from "node:test";

import { stageOf } from "../../server/phone/static/app/lib/stage.js";

const part = (state, revision = 1) => ({ state, revision });
const open = { state: "open" };
const cancelled = { state: "cancelled" };
const draft = (state, more = {}) => ({ state, revision: 1, outcome: "done", pressed: [], answers: { greeted: { value: true } }, ...more });
const opened = draft("draft", { answers: {} });
const name = (...seen) => stageOf(...seen).name;

test("it works", () => {
  assert.deepEqual(stageOf(part("to_do", 0), open, null), { name: "to_do", open: true, correct: false });
});

test("a report goes its way", () => {
  assert.equal(name(part("to_do", 0), open, draft("draft")), "begun");
  assert.equal(name(part("to_do", 0), open, draft("waiting")), "waiting");
  assert.equal(name(part("to_do", 0), open, draft("sending")), "sending");
  assert.equal(name(part("to_do", 0), open, draft("sent")), "sent");
  assert.equal(name(part("sent"), open, draft("sent")), "sent");
  assert.equal(name(part("claimed"), open, draft("sent")), "claimed");
  assert.equal(name(part("accepted"), open, draft("sent")), "accepted");
});

test("what is sent can be corrected until a reviewer has it", () => {
  assert.ok(stageOf(part("sent"), open, draft("sent")).correct);
  assert.ok(stageOf(part("sent"), open, null).correct);
  assert.ok(!stageOf(part("claimed"), open, draft("sent")).correct);
  assert.ok(!stageOf(part("accepted"), open, draft("sent")).correct);
});

test("what was sent back can be corrected, and is then being corrected", () => {
  const back = part("sent_back", 1);
  assert.ok(stageOf(back, open, draft("sent", { receipt: { revision: 1 } })).correct);
  assert.deepEqual(stageOf(back, open, draft("draft", { revision: 2 })), { name: "correcting", open: true, correct: false });
});

test("a correction that has just arrived is not sent back, though the list still says so", () => {
  assert.equal(name(part("sent_back", 1), open, draft("sent", { receipt: { revision: 2 } })), "sent");
});

test("what is written here and cannot be sent says so, and is not shut in", () => {
  for (const state of ["claimed", "accepted", "not_done"]) {
    for (const revision of [1, 2]) {
      assert.deepEqual(stageOf(part(state), open, draft("draft", { revision })), { name: "overtaken", open: false, correct: false });
    }
    assert.equal(name(part(state), open, opened), state);
    assert.equal(name(part(state), open, null), state);
  }
});

test("a report of one's own is never covered by another that was sent back", () => {
  assert.deepEqual(stageOf(part("sent_back", 1), open, draft("draft")), { name: "overtaken", open: false, correct: false });
  assert.ok(stageOf(part("sent_back", 1), open, opened).correct);
});

test("a refused report stays open and says so", () => {
  assert.deepEqual(stageOf(part("to_do", 0), open, draft("needs_attention")), { name: "needs_attention", open: true, correct: false });
});

test("a cancelled visit says so, and what was begun stays readable", () => {
  assert.deepEqual(stageOf(part("to_do", 0), cancelled, null), { name: "cancelled", open: false, correct: false });
  assert.deepEqual(stageOf(part("to_do", 0), cancelled, draft("draft")), { name: "cancelled_unsent", open: true, correct: false });
});

test("work on a cancelled visit that is on its way says that, not that it is cancelled", () => {
  assert.equal(name(part("to_do", 0), cancelled, draft("waiting")), "waiting");
});

test("a report that was only opened is not begun", () => {
  assert.equal(name(part("to_do", 0), open, opened), "to_do");
  assert.equal(name(part("to_do", 0), cancelled, opened), "cancelled");
  assert.equal(name(part("sent"), open, opened), "sent");
});

test("a stamp, an answer or a reason not to go is a beginning", () => {
  const begun = [{ pressed: ["arrived"] }, { answers: { greeted: { na: true } } }, { outcome: "closed" }, { finished: {} }];
  for (const more of begun) assert.equal(name(part("to_do", 0), open, { ...opened, ...more }), "begun");
});

test("a visit that could not be done is settled", () => {
  assert.deepEqual(stageOf(part("to_do", 0), open, draft("sent", { outcome: "closed" })), { name: "not_done", open: false, correct: false });
  assert.equal(name(part("not_done"), open, null), "not_done");
});
