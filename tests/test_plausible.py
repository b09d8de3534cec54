"""What no single row shows: circles, a scoring that cannot be worked out, outlines that cannot be drawn."""

from __future__ import annotations

import json
import math

import pytest
from corrupting import complaints
from small_content import copy_small_project

from lodestone.content import read_content
from lodestone.content.hints import Hints
from lodestone.content.outlines import OUTLINES, outline_codes
from lodestone.content.plausible import Known, check_together, year_holds
from lodestone.content.reading import Row
from lodestone.errors import ContentError, without_paths
from lodestone.paths import here

NOTHING_KNOWN = Known((), (), ())


@pytest.mark.parametrize(
    ("year", "holds"), [(1899, False), (1900, True), (2026, True), (2036, True), (2100, False), (9999, False)]
)
def test_years_of_our_time(year, holds):
    assert year_holds(year) is holds


@pytest.mark.parametrize(
    ("links", "lines"),
    [
        ([("a", "b"), ("b", "c")], []),
        ([("a", "a")], [2]),
        ([("a", "b"), ("b", "a"), ("c", "a")], [2, 3]),
        ([("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")], [3, 4, 5]),
        ([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")], []),
    ],
    ids=["chain", "itself", "two", "three, and one that leads there", "two ways to one"],
)
@pytest.mark.parametrize("table", ["unit_parents", "organization_parents", "mineral_parents", "award_successors"])
def test_circles_are_told_at_every_link_of_them(table, links, lines):
    child = table.split("_")[0] + "_id"
    parent = "successor_id" if table == "award_successors" else "parent_id"
    rows = [(Row(table, "x.csv", line, {}), {child: one, parent: other}) for line, (one, other) in enumerate(links, 2)]
    problems = []
    check_together({table: rows}, NOTHING_KNOWN, Hints(), problems)
    assert [(one.line, one.field) for one in problems] == [(line, parent) for line in lines]


def test_a_circle_of_units_keeps_the_last_good_version(built_small):
    path = built_small.data / "facts" / "units.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index("parents")
    number = next(
        n for n, line in enumerate(lines[1:], 1) if line.count(",") == lines[0].count(",") and '"' not in line
    )
    cells = lines[number].split(",")
    cells[at] = cells[0]
    lines[number] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line, problem.field) == ("data/facts/units.csv", number + 1, "parent_id")
    assert "leads back to itself" in problem.wrong


def scoring(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


WEIGHTS = ("    weight: 30\n", "    weight: 25\n", "    weight: 20\n", "    weight: 15\n", "    weight: 10\n")


def all_zero(text: str) -> str:
    for weight in WEIGHTS:
        text = text.replace(weight, "    weight: 0\n")
    return text


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (lambda text: text[: text.index("  - term: partner")], "term", "there is no row for partner in score_terms"),
        (lambda text: scoring(text, "term: partner", "term: partners"), "term", "'partners' is not in the list"),
        (lambda text: scoring(text, "term: partner", "term: call"), "term", "used already"),
        (all_zero, "weight", "all weights are 0"),
        (lambda text: scoring(text, "weight: 30", "weight: -1"), "weight", "breaks the rule"),
        (lambda text: scoring(text, "weight: 30", "weight: 101"), "weight", "breaks the rule"),
        (lambda text: scoring(text, "weight: 30", "weight: nan"), "weight", "is not a whole number"),
        (lambda text: scoring(text, "    weight: 30\n", ""), "weight", "a value is required"),
    ],
    ids=["missing", "unknown", "twice", "all zero", "negative", "above all", "no number", "no weight"],
)
def test_a_scoring_that_cannot_be_worked_out_is_refused(tmp_path, change, field, says):
    project = copy_small_project(tmp_path / "project")
    path = project.data / "scoring.yaml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_content(project.root)
    told = [one for one in caught.value.problems if one.field == field]
    assert {one.file for one in caught.value.problems} == {"data/scoring.yaml"}
    assert any(says in one.wrong for one in told)
    assert all(one.line for one in told)


def test_a_subject_whose_reading_is_not_told_is_missed(tmp_path):
    project = copy_small_project(tmp_path / "project")
    path = project.data / "facts" / "coverage.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("events,")) + "\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_content(project.root)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.field) == ("data/facts/coverage.csv", 2, "subject")
    assert "no row for events" in problem.wrong


def test_the_weight_of_one_term_may_be_nothing(tmp_path):
    project = copy_small_project(tmp_path / "project")
    path = project.data / "scoring.yaml"
    path.write_text(scoring(path.read_text(encoding="utf-8"), "weight: 10", "weight: 0"), encoding="utf-8")
    assert read_content(project.root).row_count > 1000


def test_hints_are_given_for_a_few_mistakes_and_alike_for_the_same_one():
    hints, words = Hints(most=2), ["magnesium", "manganese"]
    assert hints.nearest("magnesum", words) == "Did you mean 'magnesium'"
    assert hints.nearest("mangnese", words) == "Did you mean 'manganese'"
    assert hints.nearest("magnesiun", words) == ""
    assert hints.nearest("magnesum", words) == "Did you mean 'magnesium'"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('Cannot open file "/home/a/b/x.duckdb": gone', 'Cannot open file "x.duckdb": gone'),
        (r"Cannot open C:\Users\a\x.duckdb", "Cannot open x.duckdb"),
        (
            "see https://example.org/a/b/c and data/facts/units.csv",
            "see https://example.org/a/b/c and data/facts/units.csv",
        ),
        ("10 km/h, either/or", "10 km/h, either/or"),
    ],
)
def test_texts_of_other_libraries_lose_the_folders_of_the_machine(text, shown):
    assert without_paths(text) == shown


