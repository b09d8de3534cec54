"""Events as they could be known on a day, and every way of narrowing them, against the file read by other means."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from questions_support import fresh_library

from lodestone.paths import here

NOW = date(2026, 11, 22)
# Planned and calculated dates, with the day from which they could be known, worked out by hand.
SET_BY_A_DECISION = {
    "E061": date(2025, 10, 28),
    "E062": date(2025, 10, 28),
    "E065": date(2026, 1, 14),
    "E066": date(2025, 11, 7),
    "E079": date(2025, 11, 9),
    "E057": date(2026, 3, 8),
    "E059": date(2026, 3, 18),
    "E090": date(2026, 9, 23),
    "E091": date(2026, 8, 6),
    "E092": date(2026, 7, 20),
}


@pytest.fixture(scope="module")
def rows():
    """The file's own rows, read without the loader."""
    with (here().data / "facts" / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ask(warehouse, as_of=NOW, **narrowed) -> list[str]:
    values = {
        "as_of": as_of,
        "lanes": None,
        "ties": None,
        "countries": None,
        "pillars": None,
        "provision": None,
        "department": None,
        "q": None,
        **narrowed,
    }
    frame = fresh_library().ask(warehouse, "timeline/events", values).frame
    assert list(zip(frame["date"], frame["event_id"], strict=True)) == sorted(
        zip(frame["date"], frame["event_id"], strict=True)
    )
    return list(frame["event_id"])


def test_the_planned_events_are_those_worked_out(rows):
    assert {row["event_id"] for row in rows if row["status"] != "occurred"} == set(SET_BY_A_DECISION)


@pytest.mark.parametrize(
    "as_of",
    [
        date(2025, 3, 16),
        date(2025, 3, 17),
        date(2025, 10, 27),
        date(2025, 10, 28),
        date(2025, 11, 6),
        date(2025, 11, 7),
        date(2025, 11, 9),
        date(2026, 1, 13),
        date(2026, 1, 14),
        date(2026, 3, 7),
        date(2026, 3, 18),
        date(2026, 6, 23),
        NOW,
        date(2027, 1, 1),
    ],
    ids=str,
)
def test_only_what_could_be_known_is_listed(warehouse, rows, as_of):
    known = {
        row["event_id"]
        for row in rows
        if SET_BY_A_DECISION.get(row["event_id"], date.fromisoformat(row["date"])) <= as_of
    }
    assert sorted(ask(warehouse, as_of)) == sorted(known)


def test_the_day_before_the_first_event_is_empty_and_today_has_all(warehouse, rows):
    assert ask(warehouse, date(2025, 3, 16)) == []
    assert len(ask(warehouse)) == len(rows)


def column(row: dict[str, str], name: str) -> list[str]:
    return [part.strip() for part in row[name].split(";") if part.strip()]


def bears_on(row: dict[str, str]) -> set[str]:
    return {*column(row, "provisions"), *column(row, "related_provisions")}


@pytest.mark.parametrize(
    ("lanes", "types"),
    [
        (("Funding",), {"funding"}),
        (("Ministerials, diplomacy",), {"ministerial", "diplomacy"}),
        (("China's controls",), {"export control by China"}),
        (("Stockpile", "Mining trials"), {"stockpile", "mining trial"}),
        (("Laws, rules, permits",), {"permitting", "rule", "legislation", "listing"}),
    ],
    ids=["one kind", "two kinds", "with an apostrophe", "two lanes", "four kinds"],
)
def test_lanes_gather_their_kinds(warehouse, rows, lanes, types):
    expected = {row["event_id"] for row in rows if row["type"] in types}
    assert expected
    assert set(ask(warehouse, lanes=lanes)) == expected


@pytest.mark.parametrize(
    "countries", [("Japan",), ("China",), ("G7", "Brazil"), ("Other countries",)], ids=" and ".join
)
def test_countries_keep_events_that_involve_one_of_them(warehouse, rows, countries):
    expected = {row["event_id"] for row in rows if set(column(row, "countries")) & set(countries)}
    assert expected
    assert set(ask(warehouse, countries=countries)) == expected


@pytest.mark.parametrize(
    ("pillars", "provisions"),
    [
        (("Stockpiling",), {"P14"}),
        (("Investment",), {"P02", "P03", "P04", "P05", "P06"}),
        (("Supply security",), {"P00", "P01"}),
        (("Recycling", "Rapid response"), {"P10", "P13"}),
    ],
    ids=["stockpiling", "investment", "supply security", "two pillars"],
)
def test_pillars_keep_events_that_bear_on_their_provisions(warehouse, rows, pillars, provisions):
    expected = {row["event_id"] for row in rows if bears_on(row) & provisions}
    assert expected
    assert set(ask(warehouse, pillars=pillars)) == expected


@pytest.mark.parametrize("provision", ["P06", "P13", "P18"])
def test_a_provision_keeps_events_direct_and_related(warehouse, rows, provision):
    expected = {row["event_id"] for row in rows if provision in bears_on(row)}
    assert expected
    assert set(ask(warehouse, provision=provision)) == expected


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("chikyu", {"E047"}),
        ("CHIKYU", {"E047"}),
        ("chíkyü", {"E047"}),
        ("évian", {"E076"}),
        ("pela ema", {"E050"}),
        ("EMA Pela", {"E050"}),
        ("e047", {"E047"}),
        ("stibnite  exim", set()),
        ("stibnite export-import", {"E064"}),
        ("caremag dysprosium", {"E001"}),
        ("jogmec iwatani", {"E001"}),
        ("outcome not found stibnite", set()),
        ("evian outcome not found", {"E076"}),
        ("100%'; DROP TABLE events; --", set()),
        ("%", {"E017"}),
        ("_", set()),
        ("5% thacker", {"E017"}),
        ("$18.1 million", {"E046"}),
    ],
)
def test_every_word_must_stand_in_the_event_whatever_its_case_or_accents(warehouse, q, expected):
    assert set(ask(warehouse, q=q)) == expected


