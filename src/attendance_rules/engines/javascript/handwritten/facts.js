// What a caller knows of a pupil, checked. Messages name facts, never the value that was given.

const LARGEST_COUNT = 1_000_000_000;
const FACTS = Object.keys(facts);
const POSITIONS = new Map(FACTS.map((name, position) => [name, position]));
const IDENTIFIERS = ["school_id", "pupil_id"];

/** Facts that cannot be used. `problems` holds all that is wrong with them. */
export class FactsError extends Error {
  constructor(problems) {
    super(problems.join("; "));
    this.name = "FactsError";
    this.problems = problems;
  }
}

/** The values in the order of the vocabulary, null where unknown, and the facts assumed. */
function read(given) {
  if (given === null || typeof given !== "object" || Array.isArray(given)) {
    throw new FactsError(["facts must be an object of their names and their values"]);
  }
  const values = FACTS.map(() => null);
  const problems = [];
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (!POSITIONS.has(name)) {
      if (!IDENTIFIERS.includes(name)) problems.push(noSuchFact(name));
    } else if (value !== null && value !== undefined && !Number.isNaN(value)) {
      const known = checked(facts[name], value);
      if (known === null) problems.push(`\`${name}\` must be ${facts[name].allowed}`);
      values[POSITIONS.get(name)] = known;
    }
  }
  if (!problems.length) problems.push(...contradictions(values));
  if (problems.length) throw new FactsError(problems);
  const assumed = [];
  for (const { fact, value } of RULES.defaults) {
    if (values[fact] === null) {
      values[fact] = value;
      assumed.push(FACTS[fact]);
    }
  }
  return { values, assumed };
}

/** The value as the rules take it, null if the fact cannot be that. */
function checked(fact, value) {
  switch (fact.type) {
    case "count":
      return Number.isSafeInteger(value) && value >= 0 && value <= LARGEST_COUNT ? value : null;
    case "yes_no":
      if (typeof value === "boolean") return value;
      return value === "yes" || value === "no" ? value === "yes" : null;
    default:
      return fact.answers.some((answer) => answer.value === value) ? value : null;
  }
}

/** Counts that are larger than a count that they are a part of; each said once. */
function contradictions(values) {
  const found = [];
  RULES.wholes.forEach((wholes, part) => {
    const whole = wholes.find((at) => values[at] !== null && values[part] > values[at]);
    if (whole !== undefined && values[part] !== null) {
      found.push(`\`${FACTS[part]}\` is more than \`${FACTS[whole]}\``);
    }
  });
  return found;
}

function noSuchFact(name) {
  return /^[a-z][a-z0-9_]{0,59}$/.test(name)
    ? `there is no fact \`${name}\``
    : "there is no fact of one of these names";
}

function frozen(value) {
  if (value !== null && typeof value === "object") Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
