// One question as a form: a fieldset with its legend, choices, and what a choice opens.

import { element } from "./dom.js";

/**
 * A form for one question. `choices` have a `value`, a `label`, perhaps a `hint`, and `fields` that
 * are shown while the choice is made. `answered` is called with the chosen value and what the
 * fields hold, and returns the errors that it finds: none, and the question is done.
 */
export function form({ heading, hint, choices, chosen, aside, answered, changed, back }) {
  const problems = element("div", { class: "wa-problems", role: "alert" });
  const set = element(
    "fieldset",
    {},
    element("legend", {}, element("h2", { tabindex: "-1" }, heading)),
  );
  if (hint) {
    set.append(element("p", { class: "wa-hint", id: "wa-hint" }, hint));
    set.setAttribute("aria-describedby", "wa-hint");
  }
  const opened = [];
  choices.forEach((choice, at) => {
    const own = choiceOf(choice, at, chosen === choice.value);
    set.append(...own.nodes);
    opened.push(own);
  });
  set.addEventListener("change", () => {
    for (const { input, fields } of opened) if (fields) fields.hidden = !input.checked;
    changed?.(valueOf(opened));
  });
  const submit = (event) => {
    event.preventDefault();
    const value = valueOf(opened);
    const found =
      value === undefined
        ? [
            {
              text: "Choose an answer. If you do not know, choose “I don’t know”.",
              at: opened[0].input,
            },
          ]
        : answered(
            value,
            opened.find(({ input }) => input.checked),
          );
    show(problems, set, found ?? []);
  };
  const buttons = element(
    "div",
    { class: "wa-buttons" },
    element("button", { type: "submit", class: "wa-button wa-main" }, "Continue"),
    back
      ? element("button", { type: "button", class: "wa-button wa-quiet", click: back }, "Back")
      : null,
  );
  return element(
    "form",
    { novalidate: true, autocomplete: "off", submit },
    problems,
    set,
    aside ?? null,
    buttons,
  );
}

function choiceOf(choice, at, checked) {
  const id = `wa-choice-${at}`;
  const input = element("input", {
    type: "radio",
    name: "answer",
    id,
    value: choice.value,
    checked,
  });
  const label = element("label", { for: id }, choice.label);
  const line = element("div", { class: "wa-choice" }, input, label);
  if (choice.hint) {
    input.setAttribute("aria-describedby", `${id}-hint`);
    line.append(element("p", { class: "wa-hint", id: `${id}-hint` }, choice.hint));
  }
  const inputs = (choice.fields ?? []).map((field, number) => fieldOf(field, `${id}-${number}`));
  const fields = inputs.length
    ? element(
        "div",
        { class: "wa-fields", hidden: !checked },
        inputs.flatMap(({ nodes }) => nodes),
      )
    : null;
  return {
    nodes: fields ? [line, fields] : [line],
    input,
    fields,
    inputs: inputs.map((own) => own.input),
  };
}

function fieldOf({ label, hint, value, suffix }, id) {
  const hintId = hint ? `${id}-hint` : null;
  const input = element("input", {
    type: "text",
    inputmode: suffix ? "decimal" : "numeric",
    id,
    class: "wa-number",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": hintId,
    value: value ?? "",
  });
  const line = element(
    "div",
    { class: "wa-entry" },
    input,
    suffix ? element("span", {}, suffix) : null,
  );
  const nodes = [
    element("label", { for: id }, label),
    hint ? element("p", { class: "wa-hint", id: hintId }, hint) : null,
    line,
  ];
  return { nodes: nodes.filter((node) => node !== null), input };
}

function valueOf(opened) {
  return opened.find(({ input }) => input.checked)?.input.value;
}

/** Errors where they are seen, heard and led to: a list at the top, each a link to its field. */
function show(problems, set, found) {
  for (const input of set.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  problems.replaceChildren();
  if (!found.length) return;
  const lines = found.map(({ text, at }) => {
    at.setAttribute("aria-invalid", "true");
    const follow = (event) => {
      event.preventDefault();
      at.focus();
    };
    return element("li", {}, element("a", { href: `#${at.id}`, click: follow }, text));
  });
  const heading = element("p", { class: "wa-problems-head", tabindex: "-1" }, "There is a problem");
  problems.append(heading, element("ul", {}, lines));
  heading.focus();
}