def test_blank_words_narrow_nothing(warehouse, rows):
    assert len(ask(warehouse, q="")) == len(ask(warehouse, q="   ")) == len(rows)


def test_filters_hold_together(warehouse, rows):
    expected = {
        row["event_id"]
        for row in rows
        if row["type"] == "funding"
        and "Japan" in column(row, "countries")
        and bears_on(row) & {"P02", "P03", "P04", "P05", "P06"}
        and row["date"] <= "2026-02-20"
        and "billion" in (row["title"] + row["summary"]).lower()
    }
    assert expected == {"E025", "E044", "E055"}
    assert (
        set(
            ask(
                warehouse,
                date(2026, 2, 20),
                lanes=("Funding",),
                countries=("Japan",),
                pillars=("Investment",),
                q="billion",
            )
        )
        == expected
    )
    assert ask(
        warehouse, date(2026, 2, 20), lanes=("Funding",), countries=("Japan",), provision="P04", q="billion"
    ) == ["E055"]
    assert ask(warehouse, lanes=("Mining trials",), countries=("China",)) == []


def test_a_related_provision_is_shown_beside_the_direct_ones(warehouse):
    values = {
        "as_of": NOW,
        "lanes": None,
        "ties": None,
        "countries": None,
        "pillars": None,
        "provision": "P06",
        "department": None,
        "q": "tokyo energy",
    }
    frame = fresh_library().ask(warehouse, "timeline/events", values).frame
    (row,) = frame.to_dict("records")
    assert (row["event_id"], row["provisions"], row["joint"], row["source_ids"]) == (
        "E058",
        ("P06",),
        True,
        ("s_mmail_ipem", "s_wh_jp0319"),
    )
    assert row["countries"] == ("Japan", "United States", "Other countries")
