import { el } from "./dom.js";

/** Kinds that hold words or a picture of their own; a comment is offered where the form asks for it. */
const OWN_WORDS = new Set(["text", "time", "photo"]);

/**
 * One question: its words, its tip, its answer, "does not apply", its comment, what is wrong with it.
 * Only its words stand there until `fill`, so that a long section can leave the rest for later.
 */
export class Question {
  #tools;
  #say;
  #wrong;
  #wants;
  #question;
  #sheet;
  #field = null;
  #shown = null;
  #na = null;
  #comment = null;
  #problem;

  /**
   * @param {object} tools
   * @param {object} question of the compiled form
   * @param {object} sheet the open report
   * @param {{left: () => void}} on `left`: the shopper has gone on to another question
   */
  constructor(tools, question, sheet, { left }) {
    this.#tools = tools;
    this.#say = tools.say;
    this.#wants = tools.wantsComment;
    this.#wrong = (problem) => tools.wrong(sheet, problem);
    this.#question = question;
    this.#sheet = sheet;
    const id = `q-${question.id}`;
    this.container = el("section.question", { id, data: { question: question.id } },
      el("h2.question-text", { id: `${id}-t` }, question.text,
        question.basis === "opinion" && el("span.basis", {}, this.#say("opinion")),
        question.required === false && el("span.basis", {}, this.#say("optional"))));
    this.container.addEventListener("focusout", (event) => {
      if (!this.container.contains(event.relatedTarget) && event.relatedTarget) left();
    });
  }

  get filled() {
    return Boolean(this.#field);
  }

  /** Everything below the words, once. */
  fill() {
    if (this.#field) return;
    const question = this.#question;
    const id = `q-${question.id}`;
    const labelled = { "aria-labelledby": `${id}-t`, "aria-describedby": `${id}-e` };
    this.#field = this.#tools.field(question, this.#sheet, labelled, (value) => this.#answer(value));
    this.#problem = el("div.problem", { id: `${id}-e`, hidden: true });
    this.container.append(...this.#tipOf(question), this.#field.container, this.#problem, ...this.#after(id));
    if (this.#shown) this.show(...this.#shown);
  }

  /** @param {object|undefined} answer @param {{problems: object[], refused?: string}} wrong */
  show(answer, wrong) {
    this.#shown = [answer, wrong];
    if (this.#field) this.#show(answer, wrong);
  }

  #show(answer, { problems, refused }) {
    this.#field.show(answer?.na ? undefined : answer?.value, Boolean(answer?.na));
    if (this.#na) this.#na.checked = Boolean(answer?.na);
    this.#showComment(answer, problems);
    const own = problems.filter(({ code }) => !code.startsWith("comment_"));
    const said = own.map((problem) => this.#wrong(problem));
    if (refused) said.push(refused);
    say(this.#problem, said.filter(Boolean));
    this.container.classList.toggle("wrong", said.length > 0);
  }

  focus() {
    this.fill();
    this.container.scrollIntoView({ block: "start" });
    const first = this.#field.focusable?.() || this.#field.container.querySelector("input, textarea, button");
    (first || this.container.querySelector("button"))?.focus({ preventScroll: true });
  }

  #answer(value) {
    this.#sheet.answer(this.#question.id, (answer) => {
      delete answer.na;
      if (value === null) delete answer.value;
      else answer.value = value;
    });
  }

  #tipOf({ tip }) {
    if (!tip) return [];
    const words = el("p.tip", { hidden: true }, tip);
    const button = el("button.quiet.disclose", { type: "button", "aria-expanded": "false" }, el("span.caret"), this.#say("tip"));
    button.addEventListener("click", () => {
      words.hidden = !words.hidden;
      button.setAttribute("aria-expanded", String(!words.hidden));
    });
    return [button, words];
  }

  /** Below the answer: "does not apply", set apart, and the comment. */
  #after(id) {
    const [add, box] = this.#commentOf(id);
    return [el("div.after", {}, this.#question.na && this.#naOf(), OWN_WORDS.has(this.#question.kind) || add), box];
  }

  #naOf() {
    this.#na = el("input", { type: "checkbox", on: {
      change: () => this.#sheet.answer(this.#question.id, (answer) => {
        delete answer.value;
        if (this.#na.checked) answer.na = true;
        else delete answer.na;
      }),
    } });
    return el("label.segment.na", {}, this.#na, el("span.tick"), el("span", {}, this.#say("not_applicable")));
  }

  #commentOf(id) {
    const area = el("textarea", { id: `${id}-c`, rows: 3, maxLength: 30000, "aria-describedby": `${id}-n ${id}-w`, on: {
      input: () => {
        this.#sheet.answer(this.#question.id, (answer) => {
          if (area.value) answer.comment = area.value;
          else delete answer.comment;
        });
        grow(area);
      },
    } });
    const add = el("button.quiet", { type: "button", on: { click: () => {
      this.#openComment();
      area.focus();
    } } }, this.#say("add_comment"));
    const label = el("label.field-label", { htmlFor: `${id}-c` });
    const count = el("p.count", { id: `${id}-n` });
    const wrong = el("div.problem", { id: `${id}-w`, hidden: true });
    this.#comment = { area, add, label, count, wrong, box: el("div.comment", { hidden: true }, label, area, count, wrong) };
    return [add, this.#comment.box];
  }

  #openComment() {
    this.#comment.box.hidden = false;
    this.#comment.add.hidden = true;
  }

  #showComment(answer, problems) {
    const { area, label, count, box, wrong } = this.#comment;
    const wanted = this.#wants(this.#question, answer);
    const text = answer?.comment || "";
    if (wanted || text) this.#openComment();
    else if (document.activeElement !== area) {
      box.hidden = true;
      this.#comment.add.hidden = false;
    }
    if (area.value !== text) area.value = text;
    const name = this.#say(wanted ? "comment_wanted" : "comment");
    if (label.textContent !== name) label.textContent = name;
    const least = wanted ? this.#question.comment_min_length || 0 : 0;
    count.textContent = least ? this.#say("characters", { length: [...text.trim()].length, min: least }) : "";
    const own = problems.filter(({ code }) => code.startsWith("comment_"));
    say(wrong, own.map((problem) => this.#wrong(problem)).filter(Boolean));
    area.setAttribute("aria-invalid", String(own.length > 0));
    if (!box.hidden) grow(area);
  }
}

/** Sentences under what they are about; nothing moves where they stay the same. */
function say(box, sentences) {
  box.hidden = sentences.length === 0;
  if (box.textContent !== sentences.join("")) box.replaceChildren(...sentences.map((sentence) => el("p", {}, sentence)));
}

/** A text box as tall as its text, where the browser does not do it by itself. */
function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}
