"""Words of a file: statuses of the large inventories, names that are none, countries by any code and by their point."""

from __future__ import annotations

import random

import pytest
from import_support import kept, take, write

from lodestone.imports.names import is_placeholder, read_names
from lodestone.imports.outlines import read_outlines
from lodestone.imports.run import Wish, preview_sites
from lodestone.paths import Project, here

NAMES = read_names(here().root)
OUTLINES = read_outlines(here().root)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("Active", "Operating mine", "Producing", "In production", "producing_mine", "Working", "稼行中"), "producer"),
        (
            ("Care and maintenance", "past_producer", "PAST-PRODUCER", "Historic mine", "Closed", "休山"),
            "past producer",
        ),
        (("Under construction", "Showing", "Developed Prospect", "Mineral deposit", "Undeveloped"), "prospect"),
        (("Unknown", "N/A", "-", "", "Plant"), "unknown"),
        (("humming", "x"), None),
    ],
)
def test_statuses_of_the_usual_inventories(words, status):
    assert {NAMES.status_of(word) for word in words} == {status}


def test_statuses_that_are_not_known_are_told_with_their_counts(small_project):
    rows = "".join(
        f"S{number},{number},1,{word}\n" for number, word in enumerate(["Humming", "humming", "Active", "x y"])
    )
    report = take(small_project, "name,latitude,longitude,status\n" + rows)
    assert report.met.statuses == {"Humming": 1, "humming": 1, "x y": 1}
    assert "status words that are not known: Humming (1), humming (1), x y (1)" in report.as_text()
    assert "statuses read: Active → producer (1)" in report.as_text()


def test_kinds_that_are_not_known_are_told(small_project):
    report = take(small_project, "name,latitude,longitude,kind\nA,1,2,castle\nB,3,4,Mine;castle\n")
    assert report.met.kinds == {"castle": 2}
    assert [site["kind"] for site in kept(small_project)] == [None, "mine"]


@pytest.mark.parametrize(
    "name", ["N/A", "n/a", "NULL", "unknown", "-", "--", "none", "NaN", "???", "不明", "N.A.", "—"]
)
def test_names_that_say_there_is_none_are_no_names_and_make_no_duplicates(small_project, name):
    rows = "".join(f"{name},48.1,-79.10{number},gold\n" for number in range(3))
    report = take(small_project, "name,latitude,longitude,minerals\n" + rows)
    assert (report.rows_kept, report.duplicates, report.met.no_names) == (3, 0, {name: 3})
    assert {site["name"] for site in kept(small_project)} == {"Unnamed site"}


def test_placeholders_are_no_ids_countries_minerals_or_areas(small_project):
    head = "id,name,latitude,longitude,country,minerals,admin_area,deposit_type\n"
    report = take(small_project, head + "N/A,A,1,2,n/a,none,-,null\nN/A,B,3,4,unknown,?,NULL,N/A\n")
    first, second = kept(small_project)
    assert (first["record_id"], second["record_id"]) == ("line 2", "line 3")
    assert (first["country"], first["minerals"], first["admin_area"], first["deposit_type"]) == (None, [], None, None)
    assert (report.words, report.countries) == ({}, {})
    assert not is_placeholder("Nada Mine")


def test_a_coordinate_that_is_a_placeholder_is_missing(small_project):
    report = take(small_project, "name,latitude,longitude\nA,N/A,2\nB,3,4\n")
    assert list(report.first) == ["a coordinate is missing"]


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("jp", "", ("Japan", "JPN")),
        ("JPN", "", ("Japan", "JPN")),
        ("", "ca", ("Canada", "CAN")),
        ("", "f06001", ("United States", "USA")),
        ("NA", "", ("Namibia", "NAM")),
        ("Atlantis", "", ("Atlantis", None)),
        ("Atlantis", "GB", ("Atlantis", "GBR")),
        ("N/A", "QQQ", (None, None)),
    ],
)
def test_countries_by_name_and_by_any_code(name, code, expected):
    assert NAMES.country_of(name, code) == expected


def test_every_country_has_a_code_of_two_letters():
    two = {code for name, (_, code) in NAMES.countries.items() if len(name) == 2}
    assert two >= {code for _, code in NAMES.countries.values() if code}


def test_a_part_of_an_item_that_is_no_mineral_is_told():
    assert NAMES.minerals_of("Au/Dust; Au/Cu; Titanium > Metal") == (("gold", "copper", "titanium"), ("Au/Dust",))


