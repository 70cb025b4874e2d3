/** What of a form is on the screens of one report: pages, progress, what is missing. */

/**
 * @typedef {object} Page
 * @property {object} section of the compiled form
 * @property {object[]} questions asked now
 *
 * @typedef {object} Plan
 * @property {Page[]} pages sections that ask something, in order
 * @property {number} asked
 * @property {number} answered without a problem
 * @property {{question: string, section: string, code: string, args: object}[]} problems
 * @property {Object<string, {code: string, args: object}[]>} problemsOf by question
 */

/**
 * @param {object} form compiled
 * @param {string} part
 * @param {Object<string, object>} answers
 * @param {{asked: string[], derived: object, problems: object[]}} evaluation
 * @returns {Plan}
 */
export function planOf(form, part, answers, evaluation) {
  const asked = new Set(evaluation.asked);
  const sectionOf = {};
  const pages = [];
  for (const section of form.sections) {
    if (section.part !== part) continue;
    const questions = section.questions.filter(({ id }) => asked.has(id));
    for (const { id } of questions) sectionOf[id] = section.id;
    if (questions.length) pages.push({ section, questions });
  }
  const problems = evaluation.problems
    .filter(({ question }) => sectionOf[question])
    .map((problem) => ({ ...problem, section: sectionOf[problem.question] }));
  const problemsOf = {};
  for (const problem of problems) (problemsOf[problem.question] ||= []).push(problem);
  const answered = evaluation.asked.filter((id) => isGiven(answers[id]) && !problemsOf[id]).length;
  return { pages, asked: evaluation.asked.length, answered, problems, problemsOf };
}

/**
 * Whether something has been answered at all, right or wrong.
 * @param {object|undefined} answer
 * @returns {boolean}
 */
export function isGiven(answer) {
  if (!answer) return false;
  if (answer.na) return true;
  const { value } = answer;
  if (value === undefined || value === null) return false;
  if (typeof value === "string") return value.trim() !== "";
  return !Array.isArray(value) || value.length > 0;
}

/**
 * Whether a problem is worth saying before the shopper asks what is missing: something given that
 * is wrong is, something not yet given is not.
 * @param {string} code
 * @returns {boolean}
 */
export function isWrongNow(code) {
  return !["answer_required", "comment_required", "too_few_photos", "text_too_short", "comment_too_short"].includes(code);
}
