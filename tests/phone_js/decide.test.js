import assert from "node:assert/strict";
import { test } from "node:test";

import { attention, isReceipt, nextStep, pause, progressOf, turnOf, verdict } from "../../server/phone/static/app/net/decide.js";

const [A, B] = ["a".repeat(64), "b".repeat(64)];
const receipt = (present, missing = []) => ({ number: "7K3F-29QD", digest: "d1", photos: { announced: [A, B], present, missing } });
const record = (more = {}) => ({ state: "sending", body: "{}", body_digest: "d1", announced: [A, B], uploaded: [], receipt: null, ...more });
const answer = (status, json = null) => ({ status, json, retryAfter: null });
const yes = () => true;

test("it works", () => {
  const steps = [
    record({ state: "waiting", body: null }),
    record(),
    record({ receipt: receipt([], [A, B]) }),
    record({ receipt: receipt([], [A, B]), uploaded: [A] }),
    record({ receipt: receipt([], [A, B]), uploaded: [A, B] }),
    record({ receipt: receipt([A, B]) }),
  ].map(nextStep);
  assert.deepEqual(steps.map((step) => step.do), ["fix", "put_report", "put_photo", "put_photo", "ask_receipt", "finish"]);
  assert.deepEqual([steps[2].sha256, steps[3].sha256], [A, B]);
});

test("a record that is not on its way is left alone", () => {
  for (const state of ["draft", "sent", "needs_attention"]) assert.equal(nextStep(record({ state })).do, "rest");
});

test("the receipt of an older revision is no receipt for this one", () => {
  assert.equal(nextStep(record({ body_digest: "d2", receipt: receipt([A, B]) })).do, "put_report");
});

test("photos go with the receipt of a report whose bytes another phone fixed", () => {
  const theirs = record({ state: "waiting", body: null, receipt: receipt([A], [B]) });
  assert.deepEqual(nextStep(theirs), { do: "put_photo", sha256: B });
});

test("nothing is finished before every photo is named as present", () => {
  assert.equal(nextStep(record({ receipt: receipt([A]), uploaded: [B] })).do, "ask_receipt");
  assert.equal(nextStep(record({ receipt: receipt([A], [B]), uploaded: [B] })).do, "ask_receipt");
});

test("a report without photos is finished with its receipt", () => {
  assert.equal(nextStep(record({ announced: [], receipt: receipt([]) })).do, "finish");
});

test("only an answer of ours counts as arrived", () => {
  assert.equal(verdict(answer(201, {}), yes), "arrived");
  assert.equal(verdict(answer(200, null), yes), "retry");
  assert.equal(verdict(answer(200, { html: 1 }), () => false), "retry");
  assert.equal(verdict(answer(302), yes), "retry");
});

test("what may pass is tried again", () => {
  for (const status of [0, 408, 425, 429, 500, 502, 503, 504]) assert.equal(verdict(answer(status), yes), "retry", `${status}`);
  assert.equal(verdict(answer(503, { code: "busy" }), yes), "retry");
});

test("a refusal of ours is final, one of a proxy is not", () => {
  for (const status of [400, 403, 404, 409, 413, 422]) {
    assert.equal(verdict(answer(status, { code: "x" }), yes), "refused", `${status}`);
    assert.equal(verdict(answer(status), yes), "retry", `${status}`);
  }
});

test("an expired sign-in only waits", () => {
  assert.equal(verdict(answer(401, { code: "not_signed_in" }), yes), "sign_in");
});

test("a chunk at the wrong place goes on at the right one", () => {
  assert.equal(verdict(answer(409, { code: "upload_offset", received: 5 }), yes), "resume");
});

test("what was damaged on its way goes once more", () => {
  for (const code of ["digest_wrong", "body_truncated", "body_not_json"]) assert.equal(verdict(answer(400, { code }), yes), "retry", code);
});

test("a report that the server does not know any more is sent again", () => {
  for (const code of ["photo_not_announced", "not_found"]) assert.equal(verdict(answer(404, { code }), yes), "unknown", code);
  assert.equal(verdict(answer(404, { code: "visit_unknown" }), yes), "refused");
});

test("what the server lacks and the phone has no more does not hold the rest up", () => {
  assert.equal(nextStep(record({ announced: [A], receipt: receipt([A], [B]) })).do, "finish");
});

test("answers go before photos, and of equals the one finished first", () => {
  const at = (submission, minute, more = {}) => record({ submission, finished: { at: `2026-11-21T10:0${minute}:00Z` }, ...more });
  const [photos, late, early] = [at("photos", 1, { receipt: receipt([], [A, B]) }), at("late", 3), at("early", 2, { body: null, body_digest: null })];
  assert.equal(turnOf([photos, late, early]).submission, "early");
  assert.equal(turnOf([photos, late]).submission, "late");
  assert.equal(turnOf([photos]).submission, "photos");
  assert.equal(turnOf([]), undefined);
});

test("progress is counted in bytes over answers and photos", () => {
  const photos = [{ sha256: A, size: 1000 }, { sha256: B, size: 500 }, { sha256: "removed", size: 9 }];
  const of = (more, progress = null) => progressOf(record({ body: '"ñ"', photos, ...more }), progress);
  assert.deepEqual(of({}), { sent: 0, size: 1504 });
  assert.deepEqual(of({ receipt: receipt([], [A, B]) }), { sent: 4, size: 1504 });
  assert.deepEqual(of({ receipt: receipt([], [A, B]), uploaded: [A] }, { sha256: B, sent: 200 }), { sent: 1204, size: 1504 });
  assert.deepEqual(of({ receipt: receipt([A, B]) }), { sent: 1504, size: 1504 });
});

test("pauses double up to five minutes, and never undercut the server", () => {
  assert.deepEqual([1, 2, 3, 20].map((attempts) => pause(attempts, null)), [2, 4, 8, 300]);
  assert.equal(pause(1, 120), 120);
});

test("a receipt is known by its number, digest and photos", () => {
  assert.ok(isReceipt(receipt([])));
  assert.ok(!isReceipt({ number: "x", digest: "y" }));
  assert.ok(!isReceipt({}));
});

test("what the server says of an answer is kept with its question", () => {
  const problem = { code: "answers_wrong", detail: "Look at what is marked.", fields: [
    { field: "answers.greeted", code: "answer_required", detail: "Choose an answer." }, { field: "finished", code: "x" },
  ] };
  assert.deepEqual(attention(problem), { code: "answers_wrong", detail: "Look at what is marked.", byQuestion: { greeted: "Choose an answer." } });
});
