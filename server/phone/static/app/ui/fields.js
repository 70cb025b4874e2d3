import { el } from "./dom.js";

/** A choice: yes or no, a step, an option, several options. Native controls, so keys and readers work. */
export class Choice {
  #inputs = new Map();
  #several;

  constructor({ question, labelled, say, emit }) {
    this.#several = question.kind === "several";
    const name = `a-${question.id}`;
    const role = this.#several ? "group" : "radiogroup";
    const choices = choicesOf(question, say);
    const required = !this.#several && question.required !== false ? "true" : null;
    this.container = el(`div.segments.segments-${question.kind}`, { role, "aria-required": required, ...labelled },
      choices.map(({ value, text }) => {
        const input = el("input", { type: this.#several ? "checkbox" : "radio", name, on: { change: () => emit(this.#value(value)) } });
        this.#inputs.set(value, input);
        return el("label.segment", {}, input, el("span.tick"), el("span", {}, text));
      }));
  }

  show(value) {
    const chosen = this.#several ? (Array.isArray(value) ? value : []) : [value];
    for (const [own, input] of this.#inputs) input.checked = chosen.includes(own);
  }

  #value(pressed) {
    if (!this.#several) return pressed;
    const chosen = [...this.#inputs].filter(([, input]) => input.checked).map(([value]) => value);
    return chosen.length ? chosen : null;
  }
}

function choicesOf(question, say) {
  if (question.kind === "yes_no") return [{ value: true, text: say("yes") }, { value: false, text: say("no") }];
  if (question.kind === "scale") return question.steps;
  return question.options.map(({ id, text }) => ({ value: id, text }));
}

/** Free words, with a count where the form asks for a minimum. */
export class Text {
  #area;
  #count;
  #least;
  #say;

  constructor({ question, labelled, say, emit }) {
    this.#say = say;
    this.#least = question.min_length || 0;
    this.#count = el("p.count");
    this.#area = el("textarea", { rows: 4, maxLength: question.max_length || 5000, ...labelled, on: {
      input: () => emit(this.#area.value || null),
    } });
    this.container = el("div.words", {}, this.#area, this.#count);
  }

  show(value, na) {
    const text = typeof value === "string" ? value : "";
    if (this.#area.value !== text) this.#area.value = text;
    this.#count.textContent = this.#least && !na ? this.#say("characters", { length: [...text.trim()].length, min: this.#least }) : "";
  }
}

/**
 * A moment, on the clock of the store's own zone: pressed in the store, or set and corrected here.
 * The day is nearly always the day of the visit, so it is asked only of who says it was another.
 */
export class Moment {
  #ctx;
  #time;
  #day;
  #date = null;
  #kept = null;

  constructor(ctx) {
    this.#ctx = ctx;
    const { question, labelled, say } = ctx;
    this.#time = el("input", { type: "time", step: "1", "aria-label": `${question.text} ${say("time")}`, "aria-describedby": labelled["aria-describedby"], on: { change: () => this.#change() } });
    this.#day = el("button.quiet.day", { type: "button", on: { click: () => this.#askDay() } }, say("other_day"));
    this.container = el("div.moment", { role: "group", ...labelled }, this.#time, this.#day,
      el("p.count", {}, say("store_clock")));
  }

  show(value) {
    if (!value?.at || Number.isNaN(Date.parse(value.at))) {
      if (document.activeElement !== this.#time) this.#time.value = "";
      this.#kept = null;
      return;
    }
    if (this.#kept?.at === value.at) return;
    this.#kept = value;
    const [date, time] = this.#shown();
    this.#time.value = time;
    if (this.#date) this.#date.value = date;
    const { say, zone, store, locale } = this.#ctx;
    const text = zone.dayText(value.at, store.zone, locale);
    this.#day.textContent = text;
    this.#day.setAttribute("aria-label", `${text}. ${say("other_day")}`);
  }

  /** What the store's clock showed; the stamp says how far it was from UTC. */
  #shown() {
    const shown = new Date(Math.floor((Date.parse(this.#kept.at) + this.#kept.offset * 60000) / 1000) * 1000);
    return shown.toISOString().slice(0, 19).split("T");
  }

  #askDay() {
    const { question, say, today } = this.#ctx;
    this.#date = el("input", { type: "date", "aria-label": `${question.text} ${say("day")}`, on: { change: () => this.#change() } });
    this.#date.value = this.#kept ? this.#shown()[0] : today();
    this.#day.replaceWith(this.#date);
    this.#date.focus();
  }

  #change() {
    const { zone, store, today, emit } = this.#ctx;
    const date = this.#date?.value || (this.#kept ? this.#shown()[0] : today());
    const at = this.#time.value ? zone.instantOf(date, this.#time.value, store.zone) : NaN;
    // What was pressed in the store keeps its milliseconds for as long as its seconds are kept.
    if (this.#kept && Math.floor(Date.parse(this.#kept.at) / 1000) * 1000 === at) emit(this.#kept);
    else emit(Number.isNaN(at) ? null : zone.stampAt(at, store.zone));
  }
}

/** Holds the place of a field whose module is still on its way, at the height it will have. */
export class Reserved {
  #field = null;
  #last = [undefined, false];

  /** @param {string} kind @param {number} count of what it will show @param {Promise<object>} coming the field */
  constructor(kind, count, coming) {
    this.container = el(`div.later.later-${kind}`);
    if (count) this.container.classList.add("later-filled");
    coming.then((field) => {
      this.#field = field;
      field.show(...this.#last);
      this.container.className = "";
      this.container.append(field.container);
    }, () => {});
  }

  show(...shown) {
    this.#last = shown;
    this.#field?.show(...shown);
  }

  focusable() {
    return this.#field?.focusable?.() || null;
  }
}
