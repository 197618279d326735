// The result: the tier in a sentence, and by party what is expected now, what is to be found out
// and what is not expected.

import { ATTENDANCE, RATE } from "./answers.js";
import { capital, counted, element } from "./dom.js";
import { page } from "./page.js";
import { decide, facts, obligations, parties, tiers, words } from "./rules.js";

const { required: EXPECTED, undetermined: OPEN, not_required: NOT } = words.statuses;

/** The sentence on the pupil's tier. Of the lowest it says that the next is not reached. */
export function tierSentence(decision) {
  const ladder = Object.keys(tiers);
  if (decision.tier === null) return "Which tier of support the pupil is in is not known yet.";
  const next = tiers[ladder[1]];
  const said = decision.tier === ladder[0] && next ? next.no : tiers[decision.tier].yes;
  return `${capital(said)}.`;
}

/** How many obligations for this pupil have each status. */
export function tally(decision) {
  const own = decision.answers.filter(({ obligation }) => !obligations[obligation].standing);
  const number = (status) => own.filter((answer) => answer.status === status).length;
  return [
    `${number("required")} ${EXPECTED.toLowerCase()}`,
    `${number("undetermined")} ${OPEN.toLowerCase()}`,
    `${number("not_required")} ${NOT.toLowerCase()}`,
  ].join(", ");
}

export class Result {
  /** `ask` is called with a fact whose question is to be answered. */
  constructor(answers, ask, show = null) {
    this.answers = answers;
    this.decision = decide(answers.facts);
    this.ask = ask;
    this.show = show;
  }

  /** The sentence with its reasons, then a section for each party. */
  nodes() {
    return [this.#tier(), ...this.#parties().map((party) => this.#section(party))];
  }

  #tier() {
    const { tier_because, tier_missing, unclassifiable } = this.decision;
    const counts = ({ shown, compared, value }) =>
      compared !== undefined && this.answers.byRate ? `${compared} (it is ${value})` : shown;
    const why = tier_because.map(counts);
    const open = unclassifiable
      ? [unclassifiable]
      : tier_missing.map((name) => facts[name].unknown);
    const said = [...why, ...(this.decision.tier === null ? open : [])];
    return element(
      "div",
      { class: "wa-tier" },
      said.map((text) => element("p", {}, `${capital(text)}.`)),
    );
  }

  /** The parties of which something can be expected: who asks first, then by what is to be said. */
  #parties() {
    const own = (party) => {
      if (party === this.answers.askedBy) return 0;
      return this.#of(party).every(isStanding) ? 2 : 1;
    };
    return Object.keys(parties)
      .filter((party) => this.#of(party).length)
      .sort((left, right) => own(left) - own(right));
  }

