"""Several mistakes at once: each told once, none hidden by another, in the order of the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_rules.messages.diagnostics import MOST_MISTAKES
from tests.edition.small import mistakes, only, replace, shipped, write


def told(folder: Path) -> list[tuple[str, str]]:
    return [(str(one.place), one.code) for one in mistakes(folder)]


def test_mistakes_of_several_files_come_in_order(tmp_path: Path) -> None:
    write(tmp_path)
    wanted = [
        (replace(tmp_path, "edition.yaml", "version:", "¦verson:"), "unknown-key"),
        (replace(tmp_path, "high/third.yaml", "school", "¦scool"), "unknown-party"),
        (replace(tmp_path, "low/first.yaml", "{in_need", "{¦in_ned"), "unknown-fact"),
        (replace(tmp_path, "low/first.yaml", "- name: due", "- ¦nam: due"), "unknown-key"),
        (replace(tmp_path, "low/second.yaml", "may", "¦might"), "wrong-value"),
        (replace(tmp_path, "parameters.yaml", " 5%", " ¦5"), "wrong-value"),
        (replace(tmp_path, "tiers.yaml", "any:", "any¦"), "yaml-syntax"),
        (replace(tmp_path, "vocabulary.yaml", "yes_no\n  about", "¦yesno\n  about"), "wrong-value"),
    ]
    found = told(tmp_path)
    assert found[:6] == wanted[:6]
    assert [one[1] for one in found] == [one[1] for one in wanted]
    assert [one[0].split(":")[0] for one in found[6:]] == ["tiers.yaml", "vocabulary.yaml"]


def test_a_broken_obligation_hides_nothing_in_itself_or_others(tmp_path: Path) -> None:
    write(tmp_path)
    wanted = [
        (replace(tmp_path, "low/first.yaml", "when: {eng", "when: {¦egn"), "unknown-fact"),
        (replace(tmp_path, "low/first.yaml", "strength:", "¦strenght:"), "unknown-key"),
        (replace(tmp_path, "low/second.yaml", "{absent: {", "{¦absnt: {"), "unknown-fact"),
    ]
    assert told(tmp_path) == wanted


@pytest.mark.parametrize(
    "file",
    ["edition.yaml", "vocabulary.yaml", "definitions.yaml", "parameters.yaml", "tiers.yaml"],
)
@pytest.mark.parametrize("broken", ["a: [", "- a\n", "", "a: *b\n", "\udcff"])
def test_a_broken_table_is_one_mistake(file: str, broken: str, tmp_path: Path) -> None:
    """Nothing that it may hold is missed in the 48 obligations."""
    folder = shipped(tmp_path)
    (folder / file).write_text(broken, encoding="utf-8", errors="surrogateescape")
    (mistake,) = mistakes(folder)
    assert mistake.place.path == file


@pytest.mark.parametrize(
    "file",
    ["vocabulary.yaml", "definitions.yaml", "parameters.yaml", "tiers.yaml"],
)
def test_a_missing_table_is_one_mistake(file: str, tmp_path: Path) -> None:
    folder = shipped(tmp_path)
    (folder / file).unlink()
    only(folder, f"{file}:1:1", "missing-file", f"there is no `{file}`", "add it")


def test_a_broken_entry_is_not_missed(tmp_path: Path) -> None:
    folder = shipped(tmp_path)
    place = replace(
        folder, "vocabulary.yaml", "type: word\n  title: eng", "¦typ: word\n  title: eng"
    )
    only(folder, place, "unknown-key", "`type`")


def test_a_broken_table_hides_no_other_mistake(tmp_path: Path) -> None:
    write(tmp_path, {"vocabulary.yaml": "a: ["})
    place = replace(tmp_path, "tiers.yaml", "low_from", "¦low_form")
    assert told(tmp_path) == [(place, "unknown-parameter"), ("vocabulary.yaml:1:5", "yaml-syntax")]


def test_a_name_misspelt_where_it_is_defined_is_one_mistake(tmp_path: Path) -> None:
    """It is unknown in dozens of places; the first tells how many."""
    folder = shipped(tmp_path)
    replace(folder, "vocabulary.yaml", "sessions_possible:\n", "sessions_posible:\n")
    found = mistakes(folder)
    assert [one.code for one in found] == ["unknown-fact"]
    assert "other places" in found[0].message
    assert "did you mean `sessions_posible`?" in found[0].help


def test_an_unknown_name_is_reported_wherever_it_is_used_a_few_times(tmp_path: Path) -> None:
    write(tmp_path)
    first = replace(tmp_path, "high/third.yaml", "tier: high", "tier: ¦hgih")
    second = replace(tmp_path, "low/first.yaml", "tier: low", "tier: ¦hgih")
    assert told(tmp_path) == [(first, "unknown-tier"), (second, "unknown-tier")]


def test_a_misspelt_folder_is_one_mistake(tmp_path: Path) -> None:
    folder = shipped(tmp_path)
    (folder / "persistent").rename(folder / "persistant")
    only(folder, "persistant/local-authority-formal-support.yaml:1:1", "unknown-section",
         "`persistant`", "did you mean `persistent`?")  # fmt: skip


def test_a_file_in_another_folder_is_one_mistake(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "high").joinpath("second.yaml").write_text(
        (tmp_path / "low/second.yaml").read_text()
    )
    (tmp_path / "low/second.yaml").unlink()
    replace(tmp_path, "low/first.yaml", "leads_to: [low/second]\n", "")
    only(tmp_path, "high/second.yaml:7:12", "wrong-section", "lies in the folder `high`")


def test_an_item_without_a_file_is_reported_at_the_cell(tmp_path: Path) -> None:
    folder = shipped(tmp_path)
    (folder / "cohorts/school-share-practice.yaml").unlink()
    found = mistakes(folder)
    assert [(one.code, one.place.path) for one in found] == [
        ("item-without-obligation", "edition.yaml")
    ]
    assert "item 2" in found[0].message


def test_two_tiers_do_not_go_on_by_the_same_line(tmp_path: Path) -> None:
    folder = shipped(tmp_path)
    path = folder / "tiers.yaml"
    text = path.read_text()
    text = text.replace("  section: severe\n", "  section: persistent\n")
    path.write_text(text)
    assert [one.code for one in mistakes(folder)] == ["duplicate-item", "duplicate-item"]


def test_no_tier_at_all(tmp_path: Path) -> None:
    write(tmp_path, {"tiers.yaml": "{}"})
    only(tmp_path, "tiers.yaml:1:1", "no-tier", "there is no tier", "add at least one")


def test_a_cycle_of_tiers_is_told_once(tmp_path: Path) -> None:
    folder = shipped(tmp_path)
    replace(folder, "tiers.yaml", "continues: at_risk", "continues: severe")
    found = mistakes(folder)
    assert [one.code for one in found] == ["cycle"]


def test_the_empty_source_tells_of_its_dedented_block_once(tmp_path: Path) -> None:
    write(tmp_path)
    text = (tmp_path / "low/second.yaml").read_text()
    head, block = text.split("source:\n")
    lines = block.splitlines(keepends=True)
    text = head + "source:\n" + "".join(line[2:] for line in lines[:5]) + "".join(lines[5:])
    (tmp_path / "low/second.yaml").write_text(text)
    only(tmp_path, "low/second.yaml:6:1", "wrong-value", "`source` is empty")


def test_a_key_one_level_too_far_out(tmp_path: Path) -> None:
    write(tmp_path)
    line = "  starts: Second\n"
    replace(tmp_path, "low/second.yaml", line, "")
    place = replace(tmp_path, "low/second.yaml", "meaning:", "¦starts: Second\nmeaning:")
    only(tmp_path, place, "unknown-key", "`starts` means nothing here", "under `source`")


def test_more_mistakes_than_anyone_reads_are_cut_short(tmp_path: Path) -> None:
    facts = "".join(f"x{n}: {{type: count}}\n" for n in range(2_000))
    write(tmp_path, {"vocabulary.yaml": facts})
    assert len(mistakes(tmp_path)) == MOST_MISTAKES
