/**
 * The third part of main.js: what looks after the reports beside writing and sending them. It comes
 * when one of its screens is opened. Like main.js it knows the others so that they need not know
 * each other; what it shows is put together from panels, one class each.
 */
import { Latch } from "./store/latch.js";
import { Lifeboat } from "./store/lifeboat.js";
import { LockPanel, Passphrase, Unlock } from "./ui/lock.js";
import { carry } from "./lib/carry.js";
import { Move, offerOf } from "./ui/move.js";
import { answersToSend } from "./lib/envelope.js";
import { differing } from "./lib/same.js";
import { hasWork, isConflict, stageOf } from "./lib/stage.js";
import { momentText } from "./lib/zone.js";
import { ask } from "./net/api.js";
import { isMoment } from "./net/decide.js";
import { Conflict } from "./ui/conflict.js";
import { Discard } from "./ui/discard.js";
import { Sent } from "./ui/sent.js";
import { AccountPanel } from "./ui/account.js";
import { Phone } from "./ui/phone.js";
import { Secure } from "./ui/secure.js";
import { RescuePanel } from "./ui/rescue.js";
import { RoomPanel } from "./ui/room.js";
import { VersionPanel } from "./ui/version.js";

export class Care {
  #app;
  #moments = null;
  #room = null;

  /** @param {object} app see main.js */
  constructor(app) {
    this.#app = app;
  }

