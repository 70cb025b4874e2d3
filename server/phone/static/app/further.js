/**
 * The other half of main.js: what is not needed until the first screen is in use, in one file of
 * its own. Like main.js it knows the others so that they need not know each other.
 */
import { bytesText, moneyInput, moneyText, parseDuration, parseMoney, parseNumber, placesOf, signOf } from "./lib/amounts.js";
import { envelopeOf } from "./lib/envelope.js";
import { evaluate } from "./lib/evaluate.js";
import { takenAt } from "./lib/exif.js";
import { newId } from "./lib/ids.js";
import { judge, SMALL } from "./lib/room.js";
import { base64, digestOf, hex } from "./lib/sha256.js";
import { answerText } from "./lib/spoken.js";
import { hasWork, isConflict, stageOf } from "./lib/stage.js";
import { troubleText, wrongText } from "./lib/wrong.js";
import { instantOf, momentText, stampAt, wall, zoneName } from "./lib/zone.js";
import { LaterParts } from "./later.js";
import { ask } from "./net/api.js";
import { isMoment, onItsWay, progressOf } from "./net/decide.js";
import { Desk } from "./net/desk.js";
import { Sender } from "./net/sender.js";
import { Darkroom } from "./store/darkroom.js";
import { deviceOf, introduce } from "./store/device.js";
import { bringForm, keepForms } from "./store/forms.js";
import { Place } from "./store/place.js";
import { Room } from "./store/room.js";
import { blankDraft } from "./store/sheet.js";
import { press, stampsOf, unpress } from "./store/stamps.js";
import { Versions } from "./store/versions.js";
import { Brief } from "./ui/brief.js";
import { InStore } from "./ui/instore.js";
import { addMoments } from "./ui/moments.js";
import { showMoved } from "./ui/moved.js";
import { Length, Quantity } from "./ui/measures.js";
import { News } from "./ui/news.js";
import { NotDone } from "./ui/notdone.js";
import { Outbox } from "./ui/outbox.js";
import { Photos, picture } from "./ui/photos.js";
import { PlacePanel } from "./ui/place.js";
import { Review } from "./ui/review.js";
import { Sending } from "./ui/sending.js";

/** @typedef {{visit: object, part: object}} Found */

