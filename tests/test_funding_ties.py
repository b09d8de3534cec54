"""What of the money is the Framework's doing, which stages it pays for, for whom it is narrowed: worked out again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from funding_support import (
    AWARDS,
    DAY,
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
    missing_to_none,
    when,
)
from pages_support import SIGNED, facts, page, texts

from lodestone.answers import funding, funding_ties, one_project, projects
from lodestone.figures.text import escape
from lodestone.language import dollars

DAYS = [SIGNED, date(2025, 12, 15), date(2026, 3, 18), DAY, date(2026, 11, 25)]
UNITS = [None, "u_chem", "u_ees", "u_law", "u_bme"]
PROCESSING = ("mining", "separation", "refining", "metal and alloy", "magnet", "battery")
EARTHS = {
    "mining": {"separation"},
    "separation": {"refining", "metal and alloy"},
    "refining": {"magnet"},
    "metal and alloy": {"magnet"},
}


def narrowed(data, unit, day, **values):
    """The awards of the file that a department and the other filters keep."""
    mine = chosen(day, **values)
    if unit is None:
        return mine
    served = {
        row[0]
        for row in data.cursor()
        .execute("SELECT provision_id FROM unit_provisions WHERE unit_id = ?", [unit])
        .fetchall()
    }
    kept = concerned(unit, served)
    return [award for award in mine if award["project_id"] in kept]


def added(awards, *keys):
    """Counted awards by these keys: how many, the dollars known (None if none is), how many without."""
    found = defaultdict(lambda: [0, None, 0])
    for award in awards:
        if counts(award):
            cell = found[tuple(key(award) for key in keys)]
            cell[0] += 1
            if award["amount_usd"]:
                cell[1] = (cell[1] or 0) + int(award["amount_usd"])
            else:
                cell[2] += 1
    return dict(found)


def level(award):
    return award["commitment_level"]


def tie(award):
    return award["tie"]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_money_by_tie_and_day_is_that_of_the_file(ask, data, unit, day):
    rows = ask(funding_ties.DOING, as_of=day, department=unit).table
    found = {
        (row.commitment_level, row.announced_when, row.tie): [row.awards, missing_to_none(row.usd), row.unknown]
        for row in rows.itertuples()
    }
    assert found == added(narrowed(data, unit, day), level, when, tie)
    assert (rows["known"] + rows["unknown"] == rows["awards"]).all()


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_money_by_stage_counts_each_award_once_and_a_chain_of_stages_under_several(ask, data, unit, day):
    found = defaultdict(lambda: [0, None, 0])
    for row in ask(funding.MONEY, as_of=day, department=unit, by="stage").table.itertuples():
        cell = found[row.label, row.commitment_level]
        cell[0] += row.awards
        cell[2] += row.unknown
        if row.known:
            cell[1] = (cell[1] or 0) + int(row.usd)
    assert found == added(narrowed(data, unit, day), group, level)


def test_money_since_the_signing_was_added_by_hand(ask):
    rows = ask(funding_ties.DOING, as_of=date(2026, 11, 25)).table
    firm = rows[rows["commitment_level"] == "firm"].groupby("announced_when")["usd"].sum()
    assert dict(firm) == {
        "since the signing": 2_695_500_000,
        "up to the signing": 7_710_250_000,
        "undated": 270_000_000,
    }


def test_several_stages_stand_after_the_last_stage(ask):
    labels = list(dict.fromkeys(ask(funding.MONEY, by="stage").table["label"]))
    assert labels[-1] == "several stages"
    assert labels[:-1] == [one for one in (*PROCESSING, "recycling", "stockpile") if one in labels]
    flow = ask(funding.FLOW)
    sums = flow.table.groupby("stage")["usd"].sum().astype(int)
    assert dict(sums) == {
        key[0]: value[1] for key, value in added(chosen(), group, level).items() if key[1] == "firm" and value[1]
    }
    names = [text for text in flow.draw().data[0].node.customdata if text.split("  ")[0].lower() in sums.index]
    assert names[-1].startswith("Several stages")


def test_the_chain_counts_an_award_at_every_stage_it_pays_for(ask):
    wanted = defaultdict(lambda: [0, 0, 0, 0])
    for award in AWARDS:
        for one in groups_of(award) if counts(award) else ():
            for stage in STAGES[award["award_id"]]:
                cell = wanted[one, stage]
                if level(award) == "firm":
                    cell[0] += 1
                    cell[1] += int(award["amount_usd"] or 0)
                    cell[2] += not award["amount_usd"]
                else:
                    cell[3] += 1
    rows = ask(funding.CHAIN).table
    assert {
        (row.mineral_id, row.stage): [
            row.firm_awards,
            missing_to_none(row.firm_usd) or 0,
            row.firm_unknown,
            row.other_awards,
        ]
        for row in rows.itertuples()
    } == wanted


def test_a_gap_is_firm_money_that_neither_goes_on_nor_is_followed(ask):
    firm = [award for award in AWARDS if counts(award) and level(award) == "firm"]
    gaps = {}
    for mineral in {one for award in firm for one in groups_of(award)}:
        mine = [award for award in firm if mineral in groups_of(award)]
        paid = {stage for award in mine for stage in STAGES[award["award_id"]]}
        for at, stage in enumerate(PROCESSING):
            here = [award for award in mine if stage in STAGES[award["award_id"]]]
            following = (EARTHS if mineral == "rare-earths" else {"mining": {"refining"}}).get(stage)
            goes_on = any(set(PROCESSING[at + 1 :]) & set(STAGES[award["award_id"]]) for award in here)
            if here and following and not following & paid and not goes_on:
                gaps[mineral, stage] = sum(int(award["amount_usd"] or 0) for award in here)
    assert {(row.mineral_id, row.stage) for row in ask(funding.CHAIN).table.itertuples() if row.gap} == set(gaps)
    top = max(gaps, key=lambda key: gaps[key])
    assert ask(funding.CHAIN).finding == (
        f"Largest gap: {NAMES[top[0]].lower()} has {dollars(gaps[top])} firm for {top[1]}, nothing firm for refining; "
        f"{len(gaps) - 1} more gaps like it"
    )
    assert top == ("tungsten", "mining")


def test_a_filter_makes_no_gap_where_firm_money_follows(ask):
    rows = ask(funding.CHAIN, stage=("mining",)).table.set_index(["mineral_id", "stage"])
    assert not rows.loc[("copper", "mining"), "gap"], "the smelter's firm grant is hidden by the filter, not missing"
    assert rows.loc[("tungsten", "mining"), "gap"]
    hidden = ask(funding.CHAIN, level=("announced",))
    assert hidden.finding == "No firm award names a mineral under these filters, so no gap can be told"


def test_the_figure_of_the_chain_says_that_nothing_in_it_adds_up(ask):
    figure = ask(funding.CHAIN).draw()
    said = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations if note.name)
    assert "an award is whole at each stage it pays for and under each mineral it names" in said
    assert "an award that itself goes on to a later stage leaves no gap" in said


@pytest.mark.parametrize(
    "crossing", ["rare-earths|refining", "rare-earths|magnet", "lithium|battery", "gallium|mining"]
)
def test_a_crossing_opens_the_awards_that_its_cell_counts(ask, crossing):
    mineral, stage = crossing.split("|")
    row = ask(funding.CHAIN).table.set_index(["mineral_id", "stage"]).loc[(mineral, stage)]
    opened = ask(projects.CROSSING, crossing=crossing).table
    assert len(opened) == row["firm_awards"] + row["other_awards"] > 0
    assert set(opened["award_id"]) == {
        award["award_id"]
        for award in AWARDS
        if counts(award) and mineral in groups_of(award) and stage in STAGES[award["award_id"]]
    }


# Sentences ---------------------------------------------------------------------------------------------------------


def test_no_award_is_called_the_frameworks_doing_unless_a_row_says_so(ask):
    assert ask(funding_ties.DOING).finding == (
        "No award on record names the Framework; of six by both countries none is firm; "
        "firm money: $2.7 B since the signing, $7.7 B before it, $270 M undated"
    )
    assert ask(funding_ties.DOING, tie=("both countries",)).finding == (
        "No award here names the Framework; of six by both countries none is firm; no firm money of known amount"
    )
    rows = ask(funding_ties.DOING).table.copy()
    one = rows[(rows["commitment_level"] == "firm") & (rows["announced_when"] == "since the signing")].index[0]
    rows.loc[one, "tie"] = rows["tie"].cat.categories[0] if hasattr(rows["tie"], "cat") else "names the Framework"
    view = ask(funding_ties.DOING).view
    said = funding_ties.doing({"funding/ties": rows}, view)
    assert said.startswith("11 awards name the Framework ($2.7 B firm); of six by both countries none is firm")


def test_nothing_says_that_money_stands_behind_the_framework(ask):
    assert one_project.OVERVIEW.question == "How much public money goes to critical-mineral projects?"
    for cell in (*funding.PAGE, one_project.OVERVIEW):
        assert "behind" not in cell.question


def test_the_sentences_on_stages_are_no_artefacts_of_one_stage_an_award(ask):
    assert ask(funding.MONEY).finding == (
        "Firm money is $10.7 B, 38 % of it for refining; 1.7 times as much is only conditional"
    )
    assert "rare earths" not in ask(funding.CHAIN).finding
    assert ask(funding.MONEY, mineral=("rare-earths",)).finding == (
        "Firm money is $4.6 B, 60 % of it for several stages at once; $1.5 B more is only conditional"
    )


def test_joint_money_is_that_of_joint_awards_not_of_all_in_joint_projects(ask):
    assert ask(projects.JAPAN).finding == (
        "Tied to Japan: 6 joint projects (joint awards: $600 M announced); "
        "15 with a Japanese company ($3.4 B firm and $1.1 B conditional)"
    )
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
        if a["project_id"] in {one["project_id"] for one in narrowed(data, "u_ees", DAY)}
        and level(a) == "firm"
        and a["amount_usd"]
    ]
    words = PROJECTS[key]["name"]
    one = ask(funding.LEVELS, department="u_ees", q=words)
    assert one.finding.endswith("; choosing Earth & Env. Sciences narrows nothing")


@pytest.mark.parametrize("unit", UNITS[1:])
def test_the_reach_of_a_department_is_counted_from_the_file(ask, data, unit):
    row = ask(funding.LEVELS, department=unit).frames["funding/reach"].iloc[0]
    mine, everything = narrowed(data, unit, DAY), chosen()
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
    assert "For Chemistry: projects that serve a provision which concerns it." in shown
    assert "No money here was given to the department." in shown


# One definition of a count ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [{}, {"mineral": ("gallium",)}, {"department": "u_chem"}], ids=str)
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
