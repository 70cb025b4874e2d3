import { el } from "./dom.js";

/** Everything that is not sent in one file: saved, or loaded from another phone. */
export class RescuePanel {
  #say;
  #means;
  #address = null;
  #known;
  #kept;

  /**
   * @param {object} tools
   * @param {{possible: boolean, known: boolean, reports: number}} seen
   * @param {object} means
   * @param {(names: string[], button: string, act: Function) => HTMLElement} means.form see lock.js
   * @param {(passphrase: string, tell: Function) => Promise<Blob>} means.save
   * @param {(file: File, passphrase: string, tell: Function) => Promise<object[]>} means.open
   * @param {(rows: object[]) => Promise<{loaded: number, unsent: number}>} means.load how many were loaded, and are unsent now
   * @param {(draft: object) => string} means.store
   * @param {(at: string) => string} means.moment
   * @param {(bytes: number) => string} means.size
   */
  constructor({ say }, { possible, known, reports }, means) {
    this.#say = say;
    this.#means = means;
    this.container = el("section.panel", {}, el("h2", {}, say("rescue_title")), el("p", {}, say(possible ? "rescue_lead" : "rescue_insecure")));
    if (!possible) return;
    this.#known = known;
    this.#kept = this.#saving(reports);
    this.container.append(this.#kept, this.#loading());
  }

  close() {
    if (this.#address) URL.revokeObjectURL(this.#address);
  }

  #saving(n) {
    const say = this.#say;
    if (!n) return el("p.muted", {}, say("rescue_nothing"));
    const made = el("div.panel-acts");
    const { bar, tell } = progress();
    const form = this.#means.form(["lock_new", "lock_again"], "rescue_make", async ([passphrase]) => {
      made.replaceChildren();
      const blob = await this.#means.save(passphrase, tell).finally(() => { bar.hidden = true; });
      this.#offer(made, blob);
      return "";
    });
    return el("details.fold", {}, el("summary", {}, say("rescue_save", { n })),
      ["rescue_holds", "rescue_protects", "rescue_useless"].map((key) => el("p.point", {}, say(key))),
      !this.#known && el("p.trouble", {}, say("rescue_unknown")), form, bar, made);
  }

  /** The shopper takes the file with a touch of their own: browsers want one for a download and for sharing. */
  #offer(box, blob) {
    this.close();
    this.#address = URL.createObjectURL(blob);
    const name = `notes-${new Date().toISOString().slice(0, 10)}`;
    const get = el("a.button.primary", { href: this.#address, download: `${name}.json` }, this.#say("rescue_get", { size: this.#means.size(blob.size) }));
    // As text, since that is what share sheets take.
    const files = [new File([blob], `${name}.txt`, { type: "text/plain" })];
    const share = navigator.canShare?.({ files }) && el("button.button", { type: "button", on: { click: () => navigator.share({ files }).catch(() => {}) } }, this.#say("rescue_share"));
    box.replaceChildren(el("p", { role: "status" }, this.#say("rescue_made")), get, share || "");
  }

  #loading() {
    const say = this.#say;
    let file = null;
    const found = el("div");
    const { bar, tell } = progress();
    const input = el("input", { type: "file", accept: ".json,.txt,application/json,text/plain", hidden: true, on: { change: () => {
      file = input.files[0] || file;
      if (file) choose.textContent = file.name;
    } } });
    const choose = el("button.button", { type: "button", on: { click: () => input.click() } }, say("rescue_choose"));
    const form = this.#means.form(["lock_old"], "rescue_open", async ([passphrase]) => {
      found.replaceChildren();
      if (!file) return "rescue_none";
      try {
        this.#preview(found, await this.#means.open(file, passphrase, tell));
        return "";
      } catch (error) {
        if (!error.reason) throw error;
        return error.reason !== "passphrase" && `rescue_${error.reason}`;
      } finally {
        bar.hidden = true;
      }
    });
    return el("details.fold", {}, el("summary", {}, say("rescue_load")), el("p", {}, say("rescue_load_means")),
      el("div.panel-acts", {}, choose, input), form, bar, found);
  }

  #preview(box, rows) {
    const say = this.#say;
    const { load, store, moment } = this.#means;
    const n = rows.filter(({ is }) => is === "new" || is === "newer").length;
    const all = el("ul.rescued", {}, rows.map(({ draft, here, is, photos }) => el("li", {},
      el("strong", {}, store(draft)),
      el("span.muted", {}, say("rescue_row", { n: photos.length, at: moment(draft.updated) })),
      el("span", {}, say(`rescue_is_${is}`, { at: here ? moment(here.updated) : "" }), " ", n && draft.body && is === "new" && say("rescue_sends")))));
    const press = el("button.button.primary", { type: "button", on: { click: async () => {
      press.disabled = true;
      const done = await load(rows).catch(() => null);
      acts.replaceChildren(el("p", { role: "status", tabIndex: -1 }, done ? say("rescue_loaded", { n: done.loaded }) : say("lock_failed")), el("a.button", { href: "#/" }, say("to_visits")));
      if (done) this.#loaded(all, done.unsent);
      acts.firstChild.focus({ preventScroll: true });
    } } }, say("rescue_do", { n }));
    const acts = el("div.panel-acts", {}, el("p", { role: "status" }, say(n ? "rescue_opened" : "rescue_nothing_new")), n && press);
    box.replaceChildren(all, acts);
  }

  /** What was said before the file was loaded is not true any more. */
  #loaded(list, unsent) {
    list.remove();
    const before = this.#kept;
    this.#kept = this.#saving(unsent);
    before.replaceWith(this.#kept);
  }
}

function progress() {
  const fill = el("span.bar-fill");
  const bar = el("span.bar", { hidden: true, role: "presentation" }, fill);
  const tell = (share) => {
    bar.hidden = false;
    fill.style.transform = `scaleX(${share})`;
  };
  return { bar, tell };
}
