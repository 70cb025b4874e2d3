/** Puts the app together. It and its other half, further.js, are the only modules that know two others. */
import { evaluate } from "./lib/evaluate.js";
import { isWrongNow } from "./lib/plan.js";
import { speaker } from "./lib/say.js";
import { stageOf } from "./lib/stage.js";
import { wrongText } from "./lib/wrong.js";
import { instantOf, localeFor, stampAt, wall, windowText } from "./lib/zone.js";
import { Records } from "./store/records.js";
import { Sheet, blankDraft } from "./store/sheet.js";
import { Choice, Moment, Reserved, Text } from "./ui/fields.js";
import { Frame, markOf } from "./ui/frame.js";
import { Question } from "./ui/question.js";
import { Report } from "./ui/report.js";
import { Visits } from "./ui/visits.js";

const FIELDS = { yes_no: Choice, scale: Choice, one: Choice, several: Choice, text: Text, time: Moment };
const CAMERA_AWAY = 15 * 60000;

/** @param {Object<string, string|string[]>} words of one language */
export function start(words) {
  const opening = JSON.parse(document.getElementById("opening").textContent);
  new App(speaker(words), opening).open();
}

class App {
  #say;
  #opening;
  #language = document.documentElement.lang;
  #records = null;
  #sync = null;
  #trouble = null;
  #screen = null;
  #sheets = new Map();
  #tools;

  constructor(say, opening) {
    this.#say = say;
    this.#opening = opening;
    this.#tools = this.#makeTools();
  }

  async open() {
    history.scrollRestoration = "manual";
    addEventListener("hashchange", () => this.#show());
    addEventListener("scroll", () => this.#keepScroll(), { passive: true });
    this.#records = await Records.open().catch(() => null);
    if (!this.#records) return this.#put(this.#message(this.#say("store_closed")));
    await this.#begin();
    await this.#backToCamera();
    await this.#show(true);
    return this.#listen();
  }

  async #begin() {
    this.#sync = this.#opening.sync || (await this.#records.fact("sync")) || null;
    if (!this.#opening.sync) this.#trouble = "signed_out";
    else setTimeout(() => this.#keepOpening(), 300);
  }

  /** Keeps what the shell brought, so that the next start needs no network for it. */
  async #keepOpening() {
    await this.#records.keepFact("sync", this.#sync);
    for (const form of this.#opening.forms) await this.#records.keepForm(form);
  }

  /** Where the system took the page away while the camera was open, this brings it back there. */
  async #backToCamera() {
    const camera = await this.#records.fact("camera");
    if (!camera) return;
    this.#records.keepFact("camera", null);
    const astray = !location.hash || location.hash === "#/";
    if (astray && Date.now() - camera.at < CAMERA_AWAY) history.replaceState(null, "", camera.hash);
  }

  /** What is not needed for the first screen comes once the first screen is in use. */
  #listen() {
    const awake = async () => this.#sync && (await this.#further().catch(() => null))?.awake();
    const once = { once: true, passive: true };
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => this.#further().catch(() => {}), once);
    setTimeout(awake, 5000);
    addEventListener("online", awake);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && awake());
  }

  // ---- which screen

  async #show(first = false) {
    const [, name = "", submission, section, question] = location.hash.split("/");
    const ticket = (this.#ticket = {});
    let screen;
    try {
      screen = await this.#make(name, submission, section);
    } catch {
      screen = this.#message(this.#say("not_loaded"));
    }
    if (ticket !== this.#ticket) return screen.close?.();
    this.#put(screen);
    const top = history.state?.scroll;
    if (top || !question) scrollTo(0, top || 0);
    if (!top && question) screen.reveal?.(question);
    else if (!first) screen.heading?.focus({ preventScroll: true });
    return undefined;
  }

  #ticket = null;

  #put(screen) {
    this.#screen?.close?.();
    this.#screen = screen;
    const inStore = screen.container.classList.contains("instore");
    document.documentElement.classList.toggle("black", inStore);
    document.title = this.#say(inStore ? "clock" : "title");
    document.getElementById("app").replaceChildren(screen.container);
  }

  async #make(name, submission, section) {
    const found = submission && this.#find(submission);
    if (!found) return this.#visits();
    const further = name === "report" ? null : await this.#further();
    if (name === "visit" || !["store", "report", "not-done", "review", "read", "send"].includes(name)) return further.brief(found);
    if (name === "send") return this.#sending(further, found);
    const sheet = await this.#sheet(found);
    const open = isOpen(sheet);
    if (name === "read" || (name === "review" && open)) return further.review(sheet, open && name === "review");
    if (!open) return (await this.#further()).brief(found);
    if (name === "store") return further.inStore(sheet);
    return name === "not-done" ? further.notDone(sheet) : this.#report(sheet, section);
  }

  async #go(address) {
    history.replaceState(null, "", address);
    await this.#show();
  }

