"""What is kept for several views is what each of them would have made by itself."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from pages_support import view
from plotly.io import to_json
from questions_support import fresh_engine

from lodestone.answers import atlas, board, disruption, funding, projects, timeline
from lodestone.cells.followed import Followed
from lodestone.filters import View
from lodestone.page_list import entry

DAY = date(2026, 11, 22)
# One thing changed after the other, as readers do: some bear on a cell, some on its words alone, some on nothing.
STEPS = (
    {},
    {"project": "5e-boron"},
    {"region": "tennessee"},
    {"by": "stage"},
    {"department": "u_chem"},
    {"department": "u_ees"},
    {"mineral": ("gallium",)},
    {"priorities": (1, 2, 3, 4, 5)},
    {"indicator": "concentration"},
    {"supplier": ("China", "Canada"), "cut": (40,), "months": (3,)},
    {"status": ("overdue",)},
    {"request": date(2026, 11, 10)},
    {"as_of": date(2026, 3, 1)},
    {},
)
CELLS = (funding.FLOW, projects.PLACES, board.RANKING, disruption.LOST, atlas.TABLE, timeline.CLOCKS)


def read_in_turn(seen: View) -> tuple[object, ...]:
    """Looks at one value, and what that is decides at what else."""
    first = seen.values.get("q")
    if first == "all":
        return tuple(sorted((name, value) for name, value in seen.values.items() if value))
    if first == "any":
        return ("any", "brief" in seen.values)
    return first, seen.values.get("brief" if first else "partner"), seen.values["as_of"]


def test_whatever_is_looked_at_in_turn_each_view_gets_its_own_result():
    kept: Followed[tuple[object, ...]] = Followed(64)
    chance, made = random.Random(7), []

    def work(seen: View) -> tuple[object, ...]:
        made.append(1)
        return read_in_turn(seen)

    for _ in range(400):
        values = {name: chance.choice((None, "", "all", "any", "x")) for name in ("q", "brief", "partner", "cell")}
        asked = View({"as_of": DAY} | {name: one for name, one in values.items() if one is not None})
        assert kept.get("owner", "key", asked, work) == read_in_turn(asked)
    assert len(made) < 400


def test_what_was_not_looked_at_makes_no_second_result():
    kept: Followed[object] = Followed(8)
    asked = View({"as_of": DAY, "q": "x", "project": "a"})

    def work(seen: View) -> object:
        return object() if seen.values["q"] else None

    first = kept.get("owner", "key", asked, work)
    assert kept.get("owner", "key", replace(asked, values=asked.values | {"project": "b"}), work) is first
    assert kept.get("owner", "key", replace(asked, values=asked.values | {"q": "y"}), work) is not first
    assert kept.get("owner", "other", asked, work) is not first
    assert kept.get("another", "key", asked, work) is not first
    assert kept.get("owner", "key", replace(asked, theme="dark"), work) is not first
    assert kept.get("owner", "key", asked, work) is first


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.key)
def test_each_answer_after_those_of_other_views_is_the_one_made_anew(cell, warehouse):
    shared = fresh_engine()
    for step in STEPS:
        if not set(step) <= {*entry(cell.page).filters}:
            continue
        asked, other = view(cell.page, warehouse, **step), fresh_engine()
        # Rows of questions are kept by exactly the parameters that each takes; all else is made anew.
        other.library = shared.library
        kept, anew = (made.answer(warehouse, cell, asked) for made in (shared, other))
        assert kept.view.state == asked.state
        assert (kept.finding, kept.words, kept.reach, kept.alt) == (anew.finding, anew.words, anew.reach, anew.alt)
        for name, frame in kept.frames.items():
            assert frame.equals(anew.frames[name]), step
        assert kept.sources.equals(anew.sources)
        if not anew.blank:
            figure = cell.figure(anew.frames, asked, anew.words, "page").checked()
            assert to_json(kept.draw(), validate=False) == to_json(figure, validate=False), step
