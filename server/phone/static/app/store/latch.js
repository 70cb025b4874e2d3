import { counted, eraseAll, newLock, relocked, SealedRecords, turnAll, unlocked } from "./sealed.js";

const AWAY = 15 * 60000;

/** What a shopper does with the lock. Each act that changes what lies here starts the page anew. */
export class Latch {
  #records;
  #settled;

  /**
   * @param {object} records plain or sealed
   * @param {() => Promise<boolean>} settled all that was written is stored; false where something could not be
   */
  constructor(records, settled) {
    this.#records = records;
    this.#settled = settled;
  }

  /** @returns {Promise<"insecure"|"none"|"set">} */
  async state() {
    if (await this.#records.fact("lock")) return "set";
    return globalThis.crypto?.subtle ? "none" : "insecure";
  }

  async set(passphrase) {
    if (!(await this.#settled())) throw new Error("not stored");
    const { lock, seal } = await newLock(passphrase);
    await turnAll(this.#records.db, (...record) => seal.close(...record), lock);
    return restart();
  }

  /** The key stays, so that nothing needs to be sealed anew. @returns {Promise<boolean>} */
  async change(before, passphrase) {
    const lock = await relocked(await this.#records.fact("lock"), before, passphrase);
    if (lock) await this.#records.keepFact("lock", lock, { durability: "strict" });
    return Boolean(lock);
  }

  async remove(passphrase) {
    const seal = await unlocked(await this.#records.fact("lock"), passphrase);
    if (!seal) return false;
    if (!(await this.#settled())) throw new Error("not stored");
    await turnAll(this.#records.db, (...record) => seal.open(...record), null);
    return restart();
  }

  /** Drops the key with the page. @returns {Promise<boolean>} false where something would be lost */
  async now() {
    return (await this.#settled()) && restart();
  }

  /** @returns {Promise<SealedRecords|null>} null where it is another passphrase */
  async open(passphrase) {
    const seal = await unlocked(await this.#records.fact("lock"), passphrase);
    return seal && new SealedRecords(this.#records, seal);
  }

  reports() {
    return counted(this.#records.db);
  }

  async erase() {
    await eraseAll(this.#records.db);
    history.replaceState(null, "", "#/");
    return restart();
  }

  /** Locks by itself when the page has been out of sight for long. */
  watch() {
    let hidden = 0;
    let timer = 0;
    document.addEventListener("visibilitychange", () => {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") {
        hidden = Date.now();
        timer = setTimeout(() => this.now(), AWAY);
      } else if (Date.now() - hidden >= AWAY) this.now();
    });
  }
}

function restart() {
  location.reload();
  return true;
}
