import { el } from "./dom.js";

/** What the list of visits says of later parts: what is due stands out, what is to come is named. */
export class Later {
  /**
   * @param {object} tools
   * @param {object} screen the list of visits
   * @param {object} seen
   * @param {{visit: object, part: object}[]} seen.due what can be reported now and is not
   * @param {{visit: object, part: object}[]} seen.coming
   * @param {(part: object, store: object) => string} seen.when in words
   * @param {(part: object, store: object) => string} seen.entry an entry for a calendar
   */
  constructor(tools, screen, { due, coming, when, entry }) {
    const { body } = screen.frame;
    body.querySelector(".coming")?.remove();
    for (const { visit, part } of due) {
      const standing = screen.rows.get(part.submission);
      if (!standing) continue;
      const begun = standing.classList.contains("stage-begun") ? `${tools.say("stage_begun")} · ` : "";
      if (!begun && !standing.classList.contains("stage-to_do")) continue;
      standing.textContent = begun + when(part, visit.store);
      standing.classList.add("stage-due");
    }
    if (!coming.length) return;
    const row = ({ visit: { store }, part }) => el("li", {}, el("span.visit", {}, tools.mark(store), el("span.visit-text", {},
      el("span.visit-name", {}, `${store.name} · ${part.title}`),
      el("span.visit-when", {}, when(part, store)),
      el("button.quiet", { type: "button", on: { click: () => handOut(entry(part, store), `${tools.say("title")}.ics`) } }, tools.say("later_calendar"), el("span.sr", {}, ` ${store.name}`)))));
    body.querySelector(".visits, .empty").after(el("section.coming", {}, el("h2.group", {}, tools.say("later_title")), el("ul.visits", {}, coming.map(row))));
  }
}

/** Hands a file to the system, within a touch of the shopper's: browsers want one. */
function handOut(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
