import { answersArrived, attention, isReceipt, isWritten, nextStep, onItsWay, pause, saysTheSame, verdict } from "./decide.js";

const CHUNK = 256 * 1024;
// What the first piece carries: on one bar the bytes that arrived are shown again within seconds.
const FIRST = 64 * 1024;
// What a line can carry that breaks larger pieces off.
const LEAST = 16 * 1024;
// A request that carries much may take long on one bar.
const LONG = 120000;
// How long a tab that says it is sending is believed; a phone may have frozen it.
const PATIENCE = 120000;
const CONFLICTS = ["submission_conflict", "stale_revision"];
// What comes of a record that was discarded meanwhile.
const GONE = { draft: null, wait: null, held: 0 };

/**
 * Brings one record at a time to its receipt. It decides nothing: decide.js does. Every step ends
 * with the record stored, so a page that is killed goes on where it was.
 */
export class Sender {
  #means;
  #running = new Map();
  #chunk;
  // Reports whose answers went from this page: of their photos nothing can have arrived before.
  #fresh = new Set();
  #elsewhere = new Map();

  /**
   * @param {object} means
   * @param {object} means.records
   * @param {Function} means.ask see api.js
   * @param {(draft: object) => Promise<{body: string, announced: string[]}>} means.envelope
   * @param {(bytes: Uint8Array) => Promise<{hex: string, base64: string}>} means.digest
   * @param {(draft: object, progress: object|null) => void} means.tell after each step
   * @param {number} [means.chunk] bytes of a photo that go in one request, at most
   * @param {() => number} [means.now]
   */
  constructor(means) {
    this.#means = { chunk: CHUNK, now: () => Date.now(), ...means };
    this.#chunk = Math.min(FIRST, this.#means.chunk);
  }

  /**
   * Sends a record as far as it goes now.
   * @param {object} draft
   * @param {boolean} [once] only its next step, so that others have their turn
   * @returns {Promise<{draft: object|null, wait: number|null, held: number}>} `wait`: seconds until the
   *   next attempt, null where there is none, 0 where the next step may follow; `held`: seconds in
   *   which the server does not want to be asked
   */
  send(draft, once = false) {
    const key = draft.submission;
    if (!this.#running.has(key)) {
      this.#running.set(key, this.#alone(draft, () => this.#run(draft, once)).finally(() => this.#running.delete(key)));
    }
    return this.#running.get(key);
  }

  /** What a report is from now on: its exact bytes, their digest, the photos they announce. */
  async fixed(draft) {
    const { body, announced } = await this.#means.envelope(draft);
    const { hex } = await this.#means.digest(new TextEncoder().encode(body));
    return { body, body_digest: hex, announced, uploaded: [] };
  }

  /**
   * Puts a report among what waits to be sent: all that is stored of it, whichever window wrote it.
   * The bytes are fixed here and now, with or without a network, and stand only for what they hold.
   * @param {object} draft
   * @param {object} [more] what else it is from now on
   * @returns {Promise<object>} the record; where another window was faster, as that has left it
   */
  async queue(draft, more = {}) {
    const { records } = this.#means;
    for (;;) {
      const kept = await records.draft(draft.shopper, draft.submission);
      if (!isWritten(kept)) return kept || draft;
      const fixed = await this.fixed({ ...kept, ...more });
      let same = false;
      const now = await records.change(kept, (stored) => {
        same = JSON.stringify(stored) === JSON.stringify(kept);
        if (same) Object.assign(stored, more, fixed, { state: "waiting", problem: null, attempts: 0 });
      }, { strict: true, existing: true });
      if (same) return now;
    }
  }