# Outlines -----------------------------------------------------------------------------------------------------------

RING = [[0, 0], [0, 1], [1, 1], [0, 0]]


def outline(**changed) -> dict:
    """A good outline of a country with some of it changed; None takes a part away."""
    shape = {"type": "Polygon", "coordinates": [RING]} | changed.pop("geometry", {})
    properties = {"iso3": "ABW", "name": "Aruba"} | changed.pop("properties", {})
    whole = {"type": "Feature", "id": "ABW", "properties": properties, "geometry": shape} | changed
    return {key: value for key, value in whole.items() if value is not None}


def ring(*points) -> dict:
    return {"geometry": {"coordinates": [[*RING[:2], *points, RING[0]]]}}


SPOILED = {
    "no properties": outline() | {"properties": None},
    "no shape": outline() | {"geometry": None},
    "no outline": "ABW",
    "no code": outline(properties={"iso3": None}),
    "small letters": outline(properties={"iso3": "abw"}),
    "code of two": outline(properties={"iso3": "AW"}),
    "code that is a number": outline(properties={"iso3": 533}),
    "no name": outline(properties={"name": ""}),
    "blank name": outline(properties={"name": "  "}),
    "name turned round": outline(properties={"name": "Aru\u202eba"}),
    "name that is a list": outline(properties={"name": ["Aruba"]}),
    "half a character": outline(properties={"name": "\ud800"}),
    "line": outline(geometry={"type": "LineString"}),
    "point": outline(geometry={"type": "Point", "coordinates": [0, 0]}),
    "no corners": outline(geometry={"coordinates": []}),
    "no ring": outline(geometry={"coordinates": [[]]}),
    "two corners": outline(geometry={"coordinates": [RING[:2]]}),
    "beyond the pole": outline(**ring([0, 90.5])),
    "beyond the globe": outline(**ring([181, 0])),
    "corner of one number": outline(**ring([1])),
    "corner of words": outline(**ring(["1", "1"])),
    "corner of nothing": outline(**ring([None, 0])),
    "corner that is no pair": outline(**ring(7)),
    "no number": outline(**ring([math.nan, 0])),
    "endless": outline(**ring([0, math.inf])),
    "wrong depth": outline(geometry={"type": "MultiPolygon"}),
}


def said_of(tmp_path, text: str, name: str = "countries.geojson"):
    folder = tmp_path / "data" / "basemap"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    problems = []
    outline_codes(tmp_path, problems)
    return [one for one in problems if one.file == f"data/basemap/{name}"]


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_outline_is_told_at_its_line(tmp_path, spoiled):
    good = outline(id="AFG", properties={"iso3": "AFG", "name": "Afghanistan"})
    text = f'{{"type": "FeatureCollection", "features": [\n{json.dumps(good)},\n{json.dumps(spoiled)}\n]}}\n'
    (problem,) = said_of(tmp_path, text)
    assert problem.field == "features[1]"
    assert problem.line == (3 if '"ABW"' in str(problem.wrong).replace("'", '"') else 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", 1),
        ('{"features": [\n{"a": 1,}]}', 2),
        ("[]", 1),
        ("7", 1),
        ('{"type": "FeatureCollection"}', 1),
        ('{"features": []}', 1),
        ('{"features": {"a": 1}}', 1),
        ("[" * 100_000, 1),
        ("\n\n", 1),
        ('{"features": [\n"\u200b"]}', 2),
    ],
)
def test_a_file_of_outlines_that_is_none_is_told(tmp_path, text, line):
    (problem,) = said_of(tmp_path, text)
    assert problem.line == line


def test_an_outline_that_stands_twice_is_told(tmp_path):
    (problem,) = said_of(tmp_path, json.dumps({"features": [outline(), outline()]}))
    assert "twice" in problem.wrong


def test_our_own_outlines_hold():
    problems = []
    codes = outline_codes(here().root, problems)
    assert problems == []
    assert {name: len(found) for name, found in codes.items()} == {
        "countries.geojson": 243,
        "us_states.geojson": 51,
        "japan_prefectures.geojson": 47,
        "surveys.geojson": 13,
    }
    assert set(codes) == set(OUTLINES)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("data/basemap/countries.geojson", lambda raw: raw[:-2]),
        ("data/basemap/surveys.geojson", lambda raw: raw.replace(b"earthmri-1014", b"earthmri-9914")),
        ("data/country_names.csv", lambda raw: raw.replace(b"Albania,Albania,ALB", b"Albania,Albania,AL")),
        ("data/mineral_names.csv", lambda raw: raw.replace(b"Aluminium,aluminum", b"Aluminium,unobtainium")),
        ("data/mineral_names.csv", lambda raw: b""),
        ("data/status_names.csv", lambda raw: raw + b"an unheard-of word,thriving\n"),
    ],
    ids=[
        "outlines cut",
        "survey nobody knows",
        "code of two letters",
        "mineral nobody knows",
        "empty names",
        "status nobody knows",
    ],
)
def test_outlines_and_names_are_content_like_all_other(built_small, name, spoil):
    path = built_small.root / name
    raw = path.read_bytes()
    assert spoil(raw) != raw
    path.write_bytes(spoil(raw))
    assert {one.file for one in complaints(built_small).problems} == {name}
