import { attempts, fitted, HEAVIEST, THUMB } from "../lib/shrink.js";

/** Makes of what the camera gives what is stored: a light JPEG, its thumbnail, its hash, its time. */
export class Darkroom {
  #records;
  #shopper;
  #means;

  /**
   * @param {object} records
   * @param {string} shopper
   * @param {{takenAt: Function, stampAt: Function, instantOf: Function, digestOf: Function, hex: Function}} means
   */
  constructor(records, shopper, means) {
    this.#records = records;
    this.#shopper = shopper;
    this.#means = means;
  }

  /** Everything is stored, and where we are as well, before the camera may push the page out. */
  async cameraOpens(sheet, question) {
    const section = sheet.form.sections.find(({ questions }) => questions.includes(question)).id;
    sheet.remember(section, question.id);
    const place = this.#records.keepFact("camera", { hash: `#/report/${sheet.id}/${section}/${question.id}`, at: Date.now() }, { durability: "strict" });
    // Where there is no room for it the camera opens all the same: the photo is kept in memory.
    await Promise.race([Promise.all([sheet.settled(), place.catch(() => {})]), new Promise((resolve) => setTimeout(resolve, 800))]);
  }

  cameraClosed() {
    this.#records.keepFact("camera", null).catch(() => {});
  }

  /** @returns {Promise<string|null>} an address for an image element */
  async thumbAddress(submission, sha) {
    const kept = await this.#records.photo(this.#shopper, submission, sha);
    return kept ? URL.createObjectURL(new Blob([kept.thumb], { type: "image/jpeg" })) : null;
  }

  /**
   * @param {File} file
   * @param {string} zone of the store, for a camera that keeps no zone
   * @returns {Promise<{bytes: ArrayBuffer, thumb: ArrayBuffer, facts: object}>}
   */
  async prepare(file, zone) {
    const taken = await this.#taken(file, zone);
    const picture = await decoded(file);
    try {
      const bytes = await light(picture);
      const thumb = await drawn(picture, THUMB, 0.7);
      const { digestOf, hex } = this.#means;
      const sha256 = hex(await digestOf(new Uint8Array(bytes)));
      return { bytes, thumb, facts: { sha256, taken, place: null } };
    } finally {
      picture.close?.();
    }
  }

  async #taken(file, zone) {
    const { takenAt, stampAt, instantOf } = this.#means;
    const found = takenAt(await file.slice(0, 131072).arrayBuffer());
    if (!found) return stampAt(file.lastModified || Date.now(), zone);
    if (found.offset === null) return stampAt(instantOf(found.date, found.time, zone), zone);
    return stampAt(Date.parse(`${found.date}T${found.time}Z`) - found.offset * 60000, zone);
  }
}

async function decoded(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // An older engine refuses the option, not the picture; an image element turns it upright too.
    const address = URL.createObjectURL(file);
    const image = new Image();
    image.src = address;
    await image.decode();
    URL.revokeObjectURL(address);
    return image;
  }
}

async function light(picture) {
  let bytes = null;
  for (const { longest, quality } of attempts()) {
    bytes = await drawn(picture, longest, quality);
    if (bytes.byteLength <= HEAVIEST) break;
  }
  return bytes;
}

async function drawn(picture, longest, quality) {
  const { width, height } = fitted(picture.naturalWidth || picture.width, picture.naturalHeight || picture.height, longest);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { alpha: false });
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  canvas.width = 0; // gives the memory back now; phones run out of it
  if (!blob) throw new Error("the picture could not be drawn");
  return blob.arrayBuffer();
}
