import assert from "node:assert/strict";
import { test } from "node:test";

import { Records } from "../../server/phone/static/app/store/records.js";
import { newLock, relocked, SealedRecords, unlocked } from "../../server/phone/static/app/store/sealed.js";

const draft = { shopper: "s", submission: "a", answers: { q: { comment: "Ñandú" } } };
const photo = { shopper: "s", submission: "a", sha256: "f", bytes: new Uint8Array([1, 2, 3]).buffer, thumb: new Uint8Array([9]).buffer, received: false };
const text = (record) => new TextDecoder("latin1").decode(record.sealed);

test("it works", async () => {
  const { lock, seal } = await newLock("three green lamps");
  const kept = await seal.close("drafts", draft);

  assert.deepEqual(Object.keys(kept).sort(), ["iv", "sealed", "shopper", "submission"]);
  assert.ok(!text(kept).includes("comment"));
  const again = await unlocked(lock, "three green lamps");
  assert.deepEqual(await again.open("drafts", kept), draft);
});

test("whoever asks Records can ask the sealed ones the same", () => {
  const names = (kind) => Object.getOwnPropertyNames(kind.prototype).filter((name) => name !== "db").sort();
  assert.deepEqual(names(SealedRecords), names(Records));
});

test("a photo comes back with its bytes, also without them", async () => {
  const { seal } = await newLock("three green lamps");
  assert.deepEqual(await seal.open("photos", await seal.close("photos", photo)), photo);
  const light = { ...photo, bytes: null };
  assert.deepEqual(await seal.open("photos", await seal.close("photos", light)), light);
});

test("a fact comes back, null as well", async () => {
  const { seal } = await newLock("three green lamps");
  for (const fact of [{ visits: [1] }, null, "word"]) {
    assert.deepEqual(await seal.open("meta", await seal.close("meta", fact, "sync:s"), "sync:s"), fact);
  }
});

test("the same record is never sealed twice alike", async () => {
  const { seal } = await newLock("three green lamps");
  const [one, two] = [await seal.close("drafts", draft), await seal.close("drafts", draft)];
  assert.notDeepEqual(one.iv, two.iv);
  assert.notEqual(text(one), text(two));
});

test("a record cannot be put in another's place", async () => {
  const { seal } = await newLock("three green lamps");
  const kept = await seal.close("drafts", draft);
  await assert.rejects(seal.open("drafts", { ...kept, submission: "b" }));
  await assert.rejects(seal.open("photos", kept));
  const fact = await seal.close("meta", 1, "sync:s");
  await assert.rejects(seal.open("meta", fact, "sync:t"));
});

test("another passphrase opens nothing", async () => {
  const { lock } = await newLock("three green lamps");
  assert.equal(await unlocked(lock, "three green lamp"), null);
  assert.equal(lock.rounds, 600000);
});

test("a changed passphrase opens what was sealed before, and the old one no more", async () => {
  const { lock, seal } = await newLock("three green lamps");
  const kept = await seal.close("drafts", draft);
  assert.equal(await relocked(lock, "wrong words", "four blue kites"), null);

  const changed = await relocked(lock, "three green lamps", "four blue kites");

  assert.deepEqual(await (await unlocked(changed, "four blue kites")).open("drafts", kept), draft);
  assert.equal(await unlocked(changed, "three green lamps"), null);
});
