import { el } from "./dom.js";

/** Everything that was sent from this phone, with its receipt; it needs no network. */
export class Sent {
  /**
   * @param {object} tools
   * @param {{href: string, store?: object, title: string, number: string, at: string, photos: object}[]} rows
   */
  constructor(tools, rows) {
    const { say } = tools;
    this.frame = tools.frame({ title: say("sent_title"), back: "#/" });
    this.container = this.frame.container;
    this.heading = el("h1.sr", { tabIndex: -1 }, say("sent_title"));
    this.frame.body.append(this.heading, rows.length
      ? el("ul.visits", {}, rows.map((row) => el("li", {}, this.#row(tools, row))))
      : el("div.empty", {}, el("p.big", {}, say("sent_none")), el("p.muted", {}, say("sent_none_next"))));
  }

  #row(tools, { href, store, title, number, at, photos }) {
    return el("a.visit", { href },
      store && tools.mark(store),
      el("span.visit-text", {},
        el("span.visit-name", {}, title),
        el("span.sent-number", {}, el("span.sr", {}, tools.say("receipt_number"), " "), number),
        el("span.visit-when", {}, at),
        photos.announced > 0 && el("span.visit-when", {}, tools.say("sent_photos", photos))),
      el("span.chevron.onward"));
  }
}
