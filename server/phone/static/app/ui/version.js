import { el } from "./dom.js";

/** Which version of the app runs here, whether it opens without a connection, and what is newer. */
export class VersionPanel {
  /**
   * @param {object} tools
   * @param {{possible: boolean, running: string, using?: string, newest?: string}} seen see store/versions.js
   * @param {{use: () => void, install: (() => Promise<void>)|null, share: boolean}} means
   *   `share` where the way to the home screen is the browser's own menu
   */
  constructor({ say }, { possible, running, using, newest }, { use, install, share }) {
    const ready = newest && newest !== running;
    const opens = possible ? (using ? "version_offline" : "version_coming") : "version_online";
    const button = (key, act) => el("button.button", { type: "button", on: { click: ({ target }) => act(target) } }, say(key));
    const putOut = async (target) => {
      target.disabled = true;
      await install();
      target.remove();
    };
    this.container = el("section.panel", {}, el("h2", {}, say("version_title")),
      el("p", {}, say(opens)),
      el("p.muted", {}, say("version_runs", { version: running.slice(0, 6) }), " ", using && !ready && say("version_newest")),
      share && el("p", {}, say("version_share")),
      ready && el("p", {}, say("version_ready")),
      el("div.panel-acts", {}, ready && button("version_use", use), install && button("version_install", putOut)));
  }
}
