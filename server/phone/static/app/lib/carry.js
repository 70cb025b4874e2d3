/** What of a report stays when it moves from one version of its form to another. */

// What an answer means hangs on these; order, tips and who may see it do not change it.
const LIMITS = ["kind", "text", "min", "max", "decimals", "min_length", "max_length"];

/**
 * @param {object} from compiled form @param {object} to another version of it
 * @param {Object<string, object>} answers
 * @param {string} part
 * @param {Object<string, object>} [before] answers of the report when it was on `to` once: those
 *   that had to stay behind then come back
 * @returns {{answers: Object<string, object>, kept: string[], changed: object[][], gone: object[], added: object[]}}
 *   `changed` are pairs of an answered question and what it is now, `gone` and `added` are questions
 */
export function carry(from, to, answers, part, before = {}) {
  const [old, now] = [questionsOf(from, part), questionsOf(to, part)];
  const same = (id, answer) => old.has(id) && now.has(id) && means(old.get(id)) === means(now.get(id)) && (!answer?.na || now.get(id).na);
  const given = Object.keys(answers).filter((id) => old.has(id));
  const kept = given.filter((id) => same(id, answers[id]));
  const left = given.filter((id) => !kept.includes(id));
  const back = Object.keys(before).filter((id) => now.has(id) && !same(id));
  return {
    answers: pick([[before, back], [answers, kept]]),
    kept,
    changed: left.filter((id) => now.has(id)).map((id) => [old.get(id), now.get(id)]),
    gone: left.filter((id) => !now.has(id)).map((id) => old.get(id)),
    added: [...now.values()].filter(({ id }) => !old.has(id)),
  };
}

function pick(sources) {
  return Object.fromEntries(sources.flatMap(([answers, ids]) => ids.map((id) => [id, answers[id]])));
}

function questionsOf(form, part) {
  const sections = form.sections.filter((section) => section.part === part);
  return new Map(sections.flatMap(({ questions }) => questions).map((question) => [question.id, question]));
}

/** One text for each meaning. */
function means(question) {
  const choices = [...(question.options || []).map(({ id, text }) => [id, text]), ...(question.steps || []).map(({ value, text }) => [value, text])];
  return JSON.stringify([LIMITS.map((name) => question[name] ?? null), choices.map(String).sort()]);
}
