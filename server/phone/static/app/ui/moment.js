import { el } from "./dom.js";

/** One moment, on one screen: what, when, to whom, where, in a few words. Each answer is kept as it is given. */
export class Moment {
  #tools;
  #sheet;
  #means;
  #views = new Map();
  #touched = new Set();
  #list = el("div.questions.episode");
  #stop;

  /**
   * @param {object} tools
   * @param {object} sheet the open record, see store/sheet.js
   * @param {{log: () => Promise<void>, discard: () => Promise<void>}} means
   */
  constructor(tools, sheet, means) {
    const { say } = tools;
    this.frame = tools.frame({ title: say("moment_title"), back: "#/" });
    this.#tools = tools;
    this.#sheet = sheet;
    this.#means = means;
    this.container = this.frame.container;
    this.heading = el("h1.sr", { tabIndex: -1 }, say("moment_title"));
    this.frame.body.append(this.heading, el("p.muted", {}, say("moment_lead")), this.#list);
    this.#stop = sheet.watch(() => this.#show());
    this.#show();
  }

  close() {
    this.#stop();
  }

  #show() {
    const { plan, draft } = this.#sheet;
    this.frame.showSaved(this.#sheet);
    const { questions } = plan.pages[0];
    this.#place(questions);
    for (const { id } of questions) {
      const due = (code) => draft.checked || (this.#touched.has(id) && code !== "answer_required") || this.#tools.isWrongNow(code);
      this.#views.get(id).show(draft.answers[id], { problems: (plan.problemsOf[id] || []).filter(({ code }) => due(code)) });
    }
    this.#actions();
  }

  /** Puts what is asked now in order, and touches nothing that stays. */
  #place(questions) {
    const wanted = new Set(questions.map(({ id }) => id));
    for (const [id, { container }] of this.#views) if (!wanted.has(id)) container.remove();
    let before = null;
    for (const question of questions) {
      if (!this.#views.has(question.id)) this.#views.set(question.id, this.#view(question));
      const { container } = this.#views.get(question.id);
      const place = before ? before.nextSibling : this.#list.firstChild;
      if (container !== place) this.#list.insertBefore(container, place);
      before = container;
    }
  }

  #view(question) {
    const left = () => {
      this.#touched.add(question.id);
      this.#show();
    };
    const view = this.#tools.question(question, this.#sheet, { left });
    view.fill();
    return view;
  }

  #begun;

  #actions() {
    const begun = Boolean(this.#sheet.stored);
    if (this.#begun === begun) return;
    this.#begun = begun;
    const { say } = this.#tools;
    const log = el("button.button.primary", { type: "button", on: { click: () => this.#log(log) } }, say("moment_log"));
    const discard = el("button.button", { type: "button", on: { click: () => this.#means.discard() } }, say("moment_discard"));
    this.frame.actions(...(begun ? [discard] : []), log);
  }

  async #log(button) {
    const { plan } = this.#sheet;
    if (plan.problems.length) {
      this.#sheet.change((draft) => { draft.checked = true; });
      this.#views.get(plan.problems[0].question).focus();
      return;
    }
    button.disabled = true;
    await this.#means.log().catch(() => { button.disabled = false; });
  }
}

/** A moment that is logged: where it stands, and what can still be done with it. */
export class Logged {
  /**
   * @param {object} tools
   * @param {{title: string, words: string, lead: string, trouble: boolean, number: string|null}} seen
   * @param {{edit?: () => void, discard?: () => void, undo?: () => void}} acts
   */
  constructor(tools, { title, words, lead, trouble, number }, { edit, discard, undo }) {
    const { say } = tools;
    this.frame = tools.frame({ title: say("moment_title"), back: "#/" });
    this.container = this.frame.container;
    this.heading = el("h1", { tabIndex: -1 }, title);
    this.frame.body.append(this.heading, el(`p.lead${trouble ? ".trouble" : ""}`, { role: "status" }, lead));
    if (number) this.frame.body.append(el("p.number", {}, el("span.sr", {}, say("receipt_number"), " "), number));
    if (words) this.frame.body.append(el("p.quote.apart", {}, words));
    const button = (key, act) => act && el("button.button", { type: "button", on: { click: act } }, say(key));
    this.frame.actions(...[button("moment_discard", discard), button("moment_edit", edit), button("moment_undo", undo)].filter(Boolean),
      el("a.button.primary", { href: "#/" }, say("to_visits")));
    this.frame.foot.classList.add("stacked");
  }
}
