/**
 * This phone as one shopper's device: its id, and the keys it signs with. Two shoppers on one phone
 * are two devices. The private key cannot be read out, not even by us. Over plain HTTP there are no
 * keys, and some browsers cannot keep any; the id is needed all the same.
 * @param {object} records
 * @param {string} shopper
 * @param {() => string} newId
 * @returns {Promise<{id: string, keys: CryptoKeyPair|null, known: boolean}>} `known`: to the server
 */
export async function deviceOf(records, shopper, newId) {
  const kept = await records.fact(`device:${shopper}`);
  if (kept) return kept;
  const device = { id: newId(), keys: null, known: false };
  try {
    const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    const signing = { ...device, keys };
    await records.keepFact(`device:${shopper}`, signing);
    return signing;
  } catch {
    await records.keepFact(`device:${shopper}`, device);
    return device;
  }
}

/**
 * Tells the server the public key, once. Where it knows the id with another key, the next call
 * begins with a new one.
 * @param {object} records
 * @param {Function} ask see net/api.js
 * @param {string} shopper
 * @param {object} device
 */
export async function introduce(records, ask, shopper, device) {
  if (device.known || !device.keys) return;
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", device.keys.publicKey);
  const { status, json } = await ask("PUT", `/api/v1/phone/devices/${device.id}`, {
    body: JSON.stringify({ key: { kty, crv, x, y } }), headers: { "Content-Type": "application/json", "Kit-Shopper": shopper },
  });
  if (json?.device === device.id) await records.keepFact(`device:${shopper}`, { ...device, known: true });
  else if (status === 409 && json?.code === "device_taken") await records.keepFact(`device:${shopper}`, null);
}
