/**
 * The part of further.js that looks after parts of a visit that open later. Like it, it knows others
 * so that they need not know each other.
 */
import { calendarOf, comingOf, isLater, laterText, openDue } from "./lib/later.js";
import { Later } from "./ui/later.js";

export class LaterParts {
  #app;
  // How far this phone's clock is ahead of the server's, in milliseconds.
  #ahead = 0;

  /** @param {object} app see main.js */
  constructor(app) {
    this.#app = app;
  }

  /**
   * A part whose day has come can be reported now, also where the server could not be asked.
   * @returns {Promise<boolean>} whether there is one
   */
  async open() {
    const { records, sync } = this.#app;
    this.#ahead = (await records.fact("clock"))?.skew_ms || 0;
    if (!sync || !openDue(sync, Date.now() - this.#ahead)) return false;
    await records.keepFact(`sync:${sync.shopper.id}`, sync);
    return true;
  }

  /** What the list of visits says of them. @param {object} screen that is shown */
  show(screen) {
    const { sync, tools } = this.#app;
    if (!screen?.rows || !sync) return;
    const due = sync.visits.flatMap((visit) => visit.parts.filter(isLater).map((part) => ({ visit, part })));
    new Later(tools, screen, {
      due, coming: comingOf(sync), when: (part, store) => this.when(part, store),
      entry: (part, store) => calendarOf(part, store, this.#means(store)),
    });
  }

  /** What the brief of a part says of them. @returns {{later: object[], afterwards: string|false}} */
  told({ visit, part }) {
    const { store } = visit;
    if (isLater(part)) return { later: [], afterwards: this.when(part, store) };
    const open = visit.parts.filter((one) => isLater(one) && !one.receipt);
    return { later: [...open, ...(visit.later || [])].map((one) => ({ title: one.title, text: this.when(one, store) })), afterwards: false };
  }

  /** When one can be reported, in words. */
  when(part, store) {
    return laterText(part, store, this.#means(store));
  }

  #means(store) {
    const { say, locale } = this.#app.tools;
    return { say, locale: locale(store), now: Date.now() - this.#ahead };
  }
}