  #of(party) {
    const legal = ({ obligation }) => (obligations[obligation].step === "legal" ? 1 : 0);
    return this.decision.answers
      .filter(({ obligation }) => obligations[obligation].party === party)
      .sort((left, right) => legal(left) - legal(right));
  }

  #section(party) {
    const answers = this.#of(party);
    const own = answers.filter((answer) => !isStanding(answer));
    const always = answers.filter(isStanding);
    const atAllTimes = `${EXPECTED.toLowerCase()} at all times, not for one pupil (${always.length})`;
    const list = () => [
      element(
        "ul",
        {},
        always.map((answer) => this.#item(answer)),
      ),
    ];
    if (!own.length) return folded(`${parties[party]}: ${atAllTimes}`, list());
    const of = (status) => own.filter((answer) => answer.status === status);
    const made = element("section", { class: "wa-party" }, element("h3", {}, parties[party]));
    if (of("required").length) {
      made.append(
        element("h4", { class: "wa-expected" }, `${EXPECTED} now`),
        ...this.#expected(of("required")),
      );
    }
    if (of("undetermined").length) {
      made.append(element("h4", { class: "wa-open" }, OPEN), ...this.#open(of("undetermined")));
    }
    if (of("not_required").length) {
      made.append(folded(`${NOT} (${of("not_required").length})`, this.#not(of("not_required"))));
    }
    if (always.length) {
      made.append(folded(capital(atAllTimes), list()));
    }
    return made;
  }

  /** Those with the same reasons together, so that each reason is read once. */
  #expected(answers) {
    const because = (answer) => {
      const said = answer.because.map(reasonInShort);
      return said.length ? `Because ${said.join("; ")}:` : "For every pupil:";
    };
    return grouped(answers, because).map(([reason, same]) =>
      this.#group(element("p", {}, reason), same),
    );
  }

  #open(answers) {
    return grouped(answers, (answer) =>
      JSON.stringify([answer.missing, answer.unclassifiable]),
    ).map(([, same]) => this.#group(this.#asked(same[0]), same));
  }

  /** The questions on which an open answer hangs, each to be answered at once. */
  #asked({ missing, unclassifiable }) {
    const lines = unclassifiable ? [element("li", {}, `${capital(unclassifiable)}.`)] : [];
    const counts = RATE ? [RATE.whole, RATE.part] : [];
    const withRate = counts.length && counts.every((name) => missing.includes(name));
    const steps = withRate
      ? [ATTENDANCE, ...missing.filter((name) => !counts.includes(name))]
      : missing;
    for (const step of steps) {
      const question = step === ATTENDANCE ? `What is the ${RATE.title}?` : facts[step].question;
      const kept = page.notAsked[this.answers.askedBy]?.includes(step);
      const said = kept
        ? [
            `${question} `,
            element("span", { class: "wa-aside" }, "The school or the local authority will know."),
          ]
        : [
            element(
              "button",
              { type: "button", class: "wa-ask", click: () => this.ask(step) },
              question,
            ),
          ];
      lines.push(element("li", {}, said));
    }
    return element("ul", { class: "wa-questions" }, lines);
  }

  #not(answers) {
    const apply = ({ obligation, would_apply_if: conditions }) => {
      if (conditions === null) return `It applies only if ${obligations[obligation].when}:`;
      return `It would apply if ${conditions.join(" and if ")}:`;
    };
    return grouped(answers, apply).map(([text, same]) => this.#group(element("p", {}, text), same));
  }

  #group(opening, answers) {
    opening.classList.add("wa-why");
    return element(
      "div",
      { class: "wa-group" },
      opening,
      element(
        "ul",
        {},
        answers.map((answer) => this.#item(answer)),
      ),
    );
  }

  #item({ obligation, parts, status }) {
    const { title, strength, step, parts: titles } = obligations[obligation];
    const notes = [
      ...(strength === "expected" ? [] : [words.strengths[strength].word.toLowerCase()]),
      ...(step === "legal" ? ["a legal step"] : []),
    ];
    return element(
      "li",
      { class: obligation === this.show ? "wa-shown" : null },
      element("a", { href: new URL(page.addresses[obligation], import.meta.url) }, title),
      notes.length ? element("span", { class: "wa-aside" }, ` (${notes.join(", ")})`) : null,
      status === "required" ? partList(parts, titles) : null,
    );
  }
}

/** Whether it is expected at all times, without a condition. */
function isStanding({ obligation, status, because }) {
  return obligations[obligation].standing && status === "required" && !because.length;
}

/** A reason in words. Of a rate its counts are said once, with the tier. */
function reasonInShort({ shown, compared, assumed }) {
  return compared ?? (assumed ? `${shown} (assumed, as nobody has said otherwise)` : shown);
}

function partList(parts, titles) {
  if (!parts.length) return null;
  return element(
    "ul",
    { class: "wa-parts" },
    parts.map(({ part, status, missing, would_apply_if: conditions }) => {
      const more = {
        required: `${EXPECTED}.`,
        undetermined: `${OPEN}: ${missing.map((name) => facts[name].question).join(" ")}`,
        not_required: `${NOT}${conditions ? `; it would be if ${conditions.join(" and if ")}` : ""}.`,
      }[status];
      return element("li", {}, `${titles[part]}. `, element("span", { class: "wa-aside" }, more));
    }),
  );
}

function folded(title, inside) {
  return element("details", { class: "wa-folded" }, element("summary", {}, title), inside);
}

function grouped(answers, key) {
  const found = new Map();
  for (const answer of answers) {
    const of = key(answer);
    found.set(of, [...(found.get(of) ?? []), answer]);
  }
  return [...found];
}

/** How many questions are left, in words. */
export function leftInWords(left) {
  return left.length === 1
    ? "1 question left"
    : `at most ${counted(left.length, "question", "questions")} left`;
}
