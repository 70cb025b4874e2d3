import { el } from "./dom.js";

// A longer section has what is in view at once and the rest as the phone finds the time; it lays out
// only what is near the screen.
const LONG = 24;
const SCREENFUL = 5;
const SLICE = 16;

/** One section of the report: its questions, how far the whole has come, the way on. */
export class Report {
  #tools;
  #sheet;
  #section;
  #views = new Map();
  #marks = new Map();
  #queue = [];
  #from = 0;
  #list = el("div.questions");
  #touched = new Set();

  /**
   * @param {object} tools
   * @param {object} sheet the open report
   * @param {string} section id
   * @param {boolean} gradually the first question at once, the others after it has been painted
   */
  constructor(tools, sheet, section, gradually) {
    this.#tools = tools;
    this.#sheet = sheet;
    this.#section = section;
    const { say } = tools;
    const { store } = sheet.visit;
    this.frame = tools.frame({ store, back: `#/visit/${sheet.id}` });
    this.container = this.frame.container;
    const page = this.#page();
    this.heading = el("h1", { tabIndex: -1 }, page.section.title);
    const note = sheet.part.note && sheet.part.state === "sent_back" && el("aside.note", {}, el("h2", {}, say("reviewer_says")), el("p", {}, sheet.part.note));
    this.frame.body.append(note || "", this.heading, this.#list);
    this.container.addEventListener("focusin", (event) => this.#remember(event.target));
    this.#long = page.questions.length > LONG;
    this.#list.classList.toggle("long", this.#long);
    // What comes near the screen goes first.
    this.#list.addEventListener("contentvisibilityautostatechange", ({ target, skipped }) => {
      const view = this.#views.get(target.dataset.question);
      if (view && !skipped) this.#queue.unshift(view);
    }, true);
    // Told also when a change is stored, and then there is nothing new but that.
    this.#stop = sheet.watch(() => (sheet.plan === this.#shown ? this.frame.showSaved(sheet) : this.#show()));
    this.#most = gradually ? 1 : Infinity;
    this.#show();
    tools.offer(this);
    if (gradually) requestAnimationFrame(() => setTimeout(() => {
      this.#most = Infinity;
      this.#show();
    }));
  }

  #stop;
  #shown;
  #most;
  #long;

  /** Called when the screen is left. */
  close() {
    this.#stop();
    this.#queue = [];
  }

  /** The words for what is wrong have come. */
  refresh() {
    this.#marks.clear();
    this.#show();
    this.#tools.offer(this);
  }

  get sheet() {
    return this.#sheet;
  }

  /** Brings a question under the eyes and its first control under the fingers. */
  reveal(question) {
    this.#startAt(question);
    this.#views.get(question)?.focus();
  }

  /** Brings a question under the eyes, where it was before, and leaves the fingers alone. */
  bring(question, down) {
    this.#startAt(question);
    const box = this.#views.get(question)?.container;
    box?.scrollIntoView({ block: "start" });
    if (box && down !== undefined) scrollBy(0, box.getBoundingClientRect().top - down);
  }

  /**
   * The question at the top of the screen. What is far from the screen has a height that is only
   * guessed, so that pixels would not find the way back in a long section.
   */
  get at() {
    const box = this.#long && document.elementFromPoint(innerWidth / 2, 130)?.closest(".question");
    return box ? [box.dataset.question, box.getBoundingClientRect().top] : null;
  }

  #page() {
    const { pages } = this.#sheet.plan;
    return pages.find(({ section }) => section.id === this.#section) || pages[0];
  }

