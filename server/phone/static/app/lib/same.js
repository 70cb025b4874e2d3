/** Whether two reports of one visit say the same, and where they differ. Pure. */

/**
 * @param {any} value of JSON
 * @returns {string} the same text for the same content, whatever the order of its keys
 */
export function spelled(value) {
  return JSON.stringify(value ?? null, (key, each) =>
    each && typeof each === "object" && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each);
}

/**
 * @param {Object<string, object>} ours answers by question
 * @param {Object<string, object>} theirs
 * @returns {string[]} the questions that are answered differently
 */
export function differing(ours, theirs) {
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].filter((id) => spelled(ours[id]) !== spelled(theirs[id]));
}

/**
 * Whether two reports hold the same answers, photos and outcome. When and on which phone each was
 * written is not asked: two phones always differ in that.
 * @param {object} ours as it is sent, see lib/envelope.js
 * @param {object} theirs `content` of the server's answer
 * @returns {boolean}
 */
export function sameReport(ours, theirs) {
  const said = ({ outcome, outcome_note: note, photos }) => spelled([outcome, note || "", photos.map(({ question, sha256 }) => `${question} ${sha256}`).sort()]);
  return said(ours) === said(theirs) && !differing(ours.answers, theirs.answers).length;
}
