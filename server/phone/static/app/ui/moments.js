import { el } from "./dom.js";

/**
 * Below the visits to be made: the way to log a moment, and the moments of which something is to be said.
 * @param {object} tools
 * @param {object} list the list of visits, see visits.js
 * @param {object[]} drafts of moments
 */
export function addMoments({ say }, list, drafts) {
  const { body } = list.frame;
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
  // Kept free after what is to be done, and before all that was done; without visits it stands last.
  let section = body.querySelector(".moments");
  if (!section) body.querySelector(".languages").before(section = el("section.moments"));
  section.setAttribute("aria-label", say("moments"));
  section.replaceChildren(...[rows.length > 0 && el("h2.group", {}, say("moments")), rows.length > 0 && el("ul.visits", {}, rows)].filter(Boolean),
    el("p.apart", {}, el("a.button", { href: "#/phone/moment/new" }, say("moment_new"))));
}
