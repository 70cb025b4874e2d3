/**
 * The rescue file: all that a shopper has not sent yet, each record signed by the phone, the whole
 * sealed under a passphrase. server/rescue reads it too and says the format once more.
 *
 * One JSON object; `sealed` stands last, so that a file that was cut ends within it:
 * {kit: "rescue", version: 1, kdf: {name, iterations, salt}, iv, sum, sealed}
 * `sum` is over everything else and tells damage from another passphrase. What is sealed is four
 * bytes with the length of an index, the index in JSON, and the photos' bytes one after the other.
 */
const ROUNDS = 600000;
const BOUND = utf8("kit rescue 1");
// A multiple of three and of four: what is made of one piece goes on in the next.
const PIECE = 3 * 4 * 16384;
// Milliseconds of work after which the page may answer a touch.
const BREATH = 12;

/** Why a file cannot be opened: `not_ours`, `version`, `damaged` or `passphrase`. */
export class Unusable extends Error {
  /** @param {string} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {object} held
 * @param {string} held.shopper
 * @param {string} held.device
 * @param {string} held.savedAt
 * @param {object|null} held.clock how far this phone's clock is off, where that was measured
 * @param {object[]} held.drafts
 * @param {object[]} held.photos with `submission`, `sha256`, `thumb` and, where they are here, `bytes`
 * @param {string} passphrase
 * @param {CryptoKey} [privateKey] of the device; without it only a phone takes the file
 * @param {(share: number) => void} tell how far it is, from 0 to 1
 * @returns {Promise<Blob>} the file
 */
export async function pack({ shopper, device, savedAt, clock, drafts, photos: all }, passphrase, privateKey, tell) {
  // One that was removed or taken again is nobody's any more.
  const photos = all.filter(({ submission, sha256 }) => drafts.some((draft) => draft.submission === submission && draft.photos.some((photo) => photo.sha256 === sha256)));
  const records = [];
  for (const draft of drafts) {
    const shown = photos.filter(({ submission }) => submission === draft.submission);
    const text = JSON.stringify({ kit: "record", version: 1, shopper, device, clock, photos: shown.map(({ sha256 }) => sha256), draft });
    const signature = privateKey ? await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, utf8(text)) : new ArrayBuffer(0);
    records.push({ text, signature: base64(new Uint8Array(signature)) });
  }
  const index = photos.map(({ submission, sha256, bytes, thumb }) => ({ submission, sha256, size: bytes?.byteLength || 0, thumb: thumb?.byteLength || 0 }));
  const head = utf8(JSON.stringify({ shopper, device, saved_at: savedAt, records, photos: index }));
  const plain = joined([lengthOf(head), head, ...photos.flatMap(({ bytes, thumb }) => [bytes, thumb]).filter(Boolean)]);
  tell(0.2);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(way(iv), await keyOf(passphrase, salt, "encrypt"), plain));
  tell(0.4);
  const outer = { kit: "rescue", version: 1, kdf: { name: "PBKDF2-SHA256", iterations: ROUNDS, salt: base64(salt) }, iv: base64(iv) };
  const parts = [`${JSON.stringify({ ...outer, sum: await sumOf(outer, sealed) }).slice(0, -1)},"sealed":"`];
  const rest = breathing((at) => tell(0.4 + (0.6 * at) / sealed.length));
  for (let at = 0; at < sealed.length; at += PIECE) {
    // A blob each: the browser takes it out of the page's memory, and need not take all at once.
    parts.push(new Blob([base64(sealed.subarray(at, at + PIECE))]));
    await rest(at);
  }
  return new Blob([...parts, `"}`], { type: "application/json" });
}

/**
 * @param {string} text of the file
 * @param {string} passphrase
 * @param {(share: number) => void} tell
 * @returns {Promise<{shopper: string, savedAt: string, drafts: object[], photos: object[]}>}
 * @throws {Unusable}
 */
