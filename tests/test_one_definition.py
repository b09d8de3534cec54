"""What several questions share is said once in SQL, and asked for by name."""

from __future__ import annotations

import re

import pytest

from lodestone.cells.engine import Engine
from lodestone.content import layout
from lodestone.paths import here

ROOT = here().root
VIEWS = [ROOT / name for name in layout.VIEWS]
SQL = [*VIEWS, *sorted((ROOT / "queries").rglob("*.sql"))]


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
    # The search over everything ranks beginnings of words: another rule, which folds texts as this one does.
    splitting = [path for path in SQL if "strip_accents" in code(path)]
    assert [path.name for path in splitting] == ["words.sql"]
    assert code(splitting[0]).count("strip_accents") == 1


def calls_of(name: str, sql: str):
    """The arguments of every call of a macro, as they are written."""
    for found in re.finditer(rf"\b{name}\s*\(", sql):
        depth, argument, arguments = 1, "", []
        for character in sql[found.end() :]:
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
            if depth == 0:
                break
            if character == "," and depth == 1:
                arguments.append(argument.strip())
                argument = ""
            else:
                argument += character
        yield [one for one in (*arguments, argument.strip()) if one]


def test_calls_are_taken_apart_as_they_are_written():
    assert list(calls_of("f", "SELECT f(a, [b, c], g(d, e)) FROM f(x := 1, y := (2, 3)), of(1)")) == [
        ["a", "[b, c]", "g(d, e)"],
        ["x := 1", "y := (2, 3)"],
    ]


def test_a_macro_of_more_than_three_arguments_is_called_by_their_names(warehouse):
    macros = warehouse.connection.table_function("duckdb_functions").filter("NOT internal")
    names = {name for (name,) in macros.project("function_name").fetchall()}
    texts = {path: re.sub(r"CREATE MACRO \w+\(", "", code(path)) for path in SQL}
    calls = [
        (path, name, call) for path, text in texts.items() for name in sorted(names) for call in calls_of(name, text)
    ]
    assert {"chosen_awards", "chosen_organizations", "picked_sites", "has_words"} <= {name for _, name, _ in calls}
    long = [(path, name, call) for path, name, call in calls if len(call) > 3]
    assert len(long) >= 16
    assert not [(path, name) for path, name, call in long if not all(re.match(r"\w+ := ", one) for one in call)]


def test_the_rules_behind_a_question_are_shown_with_those_they_build_on(library, warehouse):
    engine = Engine(here())
    rules = engine.macros(library.get("provisions/clock"), warehouse)
    names = re.findall(r"CREATE MACRO (\w+)\(", rules)
    assert names == ["rests_on", "chosen_brief", "days_past", "framework_clocks"]
    assert engine.macros(library.get("brief/officials"), warehouse).count("CREATE MACRO") == 1
    assert engine.macros(library.get("agencies/provisions"), warehouse) == ""


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        (r"= 'firm'", r"\bfirm\b"),
        (r"\bannounced <=", r"\bknown_awards\("),
        (r"amount_usd IS (NOT )?NULL", r"\bunknown\b"),
        (r"\byear_start <=", r"\bknown_programmes\("),
        (r"\bsigned_date\)|> signed|'P1[67]'", r"\bevents_since_signing\("),
        (r"\b6371", r"\bdistance_km\("),
        (r"\bparent_id = \$organization", r"\bbodies_of\("),
        (r"kind = 'school'", r"\bcovered_schools\b"),
        (r"'federal relations', 'industry partners'", r"\bdoor_place\("),
    ],
    ids=[
        "firm money",
        "known awards",
        "awards without amount",
        "known surveys",
        "signing",
        "distance",
        "bodies below",
        "covered schools",
        "order of doors",
    ],
)
def test_a_measure_is_defined_once_and_asked_for_from_there(rule, asked):
    views = "\n".join(code(path) for path in VIEWS)
    questions = [code(path) for path in SQL if path not in VIEWS]
    assert not [sql for sql in questions if re.search(rule, sql)]
    assert re.search(asked, views)
    assert sum(bool(re.search(asked, sql)) for sql in questions) >= 2


def test_sums_of_money_add_what_counts_and_tell_what_is_unknown(warehouse):
    rows = warehouse.cursor().execute(
        "SELECT commitment_level, left_out, amount_usd, counted, firm, known_usd, unknown FROM award_money"
    )
    for level, left_out, amount, counted, firm, known, unknown in rows.fetchall():
        in_a_sum = level not in {"cancelled", "superseded"} and left_out is None
        assert counted is in_a_sum
        assert firm is (in_a_sum and level == "firm")
        assert known == (amount if in_a_sum else None)
        assert unknown is (in_a_sum and amount is None)
