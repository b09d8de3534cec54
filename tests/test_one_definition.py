"""What several questions share is said once in SQL, and asked for by name."""

from __future__ import annotations

import re

import pytest

from lodestone.paths import here

ROOT = here().root
QUERIES = {path.stem: path for path in sorted((ROOT / "queries").rglob("*.sql"))}
SQL = [ROOT / "data" / "views.sql", *QUERIES.values()]


def code(path) -> str:
    """The SQL of a file without its comments."""
    return re.sub(r"--.*", "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "search", "found"),
    [
        ("Ministry of Économie", "economie ministry", True),
        ("Ministry of Economie", "ÉCONOMIE", True),
        ("Rare earth magnets", "magnet earth", True),
        ("Rare earth magnets", "magnet mine", False),
        ("Rare earth magnets", None, True),
        ("", "magnet", False),
    ],
)
def test_every_word_of_a_search_must_occur_in_whatever_case_and_accents(warehouse, text, search, found):
    ((answer,),) = warehouse.cursor().execute("SELECT has_words(?, ?)", [text, search]).fetchall()
    assert answer is found


def test_the_rule_of_a_search_stands_in_one_place():
    # The search over everything ranks beginnings of words: another rule, with a file of its own.
    splitting = [path for path in SQL if "string_split" in code(path) and "strip_accents" in code(path)]
    assert [path.name for path in splitting] == ["views.sql", "everything.sql"]
    assert code(splitting[0]).count("strip_accents") == 2
