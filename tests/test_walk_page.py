"""The walk in docs/adding-a-page.md, done to the letter in a copy of the project."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest
from walk_support import blocks, copy_of_the_project, do, run

from lodestone.errors import PageError
from lodestone.filters import check_names
from lodestone.paths import here

DAY = date(2026, 11, 22)
OPEN = """
from streamlit.testing.v1 import AppTest

at = AppTest.from_file("app.py", default_timeout=120)
at.query_params["as_of"] = "2026-11-22"
at.switch_page("pages/money/payers.py").run()
assert not at.exception, at.exception
print(" ".join(one.value for one in [*at.title, *at.markdown]))
"""


def test_a_newcomer_adds_a_page_as_the_walk_says(tmp_path):
    root = copy_of_the_project(tmp_path / "copy")
    steps = blocks("adding-a-page.md")
    assert [one.file for one in steps if one.file] == [
        "queries/payers/countries.sql",
        "lodestone/answers/payers.py",
        "pages/money/payers.py",
        "lodestone/page_list.py",
    ]
    printed = "".join(do(one, root) for one in steps)
    assert "Payers           /payers" in printed
    assert "payers/countries" in printed

    with (here().data / "facts" / "awards.csv").open(encoding="utf-8", newline="") as file:
        awards = list(csv.DictReader(file))
    dated = [one for one in awards if one["announced"] and date.fromisoformat(one["announced"]) <= DAY]
    counts = Counter(one["funder_country"] for one in dated if one["funder_country"])
    country, most = counts.most_common(1)[0]

    (root / "open.py").write_text(OPEN, encoding="utf-8")
    shown = run("python open.py", root)
    assert "Payers" in shown
    assert f"{country} leads with {most} dated awards, of {len(counts)} countries" in shown


def test_a_page_that_names_an_unknown_filter_is_refused_with_a_sentence():
    with pytest.raises(PageError, match="The page “Payers” names the filter “statuss”, which is not declared"):
        check_names(("as_of", "statuss"), "Payers")
