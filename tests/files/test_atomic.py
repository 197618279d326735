"""A file is written whole or not at all, and nobody else reads it while it is written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from attendance_rules.errors import DataError
from attendance_rules.files.atomic import replacing


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o022, 0o077, 0o002])
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path, mask: int) -> None:
    with replacing(tmp_path / "out.csv") as temporary:
        assert mode(temporary) == 0o600
        temporary.write_text("P1", "utf-8")
    assert mode(tmp_path / "out.csv") == 0o666 & ~mask


@pytest.mark.parametrize("before", [0o600, 0o640, 0o664])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, before: int) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old", "utf-8")
    out.chmod(before)
    with replacing(out) as temporary:
        assert mode(temporary) == 0o600
        temporary.write_text("new", "utf-8")
    assert out.read_text("utf-8") == "new"
    assert mode(out) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit, DataError])
def test_whatever_goes_wrong_the_old_file_stays(tmp_path: Path, error: type[BaseException]) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old", "utf-8")
    fault = error(["x"]) if error is DataError else error()
    with pytest.raises(error):
        _fail_half_way(out, fault)
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert out.read_text("utf-8") == "old"


def _fail_half_way(out: Path, fault: BaseException) -> None:
    with replacing(out) as temporary:
        temporary.write_text("half", "utf-8")
        raise fault


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    link.symlink_to(real)
    with replacing(link) as temporary:
        temporary.write_text("new", "utf-8")
    assert link.is_symlink()
    assert real.read_text("utf-8") == "new"
