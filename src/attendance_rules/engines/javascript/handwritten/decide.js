// Decisions, and what changes between two of them.

/** What is known of a pupil with the value of every test and step. */
function look(given) {
  const { values, assumed } = read(given);
  return { values, assumed, ...evaluate(values) };
}

/** Every obligation, and again each of its parts, with its step. */
function* outcomes() {
  for (const { obligation, step, parts } of RULES.obligations) {
    yield { obligation, part: null, step };
    for (const each of parts) yield { obligation, part: each.part, step: each.step };
  }
}

/** The status of every obligation by its id. */
export function statuses(given) {
  const { answers } = look(given);
  return Object.fromEntries(
    RULES.obligations.map(({ obligation, step }) => [obligation, STATUS[answers[step]]]),
  );
}

/** The decision for one pupil: the tier, and each obligation with its reasons or what is missing. */
export function decide(given) {
  const state = look(given);
  const { tier, step } = tierOf(state.answers);
  const about =
    step === null ? { because: [], missing: [], unclassifiable: null } : answered(step, state);
  return {
    tier,
    tier_because: about.because,
    tier_missing: about.missing,
    unclassifiable: about.unclassifiable,
    assumed: state.assumed,
    answers: RULES.obligations.map(({ obligation, step, parts }) => ({
      obligation,
      ...answered(step, state),
      parts: parts.map((each) => ({ part: each.part, ...answered(each.step, state) })),
    })),
  };
}

/** The highest tier that a pupil is in, with its step; null, and the open step, if not known. */
function tierOf(answers) {
  for (const { tier, step } of RULES.tiers) {
    if (answers[step] === YES) return { tier, step };
    if (answers[step] === UNKNOWN) return { tier: null, step };
  }
  return { tier: null, step: null };
}

function answered(step, state) {
  const answer = state.answers[step];
  return {
    status: STATUS[answer],
    because: answer === UNKNOWN ? [] : reasonsOf(step, state),
    missing: answer === UNKNOWN ? missingFor(step, state.values) : [],
    unclassifiable: answer === UNKNOWN ? unclassifiableFor(step, state.values) : null,
    would_apply_if: answer === NO ? wouldHoldIf(step, state.values) : null,
  };
}

const KINDS = {
  "not_required required": "began",
  "required not_required": "ended",
  "undetermined required": "became_known",
  "undetermined not_required": "became_known",
  "required undetermined": "became_unknown",
  "not_required undetermined": "became_unknown",
};

/** What changes from one set of facts to another: of one fact, say. */
export function changes(before, after) {
  const [earlier, later] = [look(before), look(after)];
  const found = [];
  for (const { obligation, part, step } of outcomes()) {
    const [was, is] = [earlier, later].map(({ answers }) => STATUS[answers[step]]);
    if (was !== is) {
      const { because, missing } = answered(step, later);
      found.push({
        kind: KINDS[`${was} ${is}`],
        obligation,
        part,
        before: was,
        after: is,
        because,
        missing,
      });
    }
  }
  return {
    tier_before: tierOf(earlier.answers).tier,
    tier_after: tierOf(later.answers).tier,
    changes: found,
  };
}
