import { el } from "./dom.js";

/** What the list of visits shows of records on their way, live: how far each is, and "Send now". */
export class Outbox {
  #tools;
  #list;
  #means;

  /**
   * @param {object} tools
   * @param {object} list the list of visits, see visits.js
   * @param {{bytes: (n: number) => string, progress: Function, go: () => Promise<boolean>}} means `go`: whether something still waits
   */
  constructor(tools, list, means) {
    this.#tools = tools;
    this.#list = list;
    this.#means = means;
    const tried = el("p.tried", { role: "status" });
    const button = el("button.button.primary", { type: "button", on: { click: async () => {
      // Not disabled: that would take the focus away. A second press joins the first.
      tried.textContent = "";
      const waits = await means.go().catch(() => true);
      tried.textContent = waits ? tools.say("send_tried") : "";
    } } }, tools.say("send_now"));
    list.frame.actions(tried, button);
    list.frame.foot.classList.add("stacked");
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
