/**
 * Parts of a visit that open later. The server lists under `parts` what could be reported when it was
 * asked, and under `later` what could not; a phone without a network goes on by the clock.
 */

import { wall } from "./zone.js";

/** Whether a part is one that opens after the visit. @param {object} part */
export const isLater = (part) => part.opening !== undefined;

/**
 * Brings what has opened meanwhile among the parts that can be reported, and its visit to the front.
 * @param {object} sync what the server said last; changed in place
 * @param {number} now by the server's clock
 * @returns {boolean} whether anything opened
 */
export function openDue(sync, now) {
  const opened = sync.visits.filter((visit) => {
    const due = (visit.later || []).filter((part) => part.opening === "open" && Date.parse(part.window.opens) <= now);
    visit.parts.push(...due);
    if (due.length) visit.later = visit.later.filter((part) => !due.includes(part));
    return due.length > 0;
  });
  if (opened.length) sync.visits.sort((a, b) => opened.includes(b) - opened.includes(a));
  return opened.length > 0;
}

/**
 * The parts that are still to come and whose day is known, the soonest first.
 * @param {{visits: object[]}} sync
 * @returns {{visit: object, part: object}[]}
 */
export function comingOf({ visits }) {
  const open = visits.filter(({ state }) => state !== "cancelled");
  const coming = open.flatMap((visit) => (visit.later || []).filter(({ opening }) => opening === "open").map((part) => ({ visit, part })));
  return coming.sort((a, b) => Date.parse(a.part.window.opens) - Date.parse(b.part.window.opens));
}

/**
 * When a later part can be reported, as a sentence.
 * @param {object} part
 * @param {object} store whose days they are
 * @param {{say: Function, locale: string, now: number}} means
 * @returns {string}
 */
export function laterText(part, { zone }, { say, locale, now }) {
  const day = (instant) => longDay(instant, zone, locale);
  const { opens, closes } = part.window;
  return say(`later_${standingOf(part, now)}`, { day: day(opens), last: day(Date.parse(closes) - 1), after: part.after_days, n: part.open_for_days });
}

/** @returns {string} "Thursday 26 November" */
function longDay(instant, zone, locale) {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "long", day: "numeric", month: "long" }).format(new Date(instant));
}

/** Which sentence it is: never, promised, at_once, after, opens, open or closed. */
function standingOf({ opening, after_days: after, window: { opens, closes } }, now) {
  if (opening === "never") return "never";
  if (opening === "awaited") return after === null ? "promised" : after ? "after" : "at_once";
  if (now < Date.parse(opens)) return "opens";
  return now < Date.parse(closes) ? "open" : "closed";
}

/**
 * An entry for the calendar of a phone, which others may see: it names no store and no programme.
 * The whole day on which the part opens, wherever the phone is then, with an alarm at nine.
 * @param {object} part whose window is known
 * @param {object} store
 * @param {{say: Function, locale: string, now: number}} means
 * @returns {string} an iCalendar file
 */
export function calendarOf({ submission, window: { opens, closes } }, { zone }, { say, locale, now }) {
  const title = say("calendar_title");
  const text = say("calendar_text", { last: longDay(Date.parse(closes) - 1, zone, locale) });
  // Noon lies in its day in every zone.
  const day = wall(opens, zone).date;
  const after = new Date(Date.parse(`${day}T12:00:00Z`) + 86400000).toISOString().slice(0, 10);
  const plain = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  const digits = (when) => when.replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Notes//EN", "BEGIN:VEVENT",
    `UID:${submission}`, `DTSTAMP:${digits(new Date(now).toISOString())}`, `DTSTART;VALUE=DATE:${digits(day)}`, `DTEND;VALUE=DATE:${digits(after)}`,
    `SUMMARY:${plain(title)}`, `DESCRIPTION:${plain(text)}`, "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
    "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${plain(title)}`, "TRIGGER:PT9H", "END:VALARM",
    "END:VEVENT", "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** No line of such a file is longer than 75 bytes; what goes on begins with a space. */
function folded(line) {
  const room = (letter) => new TextEncoder().encode(letter).length;
  let [made, length] = ["", 0];
  for (const letter of line) {
    if (length + room(letter) > 74) [made, length] = [`${made}\r\n `, 1];
    made += letter;
    length += room(letter);
  }
  return made;
}
