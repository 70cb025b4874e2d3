import { el } from "./dom.js";

/** The brief of one part of a visit, or, once it has been sent, where it stands. */
export class Brief {
  /**
   * @param {object} tools
   * @param {{visit: object, part: object, stage: object, draft: object|null, begun: boolean, conflict: boolean, together?: number, correct: () => void}} seen
   * @param {{title: string, text: string}[]} seen.later what of the visit comes afterwards
   * @param {string|false} seen.afterwards of a part that comes afterwards: when it can be reported
   */
  constructor(tools, { visit, part, stage, draft, begun, conflict, together, correct, later, afterwards }) {
    const { say } = tools;
    this.frame = tools.frame({ store: visit.store, back: "#/" });
    this.container = this.frame.container;
    const title = afterwards ? part.title : say("brief_title");
    this.heading = el("h1", { tabIndex: -1 }, ["to_do", "begun"].includes(stage.name) ? (visit.gone ? say("visit_gone") : title) : say(`stage_${stage.name}`));
    this.frame.body.append(
      this.heading,
      el("div.standing", {}, this.#standing(tools, { visit, part, stage, draft, together })),
      this.#facts(tools, visit, later, afterwards));
    this.#actions(tools, { visit, part, stage, draft, begun, conflict, correct, afterwards });
  }

  #standing(tools, { visit, part, stage, draft, together }) {
    const { say } = tools;
    const lines = [];
    if (part.note && ["sent_back", "correcting", "overtaken"].includes(stage.name)) {
      lines.push(el("aside.note", {}, el("h2", {}, say("reviewer_says")), el("p", {}, part.note)));
    }
    if (stage.name === "overtaken") lines.push(el("p.lead", {}, say(`overtaken_${["claimed", "sent_back"].includes(part.state) ? part.state : "settled"}`)), el("p.lead", {}, say("explain_overtaken")));
    else if (visit.gone && draft?.problem?.code !== "reported_by_other") lines.push(el("p.lead", {}, say("explain_gone")));
    else if (!["to_do", "begun"].includes(stage.name)) lines.push(el("p.lead", {}, say(`explain_${stage.name}`)));
    if (stage.name === "needs_attention" && draft.problem) lines.push(el("p.lead.trouble", {}, tools.trouble(draft.problem)));
    // Over how many visits a store sees what this form asks: what is said there can name its shopper.
    if (together && stage.open && !visit.gone) lines.push(el("aside.note", {}, el("p", {}, say("brief_together", { n: together - 1 }))));
    const receipt = draft?.receipt || part.receipt;
    if (receipt && !stage.open) lines.push(el("p.muted", {}, say("receipt_number"), " ", el("strong.copy", {}, receipt.number)));
    return lines;
  }

  #facts(tools, { store, brief, ...visit }, later, afterwards) {
    const { say } = tools;
    const item = (name, ...content) => [el("dt", {}, say(name)), el("dd", {}, content)];
    return el("dl.facts", {},
      item("brief_where", el("p", {}, store.name), el("p.muted", {}, store.address)),
      item("brief_when", el("p", {}, afterwards || tools.windowOf({ store, ...visit })), el("p.muted", {}, say("store_clock_named", { zone: tools.zoneName(store) }))),
      brief.scenario && item("brief_scenario", el("p", {}, brief.scenario)),
      !afterwards && brief.buy && item("brief_buy", el("p", {}, brief.buy)),
      brief.rules?.length && item("brief_rules", el("ul.rules", {}, brief.rules.map((rule) => el("li", {}, rule)))),
      later.length && item("brief_later", later.map(({ title, text }) => el("p", {}, el("strong", {}, title), ` · ${text}`))));
  }

  #actions(tools, { visit, part, stage, draft, begun, conflict, correct, afterwards }) {
    const { say } = tools;
    const to = (screen) => `#/${screen}/${part.submission}`;
    if (stage.correct) {
      if (begun) this.frame.body.append(el("p.apart", {}, el("a.button", { href: to("read") }, say("read_sent"))));
      this.frame.actions(el("button.button.primary", { type: "button", on: { click: correct } }, say("correct")));
    } else if (stage.name === "waiting" || stage.name === "sending") {
      this.frame.actions(el("a.button.primary", { href: to("send") }, say("see_sending")));
    } else if (stage.open) {
      const off = stage.name === "cancelled_unsent" || visit.gone;
      const canStore = stage.name !== "correcting" && !off && !afterwards;
      if (canStore) this.frame.body.append(el("p.apart", {}, el("a.button", { href: to("not-done") }, say("could_not"))));
      // A reason why the visit could not be done is no beginning of its report.
      const on = begun && (draft.pressed.length || draft.finished || Object.keys(draft.answers).length);
      const write = el(`a.button${on || !canStore ? ".primary" : ""}`, { href: to(off && draft.outcome !== "done" ? "not-done" : "report") }, say(on || off ? "write_on" : "write_report"));
      const store = canStore && el(`a.button${on ? "" : ".primary"}`, { href: to("store") }, say(draft?.pressed.length ? "store_on" : "store_start"));
      if (stage.name === "needs_attention" || (off && begun)) this.#ways(say, to);
      const compare = conflict && el("a.button.primary", { href: to("conflict") }, say("compare"));
      this.frame.actions(...(compare ? [compare] : on ? [store, write] : [write, store]).filter(Boolean));
      this.frame.foot.classList.add("stacked");
    } else if (stage.name === "overtaken") {
      this.#ways(say, to);
      this.frame.actions(el("a.button.primary", { href: to("conflict") }, say("compare")));
    } else if (begun && draft.receipt && draft.outcome === "done") {
      this.frame.actions(el("a.button.primary", { href: to("read") }, say("read_sent")));
    }
  }

  /** Other ways for what cannot be sent as it is. */
  #ways(say, to) {
    this.frame.body.append(
      el("p.apart", {}, el("a.button", { href: "#/phone" }, say("keep_as_file"))),
      el("p.apart.near", {}, el("a.button", { href: to("discard") }, say("discard"))));
  }
}
