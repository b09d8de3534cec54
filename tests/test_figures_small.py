"""Bars and provision marks: the numbers drawn are those of the rows, nothing is lost at any size, zero is said."""

from __future__ import annotations

import html
import re
from datetime import date

import pandas as pd
import pytest

from lodestone.figures.bars import before_after_bars, movement_bars, share_bars
from lodestone.figures.base import SLIDE, WIDTH, config
from lodestone.figures.provisions import SEEN, provision_marks
from lodestone.figures.text import text_width
from lodestone.figures.tokens import DARK, LIGHT

TITLE = "Investment drew most events since the signing; none on permitting, investment security and geoscience at all"
WORDS = {"title": TITLE, "subtitle": "All pillars", "source_line": "Source: X · as of 22 Nov 2026"}
MOVED = pd.DataFrame(
    {
        "pillar": ["Investment", "Markets <and> pricing", "Permitting"],
        "events": pd.array([25, 3, 0], dtype="Int64"),
        "others": pd.array([4, 0, 2], dtype="Int64"),
        "last_date": [date(2026, 6, 3), date(2026, 1, 14), None],
        "last_label": ["CHIPS deals", "Talks & <b>more</b>", None],
    }
)
SIDES = pd.DataFrame(
    {"lane": ["Funding", "Deadlines", "Stockpile"], "before": [6, 0, 1], "after": [16, 2, 0], "joint": [5, 0, 0]}
)
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def shown(text: str) -> str:
    """The characters a reader sees of a Plotly text."""
    return html.unescape(re.sub(r"<[^>]+>", "", text.replace("<br>", " ")))


def notes(figure) -> list[str]:
    return [shown(note.text) for note in figure.layout.annotations]


def marks(rows=None, **options):
    return provision_marks(
        provisions() if rows is None else rows, **{"opened": None, "tokens": LIGHT, "form": "page"} | WORDS | options
    ).checked()


def provisions() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "provision_id": ["P00", "P01", "P06", "P07", "P15"],
            "title": ["Shared aims", "Secure <supply>", "Ministerial", "Permits", "Monitoring"],
            "pillar": ["Supply security", "Supply security", "Investment", "Permitting", "General provisions"],
            "text_seen": ["full", "near-full", "near-full", "summary only", "brief only"],
            "status": [None, None, "no public evidence", None, None],
            "events": pd.array([0, 9, 1, 0, 0], dtype="Int64"),
        }
    )


@pytest.mark.parametrize("width", [640, 700, 1000, 1440])
def test_the_words_behind_a_bar_stay_inside_the_figure(width):
    rows = MOVED.assign(last_label=["Quad framework, up to $20 billion", "Talks", None])
    figure = movement_bars(rows, tokens=LIGHT, form="page", width=width, **WORDS).checked()
    margin, most = figure.layout.margin, figure.layout.xaxis.range[1]
    for number, words in zip(figure.data[0].x, figure.data[0].text, strict=True):
        starts = (width - margin.l - margin.r) * number / most
        assert starts + text_width(shown(words), figure.data[0].textfont.size) <= width - margin.l


@THEMES
@pytest.mark.parametrize("form", ["page", "slide", "card"])
def test_movement_bars_are_as_long_as_the_counts(tokens, form):
    figure = movement_bars(MOVED, tokens=tokens, form=form, **WORDS).checked()
    assert list(figure.data[0].x) == [25, 3, 0]
    assert list(figure.data[0].y) == ["Investment", "Markets <and> pricing", "Permitting"]
    assert figure.layout.xaxis.range[0] == 0, "a bar cut off at its foot lies"
    assert figure.layout.xaxis.range[1] > 25
    assert figure.layout.paper_bgcolor == tokens.page
    assert [shown(text).split(" ")[0] for text in figure.data[0].text] == ["25", "3", "none"]


def test_a_movement_bar_names_the_last_event_and_zero_says_so():
    texts = [shown(text) for text in movement_bars(MOVED, tokens=LIGHT, form="page", **WORDS).checked().data[0].text]
    assert texts == [
        "25 · 4 others · last: CHIPS deals, 3 Jun 2026",
        "3 · last: Talks & <b>more</b>, 14 Jan 2026",
        "none · 2 others",
    ]
    small = [shown(text) for text in movement_bars(MOVED, tokens=LIGHT, form="card", **WORDS).checked().data[0].text]
    assert small == ["25 · 4 others", "3", "none · 2 others"]


def test_movement_without_any_event_can_be_drawn():
    nothing = pd.array([0, 0, 0], dtype="Int64")
    silent = MOVED.assign(events=nothing, others=nothing, last_label=None, last_date=None)
    figure = movement_bars(silent, tokens=LIGHT, form="page", **WORDS).checked()
    assert {shown(text) for text in figure.data[0].text} == {"none on record"}
    assert figure.layout.xaxis.range[1] > 0


def test_bars_before_and_since_are_told_apart_by_word_and_by_fill():
    figure = before_after_bars(SIDES, tokens=LIGHT, form="page", **WORDS).checked()
    before, since = figure.data
    assert (list(before.x), list(since.x)) == ([6, 0, 1], [16, 2, 0])
    assert [shown(text) for text in before.text] == ["6 up to it", "none up to it", "1 up to it"]
    assert [shown(text) for text in since.text] == ["16 since · 5 by both", "2 since", "none since"]
    assert before.marker.color == LIGHT.page, "outlined"
    assert before.marker.line.width > 0
    assert since.marker.color == LIGHT.ink
    assert before.offset + before.width <= since.offset, "the two bars of a row do not overlap"


