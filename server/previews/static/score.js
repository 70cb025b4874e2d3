/**
 * What answers score, as the server scores them.
 * The twin of server/scoring/marking.py and counting.py; tests/previews/test_score.py sets the two
 * beside each other on every form that ships. Change them together.
 */
import { passes } from "../../phone/static/app/lib/evaluate.js";

/** The value that counts, or null: a good answer to what is asked, or what was worked out. */
function valueOf(question, answers, { asked, derived, problems }) {
  const { id, kind, min } = question;
  if (Object.hasOwn(derived, id)) return derived[id];
  if (!asked.includes(id) || !Object.hasOwn(answers, id)) return null;
  if (problems.some((each) => each.question === id && !each.code.startsWith("comment_"))) return null;
  const value = answers[id].value ?? null;
  const none = typeof value === "string" ? !value.trim() : Array.isArray(value) && !value.length;
  return none && !(kind === "several" && min === 0) ? null : value;
}

function earned({ kind, points, possible }, value) {
  if (!points) return 0;
  if (Array.isArray(points)) return points.find(({ up_to }) => up_to === undefined || value <= up_to).points;
  const of = (key) => (Object.hasOwn(points, key) ? points[key] : 0);
  if (kind === "yes_no") return of(value ? "yes" : "no");
  if (kind !== "several") return of(String(value));
  return Math.max(0, Math.min(possible, value.reduce((sum, id) => sum + of(id), 0)));
}

/** The line of one question: what is left out is possible 0. */
function lineOf(question, value) {
  const line = { points: 0, possible: 0, failed: false, lowers: {} };
  if (value === null) return line;
  const { weight, possible, critical, lowers, lowers_when } = question;
  line.failed = Boolean(critical) && passes(critical.fails_when, value);
  if (lowers_when && passes(lowers_when, value)) line.lowers = lowers;
  line.possible = possible * weight;
  line.points = line.failed ? 0 : earned(question, value) * weight;
  return line;
}

const sum = (lines) => lines.reduce((all, { points, possible }) => ({ points: all.points + points, possible: all.possible + possible }), { points: 0, possible: 0 });

/** A whole number of 0 to 100, half up; null where nothing was possible. */
function percent({ points, possible }) {
  return possible ? Math.floor((200 * points + possible) / (2 * possible)) : null;
}

const told = (part) => ({ ...part, percent: percent(part) });

/**
 * @param {{cap: ?number, qualities: string[], results: object[], questions: object[]}} rules of a form
 * @param {{answers: object, judged: object}[]} parts those that were answered, with what the evaluator says
 * @returns what the total, each quality, each party and aggregated section, and each question come to
 */
export function score(rules, parts) {
  const of = Object.fromEntries(parts.map((each) => [each.part, each]));
  const lines = rules.questions.map((question) => {
    const part = of[question.part];
    return { question, ...lineOf(question, part ? valueOf(question, part.answers, part.judged) : null) };
  });
  const counted = lines.filter(({ question }) => !question.aside);
  const failed = counted.filter((line) => line.failed).map(({ question }) => question.id);
  const qualities = {};
  for (const id of rules.qualities) {
    const { points, possible } = sum(counted.filter(({ question }) => question.quality === id));
    const taken = counted.reduce((all, { lowers }) => all + (lowers[id] || 0), 0);
    qualities[id] = { ...told({ points: Math.max(0, points - taken), possible }), earned: points, taken };
  }
  const outside = counted.filter(({ question }) => !question.quality);
  const total = told(sum([...Object.values(qualities), ...outside]));
  const capped = rules.cap !== null && failed.length > 0 && total.percent !== null;
  if (capped) total.percent = Math.min(total.percent, rules.cap);
  const results = rules.results.map(({ sections }) => told(sum(lines.filter(({ question }) => sections.includes(question.section)))));
  return { total, failed, qualities, results, lines: Object.fromEntries(lines.map(({ question, ...line }) => [question.id, line])) };
}
