/**
 * Runs plans, several at a time, each in tabs of its own: frames of the same origin, so that they
 * share the phone's store. Taking a frame away ends its page as a killed page ends: what was being
 * sent is cut, a transaction that was not complete is undone, no line of it runs any more.
 */
const PATIENCE = 150000;

/** @param {object[]} plans @param {number} width how many at a time @returns {Promise<object[]>} */
window.runAll = async (plans, width) => {
  const waiting = plans.map((plan) => new Run(plan));
  const all = [...waiting];
  await Promise.all(Array.from({ length: width }, async () => {
    for (let run = waiting.shift(); run; run = waiting.shift()) await run.go();
  }));
  return all.map((run) => run.told());
};

class Run {
  /** How many requests have been made: each takes the next fault of the plan. */
  asked = 0;
  steps = [];
  problems = [];
  /** Questions whose answers the store has said are stored. */
  saved = new Set();
  written = 0;
  kills = 0;
  #frames = new Set();
  #over = null;

  constructor(plan) {
    this.plan = plan;
    this.photos = plan.photos.map((photo) => ({ ...photo, bytes: Uint8Array.from(atob(photo.bytes), (c) => c.charCodeAt(0)).buffer }));
  }

  /** What happens to the next request; its answer is noted in what this returns. */
  next(method, path) {
    const step = { method, path, fault: this.plan.faults[this.asked] || "pass", answer: "" };
    this.asked += 1;
    this.steps.push(step);
    return step;
  }

  /** Whether nothing more will go wrong by plan. */
  get calm() {
    return this.asked >= this.plan.faults.length;
  }

  async go() {
    const until = Date.now() + PATIENCE;
    while (Date.now() < until) {
      const killed = new Promise((resolve) => { this.#over = resolve; });
      const done = await Promise.race([this.#work(), killed, late(until)]);
      this.#close();
      if (done) {
        this.end = done;
        return;
      }
    }
    this.problems.push("it did not end");
  }

  async #work() {
    const tabs = await Promise.all(Array.from({ length: this.plan.tabs }, () => this.#open()));
    const ends = await Promise.all(tabs.map((tab) => tab.work(this).catch((error) => {
      // What a page says that was taken away is not heard on a phone either.
      if (tab.frameElement) this.problems.push(`the page broke: ${error?.stack || error}`);
      return tab.frameElement ? {} : new Promise(() => {});
    })));
    return ends[0];
  }

  #open() {
    const frame = document.createElement("iframe");
    this.#frames.add(frame);
    return new Promise((resolve) => {
      frame.addEventListener("ready", () => resolve(frame.contentWindow));
      frame.src = "/page/tab.html";
      document.body.append(frame);
    });
  }

  /** Ends all pages of this run, in so many milliseconds. */
  kill(after = 0) {
    setTimeout(() => {
      this.kills += 1;
      this.#close();
      this.#over();
    }, after);
  }

  #close() {
    for (const frame of this.#frames) frame.remove();
    this.#frames.clear();
    this.writing = null;
  }

  told() {
    const { plan, steps, problems, kills, end = {} } = this;
    return { seed: plan.seed, steps, problems, kills, ...end };
  }
}

function late(until) {
  return new Promise((resolve) => setTimeout(resolve, until - Date.now(), null));
}
