import { el } from "./dom.js";

/**
 * The report on the screen is another one now, by what another window did: shows how it stands.
 * @param {object} app see main.js
 * @param {string} submission
 */
export async function showMoved(app, submission) {
  if (!location.hash.includes(submission)) return;
  await app.show();
  app.screen.heading.before(el("p.notice", { role: "alert" }, app.say("report_elsewhere")));
}
