// The answers so far: to be checked and changed, and on the printed sheet.

import { element } from "./dom.js";
import { answerOf, headingOf } from "./steps.js";

/** Each question with its answer and a way to change it. */
export function answerList(answers, change) {
  const lines = [...answers.given].flatMap(([step, value]) => {
    const again = {
      type: "button",
      class: "wa-ask",
      click: () => change(step),
      "aria-label": `Change: ${headingOf(step)}`,
    };
    return [
      element("dt", {}, headingOf(step)),
      element(
        "dd",
        {},
        element("span", {}, answerOf(step, value)),
        element("button", again, "Change"),
      ),
    ];
  });
  return element("dl", { class: "wa-answers" }, lines);
}

/** Which answers contradict one another; nothing where none do. */
export function contradicting(contradictions) {
  if (!contradictions.length) return [];
  const lines = contradictions.map((text) => element("li", {}, text));
  return [
    element(
      "div",
      { class: "wa-problems", role: "alert" },
      element("p", { class: "wa-problems-head" }, "These answers contradict one another"),
      element("ul", {}, lines),
      element("p", {}, "Change one of them to see the result."),
    ),
  ];
}

/** In print the result comes with the answers that it rests on. */
export function answersInPrint(answers) {
  const lines = [...answers.given].map(([step, value]) =>
    element("li", {}, `${headingOf(step)} ${answerOf(step, value)}.`),
  );
  return element(
    "div",
    { class: "wa-in-print" },
    element("h3", {}, "The answers"),
    element("ul", {}, lines),
  );
}
