import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesText, moneyInput, moneyText, parseDuration, parseMoney, parseNumber, placesOf, signOf } from "../../server/phone/static/app/lib/amounts.js";

test("it works", () => {
  assert.equal(parseNumber("12.5"), 12.5);
  assert.equal(parseMoney("125.50", 2), 12550);
  assert.equal(parseDuration("2", "5"), 125);
});

test("comma and point are both read, as people type them", () => {
  const typed = { "12,5": 12.5, "1,250.50": 1250.5, "1.250,50": 1250.5, "1 250,50": 1250.5, "1,250": 1250, "0,125": 0.125, "$ 1,250": 1250, "-3": -3, "1,250,000": 1250000, " 7 ": 7, "1.": 1 };
  for (const [text, value] of Object.entries(typed)) assert.equal(parseNumber(text), value, text);
});

test("what is no number stays as it was typed, so that the form can say so", () => {
  for (const text of ["abc", "12a", "-", ".", "1..x"]) assert.equal(parseNumber(text), text);
});

test("nothing typed is no answer", () => {
  assert.equal(parseNumber("  "), null);
  assert.equal(parseMoney("", 2), null);
  assert.equal(parseDuration(" ", ""), null);
});

test("money is exact in minor units", () => {
  const typed = { "0.1": 10, "19.99": 1999, "1.15": 115, "8.20": 820, "4.35": 435, "1,005.01": 100501 };
  for (const [text, minor] of Object.entries(typed)) assert.equal(parseMoney(text, 2), minor, text);
});

test("a fraction of the smallest coin is not rounded away", () => {
  assert.equal(parseMoney("1.9999", 2), "1.9999");
  assert.equal(parseMoney("12.5", 0), "12.5");
});

test("currencies have the decimals that they have", () => {
  assert.deepEqual(["MXN", "CLP", "JPY"].map(placesOf), [2, 0, 0]);
});

test("an amount is shown with its sign and typed without", () => {
  assert.equal(moneyText(125050, "MXN", "es-MX"), "$1,250.50");
  assert.equal(moneyInput(125050, 2), "1250.50");
  assert.equal(signOf("MXN", "es-MX"), "$");
});

test("seconds over sixty count on, letters are kept to be corrected", () => {
  assert.equal(parseDuration("", "90"), 90);
  assert.equal(parseDuration("1", "x"), "1:x");
});

test("sizes are said in round figures", () => {
  assert.equal(bytesText(340_100, "en"), "341 KB");
  assert.equal(bytesText(1_260_000, "en"), "1.3 MB");
});
