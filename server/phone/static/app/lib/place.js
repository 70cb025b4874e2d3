/** How far the phone is from the store, worked out on the phone: where it is goes nowhere. */

const RADIUS = 6371009;
// What the server takes at most; nothing on earth is further.
const MOST = 20100000;
// Milliseconds. No request is waited for as long.
const LONGEST = 600000;

/**
 * @param {{lat: number, lon: number}} one in degrees
 * @param {{lat: number, lon: number}} other
 * @returns {number} metres over ground
 */
export function metresBetween(one, other) {
  const [north, south] = [one, other].map(({ lat }) => radians(lat));
  const [up, across] = [south - north, radians(other.lon - one.lon)].map((angle) => Math.sin(angle / 2) ** 2);
  const share = up + Math.cos(north) * Math.cos(south) * across;
  return 2 * RADIUS * Math.asin(Math.sqrt(Math.min(1, share)));
}

function radians(degrees) {
  return degrees * Math.PI / 180;
}

/**
 * What a report keeps of a position: the distance, and not the position.
 * @param {{latitude: number, longitude: number, accuracy: number}} found
 * @param {{lat: number, lon: number}} place of the store
 * @param {object} at stamp
 * @returns {object} a draft's `location`
 */
export function locationOf({ latitude, longitude, accuracy }, place, at) {
  const distance = Math.round(metresBetween({ lat: latitude, lon: longitude }, place));
  if (!Number.isFinite(distance)) return noLocation("unavailable");
  return { given: true, distance, accuracy: Math.ceil(accuracy >= 0 && accuracy < MOST ? accuracy : MOST), at };
}

/** @param {string} reason @returns {object} a draft's `location` where there is no distance */
export function noLocation(reason) {
  return { given: false, reason };
}

/** @param {number} code of the browser's refusal @returns {string} the reason that is sent */
export function reasonOf(code) {
  return { 1: "refused", 3: "timeout" }[code] || "unavailable";
}

/**
 * Why the position is not even asked for. A browser that would put its own question now is not
 * asked: it would be read over the shopper's shoulder.
 * @param {{secure: boolean, place: object|null, consent: string|undefined, permission: string|null}} seen
 * @returns {string|null}
 */
export function obstacleOf({ secure, place, consent, permission }) {
  if (!secure) return "insecure";
  if (!place) return "no_store_place";
  if (consent !== "yes") return consent ? "refused" : "not_asked";
  return permission === "prompt" ? "not_asked" : null;
}

/**
 * How far the phone's clock is ahead of the server's, taken at the middle of a request.
 * @param {string|null} told what the server's clock said
 * @param {number} asked milliseconds of the phone's clock
 * @param {number} answered
 * @returns {{skew_ms: number, at: string}|null} null also where the clock was set meanwhile
 */
export function skewOf(told, asked, answered) {
  const skew = Math.round((asked + answered) / 2 - Date.parse(told));
  const set = answered < asked || answered - asked > LONGEST;
  return Number.isFinite(skew) && !set ? { skew_ms: skew, at: new Date(answered).toISOString() } : null;
}
