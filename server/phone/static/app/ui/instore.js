import { el } from "./dom.js";

/**
 * In the store: a clock with laps, to anyone who looks over the shopper's shoulder. Black, silent,
 * one large press for each moment; what is pressed stays, and the last press can be taken back.
 */
export class InStore {
  #sheet;
  #tools;
  #means;
  #stamps;
  #undo;
  #clock = el("time.clock");
  #save = el("p.clock-save", { role: "status" });
  #ticking;
  #stop;

  /**
   * @param {object} tools
   * @param {object} sheet the open report
   * @param {{questions: object[], press: (id: string) => Promise<void>|undefined, unpress: () => void}} means
   */
  constructor(tools, sheet, means) {
    this.#means = means;
    this.#tools = tools;
    this.#sheet = sheet;
    this.heading = el("h1.sr", { tabIndex: -1 }, tools.say("clock"));
    this.#stamps = means.questions.map((question) => {
      const time = el("span.lap-time");
      const button = el("button.lap", { type: "button", on: { click: () => this.#press(question) } }, el("span.lap-name", {}, question.text), time);
      return { question, button, time };
    });
    this.#undo = el("button.lap-undo", { type: "button", on: { click: () => means.unpress() } });
    const mark = el("p.clock-mark", {}, el("span.clock-dot"), sheet.visit.store.mark);
    mark.style.setProperty("--store", sheet.visit.store.colour);
    this.container = el("main.instore", {}, this.heading,
      el("div.clock-top", {}, el("a.clock-out", { href: `#/visit/${sheet.id}`, "aria-label": tools.say("back") }, el("span.chevron")), mark, this.#save),
      this.#clock,
      el("div.laps", {}, this.#stamps.map(({ button }) => button)),
      el("div.clock-foot", {}, this.#undo, el("a.lap-done", { href: `#/report/${sheet.id}` }, tools.say("store_done"))));
    this.#ticking = setInterval(() => this.#tick(), 250);
    this.#stop = sheet.watch(() => this.#show());
    this.#tick();
    this.#show();
  }

  close() {
    clearInterval(this.#ticking);
    this.#stop();
  }

  #press(question) {
    if (this.#means.press(question.id)) navigator.vibrate?.(30);
  }

  #tick() {
    const now = this.#tools.wall(Date.now(), this.#sheet.visit.store.zone).time;
    if (this.#clock.textContent !== now) this.#clock.textContent = now;
  }

  #show() {
    const { answers, pressed } = this.#sheet.draft;
    const zone = this.#sheet.visit.store.zone;
    for (const { question, button, time } of this.#stamps) {
      const at = answers[question.id]?.value?.at;
      time.textContent = at ? this.#tools.wall(at, zone).time : "";
      button.classList.toggle("pressed", Boolean(at));
      button.setAttribute("aria-disabled", String(Boolean(at)));
    }
    const last = this.#stamps.find(({ question }) => question.id === pressed.at(-1));
    this.#undo.hidden = !last;
    this.#undo.textContent = last ? this.#tools.say("undo", { what: last.question.text }) : "";
    const failed = this.#sheet.saved === "failed";
    this.#save.textContent = failed ? this.#tools.say("save_failed_short") : "";
  }
}
