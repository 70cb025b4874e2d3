/** What to do next, and what an answer means. Pure: no clock, no network, no store. */
import { sameReport } from "../lib/same.js";

/**
 * The step that brings a record nearer to its receipt. First match wins:
 *
 * | the record                                              | step         |
 * |---------------------------------------------------------|--------------|
 * | is a draft, sent, or needs attention                    | rest         |
 * | has neither fixed bytes nor a receipt for them          | fix          |
 * | has no receipt for these bytes                          | put_report   |
 * | announced a photo that neither receipt nor upload named | put_photo    |
 * | its receipt does not name every photo as present        | ask_receipt  |
 * | otherwise                                               | finish       |
 *
 * @param {object} draft see store/records.js
 * @returns {{do: string, sha256?: string}}
 */
export function nextStep(draft) {
  if (!onItsWay(draft)) return { do: "rest" };
  if (!answersArrived(draft)) return { do: draft.body ? "put_report" : "fix" };
  const { present } = draft.receipt.photos;
  const arrived = new Set([...present, ...draft.uploaded]);
  const announced = draft.announced;
  const next = announced.find((sha256) => !arrived.has(sha256));
  if (next) return { do: "put_photo", sha256: next };
  if (!announced.every((sha256) => present.includes(sha256))) return { do: "ask_receipt" };
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
 * | 400 that says: cut short or damaged on the way      | retry    | the same bytes may arrive whole            |
 * | 409 `upload_offset`                                 | resume   | the server says how far it has come        |
 * | 404 of a photo or a receipt                         | unknown  | the server has lost the report: again all  |
 * | another 4xx with a problem of ours                  | refused  | again would be refused again               |
 * | another 4xx without                                 | retry    | a proxy between us, not our server         |
 *
 * @param {Reply} reply
 * @param {(json: object) => boolean} holds whether the body holds what was asked for
 * @returns {"arrived"|"retry"|"sign_in"|"resume"|"unknown"|"refused"}
 */
export function verdict({ status, json }, holds) {
  if (status === 0) return "retry";
  if (status < 400) return status < 300 && json && holds(json) ? "arrived" : "retry";
  if (status === 401) return "sign_in";
  if ([408, 425, 429].includes(status) || status >= 500) return "retry";
  if (["digest_wrong", "body_truncated", "body_not_json"].includes(json?.code)) return "retry";
  if (json?.code === "upload_offset") return "resume";
  if (json?.code === "photo_not_announced" || json?.code === "not_found") return "unknown";
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

/**
 * Which of several records has its turn: answers go before photos, whosever they are, and the one
 * that was finished first before the others.
 * @param {object[]} drafts on their way, and due
 * @returns {object|undefined}
 */
export function turnOf(drafts) {
  const rank = (draft) => `${answersArrived(draft) ? 1 : 0}${draft.finished?.at || ""}`;
  return [...drafts].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
}

/** Whether the server has the answers of these very bytes. */
export function answersArrived(draft) {
  return Boolean(draft.body_digest && draft.receipt?.digest === draft.body_digest);
}

/** Whether a record is a moment that was logged outside a visit. */
export function isMoment({ part }) {
  return part === "episode";
}

/** Whether a record is still the shopper's to write or to choose about. @param {object|undefined} draft */
export function isWritten(draft) {
  return draft?.state === "draft" || draft?.state === "needs_attention";
}

/** Whether a record is on its way. */
export function onItsWay({ state }) {
  return state === "waiting" || state === "sending";
}

/**
 * How much of a record has arrived, in bytes.
 * @param {object} draft
 * @param {{sha256: string, sent: number}|null} progress of the step that is under way
 * @returns {{sent: number, size: number}}
 */
export function progressOf(draft, progress) {
  const text = new TextEncoder().encode(draft.body || "").length;
  const sizes = new Map(draft.photos.map(({ sha256, size }) => [sha256, size]));
  const arrived = answersArrived(draft);
  const here = new Set([...(draft.uploaded || []), ...(arrived ? draft.receipt.photos.present : [])]);
  let [sent, size] = [arrived ? text : 0, text];
  for (const sha256 of draft.announced || []) {
    const whole = sizes.get(sha256) || 0;
    size += whole;
    sent += here.has(sha256) ? whole : progress?.sha256 === sha256 ? progress.sent : 0;
  }
  return { sent, size };
}

/** Whether the server's content of a report is what this record would send. */
export function saysTheSame(draft, content) {
  return sameReport(JSON.parse(draft.body), content);
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
