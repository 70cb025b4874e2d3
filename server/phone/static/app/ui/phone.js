import { el } from "./dom.js";

/** This phone: what it holds, how safe that is, and what can be done about it. */
export class Phone {
  #panels;

  /**
   * @param {object} tools
   * @param {{container: HTMLElement, close?: () => void}[]} panels in order
   */
  constructor(tools, panels) {
    this.#panels = panels;
    this.frame = tools.frame({ title: tools.say("phone_title"), back: "#/" });
    this.container = this.frame.container;
    this.heading = el("h1.sr", { tabIndex: -1 }, tools.say("phone_title"));
    this.frame.body.append(this.heading, ...panels.map(({ container }) => container));
  }

  close() {
    for (const panel of this.#panels) panel.close?.();
  }
}
