/**
 * The third part of main.js: what looks after the reports beside writing and sending them. It comes
 * when one of its screens is opened. Like main.js it knows the others so that they need not know
 * each other; what it shows is put together from panels, one class each.
 */
import { Phone } from "./ui/phone.js";

export class Care {
  #app;

  /** @param {object} app see main.js */
  constructor(app) {
    this.#app = app;
  }

  /** @param {string} name of the screen @param {object|null} found the visit and the part, where it is about one @returns {Promise<object>} a screen */
  async screen(name) {
    if (name === "phone") return new Phone(this.#app.tools, await this.#panels());
    throw new Error(`no screen ${name}`);
  }

  /** What stands on the screen of this phone, in order. */
  async #panels() {
    return [];
  }
}