def test_share_bars_show_the_number_with_a_separator_and_the_note():
    rows = pd.DataFrame({"trust": ["primary", "weak"], "sources": [1991, 7]})
    figure = share_bars(
        rows, label="trust", value="sources", notes=["· <none> read", "· 7 read"], tokens=LIGHT, form="page", **WORDS
    ).checked()
    assert [shown(text) for text in figure.data[0].text] == ["1,991 · <none> read", "7 · 7 read"]
    assert list(figure.data[0].x) == [1991, 7]


@pytest.mark.parametrize(
    "draw",
    [
        lambda **o: movement_bars(MOVED, **o).checked(),
        lambda **o: before_after_bars(SIDES, **o).checked(),
        lambda **o: provision_marks(provisions(), opened=None, **o).checked(),
    ],
    ids=["movement", "before and after", "marks"],
)
class TestEveryFigure:
    def test_a_slide_has_the_slide_s_size_and_all_its_words(self, draw):
        figure = draw(tokens=LIGHT, form="slide", **WORDS)
        assert (figure.layout.width, figure.layout.height) == SLIDE
        assert shown(figure.layout.title.text) == TITLE
        assert {"All pillars", "Source: X · as of 22 Nov 2026"} <= set(notes(figure))

    @pytest.mark.parametrize("width", [340, 1000, 1440])
    def test_on_a_page_it_is_as_wide_as_asked_and_its_title_wraps(self, draw, width):
        figure = draw(tokens=LIGHT, form="page", width=width, **WORDS)
        assert figure.layout.width == width
        assert shown(figure.layout.title.text) == TITLE
        lines = figure.layout.title.text.count("<br>") + 1
        assert lines >= (3 if width == 340 else 1)
        assert figure.layout.margin.t >= 29 * lines, "the title has the room its lines need"

    def test_text_in_the_words_is_no_markup(self, draw):
        figure = draw(tokens=LIGHT, form="page", title="<b>x</b> & y", subtitle="<i>", source_line="a<br>b")
        assert figure.layout.title.text == "&lt;b&gt;x&lt;/b&gt; &amp; y"
        assert {"<i>", "a<br>b"} <= {html.unescape(note.text) for note in figure.layout.annotations}
        assert not any("<i>" in note.text for note in figure.layout.annotations)


def test_a_card_is_small_and_leaves_the_words_to_the_card():
    figure = movement_bars(MOVED, tokens=LIGHT, form="card", **WORDS).checked()
    assert figure.layout.height <= 40 * len(MOVED)
    assert not figure.layout.title.text
    assert not figure.layout.annotations


@pytest.mark.parametrize("size", [(1440, 810), SLIDE, (WIDTH, 1200)])
def test_a_download_is_1920_px_wide_and_offers_nothing_else(size):
    settings = config("lodestone-x", size)
    picture = settings["toImageButtonOptions"]
    assert picture["width"] * picture["scale"] == pytest.approx(1920)
    if size[1] != 1200:
        assert picture["height"] * picture["scale"] == pytest.approx(1080, abs=0.5)
    assert settings["modeBarButtons"] == [["toImage"]]
    assert settings["topojsonURL"].startswith("./"), "never from another host"


# Provision marks -------------------------------------------------------------------------------------------------


@THEMES
@pytest.mark.parametrize("form", ["page", "slide"])
def test_every_provision_has_one_mark_in_the_row_of_its_pillar(tokens, form):
    figure = marks(tokens=tokens, form=form)
    drawn = {(name, row) for trace in figure.data for name, row in zip(trace.customdata, trace.y, strict=True)}
    assert drawn == set(zip(provisions()["provision_id"], provisions()["pillar"], strict=True))
    assert sorted(text for trace in figure.data for text in trace.text) == ["00", "01", "06", "07", "15"]
    places = [(x, y) for trace in figure.data for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(set(places)) == len(places), "no mark hides another"


def test_how_much_was_read_is_told_by_shape_or_fill_and_in_the_legend():
    figure = marks()
    looks = {trace.name: (trace.marker.symbol, trace.marker.color, trace.marker.line.color) for trace in figure.data}
    assert list(looks) == ["read in full", "read nearly in full", "read in summary", "seen in the brief only"]
    assert len(set(looks.values())) == len(SEEN) == 4
    assert looks["seen in the brief only"][0] == "circle", "not colour alone"
    assert figure.layout.showlegend


def test_the_opened_provision_has_a_ring_where_its_mark_stands():
    figure = marks(opened="P06")
    ring = figure.data[-1]
    mark = next(trace for trace in figure.data if trace.customdata and "P06" in trace.customdata)
    where = list(mark.customdata).index("P06")
    assert (ring.x[0], ring.y[0]) == (mark.x[where], mark.y[where])
    assert ring.marker.symbol == "square-open"
    assert ring.marker.size > mark.marker.size
    assert len(marks(opened="P99").data) == len(marks().data), "a provision that is filtered away has no ring"


def test_what_hovers_over_a_mark_says_title_reading_clock_and_events():
    hover = {
        name: shown(text.replace("<br>", " | ").replace("<extra></extra>", ""))
        for trace in marks().data
        for name, text in zip(trace.customdata, trace.hovertemplate, strict=True)
    }
    assert hover["P06"] == (
        "P06 Ministerial | read nearly in full | clock: no public evidence"
        " | 1 event by both countries since the signing"
    )
    assert hover["P01"] == "P01 Secure <supply> | read nearly in full | 9 events by both countries since the signing"


def test_titles_stand_beside_the_marks_of_their_pillar():
    beside = {note.y: shown(note.text) for note in marks().layout.annotations if note.y in set(provisions()["pillar"])}
    assert beside == {
        "Supply security": "Shared aims · Secure <supply>",
        "Investment": "Ministerial",
        "Permitting": "Permits",
        "General provisions": "Monitoring",
    }
