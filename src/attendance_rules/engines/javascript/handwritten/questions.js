// What to ask next: the facts, unknown or assumed, that can still change something.

/** The facts that an answer hangs on, the one that settles most first. */
export function questions(given) {
  const state = look(given);
  const bearsOn = new Map();
  const settles = new Map();
  const workedOut = new Map();
  for (const { obligation, step } of outcomes()) {
    const alike = RULES.alike[step];
    if (!workedOut.has(alike)) workedOut.set(alike, settledBy(alike, state));
    for (const [fact, share] of workedOut.get(alike)) {
      if (!bearsOn.has(fact)) bearsOn.set(fact, new Set());
      bearsOn.get(fact).add(obligation);
      settles.set(fact, (settles.get(fact) ?? 0) + share);
    }
  }
  return ranked(settles).map((name) => ({
    fact: name,
    question: facts[name].question,
    allowed: facts[name].allowed,
    answers: facts[name].answers,
    bears_on: [...bearsOn.get(name)],
    settles: settles.get(name),
    assumed: state.assumed.includes(name),
  }));
}

/** For each fact that a step hangs on, in what part of its situations it settles the step. */
function settledBy(step, state) {
  const open = state.answers[step] === UNKNOWN;
  const found = new Map((open ? missingFor(step, state.values) : []).map((name) => [name, 0]));
  for (const name of assumedThatMatter(step, state)) found.set(name, 0);
  if (!open) return found;
  for (const [at, unknown] of unknownFacts(step, state)) {
    if (!unknown.every((name) => found.has(name))) continue;
    const seen = situations(step, at, state.values);
    const settled = seen.filter((answer) => answer !== UNKNOWN).length;
    for (const name of unknown) {
      found.set(name, found.get(name) + (seen.length ? settled / seen.length : 0));
    }
  }
  return found;
}

/** What a step would be in each class of values that an open variable can lie in. */
function situations(step, at, values) {
  const cells = cellsOf(step, values);
  return possibleCells(at, values)
    .map((cell) => answerWith(step, new Map(cells).set(at, cell)))
    .filter((answer) => answer !== null);
}

/** Each variable of a step whose value is open, with the facts that would tell it. */
function unknownFacts(step, { values, assumed }) {
  const found = [];
  for (const at of waysOf(step).variables) {
    const variable = RULES.variables[at];
    if (variable.kind !== "rate" && assumed.includes(FACTS[variable.fact])) {
      found.push([at, [FACTS[variable.fact]]]);
    } else if (cellOf(at, values) === null) {
      const unknown = FOUND[at].filter((fact) => values[fact] === null);
      found.push([at, unknown.map((fact) => FACTS[fact])]);
    }
  }
  return found;
}

/** The facts for which a default stands, if the step could come out otherwise without it. */
function assumedThatMatter(step, { values, assumed }) {
  const { variables, yes, no } = waysOf(step);
  return assumed.filter((name) => {
    const about = (at) =>
      RULES.variables[at].kind !== "rate" && FACTS[RULES.variables[at].fact] === name;
    const own = variables.find(about);
    if (own === undefined) return false;
    if (yes === null) return true;
    const cells = cellsOf(step, values).set(own, null);
    return [...yes, ...no].some((way) => {
      const fits = way.every(([at, cell]) => cells.get(at) === null || cells.get(at) === cell);
      if (!fits || !way.some(([at]) => at === own)) return false;
      const along = new Map([...cellsOf(step, values), ...way]);
      return answerWith(step, along.set(own, 0)) !== answerWith(step, along.set(own, 1));
    });
  });
}

/** The facts, the one that settles most first, and counts that make a rate side by side. */
function ranked(settles) {
  const group = new Map([...settles.keys()].map((name) => [name, name]));
  for (const rate of RULES.rates) {
    const [old, other] = [group.get(FACTS[rate.part]), group.get(FACTS[rate.whole])];
    if (old === undefined || other === undefined) continue;
    for (const [name, own] of group) if (own === old) group.set(name, other);
  }
  const most = (leader) =>
    Math.max(...[...group].filter(([, own]) => own === leader).map(([name]) => settles.get(name)));
  const key = (name) => {
    const leader = group.get(name);
    return [-most(leader), POSITIONS.get(leader), -settles.get(name), POSITIONS.get(name)];
  };
  const keys = new Map([...group.keys()].map((name) => [name, key(name)]));
  return [...group.keys()].sort((left, right) => {
    const [mine, its] = [keys.get(left), keys.get(right)];
    const at = mine.findIndex((value, position) => value !== its[position]);
    return at < 0 ? 0 : mine[at] - its[at];
  });
}
