/**
 * Which questions are asked now, and which answers are missing or wrong, and why.
 * The twin of audit_forms/evaluate.py; both run audit_forms/vectors/*.json. Change them together.
 *
 * @typedef {{question: string, code: string, args: Object<string, *>}} Problem
 * @typedef {{asked: string[], derived: Object<string, number>, problems: Problem[],
 *   ignored: string[]}} Evaluation
 */

const LARGEST = Number.MAX_SAFE_INTEGER;
const COMMENT_MAX = 30000;
const AT = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,3}))?Z$/;
const UNREADABLE = /[\0\ud800-\udfff]/u; // with the u flag: halves of a character only
/** Counts as no answer. */
const EMPTY = ["", {}];

const isObject = (v) => typeof v === "object" && v !== null && !Array.isArray(v);
const isText = (v) => typeof v === "string" && !UNREADABLE.test(v);
const isNumber = (v) => typeof v === "number" && Math.abs(v) <= LARGEST;
const isWhole = (v) => Number.isSafeInteger(v);
const has = (o, key) => Object.prototype.hasOwnProperty.call(o, key);
const own = (o, key) => (has(o, key) ? o[key] : null) ?? null;

/** A text we were given and say back: readable, and never long. */
const echo = (text) =>
  [...text.replace(/[\ud800-\udfff]/gu, "\ufffd")].slice(0, 64).join("");

/** Length after trimming, in Unicode code points. */
export function lengthOf(text) {
  const trimmed = text.trim();
  return trimmed.length - (trimmed.match(/[\ud800-\udbff][\udc00-\udfff]/g) ?? []).length;
}

const TESTS = {
  is: (v, x) => v === x,
  in: (v, x) => x.includes(v),
  at_least: (v, x) => typeof v === "number" && v >= x,
  at_most: (v, x) => typeof v === "number" && v <= x,
  includes: (v, x) => Array.isArray(v) && v.includes(x),
  answered: (v, x) => (v !== null) === x,
};

/** Whether a value (null: none that counts) passes a test of the form language. */
export function passes(test, value) {
  for (const name in TESTS) if (name in test) return TESTS[name](value, test[name]);
  return false;
}

function holds(c, values, facts) {
  if (c.all) return c.all.every((each) => holds(each, values, facts));
  if (c.any) return c.any.some((each) => holds(each, values, facts));
  if (c.not) return !holds(c.not, values, facts);
  return passes(c, "fact" in c ? own(facts, c.fact) : values.get(c.question) ?? null);
}

/** Milliseconds since 1970, or null when the stamp cannot be read. */
function instantOf(stamp) {
  const { at, offset, zone } = stamp;
  const parts = Object.keys(stamp).length === 3 && typeof at === "string" && AT.exec(at);
  if (!parts || !isWhole(offset) || Math.abs(offset) > 840) return null;
  if (typeof zone !== "string" || !/^[\w+/-]{1,64}$/.test(zone)) return null;
  const second = at.slice(0, 19);
  const ms = Date.parse(second + "Z");
  // 30 February reads as 2 March: what does not come back the same is no date.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== second) return null;
  return ms + Number((parts[1] ?? "").padEnd(3, "0"));
}

function scale(q, value) {
  return q.steps.some((step) => step.value === value) ? null : ["step_unknown", { value }];
}

function one(q, v) {
  return q.options.some((o) => o.id === v) ? null : ["option_unknown", { option: echo(v) }];
}

function several(q, v) {
  if (!v.length) return q.min === 0 ? null : EMPTY;
  const seen = new Set();
  for (const id of v) {
    if (typeof id !== "string") return ["answer_type", { kind: q.kind }];
    if (!q.options.some((o) => o.id === id)) return ["option_unknown", { option: echo(id) }];
    if (seen.has(id)) return ["option_repeated", { option: id }];
    seen.add(id);
  }
  return null;
}

function number(q, v) {
  // Time and money only run one way; a plain number may be below zero.
  const min = q.min ?? (q.kind === "number" ? -Infinity : 0);
  const decimals = q.decimals ?? 0;
  const [digits, exponent = 0] = String(v).split("e");
  const used = (digits.split(".")[1] ?? "").length - exponent;
  if (v < min) return ["number_below", { min }];
  if (v > (q.max ?? Infinity)) return ["number_above", { max: q.max }];
  return used > decimals ? ["number_decimals", { decimals }] : null;
}

function text(q, v) {
  const length = lengthOf(v);
  const { min_length = 0, max_length = 5000 } = q;
  if (!length) return EMPTY;
  if (length < min_length) return ["text_too_short", { min_length, length }];
  if (length > max_length) return ["text_too_long", { max_length, length }];
  return null;
}

