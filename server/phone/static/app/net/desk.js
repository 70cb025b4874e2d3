/**
 * Sends what waits, asks again later, and asks the server what is new. One for the whole app. The
 * timer is a row of one: whatever wakes it (the timer, the page coming to the front, the network)
 * does the same thing.
 */
export class Desk {
  #means;
  #sender;
  #timer = 0;
  #asked = 0;

  /**
   * @param {object} means
   * @param {object} means.records
   * @param {object} means.sender see sender.js
   * @param {Function} means.ask see api.js
   * @param {() => string} means.shopper
   * @param {string} means.language
   * @param {(sync: object|"signed_out"|null) => void} means.synced
   */
  constructor(means) {
    this.#means = means;
    this.#sender = means.sender;
  }

  /** @param {object} draft waiting or sending */
  async send(draft) {
    const { draft: now, wait } = await this.#sender.send(draft);
    if (wait) this.#later(wait);
    if (now.state === "sent") await this.sync();
    return now;
  }

  /** Asks what is new, not more than once a minute, and sends what waits. */
  async awake() {
    if (Date.now() - this.#asked > 60000) await this.sync();
    const who = this.#means.shopper();
    const drafts = who ? await this.#means.records.drafts(who) : [];
    for (const draft of drafts) {
      if (draft.state === "waiting" || draft.state === "sending") await this.send(draft);
    }
  }

  async sync() {
    const { ask, records, language, synced, shopper } = this.#means;
    this.#asked = Date.now();
    const { status, json } = await ask("GET", `/api/v1/phone/sync?language=${language}`);
    if (!status) this.#asked = 0;
    if (status === 401) return synced("signed_out");
    if (status !== 200 || !json?.visits) return undefined;
    const { id } = json.shopper;
    await records.keepFact(`sync:${id}`, json);
    await records.keepFact("shopper", id);
    // Another shopper has signed in on this phone: the page starts again as theirs.
    if (id !== shopper()) return location.reload();
    return synced(json);
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
    const latest = Math.max(part.revision, kept?.receipt?.revision || 0);
    const ours = kept && kept.outcome === "done" && kept.receipt?.revision === latest;
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
    const { answers, photos = [], started = null } = content;
    return { ...blank, answers, photos, started, receipt: json.receipt || part.receipt };
  }

  #later(seconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.awake(), seconds * 1000);
  }
}
