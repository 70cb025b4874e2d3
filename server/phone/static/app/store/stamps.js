import { isGiven } from "../lib/plan.js";

/**
 * Stamps that stand on the in-store screen, in the form's order.
 * @param {object} form
 * @param {string} part
 * @param {string[]} asked
 * @returns {object[]} questions
 */
export function stampsOf(form, part, asked) {
  const questions = form.sections.filter((section) => section.part === part).flatMap((section) => section.questions);
  return (form.in_store || [])
    .map((id) => questions.find((question) => question.id === id))
    .filter((question) => question && asked.includes(question.id));
}

/**
 * Presses a stamp; one that stands is left alone, for a slip must not move it.
 * @param {object} sheet the open report
 * @param {string} question
 * @param {object} stamp
 * @returns {Promise<void>|undefined}
 */
export function press(sheet, question, stamp) {
  if (isGiven(sheet.draft.answers[question])) return undefined;
  return sheet.answer(question, (answer) => {
    delete answer.na;
    answer.value = stamp;
  }, { strict: true, also: (draft) => {
    draft.pressed.push(question);
    draft.started ||= stamp;
  } });
}

/**
 * Takes back the stamp that was pressed last.
 * @param {object} sheet
 * @returns {Promise<void>|undefined}
 */
export function unpress(sheet) {
  const last = sheet.draft.pressed.at(-1);
  if (!last) return undefined;
  return sheet.answer(last, (answer) => { delete answer.value; }, { strict: true, also: (draft) => {
    draft.pressed.pop();
    // A slip on the way there: the visit has not begun, and where that was is nobody's business.
    if (draft.pressed.length) return;
    draft.started = null;
    delete draft.location;
    delete draft.clock;
  } });
}
