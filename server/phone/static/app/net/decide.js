/** What to do next, and what an answer means. Pure: no clock, no network, no store. */

/**
 * The step that brings a record nearer to its receipt. First match wins:
 *
 * | the record                                              | step         |
 * |---------------------------------------------------------|--------------|
 * | is a draft, sent, or needs attention                    | rest         |
 * | has no fixed bytes yet                                  | fix          |
 * | has no receipt for these bytes                          | put_report   |
 * | announced a photo that neither receipt nor upload named | put_photo    |
 * | its receipt does not name every photo as present        | ask_receipt  |
 * | otherwise                                               | finish       |
 *
 * @param {object} draft see store/records.js
 * @returns {{do: string, sha256?: string}}
 */
export function nextStep(draft) {
  if (draft.state !== "waiting" && draft.state !== "sending") return { do: "rest" };
  if (!draft.body) return { do: "fix" };
  if (draft.receipt?.digest !== draft.body_digest) return { do: "put_report" };
  const { present, missing } = draft.receipt.photos;
  const arrived = new Set([...present, ...draft.uploaded]);
  const announced = draft.announced;
  const next = announced.find((sha256) => !arrived.has(sha256));
  if (next) return { do: "put_photo", sha256: next };
  if (missing.length || !announced.every((sha256) => present.includes(sha256))) return { do: "ask_receipt" };
  return { do: "finish" };
}

/**
 * @typedef {object} Reply
 * @property {number} status 0 where no answer came
 * @property {object|null} json the body, where it is one of ours
 * @property {number|null} retryAfter seconds
 */

/**
 * What an answer means. `navigator.onLine` is not asked: only the text of an answer tells whether it
 * was ours. First match wins:
 *
 * | answer                                              | verdict  | why                                        |
 * |-----------------------------------------------------|----------|--------------------------------------------|
 * | none: no network, no name, cut off, too slow        | retry    | nothing is known; the same bytes again     |
 * | 2xx that holds what was asked for                   | arrived  |                                            |
 * | 2xx or 3xx that does not                            | retry    | a captive portal, not our server           |
 * | 401                                                 | sign_in  | the record waits, untouched                |
 * | 408, 425, 429, any 5xx                              | retry    | after what `Retry-After` asks              |
 * | 409 `upload_offset`                                 | resume   | the server says how far it has come        |
 * | another 4xx with a problem of ours                  | refused  | again would be refused again               |
 * | another 4xx without                                 | retry    | a proxy between us, not our server         |
 *
 * @param {Reply} reply
 * @param {(json: object) => boolean} holds whether the body holds what was asked for
 * @returns {"arrived"|"retry"|"sign_in"|"resume"|"refused"}
 */
export function verdict({ status, json }, holds) {
  if (status === 0) return "retry";
  if (status < 400) return status < 300 && json && holds(json) ? "arrived" : "retry";
  if (status === 401) return "sign_in";
  if ([408, 425, 429].includes(status) || status >= 500) return "retry";
  if (status === 409 && json?.code === "upload_offset") return "resume";
  return json?.code ? "refused" : "retry";
}

/**
 * Seconds to wait before the next attempt: doubling from two, five minutes at most, never less than
 * the server asks.
 * @param {number} attempts since the last progress
 * @param {number|null} retryAfter
 * @returns {number}
 */
export function pause(attempts, retryAfter) {
  return Math.max(retryAfter || 0, Math.min(300, 2 ** Math.min(attempts, 9)));
}

/** A receipt of ours. */
export function isReceipt(json) {
  return typeof json.number === "string" && typeof json.digest === "string" && Array.isArray(json.photos?.present);
}

/**
 * Why a record needs attention, as it is kept with it: the sentence, and per question what the
 * server says about its answer.
 * @param {object} problem application/problem+json
 * @returns {{code: string, detail: string, byQuestion: Object<string, string>}}
 */
export function attention(problem) {
  const byQuestion = {};
  for (const { field, detail } of problem.fields || []) {
    const [, question] = /^answers\.([a-z0-9_]+)/.exec(field || "") || [];
    if (question) byQuestion[question] = detail || problem.detail;
  }
  return { code: problem.code, detail: problem.detail || problem.title || "", byQuestion };
}
