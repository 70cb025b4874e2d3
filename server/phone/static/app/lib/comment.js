import { passes } from "./evaluate.js";

/**
 * Whether this answer asks for a comment. An answer that is empty has no value with us.
 * @param {object} question
 * @param {object|undefined} answer
 * @returns {boolean}
 */
export function wantsComment({ comment_when }, answer) {
  return Boolean(comment_when) && passes(comment_when, answer?.value ?? null);
}
