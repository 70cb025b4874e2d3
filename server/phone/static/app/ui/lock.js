import { el } from "./dom.js";

const LEAST = 8;

/** The lock of this phone: set, changed, removed, closed. */
export class LockPanel {
  #say;
  #acts;
  #box = el("div");

  /**
   * @param {object} tools
   * @param {"insecure"|"none"|"set"} state
   * @param {{set: Function, change: Function, remove: Function, now: () => Promise<boolean>}} acts
   *   each resolves with false where the passphrase is not the one
   */
  constructor({ say }, state, acts) {
    this.#say = say;
    this.#acts = acts;
    this.container = el("section.panel", {}, el("h2", {}, say("lock_title")), el("p", {}, say(`lock_is_${state}`)), this.#box);
    if (state === "none") this.#none();
    if (state === "set") this.#set();
  }

  #none() {
    const say = this.#say;
    const before = el("div", {}, ["lock_guess", "lock_final", "lock_early"].map((key) => el("p.point", {}, say(key))));
    this.#fold("lock_set", [before, new Passphrase(say, ["lock_new", "lock_again"], "lock_set", ([passphrase]) => this.#acts.set(passphrase)).container]);
  }

  #set() {
    const say = this.#say;
    const now = el("button.button.primary", { type: "button", on: { click: async () => {
      if (!(await this.#acts.now())) now.after(el("p.trouble", { role: "alert" }, say("lock_unsaved")));
    } } }, say("lock_now"));
    this.#box.append(el("div.panel-acts", {}, now));
    this.#fold("lock_change", [new Passphrase(say, ["lock_old", "lock_new", "lock_again"], "lock_change", ([before, after]) => this.#acts.change(before, after)).container]);
    this.#fold("lock_remove", [el("p", {}, say("lock_remove_means")), new Passphrase(say, ["lock_old"], "lock_remove", ([passphrase]) => this.#acts.remove(passphrase)).container]);
  }

  #fold(key, content) {
    this.#box.append(el("details.fold", {}, el("summary", {}, this.#say(key)), content));
  }
}

// What is said where nothing is wrong.
const CALM = ["lock_working", "lock_done"];

/** The first screen of a locked phone. */
export class Unlock {
  /**
   * @param {object} tools
   * @param {number} reports how many the phone holds
   * @param {{unlock: (passphrase: string) => Promise<boolean>, erase: () => Promise<void>}} acts
   */
  constructor(tools, reports, acts) {
    const { say } = tools;
    this.frame = tools.frame({ title: say("title") });
    this.container = this.frame.container;
    this.heading = el("h1", { tabIndex: -1 }, say("locked_title"));
    const form = new Passphrase(say, ["lock_old"], "lock_open", ([passphrase]) => acts.unlock(passphrase));
    const erase = el("button.button", { type: "button", on: { click: () => {
      if (erase.dataset.sure) acts.erase();
      erase.dataset.sure = "yes";
      erase.textContent = say("forgot_sure", { n: reports });
      // A finger that presses twice has not read the question.
      erase.disabled = true;
      setTimeout(() => { erase.disabled = false; }, 1500);
    } } }, say("forgot_erase"));
    this.frame.body.append(this.heading, el("p.lead", {}, say("locked_lead")), form.container,
      el("details.fold", {}, el("summary", {}, say("forgot")), el("p", {}, say("forgot_means", { n: reports })), el("div.panel-acts", {}, erase)));
  }
}

/** Fields for passphrases, checked, with one button. */
export class Passphrase {
  #say;
  #fields;
  #status = el("p.trouble", { role: "status" });

  /** @param {string[]} names of the fields @param {string} button @param {(words: string[]) => Promise<boolean|string>} act or the name of the sentence to say */
  constructor(say, names, button, act) {
    this.#say = say;
    this.#fields = names.map((name) => ({ name, input: el("input.line", { type: "password", required: true }) }));
    const shown = el("input", { type: "checkbox", on: { change: () => this.#fields.forEach(({ input }) => { input.type = shown.checked ? "text" : "password"; }) } });
    const press = el(`button.button${button === "lock_open" ? ".primary" : ""}`, { type: "submit" }, say(button));
    this.container = el("form.passphrase", { noValidate: true, on: { submit: (event) => {
      event.preventDefault();
      this.#press(press, act);
    } } },
      this.#fields.map(({ name, input }) => el("label", {}, el("span.field-label", {}, say(name)), input)),
      el("label.shown", {}, shown, say("lock_show")), this.#status, el("div.panel-acts", {}, press));
  }

  async #press(button, act) {
    const wrong = this.#wrong();
    if (wrong) return this.#tell(wrong);
    button.disabled = true;
    this.#tell("lock_working");
    const done = await act(this.#fields.map(({ input }) => input.value)).catch(() => null);
    button.disabled = false;
    this.#tell(typeof done === "string" ? done : done ? "lock_done" : done === null ? "lock_failed" : "lock_wrong");
    if (done === false) this.#fields[0].input.select();
    return undefined;
  }

  #tell(key) {
    this.#status.className = CALM.includes(key) ? "muted" : "trouble";
    this.#status.textContent = this.#say(key);
  }

  #wrong() {
    const value = (name) => this.#fields.find((field) => field.name === name)?.input.value;
    const fresh = value("lock_new");
    if (fresh === undefined) return null;
    if ([...fresh].length < LEAST) return "lock_short";
    return value("lock_again") === fresh ? null : "lock_differ";
  }
}
