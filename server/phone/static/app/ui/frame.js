import { el, inkOn } from "./dom.js";

/**
 * What every screen outside the store wears: whose visit this is, the way back, whether all is
 * saved; a place for the screen's content; the bar with its one button within the thumb's reach.
 */
export class Frame {
  #save;
  #progress;
  #bar;

  /**
   * @param {(key: string, args?: object) => string} say
   * @param {{store?: object, title?: string, back?: string, wide?: boolean}} options
   *   `back` is an address
   */
  constructor(say, { store, title, back }) {
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

  /** Shows the save state in words; an empty text shows nothing. */
  saved(text, trouble = false) {
    if (this.#save.textContent !== text) this.#save.textContent = text;
    this.#save.classList.toggle("trouble", trouble);
  }

  /** @param {string} text @param {number} share 0..1 @param {string} href */
  progress(text, share, href, trouble = false) {
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
