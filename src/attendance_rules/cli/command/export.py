"""`attendance-rules export`: what comes with the package, as files of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from attendance_rules.edition.rule_files import CODES_FOLDER, DEFAULT_EDITION, packaged_rules
from attendance_rules.files.atomic import new_folder

_FOLDERS: Final = {"rules": DEFAULT_EDITION, "register-codes": CODES_FOLDER}


def export(
    what: Annotated[
        Literal["rules", "register-codes"],
        typer.Argument(metavar="WHAT", help="`rules` (an edition) or `register-codes`."),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="A new folder to write them to.")
    ],
) -> None:
    """Write the rules, or the tables of register codes, that come with the package to a new folder.

    Edit them there, and name the folder with `--policy` or `--codes`.
    """
    source = packaged_rules() / _FOLDERS[what]
    with new_folder(out) as folder:
        # File by file: modes and times are those of new files, wherever the package is installed.
        for path in sorted(source.rglob("*.yaml")):
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
