"""Funding: every sum is that of the file, added up again; what is in no sum is in none, and unknown is never 0."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date

import pytest
from fit_support import concerning
from funding_support import (
    AWARDS,
    DAY,
    LEVELS,
    NAMES,
    PROJECTS,
    STAGES,
    ask,  # noqa: F401
    book,  # noqa: F401
    chosen,
    concerned,
    counts,
    data,  # noqa: F401
    group,
    groups_of,
    label,
    latest,
    many,
    missing_to_none,
    summed,
)
from pages_support import facts

from lodestone.answers import funding, funding_ties, one_project, overview_money, projects

FILTERS = [
    {},
    {"stage": ("mining", "magnet")},
    {"instrument": ("equity",)},
    {"instrument": ("several, not split", "type not stated")},
    {"funder_country": ("Japan",)},
    {"funder_country": ("not stated",)},
    {"level": ("firm",)},
    {"level": ("cancelled", "superseded")},
    {"mineral": ("rare-earths",)},
    {"mineral": ("neodymium", "lithium")},
    {"mineral": ("platinum-group-metals",)},
    {"product": ("batteries",)},
    {"year": ("2025",)},
    {"year": ("undated",)},
    {"tie": ("both countries",)},
    {"tie": ("one country", "context"), "stage": ("separation",)},
    {"stage": ("mining",), "instrument": ("loan",), "level": ("conditional", "indicative")},
    {"mineral": ("rare-earths",), "funder_country": ("United States",), "year": ("2025", "2026")},
]


def levels(one):
    return {
        row.commitment_level: (row.awards, missing_to_none(row.usd), row.unknown)
        for row in one.frames["funding/levels"].itertuples()
        if row.awards
    }


def test_the_sums_are_those_checked_by_hand(ask):
    assert levels(ask(funding.LEVELS)) == {
        "firm": (51, 10_675_750_000, 6),
        "conditional": (32, 18_395_500_000, 5),
        "indicative": (22, 4_233_000_000, 5),
        "announced": (19, 3_163_300_000, 7),
    }
    table = ask(funding.LEVELS).table.set_index("commitment_level")
    assert dict(table["awards"]) == {
        "firm": 51,
        "conditional": 32,
        "indicative": 22,
        "announced": 19,
        "cancelled": 0,
        "superseded": 0,
    }
    assert dict(table["left_out"]) == {
        "firm": 0,
        "conditional": 0,
        "indicative": 0,
        "announced": 1,
        "cancelled": 7,
        "superseded": 2,
    }
    assert {level: missing_to_none(usd) for level, usd in table["left_out_usd"].items()} == {
        "firm": None,
        "conditional": None,
        "indicative": None,
        "announced": 4_698_000_000,
        "cancelled": 1_529_700_000,
        "superseded": 1_165_000_000,
    }
    assert missing_to_none(table.loc["cancelled", "usd"]) is None
    assert missing_to_none(table.loc["superseded", "usd"]) is None


@pytest.mark.parametrize("values", FILTERS, ids=str)
def test_a_filter_keeps_what_the_file_says_in_every_view(ask, values):
    mine = chosen(**values)
    assert levels(ask(funding.LEVELS, **values)) == summed(mine)
    assert set(ask(projects.TIME, **values).table["award_id"]) == {award["award_id"] for award in mine}
    assert set(ask(projects.PLACES, **values).table["project_id"]) == {award["project_id"] for award in mine}
    flow = ask(funding.FLOW, **values).table
    firm = [award for award in mine if award["commitment_level"] == "firm" and award["amount_usd"]]
    assert int(flow["usd"].sum() if len(flow) else 0) == sum(int(award["amount_usd"]) for award in firm)
    assert int(flow["awards"].sum()) == len(firm)


def keys(award, by):
    return {
        "stage": {group(award)},
        "instrument": {label(award)},
        "funder": {award["funder_group"]},
        "country": {award["funder_country"] or "country not stated"},
        "mineral": {NAMES[one] for one in groups_of(award)} or {"no mineral named"},
    }[by]


@pytest.mark.parametrize("by", ["stage", "instrument", "country", "mineral", "funder"])
@pytest.mark.parametrize("values", FILTERS[:9], ids=str)
def test_each_group_has_its_own_sum_at_each_level(ask, by, values):
    wanted = defaultdict(lambda: [0, 0, 0])
    for award in chosen(**values):
        if counts(award):
            for key in keys(award, by):
                cell = wanted[key, award["commitment_level"]]
                cell[0] += 1
                cell[1] += int(award["amount_usd"] or 0)
                cell[2] += not award["amount_usd"]
    found = defaultdict(lambda: [0, 0, 0])
    for row in ask(funding.MONEY, by=by, **values).table.itertuples():
        cell = found[row.label, row.commitment_level]
        cell[0] += row.awards
        cell[1] += missing_to_none(row.usd) or 0
        cell[2] += row.unknown
        assert (missing_to_none(row.usd) is None) == (row.known == 0), "unknown is never 0"
    assert found == wanted


def test_what_is_cancelled_superseded_or_left_out_is_in_no_sum(ask):
    rows = ask(projects.TIME).table.set_index("award_id")
    out = {award["award_id"] for award in AWARDS if not counts(award)}
    assert {"A115", "A041", "A105", "A066"} <= out
    assert set(rows[~rows["counted"]].index) == out
    assert rows.loc["A041", "successors"] == ("A040",)
    shown = ask(projects.PLACES).table.set_index("project_id")
    for key, row in shown.iterrows():
        mine = summed([award for award in AWARDS if award["project_id"] == key])
        for level in ("firm", "conditional", "indicative", "announced"):
            assert missing_to_none(row[f"{level}_usd"]) == mine.get(level, (0, None, 0))[1], (key, level)
        assert row["unknown"] == sum(one[2] for one in mine.values())
        out = [a for a in AWARDS if a["project_id"] == key and not counts(a) and a["amount_usd"]]
        gone = [int(a["amount_usd"]) for a in out if a["commitment_level"] == "cancelled"]
        other = [int(a["amount_usd"]) for a in out if a["commitment_level"] != "cancelled"]
        assert missing_to_none(row["cancelled_usd"]) == (sum(gone) if gone else None)
        assert missing_to_none(row["left_out_usd"]) == (sum(other) if other else None)


@pytest.mark.parametrize("day", [date(2025, 10, 28), date(2025, 12, 15), date(2026, 2, 1), date(2026, 3, 18), DAY])
def test_later_awards_are_not_yet_known_and_undated_ones_are_kept_and_said(ask, day):
    mine = chosen(day)
    assert levels(ask(funding.LEVELS, as_of=day)) == summed(mine)
    assert set(ask(projects.TIME, as_of=day).table["award_id"]) == {award["award_id"] for award in mine}
    undated = sum(not latest(award) for award in mine)
    assert f"{undated} undated awards" in funding.beside(ask(funding.LEVELS, as_of=day).table)


def test_the_line_adds_dated_firm_awards_only(ask):
    rows = ask(projects.TIME).table
    last = [one for one in rows["firm_to_date"] if missing_to_none(one) is not None][-1]
    assert int(last) == sum(
        int(a["amount_usd"]) for a in AWARDS if a["commitment_level"] == "firm" and a["announced"] and a["amount_usd"]
    )


def test_one_award_without_an_amount_is_said_as_one(ask):
    levels = ask(funding.LEVELS, department="u_cbe").table
    assert levels["unknown"].sum() == 1
    assert funding.beside(levels).startswith("unknown: 1 award without a dollar amount")
    number = sum(counts(award) and not award["amount_usd"] for award in chosen())
    assert funding.beside(ask(funding.LEVELS).table).startswith(f"unknown: {number} awards without a dollar amount")


@pytest.mark.parametrize("unit", ["u_ees", "u_law", "u_cbe", "u_as", "u_bme"])
def test_a_department_keeps_projects_by_the_provisions_they_serve_and_says_why(ask, unit):
    served = concerned(unit)
    rows = ask(projects.PLACES, department=unit).table
    assert set(rows["project_id"]) == served
    assert all(reason[:3] in concerning(unit) for many_ in rows["reasons"] for reason in many_)
    assert all(len(many_) for many_ in rows["reasons"])
    # The mapping that is clearly the geologists' has no project.
    assert bool(served) == (unit not in {"u_bme", "u_ees"})


@pytest.mark.parametrize(
    ("text", "wanted"), [("tungsten", {"A070", "A074", "A075", "A085"}), ("JOGMEC yttrium", set()), ("%", None)]
)
def test_words_are_looked_for_in_the_award_and_its_project(ask, text, wanted):
    found = set(ask(projects.TIME, q=text).table["award_id"])
    held = {
        a["award_id"]
        for a in AWARDS
        if all(
            word in " ".join([*a.values(), *PROJECTS[a["project_id"]].values()]).lower()
            for word in text.lower().split()
        )
    }
    assert found <= held
    if wanted is not None:
        assert wanted - {"A070"} <= found


def test_any_combination_of_filters_can_be_asked_for(ask, data):
    stages = sorted({stage for paid in STAGES.values() for stage in paid})
    kinds = sorted({one for award in AWARDS for one in many(award["instruments"])} | {"several, not split"})
    # Each stage with each type at one level, and each of the two with each level: all pairs of filters are asked for.
    turn = itertools.cycle(LEVELS)
    asked = [{"stage": (one,), "instrument": (two,), "level": (next(turn),)} for one in stages for two in kinds]
    asked += [{"stage": (one,), "level": (two,)} for one, two in itertools.product(stages, LEVELS)]
    asked += [{"instrument": (one,), "level": (two,)} for one, two in itertools.product(kinds, LEVELS)]
    for values in asked:
        assert levels(ask(funding.LEVELS, **values)) == summed(chosen(**values)), values


@pytest.mark.parametrize("values", [*FILTERS, {"q": "zzzz"}, {"department": "u_bme"}], ids=str)
@pytest.mark.parametrize(
    "cell",
    [
        funding.LEVELS,
        funding_ties.DOING,
        funding.MONEY,
        funding.FLOW,
        funding.CHAIN,
        projects.PLACES,
        projects.TIME,
        projects.JAPAN,
        projects.HOME,
    ],
    ids=lambda one: one.key,
)
def test_answers_are_short_sentences_whatever_is_asked(ask, cell, values):
    answer = ask(cell, **values).finding
    assert 0 < len(answer) <= 150, answer
    assert answer[0].isupper() or answer[0].isdigit()
    assert "nan" not in answer.lower().split()
    assert "$0" not in answer


def test_joint_projects_and_tennessee_stand_apart(ask):
    japan = ask(projects.JAPAN).table
    assert dict(zip(japan["project_id"], japan["japan_link"], strict=True)) == {
        key: row["japan_link"] for key, row in PROJECTS.items() if row["japan_link"]
    }
    assert all(japan["japan_note"])
    home = ask(projects.HOME)
    assert set(home.table["project_id"]) == {
        key for key, row in PROJECTS.items() if "Tennessee" in row["admin_areas"].split(";")
    }
    assert home.finding == "6 projects in Tennessee: $439 M firm and $755 M conditional; two awards cancelled ($342 M)"


@pytest.mark.parametrize("key", PROJECTS)
def test_an_opened_project_has_all_its_awards_whatever_is_filtered(ask, key):
    one = ask(one_project.AWARDS, project=key, stage=("stockpile",), q="zzzz")
    assert list(one.table["award_id"]) == sorted(
        (a["award_id"] for a in AWARDS if a["project_id"] == key),
        key=lambda award: next((latest(a), a["award_id"]) for a in AWARDS if a["award_id"] == award),
    )
    assert set(ask(one_project.PROVISIONS, project=key).table["words"]) == {
        row["words"] for row in facts("facts/project_provisions") if row["project_id"] == key
    }
    assert sum(len(many_) for many_ in ask(one_project.FUNDERS, project=key).table["awards"]) == len(one.table)
    assert len(one.finding) <= 130


def test_awards_are_seen_from_the_organization_and_the_provision(ask):
    rows = ask(one_project.PAID, page="agencies", organization="us-exim").table
    assert set(rows["award_id"]) == {a["award_id"] for a in AWARDS if a["organization_id"] == "us-exim"}
    served = ask(one_project.SERVED, page="provisions", provision="P08").table
    assert set(served["project_id"]) == {
        row["project_id"] for row in facts("facts/project_provisions") if row["provision_id"] == "P08"
    }
    assert served["named"].sum() == 0
    assert ask(overview_money.MONEY, page="overview").finding == (
        "Public money: $10.7 B firm, $2.7 B of it since the signing; $18.4 B conditional (up to $10.0 B of it for "
        "Project Vault reserve); no award names the Framework"
    )
