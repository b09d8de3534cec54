"""What a figure must not do to what it shows: stretch land, run levels together, cut a name, leave its frame."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from exports_support import request

from lodestone.answers import atlas, funding, one_mineral_ties, opportunities
from lodestone.figures.text import safe_width


@pytest.mark.parametrize("form", ["page", "slide"])
def test_the_map_of_an_opened_mineral_is_true_to_shape(warehouse, form):
    layout = request(warehouse, element="gallium").answer(one_mineral_ties.SITES).draw(form).layout
    down, across = layout.height - layout.margin.t - layout.margin.b, layout.width or 0
    (south, north), (west, east) = layout.yaxis.range, layout.xaxis.range
    assert down > 250
    if form == "page":
        # As wide as its place: a degree to the north stays as long as one to the east.
        assert (layout.yaxis.scaleanchor, layout.yaxis.scaleratio) == ("x", pytest.approx(1, rel=0.02))
    else:
        across -= layout.margin.l + layout.margin.r
        assert down / (north - south) == pytest.approx(across / (east - west), rel=0.02)


@pytest.mark.parametrize("form", ["page", "slide", "paper"])
def test_stacked_marks_of_one_level_stay_within_it(warehouse, form):
    answer = request(warehouse).answer(opportunities.QUADRANTS)
    figure = answer.draw(form)
    # Every other level has a ground of its own.
    grounds = [(shape.y0, shape.y1) for shape in figure.layout.shapes if shape.type == "rect"]
    assert grounds == [(0.5, 1.5), (2.5, 3.5)]
    level = {f"{row.unit_id}|{row.pillar}": row.readiness for row in answer.frames["opportunities/matrix"].itertuples()}
    marks = figure.data[0]
    assert {round(y) for y in marks.y} == set(level.values())
    for key, y in zip(marks.customdata, marks.y, strict=True):
        assert level[key] - 0.5 < y < level[key] + 0.5


def test_a_name_on_paper_is_not_cut_where_no_mark_is_in_its_way(warehouse):
    answer = request(warehouse).answer(opportunities.QUADRANTS)
    names = [note.text for note in answer.draw("paper").layout.annotations]
    assert "Business School (Owen): supply security" in names
    assert not [name for name in names if name.endswith("…")]


@pytest.mark.parametrize("form", ["page", "slide", "deck"])
def test_a_formula_stays_within_its_tile(warehouse, form):
    figure = request(warehouse).answer(atlas.TABLE).draw(form)
    tiles = next(one for one in figure.data if one.name == "listed minerals")
    for text in tiles.text:
        symbol = re.sub(r"<[^>]+>", " ", text).split()[0]
        size = re.search(r"font-size:([0-9.]+)px", text)
        drawn = float(size.group(1)) if size else tiles.textfont.size
        # Letters are taken somewhat wider than they are: at most into the gap of four between tiles.
        assert safe_width(symbol, drawn, bold="<b>" in text) <= tiles.marker.size + 5, symbol
        assert drawn >= 11


def test_heads_of_three_lines_keep_clear_of_what_stands_above(warehouse):
    answer = request(warehouse).answer(funding.CHAIN)
    lifted = {}
    for window in ("medium", "small"):
        drawn = answer.cell.figure(answer.frames, replace(answer.view, window=window), answer.words, "page").checked()
        lines = max(text.count("<br>") for text in drawn.layout.xaxis.ticktext)
        lifted[lines] = next(note.yshift for note in drawn.layout.annotations if note.name == "subtitle")
    assert set(lifted) == {0, 2}
    assert lifted[2] - lifted[0] == 17


def test_names_of_marks_one_above_the_other_are_a_line_apart(warehouse):
    figure = request(warehouse).answer(opportunities.QUADRANTS).draw()
    layout = figure.layout
    low, high = layout.yaxis.range
    step = (layout.height - layout.margin.t - layout.margin.b) / (high - low)
    heights = sorted({round(note.y * step + note.yshift, 3) for note in layout.annotations if note.font.size == 11})
    assert len(heights) > 3
    # Letters of 11 px, as of the names, need a line of 13 px.
    assert all(above - below >= 13 for below, above in pairwise(heights))
