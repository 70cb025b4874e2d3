import { el } from "./dom.js";

/** What changes for a report when it moves to a corrected form, or has moved: nothing is lost unseen. */
export class Move {
  /**
   * @param {object} tools
   * @param {object} sheet the open report
   * @param {object} carried see lib/carry.js; and `moved`, where it is on the corrected form already
   * @param {{said: Function, move: () => void, stay: () => void}} means
   *   `said(question)` is [answer, comment] in words
   */
  constructor(tools, sheet, carried, { said, move, stay }) {
    const { say } = tools;
    const { moved, kept, changed, gone, added } = carried;
    this.frame = tools.frame({ store: sheet.visit.store, back: `#/report/${sheet.id}` });
    this.container = this.frame.container;
    this.heading = el("h1", { tabIndex: -1 }, say(moved ? "moved_title" : "move_title"));
    const group = (key, rows) => rows.length > 0 && el("section", {}, el("h2.group", {}, say(key)), el("dl", {}, rows));
    const old = (question, now) => {
      const [answer, comment] = said(question);
      return el("div.row", {},
        el("dt", {}, now ? now.text : question.text),
        el("dd", {},
          now && now.text !== question.text && el("p.muted", {}, say("move_before", { text: question.text })),
          el("p.answer", {}, answer || say("unanswered")), comment && el("p.quote", {}, comment)));
    };
    this.frame.body.append(
      this.heading,
      el("p.lead", {}, say(moved ? "moved_lead" : "move_lead")),
      el("p.lead", {}, say("offer_kept", { n: kept.length })),
      group("move_changed", changed.map(([question, now]) => old(question, now))) || "",
      group("move_added", added.map(({ text }) => el("div.row", {}, el("dt", {}, text)))) || "",
      group("move_gone", gone.map((question) => old(question))) || "");
    const button = (kind, key, click) => el(`button.button${kind}`, { type: "button", on: { click } }, say(key));
    this.frame.actions(...(moved
      ? [button("", "move_back", move), button(".primary", "move_on", stay)]
      : [button("", "move_stay", stay), button(".primary", "move_do", move)]));
    this.frame.foot.classList.add("stacked");
  }
}

/** The offer at the top of a report whose form was corrected. @returns {HTMLElement} */
export function offerOf({ say }, sheet, { moved, kept, changed, added }) {
  const { id, draft, visit, asked } = sheet;
  const link = (key) => el("a", { href: `#/move/${id}` }, say(key));
  if (!moved && draft.stayed === visit.form.version) return el("p.offer", {}, link("offer_again"));
  const look = [...changed.map(([, now]) => now), ...added].filter((question) => !moved || (asked.includes(question.id) && !draft.answers[question.id]));
  return el("aside.note.offer", {},
    el("p", {}, say(moved ? "offer_moved" : "offer_new"), " ", !moved && [say("offer_kept", { n: kept.length }), " "], look.length > 0 && say("offer_look", { n: look.length })),
    link(moved ? "offer_see_old" : "offer_see"));
}
