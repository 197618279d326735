// What a count can be beside those that are known: a part is never more than its whole.

/** Those classes of a variable's values that its value can lie in. */
function possibleCells(at, values) {
  const variable = RULES.variables[at];
  const found = [];
  for (let cell = variable.first; cell < variable.end; cell += 1) {
    if (variable.bounds === undefined || canLieIn(variable, cell, values)) found.push(cell);
  }
  return found;
}

function canLieIn(variable, cell, values) {
  const lowest = cell > 0 ? variable.bounds[cell - 1] : null;
  const below = cell < variable.bounds.length ? variable.bounds[cell] : null;
  if (variable.kind === "count") {
    return meet(limits(variable.fact, values), [
      lowest === null ? 0 : lowest[0],
      below === null ? LARGEST_COUNT : below[0] - 1,
    ]);
  }
  const rate = RULES.rates[variable.rate];
  const { part, whole } = countsOf(variable.rate, values);
  if (whole !== null) return meet(limits(rate.part, values), partsOf(whole, lowest, below));
  if (part !== null) return meet(limits(rate.whole, values), wholesOf(part, lowest, below));
  return true;
}

function meet([low, high], [otherLow, otherHigh]) {
  return Math.max(low, otherLow) <= Math.min(high, otherHigh);
}

/** The least and the most that a count can be: what it is, or between its parts and wholes. */
function limits(fact, values) {
  if (values[fact] !== null) return [values[fact], values[fact]];
  const isPart = (_, at) => RULES.wholes[at].includes(fact);
  const parts = values.filter(isPart).filter((value) => value !== null);
  const wholes = RULES.wholes[fact].map((at) => values[at]).filter((value) => value !== null);
  return [Math.max(0, ...parts), Math.min(LARGEST_COUNT, ...wholes)];
}

/** The parts of a whole whose share lies from one bound on, up to another that is not reached. */
function partsOf(whole, lowest, below) {
  let [low, high] = [0, whole];
  if (lowest !== null) {
    const [bound, strictly] = lowest;
    low = strictly ? quotient(bound * whole, 10_000) + 1 : quotientUp(bound * whole, 10_000);
  }
  if (below !== null) {
    const [bound, strictly] = below;
    high = strictly ? quotient(bound * whole, 10_000) : quotientUp(bound * whole, 10_000) - 1;
  }
  return [low, high];
}

/** The wholes of which a part has such a share. */
function wholesOf(part, lowest, below) {
  let [low, high] = [Math.max(part, 1), LARGEST_COUNT];
  if (lowest !== null && (lowest[0] !== 0 || lowest[1])) {
    const [bound, strictly] = lowest;
    if (bound) {
      high = strictly ? quotientUp(part * 10_000, bound) - 1 : quotient(part * 10_000, bound);
    } else if (!part) {
      high = 0;
    }
  }
  if (below !== null) {
    const [bound, strictly] = below;
    if (bound) {
      const least = strictly
        ? quotientUp(part * 10_000, bound)
        : quotient(part * 10_000, bound) + 1;
      low = Math.max(low, least);
    } else if (part || !strictly) {
      high = 0;
    }
  }
  return [low, high];
}

/** Rounded up. */
function quotientUp(dividend, divisor) {
  return quotient(dividend + divisor - 1, divisor);
}
