/** Numbers as people type and read them. */

/**
 * A typed number, with comma or point, or null where it is none. "1,250.50", "1.250,50" and
 * "1 250,50" are all read; of two different marks the last is the decimal one.
 * @param {string} text
 * @returns {{digits: string, places: number}|null} the number without its mark, and where it stood
 */
function read(text) {
  const plain = text.replace(/[\s\u00a0\u202f$€£]/g, "");
  if (!/^-?[\d.,]+$/.test(plain) || !/\d/.test(plain)) return null;
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  if (last < 0) return { digits: plain, places: 0 };
  const mark = plain[last];
  const other = mark === "." ? "," : ".";
  const repeated = plain.indexOf(mark) !== last;
  const after = plain.length - last - 1;
  // "1,250" is a thousand and a quarter of one: three digits after a lone mark group, they do not divide.
  const groups = repeated || (after === 3 && !plain.includes(other) && !/^-?0/.test(plain));
  const digits = plain.replace(/[.,]/g, "");
  return { digits, places: groups ? 0 : after };
}

/**
 * @param {string} text
 * @returns {number|string|null} the number; the text itself where it is none, so that nothing typed
 *   is lost and the form can say what is wrong; null where nothing is typed
 */
export function parseNumber(text) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  const found = read(trimmed);
  return found ? Number(`${found.digits}e-${found.places}`) : trimmed;
}

/**
 * @param {string} text
 * @param {number} places of the currency, 2 for most
 * @returns {number|string|null} minor units, or as `parseNumber`
 */
export function parseMoney(text, places) {
  const value = parseNumber(text);
  if (typeof value !== "number") return value;
  const minor = Number(`${value}e${places}`);
  return Number.isSafeInteger(Math.round(minor)) && Math.abs(minor - Math.round(minor)) < 1e-6
    ? Math.round(minor) : text.trim();
}

const formats = new Map();

// Made once for each: a long form asks for them with every question, and making one is slow.
function formatOf(locale, currency) {
  const key = `${locale} ${currency}`;
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(locale, { style: "currency", currency }));
  return formats.get(key);
}

/** @returns {number} digits after the mark that a currency has */
export function placesOf(currency) {
  return formatOf("en", currency).resolvedOptions().maximumFractionDigits;
}

/** @returns {string} "$1,250.50" */
export function moneyText(minor, currency, locale) {
  return formatOf(locale, currency).format(minor / 10 ** placesOf(currency));
}

/** @returns {string} what stands in the input for this amount: "1250.50" */
export function moneyInput(minor, places) {
  return (minor / 10 ** places).toFixed(places);
}

/** @returns {string} the sign a currency goes by in this locale: "$" */
export function signOf(currency, locale) {
  return formatOf(locale, currency).formatToParts(1).find((part) => part.type === "currency").value;
}

/** @returns {string} "1.2 MB", "340 KB" */
export function bytesText(count, locale) {
  const [value, unit] = count < 1e6 ? [Math.ceil(count / 1000), "KB"] : count < 1e9 ? [count / 1e6, "MB"] : [count / 1e9, "GB"];
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}

/**
 * Seconds from a minutes and a seconds field.
 * @param {string} minutes
 * @param {string} seconds
 * @returns {number|string|null}
 */
export function parseDuration(minutes, seconds) {
  const [min, sec] = [minutes.trim(), seconds.trim()];
  if (!min && !sec) return null;
  if (!/^\d*$/.test(min) || !/^\d*$/.test(sec)) return `${min}:${sec}`;
  return Number(min || 0) * 60 + Number(sec || 0);
}
