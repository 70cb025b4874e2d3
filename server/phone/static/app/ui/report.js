import { el } from "./dom.js";

/** One section of the report: its questions, how far the whole has come, the way on. */
export class Report {
  #tools;
  #sheet;
  #section;
  #views = new Map();
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
    this.#stop = sheet.watch(() => this.#show());
    this.#most = gradually ? 1 : Infinity;
    this.#show();
    if (gradually) requestAnimationFrame(() => setTimeout(() => this.#all()));
  }

  #stop;
  #most;

  #all() {
    this.#most = Infinity;
    this.#show();
  }

  /** Called when the screen is left. */
  close() {
    this.#stop();
  }

  /** The words for what is wrong have come. */
  refresh() {
    this.#show();
  }

  /** Brings a question under the eyes and its first control under the fingers. */
  reveal(question) {
    this.#views.get(question)?.focus();
  }

  /** Brings a question under the eyes and leaves the fingers alone. */
  bring(question) {
    this.#views.get(question)?.container.scrollIntoView({ block: "start" });
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
    this.frame.showSaved(this.#sheet);
    this.#progress();
    const questions = page.questions.slice(0, this.#most);
    this.#place(questions);
    for (const question of questions) {
      const problems = plan.problemsOf[question.id] || [];
      const due = draft.checked || this.#touched.has(question.id);
      this.#views.get(question.id).show(draft.answers[question.id], {
        problems: problems.filter(({ code }) => due ? this.#isDue(code) : this.#tools.isWrongNow(code)),
        refused: draft.problem?.byQuestion?.[question.id],
      });
    }
    this.#onward();
  }

  #isDue(code) {
    return this.#sheet.draft.checked || !["answer_required", "too_few_photos"].includes(code);
  }

  /** Puts the views of the questions asked now in order, and touches no view that stays. */
  #place(questions) {
    const wanted = new Set(questions.map(({ id }) => id));
    for (const [id, view] of this.#views) {
      if (!wanted.has(id)) {
        view.container.remove();
        this.#views.delete(id);
      }
    }
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
    return this.#tools.question(question, this.#sheet, {
      left: () => {
        this.#touched.add(question.id);
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