function photo(q, v) {
  const count = v.length;
  const isPhoto = (each) => typeof each === "string" && /^[\da-f]{64}$/.test(each);
  const { min = 1, max = 3 } = q;
  if (!count) return EMPTY;
  if (count > max) return ["too_many_photos", { max, count }];
  if (!v.every(isPhoto)) return ["photo_unreadable", {}];
  if (new Set(v).size < count) return ["photo_repeated", {}];
  return count < min ? ["too_few_photos", { min, count }] : null;
}

/** Per kind: is it the right type, and what is wrong with it then (null: nothing). */
const KINDS = {
  yes_no: [(v) => typeof v === "boolean", () => null],
  scale: [isWhole, scale],
  one: [(v) => typeof v === "string", one],
  several: [Array.isArray, several],
  number: [isNumber, number],
  money: [isWhole, number],
  duration: [isWhole, number],
  text: [isText, text],
  photo: [Array.isArray, photo],
};

/** Whether the answer itself, whatever its value, can be understood. */
function wellShaped(answer) {
  if (!isObject(answer)) return false;
  if (!Object.keys(answer).every((key) => ["value", "na", "comment"].includes(key))) return false;
  const comment = answer.comment ?? null;
  if (comment !== null && !isText(comment)) return false;
  return !has(answer, "na") || (answer.na === true && (answer.value ?? null) === null);
}

/** What is wrong with the comment, if anything. */
function commentProblem(q, comment, good, value) {
  const length = comment ? lengthOf(comment) : 0;
  if (length > COMMENT_MAX) return ["comment_too_long", { max_length: COMMENT_MAX, length }];
  if (!good || !q.comment_when || !passes(q.comment_when, value)) return null;
  if (!length) return ["comment_required", {}];
  const min_length = q.comment_min_length ?? 0;
  return length < min_length ? ["comment_too_short", { min_length, length }] : null;
}

/**
 * Evaluate the answers to one part of a visit. Takes whatever JSON can hold as an answer.
 *
 * @param {object} form the compiled form, in any language
 * @param {string} part id of the part
 * @param {Object<string, *>} answers question id -> {value, comment?} or {na: true, comment?}
 * @param {Object<string, *>} facts what is known of the visit
 * @returns {Evaluation}
 */
export function evaluate(form, part, answers, facts) {
  const asked = [];
  const problems = [];
  const ignored = [];
  const known = new Set();
  const values = new Map(); // only what counts: good answers of asked questions, derived values
  const instants = new Map();
  const derived = new Map();
  let latest = null;

  /** Whether it is asked: not where it follows from two good stamps, nor if it is of amounts. */
  function asks(q) {
    if (q.ask_when && !holds(q.ask_when, values, facts)) return false;
    const money = q.between && q.kind === "money";
    const [start, end] = (q.between ?? []).map((id) => (money ? values : instants).get(id));
    const gap = money ? end - start : Math.floor((end - start) / 1000);
    if (!(gap >= (money ? -LARGEST : 0))) return !money;
    derived.set(q.id, gap);
    values.set(q.id, gap);
    return false;
  }

  function stamp(q, value) {
    const instant = instantOf(value);
    if (instant === null) return ["time_unreadable", {}];
    if (form.in_store.includes(q.id)) {
      const late = latest !== null && instant < instants.get(latest);
      if (late) return ["stamps_out_of_order", { after: latest }];
      latest = q.id;
    }
    instants.set(q.id, instant);
    return null;
  }

  function wrongWith(q, answer) {
    const value = answer.value ?? null;
    if (value === null) return !has(answer, "na") ? EMPTY : q.na ? null : ["na_not_allowed", {}];
    const [fits, check] = q.kind === "time" ? [isObject, stamp] : KINDS[q.kind];
    const wrong = fits(value) ? check(q, value) : ["answer_type", { kind: q.kind }];
    if (!wrong) values.set(q.id, value);
    return wrong;
  }

  /** Take in the answer to an asked question: a value that counts, or a problem. */
  function take(q, answer) {
    const add = (found) => {
      if (found) problems.push({ question: q.id, code: found[0], args: found[1] });
    };
    if (!wellShaped(answer)) return add(["answer_shape", {}]);
    let wrong = wrongWith(q, answer);
    if (wrong === EMPTY) wrong = q.required === false ? null : ["answer_required", {}];
    add(wrong);
    add(commentProblem(q, answer.comment, !wrong, values.get(q.id) ?? null));
  }

  for (const section of form.sections) {
    for (const q of section.questions) {
      known.add(q.id);
      if (section.part === part && asks(q)) {
        asked.push(q.id);
        take(q, own(answers, q.id) ?? {});
      } else if (has(answers, q.id)) {
        ignored.push(q.id);
      }
    }
  }
  for (const id of Object.keys(answers).sort()) {
    if (!known.has(id)) problems.push({ question: echo(id), code: "unknown_question", args: {} });
  }
  return { asked, derived: Object.fromEntries(derived), problems, ignored };
}
