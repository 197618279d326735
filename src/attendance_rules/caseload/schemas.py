"""The types of a table of answers, in files and frames alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import polars as pl

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Status


def table_schema(columns: Iterable[str], edition: Edition) -> pl.Schema:
    """A table with these columns: words of the edition as an Enum, all else as text.

    No carried column has a name that the answers use, so the name tells.
    """
    status = pl.Enum(get_args(Status))
    words: dict[str, pl.DataType] = {
        **dict.fromkeys(edition.obligations, status),
        "tier": pl.Enum(edition.tier_ladder()),
        "obligation": pl.Enum(list(edition.obligations)),
        "party": pl.Enum(list(edition.about.parties)),
        "status": status,
    }
    return pl.Schema({name: words.get(name, pl.String()) for name in columns})
