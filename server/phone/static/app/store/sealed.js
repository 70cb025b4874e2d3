// What must be read before the lock is open, or cannot be written as text; ids and keys only.
const PLAIN = /^(lock|opened|shopper|device(:.*)?)$/;
const STORES = ["drafts", "photos", "meta"];
const STRICT = { durability: "strict" };
const ROUNDS = 600000;

/**
 * The same as Records, with everything that tells of a visit encrypted at rest. A record is sealed
 * with AES-256-GCM under one random key, with an iv of its own and bound to the store and the key
 * it lies under, so that none can be put in another's place.
 *
 * A transaction ends while the cipher works. So a change reads and opens, changes and seals, and
 * then writes only if what lies there is still what was read, known by its iv; otherwise it begins
 * again. Two tabs never undo each other's answers.
 */
export class SealedRecords {
  #plain;
  #seal;
  #last = Promise.resolve();

  /** @param {object} plain Records, which hold what is sealed here @param {Seal} seal */
  constructor(plain, seal) {
    this.#plain = plain;
    this.#seal = seal;
  }

  get db() {
    return this.#plain.db;
  }

  draft(shopper, submission) {
    return this.#inLine(async () => this.#seal.open("drafts", await this.#plain.draft(shopper, submission)));
  }

  drafts(shopper) {
    return this.#inLine(async () => this.#all("drafts", await this.#plain.drafts(shopper)));
  }

  everybodys() {
    return this.#inLine(async () => this.#all("drafts", await this.#plain.everybodys()));
  }

  change(fresh, change, options = {}) {
    return this.#inLine(async () => {
      for (;;) {
        const draft = await this.#changed(fresh, change, options);
        if (draft !== null) return draft;
      }
    });
  }

  async #changed(fresh, change, { strict = false, photo = null, existing = false }) {
    const { shopper, submission } = fresh;
    const was = await this.#plain.draft(shopper, submission);
    if (existing && !was) return undefined;
    const draft = (await this.#seal.open("drafts", was)) || structuredClone(fresh);
    change(draft);
    draft.updated = new Date().toISOString();
    const sealed = await this.#seal.close("drafts", draft);
    const picture = photo && (await this.#seal.close("photos", { ...photo, shopper, submission }));
    return this.db.run(photo ? ["drafts", "photos"] : ["drafts"], "readwrite", async (drafts, photos) => {
      if (!(await isStill(drafts, [shopper, submission], was))) return null;
      drafts.put(sealed);
      if (picture) photos.put(picture);
      return draft;
    }, strict || photo ? STRICT : undefined);
  }

  photo(...ids) {
    return this.#inLine(async () => this.#seal.open("photos", await this.#plain.photo(...ids)));
  }

  photosOf(shopper, submission) {
    return this.#inLine(async () => this.#all("photos", await this.#plain.photosOf(shopper, submission)));
  }

  restore(draft, photos) {
    const { shopper, submission } = draft;
    return this.#inLine(async () => {
      const pictures = await Promise.all(photos.map((photo) => this.#seal.close("photos", { ...photo, shopper, submission })));
      return this.#plain.restore(await this.#seal.close("drafts", draft), pictures);
    });
  }

  forget(shopper, submission) {
    return this.#inLine(() => this.#plain.forget(shopper, submission));
  }

  forgetBytes(shopper, submission, receipt, needed) {
    return this.#inLine(async () => {
      if (needed) await this.#plain.forgetBytes(shopper, submission, { photos: { present: [] } }, needed);
      for (const sha256 of receipt.photos.present) await this.#forgetBytes([shopper, submission, sha256]);
    });
  }

  async #forgetBytes(ids) {
    const was = await this.#plain.photo(...ids);
    const photo = await this.#seal.open("photos", was);
    if (!photo?.bytes) return;
    const sealed = await this.#seal.close("photos", { ...photo, bytes: null });
    await this.db.run(["photos"], "readwrite", async (photos) => {
      if (await isStill(photos, ids, was)) photos.put(sealed);
    });
  }

  form(of, language) {
    return this.#plain.form(of, language);
  }

  keepForm(compiled) {
    return this.#plain.keepForm(compiled);
  }

  fact(name) {
    return this.#inLine(async () => {
      const kept = await this.#plain.fact(name);
      return PLAIN.test(name) ? kept : this.#seal.open("meta", kept, name);
    });
  }

  keepFact(name, value, options) {
    return this.#inLine(async () => this.#plain.keepFact(name, PLAIN.test(name) ? value : await this.#seal.close("meta", value, name), options));
  }

  /** One after the other, as transactions would: what is read after a write finds it. */
  #inLine(work) {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  #all(store, records) {
    return Promise.all(records.map((record) => this.#seal.open(store, record)));
  }
}

/** Seals and opens single records under one key. */
export class Seal {
  #key;

  /** @param {CryptoKey} key */
  constructor(key) {
    this.#key = key;
  }

  /** @param {string} store @param {any} record @param {string} [name] of a fact @returns {Promise<object>} what may lie on the phone */
  async close(store, record, name) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const { shopper, submission, sha256 } = name ? {} : record;
    const ids = name ? {} : { shopper, submission, ...(sha256 && { sha256 }) };
    const sealed = await crypto.subtle.encrypt(this.#way(store, ids, name, iv), this.#key, packed(name ? { fact: record } : record));
    return { ...ids, iv, sealed };
  }