def said(latitude: float, longitude: float, code: str) -> str:
    """What is wrong with a point; nothing when it lies in its country."""
    return OUTLINES.check([latitude], [longitude], [code]).get(0, "")


@pytest.mark.parametrize(
    ("latitude", "longitude", "code", "wrong"),
    [
        (37.1, -118.1, "USA", ""),
        (37.1, 118.1, "USA", "says United States, lies in China; probably the minus sign of the longitude is lost"),
        (-37.0, 140.9, "JPN", "lies in Australia; probably the latitude has a minus sign too many"),
        (25.5, -139.7, "JPN", "on an island that the outlines leave out; perhaps the longitude has a minus sign too"),
        (30.0, -20.0, "ZAF", "probably the longitude has a minus sign too many, and the minus sign of the latitude"),
        (21.0, 52.3, "NLD", "says Netherlands, lies in Saudi Arabia"),
        (18.2, -66.5, "USA", ""),
        (48.8, 2.3, "DEU", "says Germany, lies in France"),
        (10.0, 10.0, "QQQ", ""),
    ],
)
def test_a_point_outside_its_country_is_told_with_the_likely_cause(latitude, longitude, code, wrong):
    assert wrong in said(latitude, longitude, code)
    assert bool(wrong) == bool(said(latitude, longitude, code))


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [(-3.12881, 152.63511, "PNG"), (0.74686, 104.22921, "IDN"), (-0.45222, 129.88222, "IDN"), (27.0, 127.4, "JPN")],
    ids=["Lihir", "Galang, whose latitude lost no sign", "Gag", "off Okinawa"],
)
def test_an_island_off_its_country_is_no_slip(latitude, longitude, code):
    assert said(latitude, longitude, code) == ""


def test_so_near_another_country_it_is_one():
    assert said(35.5, 128.8, "JPN") == "says Japan, lies in South Korea"
    assert "lies at sea, or on an island" in said(22.025, 153.80833, "JPN")


def test_a_swap_within_ninety_degrees_is_noticed_where_the_country_is_named():
    assert said(9.0, 47.0, "CHE").endswith("probably latitude and longitude are swapped")


def test_nearly_all_shipped_sites_lie_where_they_say(warehouse):
    rows = (
        warehouse.cursor()
        .execute("SELECT latitude, longitude, country_iso3 FROM sites WHERE coordinate_check = 'in country'")
        .fetchall()
    )
    norths, easts, codes = map(list, zip(*rows, strict=True))
    assert len(OUTLINES.check(norths, easts, codes)) <= 0.002 * len(rows)


def test_imported_sites_off_their_country_are_told_in_the_report_and_kept(small_project):
    head = "name,latitude,longitude,country\n"
    report = take(small_project, head + "Ridge,37.1,118.1,United States\nHill,37.2,-118.2,United States\n")
    assert (report.rows_kept, report.off_country) == (2, 1)
    assert "line 2: Ridge says United States, lies in China; probably the minus sign" in report.as_text()
    first, second = kept(small_project)
    assert first["off_country"].startswith("says United States, lies in China")
    assert (first["longitude"], second["off_country"]) == (118.1, None)


@pytest.mark.parametrize("case", ["placeholder_names", "sign_lost", "statuses"])
def test_the_cases_at_hand(shared, case):
    path = shared / "cases" / f"{case}.csv"
    if not path.is_file():
        pytest.skip("the case is not here")
    report = preview_sites(Project(here().root).root, path, Wish()).report
    assert report.rows_kept == report.rows_read
    assert (report.off_country, report.met.statuses) == (2 if case == "sign_lost" else 0, {})


def test_texts_that_are_cut_are_counted(small_project):
    path = write(small_project, f"name,latitude,longitude\n{'x' * 300},1,2\nshort,3,4\n")
    assert "names cut at 200 characters: 1" in preview_sites(small_project.root, path, Wish()).report.as_text()


def test_many_points_are_judged_as_each_by_itself():
    chance = random.Random(3)
    places = [
        (chance.uniform(-60, 75), chance.uniform(-180, 180), chance.choice(["USA", "IDN", "NOR"])) for _ in range(100)
    ]
    places += [(north + 40, -100 - north, "USA") for north in (0.0, 0.5, 1.0, 8.9)]
    together = OUTLINES.check(*map(list, zip(*places, strict=True)))
    assert together == {number: text for number, place in enumerate(places) if (text := said(*place))}
