import { el } from "./dom.js";

/** Sending, and then the receipt: always what is true of the record now, in words. */
export class Sending {
  #tools;
  #means;
  #box = el("div.sending", { role: "status" });
  #tried;
  #bars = new Map();
  #stage = "";

  /**
   * @param {object} tools
   * @param {{visit: object, draft: object}} seen
   * @param {{again: () => void, conflict: Function, progress: Function, bytes: (n: number) => string, moment: (at: string) => string}} means
   */
  constructor(tools, { visit, draft }, means) {
    this.#tools = tools;
    this.#means = means;
    this.frame = tools.frame({ store: visit.store, back: "#/" });
    this.container = this.frame.container;
    this.heading = el("h1", { tabIndex: -1 });
    this.#tried = el("p.tried", { hidden: true }, tools.say("send_tried"));
    this.frame.body.append(this.heading, this.#box);
    this.show(draft, null);
  }

  /** @param {object} draft @param {object|null} progress of the step that is under way */
  show(draft, progress) {
    // What waits is being sent while one of its requests is under way.
    const stage = draft.state !== "waiting" ? draft.state : progress ? "sending" : draft.problem?.code || draft.state;
    const changed = stage !== this.#stage;
    this.#stage = stage;
    if (stage === "sent") return changed && this.#receipt(draft);
    if (changed) this.#begin(stage, draft);
    return this.#steps(draft, progress);
  }

  #begin(stage, draft) {
    const { say } = this.#tools;
    this.heading.textContent = say(`stage_${stage}`);
    this.#bars.clear();
    const lead = stage === "needs_attention" ? this.#tools.trouble(draft.problem) : say(`explain_${stage}`);
    this.#box.replaceChildren(el(`p.lead${stage === "needs_attention" ? ".trouble" : ""}`, {}, lead), stage === "waiting" ? this.#tried : "", el("p.total"), el("ol.steps"));
    const home = el("a.button", { href: "#/" }, say("to_visits"));
    const actions = {
      needs_attention: [
        el("a.button", { href: `#/discard/${draft.submission}` }, say("discard")),
        this.#means.conflict(draft)
          ? el("a.button.primary", { href: `#/conflict/${draft.submission}` }, say("compare"))
          : el("a.button.primary", { href: draft.outcome === "done" ? `#/review/${draft.submission}` : `#/not-done/${draft.submission}` }, say("open_report"))],
      other_shopper: [home, el("a.button.primary", { href: this.#tools.signIn }, say("sign_in"))],
      signed_out: [home, el("a.button.primary", { href: this.#tools.signIn }, say("sign_in"))],
      waiting: [home, el("button.button.primary", { type: "button", on: { click: () => this.#again() } }, say("send_now"))],
      sending: [home],
    };
    this.#actions(...(actions[stage] || [home]));
  }

  /** Whoever pressed a button that goes is not left nowhere. */
  #actions(...nodes) {
    const { foot } = this.frame;
    const there = foot.contains(document.activeElement);
    this.frame.actions(...nodes);
    foot.classList.add("stacked");
    if (there) this.heading.focus({ preventScroll: true });
  }

  async #again() {
    this.#tried.hidden = true;
    await this.#means.again();
    this.#tried.hidden = false;
  }

  #steps(draft, progress) {
    const { say } = this.#tools;
    const list = this.#box.querySelector(".steps");
    if (!list || this.#stage === "needs_attention") return;
    const reported = Boolean(draft.body_digest && draft.receipt?.digest === draft.body_digest);
    const { bytes } = this.#means;
    const { sent, size } = this.#means.progress(draft, progress);
    this.#box.querySelector(".total").textContent = draft.body && say("bytes_arrived", { sent: bytes(sent), size: bytes(size) });
    this.#bar(list, "report", say("step_answers"), reported ? 1 : 0, reported ? say("step_arrived") : "");
    (draft.announced || []).forEach((sha256, index) => {
      const arrived = draft.uploaded.includes(sha256) || (reported && draft.receipt.photos.present.includes(sha256));
      const now = progress?.sha256 === sha256 ? progress : null;
      const share = arrived ? 1 : now ? now.sent / now.size : 0;
      const text = arrived ? say("step_arrived") : now ? say("step_bytes", { sent: this.#means.bytes(now.sent), size: this.#means.bytes(now.size) }) : "";
      this.#bar(list, sha256, say("step_photo", { number: index + 1, count: draft.announced.length }), share, text);
    });
  }

  #bar(list, key, name, share, text) {
    if (!this.#bars.has(key)) {
      const fill = el("span.bar-fill");
      const said = el("span.step-said");
      list.append(el("li", {}, el("span.step-name", {}, name), said, el("span.bar", {}, fill)));
      this.#bars.set(key, { fill, said });
    }
    const { fill, said } = this.#bars.get(key);
    fill.style.transform = `scaleX(${share})`;
    if (said.textContent !== text) said.textContent = text;
  }

  #receipt({ receipt, outcome, submission, revision }) {
    const { say } = this.#tools;
    this.heading.textContent = say(outcome === "done" ? "receipt_title" : "receipt_not_done");
    const { present, announced } = receipt.photos;
    const row = (name, ...content) => [el("dt", {}, say(name)), el("dd", {}, content)];
    this.#box.replaceChildren(
      el("p.lead", {}, say("receipt_lead")),
      el("p.number", {}, el("span.sr", {}, say("receipt_number"), " "), receipt.number),
      el("dl.facts.receipt", {},
        announced.length > 0 && row("receipt_photos", `${present.length}/${announced.length}`),
        row("receipt_at", this.#means.moment(receipt.received_at)),
        revision > 1 && row("receipt_revision", String(revision)),
        row("receipt_digest", el("details", {}, el("summary.copy", {}, grouped(receipt.digest.slice(0, 16))), el("code.copy", {}, receipt.digest)))));
    this.#actions(
      outcome === "done" ? el("a.button", { href: `#/read/${submission}` }, say("read_sent")) : "",
      el("a.button.primary", { href: "#/" }, say("to_visits")));
  }
}

function grouped(text) {
  return text.match(/.{1,4}/g).join(" ");
}
