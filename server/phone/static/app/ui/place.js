import { el } from "./dom.js";

/** Asks whether reports may say how far from the store the phone was, and shows what was chosen. */
export class PlacePanel {
  /**
   * @param {object} tools
   * @param {{consent: string|undefined, choose: (consent: string) => Promise<boolean>, once?: boolean}} means
   *   `once`: on the way to a store, where the question is gone when it is answered
   */
  constructor({ say }, { consent, choose, once }) {
    const told = el("p", { role: "status" });
    const buttons = ["yes", "no"].map((name) => el("button.button", { type: "button", on: { click: async () => {
      show(name);
      if (!(await choose(name))) told.textContent = say("place_blocked");
      told.tabIndex = -1;
      if (once) told.focus();
    } } }, say(`place_${name}`)));
    const acts = el("div.panel-acts", {}, buttons);
    const change = el("p", {}, el("a", { href: "#/phone" }, say("place_change")));
    const show = (name) => {
      told.textContent = say(`place_is_${name}`);
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === (name === "yes" ? 0 : 1))));
      if (once) this.container.replaceChildren(told, change);
    };
    this.container = el("section.panel.place", {}, el("h2", {}, say("place_title")), el("p", {}, say("place_why")), told, acts);
    if (consent && !once) show(consent);
  }
}
