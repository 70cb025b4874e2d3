import { onlyHere } from "../lib/room.js";

/** What the browser says of the place where the reports are kept. */
export class Room {
  #records;
  #drafts;
  #asked = false;
  #before;

  /** @param {object} records @param {() => Promise<object[]>} drafts of the shopper whose phone this is */
  constructor(records, drafts) {
    this.#records = records;
    this.#drafts = drafts;
  }

  /** The app is in use: remembers it, and once, when that was the last time before. */
  async opened() {
    await this.#last();
    await this.#records.keepFact("opened", new Date().toISOString());
  }

  async #last() {
    if (this.#before === undefined) this.#before = (await this.#records.fact("opened")) || null;
    return this.#before;
  }

  /** Asks the browser to keep what is here: once, and not before there is something to keep. */
  async ask() {
    if (this.#asked || !(await this.#drafts()).length) return;
    this.#asked = true;
    if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
  }

  /** @returns {Promise<number|null>} bytes that still fit, null where the browser does not say */
  async free() {
    const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) || {};
    return quota === undefined ? null : Math.max(0, quota - usage);
  }

  /** @returns {Promise<object>} see lib/room.js */
  async look() {
    const drafts = await this.#drafts();
    return {
      persisted: (await navigator.storage?.persisted?.()) ?? null, closing: await isPrivate(), free: await this.free(),
      before: await this.#last(), now: Date.now(), unsent: drafts.filter(onlyHere).length,
    };
  }
}

/** Firefox and WebKit have no private file system in a private window; Chromium does not tell. */
async function isPrivate() {
  try {
    await navigator.storage?.getDirectory?.();
    return false;
  } catch {
    return true;
  }
}
