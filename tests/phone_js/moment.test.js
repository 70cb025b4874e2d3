import assert from "node:assert";
import { test } from "node:test";
import { blankMoment, daysOf, momentEnvelope, momentForm, SINS, storeNamed, storesOf } from "../../server/phone/static/app/lib/moment.js";
import { evaluate } from "../../server/phone/static/app/lib/evaluate.js";
import { newId } from "../../server/phone/static/app/lib/ids.js";
import { moments as english } from "../../server/phone/static/app/lib/moments.en.js";
import { moments as spanish } from "../../server/phone/static/app/lib/moments.es.js";

const ZONE = "America/Mexico_City";
const NOW = { at: "2026-11-22T03:00:00.000Z", offset: -360, zone: ZONE };
const STORES = [{ code: "C-1", name: "Casa Centro" }];
const BY = { device: "d", app: "1", language: "es", clock: { skew_ms: 5, at: NOW.at } };

const days = () => daysOf(NOW).map((id) => ({ id, text: id }));
const begun = (answers) => {
  const draft = blankMoment({ shopper: "s", submission: "m", now: NOW, clock: null });
  for (const [id, value] of Object.entries(answers)) draft.answers[id] = { value };
  return draft;
};
const lacking = (draft, stores = STORES) => evaluate(momentForm((key) => key, { stores, days: days() }), "episode", draft.answers, {}).problems.map(({ question }) => question);
const SIN = { kind: "apathy", moment: "arrival", affected: "me", store: "C-1", words: "Nobody looked up." };

test("it works", () => {
  const draft = begun(SIN);
  assert.deepEqual(lacking(draft), []);
  assert.deepEqual(JSON.parse(momentEnvelope(draft, BY).body), {
    kind: "apathy", moment: "arrival", affected: "me", store: "C-1", words: "Nobody looked up.", days_before: 0,
    logged: NOW, clock: BY.clock, device: { id: "d", app: "1" }, language: "es",
  });
});

test("every question has a tip of its own, a sentence, in both languages", () => {
  for (const words of [english, spanish]) {
    const form = momentForm((key) => words[key], { stores: STORES, days: days() });
    const tips = form.sections[0].questions.map(({ tip }) => tip);
    assert.equal(new Set(tips).size, 8);
    for (const tip of tips) assert.match(tip, /^\p{Lu}.{15,}\.$/u);
  }
});

test("the day is that of the phone's own place, and the two before can be chosen", () => {
  assert.deepEqual(daysOf(NOW), ["2026-11-21", "2026-11-20", "2026-11-19"]);
  const body = JSON.parse(momentEnvelope(begun({ ...SIN, day: "2026-11-19" }), BY).body);
  assert.equal(body.days_before, 2);
});

test("a moment that was only opened lacks everything but the day", () => {
  assert.deepEqual(lacking(begun({})), ["kind", "moment", "affected", "store"]);
});

test("another place needs its name, and so does any where no store is known", () => {
  assert.deepEqual(lacking(begun({ ...SIN, store: "other" })), ["store_name"]);
  const free = begun({ ...SIN, store_name: " Café " });
  delete free.answers.store;
  assert.deepEqual(lacking(free, []), []);
  assert.equal(JSON.parse(momentEnvelope(free, BY).body).store_name, "Café");
});

test("every sin needs words, a good moment none", () => {
  for (const kind of SINS) assert.deepEqual(lacking(begun({ ...SIN, kind, words: "short" })), ["words"]);
  const good = begun({ ...SIN, kind: "good" });
  assert.deepEqual(lacking(good), []);
  assert.equal(JSON.parse(momentEnvelope(good, BY).body).words, "");
});

test("what the clock was measured to be before it was begun goes along", () => {
  const clock = { skew_ms: 86400000, at: NOW.at };
  const draft = { ...begun(SIN), clock };
  assert.deepEqual(JSON.parse(momentEnvelope(draft, BY).body).clock, clock);
});

test("stores stand once each, that of the nearest visit first, six at most", () => {
  const visit = (code, day) => ({ store: { code, name: code }, window: { opens: `2026-11-${day}T06:00:00Z`, closes: `2026-11-${day}T20:00:00Z` } });
  const visits = [visit("far", "10"), visit("near", "22"), visit("next", "24"), visit("far", "09")];
  assert.deepEqual(storesOf(visits, Date.parse("2026-11-22T10:00:00Z")).map(({ code }) => code), ["near", "next", "far"]);
  const many = Array.from({ length: 9 }, (_, n) => ({ code: `S${n}`, name: `S${n}` }));
  const form = momentForm((key) => key, { stores: many, days: days() });
  assert.equal(form.sections[0].questions.find(({ id }) => id === "store").options.length, 7);
});

test("a written name that is known is that store", () => {
  assert.equal(storeNamed(" casa CENTRO ", STORES).code, "C-1");
  assert.equal(storeNamed("casa", STORES), undefined);
  assert.equal(storeNamed(undefined, STORES), undefined);
});

test("an id is a random UUIDv4, where there is no randomUUID too", () => {
  const ids = new Set(Array.from({ length: 100 }, newId));
  assert.equal(ids.size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
