// Why a step is what it is: the facts that decide it, each in the words of the vocabulary.

/** Facts that alone make a step true or false, in the order of its condition. */
function reasonsOf(step, state) {
  const tests = new Set();
  collect({ step }, state, tests, new Set());
  const found = new Map();
  for (const test of tests) {
    const reason = stated(test, state);
    const key = `${reason.fact}\n${reason.shown}`;
    if (!found.has(key)) found.set(key, reason);
  }
  return [...found.values()];
}

/** Adds the tests that make a condition true or false; of several that are enough, the first. */
function collect(condition, state, tests, steps) {
  const value = held(condition, state.tests, state.answers);
  if (value === UNKNOWN) return;
  if (condition.test !== undefined) {
    tests.add(condition.test);
  } else if (condition.step !== undefined) {
    if (steps.has(condition.step)) return;
    steps.add(condition.step);
    collect(RULES.conditions[RULES.alike[condition.step]], state, tests, steps);
  } else if (condition.not !== undefined) {
    collect(condition.not, state, tests, steps);
  } else {
    const inner = condition.all ?? condition.any;
    if ((condition.all !== undefined) === (value === YES)) {
      for (const each of inner) collect(each, state, tests, steps);
    } else {
      const first = inner.find((each) => held(each, state.tests, state.answers) === value);
      collect(first, state, tests, steps);
    }
  }
}

/** The fact behind a test, stated. The test is not unknown. */
function stated(position, { values, assumed, tests }) {
  const test = RULES.tests[position];
  if (test.kind === "reaches") return rateStated(position, test, values, tests[position] === YES);
  const fact = FACTS[test.fact];
  const value = values[test.fact];
  const shown = factStated(test.fact, value);
  return { fact, value, shown, given: [fact], assumed: assumed.includes(fact) };
}

function factStated(fact, value) {
  const said = RULES.stated.facts[fact];
  if (typeof value !== "number") return said[String(value)];
  return Object.hasOwn(said, value) ? said[value] : filled(said.many, { value });
}

function rateStated(position, test, values, reached) {
  const { part, whole } = countsOf(test.rate, values);
  const said = RULES.stated.rates[test.rate];
  const compared = RULES.stated.tests[position];
  const share = percent(part, whole);
  // Above it by less than a hundredth of a per cent, which the shown rate cuts off.
  const just = reached && test.strictly && share === compared.bound;
  const template = just ? compared.just_above : reached ? compared.reached : compared.short;
  const counts = filled(part === 1 ? said.one : said.many, { part, whole });
  return {
    fact: said.name,
    value: share,
    shown: filled(template, { share, stated: counts }),
    compared: reached ? compared.is : compared.is_not,
    given: [FACTS[RULES.rates[test.rate].part], FACTS[RULES.rates[test.rate].whole]],
    assumed: false,
  };
}

/** A share in per cent, cut after two decimals and never rounded up to a threshold. */
export function percent(part, whole) {
  const points = quotient(part * 10_000, whole);
  const decimals = String(points % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${quotient(points, 100)}${decimals && "."}${decimals}${RULES.stated.per_cent}`;
}

/** A whole number of times, exact: `%` is, and `/` might round up. */
function quotient(dividend, divisor) {
  return (dividend - (dividend % divisor)) / divisor;
}

function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? values[name] : whole,
  );
}
