const HOUR = 3600000;

/**
 * The versions of the app that this phone keeps. The worker (sw.js) fetches them; which one opens is
 * decided here. Without a secure context there is no worker, and every promise says "nothing".
 */
export class Versions {
  #language;
  #looked = 0;
  #worker = null;

  /** @param {string} running the version of this page @param {string} language */
  constructor(running, language) {
    this.running = running;
    this.#language = language;
    this.possible = isSecureContext && "serviceWorker" in navigator && "caches" in self;
    /** What the browser gave us to put the app on the home screen with. */
    this.invitation = null;
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.invitation = event;
    });
  }

  /**
   * Starts the worker, and asks it for a newer version once an hour. Where the network did not carry
   * that, the next use of the app asks again. @param {() => void} changed
   */
  async look(changed) {
    if (!this.possible || Date.now() - this.#looked < HOUR) return;
    const known = navigator.serviceWorker.controller;
    this.#worker ||= await this.#begin(changed);
    if (known) await this.#worker.update();
    this.#looked = Date.now();
  }

  async #begin(changed) {
    // As long as this page is open, the worker keeps what it runs on.
    navigator.locks?.request(`kit-${this.running}`, { mode: "shared" }, () => new Promise(() => {}));
    navigator.serviceWorker.addEventListener("controllerchange", changed);
    if ((await this.#noted("language")) !== this.#language) await this.#note("language", this.#language);
    return navigator.serviceWorker.register("sw.js");
  }

  /** @returns {Promise<{using?: string, newest?: string}>} which opens next, and the newest that is here whole */
  async state() {
    if (!this.possible) return {};
    const [using, newest] = await Promise.all([this.#noted("using"), this.#noted("newest")]);
    const whole = newest && (await caches.match("whole", { cacheName: `kit-${newest}` }));
    return { using, newest: whole ? newest : using };
  }

  /** Whether loading this page again would bring another version; once for each, whatever comes. */
  opens(version) {
    if (version === this.running || !navigator.serviceWorker.controller || sessionStorage.opened === version) return false;
    sessionStorage.opened = version;
    return true;
  }

  /** Asks whether the app is to stand on the home screen; a browser lets that be asked once. */
  async install() {
    const { invitation } = this;
    this.invitation = null;
    await invitation.prompt();
  }

  /** Lets a version open from now on. */
  use(version) {
    return this.#note("using", version);
  }

  async #noted(name) {
    return (await caches.match(name, { cacheName: "kit-using" }))?.text();
  }

  async #note(name, text) {
    await (await caches.open("kit-using")).put(name, new Response(text));
  }
}
