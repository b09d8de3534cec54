"""Agencies: what is shown is what the files say, and every filter narrows rightly."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from agencies_support import (
    DAY,
    LINKS,
    ORGANIZATIONS,
    PILLAR,
    ask,  # noqa: F401
    book,  # noqa: F401
    data,  # noqa: F401
    facts,
    ids,
    known,
    linked_to,
    page,  # noqa: F401
)
from fit_support import relations, strength

from lodestone.answers import agencies, call_watch
from lodestone.figures.city_maps import split

# What is shown against the files -----------------------------------------------------------------------------------


def test_every_organization_and_every_link_of_the_files_is_there(ask):
    rows = ask(agencies.MATRIX).table
    assert len(rows) == len(ORGANIZATIONS) == 44
    shown_links = {
        (row.organization_id, provision, basis, role)
        for row in rows.itertuples()
        for provision, basis, role in zip(row.provisions, row.bases, row.roles, strict=True)
    }
    assert shown_links == {
        (x["organization_id"], x["provision_id"], x["link_basis"], x["role"]) for x in LINKS if known(x)
    }
    assert ids(ask(agencies.PLACES)) == set(ORGANIZATIONS)


def test_each_question_to_ask_first_is_that_of_the_department_closest_by_both_readings(ask):
    closed = {row["unit_id"] for row in facts("units") if row["closed"] == "true"}
    names = {row["unit_id"]: row["short_name"] for row in facts("units")}
    clear: dict[str, list[tuple[bool, int, str, str]]] = {}
    for row in facts("organization_relations"):
        if int(row["grade"]) >= 2 and row["readings"] == "2" and row["unit_id"] not in closed:
            one = (not row["first_question"], -int(row["grade"]), names[row["unit_id"]], row["first_question"])
            clear.setdefault(row["organization_id"], []).append(one)
    first = {key: min(many) for key, many in clear.items()}
    answer = ask(agencies.QUESTIONS)
    assert {row.organization_id: (row.unit, row.first_question) for row in answer.table.itertuples()} == {
        key: (one[2], one[3]) for key, one in first.items() if one[3]
    }
    for row in answer.table.itertuples():
        assert sorted(row.others) == sorted(one[2] for one in clear[row.organization_id] if one[2] != row.unit)
    assert answer.finding == (
        "23 organizations have a question to ask first; DOE and NSF concern the most departments and offices (6 each)"
    )


def test_officials_are_those_on_record_with_their_day(ask):
    rows = ask(agencies.MATRIX).table.set_index("organization_id")
    held = Counter(row["organization_id"] for row in facts("office_holders"))
    assert {key: len(many) for key, many in rows["officials"].items() if many} == dict(held)
    assert rows.loc["us-doe", ["office", "person", "person_as_of"]].tolist() == [
        "Secretary of Energy",
        "Chris Wright",
        date(2026, 2, 4),
    ]
    assert rows.loc["us-nedc", "office"] == "Chair", "the head before the deputy"
    assert rows.loc["jp-mofa", "person"] == "Motegi Toshimitsu"
    assert rows.loc["us-epa", "person"] is None


def test_what_was_not_known_on_a_day_is_left_out(ask):
    early = ask(agencies.MATRIX, as_of=date(2025, 11, 10)).table.set_index("organization_id")
    assert early.loc["us-usgs", "provisions"] == ("P03", "P12")
    assert early.loc["us-usgs", "person"] is None, "seen in office on 18 November 2025 only"
    assert early.loc["us-exim", "provisions"] == ("P11",), "Project Vault came in February 2026"
    for day in (date(2025, 10, 28), date(2025, 12, 31), date(2026, 2, 3)):
        rows = ask(agencies.MATRIX, as_of=day).table
        assert int(rows["links"].sum()) == sum(known(link, day) for link in LINKS)


@pytest.mark.parametrize("day", [date(2025, 10, 28), date(2026, 2, 3), DAY])
def test_the_holders_of_a_provision_are_those_known_on_the_day(library, warehouse, day):
    names = {key: row["name"] for key, row in ORGANIZATIONS.items()}
    for provision in sorted({link["provision_id"] for link in LINKS}):
        held = library.ask(warehouse, "provisions/holders", {"as_of": day, "provision": provision}).frame
        assert set(held["name"]) == {
            names[link["organization_id"]] for link in LINKS if link["provision_id"] == provision and known(link, day)
        }
        assert all(seen is None or seen <= day for seen in held["person_as_of"])


def test_the_finding_names_the_busiest_provisions(ask):
    totals = Counter(link["provision_id"] for link in LINKS if known(link))
    most = max(totals.values())
    assert {one for one, count in totals.items() if count == most} == {"P02", "P11"}
    answer = ask(agencies.MATRIX).finding
    # Named as the columns of the figure are headed.
    assert f"investment (P02) and third countries (P11) draw most ({most} of 44 each)" in answer
    assert "DOE and METI lead on rapid response" in answer
    assert ask(agencies.MATRIX, q="jogmec chief").finding.startswith("JOGMEC acts on supply security (P01), ")
    assert (
        ask(agencies.MATRIX, q="ASPIRE").finding == "1 organization fits, none tied to a provision by what is on record"
    )


def test_places_are_counted_as_in_the_file(ask):
    cities = Counter(row["city"] for row in ORGANIZATIONS.values() if row["city"])
    drawn, away, unknown = split(ask(agencies.PLACES).table)
    assert [len(mine) for mine in drawn] == [
        sum(cities[one] for one in ("Washington, DC", "Reston", "Alexandria", "Fort Belvoir")),
        sum(cities[one] for one in ("Tokyo", "Yokosuka", "Kawasaki", "Tsukuba")),
    ]
    assert list(away["city"]) == ["Ames"]
    assert len(unknown) == 44 - sum(cities.values())
    figure = ask(agencies.PLACES).draw()
    subtitle = next(note.text for note in figure.layout.annotations if note.name == "subtitle")
    assert subtitle.startswith(f"Not drawn: Ames (Ames Laboratory) · {len(unknown)} of 44 without a recorded place")
    assert ask(agencies.PLACES).finding == (
        "A trip to Washington reaches at least 14 of 44 organizations, a trip to Tokyo 7; no seat is recorded for 22"
    )


# Filters -----------------------------------------------------------------------------------------------------------

FILTERS = [
    ({"seat": ("Japan",)}, lambda: {key for key, row in ORGANIZATIONS.items() if row["country"] == "Japan"}),
    (
        {"kind": ("bank", "insurer")},
        lambda: {key for key, row in ORGANIZATIONS.items() if row["type"] in {"bank", "insurer"}},
    ),
    ({"mention": ("explicit",)}, lambda: {key for key, row in ORGANIZATIONS.items() if row["mention"] == "explicit"}),
    (
        {"mention": ("implied", "explicit"), "seat": ("Japan",)},
        lambda: {
            key for key, row in ORGANIZATIONS.items() if row["mention"] != "not mentioned" and row["country"] == "Japan"
        },
    ),
    ({"pillar": ("Recycling",)}, lambda: linked_to({"P10"})),
    ({"pillar": ("Geoscience", "Stockpiling")}, lambda: linked_to({"P12", "P14"})),
    (
        {"q": "rare earth recycling"},
        lambda: {
            key
            for key, row in ORGANIZATIONS.items()
            if all(
                word
                in " ".join(
                    [row["name"], row["role"], *(x["role"] for x in LINKS if x["organization_id"] == key)]
                ).lower()
                for word in ("rare", "earth", "recycling")
            )
        },
    ),
    ({"q": "WRIGHT"}, lambda: {"us-doe", "us-nedc"}),
    ({"q": "reston"}, lambda: {"us-usgs"}),
]


@pytest.mark.parametrize(("values", "expected"), FILTERS, ids=lambda one: str(one) if isinstance(one, dict) else "")
def test_a_filter_keeps_what_the_files_say_in_both_views(ask, values, expected):
    assert ids(ask(agencies.MATRIX, **values)) == expected()
    assert ids(ask(agencies.PLACES, **values)) == expected()


@pytest.mark.parametrize("unit", ["u_ees", "u_law", "u_cs", "u_usjc"])
def test_a_department_keeps_the_organizations_tied_to_what_concerns_it(ask, data, unit):
    concerns = {
        row[0]
        for row in data.cursor()
        .execute("SELECT provision_id FROM unit_provisions WHERE unit_id = ?", [unit])
        .fetchall()
    }
    own = {key for (one, key), row in relations("organization").items() if one == unit and strength(row) != "rejected"}
    one = ask(agencies.MATRIX, department=unit)
    assert ids(one) == linked_to(concerns) | own == ids(ask(agencies.PLACES, department=unit))
    assert {provision for many in one.table["provisions"] for provision in many} <= concerns
    assert all(one.table["reasons"]) or one.table.empty
    assert set(one.frames["agencies/provisions"]["provision_id"]) == concerns


def test_a_pillar_narrows_the_columns_and_the_marks(ask):
    one = ask(agencies.MATRIX, pillar=("Investment",))
    assert list(one.frames["agencies/provisions"]["provision_id"]) == ["P02", "P03", "P04", "P05", "P06"]
    assert {PILLAR[provision] for many in one.table["provisions"] for provision in many} == {"Investment"}


def test_answers_are_short_whatever_is_asked(ask):
    bounds = [
        (name, (value,))
        for name, values in {
            "pillar": set(PILLAR.values()),
            "seat": {row["country"] for row in ORGANIZATIONS.values()},
            "kind": {row["type"] for row in ORGANIZATIONS.values()},
        }.items()
        for value in values
    ]
    for name, value in bounds:
        for cell in (agencies.MATRIX, agencies.PLACES):
            answer = ask(cell, **{name: value}).finding
            assert 0 < len(answer) <= 110, answer
            assert answer[0].isupper() or answer[0].isdigit()
    for key in ORGANIZATIONS:
        for cell in (
            agencies.LINKS,
            agencies.OFFICIALS,
            agencies.CALLS,
            call_watch.OF_ORGANIZATION,
            agencies.EVENTS,
            agencies.DOORS,
            agencies.DEPARTMENTS,
        ):
            assert 0 < len(ask(cell, organization=key).finding) <= 110