  /** @returns {Promise<object|undefined>} the record, or nothing where there is none */
  async open(store, kept, name) {
    if (!kept) return undefined;
    const record = unpacked(await crypto.subtle.decrypt(this.#way(store, kept, name, kept.iv), this.#key, kept.sealed));
    return name ? record.fact : record;
  }

  #way(store, { shopper, submission, sha256 }, name, iv) {
    const additionalData = new TextEncoder().encode(JSON.stringify([store, name || [shopper, submission, sha256]]));
    return { name: "AES-GCM", iv, additionalData };
  }
}

/**
 * A new lock.
 * @param {string} passphrase
 * @returns {Promise<{lock: object, seal: Seal}>} `lock` may lie beside what it locks
 */
export async function newLock(passphrase) {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  return { lock: await wrapped(key, passphrase), seal: new Seal(key) };
}

/**
 * @param {object} lock
 * @param {string} passphrase
 * @returns {Promise<Seal|null>} null where it is another passphrase
 */
export async function unlocked(lock, passphrase) {
  const key = await unwrapped(lock, passphrase, false);
  return key && new Seal(key);
}

/** The same lock under another passphrase. @returns {Promise<object|null>} null where `before` is not the one */
export async function relocked(lock, before, passphrase) {
  const key = await unwrapped(lock, before, true);
  return key && wrapped(key, passphrase);
}

async function wrapped(key, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const slow = await derived(passphrase, salt, ROUNDS, "wrapKey");
  return { version: 1, rounds: ROUNDS, salt, iv, key: await crypto.subtle.wrapKey("raw", key, slow, { name: "AES-GCM", iv }) };
}

async function unwrapped({ salt, rounds, iv, key }, passphrase, extractable) {
  const slow = await derived(passphrase, salt, rounds, "unwrapKey");
  return crypto.subtle.unwrapKey("raw", key, slow, { name: "AES-GCM", iv }, "AES-GCM", extractable, ["encrypt", "decrypt"]).catch(() => null);
}

async function derived(passphrase, salt, iterations, use) {
  const words = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, words, { name: "AES-GCM", length: 256 }, false, [use]);
}

/**
 * Seals or opens everything there is: all of it or nothing, and every other page is shut out. What
 * has changed meanwhile makes it begin again.
 * @param {object} db
 * @param {(store: string, record: object, name?: string) => Promise<object>} turn one record
 * @param {object|null} lock null where none is to be
 */
export async function turnAll(db, turn, lock) {
  for (let left = 3; ; left -= 1) {
    const { prints, puts } = await turned(db, turn);
    try {
      return await db.turn(STORES, async (...stores) => {
        const now = (await Promise.all(stores.map(readAll))).flat();
        if (now.map(print).join() !== prints) throw new Error("changed meanwhile");
        for (const { store, record, name } of puts) stores[store].put(record, name);
        if (lock) stores[2].put(lock, "lock");
        else stores[2].delete("lock");
      });
    } catch (error) {
      if (!left) throw error;
    }
  }
}

/** Destroys what cannot be opened any more, and the lock with it. */
export function eraseAll(db) {
  return db.turn(STORES, async (drafts, photos, meta) => {
    drafts.clear();
    photos.clear();
    for (const name of await asked(meta.getAllKeys())) if (name === "lock" || !PLAIN.test(name)) meta.delete(name);
  });
}

/** @returns {Promise<number>} how many reports lie here, of whatever shopper */
export function counted(db) {
  return db.run(["drafts"], "readonly", (drafts) => asked(drafts.count()));
}

async function turned(db, turn) {
  const found = (await db.run(STORES, "readonly", (...stores) => Promise.all(stores.map(readAll)))).flat();
  const prints = found.map(print).join();
  const puts = [];
  // One after the other, and each let go as soon as it is turned: photos are heavy.
  while (found.length) {
    const { at, name, record } = found.shift();
    if (!PLAIN.test(name)) puts.push({ store: at, name, record: await turn(STORES[at], record, name) });
  }
  return { prints, puts };
}

/** Everything of one store; a fact has its name beside it, other records carry their key. */
async function readAll(store, at) {
  const [keys, records] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
  return records.map((record, index) => ({ at, record, name: STORES[at] === "meta" ? keys[index] : undefined }));
}

/** Tells one state of a record from another. */
function print({ name, record }) {
  return name && PLAIN.test(name) ? name : JSON.stringify([name, record], (_, part) => (part instanceof ArrayBuffer ? part.byteLength : part));
}

async function isStill(store, key, was) {
  return String((await asked(store.get(key)))?.iv) === String(was?.iv);
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A record as bytes: its text, and behind it the buffers it holds. */
function packed(record) {
  const buffers = [];
  const text = JSON.stringify(record, (_, part) => (part instanceof ArrayBuffer ? { $buffer: buffers.push(part) - 1 } : part));
  const head = new TextEncoder().encode(JSON.stringify([text, buffers.map(({ byteLength }) => byteLength)]));
  const whole = new Uint8Array(buffers.reduce((sum, { byteLength }) => sum + byteLength, 4 + head.length));
  new DataView(whole.buffer).setUint32(0, head.length);
  let at = 4;
  for (const part of [head, ...buffers.map((buffer) => new Uint8Array(buffer))]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function unpacked(bytes) {
  let at = 4 + new DataView(bytes).getUint32(0);
  const [text, lengths] = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, at - 4)));
  const buffers = lengths.map((length) => bytes.slice(at, (at += length)));
  return JSON.parse(text, (_, part) => (part && Number.isInteger(part.$buffer) ? buffers[part.$buffer] : part));
}
