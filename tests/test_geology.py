"""Geology: what is counted, where it lies and what is said of it agree with the files."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter

import pytest
from geology_support import (
    DAY,
    MINERALS,
    PARTNERS,
    PLANTS,
    SIDES,
    ask,  # noqa: F401
    book,  # noqa: F401
    country,
    facts,
    group,
    library_,  # noqa: F401
    listed,
    members,
    rows,  # noqa: F401
    side,
)

from lodestone.answers import geology, site
from lodestone.filters import FILTERS
from lodestone.paths import here

SITES = facts("sites")
KINDS = sorted({row["kind"] for row in SITES})
GROUPS = sorted({row["mineral_group"] for row in MINERALS.values()})


def keys(frame):
    return set(frame["site_key"])


def ids(found):
    return {row["site_id"] for row in found}


# Counts ------------------------------------------------------------------------------------------------------------


def test_nothing_is_left_out_and_sides_groups_and_countries_add_up(rows):
    quality = rows("geology/quality").iloc[0]
    assert quality["sites"] == len(SITES) == len(rows("geology/points")) == 6575
    assert quality["in_united_states"] == sum(country(row) == "United States" for row in SITES)
    assert quality["in_japan"] == sum(country(row) == "Japan" for row in SITES)
    assert quality["status_unknown"] == sum(row["status"] == "unknown" for row in SITES)
    assert quality["coarse"] == sum(row["location_confidence"] == "moderate" for row in SITES)
    assert quality["unrated"] == sum(not row["location_confidence"] for row in SITES)
    assert quality["off_country"] == sum(row["coordinate_check"] != "in country" for row in SITES)
    assert quality["plants"] == sum(row["kind"] in PLANTS for row in SITES)
    groups = rows("geology/groups")
    assert dict(zip(groups["mineral_group"], groups["sites"], strict=True)) == dict(Counter(map(group, SITES)))
    lands = rows("geology/countries")
    assert dict(zip(lands["country"], lands["sites"], strict=True)) == dict(Counter(map(country, SITES)))
    assert dict(zip(lands["country"], lands["side"], strict=True)) == {country(row): side(row) for row in SITES}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_keeps_its_sites(rows, kind):
    assert keys(rows("geology/points", site_kinds=(kind,))) == ids(row for row in SITES if row["kind"] == kind)


@pytest.mark.parametrize("mineral", ["rare-earths", "platinum-group-metals", "copper", "neodymium", "gallium"])
def test_a_mineral_keeps_what_lists_it_or_a_member_of_it(rows, mineral):
    wanted = members(mineral)
    assert keys(rows("geology/points", minerals=(mineral,))) == ids(row for row in SITES if listed(row) & wanted)
    assert len(wanted) == {"rare-earths": 17, "platinum-group-metals": 6}.get(mineral, len(wanted))


@pytest.mark.parametrize("name", SIDES)
def test_a_side_keeps_its_countries(rows, name):
    assert keys(rows("geology/points", sides=(name,))) == ids(row for row in SITES if side(row) == name)


def test_partners_are_those_known_by_the_day(rows, warehouse):
    found = {row[0] for row in warehouse.cursor().execute("SELECT country FROM partner_countries(?)", [DAY]).fetchall()}
    assert found == PARTNERS
    early = {
        row[0]
        for row in warehouse.cursor().execute("SELECT country FROM partner_countries(DATE '2025-10-28')").fetchall()
    }
    assert "Brazil" not in early
    assert early < PARTNERS


def test_every_combination_of_side_kind_and_group_runs_and_agrees(rows):
    counts = Counter((side(row), row["kind"], group(row)) for row in SITES)
    for one in itertools.product(SIDES, KINDS, GROUPS):
        name, kind, minerals = one
        given = {"sides": (name,), "site_kinds": (kind,), "mineral_groups": (minerals,)}
        assert rows("geology/quality", **given)["sites"].iloc[0] == counts[one], one


@pytest.mark.parametrize("degrees", [3.0, 1.0])
def test_cells_hold_every_site_once_in_the_class_of_their_number(rows, degrees):
    cells = rows("geology/density", degrees=degrees)
    expected = Counter(
        (
            math.floor(float(row["longitude"]) / degrees) * degrees,
            math.floor(float(row["latitude"]) / degrees) * degrees,
        )
        for row in SITES
    )
    assert {(row.west, row.south): row.sites for row in cells.itertuples()} == dict(expected)
    assert cells["sites"].sum() == len(SITES)
    for row in cells.itertuples(index=False):
        least = 2 ** row[cells.columns.get_loc("class")]
        assert least <= row.sites
        assert row.sites < 2 * least or least == 128


def test_too_many_points_are_no_points(rows):
    assert len(rows("geology/points", most=6574)) == 0
    assert len(rows("geology/points", most=6575)) == 6575


def test_the_list_is_bounded_says_how_many_fit_and_always_holds_the_opened_site(rows):
    found = rows("geology/sites", rows=20, site="usa-mountain-pass-deposit")
    assert (len(found), found["site_key"].iloc[0]) == (20, "usa-mountain-pass-deposit")
    assert set(found["found"]) == {len(SITES)}
    assert list(found["name"][1:]) == sorted(found["name"][1:])


def test_words_find_names_whatever_their_case_and_accents(rows):
    assert "usa-mountain-pass-deposit" in keys(rows("geology/points", q="MOUNTAIN páss"))
    hits = rows("geology/points", q="lithium mine nevada")
    assert len(hits)
    assert set(hits["country"]) == {"United States"}


# One site ----------------------------------------------------------------------------------------------------------


def test_distance_is_that_worked_out_by_hand(rows):
    """Berlin to Tokyo by the haversine formula, R = 6,371.0088 km: the number is worked out in the test's own words."""

    def km(a, b):
        (lat1, lon1), (lat2, lon2) = ((math.radians(x) for x in one) for one in (a, b))
        turn = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
        return 2 * 6371.0088 * math.asin(math.sqrt(turn))

    # A quarter of the equator, and a published pair: 52.5200 N 13.4050 E to 35.6895 N 139.6917 E is 8,918 km.
    assert km((0, 0), (0, 90)) == pytest.approx(10007.56, abs=0.01)
    assert km((52.52, 13.405), (35.6895, 139.6917)) == pytest.approx(8918, abs=2)
    place = {row["site_id"]: (float(row["latitude"]), float(row["longitude"])) for row in SITES}
    for origin in ("usa-mountain-pass-deposit", "jpn-besshi"):
        expected = sorted(round(km(place[origin], point), 1) for key, point in place.items() if key != origin)[:40]
        found = rows("geology/nearest", site=origin, rows=40)
        assert list(found["distance_km"]) == pytest.approx(expected, abs=0.11)


