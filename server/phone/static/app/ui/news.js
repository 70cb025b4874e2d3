import { el } from "./dom.js";

/**
 * Marks in the list of visits what has come since the shopper looked at it last: visits, and reports
 * that were sent back. The first list of all has no marks.
 */
export class News {
  /** What the list held when it was looked at before. */
  #known = null;

  constructor() {
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.#known = null; });
  }

  /** @param {object} screen the list @param {object} sync that it shows @param {object} app see main.js */
  async show({ rows }, { visits, shopper }, { records, say }) {
    const name = `known:${shopper.id}`;
    const parts = visits.flatMap((visit) => visit.parts).filter(({ submission }) => rows.has(submission));
    const now = parts.map(({ submission, note }) => (note ? `${submission}!` : submission));
    this.#known ||= (await records.fact(name)) || now;
    parts.forEach(({ submission }, at) => {
      if (!this.#known.includes(now[at])) rows.get(submission).append(" ", el("span.new", {}, say("new")));
    });
    await records.keepFact(name, now);
  }
}
