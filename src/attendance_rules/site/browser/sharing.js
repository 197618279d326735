// A link that holds the answers, made only when it is asked for.

import { button, element } from "./dom.js";
import { headingOf } from "./steps.js";

/** A button, and once it is pressed the link with a line that says what it holds. */
export function sharing(answers) {
  const shown = element("div", { class: "wa-link", "aria-live": "polite" });
  const copy = async () => {
    const address = new URL(location.href);
    address.hash = answers.toFragment();
    const field = element("input", {
      type: "text",
      readonly: true,
      value: address.href,
      "aria-label": "The link with your answers",
      focus: () => field.select(),
    });
    const holds = [...answers.given.keys()].map(headingOf).join(" ");
    const hint = `The link holds your answers to these questions, and no name: ${holds}`;
    shown.replaceChildren(field, element("p", { class: "wa-hint" }, hint));
    const copied = await copyText(address.href);
    shown.append(element("p", {}, copied ? "Copied." : "Copy it from the field above."));
  };
  return element("div", { class: "wa-share" }, button("Copy link", copy), shown);
}

/** Whether the text could be put on the clipboard: browsers may refuse. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
