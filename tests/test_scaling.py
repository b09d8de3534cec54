"""A figure shown larger: what is measured in pixels grows, what is data stays where it was."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest
from exports_support import request

from lodestone.answers.catalogue import CELLS
from lodestone.figures.scaling import scaled

FIGURES = [one for one in CELLS if one.figure is not None and not one.needs]


def small() -> go.Figure:
    figure = go.Figure(
        [
            go.Scatter(
                x=[1, 2],
                y=[3, 4],
                mode="markers+text",
                text=["a", "b"],
                textfont={"size": 12},
                marker={"size": [10, 20], "line": {"width": 1.5}},
            ),
            go.Bar(x=[5], y=[6], width=[0.5], offset=-0.25, marker={"pattern": {"size": 7}}),
        ]
    )
    figure.update_layout(
        width=100,
        height=50,
        margin={"l": 10, "r": 2, "t": 4, "b": 6},
        title={"font": {"size": 22}},
        xaxis={"range": [0, 9], "tickfont": {"size": 13}, "ticklabelstandoff": 3},
        legend={"entrywidth": 40},
    )
    figure.add_annotation(text="n", x=2, y=3, xshift=5, yshift=-7, font={"size": 8})
    figure.add_annotation(text="<span style='color:#5F5B54;font-size:13px'>17 of 23 known, 13px</span>", x=1, y=1)
    figure.add_shape(type="line", x0=0, x1=9, y0=2, y1=2, line={"width": 2})
    figure.add_shape(
        type="circle", xsizemode="pixel", ysizemode="pixel", xanchor=1, yanchor=3, x0=-4, x1=4, y0=-4, y1=4
    )
    figure.add_shape(type="path", xsizemode="pixel", ysizemode="pixel", xanchor=1, yanchor=3, path="M-3,2.5 L4,-1 Z")
    return figure


def test_letters_marks_lines_and_margins_grow():
    grown = scaled(small(), 2)
    layout = grown.layout
    assert (layout.width, layout.height, layout.margin.l, layout.margin.b) == (200, 100, 20, 12)
    assert (layout.title.font.size, layout.xaxis.tickfont.size, layout.xaxis.ticklabelstandoff) == (44, 26, 6)
    assert layout.legend.entrywidth == 80
    assert (layout.annotations[0].xshift, layout.annotations[0].yshift, layout.annotations[0].font.size) == (
        10,
        -14,
        16,
    )
    assert tuple(grown.data[0].marker.size) == (20, 40)
    assert (grown.data[0].marker.line.width, grown.data[0].textfont.size) == (3, 24)
    assert layout.shapes[0].line.width == 4


def test_letters_sized_inside_a_text_grow_with_it():
    assert (
        scaled(small(), 2).layout.annotations[1].text
        == "<span style='color:#5F5B54;font-size:26.0px'>17 of 23 known, 13px</span>"
    )


def test_data_stays():
    before, grown = small(), scaled(small(), 2)
    assert (tuple(grown.data[0].x), tuple(grown.data[0].y)) == ((1, 2), (3, 4))
    assert (tuple(grown.data[1].width), grown.data[1].offset, grown.data[1].marker.pattern.size) == ((0.5,), -0.25, 7)
    assert tuple(grown.layout.xaxis.range) == (0, 9)
    assert (grown.layout.annotations[0].x, grown.layout.shapes[0].x1) == (2, 9)
    assert before == small(), "the figure given is not changed"


def test_shapes_measured_in_pixels_grow_about_their_anchor():
    _, circle, path = scaled(small(), 1.5).layout.shapes
    assert (circle.x0, circle.x1, circle.y0, circle.y1, circle.xanchor) == (-6, 6, -6, 6, 1)
    assert path.path == "M-4.50,3.75 L6.00,-1.50 Z"


@pytest.mark.parametrize("one", FIGURES, ids=[one.key for one in FIGURES])
def test_every_figure_of_the_notebook_can_grow_and_shrink(warehouse, one):
    answer = request(warehouse).answer(one)
    if answer.blank:
        pytest.skip("nothing to draw without a choice")
    figure = answer.draw("slide")
    for factor in (0.6, 1.4):
        grown = scaled(figure, factor)
        assert grown.layout.width == pytest.approx(figure.layout.width * factor)
        assert [trace.type for trace in grown.data] == [trace.type for trace in figure.data]
