// Strong Kleene logic in two bits: bit 0 says that something may hold, bit 1 that it must. So `&`
// is "and", and `|` is "or".

const NO = 0;
const UNKNOWN = 1;
const YES = 3;
const NOT = [YES, UNKNOWN, UNKNOWN, NO];
const STATUS = ["not_required", "undetermined", "undetermined", "required"];

/** The value of every step, in the order of the rules. */
function evaluate(values) {
  const tests = RULES.tests.map((test) => tested(test, values));
  const answers = [];
  RULES.alike.forEach((first, step) => {
    answers.push(first < step ? answers[first] : held(RULES.conditions[step], tests, answers));
  });
  return { tests, answers };
}

/** The value of a condition. */
function held(condition, tests, answers) {
  if (condition.test !== undefined) return tests[condition.test];
  if (condition.step !== undefined) return answers[condition.step];
  if (condition.not !== undefined) return NOT[held(condition.not, tests, answers)];
  const every = condition.all !== undefined;
  let value = every ? YES : NO;
  for (const inner of every ? condition.all : condition.any) {
    const answer = held(inner, tests, answers);
    value = every ? value & answer : value | answer;
  }
  return value;
}

function tested(test, values) {
  if (test.kind === "reaches") {
    const { part, whole } = countsOf(test.rate, values);
    if (part === null || !whole) return UNKNOWN;
    return reaches(part, whole, test.bound, test.strictly) ? YES : NO;
  }
  const value = values[test.fact];
  if (value === null) return UNKNOWN;
  switch (test.kind) {
    case "holds":
      return value ? YES : NO;
    case "one_of":
      return test.words.includes(value) ? YES : NO;
    default:
      return value >= test.bound ? YES : NO;
  }
}

/** Whether a share is at or above a bound in basis points. Exact: no number here reaches 2^53. */
function reaches(part, whole, bound, strictly) {
  return strictly ? part * 10_000 > whole * bound : part * 10_000 >= whole * bound;
}

function countsOf(rate, values) {
  const { part, whole } = RULES.rates[rate];
  return { part: values[part], whole: values[whole] };
}
