"""Agencies: what is shown is what the files say, and every filter narrows rightly."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from agencies_support import (
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
    shown,
)
from relations_support import business, rejected, without_covered

from lodestone.answers import agencies
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


def test_the_finding_names_the_busiest_provisions(ask):
    totals = Counter(link["provision_id"] for link in LINKS if known(link))
    most = max(totals.values())
    assert {one for one, count in totals.items() if count == most} == {"P02", "P11"}
    answer = ask(agencies.MATRIX).finding
    assert f"({most} of 44 each)" in answer
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
        "A trip to Washington reaches 14 of 44 organizations, a trip to Tokyo 7; no seat is recorded for 22"
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
    one = ask(agencies.MATRIX, department=unit)
    assert ids(one) == linked_to(concerns) == ids(ask(agencies.PLACES, department=unit))
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
            agencies.EVENTS,
            agencies.DOORS,
            agencies.DEPARTMENTS,
        ):
            assert 0 < len(ask(cell, organization=key).finding) <= 110


# One organization --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["us-doe", "us-usgs", "jp-jogmec", "jp-jst"])
def test_an_opened_organization_has_its_links_calls_and_events(ask, key):
    mine = [link for link in LINKS if link["organization_id"] == key and known(link)]
    labels = {row["event_id"]: f"{row['event_id']} {row['label']}" for row in facts("events")}
    assert set(ask(agencies.LINKS, organization=key).table["words"]) == {
        link["words"] or labels[link["event_id"]] for link in mine
    }
    cited = {link["event_id"] for link in mine if link["event_id"]}
    assert set(ask(agencies.EVENTS, organization=key).table["event_id"]) == cited
    below = {one for one, row in ORGANIZATIONS.items() if key in row["parents"].split(";")} | {key}
    calls = ask(agencies.CALLS, organization=key).table
    assert set(calls["call_id"]) == {row["call_id"] for row in facts("calls") if row["organization_id"] in below}


# Who should talk to it, read off data/facts/organization_relations.csv by hand: clear business, the natural owners
# first; what is thin; what was looked at and is not suggested.
TALK = {
    "us-ustr": (
        ["Federal Relations", "Law School", "Business School (Owen)", "Economics"],
        ["Political Science"],
        {"Asian Studies", "Chemical Engineering", "CRESP", "Engineering"},
        "Federal Relations and Law School first; two more with clear business; one more possible, but thin",
    ),
    "us-epa": (
        ["Civil & Environmental Eng.", "Federal Relations", "Law School", "Materials Durability Hub"],
        ["CRESP", "Earth & Env. Sciences", "Energy & Env. (VIEE)"],
        {"Biomedical Engineering", "Chemical Engineering", "School of Medicine", "Environment & Management"},
        "Civil & Environmental Eng. first; three more with clear business; three more possible, but thin",
    ),
    "us-doe": (
        [
            "Federal Relations",
            "Chemistry",
            "Engineering",
            "Office of Research",
            "Physics and Astronomy",
            "Sponsored Programs",
        ],
        [
            "Chemical Engineering",
            "Civil & Environmental Eng.",
            "CRESP",
            "Connected Computing",
            "Nanoscience (VINSE)",
            "Technology Transfer (CTTC)",
        ],
        {"Law School", "U.S.-Japan Center (closed)"},
        "Federal Relations first; five more with clear business; six more possible, but thin",
    ),
    "us-usgs": (
        ["Earth & Env. Sciences", "Federal Relations"],
        [
            "Business School (Owen)",
            "Civil & Environmental Eng.",
            "Connected Computing",
            "Data Science Institute",
            "Economics",
            "Materials Durability Hub",
            "Sponsored Programs",
        ],
        {"Asian Studies"},
        "Earth & Env. Sciences first; one more with clear business; seven more possible, but thin",
    ),
    "jp-meti": (
        ["Office of Research"],
        ["Business School (Owen)", "Law School", "Political Science"],
        {"Asian Studies", "CRESP", "Global Education", "Federal Relations", "U.S.-Japan Center (closed)"},
        "Office of Research: clear business; three more possible, but thin",
    ),
    "jp-jogmec": (
        [],
        ["Business School (Owen)", "Chemical Engineering", "Civil & Environmental Eng.", "Earth & Env. Sciences"],
        {"CRESP"},
        "No department has clear business with it; four possible, but thin",
    ),
}


@pytest.mark.parametrize("key", TALK)
def test_who_should_talk_to_it_is_as_read_by_hand(ask, key):
    clear, thin, not_suggested, finding = TALK[key]
    one = ask(agencies.DEPARTMENTS, organization=key)
    assert list(one.table["short_name"]) == clear + thin
    assert list(one.table["strength"]) == ["clear"] * len(clear) + ["thin"] * len(thin)
    assert rejected("organization", key) == not_suggested
    assert not set(one.table["short_name"]) & not_suggested
    assert one.finding == finding
    verdicts = dict(zip(one.table["short_name"], one.table["verdict"], strict=True))
    said = [shown(text).split(" · ") for trace in one.draw().data for text in trace.text or () if " · " in text]
    assert said == [[name, verdicts[name] if name in clear else "thin"] for name in (clear + thin)[:8]]


@pytest.mark.parametrize("key", ORGANIZATIONS)
def test_departments_of_every_organization_worked_out_a_second_time(ask, key):
    """With reason, first question and the provisions that it acts on and the department has business with."""
    wanted = without_covered(business("organization", key))
    rows = ask(agencies.DEPARTMENTS, organization=key).table
    assert [(row.unit_id, row.verdict, row.strength) for row in rows.itertuples()] == [
        (one.unit, one.verdict, one.strength) for one in wanted
    ]
    acts = {link["provision_id"] for link in LINKS if link["organization_id"] == key and known(link)}
    for row, one in zip(rows.itertuples(), wanted, strict=True):
        assert (row.reason, row.first_question or "") == (one.row["reason"], one.row["first_question"])
        shared = [
            (-each.grade, -int(each.row["readings"]), provision)
            for provision in acts
            for each in business("provision", provision)
            if each.unit == one.unit
        ]
        assert list(row.provisions) == [provision for *_, provision in sorted(shared)]
        assert (row.best or "") == next(iter(row.provisions), "")
        assert one.row["source_id"] in row.source_ids


def test_many_departments_without_an_owner_are_named_two_by_two_and_counted(ask):
    """Never “A and B and two more”. No organization has so many today, so that rows of one stand in."""
    rows = ask(agencies.DEPARTMENTS, organization="us-doe").table
    clear = rows[(rows["strength"] == "clear") & (rows["grade"] == 2)]
    said = agencies.DEPARTMENTS.finding(
        {"agencies/departments": clear}, ask(agencies.DEPARTMENTS, organization="us-doe").view
    )
    assert said == "Chemistry, Engineering and three more: clear business"


@pytest.mark.parametrize("form", ["page", "slide"])
def test_the_flow_leads_over_each_provision_to_the_first_departments(ask, form):
    one = ask(agencies.DEPARTMENTS, organization="us-doe")
    figure = one.draw(form)
    said = [shown(text) for trace in figure.data if trace.text for text in trace.text]
    assert sum(text.strip()[:3] in {"P02", "P10", "P11", "P13"} for text in said) == 4
    assert [text.split(" · ")[0] for text in said if " · " in text] == list(one.table["short_name"].head(8))
    assert any("<b>DOE</b>" in note.text for note in figure.layout.annotations)


def test_an_organization_that_is_nobody_s_business_says_so(ask):
    nobody = [key for key in ORGANIZATIONS if not business("organization", key)]
    assert nobody
    for key in nobody:
        one = ask(agencies.DEPARTMENTS, organization=key)
        assert one.blank
        assert one.finding == "No department has business with it, by either reading"


# Doors -------------------------------------------------------------------------------------------------------------

FOR_WHOM = ["university researchers", "federal relations", "industry partners", "public comment"]


@pytest.mark.parametrize("key", ORGANIZATIONS)
def test_doors_are_those_of_the_file_for_researchers_first(ask, key):
    mine = [row for row in facts("contacts") if row["organization_id"] == key]
    mine.sort(key=lambda row: ([*FOR_WHOM, ""].index(row["for_whom"]), row["contact_id"]))
    one = ask(agencies.DOORS, organization=key)
    for column in ("office", "channel", "for_whom", "purpose", "note"):
        assert [value or "" for value in one.table[column]] == [row[column] for row in mine]
    assert [day.isoformat() for day in one.table["seen_date"]] == [row["seen_date"] for row in mine]
    assert set(one.sources["source_id"]) == {row["source_id"] for row in mine}
    with_channel = sum(bool(row["channel"]) for row in mine)
    if with_channel:
        assert one.finding.startswith(f"{with_channel} public door{'s' if with_channel > 1 else ''} on record, last ")
    else:
        assert one.finding.startswith("No public door ")
