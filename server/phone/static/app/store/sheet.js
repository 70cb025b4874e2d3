import { isGiven, planOf } from "../lib/plan.js";

// A write that failed is tried again; room may have been made meanwhile.
const AGAIN = 5000;
// Why a write was not done: the record is not the one that is open here any more.
const ELSEWHERE = new Error();

/** The open report: its answers in memory, every change of them on its way to the store at once. */
export class Sheet {
  #records;
  #evaluate;
  #moved;
  #draft;
  #kind;
  #plan = null;
  #watchers = new Set();
  #pending = [];
  #writing = null;
  /** Photos that the phone had no room for, by question: kept here until they are stored. */
  held = new Map();

  /**
   * @param {{records: object, evaluate: Function, moved?: () => void}} means `moved`: another window
   *   has sent, discarded or reopened this report, and nothing more is written into it from here
   * @param {{visit: object, part: object, form: object, draft: object}} report
   */
  constructor({ records, evaluate, moved }, { visit, part, form, draft }) {
    this.#records = records;
    this.#evaluate = evaluate;
    this.#moved = moved;
    this.visit = visit;
    this.part = part;
    this.form = form;
    this.draft = draft;
    this.#blank = structuredClone(draft);
    /** "saved" is said only when nothing is on its way; "failed" until a later write succeeds. */
    this.saved = "saved";
  }

  get draft() {
    return this.#draft;
  }

  /** The record as it is stored now. */
  set draft(draft) {
    this.#draft = draft;
    this.#kind = kindOf(draft);
    this.#plan = null;
  }

  /** What is on the screens, see lib/plan.js. */
  get plan() {
    if (!this.#plan) this.#judge();
    return this.#plan;
  }

  /** @returns {object|undefined} a question of the form */
  question(id) {
    this.#byId ||= new Map(this.form.sections.flatMap(({ questions }) => questions).map((question) => [question.id, question]));
    return this.#byId.get(id);
  }

  #byId = null;

  get id() {
    return this.draft.submission;
  }

  /** @param {() => void} watcher called after every change @returns {() => void} ends it */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Changes one answer. What the server said against it is over, for it is another answer now.
   * @param {string} question
   * @param {(answer: object) => void} change
   */
  answer(question, change, options) {
    return this.change((draft) => {
      const answer = { ...draft.answers[question] };
      change(answer);
      if (isGiven(answer) || answer.comment) draft.answers[question] = answer;
      else delete draft.answers[question];
      if (draft.problem?.byQuestion) delete draft.problem.byQuestion[question];
    }, options);
  }

  /** Where the shopper is, so that a reload comes back there. */
  remember(section, question) {
    const { place } = this.draft;
    if (place.section === section && place.question === question) return;
    this.change((draft) => { draft.place = { section, question }; }, { quiet: true });
  }

  /** The draft where the phone holds one; a report that nobody has begun here is none. */
  get stored() {
    return this.draft.updated ? this.draft : null;
  }

  /** Ids of the questions asked now. */
  get asked() {
    return this.plan && this.#evaluation.asked;
  }

  /**
   * Applies a change at once in memory and queues it for the store. Changes made while one is being
   * written go together in the next, so typing never waits and never lags.
   * @param {(draft: object) => void} change
   * @param {{strict?: boolean, photo?: object, quiet?: boolean, also?: (draft: object) => void}} [options]
   * @returns {Promise<void>} resolves when stored
   */
  change(change, { strict = false, photo = null, quiet = false, also } = {}) {
    const whole = (draft) => {
      change(draft);
      also?.(draft);
      // The bytes that were refused stand until something else is written.
      if (!quiet) draft.body = null;
    };
    whole(this.draft);
    if (!quiet) this.#judge();
    const stored = new Promise((resolve, reject) => this.#pending.push({ whole, strict, photo, resolve, reject }));
    stored.catch(() => {});
    if (this.saved === "saved") this.saved = "saving";
    this.#write(strict || photo ? null : painted());
    if (!quiet) this.#tell();
    return stored;
  }

  /** Resolves when everything changed so far is stored. */
  async settled() {
    while (this.#writing) await this.#writing;
  }

  /** Photos on their way to the store, of which the draft speaks already. */
  get coming() {
    return this.#pending.flatMap(({ photo }) => photo || []);
  }

  #evaluation;

  #judge() {
    const { form, part, draft, visit } = this;
    this.#evaluation = this.#evaluate(form, part.part, draft.answers, visit.facts);
    this.#plan = planOf(form, part.part, draft.answers, this.#evaluation);
  }

  #tell() {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #write(first = null) {
    if (this.#writing) return;
    this.#writing = Promise.resolve(first).then(() => this.#writeAll()).finally(() => {
      this.#writing = null;
      // Whoever waited for this may have changed more before we came to hear of it.
      if (this.#pending.length && this.saved !== "failed") this.#write();
      this.#tell();
    });
  }

  async #writeAll() {
    while (this.#pending.length) {
      // A photo goes alone: its bytes belong to exactly one change.
      const until = this.#pending.findIndex(({ photo }) => photo);
      const batch = this.#pending.splice(0, until < 0 ? this.#pending.length : Math.max(until, 1));
      const options = { strict: batch.some(({ strict }) => strict), photo: batch[0].photo, existing: Boolean(this.stored) };
      try {
        const now = await this.#records.change(this.#blank, (draft) => {
          if (kindOf(draft) !== this.#kind) throw ELSEWHERE;
          batch.forEach(({ whole }) => whole(draft));
        }, options);
        if (!now) throw ELSEWHERE;
        this.saved = this.held.size ? "failed" : this.#pending.length ? "saving" : "saved";
        this.draft.updated ||= "now";
        batch.forEach(({ resolve }) => resolve());
      } catch (error) {
        if (error === ELSEWHERE) {
          for (const { reject } of [...batch, ...this.#pending.splice(0)]) reject(error);
          this.#watchers.clear();
          return this.#moved?.();
        }
        this.saved = "failed";
        // What is in memory goes along with the next attempt; only a photo's bytes are given back.
        this.#pending.unshift(...batch.filter((one) => !one.photo));
        batch.forEach(({ reject }) => reject(error));
        setTimeout(() => this.#pending.length && this.#write(), AGAIN);
        return undefined;
      }
    }
    return undefined;
  }

  // What the store begins with where it holds nothing yet: the report before any change.
  #blank;
}

/**
 * The letter just written stands on the screen: opening a transaction costs a slow phone as much as
 * all else that a key sets off. Who leaves the page does not wait for it.
 */
function painted() {
  return new Promise((resolve) => {
    if (!leaving) addEventListener("pagehide", () => leaving());
    leaving = resolve;
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 60);
  });
}

let leaving = null;

/** What a record must still be to be written into; one that is on its way or sent is like none, not even itself. */
function kindOf({ state, revision, form }) {
  return state === "draft" || state === "needs_attention" ? [state, revision, form?.version].join() : NaN;
}

/**
 * A report that nobody has begun.
 * @param {{shopper: string, visit: object, part: object}} of
 * @returns {object} a draft, see records.js
 */
export function blankDraft({ shopper, visit, part }) {
  return {
    shopper, seen: { visit, part }, submission: part.submission, visit: visit.id, part: part.part, form: visit.form,
    state: "draft", outcome: "done", outcome_note: "", answers: {}, pressed: [], photos: [],
    revision: part.revision + 1, replaces: part.digest || null,
    place: { section: null, question: null }, checked: false, started: null, finished: null,
    body: null, device_time: null, receipt: null, problem: null, attempts: 0, updated: "",
  };
}
