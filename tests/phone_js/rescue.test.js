import assert from "node:assert/strict";
import { test } from "node:test";

import { Unusable, meeting, pack, unpack } from "../../server/phone/static/app/lib/rescue.js";

const PASSPHRASE = "caminito de la escuela";
const bytes = (size, seed) => Uint8Array.from({ length: size }, (_, at) => (at * seed) % 251).buffer;

const draft = (submission, more = {}) => ({
  shopper: "s1", submission, state: "waiting", outcome: "done", pressed: [], revision: 1, answers: { a: { value: "ñ \u2028 \ud800" } },
  body: "{\"part\":\"visit\"}", body_digest: "d1", updated: "2026-11-21T10:00:00.000Z", ...more,
});

async function held(more = {}) {
  const photos = more.photos || [
    { submission: "r1", sha256: "aa", bytes: bytes(1000, 7), thumb: bytes(30, 3) },
    { submission: "r2", sha256: "bb", bytes: null, thumb: bytes(10, 5) },
  ];
  const shown = (id) => ({ photos: photos.filter(({ submission }) => submission === id).map(({ sha256 }) => ({ sha256, question: "q" })) });
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  return { keys, of: {
    shopper: "s1", device: "d1", savedAt: "2026-11-21T11:00:00.000Z", clock: null, drafts: [draft("r1", shown("r1")), draft("r2", shown("r2"))], photos,
    ...more,
  } };
}

async function packed(more) {
  const { of, keys } = await held(more);
  return { of, keys, text: await (await pack(of, PASSPHRASE, keys.privateKey, () => {})).text() };
}

const refused = (text, passphrase = PASSPHRASE) => assert.rejects(unpack(text, passphrase, () => {}), Unusable);
const reason = (text, passphrase = PASSPHRASE) => unpack(text, passphrase, () => {}).then(() => "opened", (error) => error.reason);

test("it works", async () => {
  const { of, text } = await packed();
  const found = await unpack(text, PASSPHRASE, () => {});
  assert.deepEqual(found, { shopper: "s1", savedAt: of.savedAt, drafts: of.drafts, photos: of.photos });
});

test("a file of many photos comes back byte for byte", async () => {
  const photos = Array.from({ length: 5 }, (_, at) => ({ submission: "r1", sha256: String(at), bytes: bytes(400000 + at, at + 2), thumb: bytes(at, 2) }));
  photos[0].thumb = null;
  const { text } = await packed({ photos });
  assert.deepEqual((await unpack(text, PASSPHRASE, () => {})).photos, photos);
});

test("nothing of a record can be read without the passphrase", async () => {
  const { text } = await packed();
  assert.deepEqual(Object.keys(JSON.parse(text)), ["kit", "version", "kdf", "iv", "sum", "sealed"]);
  assert.equal(Buffer.from(JSON.parse(text).sealed, "base64").includes("submission"), false);
  assert.equal(await reason(text, "caminito de la escuelA"), "passphrase");
});

test("a passphrase is the same however its accents are written", async () => {
  const { of, keys } = await held();
  const text = await (await pack(of, "camión azul", keys.privateKey, () => {})).text();
  assert.equal(await reason(text, "camio\u0301n azul"), "opened");
});

test("what is wrong with a file is told apart", async () => {
  const { text } = await packed();
  assert.equal(await reason(text.slice(0, -200)), "damaged");
  const file = JSON.parse(text);
  const flipped = (name, from = file[name]) => JSON.stringify({ ...file, [name]: (from[0] === "A" ? "B" : "A") + from.slice(1) });
  for (const name of ["iv", "sum", "sealed"]) assert.equal(await reason(flipped(name)), "damaged");
  assert.equal(await reason(JSON.stringify({ ...file, sealed: `${file.sealed.slice(0, 40)}*${file.sealed.slice(41)}` })), "damaged");
  assert.equal(await reason(text.replace("\"version\":1", "\"version\":2")), "version");
  assert.equal(await reason("{\"notes\": []}"), "not_ours");
  assert.equal(await reason(""), "not_ours");
  await refused("\u0000\u0001");
});

test("a photo that was removed or taken again is not in it", async () => {
  const { of, keys } = await held();
  of.photos.push({ submission: "r1", sha256: "bb", bytes: bytes(50, 2), thumb: null }, { submission: "r1", sha256: "cc", bytes: bytes(60, 2), thumb: null });
  const found = await unpack(await (await pack(of, PASSPHRASE, keys.privateKey, () => {})).text(), PASSPHRASE, () => {});
  assert.deepEqual(found.photos, of.photos.slice(0, 2));
});

test("each record is signed, with the ids and photos it belongs to", async () => {
  const { keys, of, text } = await packed();
  const file = JSON.parse(text);
  const raw = (value) => Uint8Array.from(Buffer.from(value, "base64"));
  const words = await crypto.subtle.importKey("raw", new TextEncoder().encode(PASSPHRASE), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt: raw(file.kdf.salt), iterations: 600000 }, words, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: raw(file.iv), additionalData: new TextEncoder().encode("kit rescue 1") }, key, raw(file.sealed));
  const { records } = JSON.parse(new TextDecoder().decode(new Uint8Array(plain, 4, new DataView(plain).getUint32(0))));
  assert.equal(records.length, 2);
  for (const [at, record] of records.entries()) {
    const signed = new TextEncoder().encode(record.text);
    assert.ok(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, keys.publicKey, raw(record.signature), signed));
    const { shopper, device, photos, draft: told } = JSON.parse(record.text);
    assert.deepEqual({ shopper, device, photos, told }, { shopper: "s1", device: "d1", photos: [["aa"], ["bb"]][at], told: of.drafts[at] });
  }
});

test("what loading means", () => {
  const early = draft("r1", { updated: "2026-11-21T09:00:00.000Z", state: "draft" });
  const late = draft("r1", { updated: "2026-11-21T12:00:00.000Z", state: "draft" });
  assert.equal(meeting(draft("r1"), null, undefined), "new");
  assert.equal(meeting(draft("r1"), undefined, { revision: 0, digest: null }), "new");
  assert.equal(meeting(late, early), "newer");
  assert.equal(meeting(early, late), "older");
  assert.equal(meeting(late, late), "here");
  assert.equal(meeting(late, draft("r1", { state: "sending" })), "here");
});

test("a report that was only looked at stands in nobody's way", () => {
  const late = draft("r1", { updated: "2026-11-21T12:00:00.000Z", state: "draft", answers: {} });
  assert.equal(meeting(draft("r1"), late), "new");
  assert.equal(meeting(draft("r1"), { ...late, outcome: "closed" }), "older");
});

test("what the server has is not loaded again", () => {
  const sent = (digest, revision = 1) => draft("r1", { state: "sent", receipt: { digest, revision } });
  assert.equal(meeting(draft("r1"), sent("d1")), "sent");
  assert.equal(meeting(draft("r1"), null, { revision: 1, digest: "d1" }), "sent");
  assert.equal(meeting(draft("r1"), null, { revision: 2, digest: "d9" }), "sent");
  assert.equal(meeting(draft("r1", { body: null }), null, { revision: 1, digest: "d9" }), "sent");
});

test("another content under the same id is loaded, for the shopper to choose", () => {
  assert.equal(meeting(draft("r1"), null, { revision: 1, digest: "d9" }), "new");
});