  /** The part of the app for moments outside a visit, with its words. @returns {Promise<object>} see moments.js */
  moments() {
    const { language, opening: { files } } = this.#app;
    this.#moments ||= Promise.all([import(`${files}/app/moments.js`), import(`${files}/app/lib/moments.${language}.js`)])
      .then(([{ Moments }, { moments }]) => new Moments(this.#app, moments))
      .catch((error) => {
        this.#moments = null;
        throw error;
      });
    return this.#moments;
  }

  /** @param {string} name of the screen @param {object|null} found the visit and the part, where it is about one @returns {Promise<object>} a screen */
  async screen(name, found) {
    const [, , of, id] = location.hash.split("/");
    if (name === "phone" && of === "moment" && this.#app.who) return (await this.moments()).screen(id);
    if (name === "phone") return new Phone(this.#app.tools, await this.#panels());
    if (name === "move") return this.#move(found);
    if (name === "sent") return this.#sent();
    const draft = found && (await this.#app.records.draft(this.#app.who, found.part.submission));
    const against = isConflict(draft) || (draft && stageOf(found.part, found.visit, draft).name === "overtaken");
    if (name === "conflict" && against) return this.#conflict(found, draft);
    if (name === "discard" && hasWork(draft) && ["draft", "needs_attention"].includes(draft.state)) return this.#discard(found, draft);
    return (await this.#app.further()).screen("visit", found);
  }

  /** Everything that was sent from here, the newest first. */
  async #sent() {
    const { records, tools, who } = this.#app;
    const drafts = who ? await records.drafts(who) : [];
    const sent = drafts.filter((draft) => draft.receipt && (isMoment(draft) || draft.seen || this.#app.find(draft.submission)));
    sent.sort((a, b) => (a.receipt.received_at < b.receipt.received_at ? 1 : -1));
    return new Sent(tools, sent.map((draft) => (isMoment(draft) ? this.#sentMoment(draft) : this.#sentRow(draft))));
  }

  #sentRow(draft) {
    const { submission, outcome, receipt, seen } = draft;
    const { tools } = this.#app;
    const { visit, part } = this.#app.find(submission) || seen;
    const { store } = visit;
    const { present, announced } = receipt.photos;
    return {
      href: `#/${outcome === "done" && hasWork(draft) ? "read" : "visit"}/${submission}`, store, number: receipt.number,
      title: visit.parts.length > 1 ? `${store.name} · ${part.title}` : store.name,
      at: momentText(receipt.received_at, store.zone, tools.locale(store)),
      photos: { present: present.length, announced: announced.length },
    };
  }

  #sentMoment({ submission, answers, receipt }) {
    const { say, language } = this.#app;
    return {
      href: `#/phone/moment/${submission}`, title: say(`sin_${answers.kind.value}_name`), number: receipt.number,
      at: new Date(receipt.received_at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }), photos: { announced: 0 },
    };
  }

  #discard({ visit, part }, draft) {
    const { desk, app } = { desk: this.#app.further().then((further) => further.desk), app: this.#app };
    const seen = { store: visit.store, submission: part.submission, outcome: draft.outcome, answers: Object.keys(draft.answers).length, photos: draft.photos.length };
    return new Discard(app.tools, seen, async () => {
      await (await desk).discard(draft);
      this.#over(part.submission, "#/");
    });
  }

  /** A record is another one now: what is open of it is closed. */
  #over(submission, hash) {
    this.#app.sheets.delete(submission);
    history.replaceState(null, "", hash);
    return this.#app.show();
  }

  async #conflict(found, draft) {
    const app = this.#app;
    const further = await app.further();
    const { submission } = draft;
    let sent = null;
    return new Conflict(app.tools, { visit: found.visit, submission }, {
      load: async () => {
        const { status, json } = await ask("GET", `/api/v1/submissions/${submission}`, { headers: { "Kit-Shopper": draft.shopper } });
        if (!json?.content) return { why: status === 401 ? "signed_out" : "not_loaded" };
        sent = json;
        return this.#compared(await app.sheet(found), further, json);
      },
      mine: () => further.desk.keepMine(draft, sent).then(() => this.#over(submission, `#/${draft.state === "draft" ? "review" : "send"}/${submission}`)),
      theirs: () => further.desk.keepTheirs(draft, sent).then(() => this.#over(submission, `#/send/${submission}`)),
      thumb: (sha256) => further.thumb(submission, sha256),
    });
  }

  /** Both reports question by question, in the order of the form: what differs and what does not. */
  #compared(sheet, further, { content, state, received_at: at }) {
    const { draft, form, asked, visit: { store } } = sheet;
    const { say, locale } = this.#app.tools;
    const words = further.words(sheet);
    const ours = draft.outcome === "done" ? answersToSend(draft.answers, asked) : {};
    const said = (question, answer) => ({
      text: answer?.na ? say("not_applicable") : words(question, answer?.value), comment: answer?.comment,
      photos: question.kind === "photo" ? answer?.value : [],
    });
    const apart = new Set(differing(ours, content.answers));
    const rows = form.sections.flatMap(({ questions }) => questions).filter(({ id }) => ours[id] || content.answers[id])
      .map((question) => ({ id: question.id, text: question.text, mine: said(question, ours[question.id]), theirs: said(question, content.answers[question.id]) }));
    const outcome = ({ outcome: how, outcome_note: note }) => ({ text: say(`outcome_${how}`), comment: how === "done" ? "" : note });
    const how = { text: say("conflict_outcome"), mine: outcome(draft), theirs: outcome(content) };
    const other = how.mine.text !== how.theirs.text || (how.mine.comment || "") !== (how.theirs.comment || "");
    return {
      state, at: momentText(at, store.zone, locale(store)),
      different: [...(other ? [how] : []), ...rows.filter(({ id }) => apart.has(id))],
      same: rows.filter(({ id }) => !apart.has(id)),
    };
  }

  /** What stands on the screen of this phone, in order. */
  async #panels() {
    return [...(isSecureContext ? [] : [new Secure(this.#app.tools)]), await this.#roomPanel(), ...(await this.#rescuePanel()), await this.#lockPanel(), ...(isSecureContext ? [await (await this.#app.further()).place()] : []), ...(this.#app.who ? [new AccountPanel(this.#app.tools)] : []), await this.#versionPanel()];
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
    this.#room = new RoomPanel(this.#app.tools, judged, { unsent: seen.unsent, free });
    return this.#room;
  }

  /** Nothing where nobody has signed in yet: there is nobody whose reports it could save. */
  async #rescuePanel() {
    const app = this.#app;
    if (!app.who) return [];
    const { records, sheets, tools, language, who: shopper } = app;
    const further = await app.further();
    const settled = () => Promise.all([...sheets.values()].map((sheet) => sheet.settled()));
    const unstored = () => [...sheets.values()].filter(({ saved, held }) => saved === "failed" || held.size);
    const boat = new Lifeboat({ records, shopper, settled, unstored, device: () => further.device(), find: (id) => app.find(id) });
    const seen = { possible: Boolean(globalThis.crypto?.subtle), known: (await further.device()).known, reports: (await boat.unsent()).length };
    return [new RescuePanel(tools, seen, {
      form: (...of) => new Passphrase(tools.say, ...of).container,
      save: (...of) => boat.save(...of), open: (...of) => boat.open(...of),
      load: async (rows) => {
        const loaded = await boat.load(rows);
        for (const submission of loaded) sheets.delete(submission);
        const before = this.#room;
        before.container.replaceWith((await this.#roomPanel()).container);
        const unsent = (await boat.unsent()).length;
        further.awake();
        return { loaded: loaded.length, unsent };
      },
      store: (draft) => (app.find(draft.submission) || draft.seen)?.visit.store.name || tools.say(isMoment(draft) ? "moment_unnamed" : "rescue_elsewhere"),
      moment: (at) => new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }),
      size: (bytes) => `${Math.max(0.1, bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })} MB`,
    })];
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
    return { ...carry(from, to, answers, part.part), moved, answers };
  }

  async #move(found) {
    const app = this.#app;
    const sheet = found && (await app.sheet(found));
    const seen = sheet && ["draft", "needs_attention"].includes(sheet.draft.state) && (await this.#carried(sheet));
    const further = await app.further();
    if (!seen) return further.screen("visit", found);
    const go = (place = "") => {
      history.replaceState(null, "", `#/report/${sheet.id}${place}`);
      return app.show();
    };
    const words = further.words(sheet);
    return new Move(app.tools, sheet, seen, {
      said: (question) => {
        const { na, value, comment } = seen.answers[question.id];
        return [na ? app.say("not_applicable") : words(question, value), comment];
      },
      move: () => this.#moveTo(sheet, seen.moved ? sheet.draft.moved_from.form : found.visit.form).then((to) => go(seen.moved ? "" : placeOf(to, [...seen.changed.map(([, now]) => now), ...seen.added][0]))),
      stay: () => (seen.moved ? go() : sheet.change((draft) => { draft.stayed = found.visit.form.version; }).then(() => go())),
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
    return to;
  }
}

/** Where in a form a question stands, as the end of an address. */
function placeOf({ sections }, question) {
  const section = question && sections.find(({ questions }) => questions.some(({ id }) => id === question.id));
  return section ? `/${section.id}/${question.id}` : "";
}
