import { isWritten, onItsWay, pause, turnOf } from "./decide.js";

/**
 * Sends what waits, asks again later, and asks the server what is new. One for the whole app. There
 * is one row of records and one timer, set for the soonest of them; whatever wakes it (the timer,
 * the page coming to the front, the network) does the same thing.
 */
export class Desk {
  #means;
  #row = new Map();
  #due = new Map();
  #working = null;
  #timer = 0;
  #asked = 0;
  #missed = 0;
  #anew = 0;

  /**
   * @param {object} means
   * @param {object} means.records
   * @param {object} means.sender see sender.js
   * @param {Function} means.ask see api.js
   * @param {(draft: object) => void} means.tell where a record stands that is not on its way any more
   * @param {() => string} means.shopper
   * @param {string} means.language
   * @param {(sync: object|"signed_out"|null) => void} means.synced
   */
  constructor(means) {
    this.#means = means;
  }

  /** @param {object} draft waiting or sending: it is tried now, whatever pause it was in */
  send(draft) {
    this.#wake(draft);
    return this.#work();
  }

  /** Sends what waits, and asks what is new, not more than once a minute. */
  async awake() {
    const { records, shopper } = this.#means;
    const who = shopper();
    for (const draft of who ? await records.drafts(who) : []) this.#wake(draft);
    // A request that hangs must not keep what is new away.
    const work = this.#work();
    if (Math.abs(Date.now() - this.#asked) > 60000) await this.sync();
    await work;
  }

  /** @returns {Promise<boolean>} whether something waits for another try */
  async sendNow() {
    await this.awake();
    return [...this.#row.values()].some(({ state, problem }) => state === "waiting" && !problem);
  }

  /** Asks what is new; where nothing came it is asked again by itself, as what waits goes by itself. */
  async sync() {
    const { ask, records, language, synced, shopper } = this.#means;
    clearTimeout(this.#anew);
    this.#asked = Date.now();
    const { status, json, retryAfter, clock } = await ask("GET", `/api/v1/phone/sync?language=${language}`, { wait: 30000 });
    if (!status) this.#asked = 0;
    if (status === 401) return synced("signed_out");
    if (status !== 200 || !json?.visits) return this.#askAnew(retryAfter);
    this.#missed = 0;
    const { id } = json.shopper;
    await records.keepFact(`sync:${id}`, json);
    await records.keepFact("shopper", id);
    if (clock) await records.keepFact("clock", clock);
    // Another shopper has signed in on this phone: the page starts again as theirs.
    if (id !== shopper()) return location.reload();
    await this.#mind(json);
    return synced(json);
  }

  #askAnew(retryAfter) {
    this.#missed += 1;
    clearTimeout(this.#anew);
    this.#anew = setTimeout(() => this.sync().catch(() => {}), 1000 * pause(2 + this.#missed, retryAfter));
  }

  /** Keeps with each record what the list said of it, and sends again what the server lacks. */
  async #mind({ visits }) {
    const { records, shopper } = this.#means;
    const listed = new Map(visits.flatMap((visit) => visit.parts.map((part) => [part.submission, { visit, part }])));
    for (const draft of await records.drafts(shopper())) {
      const seen = listed.get(draft.submission);
      if (!seen) continue;
      const again = await this.#lacking(draft, seen.part.receipt);
      if (!again && JSON.stringify(seen) === JSON.stringify(draft.seen)) continue;
      const now = await records.change(draft, (kept) => Object.assign(kept, { seen }, kept.state === draft.state && again), { existing: true });
      if (again && now) this.send(now);
    }
  }

  /** What to do about photos that a receipt names as missing: those that are still here go again. */
  async #lacking(draft, receipt) {
    if (draft.state !== "sent" || !receipt?.photos.missing.length || receipt.digest !== draft.receipt?.digest) return null;
    const { announced, missing } = receipt.photos;
    const kept = await this.#means.records.photosOf(draft.shopper, draft.submission);
    const here = new Set(kept.filter(({ bytes }) => bytes).map(({ sha256 }) => sha256));
    if (!missing.some((sha256) => here.has(sha256))) return null;
    return { state: "waiting", receipt, uploaded: [], announced: announced.filter((sha256) => !missing.includes(sha256) || here.has(sha256)) };
  }

  /**
   * Opens a sent report again, as the revision after the last that the server has.
   * @param {object} part of the sync
   * @param {object} blank what to begin with where this phone never held it
   * @returns {Promise<object|null>} the draft, or null where its content is not to be had now
   */
  async reopen(part, blank) {
    const { records, ask, shopper } = this.#means;
    const kept = await records.draft(shopper(), part.submission);
    // Another window has done it already.
    if (kept && onItsWay(kept)) return kept;
    const latest = Math.max(part.revision, kept?.receipt?.revision || 0);
    const ours = kept && kept.outcome === "done" && kept.receipt?.revision === latest && Object.keys(kept.answers).length > 0;
    const begin = ours ? kept : await this.#sentBefore(ask, part, blank);
    if (!begin) return null;
    const digest = ours ? kept.receipt.digest : part.digest;
    return records.change(begin, (draft) => Object.assign(draft, begin, {
      state: "draft", outcome: "done", revision: latest + 1, replaces: digest, body: null, problem: null,
      checked: false, attempts: 0, place: { section: null, question: null },
    }), { strict: true });
  }

  /** The report was sent from another phone: its content comes from the server. */
  async #sentBefore(ask, part, blank) {
    const { json } = await ask("GET", `/api/v1/submissions/${part.submission}`);
    const content = json?.content;
    if (!content?.answers) return null;
    const { answers, photos = [], started = null, location, clock } = content;
    // On the version it was written on, which the visit may have left since.
    const form = { ...blank.form, version: content.version || blank.form.version };
    return { ...blank, form, answers, photos, started, location, clock, receipt: json.receipt || part.receipt };
  }

  /**
   * Of two reports of one visit, this phone's is to count: it goes as the revision after the other,
   * once it is finished.
   * @param {object} draft
   * @param {{revision: number, digest: string}} sent what the server has
   */
  async keepMine(draft, { revision, digest }) {
    const { records, sender } = this.#means;
    const next = { revision: revision + 1, replaces: digest };
    if (draft.state === "draft") await records.change(draft, (kept) => Object.assign(kept, kept.state === "draft" && next), { strict: true, existing: true });
    else this.send(await sender.queue(draft, next));
  }

  /** Of two reports of one visit, the one that the server has is to count: it takes this one's place. */
  async keepTheirs(draft, { content, ...receipt }) {
    const { records } = this.#means;
    const { answers, photos, started, outcome, outcome_note: note } = content;
    await records.change(draft, (kept) => Object.assign(kept, isWritten(kept) && {
      answers, photos, started, outcome, outcome_note: note || "", pressed: [], state: "sent", form: { ...kept.form, version: content.version || kept.form.version }, receipt, revision: receipt.revision,
      body: null, body_digest: receipt.digest, announced: receipt.photos.announced, uploaded: [], problem: null, attempts: 0,
    }), { strict: true, existing: true });
    // What the server lacks of the other one may be here, and goes when it is asked for next.
    const present = draft.photos.map(({ sha256 }) => sha256).filter((sha256) => !receipt.photos.missing.includes(sha256));
    await records.forgetBytes(draft.shopper, draft.submission, { photos: { present } });
  }

  /** Destroys what is written here. What of it the server has already stays, with its receipt. */
  async discard({ shopper, submission, receipt, photos }) {
    const { records } = this.#means;
    if (!receipt) return records.forget(shopper, submission);
    await records.change({ shopper, submission }, (kept) => Object.assign(kept, {
      answers: {}, photos: [], pressed: [], outcome: "done", outcome_note: "", finished: null, state: "sent", revision: receipt.revision,
      body: null, body_digest: receipt.digest, announced: receipt.photos.announced, uploaded: [], problem: null, attempts: 0,
    }), { strict: true, existing: true });
    return records.forgetBytes(shopper, submission, { photos: { present: photos.map(({ sha256 }) => sha256) } });
  }

  /** Takes back what has not been sent, to be changed or discarded; it may have arrived by now, or be discarded already. */
  async recall(draft) {
    const now = await this.#means.records.change(draft, (kept) => { if (kept.state !== "sent") Object.assign(kept, { state: "draft", body: null, problem: null, attempts: 0 }); }, { strict: true, existing: true });
    this.#row.delete(draft.submission);
    return now;
  }

  #wake(draft) {
    const { submission } = draft;
    // Another tab may have brought it there; whoever looks at it here is told.
    if (!onItsWay(draft)) return this.#row.delete(submission) && this.#means.tell(draft);
    // Where the server asked for a pause it gets it.
    if (!(this.#due.get(submission)?.held > Date.now())) this.#due.delete(submission);
    return this.#row.set(submission, draft);
  }

  #work() {
    this.#working ||= this.#sendDue().finally(() => {
      this.#working = null;
      this.#later();
    });
    return this.#working;
  }

  async #sendDue() {
    let [sent, out] = [false, false];
    for (;;) {
      const now = Date.now();
      const draft = turnOf([...this.#row.values()].filter(({ submission }) => !(this.#due.get(submission)?.at > now)));
      if (!draft) break;
      const { submission } = draft;
      // A store that fails now is tried again as a line would be.
      const { draft: after, wait, held } = await this.#means.sender.send(draft, true).catch(() => ({ draft, wait: 30, held: 0 }));
      if (after && onItsWay(after)) this.#row.set(submission, after);
      else this.#row.delete(submission);
      sent ||= after?.state === "sent";
      out ||= after?.problem?.code === "signed_out";
      const until = (seconds) => Date.now() + seconds * 1000;
      if (wait !== 0) this.#due.set(submission, { at: wait === null ? Infinity : until(wait), held: until(held) });
    }
    if (sent) await this.sync();
    else if (out) this.#means.synced("signed_out");
  }

  #later() {
    clearTimeout(this.#timer);
    const soonest = Math.min(...[...this.#row.keys()].map((submission) => this.#due.get(submission)?.at ?? 0));
    if (soonest < Infinity) this.#timer = setTimeout(() => this.#work(), Math.max(0, soonest - Date.now()));
  }
}
