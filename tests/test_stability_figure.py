"""The figure of ranks under many weightings: each entry's line, mark and words."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from lodestone.figures.base import SLIDE
from lodestone.figures.stability import MOST, rank_intervals
from lodestone.figures.tokens import DARK, LIGHT

WORDS = {
    "title": "Two entries stay in the top five under most weightings",
    "subtitle": "2,000 random weightings",
    "source_line": "Source: X · as of 22 Nov 2026",
}
RANKED = pd.DataFrame(
    {
        "label": ["B <b>bold</b> & co", "A", "C"],
        "rank_now": [2.0, 1.0, 3.5],
        "rank_low": [1.0, 1.0, 3.0],
        "rank_high": [6.0, 2.0, 18.0],
        "share_in_top": [0.93, 1.0, 0.001],
    }
)


def notes(figure) -> list[str]:
    return [html.unescape(re.sub(r"<[^>]+>", "", one.text)) for one in figure.layout.annotations]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("form", "width"), [("page", 340), ("page", 1000), ("slide", 1000)])
def test_each_entry_has_its_line_its_mark_and_its_words_best_first(tokens, form, width):
    figure = rank_intervals(RANKED, tokens=tokens, form=form, width=width, **WORDS).checked()
    lines, marks = figure.data
    assert list(marks.x) == [1, 2, 3.5]
    assert list(marks.y) == [0, 1, 2]
    assert list(lines.x) == [1, 2, None, 1, 6, None, 3, 18, None]
    said = notes(figure)
    assert [one for one in said if one in {"A", "B <b>bold</b> & co", "C"}] == ["A", "B <b>bold</b> & co", "C"]
    assert [one for one in said if one.endswith(" %")] == ["100 %", "93 %", "< 1 %"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "the best stands on top"
    assert figure.layout.xaxis.range[0] < 1
    assert figure.layout.xaxis.range[1] > 18
    assert figure.layout.paper_bgcolor == tokens.page
    assert figure.layout.title.text.replace("<br>", " ") == WORDS["title"]
    assert WORDS["source_line"] in said
    if form == "slide":
        assert (figure.layout.width, figure.layout.height) == SLIDE
    else:
        assert figure.layout.width == width


def test_no_more_than_fifteen_and_it_says_so():
    many = pd.concat([RANKED.assign(rank_now=RANKED["rank_now"] + 3 * step) for step in range(7)], ignore_index=True)
    figure = rank_intervals(many, tokens=LIGHT, form="page", **WORDS).checked()
    assert list(figure.data[1].x) == sorted(many["rank_now"])[:MOST]
    assert any(f"the first {MOST} of 21" in one for one in notes(figure))
    assert "of 3" not in " ".join(notes(rank_intervals(RANKED, tokens=LIGHT, form="page", **WORDS).checked()))


def test_a_label_is_cut_before_it_meets_its_line():
    long = RANKED.assign(
        label="Department of everything that has a very long name indeed: international partners and more"
    )
    for form, width in (("page", 340), ("page", 1000), ("slide", 1000)):
        figure = rank_intervals(long, tokens=LIGHT, form=form, width=width, **WORDS).checked()
        plot = figure.layout.width - figure.layout.margin.l - figure.layout.margin.r
        assert plot > figure.layout.width * 0.4
        assert sum(one.endswith("…") for one in notes(figure)) == 3


def test_nothing_to_rank_can_be_drawn():
    assert len(rank_intervals(RANKED.head(0), tokens=LIGHT, form="page", **WORDS).checked().data[1].x) == 0
