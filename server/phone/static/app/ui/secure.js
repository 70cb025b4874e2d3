import { el } from "./dom.js";

/** Over plain HTTP: what the browser does not allow there, and what helps. */
export class Secure {
  /** @param {object} tools */
  constructor({ say }) {
    this.container = el("section.panel", {},
      el("h2", {}, say("secure_title")),
      el("p.lead", {}, say("secure_works")),
      el("ul.rules", {}, ["offline", "lock", "rescue", "place"].map((what) => el("li", {}, say(`secure_no_${what}`)))),
      el("p.lead", {}, say("secure_ask")));
  }
}
