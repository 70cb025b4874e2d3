import assert from "node:assert/strict";
import { test } from "node:test";

import { differing, sameReport } from "../../server/phone/static/app/lib/same.js";

const photo = (question, sha256) => ({ question, sha256, size: 10, taken: null, place: null });
const report = (more = {}) => ({ outcome: "done", answers: { greeted: { value: true }, wait: { value: 40, comment: "Two tills." } }, photos: [photo("door", "a"), photo("shelf", "b")], ...more });

test("it works", () => {
  assert.ok(sameReport(report({ device: { id: "one" }, finished: { at: "10:00" } }), report({ outcome_note: null })));
});

test("the order of keys and of photos is no difference", () => {
  const turned = { photos: [photo("shelf", "b"), photo("door", "a")], answers: { wait: { comment: "Two tills.", value: 40 }, greeted: { value: true } }, outcome: "done" };
  assert.ok(sameReport(report(), turned));
});

test("an answer, a comment, a photo or a reason more is a difference", () => {
  const { answers } = report();
  for (const more of [
    { answers: { ...answers, greeted: { value: false } } }, { answers: { ...answers, greeted: { na: true } } },
    { answers: { ...answers, wait: { value: 40 } } }, { answers: { greeted: { value: true } } },
    { photos: [photo("door", "a")] }, { photos: [photo("door", "a"), photo("door", "b")] },
    { outcome: "closed" }, { outcome_note: "The door was locked." },
  ]) assert.ok(!sameReport(report(), report(more)), JSON.stringify(more));
});

test("the questions that differ are named, also those that one side has not answered", () => {
  const [ours, theirs] = [{ a: { value: 1 }, b: { value: 2 }, c: { value: [1, 2] } }, { b: { value: 3 }, c: { value: [1, 2] }, d: { na: true } }];
  assert.deepEqual(differing(ours, theirs), ["a", "b", "d"]);
});
