"""CEL, by `common-expression-language`: compiled programs, run on contexts made beforehand."""

from __future__ import annotations

from collections.abc import Iterator

import cel

from attendance_rules.program.program import Program
from benchmarks.one_pupil.contestant import Contestant
from benchmarks.one_pupil.pupils import Pupils
from benchmarks.one_pupil.translate import Dialect, Translator, Values, groups, spread, statuses

DIALECT = Dialect(" && ", " || ", "!", names=False)


def contestants(program: Program, pupils: Pupils, values: Values) -> Iterator[Contestant]:
    names = [fact.name for fact in program.facts]
    contexts = [cel.Context(dict(zip(names, one, strict=True))) for one in pupils.values]
    translator = Translator(program, DIALECT, values)
    plain = cel.compile(translator.list())
    yield Contestant("cel-list", "CEL, one expression", plain.execute, contexts, statuses)
    branching = cel.compile(translator.branching())
    shape = groups(program)
    yield Contestant(
        "cel-branching",
        "CEL, one expression with branches",
        branching.execute,
        contexts,
        lambda answers: spread(answers, shape),
    )
