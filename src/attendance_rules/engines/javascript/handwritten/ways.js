// The ways to decide a step: each a smallest set of classes of values that settles it, whichever
// else is known. They were worked out from the rules; `null` stands for too many of them.

const UNDEFINED = -1;

const FOUND = RULES.variables.map((variable) =>
  variable.kind === "rate"
    ? [RULES.rates[variable.rate].part, RULES.rates[variable.rate].whole]
    : [variable.fact],
);

function waysOf(step) {
  return RULES.ways[RULES.alike[step]];
}

/** The class of a variable's value; null if unknown, `UNDEFINED` for a rate of nothing. */
function cellOf(at, values) {
  const variable = RULES.variables[at];
  if (variable.kind === "rate") {
    const { part, whole } = countsOf(variable.rate, values);
    if (whole === 0) return UNDEFINED;
    if (part === null || whole === null) return null;
    return variable.bounds.filter(([bound, strictly]) => reaches(part, whole, bound, strictly))
      .length;
  }
  const value = values[variable.fact];
  if (value === null) return null;
  if (variable.kind === "yes_no") return value ? 1 : 0;
  if (variable.kind === "word") return variable.cells[value];
  return variable.bounds.filter(([bound]) => value >= bound).length;
}

/** The class of every variable of a step. */
function cellsOf(step, values) {
  return new Map(waysOf(step).variables.map((at) => [at, cellOf(at, values)]));
}

/** The unknown facts that could still settle a step, in the order of the vocabulary. */
function missingFor(step, values) {
  const { yes, no } = waysOf(step);
  const cells = cellsOf(step, values);
  let relevant = [...cells.keys()].filter((at) => cells.get(at) === null);
  if (yes !== null) {
    const open = [...yes, ...no].filter((way) =>
      way.every(([at, cell]) => cells.get(at) === null || cells.get(at) === cell),
    );
    const left = open.map((way) => way.filter(([at]) => cells.get(at) === null));
    const named = new Set(smallest(left).flatMap((way) => way.map(([at]) => at)));
    relevant = relevant.filter((at) => named.has(at));
  }
  const unknown = new Set(relevant.flatMap((at) => FOUND[at]).filter((at) => values[at] === null));
  return FACTS.filter((_, at) => unknown.has(at));
}

/** The ways that hold no other one within them. */
function smallest(ways) {
  const kept = [];
  for (const way of [...ways].sort((left, right) => left.length - right.length)) {
    const within = (other) =>
      other.every(([at, cell]) => way.some((e) => e[0] === at && e[1] === cell));
    if (!kept.some(within)) kept.push(way);
  }
  return kept;
}

/** Why a step may stay open whatever is learned: the first of its rates that is of nothing. */
function unclassifiableFor(step, values) {
  const at = waysOf(step).variables.find((variable) => cellOf(variable, values) === UNDEFINED);
  return at === undefined ? null : RULES.stated.rates[RULES.variables[at].rate].undefined;
}

/** The value of a step if some variables were in given cells; null for too many ways. */
function answerWith(step, cells) {
  const { yes, no } = waysOf(step);
  if (yes === null) return null;
  const along = (way) => way.every(([at, cell]) => cells.get(at) === cell);
  if (yes.some(along)) return YES;
  return no.some(along) ? NO : UNKNOWN;
}

/**
 * What would have to be otherwise for a step that does not hold: the fewest facts and rates, each
 * in words. Null where nothing would do, or where there are too many ways to tell.
 */
function wouldHoldIf(step, values) {
  const cells = cellsOf(step, values);
  let best = null;
  for (const way of waysOf(step).yes ?? []) {
    const other = way.filter(([at, cell]) => cells.get(at) !== cell);
    if (best === null || other.length < best.length) best = other;
  }
  return (
    best?.map(([at, cell]) => RULES.variables[at].said[cell - RULES.variables[at].first]) ?? null
  );
}
