/**
 * Where a report stands, from what the server said last and what this phone holds, and what can be
 * done with it. The conditions, first match wins:
 *
 * | the phone's record            | the server's part   | visit     | stage           | open | correct |
 * |-------------------------------|---------------------|-----------|-----------------|------|---------|
 * | needs attention               | any                 | any       | needs_attention | yes  | no      |
 * | waiting or sending            | any                 | any       | the same        | no   | no      |
 * | a draft of revision 2 or more | sent or sent_back   | any       | correcting      | yes  | no      |
 * | any                           | accepted            | any       | accepted        | no   | no      |
 * | any                           | claimed             | any       | claimed         | no   | no      |
 * | any                           | sent_back           | any       | sent_back       | no   | yes     |
 * | any                           | not_done            | any       | not_done        | no   | no      |
 * | sent, or none                 | sent                | any       | sent            | no   | yes     |
 * | sent, not yet in the sync     | to_do               | any       | sent            | no   | yes     |
 * | a draft, begun                | to_do, sent         | cancelled | cancelled       | yes  | no      |
 * | none                          | to_do               | cancelled | cancelled       | no   | no      |
 * | a draft, begun                | to_do, sent         | open      | begun           | yes  | no      |
 * | none                          | to_do               | open      | to_do           | yes  | no      |
 *
 * @param {{state: string, revision: number}} part
 * @param {{state: string}} visit
 * @param {object|null|undefined} draft
 * @returns {{name: string, open: boolean, correct: boolean}}
 */
export function stageOf(part, visit, draft) {
  const is = (name, open, correct) => ({ name, open, correct });
  const held = draft?.state;
  if (held === "needs_attention") return is(held, true, false);
  if (held === "waiting" || held === "sending") return is(held, false, false);
  if (held === "draft" && draft.revision > 1 && ["sent", "sent_back"].includes(part.state)) return is("correcting", true, false);
  if (["accepted", "claimed", "not_done"].includes(part.state)) return is(part.state, false, false);
  if (part.state === "sent_back") {
    // The answer of our own newer revision may have overtaken the list we hold.
    if (held === "sent" && draft.receipt?.revision > part.revision) return is("sent", false, true);
    return is("sent_back", false, true);
  }
  if (held === "sent") return is(draft.outcome === "done" ? "sent" : "not_done", false, draft.outcome === "done");
  if (part.state === "sent" && held !== "draft") return is("sent", false, true);
  if (visit.state === "cancelled") return is("cancelled", Boolean(held), false);
  return is(held ? "begun" : "to_do", true, false);
}
