/**
 * A form to be tried out: the phone's own questions and its own rules, with nothing behind them.
 * What is answered stays in the memory of this page; there is no store and nobody to send it to.
 */
import { moneyInput, moneyText, parseDuration, parseMoney, parseNumber, placesOf, signOf } from "../../phone/static/app/lib/amounts.js";
import { wantsComment } from "../../phone/static/app/lib/comment.js";
import { evaluate } from "../../phone/static/app/lib/evaluate.js";
import { more as moreEnglish } from "../../phone/static/app/lib/more.en.js";
import { more as moreSpanish } from "../../phone/static/app/lib/more.es.js";
import { isWrongNow } from "../../phone/static/app/lib/plan.js";
import { speaker } from "../../phone/static/app/lib/say.js";
import { digestOf, hex } from "../../phone/static/app/lib/sha256.js";
import { answerText } from "../../phone/static/app/lib/spoken.js";
import { words as english } from "../../phone/static/app/lib/words.en.js";
import { words as spanish } from "../../phone/static/app/lib/words.es.js";
import { wrongText } from "../../phone/static/app/lib/wrong.js";
import { dayText, instantOf, localeFor, stampAt, wall } from "../../phone/static/app/lib/zone.js";
import { Sheet, blankDraft } from "../../phone/static/app/store/sheet.js";
import { Choice, Moment, Text } from "../../phone/static/app/ui/fields.js";
import { Length, Quantity } from "../../phone/static/app/ui/measures.js";
import { Photos } from "../../phone/static/app/ui/photos.js";
import { Question } from "../../phone/static/app/ui/question.js";
import { score } from "./score.js";

const WORDS = { en: { ...english, ...moreEnglish }, es: { ...spanish, ...moreSpanish } };
const STORE = {
  name: "", code: "", mark: "", colour: "#57606A", address: "", place: null,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone, currency: "MXN", locale: "es-MX",
};
const FIELDS = { yes_no: Choice, scale: Choice, one: Choice, several: Choice, text: Text, time: Moment };

/** Photos that are looked at and nothing else. */
class Shown {
  #addresses = new Map();

  cameraOpens() {}

  cameraClosed() {}

  async prepare(file) {
    const bytes = await file.arrayBuffer();
    const sha256 = hex(new Uint8Array(await digestOf(bytes)));
    await createImageBitmap(file);
    this.#addresses.set(sha256, URL.createObjectURL(file));
    return { bytes, thumb: bytes, facts: { sha256 } };
  }

  async thumbAddress(submission, sha256) {
    return this.#addresses.get(sha256);
  }
}

/** One part of the form, with its questions in their places on the page. */
class Part {
  #tools;
  #views = new Map();
  #touched = new Set();
  #page;

  constructor(page, { form, part, facts, say, language }) {
    this.#page = page;
    const visit = { id: "", store: STORE, facts, form: { id: form.form, version: form.version }, window: { opens: new Date().toISOString(), closes: new Date(Date.now() + 86400000).toISOString() } };
    const one = { part, submission: part, state: "to_do", revision: 0, digest: null };
    const draft = blankDraft({ shopper: "", visit, part: one });
    this.sheet = new Sheet({ records: { change: async () => draft }, evaluate }, { visit, part: one, form, draft });
    this.#tools = toolsFor(say, language);
    for (const { questions } of form.sections.filter((section) => section.part === part)) questions.forEach((question) => this.#place(question));
    this.sheet.watch(() => this.show());
    this.show();
  }

  /** @returns {{asked: string[], derived: object}} what the rules say of the answers */
  get judged() {
    const { form, part, draft, visit } = this.sheet;
    return evaluate(form, part.part, draft.answers, visit.facts);
  }

  show() {
    const { plan, draft } = this.sheet;
    const { asked, derived } = this.judged;
    const now = new Set(asked);
    for (const [id, view] of this.#views) {
      const due = draft.checked || this.#touched.has(id);
      const problems = (plan.problemsOf[id] || []).filter(({ code }) => (due ? this.#isDue(code) : isWrongNow(code)));
      view.show(draft.answers[id], { problems });
      this.#page.tell(id, now.has(id), id in derived ? this.#words(id, derived[id]) : "");
    }
    this.#page.count();
  }

  #isDue(code) {
    return this.sheet.draft.checked || !["answer_required", "too_few_photos"].includes(code);
  }

  #words(id, value) {
    const question = this.sheet.question(id);
    const { say, locale } = this.#tools;
    return answerText(question, value, { say, locale, moment: String, money: (minor) => moneyText(minor, STORE.currency, locale) });
  }

  #place(question) {
    const view = new Question(this.#tools, question, this.sheet, { left: () => {
      this.#touched.add(question.id);
      this.show();
    } });
    view.fill();
    this.#views.set(question.id, view);
    this.#page.put(question, view);
  }
}

