/**
 * Where a report stands, from what the server said last and what this phone holds, and what can be
 * done with it. A draft is "begun" where something stands in it; one that was only opened is none.
 * The conditions, first match wins:
 *
 * | the phone's record            | the server's part   | visit     | stage            | open | correct |
 * |-------------------------------|---------------------|-----------|------------------|------|---------|
 * | needs attention               | any                 | any       | needs_attention  | yes  | no      |
 * | waiting or sending            | any                 | any       | the same         | no   | no      |
 * | a draft of revision 2 or more | sent or sent_back   | any       | correcting       | yes  | no      |
 * | a draft, begun                | any but to_do, sent | any       | overtaken        | no   | no      |
 * | any                           | accepted            | any       | accepted         | no   | no      |
 * | any                           | claimed             | any       | claimed          | no   | no      |
 * | any                           | sent_back           | any       | sent_back        | no   | yes     |
 * | any                           | not_done            | any       | not_done         | no   | no      |
 * | sent, or none                 | sent                | any       | sent             | no   | yes     |
 * | sent, not yet in the sync     | to_do               | any       | sent             | no   | yes     |
 * | a draft, begun                | to_do, sent         | cancelled | cancelled_unsent | yes  | no      |
 * | none                          | to_do               | cancelled | cancelled        | no   | no      |
 * | a draft, begun                | to_do, sent         | open      | begun            | yes  | no      |
 * | none                          | to_do               | open      | to_do            | yes  | no      |
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
  const begun = hasWork(draft);
  if (held === "draft" && begun && !["to_do", "sent"].includes(part.state)) return is("overtaken", false, false);
  if (["accepted", "claimed", "not_done"].includes(part.state)) return is(part.state, false, false);
  if (part.state === "sent_back") {
    // The answer of our own newer revision may have overtaken the list we hold.
    if (held === "sent" && draft.receipt?.revision > part.revision) return is("sent", false, true);
    return is("sent_back", false, true);
  }
  if (held === "sent") return is(draft.outcome === "done" ? "sent" : "not_done", false, draft.outcome === "done");
  if (part.state === "sent" && !begun) return is("sent", false, true);
  if (visit.state === "cancelled") return is(begun ? "cancelled_unsent" : "cancelled", begun, false);
  return is(begun ? "begun" : "to_do", true, false);
}

/** Whether anything stands in a draft. @param {object|null|undefined} draft */
export function hasWork(draft) {
  return Boolean(draft && (draft.finished || draft.outcome !== "done" || draft.pressed.length || Object.keys(draft.answers).length));
}

/** Whether another report of the same visit stands against this one. @param {object|null|undefined} draft */
export function isConflict(draft) {
  return draft?.state === "needs_attention" && ["submission_conflict", "stale_revision"].includes(draft.problem?.code);
}
