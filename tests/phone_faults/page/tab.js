/** One page of a phone: the app's own modules, with a network between them and the server. */
const { files, nowhere } = window.parent.world;
const load = async (name) => import(`${files}/app/${name}.js`);
const [{ Records }, { blankDraft }, { envelopeOf }, { base64, digestOf, hex }, { ask }, { Sender }] = await Promise.all(
  ["store/records", "store/sheet", "lib/envelope", "lib/sha256", "net/api", "net/sender"].map(load));

const never = new Promise(() => {});

/** @param {object} run see run.js @returns {Promise<object>} what the phone holds in the end */
window.work = async (run) => {
  const records = await Records.open();
  const { plan } = run;
  if (!plan.locks) Object.defineProperty(navigator, "locks", { value: undefined });
  const { shopper, part: { submission } } = plan;
  const phone = new Phone(run, records);
  const kept = await records.draft(shopper, submission);
  phone.checkSaved(kept);
  const sender = new Sender(phone.means());
  if (!kept || kept.state === "draft") await phone.write(sender);
  for (;;) {
    await phone.checkKept();
    const draft = await records.draft(shopper, submission);
    if (draft.state === "sent") return phone.end(draft);
    if (draft.state === "needs_attention") throw new Error(`refused: ${JSON.stringify(draft.problem)}`);
    await sender.send(draft);
    await new Promise((resolve) => setTimeout(resolve, run.calm ? 30 : 2));
  }
};

class Phone {
  constructor(run, records) {
    this.run = run;
    this.plan = run.plan;
    this.records = records;
    this.blank = blankDraft(run.plan);
    this.key = [run.plan.shopper, run.plan.part.submission];
  }

  /** Answers one question after the other, and puts the report in the outbox, as the app does. */
  write(sender) {
    this.run.writing ||= this.#writeAll(sender);
    return this.run.writing;
  }

  async #writeAll(sender) {
    const { run, plan, records } = this;
    for (const [question, answer] of Object.entries(plan.answers)) {
      if (run.saved.has(question)) continue;
      for (const photo of run.photos.filter((one) => one.question === question)) await this.#take(photo);
      const stored = records.change(this.blank, (draft) => { draft.answers[question] = answer; });
      if (run.written === plan.writing_ends) return this.#killWhileWriting();
      await stored;
      run.saved.add(question);
      run.written += 1;
    }
    const written = { outcome: plan.outcome, outcome_note: plan.note, started: plan.started, finished: plan.finished };
    await records.change(this.blank, (draft) => Object.assign(draft, written), { strict: true });
    await sender.queue(this.blank);
    return undefined;
  }

  #killWhileWriting() {
    this.run.written += 1;
    this.run.kill();
    return never;
  }

  #take({ sha256, question, bytes }) {
    const facts = { sha256, size: bytes.byteLength, question, taken: null, place: null };
    return this.records.change(this.blank, (draft) => {
      if (!draft.photos.some((photo) => photo.sha256 === sha256)) draft.photos.push(facts);
    }, { photo: { sha256, bytes: bytes.slice(0), thumb: new ArrayBuffer(8), received: false } });
  }

  /** What was said to be saved is there, whatever happened to the page. */
  checkSaved(draft) {
    for (const question of this.run.saved) {
      if (!draft?.answers[question]) this.#problem(`the answer to ${question} was saved and is gone`);
    }
  }

  /** No photo loses its bytes before a receipt of this report names it. */
  async checkKept() {
    const photos = await this.records.photosOf(...this.key);
    const draft = await this.records.draft(...this.key);
    const receipt = draft.body_digest && draft.receipt?.digest === draft.body_digest ? draft.receipt : null;
    for (const { sha256, question } of this.plan.photos) {
      const photo = photos.find((one) => one.sha256 === sha256);
      const named = receipt?.photos.present.includes(sha256);
      if (!photo && this.run.saved.has(question)) this.#problem(`photo ${sha256} is gone`);
      if (photo && !photo.bytes && !named) this.#problem(`photo ${sha256} was purged before a receipt`);
    }
  }

  #problem(text) {
    this.run.problems.push(`after request ${this.run.asked}: ${text}`);
  }

  means() {
    const { plan, records } = this;
    return {
      records: this.#watched(), ask: (...request) => this.#ask(...request), tell: () => {}, chunk: plan.chunk,
      envelope: async (draft) => envelopeOf(draft, { asked: Object.keys(plan.answers), device: "fault-test", app: "test", language: "en" }),
      digest: async (bytes) => {
        const digest = await digestOf(bytes);
        return { hex: hex(digest), base64: base64(digest) };
      },
      shopper: () => plan.shopper,
    };
  }

  /** The store, which a page may be killed beside. */
  #watched() {
    const { records, run } = this;
    return new Proxy(records, { get: (target, name) => {
      const found = target[name];
      if (typeof found !== "function") return found;
      if (name !== "change") return found.bind(target);
      return (...args) => {
        const stored = target.change(...args);
        if (!run.killAtStore) return stored;
        run.killAtStore = false;
        run.kill();
        return never;
      };
    } });
  }

  async #ask(method, path, options = {}) {
    const { run, plan } = this;
    await this.checkKept();
    const step = run.next(method, path);
    const { fault } = step;
    if (fault === "page_before") {
      run.kill();
      return never;
    }
    if (fault === "page_during") run.kill(run.asked % 9);
    const wrong = { refused: nowhere, no_name: "http://kit.invalid" }[fault] || "";
    const header = fault.startsWith("page_") || wrong ? "pass" : fault;
    const reply = await ask(method, wrong + path, { ...options, wait: 30000, headers: { ...options.headers, Fault: header, As: plan.session } });
    step.answer = `${reply.status} ${reply.json?.code || ""}`;
    if (fault === "page_after") {
      run.kill();
      return never;
    }
    if (fault === "page_storing") run.killAtStore = true;
    return reply;
  }

  /** What the phone holds when all is over. */
  async end(draft) {
    const photos = await this.records.photosOf(...this.key);
    const waiting = (await this.records.drafts(this.plan.shopper)).filter(({ submission, state }) => submission === this.key[1] && state !== "sent");
    return {
      state: draft.state, body: draft.body, digest: draft.body_digest, receipt: draft.receipt, answers: draft.answers,
      waiting: waiting.length, photos: photos.map(({ sha256, bytes }) => [sha256, Boolean(bytes)]),
    };
  }
}

window.frameElement.dispatchEvent(new Event("ready"));
