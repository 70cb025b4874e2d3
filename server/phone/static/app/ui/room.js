import { el } from "./dom.js";

/** How safe the reports are on this phone, and what to do about it. */
export class RoomPanel {
  /**
   * @param {object} tools
   * @param {{kept: string, small: boolean, days: number|null, warning: string|null}} judged see lib/room.js
   * @param {{unsent: number, free: string|null}} seen `free` in words
   */
  constructor({ say }, { kept, small, days, warning }, { unsent, free }) {
    const last = days === null ? "room_first" : days ? "room_days" : "room_today";
    const row = (name, text, trouble) => text && [el("dt", {}, say(name)), el(`dd${trouble ? ".trouble" : ""}`, {}, text)];
    this.container = el("section.panel", {}, el("h2", {}, say("room_title")),
      warning && el("p.notice", {}, say(`warn_${warning}`, { n: unsent, days })),
      el("dl.facts", {},
        row("room_kept", say(`kept_${kept}`), unsent && kept !== "persisted"),
        row("room_free", free && `${free}${small ? `. ${say("room_small")}` : ""}`, small),
        row("room_unsent", unsent ? say("room_reports", { n: unsent }) : say("room_none")),
        row("room_opened", say(last, { n: days }))),
      kept !== "persisted" && el("p.muted", {}, say("room_do")));
  }
}
