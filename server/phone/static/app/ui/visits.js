import { el } from "./dom.js";

/** My visits: what is to be done, and where everything else stands, in words. */
export class Visits {
  /** Where a row says how it stands, by submission. @type {Map<string, HTMLElement>} */
  rows = new Map();

  /**
   * @param {object} tools
   * @param {{rows: object[], warnings: string[], trouble: string|null, signIn: string}} seen
   *   a row is {visit, part, stage, several}: `several` where the visit has more than one part
   */
  constructor(tools, { rows, warnings, trouble, signIn }) {
    const { say } = tools;
    this.frame = tools.frame({ title: say("visits_title") });
    this.container = this.frame.container;
    this.heading = el("h1.sr", { tabIndex: -1 }, say("visits_title"));
    this.frame.body.append(this.heading);
    if (trouble) this.frame.body.append(el("p.notice", { role: "alert" }, say(`trouble_${trouble}`), " ", trouble !== "connect" && el("a", { href: signIn }, say("sign_in"))));
    this.frame.body.append(...warnings.map((text) => el("p.notice", { role: "status" }, text, " ", el("a", { href: "#/phone" }, say("phone_link")))));
    if (rows.length) this.#list(tools, rows);
    else if (!trouble) this.frame.body.append(el("div.empty", {}, el("p.big", {}, say("visits_none")), el("p.muted", {}, say("visits_none_next"))));
    this.frame.body.append(el("p.languages", {}, el("a", { href: "#/sent" }, say("sent_title")), el("a", { href: "#/phone" }, say("phone_link")), el("a", { href: `?language=${tools.other.code}`, lang: tools.other.code, hreflang: tools.other.code, on: { click: tools.keepLanguage } }, tools.other.name)));
  }

  #list(tools, rows) {
    const open = rows.filter(({ stage }) => stage.open || ["sent_back", "overtaken"].includes(stage.name));
    const away = rows.filter(({ stage }) => stage.name === "waiting" || stage.name === "sending");
    const rest = rows.filter((row) => !open.includes(row) && !away.includes(row));
    this.waits = away.length > 0;
    const list = (some) => el("ul.visits", {}, some.map((row) => this.#row(tools, row)));
    if (open.length) this.frame.body.append(el("h2.group", {}, tools.say("visits_open")), list(open));
    else this.frame.body.append(el("div.empty", {}, el("p.big", {}, tools.say("visits_all_done")), el("p.muted", {}, tools.say("visits_none_next"))));
    // Filled by moments.js; the rows below keep their place.
    this.frame.body.append(el("section.moments"));
    if (away.length) this.frame.body.append(el("h2.group", {}, tools.say("visits_away")), list(away));
    if (rest.length) this.frame.body.append(el("h2.group", {}, tools.say("visits_rest")), list(rest));
  }

  #row(tools, { visit, part, stage, several }) {
    const { store } = visit;
    const standing = el(`span.stage.stage-${stage.name}`, {}, tools.say(`stage_${stage.name}`));
    this.rows.set(part.submission, standing);
    return el("li", {}, el("a.visit", { href: `#/visit/${part.submission}` },
      tools.mark(store),
      el("span.visit-text", {},
        el("span.visit-name", {}, several ? `${store.name} · ${part.title}` : store.name),
        el("span.visit-when", {}, visit.gone ? tools.say("visit_gone") : (!stage.open && part.receipt?.number) || tools.windowOf({ ...visit, ...part })),
        standing),
      el("span.chevron.onward")));
  }
}
