// The answers so far, what to ask next, and answers as part of a link. They are held in this object
// and nowhere else.

import { page } from "./page.js";
import { facts, questions, rates } from "./rules.js";

// No fact can be called so: names of facts hold no dash.
export const ASKED_BY = "asked-by";
export const ATTENDANCE = "attendance-so-far";
const RATE_IN_LINK = "absence-rate";
const SHOW_IN_LINK = "show";

/** The rate that is asked for first, where the rules have one. */
export const RATE = Object.values(rates)[0] ?? null;

export const ASKERS = ["school", "local_authority", "parent", "other"];

/** A rate is held as its share of this many sessions: basis points, so that none is rounded. */
export const WHOLE = 10_000;

export class Answers {
  /** Each step with its answer, in the order in which they were given; null is "I don't know". */
  given = new Map();

  get askedBy() {
    return this.given.get(ASKED_BY) ?? "other";
  }

  /** Whether the attendance was given as a rate, so that its counts stand for nothing. */
  get byRate() {
    return this.given.get(ATTENDANCE)?.absence !== undefined;
  }

  /** What is known, as the rules take it. */
  get facts() {
    const known = {};
    for (const [step, value] of this.given) {
      if (value === null || step === ASKED_BY) continue;
      if (step !== ATTENDANCE) known[step] = value;
      else if (value.absence !== undefined) {
        Object.assign(known, { [RATE.whole]: WHOLE, [RATE.part]: value.absence });
      } else Object.assign(known, { [RATE.whole]: value.whole, [RATE.part]: value.part });
    }
    return known;
  }

  /** The steps that are left, the next one first; an answer may spare some. */
  get left() {
    const first = RATE ? [ASKED_BY, ATTENDANCE] : [ASKED_BY];
    const spared = new Set([
      ...(page.notAsked[this.askedBy] ?? []),
      ...(RATE ? [RATE.part, RATE.whole] : []),
    ]);
    const asked = this.contradictions.length
      ? []
      : questions(this.facts)
          .map((question) => question.fact)
          .filter((fact) => !spared.has(fact));
    return [...first, ...asked].filter((step) => !this.given.has(step));
  }

  /** Counts that are larger than a count that they are a part of, in words. */
  get contradictions() {
    const known = this.facts;
    return Object.keys(known).flatMap((name) => moreThanWhole(name, known[name], known) ?? []);
  }

  /** The answers as the part of an address that never leaves the browser. */
  toFragment() {
    const written = new URLSearchParams();
    for (const [step, value] of this.given) {
      if (step !== ATTENDANCE) written.set(step, value ?? "");
      else if (value === null) written.set(RATE_IN_LINK, "");
      else if (value.absence !== undefined) written.set(RATE_IN_LINK, inPerCent(value.absence));
      else {
        written.set(RATE.whole, value.whole);
        written.set(RATE.part, value.part);
      }
    }
    return `#${written}`;
  }

  /**
   * The answers in a link, the obligation that it is about, and whether something in it was left
   * out because it is nothing that can be answered here. Null for a link that holds no answer.
   */
  static fromFragment(fragment) {
    const written = new URLSearchParams(fragment.replace(/^#/, ""));
    let [show, leftOut] = [null, false];
    const [first, rest, counts] = [new Map(), new Map(), {}];
    for (const [name, text] of written) {
      if (name === SHOW_IN_LINK) show = text;
      else if (name === ASKED_BY && ASKERS.includes(text)) first.set(ASKED_BY, text);
      else if (RATE && name === RATE_IN_LINK && readRate(text) !== undefined) {
        const absence = readRate(text);
        first.set(ATTENDANCE, absence === null ? null : { absence });
      } else if (!Object.hasOwn(facts, name) || readFact(facts[name], text) === undefined) {
        leftOut = true;
      } else if (RATE && (name === RATE.part || name === RATE.whole)) {
        counts[name === RATE.part ? "part" : "whole"] = readFact(facts[name], text);
      } else rest.set(name, readFact(facts[name], text));
    }
    if (Number.isInteger(counts.part) && Number.isInteger(counts.whole)) {
      first.set(ATTENDANCE, { whole: counts.whole, part: counts.part });
    } else if (Object.keys(counts).length) leftOut = true;
    const answers = new Answers();
    answers.given = new Map([...first, ...rest]);
    return answers.given.size ? { answers, show, leftOut } : null;
  }
}

/** That a count is more than one that it lies within, in words; null where it is not. */
export function moreThanWhole(name, count, known) {
  const { title, within } = facts[name];
  for (let whole = within; whole !== null; whole = facts[whole].within) {
    if (count > known[whole]) return `There are more ${title} than ${facts[whole].title}.`;
  }
  return null;
}

function readFact(fact, text) {
  if (text === "") return null;
  if (fact.type === "count") return readCount(text);
  return fact.answers.some(({ value }) => value === text) ? text : undefined;
}

/** A whole number; undefined for what is none. */
export function readCount(text) {
  const digits = text.replace(/[\s,]/g, "");
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** A share in per cent, in whole basis points; undefined for what is none. */
export function readShare(text) {
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!found) return undefined;
  const points = Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
  return points <= WHOLE ? points : undefined;
}

function readRate(text) {
  return text === "" ? null : readShare(text);
}

export function inPerCent(points) {
  const decimals = String(points % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${Math.floor(points / 100)}${decimals && "."}${decimals}`;
}
