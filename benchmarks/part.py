"""The parts of the benchmark. Each is a folder with a module that has `measure(quick)`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ONE, SCALE = "about/performance.md", "about/performance-at-scale.md"

_POLARS = {"polars": "polars"}


class DifferenceError(Exception):
    """Two answers differ. Names the obligation or the fact, and holds no pupil's facts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: where its `measure` is, the page it is written into, and what it needs.

    `packages` gives the module that each package is imported as. What is measured only `by_name`
    takes too long to be run with the rest.
    """

    name: str
    module: str
    page: str
    packages: Mapping[str, str]
    by_name: bool = False


PARTS: Mapping[str, Part] = {
    part.name: part
    for part in (
        Part(
            "one-pupil",
            "benchmarks.one_pupil.part",
            ONE,
            {
                "durable-rules": "durable",
                "zen-engine": "zen",
                "common-expression-language": "cel",
            },
        ),
        Part(
            "tables",
            "benchmarks.tables.part",
            SCALE,
            {
                "polars": "polars",
                "duckdb": "duckdb",
                "openfisca-core": "openfisca_core",
                "pandas": "pandas",
                "pyarrow": "pyarrow",
            },
        ),
        Part(
            "registers",
            "benchmarks.registers.part",
            SCALE,
            _POLARS
            | {"duckdb": "duckdb", "numpy": "numpy", "pandas": "pandas", "pyarrow": "pyarrow"},
        ),
        Part("england", "benchmarks.england.tenth", SCALE, _POLARS),
        Part("england-whole", "benchmarks.england.whole", SCALE, _POLARS, by_name=True),
        Part(
            "growth",
            "benchmarks.growth.part",
            SCALE,
            _POLARS
            | {
                "duckdb": "duckdb",
                "pyarrow": "pyarrow",
                "durable-rules": "durable",
                "matplotlib": "matplotlib",
            },
        ),
    )
}
