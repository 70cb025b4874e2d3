/**
 * An answer in words, as it is read once more before it is sent.
 * @param {object} question of the compiled form
 * @param {any} value
 * @param {object} means
 * @param {Function} means.say
 * @param {string} means.locale
 * @param {object} means.store
 * @param {Function} means.moment (instant) -> text
 * @param {Function} means.money (minor) -> text
 * @returns {string}
 */
export function answerText(question, value, { say, locale, moment, money }) {
  if (value === undefined || value === null) return "";
  switch (question.kind) {
    case "yes_no": return value === true ? say("yes") : value === false ? say("no") : String(value);
    case "scale": return question.steps.find((step) => step.value === value)?.text || String(value);
    case "one": return optionText(question, value);
    case "several": return value.map((id) => optionText(question, id)).join(" · ");
    case "number": return typeof value === "number" ? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value) : value;
    case "money": return typeof value === "number" ? money(value) : value;
    case "duration": return typeof value === "number" ? durationText(value, say) : value;
    case "time": return value.at ? moment(value.at) : "";
    case "photo": return say("photos_count", { n: value.length });
    default: return String(value);
  }
}

/**
 * @param {number} seconds
 * @param {Function} say
 * @returns {string} "2 min 5 s"
 */
export function durationText(seconds, say) {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (!minutes) return say("duration_seconds", { rest });
  return rest ? say("duration_both", { minutes, rest }) : say("duration_minutes", { minutes });
}

function optionText(question, id) {
  return question.options.find((option) => option.id === id)?.text || id;
}
