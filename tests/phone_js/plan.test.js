import assert from "node:assert/strict";
import { test } from "node:test";

import { wantsComment } from "../../server/phone/static/app/lib/comment.js";
import { evaluate } from "../../server/phone/static/app/lib/evaluate.js";
import { isGiven, isWrongNow, planOf } from "../../server/phone/static/app/lib/plan.js";
import { stampsOf } from "../../server/phone/static/app/store/stamps.js";

const FORM = {
  form: "small", version: 1, parts: [{ id: "visit" }, { id: "later" }], in_store: ["arrived", "paid"],
  sections: [
    { id: "door", part: "visit", title: "Door", questions: [
      { id: "arrived", kind: "time", text: "Arrived" },
      { id: "clean", kind: "yes_no", text: "Clean?", comment_when: { is: false }, comment_min_length: 10 },
    ] },
    { id: "till", part: "visit", title: "Till", questions: [
      { id: "paid", kind: "time", text: "Paid", ask_when: { fact: "purchase", is: true } },
      { id: "change", kind: "yes_no", text: "Right change?", ask_when: { fact: "purchase", is: true } },
    ] },
    { id: "home", part: "later", title: "Home", questions: [{ id: "kept", kind: "yes_no", text: "Kept?" }] },
  ],
};

function plan(answers, facts = { purchase: true }) {
  return planOf(FORM, "visit", answers, evaluate(FORM, "visit", answers, facts));
}

test("it works", () => {
  const { pages, asked, answered, problems } = plan({ clean: { value: true } });
  assert.deepEqual(pages.map(({ section }) => section.id), ["door", "till"]);
  assert.deepEqual([asked, answered], [4, 1]);
  assert.deepEqual(problems.map(({ question, section }) => [question, section]), [["arrived", "door"], ["paid", "till"], ["change", "till"]]);
});

test("a section in which nothing is asked has no page", () => {
  assert.deepEqual(plan({}, { purchase: false }).pages.map(({ section }) => section.id), ["door"]);
});

test("sections of another part are not shown", () => {
  assert.ok(!plan({}).pages.some(({ section }) => section.id === "home"));
});

test("an answer that still lacks its comment does not count as answered", () => {
  assert.equal(plan({ clean: { value: false } }).answered, 0);
  assert.equal(plan({ clean: { value: false, comment: "Boxes in front of the door." } }).answered, 1);
});

test("what is missing is found by question", () => {
  assert.equal(plan({ clean: { value: false } }).problemsOf.clean[0].code, "comment_required");
});

test("what counts as given", () => {
  for (const answer of [{ value: false }, { value: 0 }, { na: true }, { value: "a" }]) assert.ok(isGiven(answer), JSON.stringify(answer));
  for (const answer of [undefined, {}, { value: null }, { value: "  " }, { value: [] }, { comment: "x" }]) assert.ok(!isGiven(answer), JSON.stringify(answer));
});

test("what is missing is not said before it is asked for, what is wrong is", () => {
  assert.ok(!isWrongNow("answer_required"));
  assert.ok(!isWrongNow("text_too_short"));
  assert.ok(isWrongNow("number_above"));
  assert.ok(isWrongNow("stamps_out_of_order"));
});

test("a comment is asked for exactly where the form asks for it", () => {
  const with_ = (test) => ({ comment_when: test });
  assert.ok(wantsComment(with_({ is: false }), { value: false }));
  assert.ok(!wantsComment(with_({ is: false }), { value: true }));
  assert.ok(!wantsComment(with_({ is: false }), { na: true }));
  assert.ok(!wantsComment(with_({ is: false }), undefined));
  assert.ok(wantsComment(with_({ in: ["a", "b"] }), { value: "b" }));
  assert.ok(wantsComment(with_({ includes: "x" }), { value: ["y", "x"] }));
  assert.ok(wantsComment(with_({ at_most: 2 }), { value: 2 }));
  assert.ok(!wantsComment(with_({ at_least: 3 }), { value: 2 }));
  assert.ok(!wantsComment({}, { value: false }));
});

test("the store screen shows the stamps that are asked, in the form's order", () => {
  const asked = (facts) => evaluate(FORM, "visit", {}, facts).asked;
  assert.deepEqual(stampsOf(FORM, "visit", asked({ purchase: true })).map(({ id }) => id), ["arrived", "paid"]);
  assert.deepEqual(stampsOf(FORM, "visit", asked({ purchase: false })).map(({ id }) => id), ["arrived"]);
});