  #find(submission) {
    for (const visit of this.#sync?.visits || []) {
      const part = visit.parts.find((one) => one.submission === submission);
      if (part) return { visit, part };
    }
    return null;
  }

  #keepScroll() {
    clearTimeout(this.#scrolled);
    this.#scrolled = setTimeout(() => history.replaceState({ ...history.state, scroll: Math.round(scrollY) }, ""), 150);
  }

  #scrolled = 0;

  #message(text) {
    const frame = new Frame(this.#say, { title: this.#say("title"), back: location.hash.length > 2 ? "#/" : undefined });
    frame.message(text, this.#say("load_again"), () => location.reload());
    return frame;
  }

  // ---- the first screens; the others are in further.js

  async #visits() {
    const drafts = this.#sync ? await this.#records.drafts(this.#shopper()) : [];
    const draftOf = new Map(drafts.map((draft) => [draft.submission, draft]));
    const rows = (this.#sync?.visits || []).flatMap((visit) => visit.parts.map((part) => ({
      visit, part, several: visit.parts.length > 1, stage: stageOf(part, visit, draftOf.get(part.submission)),
    })));
    const trouble = this.#trouble && this.#say(`trouble_${this.#trouble}`);
    return new Visits(this.#tools, { rows, trouble, signIn: this.#trouble ? this.#opening.signIn : null });
  }

  #report(sheet, section) {
    const has = (id) => sheet.plan.pages.some((page) => page.section.id === id);
    if (has(section)) return new Report(this.#tools, sheet, section);
    const { place } = sheet.draft;
    const there = has(place.section) ? place.section : sheet.plan.pages[0].section.id;
    history.replaceState(history.state, "", `#/report/${sheet.id}/${there}`);
    const report = new Report(this.#tools, sheet, there);
    if (there === place.section && !history.state?.scroll) requestAnimationFrame(() => report.bring(place.question));
    return report;
  }

  async #sending(further, found) {
    const draft = await this.#records.draft(this.#shopper(), found.part.submission);
    return draft && draft.state !== "draft" ? further.sending(found, draft) : further.brief(found);
  }

  // ---- the report that is open

  #shopper() {
    return this.#sync.shopper.id;
  }

  async #sheet({ visit, part }) {
    const held = this.#sheets.get(part.submission);
    if (held) return held;
    const [kept, form] = await Promise.all([this.#records.draft(this.#shopper(), part.submission), this.#form(visit.form)]);
    const draft = kept || this.#blank({ visit, part });
    const sheet = new Sheet({ records: this.#records, evaluate }, { visit, part, form, draft });
    this.#sheets.set(part.submission, sheet);
    return sheet;
  }

  #blank(found) {
    return blankDraft({ shopper: this.#shopper(), ...found });
  }

  async #form(of) {
    const fits = (form) => form?.form === of.id && form.version === of.version;
    const brought = this.#opening.forms.find(fits) || (await this.#records.form(of, this.#language));
    if (brought) return brought;
    const form = await (await this.#further()).form(of);
    if (!fits(form)) throw new Error("the form did not come");
    this.#opening.forms.push(form);
    await this.#records.keepForm(form);
    return form;
  }

  // ---- the other half of the app

  async #further() {
    this.#coming ||= import("./further.js").then(({ Further }) => new Further({
      records: this.#records, language: this.#language, app: this.#opening.app, tools: this.#tools, stageOf,
      shopper: () => this.#shopper(),
      blank: (found) => this.#blank(found),
      asked: async (draft) => (await this.#sheet(this.#find(draft.submission))).asked,
      go: (address) => this.#go(address),
      told: (draft, progress) => this.#told(draft, progress),
      synced: (sync) => this.#synced(sync),
      reopened: (submission, could) => this.#reopened(submission, could),
    }));
    this.#coming.catch(() => { this.#coming = null; });
    return this.#coming;
  }

  #coming = null;

  /** The sender has stored something: an open copy of the record is out of date. */
  #told(draft, progress) {
    const sheet = this.#sheets.get(draft.submission);
    if (sheet) sheet.draft = draft;
    if (location.hash === `#/send/${draft.submission}`) this.#screen.show?.(draft, progress);
  }

  /** @param {object|"signed_out"} sync what the server says now */
  #synced(sync) {
    this.#trouble = sync === "signed_out" ? sync : null;
    if (sync !== "signed_out") this.#sync = sync;
    for (const [submission, sheet] of this.#sheets) Object.assign(sheet, this.#find(submission));
    if (/^(#\/?)?$|^#\/visit\//.test(location.hash)) this.#show(true);
  }

  #reopened(submission, could) {
    this.#sheets.delete(submission);
    if (could) location.hash = `#/report/${submission}`;
    else this.#put(this.#message(this.#say("not_loaded")));
  }

  // ---- what every screen is handed

  #makeTools() {
    const say = this.#say;
    const locale = (store) => localeFor(this.#language, store.locale);
    return {
      say, locale, isWrongNow, wall,
      signIn: this.#opening.signIn,
      other: this.#language === "es" ? { code: "en", name: "English" } : { code: "es", name: "Español" },
      frame: (options) => new Frame(say, options),
      mark: markOf,
      stampNow: (zone) => stampAt(Date.now(), zone),
      zoneName: (zone) => zone.split("/").at(-1).replaceAll("_", " "),
      windowOf: ({ window: between, store }) => windowText(between, store.zone, locale(store)),
      question: (question, sheet, on) => new Question(this.#tools, question, sheet, on),
      field: (question, sheet, labelled, emit) => this.#field({ question, sheet, labelled, emit }),
      wrong: (sheet, problem) => this.#wrong(sheet, problem),
      trouble: (problem) => this.#refused(problem),
      showSaved: (frame, sheet) => frame.showSaved(sheet),
    };
  }

  #refused({ code, detail }) {
    const sentence = this.#say(`refused_${code}`);
    return sentence === `refused_${code}` ? detail || this.#say("refused_other") : sentence;
  }

  #wrong(sheet, problem) {
    const { currency } = sheet.visit.store;
    const money = new Intl.NumberFormat(this.#tools.locale(sheet.visit.store), { style: "currency", currency });
    const places = money.resolvedOptions().maximumFractionDigits;
    return wrongText(problem, sheet.question(problem.question), {
      say: this.#say, textOf: (id) => sheet.question(id)?.text || id, money: (minor) => money.format(minor / 10 ** places),
    });
  }

  #field({ question, sheet, labelled, emit }) {
    const { store } = sheet.visit;
    const ctx = {
      question, sheet, labelled, emit, store, say: this.#say,
      zone: { instantOf, stampAt, wall }, today: () => visitDay(sheet),
    };
    const own = FIELDS[question.kind];
    if (own) return new own(ctx);
    const held = sheet.draft.answers[question.id]?.value?.length || 0;
    return new Reserved(question.kind, held, this.#further().then((further) => further.field(ctx)));
  }
}

function isOpen({ draft, part, visit }) {
  return stageOf(part, visit, draft).open;
}

/** The day of the visit on the store's calendar: of a stamp, or today within the window. */
function visitDay({ draft, form, visit }) {
  const { zone } = visit.store;
  const stamped = (form.in_store || []).map((id) => draft.answers[id]?.value?.at).find(Boolean);
  const within = Math.min(Math.max(Date.now(), Date.parse(visit.window.opens)), Date.parse(visit.window.closes));
  return wall(stamped || within, zone).date;
}