function toolsFor(say, language) {
  const locale = localeFor(language, STORE.locale);
  const photos = new Shown();
  const places = placesOf(STORE.currency);
  const money = (minor) => moneyText(minor, STORE.currency, locale);
  const means = (sheet) => ({ say, money, textOf: (id) => sheet.question(id)?.text || id });
  const field = (ctx) => {
    const { question } = ctx;
    const own = FIELDS[question.kind];
    if (own) return new own(ctx);
    if (question.kind === "photo") return new Photos({ ...ctx, photos, lost: false, little: async () => null, found: () => {} });
    if (question.kind === "duration") return new Length({ ...ctx, parse: parseDuration });
    if (question.kind === "number") return new Quantity({ ...ctx, parse: parseNumber, write: String, whole: !question.decimals });
    return new Quantity({ ...ctx, parse: (text) => parseMoney(text, places), write: (minor) => moneyInput(minor, places), sign: signOf(STORE.currency, locale) });
  };
  const today = () => wall(Date.now(), STORE.zone).date;
  return {
    say, locale, wantsComment,
    wrong: (sheet, problem) => wrongText(problem, sheet.question(problem.question), means(sheet)),
    field: (question, sheet, labelled, emit) => field({ question, sheet, labelled, emit, say, locale, store: STORE, today, zone: { dayText, instantOf, stampAt } }),
  };
}

/** A sentence with its gaps filled. */
const fill = (sentence, gaps) => sentence.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);

/** The page: what stands beside the questions, and what is shown of them. */
class Page {
  #data = JSON.parse(document.getElementById("preview").textContent);
  #words = document.getElementById("words").dataset;
  #try = document.getElementById("try");
  #parts = [];

  begin() {
    const { form, language } = this.#data;
    this.say = speaker(WORDS[language]);
    this.#parts = [];
    for (const { id } of form.parts) this.#parts.push(new Part(this, { form, part: id, facts: this.#facts(), say: this.say, language }));
    this.count();
  }

  listen() {
    this.#try.hidden = false;
    this.#try.addEventListener("submit", (event) => event.preventDefault());
    this.#try.addEventListener("reset", () => setTimeout(() => {
      this.#show();
      this.begin();
    }));
    this.#try.addEventListener("change", ({ target }) => {
      if (target.name === "show") this.#show();
      else this.#each((sheet) => Object.assign(sheet.visit, { facts: this.#facts() }));
    });
    document.getElementById("missing").addEventListener("click", () => this.#each((sheet) => { sheet.draft.checked = true; }));
  }

  #each(change) {
    for (const { sheet } of this.#parts) {
      change(sheet);
      sheet.change(() => {});
    }
  }

  #show() {
    document.body.dataset.show = this.#try.elements.show.value;
  }

  #facts() {
    return Object.fromEntries(Object.keys(this.#data.facts).map((id) => [id, JSON.parse(this.#try.elements[id].value)]));
  }

  /** Puts a question in the place of its drawing, and says at its choices what they earn. */
  put(question, { container }) {
    const place = this.#pair(question.id).querySelector(".pv-phone");
    const points = this.#data.points[question.id] || [];
    container.querySelectorAll(".segments .segment").forEach((segment, at) => {
      if (points[at] === undefined) return;
      const mark = document.createElement("span");
      mark.className = "pv-points";
      mark.textContent = points[at];
      segment.append(mark);
    });
    place.replaceChildren(container);
  }

  /** Says of a question whether it is asked just now, or what was worked out instead. */
  tell(id, asked, derived) {
    const pair = this.#pair(id);
    const now = pair.querySelector(".pv-now");
    now.hidden = asked;
    now.textContent = asked ? "" : derived ? `${this.#words.derived} ${derived}` : this.#words.unasked;
    pair.classList.toggle("pv-unasked", !asked);
    const section = pair.closest(".pv-section");
    section.classList.toggle("pv-empty", !section.querySelector(".pv-pair:not(.pv-unasked)"));
  }

  /** Says what the answers so far score, in all, in each quality, and at each question. */
  score() {
    const { scoring, form } = this.#data;
    const box = document.getElementById("score");
    if (!box || !this.#parts.length) return;
    const found = score(scoring, this.#parts.map((each) => ({ part: each.sheet.part.part, answers: each.sheet.draft.answers, judged: each.judged })));
    const { total, failed, lines } = found;
    const put = (name, text) => {
      const place = box.querySelector(`[data-score="${name}"]`);
      place.textContent = text;
      place.hidden = !text;
    };
    put("percent", String(total.percent ?? this.#words.none));
    put("points", total.possible ? fill(this.#words.inAll, total) : "");
    put("held", failed.length && scoring.cap !== null ? fill(this.#words.held, scoring) : "");
    for (const row of box.querySelectorAll("[data-quality]")) this.#row(row, found.qualities[row.dataset.quality]);
    for (const row of box.querySelectorAll("[data-result]")) this.#row(row, found.results[row.dataset.result]);
    for (const { questions } of form.sections) questions.forEach(({ id }) => this.#earned(id, lines[id]));
    box.hidden = false;
  }

  #row(row, part) {
    const [percent, points] = row.querySelectorAll("td");
    percent.textContent = part.percent ?? "–";
    const { of, less, least } = this.#words;
    points.textContent = part.possible ? fill(!part.taken ? of : part.taken > part.earned ? least : less, part) : "";
  }

  #earned(id, line) {
    const place = this.#pair(id).querySelector(".pv-earned");
    const said = [line.possible ? fill(this.#words.earned, line) : "", line.failed ? this.#words.failed : ""];
    place.textContent = said.join(" ").trim();
    place.hidden = !place.textContent;
  }

  count() {
    this.score();
    const plans = this.#parts.map(({ sheet }) => sheet.plan);
    const sum = (key) => plans.reduce((total, plan) => total + plan[key], 0);
    this.#try.querySelector(".pv-count").textContent = this.say("progress", { answered: sum("answered"), asked: sum("asked") });
  }

  #pair(id) {
    return document.querySelector(`[data-of="${id}"]`);
  }
}

const page = new Page();
page.begin();
page.listen();