  #remember(target) {
    const question = target.closest(".question")?.dataset.question;
    if (question) this.#sheet.remember(this.#section, question);
  }

  #show() {
    const { plan, draft } = this.#sheet;
    const page = this.#page();
    this.#shown = plan;
    this.frame.showSaved(this.#sheet);
    this.#progress();
    const questions = page.questions.slice(0, this.#most);
    const placed = this.#place(questions);
    for (const { id } of questions) {
      const due = draft.checked || this.#touched.has(id);
      const problems = (plan.problemsOf[id] || []).filter(({ code }) => due ? this.#isDue(code) : this.#tools.isWrongNow(code));
      const answer = draft.answers[id];
      const refused = draft.problem?.byQuestion?.[id];
      // Most presses change one question; the others are left alone.
      const mark = [answer, answer?.value, refused, problems.length ? JSON.stringify(problems) : ""];
      const before = this.#marks.get(id);
      if (before && mark.every((one, at) => one === before[at])) continue;
      this.#marks.set(id, mark);
      this.#views.get(id).show(answer, { problems, refused });
    }
    if (placed.length) this.#fill(this.#long ? placed.slice(0, SCREENFUL) : placed);
    this.#onward();
  }

  #isDue(code) {
    return this.#sheet.draft.checked || !["answer_required", "too_few_photos"].includes(code);
  }

  /** Puts the views of the questions asked now in order, and touches no view that stays. */
  #place(questions) {
    // Most presses neither bring a question nor take one away, and the order is the form's.
    if (questions.length === this.#views.size && questions.every(({ id }) => this.#views.has(id))) return [];
    const wanted = new Set(questions.map(({ id }) => id));
    for (const [id, view] of this.#views) {
      if (!wanted.has(id)) {
        view.container.remove();
        this.#views.delete(id);
        this.#marks.delete(id);
      }
    }
    const placed = [];
    let before = null;
    for (const question of questions) {
      if (!this.#views.has(question.id)) {
        placed.push(this.#view(question));
        this.#views.set(question.id, placed.at(-1));
      }
      const { container } = this.#views.get(question.id);
      const place = before ? before.nextSibling : this.#list.firstChild;
      if (container !== place) this.#list.insertBefore(container, place);
      before = container;
    }
    return placed;
  }

  #startAt(question) {
    this.#from = Math.max(this.#page().questions.findIndex(({ id }) => id === question) - 2, 0);
    this.#fill(this.#inOrder().slice(0, SCREENFUL + 2));
  }

  /** Fills some at once, and the rest as the phone finds the time. */
  #fill(views) {
    for (const view of views) view.fill();
    this.#queue = this.#inOrder().filter(({ filled }) => !filled);
    if (this.#queue.length) this.#fillRest(this.#queue);
  }

  #inOrder() {
    const views = this.#page().questions.slice(0, this.#most).map(({ id }) => this.#views.get(id));
    return [...views.slice(this.#from), ...views.slice(0, this.#from).reverse()];
  }

  #fillRest(queue) {
    requestAnimationFrame(() => setTimeout(() => {
      if (queue !== this.#queue) return;
      const end = performance.now() + SLICE;
      while (queue.length && performance.now() < end) queue.shift().fill();
      if (queue.length) this.#fillRest(queue);
    }));
  }

  #view(question) {
    return this.#tools.question(question, this.#sheet, {
      left: () => {
        this.#touched.add(question.id);
        this.#marks.delete(question.id);
        this.#show();
      },
    });
  }

  #progress() {
    const { say } = this.#tools;
    const { plan, draft, id } = this.#sheet;
    const missing = draft.checked ? new Set(plan.problems.map(({ question }) => question)).size : 0;
    const text = missing ? say("missing", { n: missing }) : say("progress", { answered: plan.answered, asked: plan.asked });
    this.frame.progress(text, plan.asked ? plan.answered / plan.asked : 0, `#/review/${id}`, missing > 0);
  }

  #onward() {
    const { say } = this.#tools;
    const { pages } = this.#sheet.plan;
    const at = pages.findIndex(({ section }) => section.id === this.#section);
    const next = pages[at + 1];
    const address = (page) => `#/report/${this.#sheet.id}/${page.section.id}`;
    const key = `${at}:${next?.section.id}`;
    if (this.#barKey === key) return;
    this.#barKey = key;
    const onward = next
      ? el("a.button.primary", { href: address(next) }, el("span", {}, say("next")), el("span.button-more", {}, next.section.title))
      : el("a.button.primary", { href: `#/review/${this.#sheet.id}` }, say("read_again"));
    if (at > 0) this.frame.actions(el("a.button.square", { href: address(pages[at - 1]), "aria-label": say("previous", { title: pages[at - 1].section.title }) }, el("span.chevron")), onward);
    else this.frame.actions(onward);
  }

  #barKey = "";
}