def test_an_opened_site_says_what_its_row_says(ask):
    one = ask(site.SITE, site="afg-aynak")
    row = one.table.iloc[0]
    assert (row["grade"], row["ore_tonnes"], row["source_record"]) == ("Cu 2.3%", 240_000_000, "10486")
    assert row["licence"].startswith("U.S. public domain")
    assert one.finding == "Aynak: deposit of copper in Afghanistan, status unknown, with tonnage or grade"
    assert ask(site.SITE, site="nowhere").finding == "No site with this identifier is on record"


def test_money_is_that_of_awards_for_the_same_minerals(ask):
    one = ask(site.MONEY, site="afg-aynak")
    paid = {row["project_id"] for row in facts("awards") if "copper" in row["minerals"].split(";")}
    assert set(one.table["project_id"]) == paid
    rare = ask(site.MONEY, site="usa-thor").table
    wanted = members("rare-earths")
    assert set(rare["project_id"]) >= {
        row["project_id"] for row in facts("awards") if set(row["minerals"].split(";")) & wanted
    }


# Grades ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metal", "unit"),
    [("copper", "%"), ("molybdenum", "%"), ("graphite", "%"), ("cobalt", "%"), ("gold", "g/t"), ("silver", "g/t")],
)
def test_grades_keep_their_unit_and_content_follows_from_it(rows, metal, unit):
    ore = {row["site_id"]: row["ore_tonnes"] for row in SITES}
    given = {
        row["site_id"]: float(row["grade"])
        for row in facts("site_grades")
        if row["mineral_id"] == metal and ore[row["site_id"]]
    }
    found = rows("geology/grades", metal=metal)
    assert dict(zip(found["site_key"], found["grade"], strict=True)) == given
    assert set(found["unit"]) == {unit}
    share = {"%": 100, "g/t": 1_000_000}[unit]
    for row in found.itertuples():
        assert row.contained_t == pytest.approx(row.ore_tonnes * row.grade / share)


