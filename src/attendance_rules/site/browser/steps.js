// Each step as a question: who asks, the attendance so far, and the facts of the edition.

import {
  ASKED_BY,
  ASKERS,
  ATTENDANCE,
  RATE,
  inPerCent,
  moreThanWhole,
  readCount,
  readShare,
  WHOLE,
} from "./answers.js";
import { capital } from "./dom.js";
import { page } from "./page.js";
import { facts, parties } from "./rules.js";
import { safeguarding } from "./notices.js";

const DONT_KNOW = { value: "?", label: "I don’t know" };
const NAMED = { parent: "A parent or carer", other: "Someone else, or I would rather not say" };

export function askerName(who) {
  return NAMED[who] ?? `A ${parties[who].charAt(0).toLowerCase()}${parties[who].slice(1)}`;
}

/** What a step asks, for `form`, without what happens when it is answered. */
export function stepOf(step, answers) {
  if (step === ASKED_BY) return whoAsks(answers);
  if (step === ATTENDANCE) return attendance(answers);
  return facts[step].type === "count" ? count(step, answers) : words(step, answers);
}

/** The question of a step, in words. */
export function headingOf(step) {
  if (step === ASKED_BY) return "Who is asking?";
  if (step === ATTENDANCE) return "How much has the pupil missed so far this school year?";
  return facts[step].question;
}

/** The answer of a step, in words. */
export function answerOf(step, value) {
  if (step === ASKED_BY) return askerName(value);
  if (value === null) return "I don’t know";
  if (step === ATTENDANCE) {
    if (value.absence !== undefined) return `${inPerCent(value.absence)}% of sessions`;
    return `${value.part} of ${value.whole} sessions`;
  }
  const fact = facts[step];
  if (fact.type === "count") return String(value);
  if (fact.type === "yes_no") return capital(value);
  return capital(fact.answers.find((answer) => answer.value === value).label);
}

function whoAsks(answers) {
  const known = ASKERS.filter((who) => who in NAMED || Object.hasOwn(parties, who));
  return {
    heading: headingOf(ASKED_BY),
    hint: "This decides which questions you see, and whose actions come first.",
    choices: known.map((value) => ({ value, label: askerName(value) })),
    chosen: answers.given.get(ASKED_BY),
    read: (value) => ({ value }),
  };
}

function words(step, answers) {
  const fact = facts[step];
  const choices = fact.answers.map(({ value, label }) => ({
    value,
    label: capital(fact.type === "yes_no" ? value : label),
  }));
  return {
    heading: headingOf(step),
    hint: hintOf(fact),
    choices: [...choices, DONT_KNOW],
    chosen: chosen(step, answers),
    aside: (value) =>
      step === page.safeguarding && value === "yes" ? safeguarding(answers.askedBy) : null,
    read: (value) => ({ value: value === DONT_KNOW.value ? null : value }),
  };
}

function count(step, answers) {
  const value = answers.given.get(step);
  const field = { label: `Number of ${facts[step].title}`, value };
  return {
    heading: headingOf(step),
    hint: hintOf(facts[step]),
    choices: [{ value: "number", label: "I know the number", fields: [field] }, DONT_KNOW],
    chosen: answers.given.has(step) ? (value === null ? DONT_KNOW.value : "number") : undefined,
    read: (choice, { inputs }) => {
      if (choice === DONT_KNOW.value) return { value: null };
      const number = readCount(inputs[0].value);
      if (number === undefined) return { errors: [notANumber(facts[step].title, inputs[0])] };
      const text = moreThanWhole(step, number, answers.facts);
      return text === null ? { value: number } : { errors: [{ text, at: inputs[0] }] };
    },
  };
}

function attendance(answers) {
  const value = answers.given.get(ATTENDANCE);
  const [part, whole] = [facts[RATE.part], facts[RATE.whole]];
  const share = "Up to two decimal places. Do not round: 9.97% is not 10%.";
  const byRate = value?.absence;
  const choices = [
    {
      value: "sessions",
      label: "I know the sessions",
      fields: [
        { label: whole.question, hint: whole.note?.trim(), value: value?.whole },
        { label: part.question, hint: part.note?.trim(), value: value?.part },
      ],
    },
    {
      value: "absence",
      label: `I know the ${RATE.title}`,
      fields: [
        {
          label: capital(RATE.title),
          hint: share,
          suffix: "%",
          value: byRate === undefined ? "" : inPerCent(byRate),
        },
      ],
    },
    {
      value: "attendance",
      label: "I know the attendance rate",
      fields: [{ label: "Attendance rate", hint: share, suffix: "%" }],
    },
    DONT_KNOW,
  ];
  const before = value === null ? DONT_KNOW.value : byRate === undefined ? "sessions" : "absence";
  return {
    heading: headingOf(ATTENDANCE),
    choices,
    chosen: answers.given.has(ATTENDANCE) ? before : undefined,
    read: (choice, { inputs }) => {
      if (choice === DONT_KNOW.value) return { value: null };
      return choice === "sessions" ? readSessions(inputs) : readRateOf(choice, inputs[0]);
    },
  };
}

function readSessions(inputs) {
  const [wholeInput, partInput] = inputs;
  const [whole, part] = [readCount(wholeInput.value), readCount(partInput.value)];
  const errors = [];
  if (whole === undefined) errors.push(notANumber(facts[RATE.whole].title, wholeInput));
  if (part === undefined) errors.push(notANumber(facts[RATE.part].title, partInput));
  const text = moreThanWhole(RATE.part, part, { [RATE.whole]: whole });
  if (text !== null) errors.push({ text, at: partInput });
  return errors.length ? { errors } : { value: { whole, part } };
}

function readRateOf(choice, input) {
  const points = readShare(input.value);
  if (points === undefined) {
    const text = "Enter the rate as a number from 0 to 100, with no more than two decimal places.";
    return { errors: [{ text, at: input }] };
  }
  return { value: { absence: choice === "absence" ? points : WHOLE - points } };
}

function notANumber(title, at) {
  return { text: `Enter the number of ${title} as a whole number, such as 12.`, at };
}

function chosen(step, answers) {
  if (!answers.given.has(step)) return undefined;
  return answers.given.get(step) ?? DONT_KNOW.value;
}

function hintOf(fact) {
  const taken =
    fact.default === null ? [] : [`Assumed to be “${fact.default}” until someone says otherwise.`];
  return [...(fact.note === null ? [] : [fact.note.trim()]), ...taken].join(" ") || null;
}
