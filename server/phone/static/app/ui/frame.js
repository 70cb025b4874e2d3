import { el, inkOn } from "./dom.js";

/**
 * What every screen outside the store wears: whose visit this is, the way back, whether all is
 * saved; a place for the screen's content; the bar with its one button within the thumb's reach.
 */
export class Frame {
  #save;
  #progress;
  #bar;
  #say;

  /**
   * @param {(key: string, args?: object) => string} say
   * @param {{store?: object, title?: string, back?: string}} options
   *   `back` is an address
   */
  constructor(say, { store, title, back }) {
    this.#say = say;
    this.body = el("main.body");
    this.#save = el("p.save", { role: "status" });
    this.#bar = el("span.bar-fill");
    this.#progress = el("a.progress", { hidden: true }, el("span.progress-text"), el("span.bar", {}, this.#bar));
    this.foot = el("footer.foot", { hidden: true });
    const name = store
      ? el("span.store", {}, markOf(store), el("span.store-name", {}, store.name))
      : el("span.store-name.plain", {}, title || "");
    this.header = el("header.head", {},
      el("div.head-row", {},
        back ? el("a.back", { href: back, "aria-label": say("back") }, el("span.chevron")) : el("span.pad"),
        name, this.#save),
      this.#progress);
    this.container = el("div.frame", {}, this.header, this.body, this.foot);
    if (store) this.container.style.setProperty("--store", store.colour);
  }

  /**
   * Says whether all of a report is stored. "Saved" is never said while something is on its way, and
   * waits for a pause, so that nothing blinks while somebody writes. Only trouble is read aloud.
   */
  showSaved(sheet) {
    clearTimeout(this.#slow);
    const { saved, draft } = sheet;
    if (saved === "failed") return this.#saved(this.#say("save_failed"), true);
    if (saved === "saving") return this.#saved(this.#say("saving"));
    const done = () => this.#saved(draft.updated && draft.state === "draft" ? this.#say("saved") : "");
    if (this.#save.textContent) this.#slow = setTimeout(() => sheet.saved === "saved" && done(), 300);
    else done();
    return undefined;
  }

  #slow = 0;
  #said = "";

  /** A sentence and one thing to do about it. */
  message(text, action, act) {
    this.body.append(el("p.notice", { role: "alert" }, text));
    this.actions(el("button.button.primary", { type: "button", on: { click: act } }, action));
  }

  #saved(text, trouble = false) {
    this.#save.setAttribute("aria-live", trouble ? "polite" : "off");
    if (this.#save.textContent !== text) this.#save.textContent = text;
    this.#save.classList.toggle("trouble", trouble);
  }

  /** @param {string} text @param {number} share 0..1 @param {string} href */
  progress(text, share, href, trouble = false) {
    // Said after every press: what stays the same is not laid out again.
    const said = [text, share, href, trouble].join();
    if (said === this.#said) return;
    this.#said = said;
    this.#progress.hidden = false;
    this.#progress.href = href;
    this.#progress.classList.toggle("trouble", trouble);
    this.#progress.firstChild.textContent = text;
    this.#bar.style.transform = `scaleX(${share})`;
  }

  /** The bar at the bottom; the last one is the primary button. */
  actions(...nodes) {
    this.foot.hidden = nodes.length === 0;
    this.foot.replaceChildren(...nodes);
  }
}

/** The store's two letters on its colour. @returns {HTMLElement} */
export function markOf(store) {
  const mark = el("span.mark", { "aria-hidden": "true" }, store.mark);
  mark.style.setProperty("--store", store.colour);
  mark.style.setProperty("--store-ink", inkOn(store.colour));
  return mark;
}
