const LOST = ["InvalidStateError", "UnknownError", "AbortError"];

/**
 * One IndexedDB database, with promises. Where the browser closes it, as some do when memory runs
 * short, it is opened again and the work is done once more. Its version is an epoch and says
 * nothing of its stores: it rises when a lock is set or removed, and from then on no page that was
 * opened before can write.
 */
export class Database {
  /** @type {(() => Promise<void>|void)|undefined} what is done before another page begins a new epoch, and this one is closed */
  changing;
  /** This page has just made the stores, and there is nothing in them: until one is used or a screen shown, nothing need be asked. */
  made = false;
  #name;
  #make;
  #version;
  #ready = null;
  #begun;
  #making = new Promise((resolve) => { this.#begun = resolve; });

  /**
   * @param {string} name
   * @param {(db: IDBDatabase) => void} make the stores of a new database
   */
  constructor(name, make) {
    this.#name = name;
    this.#make = make;
  }

  /** @returns {Promise<IDBDatabase>} */
  open() {
    this.#ready ||= this.#opened().catch((error) => {
      this.#ready = null;
      throw error;
    });
    return this.#ready;
  }

  /** Resolves once it is known what there is. Where the stores are only being made that is nothing, and no screen need wait for them. */
  known() {
    return Promise.race([this.open(), this.#making]);
  }

  async #opened() {
    // Without a number the browser opens what there is; later only what we knew.
    const request = indexedDB.open(this.#name, this.#version);
    request.onupgradeneeded = () => {
      this.made = true;
      this.#make(request.result);
      this.#begun();
    };
    const db = await settled(request);
    this.#version = db.version;
    db.onclose = () => { this.#ready = null; };
    db.onversionchange = () => this.#passed(db);
    return db;
  }

  /** A new epoch begins. Who has read nothing yet belongs to it. */
  #passed(db) {
    if (this.changing) return Promise.resolve(this.changing()).finally(() => db.close());
    this.#ready = null;
    this.#version = undefined;
    return db.close();
  }

  /**
   * Begins a new epoch with `work`, whole or not at all; every other page is shut out before.
   * @param {string[]} stores
   * @param {(...stores: IDBObjectStore[]) => Promise<void>} work
   */
  async turn(stores, work) {
    (await this.open()).close();
    const request = indexedDB.open(this.#name, this.#version + 1);
    return new Promise((resolve, reject) => {
      request.onupgradeneeded = () => transacted(request.transaction, stores, work).catch(reject);
      settled(request).then((db) => resolve(db.close()), reject);
    });
  }

  /**
   * Runs `work` in one transaction and resolves with its result once the transaction is complete,
   * never before: what resolved is stored. An error thrown by `work` undoes all of it.
   * @template T
   * @param {string[]} stores
   * @param {"readonly"|"readwrite"} mode
   * @param {(...stores: IDBObjectStore[]) => T|Promise<T>} work
   * @param {IDBTransactionOptions} [options] `{durability: "strict"}` waits for the disk
   * @returns {Promise<T>}
   */
  async run(stores, mode, work, options) {
    this.made = false;
    const opened = this.open();
    const once = async () => transacted((await this.open()).transaction(stores, mode, options), stores, work);
    try {
      return await once();
    } catch (error) {
      if (!LOST.includes(error.name) && !/connection/i.test(error.message)) throw error;
      if (this.#ready === opened) this.#ready = null;
      return once();
    }
  }
}

/** What lies on this phone. There is one, so that it can be opened before the app has come. */
export const kit = new Database("kit", (made) => {
  made.createObjectStore("drafts", { keyPath: ["shopper", "submission"] });
  made.createObjectStore("photos", { keyPath: ["shopper", "submission", "sha256"] });
  made.createObjectStore("forms", { keyPath: ["id", "version", "language"] });
  made.createObjectStore("meta");
});

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Does `work` in a transaction that has begun. */
function transacted(transaction, stores, work) {
  return new Promise((resolve, reject) => {
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error || new DOMException("", "AbortError"));
    Promise.resolve(work(...stores.map((name) => transaction.objectStore(name)))).then(
      (value) => { result = value; },
      (error) => {
        try { transaction.abort(); } catch { /* it has ended by itself */ }
        reject(error);
      },
    );
  });
}
