/** Wall clocks of a zone. An instant is milliseconds since 1970, or the ISO text of a stamp. */

const clocks = new Map();

function clock(zone) {
  if (!clocks.has(zone)) {
    clocks.set(zone, new Intl.DateTimeFormat("en-CA-u-hc-h23", {
      timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", second: "2-digit",
    }));
  }
  return clocks.get(zone);
}

/**
 * What the clock on the wall shows.
 * @param {number|string} instant
 * @param {string} zone an IANA name
 * @returns {{date: string, time: string}} "2026-11-21", "16:15:30"
 */
export function wall(instant, zone) {
  const part = {};
  for (const { type, value } of clock(zone).formatToParts(new Date(instant))) part[type] = value;
  return {
    date: `${part.year.padStart(4, "0")}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}:${part.second}`,
  };
}

/**
 * Minutes that the zone is ahead of UTC at an instant.
 * @param {number|string} instant
 * @param {string} zone
 * @returns {number}
 */
export function offsetAt(instant, zone) {
  const { date, time } = wall(instant, zone);
  const whole = Math.floor(new Date(instant).getTime() / 1000) * 1000;
  return Math.round((Date.parse(`${date}T${time}Z`) - whole) / 60000);
}

/**
 * A stamp as it is stored and sent.
 * @param {number} instant
 * @param {string} zone
 * @returns {{at: string, offset: number, zone: string}}
 */
export function stampAt(instant, zone) {
  return { at: new Date(instant).toISOString(), offset: offsetAt(instant, zone), zone };
}

/**
 * The instant at which a wall clock shows this. Where it shows it twice (the clocks go back), the
 * first; where it never does (they go forward), the moment the same time after the jump.
 * @param {string} date "2026-11-21"
 * @param {string} time "16:15" or "16:15:30"
 * @param {string} zone
 * @returns {number} NaN where date or time cannot be read
 */
export function instantOf(date, time, zone) {
  const shown = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  if (Number.isNaN(shown)) return NaN;
  const day = 86400000;
  const offsets = [offsetAt(shown - day, zone), offsetAt(shown + day, zone)];
  const fitting = offsets
    .map((offset) => ({ at: shown - offset * 60000, offset }))
    .filter(({ at, offset }) => offsetAt(at, zone) === offset)
    .map(({ at }) => at);
  return fitting.length ? Math.min(...fitting) : shown - offsets[0] * 60000;
}

/**
 * The locale to write in: the language of the app, the habits of the store's country.
 * @param {string} language "es"
 * @param {string} locale of the store, "es-MX"
 * @returns {string}
 */
export function localeFor(language, locale) {
  const region = (locale || "").split("-").find((piece) => /^[A-Z]{2}$/.test(piece));
  return region ? `${language}-${region}` : language;
}

const days = new Map();

/**
 * A day as a person says it, never broken over two lines.
 * @returns {string} "Fri 21 Nov"
 */
export function dayText(instant, zone, locale) {
  const key = `${zone} ${locale}`;
  if (!days.has(key)) days.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short", day: "numeric", month: "short" }));
  return days.get(key).format(new Date(instant)).replace(/\s/g, "\u00a0");
}

/**
 * A moment as a person says it, with minutes only where there are some.
 * @returns {string} "Fri 21 Nov, 4 p.m."
 */
export function momentText(instant, zone, locale) {
  const whole = wall(instant, zone).time.slice(3, 5) === "00";
  const time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "numeric", minute: whole ? undefined : "2-digit" });
  return `${dayText(instant, zone, locale)}, ${time.format(new Date(instant))}`.replace(/\s/g, "\u00a0");
}

/**
 * A window as a person says it. One that ends at midnight ends with the day before.
 * @param {{opens: string, closes: string}} window
 * @returns {string}
 */
export function windowText({ opens, closes }, zone, locale) {
  const midnight = (instant) => wall(instant, zone).time === "00:00:00";
  const whole = midnight(opens) && midnight(closes);
  const text = whole ? dayText : momentText;
  const [first, last] = [text(opens, zone, locale), text(whole ? Date.parse(closes) - 1000 : closes, zone, locale)];
  return first === last ? first : `${first} – ${last}`;
}

/**
 * What people call the time of a zone.
 * @returns {string} "Central Mexico Time"
 */
export function zoneName(zone, locale) {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(new Date());
  return parts.find(({ type }) => type === "timeZoneName").value;
}
