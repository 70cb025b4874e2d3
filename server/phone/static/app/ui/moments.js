import { el } from "./dom.js";

/**
 * Below the visits to be made: the way to log a moment, and the moments that are not sent yet.
 * @param {object} tools
 * @param {object} list the list of visits, see visits.js
 * @param {object[]} drafts of moments
 */
export function addMoments({ say }, list, drafts) {
  const { body } = list.frame;
  body.querySelector(".moments")?.remove();
  const rows = drafts.map((draft) => {
    const standing = el(`span.stage.stage-${draft.state}`, {}, say(`moment_is_${draft.state}`));
    // Where it stands is said here as it goes.
    list.rows.set(draft.submission, standing);
    const { kind, words, praise } = draft.answers;
    return el("li", {}, el("a.visit", { href: `#/phone/moment/${draft.submission}` },
      el("span.visit-text", {},
        el("span.visit-name", {}, say(kind?.value ? `sin_${kind.value}_name` : "moment_unnamed")),
        el("span.visit-when", {}, (words?.value || praise?.value || "").slice(0, 80)),
        standing),
      el("span.chevron.onward")));
  });
  // After what is to be done, and before all that was done: nobody scrolls past a year of visits for it.
  const todo = body.querySelector("ul.visits, .empty");
  const section = el("section.moments", { "aria-label": say("moments") },
    rows.length > 0 && [el("h2.group", {}, say("moments")), el("ul.visits", {}, rows)],
    el("p.apart", {}, el("a.button", { href: "#/phone/moment/new" }, say("moment_new"))));
  if (todo) todo.after(section);
  else body.querySelector(".languages").before(section);
}
