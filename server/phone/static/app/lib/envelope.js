import { isGiven } from "./plan.js";

/**
 * The report as it is sent. Key order is fixed by this function, so that the same report is the same
 * bytes on any phone of the same version.
 * @param {object} draft see store/records.js
 * @param {{asked: string[], device: string, app: string, language: string, clock: object|undefined}} by
 *   `clock` as it was measured last; a draft keeps what was measured last before its first stamp
 * @returns {{body: string, announced: string[]}} the bytes as text, and the photos they announce
 */
export function envelopeOf(draft, { asked, device, app, language, clock = null }) {
  const done = draft.outcome === "done";
  const answers = done ? answersToSend(draft.answers, asked) : {};
  const photos = draft.photos
    .filter(({ question, sha256 }) => answers[question]?.value?.includes(sha256))
    .map(({ sha256, size, question, taken, place }) => ({ sha256, size, question, taken, place }));
  const body = {
    visit: draft.visit, part: draft.part, form: draft.form.id, version: draft.form.version,
    outcome: draft.outcome,
    ...(draft.outcome_note.trim() && !done ? { outcome_note: draft.outcome_note.trim() } : {}),
    answers, photos,
    started: draft.started || draft.finished, finished: draft.finished,
    location: draft.location || { given: false, reason: "not_asked" },
    ...(draft.clock || clock ? { clock: draft.clock || clock } : {}),
    device: { id: device, app }, language,
    ...(draft.revision > 1 ? { replaces: draft.replaces } : {}),
  };
  return { body: JSON.stringify(body), announced: [...new Set(photos.map(({ sha256 }) => sha256))] };
}

/**
 * Answers that are worth sending: of questions asked now, and given.
 * @param {Object<string, object>} answers
 * @param {string[]} asked
 * @returns {Object<string, object>}
 */
export function answersToSend(answers, asked) {
  const kept = {};
  for (const id of asked) {
    const answer = answers[id];
    if (!answer || (!isGiven(answer) && !(answer.comment || "").trim())) continue;
    const { na, value, comment } = answer;
    kept[id] = na ? { na: true } : { value };
    if ((comment || "").trim()) kept[id].comment = comment;
  }
  return kept;
}
