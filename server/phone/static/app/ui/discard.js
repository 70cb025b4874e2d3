import { el } from "./dom.js";

/** Asks before a report is destroyed: what goes with it, and how to keep it instead. */
export class Discard {
  /**
   * @param {object} tools
   * @param {{store: object, submission: string, outcome: string, answers: number, photos: number}} seen
   * @param {() => Promise<void>} discard
   */
  constructor(tools, { store, submission, outcome, answers, photos }, discard) {
    const { say } = tools;
    this.frame = tools.frame({ store, back: `#/visit/${submission}` });
    this.container = this.frame.container;
    this.heading = el("h1", { tabIndex: -1 }, say("discard_title"));
    this.frame.body.append(this.heading,
      el("p.lead", {}, outcome === "done" ? say("discard_what", { answers: say("answers_count", { n: answers }), photos: say("photos_count", { n: photos }) }) : say(`outcome_${outcome}`)),
      el("p.lead.trouble", {}, say("discard_final")),
      el("p.apart", {}, el("a.button", { href: "#/phone" }, say("keep_as_file"))));
    const button = el("button.button.destroy", { type: "button", on: { click: () => {
      button.disabled = true;
      discard().catch(() => { button.disabled = false; });
    } } }, say("discard_do"));
    // It stands where the link to this screen stood, and a finger that presses twice has not read the question.
    button.disabled = true;
    setTimeout(() => { button.disabled = false; }, 1500);
    this.frame.actions(button, el("a.button.primary", { href: `#/visit/${submission}` }, say("discard_not")));
    this.frame.foot.classList.add("stacked");
  }
}
