import { el } from "./dom.js";

/** "I could not do this visit": why, in one press and a few words. */
export class NotDone {
  #tools;
  #sheet;
  #problem = el("div.problem", { id: "why-e", hidden: true }, el("p"));
  #stop;

  /** @param {object} tools @param {object} sheet @param {{send: (outcome: string) => void}} means */
  constructor(tools, sheet, { send }) {
    this.#tools = tools;
    this.#sheet = sheet;
    const { say } = tools;
    this.frame = tools.frame({ store: sheet.visit.store, back: `#/visit/${sheet.id}` });
    this.container = this.frame.container;
    this.heading = el("h1", { tabIndex: -1 }, say("not_done_title"));
    const chosen = sheet.draft.outcome;
    const reasons = ["closed", "refused", "unsafe"].map((reason) => {
      const input = el("input", { type: "radio", name: "why", value: reason, checked: chosen === reason, on: { change: () => this.#choose(reason) } });
      return el("label.segment", {}, input, el("span.tick"), el("span", {}, say(`outcome_${reason}`)));
    });
    const note = el("textarea", { id: "why-note", rows: 3, maxLength: 2000, value: sheet.draft.outcome_note, on: {
      input: () => sheet.change((draft) => { draft.outcome_note = note.value; }),
    } });
    this.frame.body.append(this.heading,
      el("p.lead", {}, say("not_done_lead")),
      el("section.question", {},
        el("h2.question-text", { id: "why-t" }, say("not_done_why")),
        el("div.segments", { role: "radiogroup", "aria-labelledby": "why-t", "aria-describedby": "why-e" }, reasons),
        this.#problem),
      el("section.question", {}, el("label.question-text", { htmlFor: "why-note" }, say("not_done_note")), note));
    this.frame.actions(el("button.button.primary", { type: "button", on: { click: () => this.#send(send) } }, say("not_done_send")));
    this.#stop = sheet.watch(() => this.frame.showSaved(sheet));
    this.frame.showSaved(sheet);
  }

  close() {
    this.#stop();
  }

  #choose(reason) {
    this.#problem.hidden = true;
    this.#sheet.change((draft) => { draft.outcome = reason; });
  }

  #send(send) {
    if (this.#sheet.draft.outcome !== "done") return send();
    this.#problem.firstChild.textContent = this.#tools.say("not_done_choose");
    this.#problem.hidden = false;
    return this.container.querySelector("input").focus();
  }
}
