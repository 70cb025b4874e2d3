import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";

import { base64, digestOf, hex, sha256 } from "../../server/phone/static/app/lib/sha256.js";

const ascii = (text) => new TextEncoder().encode(text);

test("it works", () => {
  assert.equal(hex(sha256(ascii("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("the published vectors hold", () => {
  const vectors = {
    "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq": "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ["a".repeat(1_000_000)]: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  };
  for (const [text, digest] of Object.entries(vectors)) assert.equal(hex(sha256(ascii(text))), digest);
});

test("it agrees with node at every length around a block", () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = randomBytes(length);
    assert.equal(hex(sha256(bytes)), createHash("sha256").update(bytes).digest("hex"), `${length} bytes`);
  }
});

test("the browser's own and ours give the same", async () => {
  const bytes = randomBytes(70_000);
  assert.deepEqual(await digestOf(bytes), sha256(bytes));
});

test("base64 is what Content-Digest wants", () => {
  assert.equal(base64(sha256(ascii("abc"))), createHash("sha256").update("abc").digest("base64"));
});