  /** In one tab at a time where the browser can tell; two would send the same bytes, which is harmless. */
  async #alone(draft, work) {
    const { submission } = draft;
    const { now, records } = this.#means;
    const locks = globalThis.navigator?.locks;
    const since = this.#elsewhere.get(submission) || now();
    if (!locks || now() - since > PATIENCE) return work();
    return locks.request(`send ${submission}`, { ifAvailable: true }, async (lock) => {
      if (lock) {
        this.#elsewhere.delete(submission);
        return work();
      }
      this.#elsewhere.set(submission, since);
      const kept = await records.draft(draft.shopper, submission);
      if (!kept) return GONE;
      this.#means.tell(kept, null);
      return { draft: kept, wait: 3, held: 0 };
    });
  }

  async #run(given, once) {
    let draft = await this.#means.records.draft(given.shopper, given.submission);
    for (;;) {
      if (!draft) return GONE;
      const step = nextStep(draft);
      if (step.do === "rest") {
        // Another tab may have brought it here.
        this.#means.tell(draft, null);
        return { draft, wait: null, held: 0 };
      }
      const { change, wait = 0, held = 0 } = await this.#take(step, draft);
      draft = await this.#store(draft, change);
      if (!draft) return GONE;
      this.#means.tell(draft, null);
      if (wait !== 0 || once) return { draft, wait: onItsWay(draft) ? wait : null, held };
    }
  }

  /** Another tab may have been faster, or the record discarded: what was made of it is not undone. */
  #store(draft, change) {
    const { body } = draft;
    return this.#means.records.change(draft, (kept) => { if (onItsWay(kept) && kept.body === body) change(kept); }, { strict: true, existing: true });
  }

  async #take(step, draft) {
    if (step.do === "put_report") return this.#putReport(draft);
    if (step.do === "put_photo") return this.#putPhoto(draft, step.sha256);
    if (step.do === "ask_receipt") return this.#askReceipt(draft);
    if (step.do === "fix") {
      const fixed = await this.fixed(draft);
      return { change: (kept) => Object.assign(kept, fixed, { state: "sending" }) };
    }
    const needed = [...(draft.announced || []), ...draft.photos.map(({ sha256 }) => sha256)];
    await this.#means.records.forgetBytes(draft.shopper, draft.submission, draft.receipt, needed);
    return { change: (kept) => Object.assign(kept, { state: "sent", problem: null, attempts: 0, checked: false }) };
  }

  #ask(draft, method, path, { headers = {}, ...options } = {}) {
    return this.#means.ask(method, path, { ...options, headers: { ...headers, "Kit-Shopper": draft.shopper } });
  }

  async #putReport(draft) {
    const bytes = new TextEncoder().encode(draft.body);
    this.#means.tell(draft, { report: true, sent: 0, size: bytes.length });
    const { base64 } = await this.#means.digest(bytes);
    const reply = await this.#ask(draft, "PUT", addressOf(draft), { wait: LONG, body: bytes, headers: {
      "Content-Type": "application/json",
      "Content-Digest": `sha-256=:${base64}:`,
      "Device-Time": new Date(this.#means.now()).toISOString(),
    } });
    if (CONFLICTS.includes(reply.json?.code)) return this.#compare(reply, draft);
    // A server that was set back has nothing that this could replace: it comes as the first again.
    if (reply.json?.code === "not_found" && draft.revision > 1) return { change: (kept) => Object.assign(kept, { revision: 1, replaces: null, body: null, receipt: null, uploaded: [] }) };
    return this.#judge(reply, (json) => isReceipt(json) && json.digest === draft.body_digest, draft, (kept) => {
      if (reply.status === 201) this.#fresh.add(draft.submission);
      // Had it been here before, we may be going in a circle: that is no progress.
      Object.assign(kept, { receipt: reply.json, state: "sending", attempts: reply.status === 201 ? 0 : kept.attempts });
    });
  }

  /** Something else has arrived under this name. Where it says the same, its receipt is ours. */
  async #compare(refusal, draft) {
    const reply = await this.#ask(draft, "GET", `/api/v1/submissions/${draft.submission}`);
    const meant = verdict(reply, (json) => isReceipt(json) && json.content);
    if (meant !== "arrived") return this.#judge(reply, () => false, draft);
    const { content, ...receipt } = reply.json;
    if (!saysTheSame(draft, content)) return this.#stop(attention(refusal.json), draft);
    return { change: (kept) => Object.assign(kept, { receipt, body_digest: receipt.digest, revision: receipt.revision, state: "sending", attempts: 0 }) };
  }

  async #askReceipt(draft) {
    const reply = await this.#ask(draft, "GET", `/api/v1/submissions/${draft.submission}`);
    return this.#judge(reply, isReceipt, draft, (kept) => {
      const { content, ...receipt } = reply.json;
      const ours = receipt.digest === draft.body_digest;
      const whole = ours && draft.announced.every((sha256) => receipt.photos.present.includes(sha256));
      // Where a newer revision has arrived, the same bytes again bring the receipt of ours. A photo
      // that we saw arrive and the receipt does not name is sent again, not assumed.
      Object.assign(kept, { receipt: ours ? receipt : null, uploaded: whole ? kept.uploaded : [], attempts: whole ? 0 : kept.attempts + 1 });
    });
  }

  async #putPhoto(draft, sha256) {
    const { records, digest, tell } = this.#means;
    const photo = await records.photo(draft.shopper, draft.submission, sha256);
    const whole = photo?.bytes && (await digest(new Uint8Array(photo.bytes))).hex === sha256;
    if (!whole) return this.#stop({ code: "photo_lost", detail: "" }, draft);
    const size = photo.bytes.byteLength;
    const { reply, from: reached, done } = await this.#reached(draft, sha256, size);
    if (reply) return this.#judge(reply, () => false, draft);
    for (let from = reached; !done;) {
      tell(draft, { sha256, sent: from, size });
      const answer = await this.#putChunk(draft, sha256, photo.bytes, from);
      const meant = verdict(answer, (json) => json.complete === true || json.received > from);
      if (meant === "arrived" && answer.json.complete) break;
      const moved = Math.min(Number(answer.json?.received), size - 1);
      if ((meant !== "arrived" && meant !== "resume") || !Number.isInteger(moved) || moved === from) {
        return this.#judge(meant === "arrived" || meant === "resume" ? { ...answer, status: 0 } : answer, () => false, draft);
      }
      from = moved;
    }
    tell(draft, { sha256, sent: size, size });
    return { change: (kept) => Object.assign(kept, { uploaded: [...kept.uploaded, sha256], attempts: 0 }) };
  }

  async #putChunk(draft, sha256, bytes, from) {
    const until = Math.min(from + this.#chunk, bytes.byteLength);
    const began = this.#means.now();
    const reply = await this.#ask(draft, "PUT", `/api/v1/media/${sha256}`, { wait: LONG, body: bytes.slice(from, until), headers: {
      "Content-Type": "image/jpeg",
      "Content-Range": `bytes ${from}-${until - 1}/${bytes.byteLength}`,
    } });
    // Smaller pieces on a line that breaks or is slow, larger ones again when it carries them.
    const { chunk, now } = this.#means;
    const took = reply.status ? now() - began : Infinity;
    if (took > 4000) this.#chunk = Math.max(Math.min(LEAST, chunk), this.#chunk >> 1);
    else if (took < 1500) this.#chunk = Math.min(chunk, this.#chunk * 2);
    return reply;
  }

  /** How far the server has this photo; not asked where it cannot have any of it. */
  async #reached(draft, sha256, size) {
    if (!draft.attempts && this.#fresh.has(draft.submission)) return { from: 0 };
    const reply = await this.#ask(draft, "GET", `/api/v1/media/${sha256}/upload`);
    const meant = verdict(reply, ({ received }) => Number.isInteger(received));
    return meant === "arrived" ? { from: Math.min(reply.json.received, size - 1), done: reply.json.complete } : { reply };
  }

  #judge(reply, holds, draft, arrived) {
    const meant = verdict(reply, holds);
    if (meant === "arrived" && arrived) return { change: arrived };
    if (meant === "refused") return this.#stop(attention(reply.json), draft);
    const signIn = meant === "sign_in";
    const code = reply.json?.code === "other_shopper" ? "other_shopper" : "signed_out";
    const lost = meant === "unknown" ? { receipt: null, uploaded: [] } : {};
    return { wait: signIn ? null : pause(draft.attempts + 1, reply.retryAfter), held: reply.retryAfter || 0, change: (kept) => Object.assign(kept, lost, {
      state: "waiting", attempts: kept.attempts + 1, problem: signIn ? { code, detail: "" } : null,
    }) };
  }

  /** Nothing more can be done without the shopper. What has arrived stays, and is corrected; what has not keeps its bytes, so that a rescue file brings them. */
  #stop(problem, draft) {
    const { receipt, body_digest: digest } = draft;
    const next = answersArrived(draft) ? { revision: receipt.revision + 1, replaces: digest, body: null } : {};
    return { wait: null, change: (kept) => Object.assign(kept, next, { state: "needs_attention", problem }) };
  }
}

function addressOf({ submission, revision, part }) {
  if (part === "episode") return `/api/v1/episodes/${submission}`;
  const base = `/api/v1/submissions/${submission}`;
  return revision > 1 ? `${base}/revisions/${revision}` : base;
}
