/**
 * A moment logged outside a visit: what is asked, in the shape of a form, so that it is kept, checked
 * and shown as a report is; and the bytes that are sent. Pure.
 */
import { wall } from "./zone.js";

/** The seven sins; the server knows them by the same names. */
export const SINS = ["apathy", "brush_off", "coldness", "condescension", "robotism", "rulebook", "runaround"];
const MOMENTS = ["arrival", "enquiry", "waiting", "payment", "after"];
const AFFECTED = ["me", "other_customer", "several", "colleague"];
const DAY = 86400000;
// More would be a list to search in; any other name is written.
const MOST_STORES = 6;
const OTHER = "other";

/**
 * @param {(key: string) => string} say
 * @param {{stores: {code: string, name: string}[], days: {id: string, text: string}[]}} of `stores`: where the shopper was sent
 * @returns {object} a compiled form
 */
export function momentForm(say, { stores, days }) {
  const ask = (id, kind, more) => ({ id, kind, text: say(`moment_${id}`), tip: say(`tip_${id}`), ...more });
  const options = (ids, named) => ids.map((id) => ({ id, text: named(id) }));
  const known = stores.slice(0, MOST_STORES).map(({ code, name }) => ({ id: code, text: name }));
  const questions = [
    ask("kind", "one", { options: options([...SINS, "good"], (id) => say(`sin_${id}`)) }),
    ask("moment", "one", { options: options(MOMENTS, (id) => say(`at_${id}`)) }),
    ask("affected", "one", { options: options(AFFECTED, (id) => say(`affected_${id}`)) }),
    ...(known.length ? [ask("store", "one", { options: [...known, { id: OTHER, text: say("moment_elsewhere") }] })] : []),
    ask("store_name", "text", { max_length: 120, ...(known.length ? { ask_when: { question: "store", is: OTHER } } : {}) }),
    ask("words", "text", { min_length: 10, max_length: 2000, ask_when: { question: "kind", in: SINS } }),
    ask("praise", "text", { required: false, max_length: 2000, ask_when: { question: "kind", is: "good" } }),
    ask("day", "one", { options: days }),
  ];
  return { form: "episode", version: 1, in_store: [], sections: [{ id: "moment", part: "episode", title: say("moment_title"), questions }] };
}

/**
 * A moment that nobody has begun.
 * @param {{shopper: string, submission: string, now: object, clock: object|null}} of `now` is a stamp
 * @returns {object} a draft, see store/records.js
 */
export function blankMoment({ shopper, submission, now, clock }) {
  return {
    shopper, submission, visit: null, part: "episode", form: null,
    state: "draft", outcome: "done", outcome_note: "", answers: { day: { value: daysOf(now)[0] } }, pressed: [], photos: [],
    revision: 1, replaces: null, place: { section: null, question: null }, checked: false, started: now, finished: null, clock,
    body: null, device_time: null, receipt: null, problem: null, attempts: 0, updated: "",
  };
}

/** The day on which a moment was begun and the two before. @param {object} stamp @returns {string[]} */
export function daysOf({ at, zone }) {
  return [0, 1, 2].map((back) => wall(Date.parse(at) - back * DAY, zone).date);
}

/**
 * The moment as it is sent.
 * @param {object} draft
 * @param {{device: string, app: string, language: string, clock: object|null|undefined}} by
 * @returns {{body: string, announced: string[]}}
 */
export function momentEnvelope(draft, { device, app, language, clock }) {
  const given = (id) => draft.answers[id]?.value;
  const [kind, store] = [given("kind"), given("store")];
  const measured = draft.clock || clock;
  const body = {
    kind, moment: given("moment"), affected: given("affected"),
    ...(store && store !== OTHER ? { store } : { store_name: given("store_name").trim() }),
    words: (given(kind === "good" ? "praise" : "words") || "").trim(),
    days_before: Math.max(0, daysOf(draft.started).indexOf(given("day"))),
    logged: draft.started, ...(measured ? { clock: measured } : {}), device: { id: device, app }, language,
  };
  return { body: JSON.stringify(body), announced: [] };
}

/**
 * Stores of the shopper's visits, those whose window is nearest first, each once.
 * @param {{store: object, window: {opens: string, closes: string}}[]} visits
 * @param {number} now
 * @returns {{code: string, name: string}[]}
 */
export function storesOf(visits, now) {
  const far = ({ window: { opens, closes } }) => Math.max(Date.parse(opens) - now, now - Date.parse(closes), 0);
  const found = new Map();
  for (const { store } of [...visits].sort((a, b) => far(a) - far(b))) {
    if (!found.has(store.code)) found.set(store.code, { code: store.code, name: store.name });
  }
  return [...found.values()];
}

/** The store that a written name means, where it is one that is known. */
export function storeNamed(name, stores) {
  const plain = (text) => text.trim().toLocaleLowerCase();
  return stores.find((store) => plain(store.name) === plain(name || ""));
}
