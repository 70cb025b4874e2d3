import assert from "node:assert/strict";
import { test } from "node:test";

import { envelopeOf } from "../../server/phone/static/app/lib/envelope.js";
import { locationOf, metresBetween, noLocation, obstacleOf, reasonOf, skewOf } from "../../server/phone/static/app/lib/place.js";

const PUEBLA = { lat: 19.0414, lon: -98.2063 };
const STAMP = { at: "2026-11-21T16:15:30.000Z", offset: -360, zone: "America/Mexico_City" };
const FREE = { secure: true, place: PUEBLA, consent: "yes", permission: "granted" };

test("it works", () => {
  const found = { latitude: 19.0417, longitude: -98.2063, accuracy: 11.2 };
  assert.deepEqual(locationOf(found, PUEBLA, STAMP), { given: true, distance: 33, accuracy: 12, at: STAMP });
});

test("a metre is a metre near the equator, near a pole and across the date line", () => {
  const degree = 111195;
  const near = (one, other) => Math.abs(one - other) < 1;
  assert.ok(near(metresBetween({ lat: 0, lon: 0 }, { lat: 0, lon: 1 }), degree));
  assert.ok(near(metresBetween({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 }), degree));
  assert.ok(near(metresBetween({ lat: 89.5, lon: 0 }, { lat: 89.5, lon: 180 }), degree));
  assert.ok(near(metresBetween({ lat: -33.5, lon: -70.6 }, { lat: -32.5, lon: -70.6 }), degree));
});

test("it is as far there as back, and never further than half the earth", () => {
  let seed = 7;
  const dice = (most) => ((seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5) * 2 * most;
  for (let round = 0; round < 500; round += 1) {
    const [one, other] = [1, 2].map(() => ({ lat: dice(90), lon: dice(180) }));
    const metres = metresBetween(one, other);
    assert.ok(metres >= 0 && metres <= 20100000, `${JSON.stringify([one, other])} ${metres}`);
    assert.ok(Math.abs(metres - metresBetween(other, one)) < 0.01);
  }
  assert.equal(metresBetween(PUEBLA, PUEBLA), 0);
  assert.equal(Math.round(metresBetween({ lat: 90, lon: 0 }, { lat: -90, lon: 0 })), 20015115);
});

test("a position leaves no coordinates behind", () => {
  const kept = locationOf({ latitude: 19.04, longitude: -98.2, accuracy: 5, altitude: 2140, heading: 90 }, PUEBLA, STAMP);
  assert.deepEqual(Object.keys(kept), ["given", "distance", "accuracy", "at"]);
});

test("an accuracy that is none counts as the worst, a position that is none as unavailable", () => {
  for (const accuracy of [undefined, NaN, Infinity, -1, 1e12]) {
    assert.equal(locationOf({ latitude: 19, longitude: -98, accuracy }, PUEBLA, STAMP).accuracy, 20100000);
  }
  assert.deepEqual(locationOf({ latitude: NaN, longitude: 0, accuracy: 5 }, PUEBLA, STAMP), noLocation("unavailable"));
});

test("why there is none", () => {
  assert.equal(obstacleOf(FREE), null);
  assert.equal(obstacleOf({ ...FREE, permission: null }), null);
  assert.equal(obstacleOf({ ...FREE, permission: "denied" }), null, "the browser itself says refused");
  assert.equal(obstacleOf({ ...FREE, secure: false }), "insecure");
  assert.equal(obstacleOf({ ...FREE, place: null }), "no_store_place");
  assert.equal(obstacleOf({ ...FREE, consent: "no" }), "refused");
  assert.equal(obstacleOf({ ...FREE, consent: undefined }), "not_asked");
  assert.equal(obstacleOf({ ...FREE, permission: "prompt" }), "not_asked", "no question of the browser's in the store");
  assert.deepEqual([1, 2, 3, 99].map(reasonOf), ["refused", "unavailable", "timeout", "unavailable"]);
});

test("how far the clock is ahead, at the middle of the request", () => {
  const noon = Date.parse("2026-11-21T12:00:00Z");
  assert.deepEqual(skewOf("2026-11-21T12:00:00.000Z", noon + 1000, noon + 3000), { skew_ms: 2000, at: "2026-11-21T12:00:03.000Z" });
  assert.equal(skewOf("2026-11-21T12:00:00.000Z", noon - 86400000, noon - 86400000).skew_ms, -86400000);
  for (const told of [null, "", "yesterday"]) assert.equal(skewOf(told, noon, noon), null);
  for (const answered of [0, noon - 1, noon + 3600000]) assert.equal(skewOf("2026-11-21T12:00:00.000Z", noon, answered), null, "the clock was set meanwhile");
});

const DRAFT = {
  visit: "v", part: "visit", form: { id: "f", version: 1 }, outcome: "done", outcome_note: "", answers: {}, photos: [],
  started: STAMP, finished: STAMP, revision: 1,
};
const BY = { asked: [], device: "d", app: "a", language: "en" };
const sent = (draft, by) => JSON.parse(envelopeOf({ ...DRAFT, ...draft }, { ...BY, ...by }).body);

test("a report says how far it was, or that nobody asked", () => {
  const location = locationOf({ latitude: 19.0417, longitude: -98.2063, accuracy: 12 }, PUEBLA, STAMP);
  assert.deepEqual(sent({ location }).location, location);
  assert.deepEqual(sent({}).location, { given: false, reason: "not_asked" });
});

test("a report tells the clock as it was before the visit, else as it was measured last", () => {
  const [before, last] = [{ skew_ms: 86400000, at: STAMP.at }, { skew_ms: 0, at: STAMP.at }];
  assert.deepEqual(sent({ clock: before }, { clock: last }).clock, before);
  assert.deepEqual(sent({ clock: null }, { clock: last }).clock, last);
  assert.equal("clock" in sent({}, {}), false);
});
