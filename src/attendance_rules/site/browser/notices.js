// What is said beside the guidance: our own advice, and what this page is not.

import { element } from "./dom.js";
import { edition } from "./rules.js";

const FIRST = {
  school:
    "Follow your school’s child protection policy and tell the designated safeguarding lead today.",
  local_authority: "Follow your safeguarding procedures today.",
  parent:
    "Tell the school’s designated safeguarding lead, or the children’s social care team of your council, today.",
  other:
    "Tell the school’s designated safeguarding lead, or the children’s social care team of the local council, today.",
};

/** Advice of this project, for a pupil about whom there is a safeguarding concern. */
export function safeguarding(askedBy) {
  return element(
    "div",
    { class: "wa-urgent" },
    element("p", { class: "wa-ours" }, "Our advice, not the guidance’s"),
    element("p", {}, element("strong", {}, "Do not wait for attendance steps.")),
    element("p", {}, `${FIRST[askedBy]} If a child is in immediate danger, call 999.`),
  );
}

/** That nothing here is a decision, and which edition it is about. */
export function noDecision() {
  return element(
    "p",
    { class: "wa-no-decision" },
    `This explains ${edition.title} (${edition.version}). It is not a decision about a pupil, and not legal advice.`,
  );
}
