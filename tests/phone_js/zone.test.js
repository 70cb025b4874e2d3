import assert from "node:assert/strict";
import { test } from "node:test";

import { dayText, instantOf, localeFor, momentText, offsetAt, stampAt, wall, windowText } from "../../server/phone/static/app/lib/zone.js";

const MEXICO = "America/Mexico_City";
const TIJUANA = "America/Tijuana";
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");

test("it works", () => {
  assert.deepEqual(wall("2026-11-21T22:15:30.123Z", MEXICO), { date: "2026-11-21", time: "16:15:30" });
  assert.equal(instantOf("2026-11-21", "16:15:30", MEXICO), Date.parse("2026-11-21T22:15:30Z"));
});

test("a stamp keeps the instant, the offset and the zone", () => {
  const at = Date.parse("2026-11-21T22:15:30.123Z");
  assert.deepEqual(stampAt(at, MEXICO), { at: "2026-11-21T22:15:30.123Z", offset: -360, zone: MEXICO });
});

test("midnight is 00 and belongs to the new day", () => {
  assert.deepEqual(wall("2026-11-21T06:00:00Z", MEXICO), { date: "2026-11-21", time: "00:00:00" });
});

test("offsets follow daylight saving and halves of hours", () => {
  assert.equal(offsetAt("2026-07-01T12:00:00Z", TIJUANA), -420);
  assert.equal(offsetAt("2026-12-01T12:00:00Z", TIJUANA), -480);
  assert.equal(offsetAt("2026-12-01T12:00:00Z", "Asia/Kolkata"), 330);
  assert.equal(offsetAt("2026-12-01T12:00:00.999Z", "America/St_Johns"), -210);
});

test("a time that the clock shows twice is the first of the two", () => {
  assert.equal(instantOf("2026-11-01", "01:30", TIJUANA), Date.parse("2026-11-01T08:30:00Z"));
});

test("a time that the clock leaps over is the same stretch after the leap", () => {
  const at = instantOf("2026-03-08", "02:30", TIJUANA);
  assert.deepEqual(wall(at, TIJUANA), { date: "2026-03-08", time: "03:30:00" });
});

test("every hour of a year comes back as it went", () => {
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
    const { date, time } = wall(at, TIJUANA);
    const back = instantOf(date, time, TIJUANA);
    assert.ok(back === at || back === at - 3_600_000, `${date} ${time}`);
  }
});

test("what is no time is no instant", () => {
  for (const [date, time] of [["", "10:00"], ["2026-02-31x", "10:00"], ["2026-11-21", "25:00"]]) {
    assert.ok(Number.isNaN(instantOf(date, time, MEXICO)), `${date} ${time}`);
  }
});

test("the language is the app's, the habits are the store's country's", () => {
  assert.equal(localeFor("es", "es-MX"), "es-MX");
  assert.equal(localeFor("en", "es-MX"), "en-MX");
  assert.equal(localeFor("es", ""), "es");
});

test("a window of whole days is said in days, the last one included", () => {
  const window = { opens: "2026-11-21T06:00:00Z", closes: "2026-11-24T06:00:00Z" };
  assert.equal(plain(windowText(window, MEXICO, "en-US")), "Sat, Nov 21 – Mon, Nov 23");
});

test("one whole day is said once", () => {
  const window = { opens: "2026-11-21T06:00:00Z", closes: "2026-11-22T06:00:00Z" };
  assert.equal(plain(windowText(window, MEXICO, "en-US")), "Sat, Nov 21");
});

test("a window of hours says them, with minutes only where there are some", () => {
  const window = { opens: "2026-11-21T16:00:00Z", closes: "2026-11-21T19:30:00Z" };
  assert.equal(plain(windowText(window, MEXICO, "en-US")), "Sat, Nov 21, 10 AM – Sat, Nov 21, 1:30 PM");
});

test("days and moments never break over two lines", () => {
  assert.ok(!dayText("2026-11-21T16:00:00Z", MEXICO, "es-MX").includes(" "));
  assert.ok(!momentText("2026-11-21T16:20:00Z", MEXICO, "es-MX").includes(" "));
});

test("stamps an hour of real time apart, on the days the clocks change, tell their offsets", () => {
  const days = [
    [TIJUANA, "2026-11-01T08:30:00Z", ["01:30:00", "01:30:00"], [-420, -480]],
    [TIJUANA, "2026-03-08T09:30:00Z", ["01:30:00", "03:30:00"], [-480, -420]],
    ["Europe/Madrid", "2026-10-25T00:30:00Z", ["02:30:00", "02:30:00"], [120, 60]],
    ["Europe/Madrid", "2026-03-29T00:30:00Z", ["01:30:00", "03:30:00"], [60, 120]],
  ];
  for (const [zone, first, times, offsets] of days) {
    const stamps = [0, 3600000].map((after) => stampAt(Date.parse(first) + after, zone));
    assert.deepEqual(stamps.map(({ at }) => wall(at, zone).time), times);
    assert.deepEqual(stamps.map(({ offset }) => offset), offsets);
    assert.equal(Date.parse(stamps[1].at) - Date.parse(stamps[0].at), 3600000);
  }
});
