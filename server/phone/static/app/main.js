/** Puts the app together. It and its other half, further.js, are the only modules that know two others. */
import { wantsComment } from "./lib/comment.js";
import { evaluate } from "./lib/evaluate.js";
import { isWrongNow } from "./lib/plan.js";
import { speaker } from "./lib/say.js";
import { hasWork, stageOf } from "./lib/stage.js";
import { dayText, instantOf, localeFor, stampAt, wall, windowText } from "./lib/zone.js";
import { kit, settled } from "./store/db.js";
import { Records } from "./store/records.js";
import { Sheet, blankDraft } from "./store/sheet.js";
import { Choice, Moment, Reserved, Text } from "./ui/fields.js";
import { Frame, markOf } from "./ui/frame.js";
import { Question } from "./ui/question.js";
import { Report } from "./ui/report.js";
import { Visits } from "./ui/visits.js";

const FIELDS = { yes_no: Choice, scale: Choice, one: Choice, several: Choice, text: Text, time: Moment };
const CAMERA_AWAY = 60 * 60000;
const SILENT = 3000;
// Screens of the third part, care.js.
const CARE = ["phone", "move", "sent", "conflict", "discard"];

/** @param {Object<string, string|string[]>} words of one language, of the first screens */
export async function start(words) {
  // The first lines of the page have begun to open it; see early.js.
  let app = null;
  const records = Records.open(() => app?.elsewhere()).catch(() => null);
  const parsed = document.readyState === "loading" && new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  // In a page that was kept, program and data stand in front of all else. There the first clock of the
  // page, which takes longest, is made while the store opens.
  if (document.body) await parsed;
  else wall(0, "UTC");
  const opening = JSON.parse(document.getElementById("opening").textContent);
  app = new App(words, opening);
  app.open(records, parsed);
}

/**
 * The app: which screen is shown, and what every screen is handed.
 * @property {object|null} sync what the server said last of the shopper's visits
 * @property {string|null} who the shopper whose phone this is
 * @property {string|null} trouble "signed_out" where the server does not know us any more, "connect" where the phone keeps no visits yet
 */
