/**
 * The third part of main.js: what looks after the reports beside writing and sending them. It comes
 * when one of its screens is opened. Like main.js it knows the others so that they need not know
 * each other; what it shows is put together from panels, one class each.
 */
import { Latch } from "./store/latch.js";
import { LockPanel, Unlock } from "./ui/lock.js";
import { carry } from "./lib/carry.js";
import { Move, offerOf } from "./ui/move.js";
import { Phone } from "./ui/phone.js";
import { Secure } from "./ui/secure.js";
import { RoomPanel } from "./ui/room.js";
import { VersionPanel } from "./ui/version.js";

export class Care {
  #app;

  /** @param {object} app see main.js */
  constructor(app) {
    this.#app = app;
  }

  /** @param {string} name of the screen @param {object|null} found the visit and the part, where it is about one @returns {Promise<object>} a screen */
  async screen(name, found) {
    if (name === "phone") return new Phone(this.#app.tools, await this.#panels());
    if (name === "move") return this.#move(found);
    throw new Error(`no screen ${name}`);
  }

  /** What stands on the screen of this phone, in order. */
  async #panels() {
    return [...(isSecureContext ? [] : [new Secure(this.#app.tools)]), await this.#roomPanel(), await this.#lockPanel(), await this.#versionPanel()];
  }

  async #versionPanel() {
    const { versions } = await this.#app.further();
    const state = await versions.state();
    return new VersionPanel(this.#app.tools, { ...versions, ...state }, {
      use: () => versions.use(state.newest).then(() => location.reload()),
      install: versions.invitation && (() => versions.install()),
      share: "standalone" in navigator && !navigator.standalone,
    });
  }

  async #roomPanel() {
    const { seen, judged, free } = await (await this.#app.further()).room();
    return new RoomPanel(this.#app.tools, judged, { unsent: seen.unsent, free });
  }

  async #lockPanel() {
    const latch = this.#latch(this.#app.records);
    return new LockPanel(this.#app.tools, await latch.state(), {
      set: (passphrase) => latch.set(passphrase), change: (...both) => latch.change(...both),
      remove: (passphrase) => latch.remove(passphrase), now: () => latch.now(),
    });
  }

  /** The first screen of a locked phone. @param {object} records plain @returns {Promise<object>} the same, sealed */
  async unlocked(records) {
    const latch = this.#latch(records);
    const reports = await latch.reports();
    await this.#styled();
    return new Promise((resolve) => {
      const screen = new Unlock(this.#app.tools, reports, { erase: () => latch.erase(), unlock: async (passphrase) => {
        const sealed = await latch.open(passphrase);
        if (sealed) latch.watch();
        if (sealed) resolve(sealed);
        return Boolean(sealed);
      } });
      document.getElementById("app").replaceChildren(screen.container);
      screen.heading.focus();
    });
  }

  #latch(records) {
    const { sheets } = this.#app;
    return new Latch(records, async () => {
      for (const sheet of sheets.values()) await sheet.settled();
      return [...sheets.values()].every(({ saved }) => saved !== "failed");
    });
  }

  /** The other half, which brings the styles otherwise, comes only when the lock is open. */
  #styled() {
    const style = document.createElement("link");
    return new Promise((resolve) => {
      Object.assign(style, { rel: "stylesheet", href: `${this.#app.opening.files}/further.css`, onload: resolve, onerror: resolve });
      document.head.append(style);
    });
  }

  /** Says at the top of a report that its form was corrected. @param {object} report the screen */
  async offer(report) {
    const { sheet, container, heading } = report;
    const seen = await this.#carried(sheet);
    if (!seen) return;
    container.querySelector(".offer")?.remove();
    heading.before(offerOf(this.#app.tools, sheet, seen));
  }

  /** What stays and what changes between the two forms of a report; null where there is one only. */
  async #carried(sheet) {
    const { draft, visit, part } = sheet;
    const { moved_from: old } = draft;
    const moved = draft.form.version === visit.form.version;
    if (moved && !old) return null;
    const [from, to] = moved ? [await this.#app.form(old.form), sheet.form] : [sheet.form, await this.#app.form(visit.form)];
    const answers = moved ? old.answers : draft.answers;
    return { moved, answers, ...carry(from, to, answers, part.part) };
  }

  async #move(found) {
    const app = this.#app;
    const sheet = found && (await app.sheet(found));
    const seen = sheet && ["draft", "needs_attention"].includes(sheet.draft.state) && (await this.#carried(sheet));
    const further = await app.further();
    if (!seen) return further.screen("visit", found);
    const go = () => {
      history.replaceState(null, "", `#/report/${sheet.id}`);
      return app.show();
    };
    const words = further.words(sheet);
    return new Move(app.tools, sheet, seen, {
      said: (question) => {
        const { na, value, comment } = seen.answers[question.id];
        return [na ? app.say("not_applicable") : words(question, value), comment];
      },
      move: () => this.#moveTo(sheet, seen.moved ? sheet.draft.moved_from.form : found.visit.form).then(go),
      stay: () => (seen.moved ? go() : sheet.change((draft) => { draft.stayed = found.visit.form.version; }).then(go)),
    });
  }

  /** One write: the answers that mean the same on the other form, and beside them what was before. */
  async #moveTo(sheet, form) {
    const to = await this.#app.form(form);
    await sheet.change((draft) => {
      if (draft.form.version === form.version) return;
      const old = draft.moved_from?.form.version === form.version ? draft.moved_from : {};
      const { answers } = carry(sheet.form, to, draft.answers, sheet.part.part, old.answers);
      Object.assign(draft, {
        moved_from: { form: draft.form, answers: draft.answers, pressed: draft.pressed, before: old.form ? undefined : draft.moved_from },
        form, answers, pressed: [...new Set([...(old.pressed || []), ...draft.pressed])].filter((id) => answers[id]), checked: false, stayed: undefined,
      });
    }, { strict: true });
    this.#app.sheets.delete(sheet.id);
  }
}
