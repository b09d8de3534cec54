"""What of the money is the Framework's doing, and for whom it is narrowed: worked out again."""

from __future__ import annotations

from datetime import date

import pytest
from funding_support import (
    AWARDS,
    DAY,
    DAYS,
    PROJECTS,
    UNITS,
    added,
    ask,  # noqa: F401
    book,  # noqa: F401
    chosen,
    counts,
    data,  # noqa: F401
    level,
    missing_to_none,
    narrowed,
    tie,
    when,
)
from pages_support import facts, page, texts

from lodestone.answers import funding, funding_ties, overview_money, projects
from lodestone.figures.text import escape


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_money_by_tie_and_day_is_that_of_the_file(ask, data, unit, day):
    rows = ask(funding_ties.DOING, as_of=day, department=unit).table
    found = {
        (row.commitment_level, row.announced_when, row.tie): [row.awards, missing_to_none(row.usd), row.unknown]
        for row in rows.itertuples()
    }
    assert found == added(narrowed(unit, day), level, when, tie)
    assert (rows["known"] + rows["unknown"] == rows["awards"]).all()


def test_money_since_the_signing_was_added_by_hand(ask):
    rows = ask(funding_ties.DOING, as_of=DAYS[-1]).table
    firm = rows[rows["commitment_level"] == "firm"].groupby("announced_when")["usd"].sum()
    assert dict(firm) == {
        "since the signing": 2_695_500_000,
        # Also 250 million of 2011, three of February 2021 and four under way in May 2025, without their days.
        "up to the signing": 7_967_250_000,
        "undated": 13_000_000,
    }


def test_an_award_of_a_known_month_is_known_once_that_month_is_over(ask):
    def months(day):
        return set(ask(projects.TIME, as_of=day, q="single trade note").table["award_id"])

    # One note of March 2026 tells of it, without a day.
    assert months(date(2026, 3, 30)) == set()
    assert months(date(2026, 3, 31)) == {"A116"}
    rows = ask(funding_ties.DOING, as_of=date(2026, 3, 31), q="single trade note").table
    assert list(rows["announced_when"]) == ["since the signing"]


# Sentences ---------------------------------------------------------------------------------------------------------


def test_no_award_is_called_the_frameworks_doing_unless_a_row_says_so(ask):
    assert ask(funding_ties.DOING).finding == (
        "No award on record names the Framework; of six by both countries none is firm; "
        "firm money: $2.7 B since the signing, $8.0 B before it, $13 M undated"
    )
    assert ask(funding_ties.DOING, tie=("both countries",)).finding == (
        "No award here names the Framework; of six by both countries none is firm; no firm money of known amount"
    )
    rows = ask(funding_ties.DOING).table.copy()
    one = rows[(rows["commitment_level"] == "firm") & (rows["announced_when"] == "since the signing")].index[0]
    rows["tie"] = rows["tie"].astype(object)
    rows.loc[one, "tie"] = funding_ties.NAMED
    view = ask(funding_ties.DOING).view
    said = funding_ties.doing({"funding/ties": rows}, view)
    assert said.startswith("11 awards name the Framework ($2.7 B firm); of six by both countries none is firm")


def test_nothing_says_that_money_stands_behind_the_framework(ask):
    assert overview_money.MONEY.question == "How much public money goes to critical-mineral projects?"
    for cell in (*funding.PAGE, overview_money.MONEY):
        assert "behind" not in cell.question


def test_joint_money_is_that_of_joint_awards_not_of_all_in_joint_projects(ask):
    # What both countries do stands before what firms do, however firm that is (projects.csv).
    links = list(ask(projects.JAPAN).table["japan_link"])
    assert links[:7] == [*["joint"] * 6, "commercial"]
    assert set(links[6:]) == {"commercial"}
    assert ask(projects.JAPAN).finding == (
        "Tied to Japan: 6 joint projects (joint awards: $600 M announced); "
        "15 with a Japanese owner, lender or buyer (firm: $2.2 B Japanese, $1.2 B other)"
    )
    commercial = [a for a in AWARDS if PROJECTS[a["project_id"]]["japan_link"] == "commercial" and counts(a)]
    firm = [a for a in commercial if a["commitment_level"] == "firm" and a["amount_usd"]]
    japan = [int(a["amount_usd"]) for a in firm if a["funder_country"] == "Japan"]
    other = [int(a["amount_usd"]) for a in firm if a["funder_country"] != "Japan"]
    assert (round(sum(japan) / 1e9, 1), round(sum(other) / 1e9, 1)) == (2.2, 1.2)
    joint = [a for a in AWARDS if PROJECTS[a["project_id"]]["japan_link"] == "joint"]
    assert sum(int(a["amount_usd"] or 0) for a in joint) == 800_000_000, "200 million are Australia's own"
    assert sum(int(a["amount_usd"] or 0) for a in joint if tie(a) == "both countries") == 600_000_000