class App {
  language = document.documentElement.lang;
  sheets = new Map();
  sync = null;
  who = null;
  trouble = null;
  #words;
  #screen = null;
  #turn = 0;
  #entered = false;
  #scrolled = 0;
  #coming = null;
  #further = null;
  #care = null;
  #stands;
  // What the first screen does not need comes when the screen is touched, or stands and is quiet.
  #used = new Promise((resolve) => {
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, resolve, { once: true });
    this.#stands = () => requestAnimationFrame(() => setTimeout(() => {
      // Made before the first answer needs it.
      wall(0, "UTC");
      setTimeout(resolve, 400);
    }));
  });

  constructor(words, opening) {
    this.#words = words;
    this.opening = opening;
    this.say = speaker(words);
    this.tools = this.#makeTools();
  }

  /** @param {Promise<Records|null>} records @param {Promise|false} parsed the page around the program */
  async open(records, parsed) {
    history.scrollRestoration = "manual";
    addEventListener("hashchange", () => this.records && this.show());
    addEventListener("scroll", () => this.#keepScroll(), { passive: true });
    const silent = setTimeout(() => this.#unblock(), SILENT);
    const [kept] = await Promise.all([records, parsed]);
    if (!kept) {
      clearTimeout(silent);
      return this.message("store_closed");
    }
    const [lock, camera] = await beginning(kept.db);
    clearTimeout(silent);
    this.records = lock ? await this.care().then((care) => care.unlocked(kept)).catch(() => null) : kept;
    if (!this.records) return this.message("not_loaded");
    await this.#meet(lock ? await this.records.fact("camera") : camera);
    await this.show(true);
    if (history.state?.again) history.replaceState(null, "");
    kept.db.made = false;
    // A language that was asked for is spoken at the next start too.
    if (location.search) globalThis.caches?.open("kit-using").then((using) => using.put("language", new Response(this.language))).catch(() => {});
    this.#stands();
    return this.#listen();
  }

  /**
   * The store does not answer. WebKit keeps a page that was left while it wrote, and with it all that
   * it was writing to; a new epoch closes it, on a busy phone not at once, and a page that is left
   * while its epoch is on its way holds up the next for good: so it gets long. Nothing is shown yet,
   * so nothing is lost here.
   */
  async #unblock() {
    const again = (history.state?.again || 0) + 1;
    if (again > 2) return this.message("not_loaded");
    history.replaceState({ again }, "");
    await Promise.race([kit.turn([], () => {}).catch(() => {}), new Promise((resolve) => setTimeout(resolve, 8000))]);
    return location.reload();
  }

  /** Whose phone this is now, and what is known of their visits: brought by the shell, or kept here. `camera`: where it was open when the page went away. */
  async #meet(camera) {
    const { sync } = this.opening;
    const told = /\bkit_shopper=([\w-]+)/.exec(document.cookie)?.[1];
    this.who = sync?.shopper.id || told || (await this.records.fact("shopper")) || null;
    this.sync = sync || (this.who && (await this.records.fact(`sync:${this.who}`))) || null;
    this.#backToCamera(camera);
    // Null: the server knows nobody. Kept shells say nothing of it, and only the server can.
    this.trouble = sync === null ? "signed_out" : this.sync ? null : "connect";
  }

  /** Where the system took the page away while the camera was open, this brings it back there. */
  #backToCamera(camera) {
    if (!camera) return;
    this.records.keepFact("camera", null);
    if (Date.now() - camera.at > CAMERA_AWAY || (location.hash.length > 2 && !camera.hash.startsWith(location.hash))) return;
    this.camera = camera;
    history.replaceState(null, "", camera.hash);
  }

  /** Another window sets or removes the lock: what is on its way is stored, and nothing after it. */
  async elsewhere() {
    for (const sheet of this.sheets.values()) await sheet.settled();
    this.message("lock_elsewhere");
  }

  #listen() {
    const awake = () => this.further().then((further) => further.awake(), () => {});
    // Where nothing can be shown before the server has been asked, it is asked at once.
    (this.sync ? this.#later() : this.further()).then(awake, () => {});
    for (const type of ["online", "focus"]) addEventListener(type, awake);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && awake());
  }

  /** Shows the screen that the address names; what did not come at once is asked for once more. */
  async show(first = false, once = true) {
    const [, name, submission, section, question] = location.hash.split("/");
    const turn = (this.#turn += 1);
    // One that is overtaken, by news that come in, leaves it to the next to say where the shopper is.
    this.#entered ||= !first;
    let screen;
    try {
      screen = await this.#make(name, this.find(submission) || (await this.#left(submission)), section, first && !question);
    } catch {
      if (once && turn === this.#turn) await new Promise((resolve) => setTimeout(resolve, 1000));
      if (turn !== this.#turn) return undefined;
      return once ? this.show(first, false) : this.message("not_loaded");
    }
    if (turn !== this.#turn) return screen.close?.();
    const entered = this.#entered || document.activeElement === this.#screen?.heading;
    this.#entered = false;
    this.#put(screen);
    const { scroll: top, at } = history.state || {};
    if (top || !question) scrollTo(0, top || 0);
    if (top && at) screen.bring?.(...at);
    if (!top && question) screen.reveal(question);
    else if (entered) screen.heading.focus({ preventScroll: true });
    return undefined;
  }

  #put(screen) {
    this.#screen?.close?.();
    this.#screen = screen;
    const inStore = screen.container.classList.contains("instore");
    document.documentElement.classList.toggle("black", inStore);
    document.title = this.say(inStore ? "clock" : "title");
    document.getElementById("app").replaceChildren(screen.container);
    this.#further?.shown(screen);
  }

  get screen() {
    return this.#screen;
  }

  async #make(name, found, section, first) {
    if (CARE.includes(name)) return (await this.care()).screen(name, found);
    if (!found) return this.#visits();
    if (name === "report") {
      const sheet = await this.sheet(found);
      if (stageOf(sheet.part, sheet.visit, sheet.stored).open) return this.#report(sheet, section, first);
    }
    return (await this.further()).screen(name, found);
  }

  /** @param {string} key of the sentence that says what is wrong */
  message(key) {
    const frame = this.tools.frame({ title: this.say("title"), back: "#/" });
    frame.message(this.say(key), this.say("load_again"), () => {
      history.replaceState(null, "");
      location.reload();
    });
    this.#put(frame);
  }

  /** The visit and the part that a submission reports. */
  find(submission) {
    for (const visit of this.sync?.visits || []) {
      const part = visit.parts.find((one) => one.submission === submission);
      if (part) return { visit, part };
    }
    return null;
  }

  /** The same of a draft whose visit has left the list. */
  async #left(submission) {
    const draft = submission && this.who && (await this.records.draft(this.who, submission));
    return draft?.seen ? gone(draft.seen) : null;
  }

  #keepScroll() {
    clearTimeout(this.#scrolled);
    this.#scrolled = setTimeout(() => history.replaceState({ scroll: Math.round(scrollY), at: this.#screen?.at }, ""), 150);
  }

  async #visits() {
    const drafts = this.who ? await this.records.drafts(this.who) : [];
    const draftOf = new Map(drafts.map((draft) => [draft.submission, draft]));
    const left = drafts.filter((draft) => draft.seen && draft.state !== "sent" && hasWork(draft) && !this.find(draft.submission)).map(({ seen }) => gone(seen));
    const listed = (this.sync?.visits || []).flatMap((visit) => visit.parts.map((part) => ({ visit, part, several: visit.parts.length > 1 })));
    const rows = [...listed, ...left].map((row) => ({ ...row, stage: stageOf(row.part, row.visit, draftOf.get(row.part.submission)) }));
    return new Visits(this.tools, { rows, warnings: this.#further?.warnings || [], trouble: this.trouble === "signed_out" && !this.who ? "nobody" : this.trouble, signIn: this.opening.signIn });
  }

  #report(sheet, section, first) {
    const fresh = first && !history.state?.scroll;
    const has = (id) => sheet.plan.pages.some((page) => page.section.id === id);
    if (has(section)) return new Report(this.tools, sheet, section, fresh);
    const { place } = sheet.draft;
    const there = has(place.section) ? place.section : sheet.plan.pages[0].section.id;
    // Who has gone elsewhere while the form came stays there.
    if (location.hash.startsWith(`#/report/${sheet.id}`)) history.replaceState(history.state, "", `#/report/${sheet.id}/${there}`);
    const again = there === place.section;
    const report = new Report(this.tools, sheet, there, fresh && !again);
    if (again && !history.state?.scroll) requestAnimationFrame(() => report.bring(place.question));
    return report;
  }

  shopper() {
    return this.who;
  }

  /** The open report of a part; one object, whichever screen looks at it. */
  async sheet({ visit, part }) {
    const held = this.sheets.get(part.submission);
    if (held) return held;
    const draft = (await this.records.draft(this.shopper(), part.submission)) || blankDraft({ shopper: this.shopper(), visit, part });
    // The draft's own: the visit's may have been corrected since, and the shopper decides about that.
    const form = await this.form(draft.form);
    // Two may have asked at once. The one that knows the visit as it is now stands.
    const since = this.sheets.get(part.submission);
    const now = this.find(part.submission);
    if (since && (!now || since.visit === now.visit)) return since;
    const sheet = new Sheet({ records: this.records, evaluate, moved: () => this.moved(part.submission) }, { visit, part, form, draft });
    this.sheets.set(part.submission, sheet);
    return sheet;
  }

  /** Another window has sent, discarded or reopened a report that is open here. */
  moved(submission) {
    this.sheets.delete(submission);
    this.further().then((further) => further.moved(submission), () => this.show());
  }

  /** A form, wherever it is. */
  async form(of) {
    const brought = this.opening.forms.find((form) => form.form === of.id && form.version === of.version);
    return brought || (await this.records.form(of, this.language)) || (await this.further()).form(of);
  }

  /** The other half of the app, with its words and its styles. */
  further() {
    this.#coming ||= this.#load().catch((error) => {
      this.#coming = null;
      throw error;
    });
    return this.#coming;
  }

  async #later() {
    if (!this.#further) await this.#used;
    return this.further();
  }

  async #load() {
    const style = document.createElement("link");
    const styled = new Promise((resolve, reject) => Object.assign(style, { rel: "stylesheet", onload: resolve, onerror: reject }));
    const { files } = this.opening;
    style.href = `${files}/further.css`;
    document.head.append(style);
    const [{ Further }, { more }] = await Promise.all([this.#program("further"), this.#table("more"), styled]);
    Object.assign(this.#words, more);
    this.#further = new Further(this);
    this.#screen?.refresh?.();
    this.#further.shown(this.#screen);
    return this.#further;
  }

  /** A later part of the app; what one brings, those after it need not bring again. */
  #program(name) {
    return import(`${this.opening.files}/app/${name}.js`);
  }

  /** A table of words. */
  #table(name) {
    return import(`${this.opening.files}/app/lib/${name}.${this.language}.js`);
  }

  /** What looks after the reports, with its words; it stands on the other half. */
  async care() {
    // The other half works with the records, so it comes when the lock is open.
    const [{ Care }, { care }] = await Promise.all([this.#program("further").then(() => this.#program("care")), this.#table("care"), this.records && this.further()]);
    Object.assign(this.#words, care);
    this.#care ||= new Care(this);
    return this.#care;
  }

  #makeTools() {
    const say = this.say;
    const locale = (store) => localeFor(this.language, store.locale);
    return {
      say, locale, isWrongNow, wall, wantsComment,
      signIn: this.opening.signIn,
      other: this.language === "es" ? { code: "en", name: "English" } : { code: "es", name: "Español" },
      // Kept with the person, so that the next start speaks it too; the link itself changes this page.
      keepLanguage: () => {
        const body = new URLSearchParams({ language: this.tools.other.code });
        fetch("/language", { method: "POST", body, headers: { "X-Kit": "1" }, keepalive: true, redirect: "manual" }).catch(() => {});
      },
      frame: (options) => new Frame(say, options),
      mark: markOf,
      windowOf: ({ window: between, store }) => windowText(between, store.zone, locale(store)),
      question: (question, sheet, on) => new Question(this.tools, question, sheet, on),
      field: (question, sheet, labelled, emit) => this.#field({ question, sheet, labelled, emit }),
      // Nothing can be wrong before the first touch, and the first touch brings the words for it.
      wrong: (sheet, problem) => this.#further?.wrong(sheet, problem),
      trouble: (problem) => this.#further?.trouble(problem),
      offer: (report) => this.#further?.offer(report),
    };
  }

  #field(ctx) {
    const { question, sheet } = ctx;
    const { store } = sheet.visit;
    const locale = this.tools.locale(store);
    Object.assign(ctx, { store, locale, say: this.say, zone: { dayText, instantOf, stampAt }, today: () => visitDay(sheet) });
    const own = FIELDS[question.kind];
    if (own) return new own(ctx);
    const held = sheet.draft.answers[question.id]?.value?.length || 0;
    return new Reserved(question.kind, held, this.#later().then((further) => further.field(ctx)));
  }
}

/**
 * The lock and the camera. Asked of all stores and as if to write, so that one that is held up shows
 * before anything else does: beside a page that was left while it read, others may read, but not write.
 */
async function beginning(db) {
  const read = (meta) => Promise.all(["lock", "camera"].map((name) => settled(meta.get(name))));
  return db.made ? [] : db.run(["meta", "drafts", "photos", "forms"], "readwrite", read);
}

/** What a draft remembers of a visit that is no longer in the list. */
function gone({ visit, part }) {
  return { visit: { ...visit, gone: true }, part };
}

/** The day of the visit on the store's calendar: of a stamp, or today within the window. */
function visitDay({ draft, form, visit, part: { window: { opens, closes } } }) {
  const { zone } = visit.store;
  const stamped = (form.in_store || []).map((id) => draft.answers[id]?.value?.at).find(Boolean);
  const within = Math.min(Math.max(Date.now(), Date.parse(opens)), Date.parse(closes) - 1000);
  return wall(stamped || within, zone).date;
}
