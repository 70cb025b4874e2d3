import { locationOf, noLocation, obstacleOf, reasonOf } from "../lib/place.js";

const PATIENCE = 20000;

/** Whether and how the phone tells how far from the store it is: asked once, noted at the first stamp. */
export class Place {
  #records;
  #stampAt;

  /** @param {object} records @param {Function} stampAt see lib/zone.js */
  constructor(records, stampAt) {
    this.#records = records;
    this.#stampAt = stampAt;
  }

  /** @returns {Promise<"yes"|"no"|undefined>} what the shopper said */
  async consent() {
    return (await this.#records.fact("place"))?.consent;
  }

  /** Whether to ask on the way to a store: once, and again where the browser has forgotten a yes. */
  async asks({ place }) {
    if (!isSecureContext || !place) return false;
    const consent = await this.consent();
    return !consent || (consent === "yes" && (await permission()) === "prompt");
  }

  /**
   * Keeps the choice. After a yes the browser puts its own question here and now, and not in the store.
   * @param {"yes"|"no"} consent
   * @returns {Promise<boolean>} false where the browser says no all the same
   */
  async choose(consent) {
    await this.#records.keepFact("place", { consent, at: new Date().toISOString() });
    return consent === "no" || (await position({ timeout: PATIENCE })) !== 1;
  }

  /** @returns {Promise<object>} the `location` of a report without a tapped stamp: nothing was asked, or it was refused before */
  async without({ place }) {
    const obstacle = obstacleOf({ secure: isSecureContext, place, consent: await this.consent(), permission: null });
    return noLocation(obstacle || "not_asked");
  }

  /**
   * Notes with the first stamp how far from the store it was, and how the clock was when the server
   * was last heard. The stamp stands already, and waits for none of this.
   * @param {object} sheet
   * @param {object} stamp
   */
  async note(sheet, stamp) {
    // Taken back meanwhile, or on its way already: then this belongs to nothing.
    const keep = (change) => sheet.draft.state === "draft" && sheet.change((draft) => {
      if (draft.started?.at === stamp.at) Object.assign(draft, change);
    }, { quiet: true });
    const { place } = sheet.visit.store;
    const [clock, consent, allowed] = await Promise.all([this.#records.fact("clock"), this.consent(), permission()]);
    const obstacle = obstacleOf({ secure: isSecureContext, place, consent, permission: allowed });
    keep({ clock: clock || null, location: noLocation(obstacle || "timeout") });
    if (obstacle) return;
    const found = await position({ enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 30000 });
    keep({ location: found.coords ? locationOf(found.coords, place, this.#stampAt(Date.now(), stamp.zone)) : noLocation(reasonOf(found)) });
  }
}

/** @returns {Promise<object|number>} a position, or the code of the browser's refusal */
function position(options) {
  return new Promise((resolve) => {
    if (navigator.geolocation) navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code), options);
    else resolve(2);
  });
}

/** @returns {Promise<string|null>} granted, denied or prompt; null where the browser does not say */
async function permission() {
  try {
    return (await navigator.permissions.query({ name: "geolocation" })).state;
  } catch {
    return null;
  }
}