def test_awards_that_are_known_and_not_shown_are_said_with_the_reason(ask):
    (row,) = (row for row in facts("facts/unshipped") if row["subject"] == "awards")
    one = ask(funding_ties.UNSHIPPED)
    assert one.finding == (
        "4 awards in the data of Global Trade Alert are not shown: they are known from this data set alone, "
        "and its terms of use were not read"
    )
    assert list(one.table["what"]) == [row["what"]]
    assert list(one.sources["source_id"]) == [row["source_id"]]
    assert "4 awards in the data of Global Trade Alert are not shown" in texts(page("funding"))


@pytest.mark.parametrize("unit", UNITS[1:])
@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        (funding.LEVELS, "from $10.7 B firm in all"),
        (funding_ties.DOING, "from $10.7 B firm in all"),
        (funding.MONEY, "from $10.7 B firm in all"),
        (funding.FLOW, "from $10.7 B firm in all"),
        (projects.PLACES, "from 103 projects in all"),
        (funding.CHAIN, ""),
        (projects.TIME, "from $10.7 B firm in all"),
        (projects.JAPAN, ""),
        (projects.HOME, "from 6 projects in all"),
    ],
    ids=lambda one: getattr(one, "key", ""),
)
def test_every_finding_ends_with_whom_the_money_is_narrowed_for(ask, cell, whole, unit):
    one = ask(cell, department=unit)
    name = next(row["short_name"] for row in facts("facts/units") if row["unit_id"] == unit)
    assert one.finding.endswith(f"; narrowed for {name} {whole}".rstrip())
    assert len(one.finding) <= 220
    assert "narrow" not in ask(cell).finding
    if cell.figure and not one.blank:
        assert one.draw("slide").layout.title.text.replace("<br>", " ") == escape(one.finding)


def test_a_department_that_leaves_nothing_out_is_said_to_narrow_nothing(ask, data):
    (key, *_) = [
        a["project_id"]
        for a in AWARDS
        if a["project_id"] in {one["project_id"] for one in narrowed("u_cee", DAY)}
        and level(a) == "firm"
        and a["amount_usd"]
    ]
    words = PROJECTS[key]["name"]
    one = ask(funding.LEVELS, department="u_cee", q=words)
    assert one.finding.endswith("; choosing Civil & Environmental Eng. narrows nothing")


@pytest.mark.parametrize("unit", UNITS[1:])
def test_the_reach_of_a_department_is_counted_from_the_file(ask, data, unit):
    row = ask(funding.LEVELS, department=unit).frames["funding/reach"].iloc[0]
    mine, everything = narrowed(unit, DAY), chosen()
    firm = [int(a["amount_usd"]) for a in mine if counts(a) and level(a) == "firm" and a["amount_usd"]]
    assert (row["awards"], row["all_awards"]) == (len(mine), len(everything))
    assert (row["projects"], row["all_projects"]) == tuple(
        len({a["project_id"] for a in awards}) for awards in (mine, everything)
    )
    assert missing_to_none(row["firm_usd"]) == (sum(firm) if firm else None)
    assert missing_to_none(row["all_firm_usd"]) == 10_675_750_000


def test_the_page_says_how_it_is_narrowed_and_that_no_money_is_the_departments(ask):
    at = page("funding", department="chemistry")
    assert not at.exception
    shown = texts(at).replace("\\", "")
    said = "For Chemistry: all money of projects that serve what is clearly its business; none was given to it."
    assert said in shown


# One definition of a count ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [{}, {"mineral": ("gallium",)}, {"department": "u_cbe"}], ids=str)
def test_every_place_counts_a_level_in_the_same_way(ask, values):
    levels = ask(funding.LEVELS, **values).table.set_index("commitment_level")
    by_tie = ask(funding_ties.DOING, **values).table.groupby("commitment_level")["awards"].sum()
    by_stage = ask(funding.MONEY, **values).table.groupby("commitment_level")["awards"].sum()
    listed = ask(projects.TIME, **values).table
    flow = ask(funding.FLOW, **values).draw()
    said = " ".join(note.text.replace("<br>", " ") for note in flow.layout.annotations if note.name)
    for name, row in levels.iterrows():
        mine = listed[listed["commitment_level"] == name]
        assert row["awards"] == mine["counted"].sum() == by_tie.get(name, 0) == by_stage.get(name, 0)
        assert row["left_out"] == (~mine["counted"]).sum()
        if name == "announced":
            assert f"{row['awards']} counted" + (f", {row['left_out']} left out" if row["left_out"] else "") in said
