import { attach, detach } from "../lib/attach.js";
import { el } from "./dom.js";

/** A photo's small picture, or the words that it lies on another phone or was sent from here and cleared. */
export function picture(say, alt, address) {
  const image = el("img", { alt, width: 96, height: 96 });
  address.then((found) => (found ? (image.src = found) : image.replaceWith(el("span.away", { role: "img", "aria-label": alt }, say("photo_away")))));
  return image;
}

/** Photos of one question: taken with the camera, shrunk here, stored before anything else happens. */
export class Photos {
  #ctx;
  #list = el("ul.thumbs");
  #status = el("p.count", { role: "status" });
  #rescue = el("div.held");
  #warned = false;
  #input;
  #button;
  #shown = "";
  #removed = null;
  #addresses = new Map();
  #most;
  #instead = null;

  /**
   * @param {object} ctx {question, labelled, say, sheet, photos, lost, found, little} where `photos`
   *   prepares and reads them, `lost` says that the browser was closed while this camera was open
   *   and `found` that this is over, and `little` names the room left where it is too small
   */
  constructor(ctx) {
    this.#ctx = ctx;
    const { question, labelled, say } = ctx;
    this.#most = question.max || 3;
    this.#input = el("input.sr", { type: "file", accept: "image/*", capture: "environment", tabIndex: -1, "aria-label": question.text, on: {
      change: () => this.#take(),
      cancel: () => this.#closed(),
    } });
    this.#button = el("button.button.camera", { type: "button", ...labelled, "aria-labelledby": null, on: { click: () => this.#open() } }, el("span.camera-sign"), el("span"));
    this.container = el("div.photos", {}, this.#list, this.#button, this.#input, this.#status, this.#rescue);
    this.#label(0, say);
    if (ctx.lost) this.#say(say("photo_did_not_come"), true);
    this.#showHeld();
  }

  show(value) {
    const shas = Array.isArray(value) ? value : [];
    const key = `${shas.join()}|${this.#removed || ""}`;
    if (key === this.#shown && this.#list.childElementCount === shas.length + (this.#removed ? 1 : 0)) return;
    this.#shown = key;
    this.#list.replaceChildren(...shas.map((sha, index) => this.#thumb(sha, index)), this.#removed ? this.#undo() : "");
    this.#label(shas.length, this.#ctx.say);
  }

  focusable() {
    return this.#button.hidden ? this.#list.querySelector("button") : this.#button;
  }

  #label(count, say) {
    this.#button.hidden = count >= this.#most || this.#ctx.sheet.held.has(this.#ctx.question.id);
    this.#button.lastChild.textContent = say(this.#ctx.lost ? "photo_once_more" : count ? "photo_another" : "photo_take");
  }

  #thumb(sha, index) {
    const { say, question } = this.#ctx;
    const image = picture(say, say("photo_alt", { number: index + 1, text: question.text }), this.#address(sha));
    const button = (name, act) => el("button.quiet", { type: "button", on: { click: act } }, say(name));
    return el("li.thumb", {}, image, el("span.thumb-acts", {}, button("photo_again", () => this.#open(sha)), button("photo_remove", () => this.#remove(sha))));
  }

  #undo() {
    const { say } = this.#ctx;
    return el("li.thumb.removed", {}, el("span", {}, say("photo_removed")), el("button.quiet", { type: "button", on: { click: () => this.#restore() } }, say("undo_plain")));
  }

  async #address(sha) {
    const { photos, sheet } = this.#ctx;
    // Shown before it is stored; what is not there yet is asked again, not remembered as missing.
    await sheet.settled();
    if (!this.#addresses.get(sha)) this.#addresses.set(sha, await photos.thumbAddress(sheet.id, sha));
    return this.#addresses.get(sha);
  }

  async #open(instead = null) {
    const { say, sheet, question, photos, little } = this.#ctx;
    const free = this.#warned ? null : await little();
    if (free) {
      // Said before anything is taken; who presses again tries all the same.
      this.#warned = true;
      return this.#say(say("photo_little_room", { free }), true);
    }
    this.#instead = instead;
    await photos.cameraOpens(sheet, question);
    this.#input.value = "";
    this.#input.click();
    return undefined;
  }

  #closed() {
    const { photos, found } = this.#ctx;
    photos.cameraClosed();
    this.#ctx.lost = false;
    found();
  }

  async #take() {
    const { say, sheet, question, photos } = this.#ctx;
    const file = this.#input.files[0];
    const instead = this.#instead;
    if (!file) return;
    this.#say(say("photo_preparing"));
    this.#button.disabled = true;
    try {
      const photo = await photos.prepare(file, sheet.visit.store.zone);
      if ((sheet.draft.answers[question.id]?.value || []).includes(photo.facts.sha256)) this.#say(say("photo_same"));
      else await this.#keep({ ...photo, instead });
    } catch {
      this.#say(say("photo_unreadable_here"), true);
    } finally {
      this.#button.disabled = false;
      this.#closed();
      this.focusable()?.focus({ preventScroll: true });
    }
    return undefined;
  }

  /** Stores a photo; one that could not be stored stays in memory, and is offered again. */
  async #keep(photo) {
    const { say, sheet, question } = this.#ctx;
    const { bytes, thumb, facts, instead } = photo;
    const { sha256 } = facts;
    const before = sheet.draft.photos.find((one) => one.sha256 === instead && one.question === question.id);
    sheet.held.delete(question.id);
    try {
      await sheet.change(
        (draft) => {
          if (instead) detach(draft, question.id, instead);
          attach(draft, question.id, { ...facts, size: bytes.byteLength, question: question.id });
        },
        { photo: { sha256, bytes, thumb, received: false } });
      this.#say("");
    } catch (error) {
      sheet.held.set(question.id, photo);
      this.#say(say(error.name === "QuotaExceededError" ? "photo_no_room" : "photo_not_stored"), true);
      sheet.change((draft) => {
        detach(draft, question.id, sha256);
        if (before) attach(draft, question.id, before);
      }).catch(() => {});
    }
    this.#showHeld();
  }

  /** A photo that is only in memory: to be seen, and to be stored with one press. */
  #showHeld() {
    const { say, sheet, question } = this.#ctx;
    const photo = sheet.held.get(question.id);
    onbeforeunload = sheet.held.size ? (event) => event.preventDefault() : null;
    this.#label(sheet.draft.answers[question.id]?.value?.length || 0, say);
    if (!photo) return this.#rescue.replaceChildren();
    const src = URL.createObjectURL(new Blob([photo.thumb], { type: "image/jpeg" }));
    return this.#rescue.replaceChildren(
      el("img", { alt: say("photo_held"), src, width: 96, height: 96 }),
      el("button.button", { type: "button", on: { click: () => this.#keep(photo) } }, say("photo_store_again")),
      el("button.quiet", { type: "button", on: { click: () => {
        sheet.held.delete(question.id);
        this.#say("");
        this.#showHeld();
      } } }, say("photo_remove")));
  }

  #remove(sha) {
    const { sheet, question } = this.#ctx;
    this.#removed = sheet.draft.photos.find((photo) => photo.sha256 === sha && photo.question === question.id);
    sheet.change((draft) => detach(draft, question.id, sha));
    this.#list.querySelector(".removed button")?.focus();
  }

  #restore() {
    const { sheet, question } = this.#ctx;
    const photo = this.#removed;
    this.#removed = null;
    sheet.change((draft) => attach(draft, question.id, photo));
    this.focusable()?.focus();
  }

  #say(text, trouble = false) {
    this.#status.textContent = text;
    this.#status.classList.toggle("trouble", trouble);
  }
}
