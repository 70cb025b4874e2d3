/**
 * The other half of main.js: what is not needed until the first screen is in use, in one file of
 * its own. Like main.js it knows the others so that they need not know each other.
 */
import { bytesText, moneyInput, moneyText, parseDuration, parseMoney, parseNumber, placesOf, signOf } from "./lib/amounts.js";
import { envelopeOf } from "./lib/envelope.js";
import { takenAt } from "./lib/exif.js";
import { stampsOf } from "./lib/plan.js";
import { base64, digestOf, hex } from "./lib/sha256.js";
import { answerText } from "./lib/spoken.js";
import { instantOf, momentText, stampAt, wall } from "./lib/zone.js";
import { ask } from "./net/api.js";
import { Desk } from "./net/desk.js";
import { Sender } from "./net/sender.js";
import { Darkroom } from "./store/darkroom.js";
import { Brief } from "./ui/brief.js";
import { InStore } from "./ui/instore.js";
import { Length, Quantity } from "./ui/measures.js";
import { NotDone } from "./ui/notdone.js";
import { Photos } from "./ui/photos.js";
import { Review } from "./ui/review.js";
import { Sending } from "./ui/sending.js";

/** @typedef {{visit: object, part: object}} Found */

export class Further {
  #app;
  #desk;

  /** @param {object} app what main.js hands over, see there */
  constructor(app) {
    this.#app = app;
    const { records, language } = app;
    const sender = new Sender({
      records, ask, tell: app.told,
      envelope: (draft) => this.#envelope(draft),
      digest: async (bytes) => {
        const digest = await digestOf(bytes);
        return { hex: hex(digest), base64: base64(digest) };
      },
    });
    this.#desk = new Desk({ records, sender, ask, language, shopper: app.shopper, synced: app.synced });
  }

  awake() {
    return this.#desk.awake();
  }

  /** @param {Found} found @returns {Promise<Brief>} */
  async brief({ visit, part }) {
    const { records, shopper, tools, stageOf } = this.#app;
    const draft = await records.draft(shopper(), part.submission);
    return new Brief(tools, { visit, part, draft, stage: stageOf(part, visit, draft), correct: () => this.#correct(visit, part) });
  }

  /** @param {object} sheet the open report @returns {InStore} */
  inStore(sheet) {
    return new InStore(this.#app.tools, sheet, stampsOf(sheet.form, sheet.part.part, sheet.asked));
  }

  /** @param {object} sheet @returns {NotDone} */
  notDone(sheet) {
    return new NotDone(this.#app.tools, sheet, { send: () => this.#send(sheet, sheet.draft.outcome) });
  }

  /** @param {object} sheet @param {boolean} open whether it may still be changed and sent @returns {Review} */
  review(sheet, open) {
    const { tools } = this.#app;
    const { store } = sheet.visit;
    const locale = tools.locale(store);
    if (open && !sheet.draft.checked) sheet.change((draft) => { draft.checked = true; });
    const darkroom = this.#darkroom();
    const means = {
      say: tools.say, locale,
      moment: (at) => wall(at, store.zone).time, money: (minor) => moneyText(minor, store.currency, locale),
    };
    return new Review(tools, sheet, {
      send: open ? () => this.#send(sheet, "done") : undefined,
      answerText: (question, value) => answerText(question, value, means),
      thumb: (sha256) => darkroom.thumbAddress(sheet.id, sha256),
    });
  }

  /** @param {Found} found @param {object} draft @returns {Sending} */
  sending({ visit }, draft) {
    const { tools } = this.#app;
    const locale = tools.locale(visit.store);
    const screen = new Sending(tools, { visit, draft }, {
      again: () => this.#desk.send(draft), bytes: (count) => bytesText(count, locale),
      moment: (at) => momentText(at, visit.store.zone, locale),
    });
    this.#desk.send(draft);
    return screen;
  }

  /** @param {object} ctx what every field is handed, see ui/fields.js @returns {object} a field */
  field(ctx) {
    const { question, store } = ctx;
    switch (question.kind) {
      case "photo": return new Photos({ ...ctx, photos: this.#darkroom() });
      case "duration": return new Length({ ...ctx, parse: parseDuration });
      case "number": return new Quantity({ ...ctx, parse: parseNumber, write: String, whole: !question.decimals });
      default: return this.#money(ctx, placesOf(store.currency));
    }
  }

  #money(ctx, places) {
    const { currency } = ctx.store;
    return new Quantity({
      ...ctx, parse: (text) => parseMoney(text, places), write: (minor) => moneyInput(minor, places),
      sign: signOf(currency, this.#app.tools.locale(ctx.store)),
    });
  }

  /** A form that neither the shell nor the phone has. @returns {Promise<object|null>} */
  async form({ id, version }) {
    const { json } = await ask("GET", `/api/v1/forms/${id}/${version}?language=${this.#app.language}`);
    return json;
  }

  #darkroom() {
    const { records, shopper } = this.#app;
    return new Darkroom(records, shopper(), { takenAt, stampAt, instantOf, digestOf, hex });
  }

  async #send(sheet, outcome) {
    const finished = stampAt(Date.now(), sheet.visit.store.zone);
    await sheet.change((draft) => Object.assign(draft, {
      outcome, finished, started: draft.started || finished, state: "waiting", body: null, problem: null, attempts: 0,
    }), { strict: true });
    await this.#app.go(`#/send/${sheet.id}`);
  }

  async #correct(visit, part) {
    const draft = await this.#desk.reopen(part, this.#app.blank({ visit, part }));
    return this.#app.reopened(part.submission, Boolean(draft));
  }

  async #envelope(draft) {
    const { records, app, language, asked } = this.#app;
    const device = (await records.fact("device")) || newId();
    await records.keepFact("device", device);
    return envelopeOf(draft, { asked: await asked(draft), device, app, language });
  }
}

/** A random UUIDv4; `randomUUID` is not there over plain HTTP. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
