"""One mistake, one diagnostic: at its place, with its code and a remedy."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.edition.small import mistakes, only, replace, write

# What is mistyped: the file, what stood there, what stands there now with `¦` at the place of the
# diagnostic, its code, and words of its text.
KEYS = [
    # unknown keys, on every level
    ("edition.yaml", "publisher:", "¦publishr:", "unknown-key", "did you mean `publisher`?"),
    ("edition.yaml", "  licence:", "  ¦license:", "unknown-key", "did you mean `licence`?"),
    ("edition.yaml", "until:", "¦untill:", "unknown-key", "did you mean `until`?"),
    ("edition.yaml", "superseded_by:", "¦superceded_by:", "unknown-key", "`superseded_by`?"),
    ("edition.yaml", "revised:", "¦revision:", "unknown-key", "did you mean `revised`?"),
    ("edition.yaml", "{date:", "{¦day:", "unknown-key", "did you mean `date`, which is missing?"),
    ("edition.yaml", "guidance_in_force:", "¦guidance:", "unknown-key", "means nothing here"),
    ("edition.yaml", "{title: High,", "{¦titel: High,", "unknown-key", "did you mean `title`?"),
    ("parameters.yaml", "not_below:", "¦not_bellow:", "unknown-key", "did you mean `not_below`?"),
    ("vocabulary.yaml", "within:", "¦whitin:", "unknown-key", "did you mean `within`?"),
    ("vocabulary.yaml", "default_because", "¦default_becuse", "unknown-key", "`default_because`"),
    ("vocabulary.yaml", "words:", "¦word:", "unknown-key", "did you mean `words`?"),
    ("vocabulary.yaml", "type: word", "¦tpye: word", "unknown-key", "did you mean `type`?"),
    ("definitions.yaml", "undefined:", "¦undefind:", "unknown-key", "did you mean `undefined`?"),
    ("definitions.yaml", "yes: great", "¦yess: great", "unknown-key", "did you mean `yes`?"),
    ("tiers.yaml", "continues:", "¦continus:", "unknown-key", "did you mean `continues`?"),
    ("tiers.yaml", "      item: 0", "      ¦itm: 0", "unknown-key", "did you mean `item`?"),
    ("low/first.yaml", "party:", "¦pary:", "unknown-key", "did you mean `party`?"),
    ("low/first.yaml", "starts:", "¦begins:", "unknown-key", "did you mean `starts`, which"),
    ("low/first.yaml", "    title: One", "    ¦titel: One", "unknown-key", "mean `title`?"),
    ("low/first.yaml", "    missing:", "    ¦mising:", "unknown-key", "did you mean `missing`?"),
    ("low/other.yaml", "standing:", "¦standin:", "unknown-key", "did you mean `standing`?"),
    ("low/first.yaml", "  starts: First", "starts: First", "yaml-syntax", "put text"),
    ("low/other.yaml", "tier: low", "tier: low\n¦<<: {a: b}", "unknown-key", "`<<`"),
    # missing keys
    ("edition.yaml", "title: A small edition\n", "¦", "missing-key", "add a line `title: …`"),
    ("edition.yaml", "  licence: none\n", "", "missing-key", "`licence` is missing"),
    ("edition.yaml", "  confidence: sure\n", "", "missing-key", "`confidence` is missing"),
    ("edition.yaml", "in_force: {from: 2022-09-01, until: 2024-08-18}",
     "¦in_force: {from: 2022-09-01}", "missing-key", "`until` is missing", "the last day"),
    ("parameters.yaml", "low_from:\n  title: low\n", "¦low_from:\n", "missing-key", "`title`"),
    ("vocabulary.yaml", "worried:\n  type: yes_no\n", "¦worried:\n", "missing-key", "`type`"),
    ("vocabulary.yaml", "  default: no\n", "", "missing-key", "`default` is missing"),
    ("vocabulary.yaml", "default: no\n  default_because: nobody said so", "¦default: no",
     "missing-key", "`default_because` is missing"),
    ("definitions.yaml", "  undefined: none\n", "", "missing-key", "`undefined` is missing"),
    ("tiers.yaml", "low:\n  title: Low\n", "¦low:\n", "missing-key", "`title` is missing"),
    ("tiers.yaml", "    - column: left\n      item: 0\n", "    - ¦column: left\n", "missing-key",
     "`item` is missing"),
    ("low/second.yaml", "meaning: Second.\n", "", "missing-key", "add a line `meaning: …`"),
    ("low/second.yaml", "\nsource:\n  section: low\n  column: left\n",
     "\n¦source:\n  section: low\n", "missing-key", "`column` is missing"),
    ("low/first.yaml", "- name: unknown\n    given: {possible: 10}", "- ¦name: unknown",
     "missing-key", "`given` is missing"),
    ("low/first.yaml", "  one:\n    title: One", "  ¦one: {}", "missing-key", "`title` is missing"),
    # duplicate keys
    ("edition.yaml", "version: first", "version: first\n¦version: second", "duplicate-key",
     "`version` stands here twice", "line 2"),
    ("vocabulary.yaml", "    lacking: lacking", "    lacking: lacking\n    ¦lacking: again",
     "duplicate-key", "`lacking`"),
    ("vocabulary.yaml", "worried:", "absent: {}\nworried:", "duplicate-key", "`absent`", "line 7"),
    ("tiers.yaml", "\nhigh:", "\n¦low: {a: b}\nhigh:", "duplicate-key", "`low`"),
    ("low/first.yaml", "    given: {possible: 10}", "    given: {possible: 10, ¦possible: 11}",
     "duplicate-key", "`possible`"),
    ("low/first.yaml", "when: {engagement: lacking}",
     "when: {engagement: lacking, ¦engagement: engaged}", "duplicate-key", "`engagement`"),
    ("low/first.yaml", "tier: low", "tier: low\n¦tier: high", "duplicate-key", "`tier`"),
]  # fmt: skip

VALUES = [
    # wrong types
    ("edition.yaml", "title: A small edition", "title: ¦2022", "wrong-value",
     "`title` must be text, and this is a number", "in quotes"),
    ("edition.yaml", "title: A small edition", "title: ¦[a]", "wrong-value", "this is a list"),
    ("edition.yaml", "left: 2,", "left: ¦two,", "wrong-value", "`left` must be a whole number"),
    ("edition.yaml", "left: 2,", "left: ¦2.0,", "wrong-value", "`left` must be a whole number"),
    ("edition.yaml", "left: 2,", "left: ¦-2,", "wrong-value", "must be 0 or more"),
    ("edition.yaml", "{left: Left, right: Right}", "¦[left, right]", "wrong-value", "a mapping"),
    ("edition.yaml", "2022-09-01", "¦2022-99-99", "wrong-value", "`from` must be a day"),
    ("edition.yaml", "2022-09-01", "¦2022-02-29", "wrong-value", "`from` must be a day"),
    ("edition.yaml", "2022-09-01", "¦1 September", "wrong-value", "like `2022-09-01`"),
    ("edition.yaml", "2022-09-01", "¦20220901", "wrong-value", "`from` must be text", "quotes"),
    ("edition.yaml", "2024-08-18", "¦2021-08-18", "wrong-value", "`until` is before `from`"),
    ("edition.yaml", "2024-08-18", "2024-08-17", "wrong-value", "not the day after `until`"),
    ("edition.yaml", "from: 2024-08-19", "from: ¦2024-08-20", "wrong-value", "the day after"),
    ("edition.yaml", "from: 2024-08-19", "from: ¦19 August", "wrong-value", "a day of the"),
    ("edition.yaml", "address: https", "address: ¦http", "wrong-value", "the address of a page"),
    ("edition.yaml", "a-page}", "a-page?q=<b>}", "wrong-value", "`https://www.example.org/a-page`"),
    ("edition.yaml", "sha256: 0", "sha256: ¦z", "wrong-value", "`sha256` must be a SHA-256"),
    ("low/first.yaml", "[parents, authority]", "¦parents", "wrong-value", "`with` must be a list"),
    ("low/first.yaml", "[parents, authority]", "[¦5]", "wrong-value", "an entry of `with`"),
    ("low/first.yaml", "item: 1", "item: ¦one", "wrong-value", "`item` must be a whole number"),
    ("low/first.yaml", "item: 1", "item: ¦0", "wrong-value", "`item` must be 1 or more"),
    ("low/first.yaml", "item: 1", "item: ¦yes", "wrong-value", "a whole number", "text"),
    ("low/first.yaml", "item: 1", "item: ¦true", "wrong-value", "this is true or false"),
    ("low/first.yaml", "strength: expected", "strength: ¦expcted", "wrong-value",
     "`strength` must be one of `must`, `expected`", "did you mean `expected`?"),
    ("low/first.yaml", "expect: undetermined", "expect: ¦unknown", "wrong-value", "`undetermined`"),
    ("low/first.yaml", "expect: undetermined", "expect: ¦Undetermined", "wrong-value",
     "did you mean `undetermined`?"),
    ("low/first.yaml", "parts: {one: required}", "parts: {one: ¦yes}", "wrong-value",
     "`one` must be one of `required`"),
    ("low/other.yaml", "standing: yes", "standing: ¦always", "wrong-value", "`yes` or `no`"),
    ("low/other.yaml", "standing: yes", "standing: ¦Yes", "wrong-value", "did you mean `yes`?"),
    ("vocabulary.yaml", "type: word", "type: ¦wrod", "wrong-value", "did you mean `word`?"),
    ("vocabulary.yaml", "about: school", "about: ¦scool", "wrong-value", "did you mean `school`?"),
    ("vocabulary.yaml", '"{value} absent"', '¦"{valeu} absent"', "wrong-value", "`{value}`"),
    ("vocabulary.yaml", '"{value} absent"', '¦"{value} absent}"', "wrong-value", "brace"),
    ("vocabulary.yaml", "    engaged: engaged\n    lacking: lacking\n    no: none at all",
     "    ¦engaged: engaged", "wrong-value", "`words` holds too little", "at least 2"),
    ("definitions.yaml", '"{part} of {whole}"', '¦"{part} of {all}"', "wrong-value", "`{whole}`"),
    ("low/second.yaml", "examples:\n  - name: due\n    given: {possible: 10, absent: 5}\n"
     "    set: {low_from: 8%}\n    expect: required\n", "examples: ¦[]\n", "wrong-value",
     "`examples` holds too little", "at least 1"),
    # titles, which stand where markup is read
    ("edition.yaml", "title: A small edition", "title: ¦Talks </title><script>", "wrong-value",
     "`title` must be one line", "without < and >"),
    ("edition.yaml", "title: A small edition", f"title: ¦{'x' * 201}", "wrong-value", "200"),
    ("edition.yaml", "title: A small edition", 'title: ¦"two\\nlines"', "wrong-value", "one line"),
    ("edition.yaml", "{left: Left, right: Right}", "{left: ¦a > b, right: Right}", "wrong-value",
     "`left` must be one line"),
    ("tiers.yaml", "title: Low", "title: ¦<b>Low", "wrong-value", "< and >"),
    # nothing
    ("edition.yaml", "title: A small edition", "¦title:", "wrong-value", "`title` is empty"),
    ("edition.yaml", "title: A small edition", "¦title: #1", "wrong-value", "starts with #"),
    ("edition.yaml", "title: A small edition", "¦title: ~", "wrong-value", "`title` is empty"),
    ("edition.yaml", "title: A small edition", "title: ¦''", "wrong-value", "`title` is empty"),
    ("edition.yaml", "until: 2024-08-18", "¦until: null", "wrong-value", "`until` is empty"),
    ("vocabulary.yaml", "within: possible", "¦within:", "wrong-value", "`within` is empty"),
    ("tiers.yaml", "continues: low", "¦continues:", "wrong-value", "`continues` is empty"),
    ("low/first.yaml", "with: [parents, authority]", "with: [parents,¦ ]", None, ""),
    ("low/first.yaml", "[parents, authority]", "[parents, ¦~]", "wrong-value", "entry of `with`"),
    ("low/first.yaml", "given: {possible: 10}", "¦given:", "wrong-value", "`given` is empty"),
    ("low/second.yaml", "  section: low\n  column: left\n  item: 2\n  starts: Second\n  sha256: 0",
     "section: low\ncolumn: left\nitem: 2\nstarts: Second\nsha256: 0", "wrong-value",
     "`source` is empty", "indented"),
    # shares
    ("parameters.yaml", "10.5%", "¦10.125%", "wrong-value", "at most two decimals", "`8.25%`"),
    ("parameters.yaml", "10.5%", "¦101%", "wrong-value", "0% to 100%"),
    ("parameters.yaml", "10.5%", "¦-1%", "wrong-value", "0% to 100%"),
    ("parameters.yaml", "10.5%", "¦10", "wrong-value", "a share"),
    ("parameters.yaml", "10.5%", "¦0.105", "wrong-value", "a share"),
    ("parameters.yaml", "10.5%", "¦10.%", "wrong-value", "a share"),
    ("parameters.yaml", "10.5%", "¦١٠%", "wrong-value", "a share"),
    ("parameters.yaml", "10.5%", "¦4.99%", "wrong-order", "below that of `low_from`"),
    ("low/second.yaml", "low_from: 8%", "low_from: ¦0.08", "wrong-value", "`low_from` must be"),
    ("low/second.yaml", "low_from: 8%", "low_from: ¦80%", "wrong-order", "`high_from`"),
    # names
    ("vocabulary.yaml", "in_trust:", "¦in-trust:", "wrong-name", "`in-trust` cannot be a name"),
    ("vocabulary.yaml", "    no: none", "    ¦No: none", "wrong-name", "`No`", "small letters"),
    ("vocabulary.yaml", "    no: none", "    ¦true: none", "wrong-name", "`true`"),
    ("vocabulary.yaml", "    no: none", "    ¦1: none", "wrong-name", "`1` cannot be a name"),
    ("definitions.yaml", "in_great_need:", "¦all:", "wrong-name", "`all`", "reserved"),
    ("edition.yaml", "authority: A", "¦../authority: A", "wrong-name", "`../authority`"),
    ("edition.yaml", "right: Right", "¦Right: Right", "wrong-name", "`Right` cannot be a name"),
    ("edition.yaml", "low: {title", "¦low_: {title", "wrong-name", "single dashes"),
    ("low/first.yaml", "  other-one:", "  ¦other_one:", "wrong-name", "single dashes"),
    ("edition.yaml", "counterparts: {", "counterparts: {¦school: s, ", "duplicate-name",
     "`school` is a party already"),
    ("definitions.yaml", "in_great_need:", "¦worried:", "duplicate-name", "a fact already"),
    ("low/first.yaml", "name: unknown", "name: ¦due", "duplicate-name", "same name"),
    ("low/first.yaml", "[low/second]", "[low/second, ¦low/second]", "duplicate-name", "twice"),
]  # fmt: skip

REFERENCES = [
    # misspelt names
    ("low/first.yaml", "{engagement: lacking}\ns", "{¦engagment: lacking}\ns", "unknown-fact",
     "there is no fact `engagment`", "did you mean `engagement`?"),
    ("low/first.yaml", "{in_need: yes}", "{¦in_ned: yes}", "unknown-fact", "`in_need`"),
    ("tiers.yaml", "{rate: {at_least: low_from}}", "{¦rates: {at_least: low_from}}",
     "unknown-fact", "did you mean `rate`?"),
    ("tiers.yaml", "rate: {at_least: high_from, less_than: 100%}",
     "¦rte: {at_least: high_from, less_than: 100%}", "unknown-fact", "did you mean `rate`?"),
    ("definitions.yaml", "part: absent", "part: ¦absnt", "unknown-fact", "mean `absent`?"),
    ("definitions.yaml", "whole: possible", "whole: ¦posible", "unknown-fact", "`possible`"),
    ("vocabulary.yaml", "within: possible", "within: ¦posible", "unknown-fact", "`possible`"),
    ("low/first.yaml", "given: {possible: 10}", "given: {¦posible: 10}", "unknown-fact",
     "did you mean `possible`?"),
    ("low/first.yaml", "[absent, engagement]", "[absent, ¦engagment]", "unknown-fact", "mean"),
    ("low/first.yaml", "{engagement: lacking}\ns", "{engagement: ¦laking}\ns", "unknown-word",
     "`laking` is not a word of `engagement`", "did you mean `lacking`?"),
    ("definitions.yaml", "[lacking, no]", "[lacking, ¦No]", "unknown-word", "mean `no`?"),
    ("low/first.yaml", "{engagement: lacking}\ns", "{engagement: ¦true}\ns", "unknown-word", ""),
    ("tiers.yaml", "{at_least: low_from}", "{at_least: ¦low_form}", "unknown-parameter",
     "there is no parameter `low_form`", "did you mean `low_from`?"),
    ("parameters.yaml", "not_below: low_from", "not_below: ¦low", "unknown-parameter", "low_from"),
    ("low/second.yaml", "set: {low_from", "set: {¦lo_from", "unknown-parameter", "`low_from`"),
    ("low/first.yaml", "party: school", "party: ¦scool", "unknown-party", "mean `school`?"),
    ("low/first.yaml", "[parents, authority]", "[¦parent, authority]", "unknown-counterpart",
     "did you mean `parents`?"),
    ("low/first.yaml", "tier: low", "tier: ¦lwo", "unknown-tier", "did you mean `low`?"),
    ("tiers.yaml", "continues: low", "continues: ¦lwo", "unknown-tier", "did you mean `low`?"),
    ("tiers.yaml", "section: high", "section: ¦hihg", "unknown-section", "did you mean `high`?"),
    ("tiers.yaml", "column: left", "column: ¦lft", "unknown-column", "did you mean `left`?"),
    ("low/first.yaml", "section: low", "section: ¦lwo", "unknown-section", "did you mean `low`?"),
    ("low/first.yaml", "column: left", "column: ¦lft", "unknown-column", "did you mean `left`?"),
    ("edition.yaml", "left: 2,", "¦lft: 2,", "unknown-column", "did you mean `left`?"),
    ("low/first.yaml", "[low/second]", "[¦low/secnd]", "unknown-obligation", "`low/second`"),
    ("low/first.yaml", "parts: {one: req", "parts: {¦oen: req", "unknown-part", "mean `one`?"),
    ("low/second.yaml", "set: {low_from: 8%}", "parts: {¦one: required}", "unknown-part", ""),
    ("tiers.yaml", "{at_least: low_from}", "{¦at_lest: low_from}", "unknown-comparator",
     "did you mean `at_least`?"),
    ("tiers.yaml", "{at_least: low_from}", "{¦more: low_from}", "unknown-comparator", "more_than"),
    # names of another kind
    ("definitions.yaml", "part: absent", "part: ¦worried", "not-a-count", "`worried`"),
    ("vocabulary.yaml", "within: possible", "within: ¦worried", "not-a-count", "`worried`"),
    ("low/first.yaml", "given: {possible: 10}", "given: {¦rate: 10%}", "not-a-fact", "`rate`"),
    ("low/first.yaml", "[absent, engagement]", "[¦rate]", "not-a-fact", "follows from other"),
    # what is not where it should be
    ("definitions.yaml", "part: absent\n  whole: possible", "part: ¦possible\n  whole: absent",
     "not-a-share", "`within: absent`"),
    ("definitions.yaml", "part: absent\n", "part: ¦possible\n", "not-a-share", "two counts"),
    ("low/first.yaml", "section: low", "section: ¦high", "wrong-section", "folder `low`"),
    ("low/first.yaml", "item: 1", "item: ¦3", "unknown-item", "this cell of the table has 2"),
    ("low/first.yaml", "column: left\n  item: 1", "column: right\n  item: ¦2", "unknown-item",
     "1 item"),
    ("low/second.yaml", "item: 2", "item: ¦1", "duplicate-item", "belongs to `low/first`"),
    ("tiers.yaml", "      item: 0", "      item: ¦1", "duplicate-item", "`high/third`"),
    ("edition.yaml", "left: 2,", "left: ¦3,", "item-without-obligation", "item 3", "`low`"),
    ("low/first.yaml", "[low/second]", "[¦low/other]", "wrong-hand", "another", "hands_over_to"),
    ("low/first.yaml", "hands_over_to: [low/other]", "hands_over_to: [¦high/third]", "wrong-hand",
     "the same party", "`leads_to`"),
    ("low/other.yaml", "{in_trust: yes}\ns", "{¦worried: yes}\ns", "standing-on-a-pupil",
     "`worried` is about a pupil"),
    ("low/other.yaml", "{in_trust: yes}\ns", "{¦in_need: yes}\ns", "standing-on-a-pupil", ""),
    ("low/first.yaml", "given: {possible: 10}", "given: {possible: ¦ten}", "wrong-value",
     "`possible` must be a whole number"),
    ("low/first.yaml", "given: {possible: 10}", "given: {possible: ¦10:30}", "wrong-value", ""),
    ("low/first.yaml", "given: {possible: 10}", "given: {worried: ¦No}", "wrong-value", "`no`"),
    ("low/first.yaml", "given: {possible: 10}", "given: {engagement: ¦lackin}", "wrong-value",
     "did you mean `lacking`?"),
    ("low/first.yaml", "given: {possible: 10}", "given: {engagement: ¦{a: b}}", "wrong-value", ""),
    ("low/first.yaml", "given: {possible: 10}", "given: {engagement: ¦[[a]]}", "wrong-value", ""),
    ("low/first.yaml", "given: {possible: 10}", "given: {possible: 10, absent: ¦11}",
     "wrong-value", "more than `possible`"),
    ("low/first.yaml", "expect: undetermined\n    missing:", "expect: required\n    ¦missing:",
     "wrong-value", "`missing`"),
    # cycles and ladders
    ("definitions.yaml", "{in_need: yes, worried: yes}", "{in_great_need: yes, worried: yes}",
     "cycle", "`in_great_need` depends on itself"),
    ("definitions.yaml", "{engagement: {one_of: [lacking, no]}}", "{in_great_need: yes}", "cycle",
     "in_need → in_great_need → in_need"),
    ("vocabulary.yaml", "within: possible", "within: ¦absent", "cycle", "lies within itself"),
    ("parameters.yaml", "not_below: low_from", "not_below: ¦high_from", "cycle", "names itself"),
    ("tiers.yaml", "continues: low", "continues: ¦high", "cycle", "`high` continues itself"),
    ("tiers.yaml", "low:\n  title", "low:\n  continues: ¦high\n  title", "cycle", "`low`"),
    ("tiers.yaml", "\nhigh:\n  title: High\n  section: high\n",
     "\n¦middle:\n  title: High\n  section: high\n  yes: y\n  no: n\n  unknown: u\n  when: always\n"
     "high:\n  title: High\n  section: high\n", "not-a-ladder", "`middle` continues none", "`low`"),
    ("tiers.yaml", "\nhigh:\n  title: High\n  section: high\n",
     "\nmiddle:\n  title: High\n  section: high\n  yes: y\n  no: n\n  unknown: u\n  when: always\n"
     "  continues: low\nhigh:\n  title: High\n  section: high\n", "not-a-ladder",
     "`high` continues `low`, and so does `middle`"),
    ("tiers.yaml", "  continues: low\n", "", "missing-key", "`continues` is missing"),
]  # fmt: skip

WHEN = "when: {engagement: lacking}"
CONDITIONS = [
    ("when: ¦{}", "empty-condition", "this condition is empty"),
    ("when:¦", "wrong-condition", "this is nothing"),
    ("when: ¦yes", "wrong-condition", "this is text", "`always`"),
    ("when: ¦[engagement]", "wrong-condition", "this is a list"),
    ("when: {any: ¦[]}", "wrong-condition", "`any` takes a list", "an empty list"),
    ("when: {all: ¦{engagement: lacking}}", "wrong-condition", "this is a mapping"),
    ("when: {any: [¦engagement]}", "wrong-condition", "this is text"),
    ("when: {not: ¦[worried]}", "wrong-condition", "this is a list"),
    ("when: {not: ¦{}}", "empty-condition", "empty"),
    ("when: {¦nott: {engagement: lacking}}", "wrong-condition", "did you mean `not`?"),
    ("when: {¦anyy: [{engagement: lacking}]}", "wrong-condition", "did you mean `any`?"),
    ("when: {engagement: ¦[lacking]}", "wrong-condition", "compared with a list", "one_of"),
    ("when: {engagement: ¦{}}", "empty-condition", "nothing is asked of `engagement`"),
    ("when: {¦engagement: }", "empty-condition", "nothing is asked of `engagement`"),
    ("when: {engagement: {one_of: ¦[]}}", "wrong-condition", "`one_of` takes a list"),
    ("when: {engagement: {one_of: ¦lacking}}", "wrong-condition", "this is text", "brackets"),
    ("when: {engagement: {one_of: [¦[lacking]]}}", "wrong-condition", "this is a list"),
    ("when: {engagement: {one_of: [lacking, ¦lacking]}}", "wrong-condition", "twice"),
    ("when: {¦engagement: {one_of: [engaged, lacking, no]}}", "wrong-condition", "every word"),
    ("when: {engagement: {one_of: [lacking]}}", None, ""),
    ("when: {engagement: {at_least: ¦lacking}}", "wrong-comparator", "is a word"),
    ("when: {worried: {at_least: ¦yes}}", "wrong-comparator", "is yes or no", "`worried: yes`"),
    ("when: {worried: {one_of: [¦yes, no]}}", "wrong-comparator", "is yes or no"),
    ("when: {worried: ¦maybe}", "wrong-value", "`worried` must be `yes` or `no`"),
    ("when: {worried: ¦No}", "wrong-value", "did you mean `no`?"),
    ("when: {in_need: ¦0}", "wrong-value", "`in_need` must be `yes` or `no`"),
    ("when: {absent: ¦many}", "wrong-value", "compared with a whole number"),
    ("when: {absent: {at_least: ¦3.5}}", "wrong-value", "compared with a whole number"),
    ("when: {absent: {at_least: ¦-1}}", "wrong-value", "compared with a whole number"),
    ("when: {absent: {at_least: ¦5%}}", "wrong-value", "compared with a whole number"),
    ("when: {absent: {at_least: ¦true}}", "wrong-value", "compared with a whole number"),
    ("when: {absent: {at_least: ¦99999999999999999999}}", "wrong-value", "whole number"),
    ("when: {absent: {one_of: [¦1, 2]}}", "wrong-comparator", "is a number"),
    ("when: {absent: {at_least: ¦[3]}}", "wrong-condition", "one number", "a list"),
    ("when: {absent: {¦at_least: }}", "wrong-condition", "one number", "nothing"),
    ("when: {absent: 3}", None, ""),
    ("when: {absent: 010}", None, ""),
    ("when: {rate: ¦10%}", "wrong-comparator", "`rate` is a rate", "`at_least`"),
    ("when: {rate: {at_least: ¦10}}", "wrong-value", "did you mean `10%`?"),
    ("when: {rate: {at_least: ¦0.1}}", "wrong-value", "a parameter or a share"),
    ("when: {rate: {at_least: ¦10.125%}}", "wrong-value", "at most two decimals"),
    ("when: {rate: {at_least: ¦120%}}", "wrong-value", "0% to 100%"),
    ("when: {rate: {at_least: ¦true}}", "wrong-value", "a parameter or a share"),
    ("when: always", None, ""),
    ("when: {all: [{worried: yes}, {not: {any: [{in_need: false}, {absent: 2}]}}]}", None, ""),
]  # fmt: skip


def named(cases: list[tuple[str, ...]] | list[tuple[str | None, ...]]) -> list[object]:
    return [pytest.param(case, id=" ".join(str(case[-0]).split())[:60]) for case in cases]


@pytest.mark.parametrize("case", [*KEYS, *VALUES, *REFERENCES], ids=lambda case: repr(case[2])[:60])
def test_a_mistake_is_reported_once(case: tuple[str, ...], tmp_path: Path) -> None:
    file, old, new, code, *words = case
    place = replace(write(tmp_path), file, old, new)
    if code is None:
        assert mistakes(tmp_path) == []
    else:
        only(tmp_path, place, code, *words)


@pytest.mark.parametrize("case", CONDITIONS, ids=lambda case: case[0])
def test_a_mistake_in_a_condition_is_reported_once(case: tuple[str, ...], tmp_path: Path) -> None:
    new, code, *words = case
    place = replace(write(tmp_path), "low/first.yaml", WHEN, new)
    if code is None:
        assert mistakes(tmp_path) == []
    else:
        only(tmp_path, place, code, *words)


def test_the_small_edition_has_no_mistake(tmp_path: Path) -> None:
    assert mistakes(write(tmp_path)) == []


@pytest.mark.parametrize(("length", "found"), [(40, 0), (41, 1), (3_000, 1)])
def test_definitions_rest_on_one_another_only_so_deep(
    length: int, found: int, tmp_path: Path
) -> None:
    definition = "{{type: condition, title: t, yes: y, no: n, unknown: u, when: {{{}: yes}}}}"
    chain = ["worried", *(f"c_{n}" for n in range(length))]
    lines = [f"{name}: {definition.format(below)}\n" for below, name in pairwise(chain)]
    folder = write(tmp_path)
    with (folder / "definitions.yaml").open("a") as file:
        file.writelines(lines)
    assert [one.code for one in mistakes(folder)] == ["too-deep"] * found
