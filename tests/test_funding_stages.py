"""Which stages money pays for: each award once in a sum, whole at every stage in the chain, and what is a gap."""

from __future__ import annotations

from collections import defaultdict

import pytest
from funding_support import (
    AWARDS,
    DAYS,
    NAMES,
    STAGES,
    UNITS,
    added,
    ask,  # noqa: F401
    book,  # noqa: F401
    chosen,
    counts,
    data,  # noqa: F401
    group,
    groups_of,
    level,
    missing_to_none,
    narrowed,
)

from lodestone.answers import funding, projects
from lodestone.language import dollars

PROCESSING = ("mining", "separation", "refining", "metal and alloy", "magnet", "battery")
EARTHS = {
    "mining": {"separation"},
    "separation": {"refining", "metal and alloy"},
    "refining": {"magnet"},
    "metal and alloy": {"magnet"},
}


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
    assert found == added(narrowed(unit, day), group, level)


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


def test_a_slide_of_the_chain_shows_the_gaps_that_its_title_tells_of(ask):
    one = ask(funding.CHAIN)
    shown = one.draw("slide").layout.yaxis.ticktext
    assert len(shown) == 14
    assert set(one.table[one.table["gap"]]["mineral"]) <= set(shown)
    assert list(shown) == [mineral for mineral in dict.fromkeys(one.table["mineral"]) if mineral in shown]


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


def test_the_sentences_on_stages_are_no_artefacts_of_one_stage_an_award(ask):
    assert ask(funding.MONEY).finding == (
        "Firm money is $10.7 B, 38 % of it for refining; 1.7 times as much is only conditional"
    )
    assert "rare earths" not in ask(funding.CHAIN).finding
    assert ask(funding.MONEY, mineral=("rare-earths",)).finding == (
        "Firm money is $4.6 B, 60 % of it for several stages at once; $1.5 B more is only conditional"
    )
