import { el } from "./dom.js";

/** The way to the shopper's own page: where they are signed in, and what is kept about them. */
export class AccountPanel {
  /** @param {object} tools */
  constructor({ say }) {
    this.container = el("section.panel", {}, el("h2", {}, say("account_title")),
      el("p", {}, say("account_lead")),
      el("div.panel-acts", {}, el("a.button", { href: `/devices?language=${document.documentElement.lang}` }, say("account_open"))));
  }
}
