import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarOf, comingOf, laterText, openDue } from "../../server/phone/static/app/lib/later.js";

const store = { name: "Tienda Centro", zone: "America/Mexico_City" };
const window = { opens: "2026-11-26T06:00:00.000Z", closes: "2026-12-03T06:00:00.000Z" };
const before = Date.parse("2026-11-26T05:59:59Z");
const then = Date.parse("2026-11-26T06:00:00Z");
const followUp = (more = {}) => ({ part: "follow_up", submission: "0b5c", title: "Follow-up", opening: "open", window, after_days: null, open_for_days: 7, ...more });
const visit = (id, later) => ({ id, state: "open", store, parts: [{ part: "visit", submission: id }], ...(later ? { later } : {}) });
const words = { later_opens: "Opens {day}, until {last}", later_open: "until {last}", later_closed: "was {last}", later_never: "never", later_promised: "promised {n}", later_at_once: "at once {n}", later_after: "day {after}, {n}", calendar_title: "Notes to finish", calendar_text: "Open until {last}." };
const say = (key, args) => words[key].replace(/\{(\w+)\}/g, (_, name) => args[name]);
const means = (now) => ({ say, locale: "en-GB", now });

test("it works", () => {
  const sync = { visits: [visit("a"), visit("b", [followUp()])] };
  assert.equal(openDue(sync, before), false);
  assert.deepEqual(comingOf(sync).map(({ part }) => part.title), ["Follow-up"]);
  assert.equal(openDue(sync, then), true);
  assert.deepEqual(sync.visits.map(({ id }) => id), ["b", "a"]);
  assert.deepEqual(sync.visits[0].parts.map(({ part }) => part), ["visit", "follow_up"]);
  assert.deepEqual(comingOf(sync), []);
  assert.equal(openDue(sync, then), false);
});

test("what is awaited or never opens is neither due nor coming", () => {
  const sync = { visits: [visit("a", [followUp({ opening: "awaited" })]), visit("b", [followUp({ opening: "never" })])] };
  assert.equal(openDue(sync, then), false);
  assert.deepEqual(comingOf(sync), []);
});

test("nothing comes of a visit that was cancelled", () => {
  assert.deepEqual(comingOf({ visits: [{ ...visit("a", [followUp()]), state: "cancelled" }] }), []);
});

test("the soonest comes first", () => {
  const soon = followUp({ title: "Soon", window: { opens: "2026-11-24T06:00:00.000Z", closes: window.closes } });
  assert.deepEqual(comingOf({ visits: [visit("a", [followUp()]), visit("b", [soon])] }).map(({ part }) => part.title), ["Soon", "Follow-up"]);
});

test("a sentence for each standing", () => {
  const text = (part, now = before) => laterText(part, store, means(now));
  assert.equal(text(followUp()), "Opens Thursday 26 November, until Wednesday 2 December");
  assert.equal(text(followUp(), then), "until Wednesday 2 December");
  assert.equal(text(followUp(), Date.parse(window.closes)), "was Wednesday 2 December");
  assert.equal(text(followUp({ opening: "never" })), "never");
  assert.equal(text(followUp({ opening: "awaited" })), "promised 7");
  assert.equal(text(followUp({ opening: "awaited", after_days: 0 })), "at once 7");
  assert.equal(text(followUp({ opening: "awaited", after_days: 3 })), "day 3, 7");
});

test("an entry in the calendar names the day and neither store nor programme", () => {
  const lines = calendarOf(followUp(), store, means(before)).split("\r\n");
  assert.equal(lines.at(-1), "");
  for (const line of ["DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261127", "SUMMARY:Notes to finish", "DESCRIPTION:Open until Wednesday 2 December.", "DTSTAMP:20261126T055959Z", "UID:0b5c", "CLASS:PRIVATE"]) assert.ok(lines.includes(line), line);
  assert.ok(!/Tienda|Centro|Follow/.test(lines.join()));
});

test("the entry of the last day of a year ends with the first of the next", () => {
  const part = followUp({ window: { opens: "2026-12-31T06:00:00.000Z", closes: "2027-01-02T06:00:00.000Z" } });
  assert.match(calendarOf(part, store, means(before)), /DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/);
});

test("long lines are folded, and what means something to a calendar is escaped", () => {
  const long = { ...means(before), say: (key) => (key === "calendar_title" ? "Añadir; más, y más " .repeat(8) : "x") };
  const lines = calendarOf(followUp(), store, long).split("\r\n");
  assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75));
  const whole = lines.join("\r\n").replaceAll("\r\n ", "");
  assert.ok(whole.includes("SUMMARY:Añadir\\; más\\, y más "));
});
