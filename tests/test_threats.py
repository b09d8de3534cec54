"""docs/threats.md names tests that exist, and one for each line."""

from __future__ import annotations

import re

from lodestone.paths import here

LINES = (here().root / "docs" / "threats.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("| ")][2:]
CLAIMS = [row for row in ROWS if not row[0].startswith("**")]


def test_every_line_says_what_answers_it_and_names_tests_that_exist():
    assert len(CLAIMS) > 15
    for tried, answer, shown in CLAIMS:
        named = re.findall(r"`(test_\w+\.py)`", shown)
        assert answer, tried
        assert named, tried
        for test in named:
            path = here().root / "tests" / test
            assert re.search(r"^def test_", path.read_text(encoding="utf-8"), re.MULTILINE), test
