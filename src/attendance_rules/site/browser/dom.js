// Elements, made without a framework. Words go in as text, so nothing in them is markup.

/** An element with attributes, properties that are functions as listeners, and what it holds. */
export function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null) made.setAttribute(key, value);
  }
  made.append(...inside.flat().filter((child) => child !== null));
  return made;
}

export function button(words, pressed, kind = "") {
  return element(
    "button",
    { type: "button", class: `wa-button ${kind}`.trim(), click: pressed },
    words,
  );
}

export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function counted(number, single, several) {
  return `${number} ${number === 1 ? single : several}`;
}