export async function unpack(text, passphrase, tell) {
  const file = opened(text);
  const sealed = await bytesOf(file.sealed, tell);
  if (file.sum !== (await sumOf(file, sealed))) throw new Unusable("damaged");
  const key = await keyOf(passphrase, fromBase64(file.kdf.salt), "decrypt");
  const plain = await crypto.subtle.decrypt(way(fromBase64(file.iv)), key, sealed).catch(() => null);
  if (!plain) throw new Unusable("passphrase");
  let at = 4 + new DataView(plain).getUint32(0);
  const { shopper, saved_at: savedAt, records, photos } = JSON.parse(new TextDecoder().decode(new Uint8Array(plain, 4, at - 4)));
  const take = (size) => (size ? plain.slice(at, (at += size)) : null);
  tell(1);
  return {
    shopper, savedAt, drafts: records.map((record) => JSON.parse(record.text).draft),
    photos: photos.map(({ submission, sha256, size, thumb }) => ({ submission, sha256, bytes: take(size), thumb: take(thumb) })),
  };
}

/**
 * What loading a record means where this may be held already. First match wins:
 *
 * | the record of the file                               | is               |
 * |------------------------------------------------------|------------------|
 * | the server has it, or a later revision, or its part  | sent             |
 * | nothing of it is here, or nothing stands in it       | new              |
 * | what is here is on its way, or was changed last then | here             |
 * | what is here was changed before it                   | newer            |
 * | otherwise                                            | older            |
 *
 * @param {object} draft of the file
 * @param {object|null|undefined} here the draft of this phone
 * @param {{revision: number, digest: string|null}|undefined} part of the sync
 * @returns {"sent"|"new"|"here"|"newer"|"older"}
 */
export function meeting(draft, here, part) {
  const arrived = here?.state === "sent" ? here.receipt : part;
  if (arrived?.digest && (arrived.digest === draft.body_digest || arrived.revision > draft.revision)) return "sent";
  if (arrived?.digest && !draft.body && arrived.revision === draft.revision) return "sent";
  if (!here || isBlank(here)) return "new";
  if (here.updated === draft.updated || here.state === "waiting" || here.state === "sending") return "here";
  return draft.updated > here.updated ? "newer" : "older";
}

function isBlank({ state, outcome, answers, pressed }) {
  return state === "draft" && outcome === "done" && !pressed.length && !Object.keys(answers).length;
}

function opened(text) {
  const ours = /^\s*\{"kit":"rescue","version":(\d+)/.exec(text.slice(0, 100));
  if (!ours) throw new Unusable("not_ours");
  if (ours[1] !== "1") throw new Unusable("version");
  try {
    const file = JSON.parse(text);
    if (typeof file.sealed === "string" && file.kdf.iterations === ROUNDS) return file;
  } catch { /* cut */ }
  throw new Unusable("damaged");
}

async function bytesOf(text, tell) {
  const parts = [];
  const rest = breathing((at) => tell((0.8 * at) / text.length));
  for (let at = 0; at < text.length; at += PIECE) {
    parts.push(fromBase64(text.slice(at, at + PIECE)));
    await rest(at);
  }
  return joined(parts);
}

async function sumOf({ version, kdf, iv }, sealed) {
  const inner = await crypto.subtle.digest("SHA-256", sealed);
  return base64(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8([version, kdf.salt, iv, base64(new Uint8Array(inner))].join(" ")))));
}

async function keyOf(passphrase, salt, use) {
  const words = await crypto.subtle.importKey("raw", utf8(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, words, { name: "AES-GCM", length: 256 }, false, [use]);
}

function way(iv) {
  return { name: "AES-GCM", iv, additionalData: BOUND };
}

/** Lets the page answer a touch now and then; millions of characters take seconds. */
function breathing(tell) {
  let since = performance.now();
  return async (at) => {
    if (performance.now() - since < BREATH) return;
    tell(at);
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function lengthOf(head) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  return length;
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part instanceof ArrayBuffer ? new Uint8Array(part) : part, at);
    at += part.byteLength;
  }
  return whole;
}

/** Arguments of a call lie on the stack, which is small on phones. */
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function fromBase64(text) {
  try {
    const found = atob(text);
    const bytes = new Uint8Array(found.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = found.charCodeAt(at);
    return bytes;
  } catch {
    throw new Unusable("damaged");
  }
}
