import { el } from "./dom.js";

/** What the list of visits shows of records on their way, live: how far each is, and "Send now". */
export class Outbox {
  #tools;
  #list;
  #means;
  #tried = el("p.tried", { role: "status" });

  /**
   * @param {object} tools
   * @param {object} list the list of visits, see visits.js
   * @param {{bytes: (n: number) => string, progress: Function, go: () => void}} means
   */
  constructor(tools, list, means) {
    this.#tools = tools;
    this.#list = list;
    this.#means = means;
    // Never disabled: that would take the focus away. A second press joins the first.
    const button = el("button.button.primary", { type: "button", on: { click: () => {
      this.tried(false);
      means.go();
    } } }, tools.say("send_now"));
    list.frame.actions(this.#tried, button);
    list.frame.foot.classList.add("stacked");
  }

  /** @param {boolean} waits after a press: what waited does so still */
  tried(waits) {
    this.#tried.textContent = waits ? this.#tools.say("send_tried") : "";
  }

  /**
   * @param {object} draft
   * @param {object|null} progress of the step that is under way
   * @returns {boolean} false where the row is out of date
   */
  show(draft, progress) {
    const row = this.#list.rows.get(draft.submission);
    const { say } = this.#tools;
    if (!row || !["waiting", "sending"].includes(draft.state)) return false;
    const { bytes } = this.#means;
    const { sent, size } = this.#means.progress(draft, progress);
    const why = draft.state === "waiting" && draft.problem?.code;
    const moving = draft.state === "sending" || progress;
    const text = moving ? say("row_sending", { sent: bytes(sent), size: bytes(size) }) : say(`stage_${why || "waiting"}`);
    if (row.textContent !== text) row.textContent = text;
    return true;
  }
}