// The address of the list of visits.
const LIST = /^(#\/?)?$/;

export class Further {
  #app;
  #desk;
  #sender;
  #outbox = null;
  // The record that is being sent just now, and how far it is.
  #moving = [];
  #room;
  #kept = false;
  #later;
  #news = new News();
  #fetching = null;
  // What arrived while this page is open is still listed, so that nobody wonders where it went.
  #arrived = new Set();
  /** Sentences for the list of visits: what is at risk on this phone. */
  warnings = [];

  /** @param {object} app see main.js */
  constructor(app) {
    this.#app = app;
    const { records, language } = app;
    this.versions = new Versions(app.opening.app, language);
    this.#later = new LaterParts(app);
    this.moved = (submission) => showMoved(app, submission);
    addEventListener("hashchange", () => LIST.test(location.hash) && this.#settle());
    const sender = this.#sender = new Sender({
      records, ask,
      tell: (draft, progress) => this.#told(draft, progress),
      envelope: (draft) => this.#envelope(draft),
      digest: async (bytes) => {
        const digest = await digestOf(bytes);
        return { hex: hex(digest), base64: base64(digest) };
      },
    });
    this.#room = new Room(records, async () => (app.who ? records.drafts(app.who) : []));
    addEventListener("change", () => setTimeout(() => this.#room.ask().catch(() => {}), 1000));
    this.#desk = new Desk({
      records, sender, ask, language, shopper: () => app.shopper(),
      tell: (draft) => this.#told(draft, null), synced: (sync) => this.#synced(sync),
    });
  }

  /** Sends what waits, and knows what was sent. */
  get desk() {
    return this.#desk;
  }

  /** A screen stands: the list of visits is followed while something is on its way. */
  shown(screen) {
    this.#outbox = screen?.waits ? this.#outboxOf(screen) : null;
    if (screen?.rows) this.#listed(screen).catch(() => {});
    this.#later.show(screen);
    const [draft, progress] = this.#moving;
    if (draft) this.#outbox?.show(draft, progress);
    if (draft && location.hash === `#/send/${draft.submission}`) screen?.show?.(draft, progress);
  }

  #outboxOf(screen) {
    const { tools, language } = this.#app;
    return new Outbox(tools, screen, { bytes: (count) => bytesText(count, language), progress: progressOf, go: () => this.#desk.sendNow().then((waits) => this.#outbox?.tried(waits), () => {}) });
  }

  /** What is new among the visits; below them, what was logged outside them and is not sent yet. */
  async #listed(screen) {
    const { records, tools, who, sync } = this.#app;
    if (!who) return;
    if (sync) this.#news.show(screen, sync, this.#app).catch(() => {});
    const drafts = (await records.drafts(who)).filter((draft) => isMoment(draft) && (draft.state !== "sent" || this.#arrived.has(draft.submission)));
    if (screen !== this.#app.screen) return;
    addMoments(tools, screen, drafts);
    if (drafts.some(onItsWay)) this.#outbox ||= this.#outboxOf(screen);
  }

  /** What the browser says of the place where the reports are, judged. */
  async room() {
    const seen = await this.#room.look();
    return { seen, judged: judge(seen), free: seen.free === null ? null : bytesText(seen.free, this.#app.tools.locale({ locale: navigator.language })) };
  }

  /** Remembers this use of the app, and warns on the list of visits where what is unsent may be lost. */
  async #lookAround() {
    await this.#room.ask();
    const { seen, judged } = await this.room();
    const now = judged.warning ? [this.#app.say(`warn_${judged.warning}`, { n: seen.unsent, days: judged.days })] : [];
    if (!isSecureContext) now.push(this.#app.say("warn_insecure"));
    if (now.join() === this.warnings.join()) return;
    this.warnings = now;
    if (LIST.test(location.hash)) this.#app.show(true);
  }

  /** What is unsent has changed: a warning stands only while it is true, and a newer version may open. */
  #settle() {
    this.#lookAround().catch(() => {});
    this.renew().catch(() => {});
  }

  /** The page is in front, or the network is back: keep what came, send what waits, ask what is new. */
  async awake() {
    if ((await this.#later.open().catch(() => false)) && LIST.test(location.hash)) this.#app.show(true);
    // Neither may stand in the way of sending: it is what makes room.
    await this.#keepOpening().catch(() => {});
    await this.#room.opened().catch(() => {});
    await this.#lookAround().catch(() => {});
    this.versions.look(() => this.renew().catch(() => {})).catch(() => {});
    await this.#desk.awake();
    await this.renew();
  }

  /**
   * Lets the newest version open from now on, unless a report is half filled: its code stays as it
   * is. Whoever looks at their visits is in nobody's way, and gets it now.
   */
  async renew() {
    const { records, sheets } = this.#app;
    const { versions } = this;
    const { using, newest } = await versions.state();
    if (!newest || (newest === using && newest === versions.running)) return;
    const half = (draft) => ["waiting", "sending", "needs_attention"].includes(draft.state) || (draft.state === "draft" && hasWork(draft));
    if ((await records.everybodys()).some(half)) return;
    if (newest !== using) await versions.use(newest);
    const quiet = LIST.test(location.hash) && [...sheets.values()].every(({ saved }) => saved === "saved");
    // To load again would lock a phone that has just been unlocked.
    if (quiet && !(await records.fact("lock")) && versions.opens(newest)) location.reload();
  }

  /** Keeps what the shell brought, so that the next start needs no network for it. */
  async #keepOpening() {
    const { records, opening, sync } = this.#app;
    if (this.#kept || !opening.sync) return;
    this.#kept = true;
    await records.keepFact(`sync:${sync.shopper.id}`, sync);
    await records.keepFact("shopper", sync.shopper.id);
    for (const form of opening.forms) await records.keepForm(form);
  }

  /** @param {string} name of the screen @param {Found} found @returns {Promise<object>} a screen */
  async screen(name, found) {
    const sheet = name === "visit" ? null : await this.#app.sheet(found);
    const open = sheet && stageOf(sheet.part, sheet.visit, sheet.stored).open;
    if (name === "send" && sheet.draft.state !== "draft") return this.#sending(sheet);
    if (name === "read" && !["draft", "needs_attention"].includes(sheet.draft.state)) return this.#review(sheet, false);
    if (open && name === "review") return this.#review(sheet, true);
    if (open && name === "store") return this.#inStore(sheet);
    if (open && name === "not-done") return new NotDone(this.#app.tools, sheet, { send: () => this.#send(sheet, sheet.draft.outcome) });
    return this.#brief(found);
  }

  async #brief({ visit, part }) {
    const { records, tools } = this.#app;
    const draft = await records.draft(this.#app.shopper(), part.submission);
    // Without a network the form may not be there yet, and then nothing else of it is, either.
    const form = await this.#app.form(visit.form).catch(() => null);
    const named = { ...tools, zoneName: (store) => zoneName(store.zone, tools.locale(store)) };
    return this.#placeAsked({ visit, part }, draft, new Brief(named, { ...this.#later.told({ visit, part }), visit, part, draft, stage: stageOf(part, visit, draft), begun: hasWork(draft), conflict: isConflict(draft), together: form?.aggregate_of, correct: () => this.#correct(visit, part) }));
  }

  /** The question on the way to a store whether its distance may be told. */
  async #placeAsked({ visit, part }, draft, brief) {
    const { name, open } = stageOf(part, visit, draft);
    if (open && draft) this.offer(Object.assign(brief, { sheet: await this.#app.sheet({ visit, part }) }));
    const onTheWay = open && !part.opening && ["to_do", "begun"].includes(name) && !draft?.pressed.length;
    if (onTheWay && (await new Place(this.#app.records, stampAt).asks(visit.store))) brief.frame.body.querySelector(".facts").before((await this.place(true)).container);
    return brief;
  }

  /** @param {boolean} [once] @returns {Promise<PlacePanel>} what the shopper said of telling the distance */
  async place(once) {
    const place = new Place(this.#app.records, stampAt);
    return new PlacePanel(this.#app.tools, { once, consent: await place.consent(), choose: (consent) => place.choose(consent) });
  }

  #inStore(sheet) {
    const place = new Place(this.#app.records, stampAt);
    return new InStore(this.#app.tools, sheet, {
      questions: stampsOf(sheet.form, sheet.part.part, sheet.asked),
      press: (question) => {
        const stamp = stampAt(Date.now(), sheet.visit.store.zone);
        const stored = press(sheet, question, stamp);
        if (sheet.draft.started === stamp) place.note(sheet, stamp).catch(() => {});
        return stored;
      },
      unpress: () => unpress(sheet),
    });
  }

  /** An answer of a report in words. @returns {(question: object, value: any) => string} */
  words({ visit: { store } }) {
    const { say, locale: localeOf } = this.#app.tools;
    const locale = localeOf(store);
    const means = { say, locale, moment: (at) => wall(at, store.zone).time, money: (minor) => moneyText(minor, store.currency, locale) };
    return (question, value) => answerText(question, value, means);
  }

  /** Says on a report that its form was corrected, where it was. */
  offer(report) {
    const { draft, visit } = report.sheet || {};
    if (draft && (draft.form.version !== visit.form.version || draft.moved_from)) this.#app.care().then((care) => care.offer(report)).catch(() => {});
  }

  /** An address of a photo's thumbnail, where the phone has it. */
  thumb(submission, sha256) {
    return this.#darkroom().thumbAddress(submission, sha256);
  }

  #review(sheet, open) {
    const { tools } = this.#app;
    if (open && !sheet.draft.checked) sheet.change((draft) => { draft.checked = true; });
    const darkroom = this.#darkroom();
    return new Review(tools, sheet, {
      send: open ? () => this.#send(sheet, "done") : undefined,
      answerText: this.words(sheet),
      picture: (sha256, alt) => picture(tools.say, alt, darkroom.thumbAddress(sheet.id, sha256)),
    });
  }

  #sending(sheet) {
    const { tools } = this.#app;
    const { store } = sheet.visit;
    const locale = tools.locale(store);
    const screen = new Sending(tools, sheet, {
      again: () => this.#desk.send(sheet.draft), conflict: isConflict, progress: progressOf, bytes: (count) => bytesText(count, locale),
      moment: (at) => momentText(at, store.zone, locale),
    });
    this.#desk.send(sheet.draft);
    return screen;
  }

  /** @param {object} ctx what every field is handed, see ui/fields.js @returns {object} a field */
  field(ctx) {
    const { question, store } = ctx;
    switch (question.kind) {
      case "photo": return this.#photos(ctx);
      case "duration": return new Length({ ...ctx, parse: parseDuration });
      case "number": return new Quantity({ ...ctx, parse: parseNumber, write: String, whole: !question.decimals });
      default: return this.#money(ctx, placesOf(store.currency));
    }
  }

  #photos(ctx) {
    const { camera } = this.#app;
    const lost = camera?.hash.includes(ctx.sheet.id) && camera.hash.endsWith(`/${ctx.question.id}`);
    const little = async () => {
      const free = await this.#room.free();
      return free !== null && free < SMALL ? bytesText(free, ctx.locale) : null;
    };
    return new Photos({ ...ctx, lost, little, found: () => { this.#app.camera = null; }, photos: this.#darkroom() });
  }

  #money(ctx, places) {
    const sign = signOf(ctx.store.currency, this.#app.tools.locale(ctx.store));
    return new Quantity({ ...ctx, sign, parse: (text) => parseMoney(text, places), write: (minor) => moneyInput(minor, places) });
  }

  /** What is wrong with an answer, in words. */
  wrong(sheet, problem) {
    const { say, locale } = this.#app.tools;
    const { store } = sheet.visit;
    return wrongText(problem, sheet.question(problem.question), {
      say, textOf: (id) => sheet.question(id)?.text || id,
      money: (minor) => moneyText(minor, store.currency, locale(store)),
    });
  }

  /** Why the server did not take a report, in words. */
  trouble(problem) {
    return troubleText(problem, this.#app.say);
  }

  /** A form that neither the shell nor the phone has. */
  form(of) {
    return bringForm(this.#app, ask, of);
  }

  #darkroom() {
    const { records } = this.#app;
    return new Darkroom(records, this.#app.shopper(), { takenAt, stampAt, instantOf, digestOf, hex });
  }

  /** Puts what is written, here and in other windows, among what waits to be sent. */
  async queue(sheet, outcome = "done") {
    const finished = stampAt(Date.now(), sheet.visit.store.zone);
    const location = sheet.draft.location || (await new Place(this.#app.records, stampAt).without(sheet.visit.store));
    await sheet.change((draft) => Object.assign(draft, { outcome, finished, location, started: draft.started || finished }), { strict: true });
    sheet.draft = await this.#sender.queue(sheet.draft);
  }

  async #send(sheet, outcome) {
    // What is not stored says so itself, and stays to be sent.
    if (!(await this.queue(sheet, outcome).then(() => true, () => false))) return;
    history.replaceState(null, "", `#/send/${sheet.id}`);
    await this.#app.show();
  }

  async #correct(visit, part) {
    const app = this.#app;
    const draft = await this.#desk.reopen(part, blankDraft({ shopper: app.shopper(), visit, part }));
    app.sheets.delete(part.submission);
    if (draft) location.hash = `#/report/${part.submission}`;
    else app.message("sent_elsewhere");
  }

  /** This phone as the device of whoever it belongs to now. */
  device() {
    return deviceOf(this.#app.records, this.#app.who, newId);
  }

  async #envelope(draft) {
    const app = this.#app;
    const { id: device } = await this.device();
    const by = { device, app: app.opening.app, language: app.language, clock: await app.records.fact("clock") };
    if (isMoment(draft)) return (await (await app.care()).moments()).envelope(draft, by);
    const { visit, part } = app.find(draft.submission) || draft.seen;
    // Of this very draft: what is open here may not have all that another window wrote.
    const { asked } = evaluate(await app.form(draft.form), part.part, draft.answers, visit.facts);
    return envelopeOf(draft, { asked, ...by });
  }

  /** The sender has stored something: an open copy of the record is out of date. */
  #told(draft, progress) {
    const { sheets, screen } = this.#app;
    const sheet = sheets.get(draft.submission);
    if (sheet) sheet.draft = draft;
    this.#moving = progress ? [draft, progress] : [];
    if (location.hash === `#/send/${draft.submission}`) screen.show?.(draft, progress);
    if (draft.state === "sent") {
      this.#arrived.add(draft.submission);
      this.#settle();
    }
    if (isMoment(draft) && !progress && location.hash.endsWith(`/moment/${draft.submission}`)) this.#app.show(true);
    if (this.#outbox && !this.#outbox.show(draft, progress) && LIST.test(location.hash)) this.#app.show(true);
  }

  /** @param {object|"signed_out"} sync what the server says now */
  #synced(sync) {
    const app = this.#app;
    // What says the same again is not drawn again: a finger may be on its way.
    const same = !app.trouble && JSON.stringify(sync) === JSON.stringify(app.sync);
    app.trouble = sync === "signed_out" ? sync : null;
    if (sync !== "signed_out") {
      app.sync = sync;
      this.device().then((device) => introduce(app.records, ask, app.who, device)).catch(() => {});
      this.#fetching ||= keepForms(app, ask).then((came) => came && !LIST.test(location.hash) && this.#draw(), () => {}).finally(() => { this.#fetching = null; });
    }
    for (const [submission, sheet] of app.sheets) Object.assign(sheet, app.find(submission));
    if (!same) this.#draw();
  }

  /** News show on a report, on a visit and on the list, which has rows and also stands for a visit that only came now. */
  #draw() {
    if (location.hash.startsWith("#/report/")) this.offer(this.#app.screen);
    if (/^(#\/?)?$|^#\/visit\//.test(location.hash) || this.#app.screen?.rows) this.#app.show(true);
  }
}
