/**
 * What is wrong with an answer, in words that say how to put it right.
 * @param {{code: string, args: object}} problem of the evaluator
 * @param {object} question
 * @param {object} means
 * @param {(key: string, args?: object) => string} means.say
 * @param {(minor: number) => string} means.money
 * @param {(id: string) => string} means.textOf the words of another question
 * @returns {string}
 */
export function wrongText({ code, args }, question, { say, money, textOf }) {
  if (code === "answer_type") return say(`problem_answer_type_${["number", "money", "duration"].includes(args.kind) ? args.kind : "other"}`);
  if (code === "answer_required") {
    const own = `problem_answer_required_${question.kind}`;
    const sentence = say(own);
    return sentence === own ? say("problem_answer_required") : sentence;
  }
  if (code === "stamps_out_of_order") return say(`problem_${code}`, { after: textOf(args.after) });
  const shown = (value) => {
    if (typeof value !== "number") return value;
    if (question.kind === "money") return money(value);
    if (question.kind === "duration") return `${Math.floor(value / 60)}:${String(value % 60).padStart(2, "0")}`;
    return value;
  };
  const limits = code.startsWith("number_") && code !== "number_decimals" ? { min: shown(args.min), max: shown(args.max) } : {};
  const n = args.decimals ?? args.min_length ?? args.min ?? args.max ?? 0;
  return say(`problem_${code}`, { ...args, ...limits, n, left: (args.min_length || 0) - (args.length || 0) });
}

/** Why the server did not take a report, in words. @param {{code: string, detail: string}} problem */
export function troubleText({ code, detail }, say) {
  const sentence = say(`refused_${code}`);
  return sentence === `refused_${code}` ? detail || say("refused_other") : sentence;
}
