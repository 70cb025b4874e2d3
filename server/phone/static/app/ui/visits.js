import { el } from "./dom.js";

/** My visits: what is to be done, and where everything else stands, in words. */
export class Visits {
  /**
   * @param {object} tools
   * @param {{rows: object[], trouble: string|null, signIn: string}} seen
   *   a row is {visit, part, stage, several}: `several` where the visit has more than one part
   */
  constructor(tools, { rows, trouble, signIn }) {
    const { say } = tools;
    this.frame = tools.frame({ title: say("visits_title") });
    this.container = this.frame.container;
    this.heading = el("h1.sr", { tabIndex: -1 }, say("visits_title"));
    this.frame.body.append(this.heading);
    if (trouble) this.frame.body.append(el("p.notice", { role: "alert" }, say(`trouble_${trouble}`), " ", trouble === "signed_out" && el("a", { href: signIn }, say("sign_in"))));
    if (rows.length) this.#list(tools, rows);
    else if (!trouble) this.frame.body.append(el("div.empty", {}, el("p.big", {}, say("visits_none")), el("p.muted", {}, say("visits_none_next"))));
    this.frame.body.append(el("p.languages", {}, el("a", { href: "#/phone" }, say("phone_link")), el("a", { href: `?language=${tools.other.code}`, lang: tools.other.code, hreflang: tools.other.code, on: { click: tools.keepLanguage } }, tools.other.name)));
  }

  #list(tools, rows) {
    const open = rows.filter(({ stage }) => stage.open || stage.name === "sent_back");
    const rest = rows.filter((row) => !open.includes(row));
    const list = (some) => el("ul.visits", {}, some.map((row) => this.#row(tools, row)));
    if (open.length) this.frame.body.append(el("h2.group", {}, tools.say("visits_open")), list(open));
    else this.frame.body.append(el("div.empty", {}, el("p.big", {}, tools.say("visits_all_done")), el("p.muted", {}, tools.say("visits_none_next"))));
    if (rest.length) this.frame.body.append(el("h2.group", {}, tools.say("visits_rest")), list(rest));
  }

  #row(tools, { visit, part, stage, several }) {
    const { store } = visit;
    return el("li", {}, el("a.visit", { href: `#/visit/${part.submission}` },
      tools.mark(store),
      el("span.visit-text", {},
        el("span.visit-name", {}, several ? `${store.name} · ${part.title}` : store.name),
        el("span.visit-when", {}, stage.open ? tools.windowOf(visit) : part.receipt?.number || tools.windowOf(visit)),
        el(`span.stage.stage-${stage.name}`, {}, tools.say(`stage_${stage.name}`))),
      el("span.chevron.onward")));
  }
}
