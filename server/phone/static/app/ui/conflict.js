import { el } from "./dom.js";

/** Two reports of one visit side by side; the shopper says which one counts. */
export class Conflict {
  #tools;
  #means;
  #place = el("div.conflict");

  /**
   * @param {object} tools
   * @param {{visit: object, submission: string}} seen
   * @param {object} means
   * @param {() => Promise<object>} means.load what the server has, compared; or why it did not come
   * @param {() => Promise<void>} means.mine
   * @param {() => Promise<void>} means.theirs
   * @param {(sha256: string) => Promise<string|null>} means.thumb
   */
  constructor(tools, { visit, submission }, means) {
    this.#tools = tools;
    this.#means = means;
    this.frame = tools.frame({ store: visit.store, back: `#/visit/${submission}` });
    this.container = this.frame.container;
    this.heading = el("h1", { tabIndex: -1 }, tools.say("conflict_title"));
    this.frame.body.append(this.heading, this.#place);
    this.frame.foot.classList.add("stacked");
    this.ready = this.#show();
  }

  async #show() {
    const { say, signIn } = this.#tools;
    const seen = await this.#means.load();
    const home = el("a.button", { href: "#/" }, say("to_visits"));
    if (seen.why) {
      this.#place.replaceChildren(el("p.lead", { role: "alert" }, say(`conflict_${seen.why}`)));
      return this.frame.actions(home, seen.why === "signed_out"
        ? el("a.button.primary", { href: signIn }, say("sign_in"))
        : this.#button("conflict_again", () => this.#show(), ".primary"));
    }
    const fixed = ["claimed", "accepted", "not_done"].includes(seen.state) && seen.state;
    this.#place.replaceChildren(
      el("p.lead", {}, say("conflict_lead", { at: seen.at }), fixed ? "" : ` ${say("conflict_choose")}`),
      fixed ? el("p.lead.trouble", {}, say(fixed === "claimed" ? "conflict_claimed" : "conflict_settled")) : "",
      el("div.sides.head-sides", { "aria-hidden": "true" }, el("strong", {}, say("conflict_mine")), el("strong", {}, say("conflict_theirs"))),
      ...seen.different.map((row) => this.#row(row)),
      seen.same.length ? el("details.same", {}, el("summary", {}, say("conflict_same", { n: seen.same.length })), el("dl", {}, seen.same.map(({ text, mine }) => el("div.row", {}, el("dt", {}, text), el("dd", {}, ...this.#said(mine)))))) : "");
    return fixed === "claimed"
      ? this.frame.actions(home)
      : this.frame.actions(...[this.#button("conflict_take", () => this.#sure()), !fixed && this.#button("conflict_send", this.#means.mine)].filter(Boolean));
  }

  /** Taking the other report destroys this one, so it is asked once more. */
  #sure() {
    const { say } = this.#tools;
    const sure = el("div.notice", { tabIndex: -1 }, el("p", {}, say("conflict_sure")), el("p.apart.near", {}, el("a.button", { href: "#/phone" }, say("keep_as_file"))));
    this.#place.prepend(sure);
    const replace = this.#button("conflict_sure_do", this.#means.theirs, ".destroy");
    // It stands where the one before stood, and a finger that presses twice has not read the question.
    replace.disabled = true;
    setTimeout(() => { replace.disabled = false; }, 1500);
    this.frame.actions(replace, this.#button("back", () => this.#show(), ".primary"));
    sure.focus();
    scrollTo(0, 0);
  }

  #button(key, act, look = "") {
    const button = el(`button.button${look}`, { type: "button", on: { click: async () => {
      button.disabled = true;
      await Promise.resolve(act()).catch(() => {});
      button.disabled = false;
    } } }, this.#tools.say(key));
    return button;
  }

  #row({ text, mine, theirs }) {
    const { say } = this.#tools;
    const side = (name, said) => el("div", {}, el("span.sr", {}, say(name)), ...this.#said(said));
    return el("section.differs", {}, el("h2", {}, text), el("div.sides", {}, side("conflict_mine", mine), side("conflict_theirs", theirs)));
  }

  #said({ text, comment, photos = [] }) {
    return [
      el(`p.answer${text ? "" : ".none"}`, {}, text || this.#tools.say("unanswered")),
      photos.length ? el("span.thumbs", {}, photos.map((sha256) => this.#thumb(sha256))) : "",
      comment ? el("p.quote", {}, comment) : "",
    ];
  }

  /** Of photos that lie on another phone there is only the count. */
  #thumb(sha256) {
    const image = el("img", { width: 96, height: 96, alt: "", hidden: true });
    this.#means.thumb(sha256).then((address) => { if (address) Object.assign(image, { src: address, hidden: false }); });
    return image;
  }
}
