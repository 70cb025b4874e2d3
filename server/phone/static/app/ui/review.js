import { el } from "./dom.js";

/** The whole report once more: what is missing first, then every answer, each a press away from change. */
export class Review {
  #tools;
  #sheet;
  #missing = el("div", { role: "status" });
  #pages = el("div");
  #stop;

  /**
   * @param {object} tools
   * @param {object} sheet the open report
   * @param {{send?: () => void, answerText: Function, picture: (sha256: string, alt: string) => Element}} means without `send` it is only read
   */
  constructor(tools, sheet, means) {
    this.#tools = tools;
    this.#sheet = sheet;
    this.means = means;
    const { say } = tools;
    this.frame = tools.frame({ store: sheet.visit.store, back: means.send ? `#/report/${sheet.id}` : `#/visit/${sheet.id}` });
    this.container = this.frame.container;
    this.heading = el("h1", { tabIndex: -1 }, say(means.send ? "review_title" : "read_title"));
    this.frame.body.append(this.heading, this.#missing, this.#pages);
    this.#stop = sheet.watch(() => this.frame.showSaved(sheet));
    this.frame.showSaved(sheet);
    this.#show();
  }

  close() {
    this.#stop();
  }

  #show() {
    const { pages, problems } = this.#sheet.plan;
    this.#pages.replaceChildren(...pages.map((page) => this.#page(page)));
    if (!this.means.send) return;
    const held = [...this.#sheet.held.keys()].flatMap((question) => pages.filter(({ questions }) => questions.some(({ id }) => id === question))
      .map(({ section }) => ({ question, section: section.id, code: "photo_held", args: {} })));
    const wrong = [...new Map([...problems, ...held].map((problem) => [problem.question, problem])).values()];
    const refused = this.#sheet.draft.problem;
    this.#missing.replaceChildren(
      refused ? el("div.notice", {}, el("p", {}, this.#tools.trouble(refused))) : "",
      wrong.length ? this.#list(wrong) : el("p.lead", {}, this.#tools.say("review_ready")));
    this.#actions(wrong);
  }

  #list(wrong) {
    const { say } = this.#tools;
    return el("section.missing", {},
      el("h2", {}, say("missing", { n: wrong.length })),
      el("ul", {}, wrong.map((problem) => el("li", {}, el("a", { href: this.#address(problem) },
        el("span", {}, this.#text(problem.question)),
        el("span.missing-why", {}, this.#tools.wrong(this.#sheet, problem)))))));
  }

  #actions(wrong) {
    const { say } = this.#tools;
    if (wrong.length) this.frame.actions(el("a.button.primary", { href: this.#address(wrong[0]) }, say("go_to_first")));
    else this.frame.actions(el("button.button.primary", { type: "button", on: { click: () => this.means.send() } }, say(this.#sheet.draft.revision > 1 ? "send_correction" : "send")));
  }

  #address({ section, question }) {
    return `#/report/${this.#sheet.id}/${section}/${question}`;
  }

  #text(id) {
    return this.#sheet.plan.pages.flatMap(({ questions }) => questions).find((question) => question.id === id).text;
  }

  #page({ section, questions }) {
    return el("section.read", {},
      el("h2.group", {}, section.title),
      el("dl", {}, questions.map((question) => this.#answer(section, question))));
  }

  #answer(section, question) {
    const { say } = this.#tools;
    const answer = this.#sheet.draft.answers[question.id];
    const problem = this.#sheet.plan.problemsOf[question.id]?.[0];
    const text = answer?.na ? say("not_applicable") : this.means.answerText(question, answer?.value);
    const edit = this.means.send && el("a.quiet", { href: this.#address({ section: section.id, question: question.id }), "aria-label": say("change_what", { what: question.text }) }, say("change"));
    return el(`div.row${problem && this.means.send ? ".wrong" : ""}`, {},
      el("dt", {}, question.text),
      el("dd", {},
        el(`p.answer${text ? "" : ".none"}`, {}, text || say("unanswered")),
        question.kind === "photo" && this.#thumbs(question, answer?.value || []),
        answer?.comment && el("p.quote", {}, answer.comment)),
      edit && el("dd.edit", {}, edit));
  }

  #thumbs(question, shas) {
    if (!shas.length) return null;
    return el("span.thumbs", {}, shas.map((sha, index) => this.means.picture(sha, this.#tools.say("photo_alt", { number: index + 1, text: question.text }))));
  }
}