def test_without_a_choice_the_mineral_with_most_figures_is_plotted(ask, book, warehouse):
    assert ask(geology.GRADES).finding.startswith(
        "706 sites with copper figures, 96 in the United States and none in Japan; "
    )
    assert FILTERS["metal"].choices(book.bounds(warehouse, DAY)) == (
        "copper",
        "gold",
        "molybdenum",
        "graphite",
        "cobalt",
        "silver",
    )


# Surveys and terms -------------------------------------------------------------------------------------------------


def test_costs_are_listed_and_never_summed(ask):
    one = ask(geology.COSTS)
    given = {row["mapping_id"]: int(row["cost_usd"]) for row in facts("mapping_programmes") if row["cost_usd"]}
    shown = {row.mapping_id: int(row.cost_usd) for row in one.table[one.table["cost_usd"].notna()].itertuples()}
    assert shown == given
    for path in (here().queries / "geology").glob("*.sql"):
        assert not re.search(
            r"(sum|avg|total)\s*\(\s*\w*\.?(cost_usd|area_sq_km)", path.read_text(encoding="utf-8"), re.IGNORECASE
        )
    total = sum(given.values())
    said = one.finding + str(ask(geology.PROGRAMMES).draw().to_dict())
    assert not any(form in said for form in (str(total), f"{total:,}", f"{total / 1e6:,.0f} M"))


def test_surveys_without_a_year_or_a_place_are_said(ask):
    programmes = facts("mapping_programmes")
    undated, nowhere = sum(not row["year_start"] for row in programmes), sum(not row["areas"] for row in programmes)
    subtitle = next(note.text for note in ask(geology.PROGRAMMES).draw().layout.annotations if note.name == "subtitle")
    assert f"{undated} without a year (counted, not drawn)" in subtitle
    assert f"{nowhere} without a state or prefecture" in subtitle.replace("<br>", " ")


def test_terms_are_told_for_every_data_set_and_what_is_held_back(ask):
    shipped = ask(geology.SHIPPED).table
    counts = Counter(row["source_id"] for row in SITES)
    assert {row.source_id: row.sites for row in shipped.itertuples() if row.sites} == dict(counts)
    assert all(shipped["licence"])
    assert "CC BY 4.0" in shipped.set_index("source_id").loc["icmm-gmd-2025", "licence"]
    assert set(ask(geology.UNSHIPPED).table["source_id"]) == {
        row["source_id"] for row in facts("unshipped") if row["subject"] == "sites"
    }


def test_oceans_are_no_countries(rows):
    sites = facts("sites")
    found = rows("geology/quality").iloc[0]
    assert found["countries"] == len({row["country_iso3"] for row in sites if row["country_iso3"]}) == 141
    assert (
        found["places"] - found["countries"]
        == len({row["country_name"] for row in sites if not row["country_iso3"]})
        == 3
    )


def test_the_map_and_the_bars_count_the_same_countries(ask):
    said = "6,575 {} in 141 countries and open oceans, 1,443 in the United States and 197 in Japan"
    assert ask(geology.DENSITY).finding.startswith(said.format("recorded sites"))
    assert ask(geology.COUNTRIES).finding.startswith(said.format("records"))
    assert "open oceans" not in ask(geology.COUNTRIES, side=("Japan", "United States")).finding
