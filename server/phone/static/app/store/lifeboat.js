import { attach, detach } from "../lib/attach.js";
import { meeting, pack, unpack, Unusable } from "../lib/rescue.js";
import { onlyHere } from "../lib/room.js";

/** Saves everything that is not sent to a file, and takes such a file in. */
export class Lifeboat {
  #means;

  /**
   * @param {object} means
   * @param {object} means.records
   * @param {string} means.shopper
   * @param {() => Promise<object>} means.device see device.js
   * @param {() => Promise<any>} means.settled all that was written is stored, or could not be
   * @param {() => {draft: object, held: Map, coming: object[]}[]} means.unstored reports that hold what could not be, see sheet.js
   * @param {(submission: string) => {part: object}|null} means.find
   */
  constructor(means) {
    this.#means = means;
  }

  /** @returns {Promise<object[]>} what would be lost with this phone; what is sent has its receipt on the server */
  async unsent() {
    const { records, shopper } = this.#means;
    const open = this.#unstored().map(({ draft }) => draft);
    const others = (await records.drafts(shopper)).filter(({ submission }) => !open.some((draft) => draft.submission === submission));
    return [...others, ...open].filter(onlyHere);
  }

  /** What the phone had no room for, as it would be stored. @returns {{draft: object, photos: object[]}[]} */
  #unstored() {
    return this.#means.unstored().filter(({ draft }) => draft.shopper === this.#means.shopper).map(({ draft: { submission, ...rest }, held, coming }) => {
      const draft = structuredClone({ ...rest, submission, updated: new Date().toISOString() });
      const photos = [...held].map(([question, { bytes, thumb, facts, instead }]) => {
        if (instead) detach(draft, question, instead);
        attach(draft, question, { ...facts, size: bytes.byteLength, question });
        return { submission, sha256: facts.sha256, bytes, thumb };
      });
      return { draft, photos: [...photos, ...coming.map((photo) => ({ ...photo, submission }))] };
    });
  }

  /** @param {string} passphrase @param {(share: number) => void} tell @returns {Promise<Blob>} */
  async save(passphrase, tell) {
    const { records, shopper, device, settled } = this.#means;
    await settled();
    const { id, keys } = await device();
    const drafts = await this.unsent();
    const photos = this.#unstored().flatMap((one) => one.photos);
    for (const { submission } of drafts) photos.push(...(await records.photosOf(shopper, submission)));
    const clock = (await records.fact("clock")) || null;
    const held = { shopper, device: id, savedAt: new Date().toISOString(), clock, drafts, photos };
    return pack(held, passphrase, keys?.privateKey, tell);
  }

  /**
   * Reads a file and changes nothing.
   * @param {File} file
   * @param {string} passphrase
   * @param {(share: number) => void} tell
   * @returns {Promise<{draft: object, photos: object[], here: object|undefined, is: string}[]>} see meeting()
   */
  async open(file, passphrase, tell) {
    const { shopper, drafts, photos } = await unpack(await file.text(), passphrase, tell);
    if ([shopper, ...drafts.map((draft) => draft.shopper)].some((one) => one !== this.#means.shopper)) throw new Unusable("other_shopper");
    return Promise.all(drafts.map((draft) => this.#met(draft, photos.filter(({ submission }) => submission === draft.submission))));
  }

  async #met(draft, photos) {
    const { records, shopper, find, settled } = this.#means;
    await settled();
    const here = await records.draft(shopper, draft.submission);
    return { draft, photos, here, is: meeting(draft, here, find(draft.submission)?.part) };
  }

  /** @returns {Promise<string[]>} ids of what was loaded: what is new here or newer, also by now */
  async load(rows) {
    const loaded = [];
    for (const { draft, photos } of rows) {
      const { is } = await this.#met(draft, photos);
      if (!loads(is)) continue;
      await this.#means.records.restore({ ...draft, attempts: 0 }, photos);
      loaded.push(draft.submission);
    }
    return loaded;
  }
}

/** Whether a record that is so is loaded. */
function loads(is) {
  return is === "new" || is === "newer";
}
