import { hasWork } from "./stage.js";

/** Below this a photo may not fit: what the camera gives is heavier than what is kept of it. */
export const SMALL = 20e6;
const DAY = 86400000;
// WebKit erases what a page keeps after seven days without a visit.
const LONG = 5;

/** Whether something would be lost with this phone: what was only opened is nothing, what is sent has its receipt. @param {object} draft */
export function onlyHere(draft) {
  const begun = draft.part !== "episode" || draft.finished || Object.keys(draft.answers).some((id) => id !== "day");
  return Boolean(draft.state !== "sent" && begun && hasWork(draft));
}

/**
 * What is to be said of how safe the reports are here.
 * @param {object} seen
 * @param {boolean|null} seen.persisted the browser has promised to keep them; null where it does not say
 * @param {boolean} seen.closing it seems to be a private window
 * @param {number|null} seen.free bytes
 * @param {string|null} seen.before when the app was opened last before this time
 * @param {number} seen.now
 * @param {number} seen.unsent how many reports are only here
 * @returns {{kept: string, small: boolean, days: number|null, warning: string|null}} keys of sentences
 */
export function judge({ persisted, closing, free, before, now, unsent }) {
  const days = before ? Math.max(0, Math.floor((now - Date.parse(before)) / DAY)) : null;
  const kept = closing ? "closing" : persisted ? "persisted" : persisted === null ? "unknown" : "erasable";
  const small = free !== null && free < SMALL;
  let warning = null;
  if (unsent && closing) warning = "closing";
  else if (unsent && days > LONG) warning = "days";
  else if (unsent && small) warning = "small";
  else if (unsent && !persisted) warning = "erasable";
  return { kept, small, days, warning };
}
