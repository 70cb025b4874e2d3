import { kit, settled } from "./db.js";

/**
 * @typedef {object} Draft what the phone keeps of one report, keyed by shopper and submission
 * @property {string} shopper
 * @property {string} submission
 * @property {string|null} visit null for a moment logged outside a visit, see lib/moment.js
 * @property {string} part
 * @property {{id: string, version: number, digest: string}} form
 * @property {"draft"|"waiting"|"sending"|"sent"|"needs_attention"} state
 * @property {"done"|"closed"|"refused"|"unsafe"} outcome
 * @property {string} outcome_note
 * @property {Object<string, object>} answers
 * @property {string[]} pressed stamps in the order they were pressed, for undo
 * @property {Photo[]} photos what the report holds, without the bytes
 * @property {number} revision the revision that is being written, 1 for the first
 * @property {string|null} replaces digest of the revision before
 * @property {{section: string|null, question: string|null}} place
 * @property {boolean} checked the shopper has asked what is missing
 * @property {object|null} started stamp
 * @property {object|null} finished stamp
 * @property {object} [location] how far from the store the first stamp was, or why that is not said
 * @property {object|null} [clock] {skew_ms, at} as measured last before the first stamp
 * @property {string|null} body the exact bytes that are sent, fixed when sending begins
 * @property {string|null} device_time when `body` was fixed
 * @property {object|null} receipt the server's, of the revision sent last
 * @property {object|null} problem why it needs attention: {code, detail, fields}
 * @property {number} attempts since the last progress
 * @property {string} updated
 *
 * @typedef {object} Photo
 * @property {string} sha256
 * @property {number} size
 * @property {string} question
 * @property {object|null} taken
 * @property {object|null} place
 */

const STRICT = { durability: "strict" };

/** Everything the phone keeps. A promise that resolved means: it is stored. */
export class Records {
  /** @param {Database} db see db.js */
  constructor(db) {
    this.db = db;
  }

  /** @param {() => Promise<void>} [changing] see db.js @returns {Promise<Records>} */
  static async open(changing) {
    kit.changing = changing;
    await kit.known();
    return new Records(kit);
  }

  /** @returns {Promise<Draft|undefined>} */
  draft(shopper, submission) {
    return this.#read("drafts", (store) => store.get([shopper, submission]));
  }

  /** @returns {Promise<Draft[]>} every draft of one shopper, never another's */
  drafts(shopper) {
    return this.#read("drafts", (store) => store.getAll(within(shopper)), []);
  }

  /** @returns {Promise<Draft[]>} every draft on this phone, to know that there is one; never to be shown */
  everybodys() {
    return this.#read("drafts", (store) => store.getAll(), []);
  }

  /**
   * Changes one draft in one transaction, so that two tabs never undo each other's answers.
   * @param {Draft} fresh what to begin with where nothing is stored yet
   * @param {(draft: Draft) => void} change
   * @param {{strict?: boolean, photo?: object, existing?: boolean}} [options] a photo's bytes go in
   *   with the change; `existing`: what is not there any more, and so was discarded, stays gone
   * @returns {Promise<Draft|undefined>}
   */
  change(fresh, change, { strict = false, photo = null, existing = false } = {}) {
    const key = [fresh.shopper, fresh.submission];
    const work = async (drafts, photos) => {
      const draft = (await settled(drafts.get(key))) || (existing ? undefined : structuredClone(fresh));
      if (!draft) return draft;
      change(draft);
      draft.updated = new Date().toISOString();
      drafts.put(draft);
      if (photo) photos.put({ ...photo, shopper: key[0], submission: key[1] });
      return draft;
    };
    const stores = photo ? ["drafts", "photos"] : ["drafts"];
    return this.db.run(stores, "readwrite", work, strict || photo ? STRICT : undefined);
  }

  /** @returns {Promise<{sha256: string, bytes: ArrayBuffer|null, thumb: ArrayBuffer, received: boolean}|undefined>} */
  photo(shopper, submission, sha256) {
    return this.#read("photos", (store) => store.get([shopper, submission, sha256]));
  }

  /** @returns {Promise<object[]>} every photo of one report, with its bytes where they are still here */
  photosOf(shopper, submission) {
    return this.#read("photos", (store) => store.getAll(within(shopper, submission)), []);
  }

  /** Puts back a whole report as it was kept, with its photos, in one transaction. */
  restore(draft, photos) {
    return this.db.run(["drafts", "photos"], "readwrite", (drafts, store) => {
      drafts.put(draft);
      for (const photo of photos) store.put({ ...photo, shopper: draft.shopper, submission: draft.submission });
    }, STRICT);
  }

  /** Destroys one report and its photos, and no other. */
  forget(shopper, submission) {
    return this.db.run(["drafts", "photos"], "readwrite", (drafts, photos) => {
      drafts.delete([shopper, submission]);
      photos.delete(within(shopper, submission));
    }, STRICT);
  }

  /** Drops the bytes of photos that a receipt names as present; the thumbnails stay. Of those that are not `needed` nothing does. */
  async forgetBytes(shopper, submission, receipt, needed) {
    const present = new Set(receipt.photos.present);
    await this.db.run(["photos"], "readwrite", async (photos) => {
      for (const photo of await settled(photos.getAll(within(shopper, submission)))) {
        if (needed && !needed.includes(photo.sha256)) photos.delete([shopper, submission, photo.sha256]);
        else if (present.has(photo.sha256)) photos.put({ ...photo, bytes: null });
      }
    });
  }

  /** @returns {Promise<object|undefined>} a compiled form */
  async form({ id, version }, language) {
    const kept = await this.#read("forms", (store) => store.get([id, version, language]));
    return kept?.compiled;
  }

  /** @param {object} compiled */
  keepForm(compiled) {
    const { form: id, version, language } = compiled;
    return this.#write("forms", (store) => store.put({ id, version, language, compiled }));
  }

  /** @returns {Promise<any>} a single fact of this phone: "sync", "device", "camera" */
  fact(name) {
    return this.#read("meta", (store) => store.get(name));
  }

  /** @param {string} name @param {any} value */
  keepFact(name, value, options) {
    return this.#write("meta", (store) => store.put(value, name), options);
  }

  async #read(name, ask, none) {
    return this.db.made ? none : this.db.run([name], "readonly", (store) => settled(ask(store)));
  }

  #write(name, act, options) {
    return this.db.run([name], "readwrite", (store) => { act(store); }, options);
  }
}

/** An array sorts after every string, so this bounds all keys that begin with these. */
function within(...ids) {
  return IDBKeyRange.bound(ids, [...ids, []]);
}
