/**
 * The fourth part of main.js: moments logged outside a visit. It comes when one is opened, with words
 * of its own. Like main.js it knows the others so that they need not know each other.
 */
import { evaluate } from "./lib/evaluate.js";
import { newId } from "./lib/ids.js";
import { blankMoment, daysOf, momentEnvelope, momentForm, storeNamed, storesOf } from "./lib/moment.js";
import { speaker } from "./lib/say.js";
import { dayText, stampAt } from "./lib/zone.js";
import { Sheet } from "./store/sheet.js";
import { Logged, Moment } from "./ui/moment.js";

const ID = /^[0-9a-f-]{36}$/;

export class Moments {
  #app;
  #say;
  #tools;
  // What was discarded while this page is open.
  #gone = new Map();

  /** @param {object} app see main.js @param {Object<string, string|string[]>} words of its own */
  constructor(app, words) {
    const own = speaker(words);
    this.#app = app;
    this.#say = (key, args) => (key in words ? own(key, args) : app.say(key, args));
    this.#tools = { ...app.tools, say: this.#say };
  }

  /** The bytes of a moment. */
  envelope(draft, by) {
    return momentEnvelope(draft, by);
  }

  /** @param {string} id of the moment, "new" for one that is not begun @returns {Promise<object>} a screen */
  async screen(id) {
    const submission = ID.test(id) ? id : begun();
    if (this.#gone.has(submission)) return this.#goneScreen(submission);
    const sheet = await this.#sheet(submission);
    if (sheet.draft.state !== "draft") return this.#logged(sheet);
    return new Moment(this.#tools, sheet, { log: () => this.#log(sheet), discard: () => this.#discard(sheet) });
  }

  get #stores() {
    return storesOf(this.#app.sync?.visits || [], Date.now());
  }

  async #sheet(submission) {
    const { records, sheets, who, language } = this.#app;
    const held = sheets.get(submission);
    if (held) return held;
    const blank = async () => blankMoment({ shopper: who, submission, now: stampAt(Date.now(), zoneHere()), clock: (await records.fact("clock")) || null });
    const draft = (await records.draft(who, submission)) || (await blank());
    // Two may have asked at once.
    const since = sheets.get(submission);
    if (since) return since;
    const days = daysOf(draft.started).map((id) => ({ id, text: dayText(`${id}T12:00:00Z`, "UTC", language) }));
    const chosen = draft.answers.store?.value;
    const stores = [...this.#stores].sort((a, b) => (b.code === chosen) - (a.code === chosen));
    const form = momentForm(this.#say, { stores, days });
    const visit = { id: null, facts: {}, store: { zone: zoneHere(), locale: navigator.language, currency: "USD" } };
    const sheet = new Sheet({ records, evaluate, moved: () => this.#app.moved(submission) }, { visit, part: { part: "episode", submission }, form, draft });
    sheets.set(submission, sheet);
    return sheet;
  }

  async #log(sheet) {
    const further = await this.#app.further();
    const named = storeNamed(sheet.draft.answers.store_name?.value, this.#stores);
    if (named && sheet.asked.includes("store_name")) await sheet.answer("store", (answer) => { answer.value = named.code; });
    await further.queue(sheet);
    history.replaceState(null, "", "#/");
    await this.#app.show();
    further.desk.send(sheet.draft);
  }

  /** What is logged can be taken back until it has arrived. */
  async #recalled(sheet) {
    const { desk } = await this.#app.further();
    await sheet.settled();
    const now = await desk.recall(sheet.draft);
    this.#app.sheets.delete(sheet.id);
    return now || sheet.draft;
  }

  async #edit(sheet) {
    await this.#recalled(sheet);
    return this.#app.show();
  }

  /** Gone from this phone; as long as this page is open, it can be brought back as it was. */
  async #discard(sheet) {
    const { records } = this.#app;
    const now = await this.#recalled(sheet);
    if (now.state === "sent") return this.#app.show();
    await records.forget(now.shopper, now.submission);
    this.#gone.set(now.submission, now);
    return this.#app.show();
  }

  #goneScreen(submission) {
    const { records } = this.#app;
    const say = this.#say;
    const undo = async () => {
      await records.restore(this.#gone.get(submission), []);
      this.#gone.delete(submission);
      await this.#app.show();
    };
    const seen = { title: say("moment_gone"), lead: say("moment_gone_lead"), words: "", trouble: false, number: null };
    return new Logged(this.#tools, seen, { undo });
  }

  #refused(problem) {
    const key = `refused_${problem.code}`;
    const own = this.#say(key);
    return own === key ? this.#app.tools.trouble(problem) : own;
  }

  #logged(sheet) {
    const say = this.#say;
    const { draft } = sheet;
    const { state, problem, receipt, answers } = draft;
    const refused = state === "needs_attention";
    const seen = {
      title: say(`sin_${answers.kind?.value}_name`), words: (answers.words || answers.praise)?.value || "",
      lead: refused ? this.#refused(problem) : say(`moment_lead_${state === "sent" ? state : problem?.code || "waiting"}`),
      trouble: refused, number: state === "sent" ? receipt.number : null,
    };
    if (state === "sent") return new Logged(this.#tools, seen, {});
    // What has arrived before it was changed stays as it was.
    const edit = problem?.code === "episode_conflict" ? undefined : () => this.#edit(sheet);
    return new Logged(this.#tools, seen, { edit, discard: () => this.#discard(sheet) });
  }
}

/**
 * The id of a moment that is not begun. While its screen came, news may have asked for it again, and
 * the shopper may have gone elsewhere: the address says so, and only its first id stands.
 */
function begun() {
  const [, , kind, named] = location.hash.split("/");
  if (kind !== "moment") return newId();
  if (ID.test(named)) return named;
  const id = newId();
  history.replaceState(null, "", `#/phone/moment/${id}`);
  return id;
}

/** The zone of this phone; a moment need not be at a store whose zone is known. */
function zoneHere() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
