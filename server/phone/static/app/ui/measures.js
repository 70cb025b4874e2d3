import { el } from "./dom.js";

/** A number, typed as the reader's country types it. */
export class Quantity {
  #input;
  #parse;
  #write;

  /** `parse` and `write` turn what is typed into the value and back; `sign` stands before the field. */
  constructor({ labelled, emit, parse, write, sign, whole }) {
    this.#parse = parse;
    this.#write = write;
    this.#input = el("input", { type: "text", inputMode: whole ? "numeric" : "decimal", autocomplete: "off", ...labelled, on: {
      input: () => emit(parse(this.#input.value)),
    } });
    this.container = el("div.quantity", {}, sign && el("span.sign", { "aria-hidden": "true" }, sign), this.#input);
  }

  show(value) {
    const shown = this.#parse(this.#input.value);
    if (shown === (value ?? null)) return;
    this.#input.value = value === undefined || value === null ? "" : typeof value === "number" ? this.#write(value) : value;
  }
}

/** A length of time in minutes and seconds. */
export class Length {
  #minutes;
  #seconds;
  #parse;

  constructor({ question, labelled, say, emit, parse }) {
    this.#parse = parse;
    const change = () => emit(parse(this.#minutes.value, this.#seconds.value));
    const box = (name) => el("input", { type: "text", inputMode: "numeric", autocomplete: "off", maxLength: 4,
      "aria-label": `${question.text} ${say(name)}`, "aria-describedby": labelled["aria-describedby"], on: { input: change } });
    this.#minutes = box("minutes");
    this.#seconds = box("seconds");
    this.container = el("div.length", { role: "group", ...labelled },
      el("label", {}, this.#minutes, el("span", { "aria-hidden": "true" }, say("minutes"))),
      el("label", {}, this.#seconds, el("span", { "aria-hidden": "true" }, say("seconds"))));
  }

  show(value) {
    if (this.#parse(this.#minutes.value, this.#seconds.value) === (value ?? null)) return;
    const known = typeof value === "number";
    this.#minutes.value = known ? Math.floor(value / 60) : "";
    this.#seconds.value = known ? value % 60 : "";
  }
}
