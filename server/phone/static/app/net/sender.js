import { attention, isReceipt, nextStep, pause, verdict } from "./decide.js";

const CHUNK = 256 * 1024;

/**
 * Brings one record at a time to its receipt. It decides nothing: decide.js does. Every step ends
 * with the record stored, so a page that is killed goes on where it was.
 */
export class Sender {
  #means;
  #running = new Map();

  /**
   * @param {object} means
   * @param {object} means.records
   * @param {Function} means.ask see api.js
   * @param {(draft: object) => Promise<{body: string, announced: string[]}>} means.envelope
   * @param {(bytes: Uint8Array) => Promise<{hex: string, base64: string}>} means.digest
   * @param {(draft: object, progress: object|null) => void} means.tell after each step
   */
  constructor(means) {
    this.#means = means;
  }

  /**
   * Sends a record as far as it goes now.
   * @param {object} draft
   * @returns {Promise<{draft: object, wait: number|null}>} `wait`: seconds until the next attempt
   */
  send(draft) {
    const key = draft.submission;
    if (!this.#running.has(key)) {
      this.#running.set(key, this.#run(draft).finally(() => this.#running.delete(key)));
    }
    return this.#running.get(key);
  }

  async #run(draft) {
    for (;;) {
      const step = nextStep(draft);
      if (step.do === "rest") return { draft, wait: null };
      const { change, wait } = await this.#take(step, draft);
      draft = await this.#store(draft, change);
      if (step.do === "finish") await this.#means.records.forgetBytes(draft.shopper, draft.submission, draft.receipt);
      this.#means.tell(draft, null);
      if (wait !== undefined) return { draft, wait };
    }
  }

  #store(draft, change) {
    return this.#means.records.change(draft, change, { strict: true });
  }

  #take(step, draft) {
    if (step.do === "fix") return this.#fix(draft);
    if (step.do === "put_report") return this.#putReport(draft);
    if (step.do === "put_photo") return this.#putPhoto(draft, step.sha256);
    if (step.do === "ask_receipt") return this.#askReceipt(draft);
    return { change: (kept) => Object.assign(kept, { state: "sent", problem: null, attempts: 0, checked: false }) };
  }

  async #fix(draft) {
    const { body, announced } = await this.#means.envelope(draft);
    const { hex } = await this.#means.digest(new TextEncoder().encode(body));
    return { change: (kept) => Object.assign(kept, { body, body_digest: hex, announced, uploaded: [], state: "sending" }) };
  }

  async #putReport(draft) {
    this.#means.tell(draft, { report: true, sent: 0, size: draft.body.length });
    const bytes = new TextEncoder().encode(draft.body);
    const { base64 } = await this.#means.digest(bytes);
    const reply = await this.#means.ask("PUT", addressOf(draft), { body: bytes, headers: {
      "Content-Type": "application/json",
      "Content-Digest": `sha-256=:${base64}:`,
      "Device-Time": new Date().toISOString(),
    } });
    return this.#judge(reply, (json) => isReceipt(json) && json.digest === draft.body_digest, draft,
      (kept) => Object.assign(kept, { receipt: reply.json, state: "sending", attempts: 0 }));
  }

  async #askReceipt(draft) {
    const reply = await this.#means.ask("GET", `/api/v1/submissions/${draft.submission}`);
    const receipt = reply.json?.receipt || reply.json;
    const whole = draft.announced.every((sha256) => receipt?.photos?.present?.includes(sha256));
    return this.#judge(reply, () => isReceipt(receipt) && receipt.digest === draft.body_digest, draft, (kept) => {
      kept.receipt = receipt;
      // A photo that we saw arrive and the receipt does not name is sent again, not assumed.
      kept.uploaded = whole ? kept.uploaded : [];
      kept.attempts = whole ? 0 : kept.attempts + 1;
    });
  }

  async #putPhoto(draft, sha256) {
    const photo = await this.#means.records.photo(draft.shopper, draft.submission, sha256);
    if (!photo?.bytes) return this.#stop({ code: "photo_lost", detail: "" });
    const total = photo.bytes.byteLength;
    let from = await this.#reached(sha256, draft);
    for (;;) {
      this.#means.tell(draft, { sha256, sent: from, size: total });
      const until = Math.min(from + CHUNK, total);
      const reply = await this.#means.ask("PUT", `/api/v1/media/${sha256}`, { body: photo.bytes.slice(from, until), headers: {
        "Content-Type": "image/jpeg",
        "Content-Range": `bytes ${from}-${until - 1}/${total}`,
      } });
      const meant = verdict(reply, (json) => json.complete === true || json.received > from);
      if (meant === "arrived" && reply.json.complete) {
        this.#means.tell(draft, { sha256, sent: total, size: total });
        return { change: (kept) => Object.assign(kept, { uploaded: [...kept.uploaded, sha256], attempts: 0 }) };
      }
      const moved = Number(reply.json?.received);
      if ((meant === "arrived" || meant === "resume") && Number.isInteger(moved) && moved !== from && moved < total) from = moved;
      else return this.#judge(meant === "refused" || meant === "sign_in" ? reply : { ...reply, status: 0 }, () => false, draft);
    }
  }

  /** How far the server has this photo: asked only after a break, for a fresh one begins at nothing. */
  async #reached(sha256, draft) {
    if (!draft.attempts) return 0;
    const { json } = await this.#means.ask("GET", `/api/v1/media/${sha256}/upload`);
    return json && !json.complete && Number.isInteger(json.received) ? json.received : 0;
  }

  #judge(reply, holds, draft, arrived) {
    const meant = verdict(reply, holds);
    if (meant === "arrived") return { change: arrived };
    if (meant === "refused") return this.#stop(attention(reply.json));
    const signIn = meant === "sign_in";
    const wait = signIn ? null : pause(draft.attempts + 1, reply.retryAfter);
    return { wait, change: (kept) => Object.assign(kept, {
      state: "waiting", attempts: kept.attempts + 1, problem: signIn ? { code: "signed_out", detail: "" } : null,
    }) };
  }

  #stop(problem) {
    return { wait: null, change: (kept) => Object.assign(kept, { state: "needs_attention", problem, body: null }) };
  }
}

function addressOf({ submission, revision }) {
  const base = `/api/v1/submissions/${submission}`;
  return revision > 1 ? `${base}/revisions/${revision}` : base;
}
