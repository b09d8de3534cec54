"""The agencies' figures and page: no label lies over another, and each view opens what it should."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from types import SimpleNamespace

import pytest
from agencies_support import FORMS, LINKS, ORGANIZATIONS, ask, book, data, facts, ids, known, page, shown, texts  # noqa: F401

from lodestone.answers import agencies
from lodestone.figures.base import SLIDE
from lodestone.figures.city_labels import place_labels
from lodestone.figures.city_maps import PANELS, land, split
from lodestone.figures.link_marks import BASES
from lodestone.figures.text import text_width
from lodestone.paths import here
from lodestone.screen import selection
from lodestone.screen.selection import clicked as picked

# The matrix --------------------------------------------------------------------------------------------------------


def marks_of(figure):
    return [trace for trace in figure.data if trace.mode == "markers"]


@pytest.mark.parametrize(("form", "width"), FORMS)
def test_every_link_has_one_mark_that_carries_its_organization(ask, form, width):
    figure = ask(agencies.MATRIX, width).draw(form)
    carried = Counter(name for trace in marks_of(figure) for name in trace.customdata)
    every = Counter(link["organization_id"] for link in LINKS if known(link))
    # A slide has room for those with most links only.
    assert carried == (every if form == "page" else Counter({one: count for one, count in every.items() if count > 1}))
    heights = {
        name: y
        for trace in figure.data
        if trace.mode == "text"
        for name, y in zip(trace.customdata, trace.y, strict=True)
    }
    for trace in marks_of(figure):
        assert all(heights[name] == y for name, y in zip(trace.customdata, trace.y, strict=True))
        places = list(zip(trace.x, trace.y, strict=True))
        assert len(set(places)) == len(places)
        assert picked([{"customdata": trace.customdata[0]}]) == trace.customdata[0]


def test_how_a_link_is_known_is_told_by_shape_and_colour(ask):
    looks = {
        (trace.marker.symbol, trace.marker.size, trace.marker.color, trace.marker.line.color)
        for trace in marks_of(ask(agencies.MATRIX).draw())
    }
    assert len(looks) == len(BASES) == 5
    assert (
        len({(basis.symbol, basis.hue) for basis in BASES.values()}) == len({one.symbol for one in BASES.values()}) == 5
    )


def test_an_official_stands_beside_every_row_or_is_said_to_be_missing(ask):
    figure = ask(agencies.MATRIX, 1440).draw()
    said = [text for trace in figure.data if trace.mode == "text" for text in trace.text]
    assert "Chris Wright, Secretary of Energy" in said
    held = {row["organization_id"] for row in facts("office_holders")}
    assert said.count("not recorded") == 44 - len(held)
    assert said.count("18 Feb 2026") == 4


@pytest.mark.parametrize("width", [1000, 1440])
def test_an_office_is_written_whole_or_not_at_all(ask, width):
    figure = ask(agencies.MATRIX, width).draw()
    said = {text.split(" + ")[0] for trace in figure.data if trace.mode == "text" for text in trace.text}
    holders = facts("office_holders")
    whole = {f"{row['person']}, {row['office']}".replace("&", "&amp;") for row in holders}
    beside = {one for one in said if any(one.startswith(row["person"]) for row in holders)}
    assert len(beside) > 10
    assert beside <= whole | {row["person"] for row in holders}


@pytest.mark.parametrize(("form", "width"), FORMS)
def test_rows_and_heads_of_the_matrix_have_room(ask, form, width):
    figure = ask(agencies.MATRIX, width).draw(form)
    names = next(trace for trace in figure.data if trace.mode == "text")
    size = names.textfont.size
    assert size >= 12
    for x in set(names.x):
        heights = sorted(y for at, y in zip(names.x, names.y, strict=True) if at == x)
        assert min(b - a for a, b in itertools.pairwise(heights)) >= size
    assert max(text_width(shown(text), size, bold=True) for text in names.text) < min(names.x)
    top, bottom = figure.layout.yaxis.range[1], figure.layout.yaxis.range[0]
    assert all(top < y < bottom - 4 for y in names.y), "nothing falls off the figure"
    heads = [note for note in figure.layout.annotations if note.yanchor == "bottom" and note.xref == "x"]
    spans = []
    for note in heads:
        lines = note.text.split("<br>")
        # On a slide the number below a long title tells the rest of it.
        assert form == "slide" or not any("…" in line for line in lines), "no title is cut"
        assert max(text_width(shown(line), note.font.size) for line in lines) <= note.y, "no head stands out above"
        half = (note.font.size + 15.6 * (len(lines) - 1)) / 2
        spans.append((note.x - half, note.x + half))
    assert all(a[1] <= b[0] + 0.5 for a, b in itertools.pairwise(sorted(spans)))
    numbers = sorted(
        (note.x, text_width(shown(note.text), 11, bold=True))
        for note in figure.layout.annotations
        if re.fullmatch(r"<b>P\d\d</b>", note.text or "")
    )
    assert all(a[0] + a[1] / 2 < b[0] - b[1] / 2 for a, b in itertools.pairwise(numbers))


def test_a_slide_has_its_size_and_shows_those_with_most_links(ask):
    figure = ask(agencies.MATRIX).draw("slide")
    assert (figure.layout.width, figure.layout.height) == SLIDE
    names = [trace for trace in figure.data if trace.mode == "text"]
    many = Counter(link["organization_id"] for link in LINKS if known(link))
    assert {name for trace in names for name in trace.customdata} == {name for name in many if many[name] >= 2}
    assert any("with 2 or more provisions" in (note.text or "") for note in figure.layout.annotations), "and says which"
    heads = {note.text for note in figure.layout.annotations if re.fullmatch(r"<b>P\d\d</b>", note.text or "")}
    assert heads == {f"<b>{link['provision_id']}</b>" for link in LINKS if many[link["organization_id"]] >= 2}, (
        "provisions without a link are left out"
    )


def test_the_opened_organization_is_marked(ask):
    assert not ask(agencies.MATRIX).draw().layout.shapes
    figure = ask(agencies.MATRIX, organization="us-usgs").draw()
    band = figure.layout.shapes[0]
    names = next(trace for trace in figure.data if trace.mode == "text")
    at = list(names.customdata).index("us-usgs")
    assert band.y0 < names.y[at] < band.y1
    assert names.text[at] == "<b>USGS</b>"


# The map -----------------------------------------------------------------------------------------------------------


def boxes(figure, axis):
    """The rectangles of all words and marks of one map, worked out from what is drawn."""
    found = []
    for trace in figure.data:
        if (trace.xaxis or "x") != axis or not len(trace.x):
            continue
        if "text" in trace.mode:
            for x, y, text in zip(trace.x, trace.y, trace.text, strict=True):
                tall = trace.textfont.size * 1.15 / 2
                found.append(
                    (
                        shown(text),
                        x,
                        y - tall,
                        x + text_width(shown(text), trace.textfont.size, "<b>" in text),
                        y + tall,
                    )
                )
        elif trace.mode == "markers":
            for x, y, size in zip(trace.x, trace.y, trace.marker.size, strict=True):
                found.append(("mark", x - size / 2, y - size / 2, x + size / 2, y + size / 2))
    return [one for one in found if one[0]]


@pytest.mark.parametrize(("form", "width"), [*FORMS, ("page", 340)])
@pytest.mark.parametrize("values", [{}, {"kind": ("bank", "cabinet department")}, {"seat": ("Japan",)}], ids=str)
def test_no_label_of_the_map_lies_over_another_or_outside(ask, form, width, values):
    figure = ask(agencies.PLACES, width, **values).draw(form)
    for axis, layout in (("x", figure.layout.xaxis), ("x2", figure.layout.xaxis2)):
        words = boxes(figure, axis)
        assert words
        labels = [one for one in words if one[0] != "mark"]
        for a, b in itertools.combinations(words, 2):
            if a[0] == b[0] == "mark":
                continue
            apart = a[3] <= b[1] or b[3] <= a[1] or a[4] <= b[2] or b[4] <= a[2]
            assert apart, (a, b)
        assert all(layout.range[0] <= one[1] and one[3] <= layout.range[1] for one in labels)
        vertical = figure.layout.yaxis if axis == "x" else figure.layout.yaxis2
        assert all(vertical.range[0] <= one[2] and one[4] <= vertical.range[1] - 20 for one in labels), (
            "below the heading"
        )


def test_the_map_names_every_organization_it_draws_with_a_count_for_each_city(ask):
    figure = ask(agencies.PLACES, 1440).draw()
    words = " ".join(one[0] for axis in ("x", "x2") for one in boxes(figure, axis))
    for row in ORGANIZATIONS.values():
        assert (row["short_name"] in words) == (row["city"] not in {"", "Ames"}), row["short_name"]
    assert "Washington, DC · 11" in words
    assert "Tokyo · 4" in words


def test_the_map_of_organizations_without_a_seat_on_record_is_drawn_and_says_so(ask):
    answer = ask(agencies.PLACES, 1440, seat=("Multilateral",))
    assert answer.finding == "No seat is recorded for any of 2 organizations"
    assert [trace.name for trace in answer.draw().data if trace.mode == "markers" and len(trace.x)] == []


def test_too_many_names_give_way_to_their_number(ask):
    rows = ask(agencies.PLACES).table
    here_ = split(rows)[0][0]
    many = here_.loc[here_.index.repeat(30)]
    labels = place_labels(many, PANELS[0], 330, 330)
    assert labels
    for upper, lower in itertools.pairwise(labels):
        assert upper.bottom >= lower.top
    assert labels[0].top <= 165
    assert labels[-1].bottom >= -165


def test_outlines_are_our_own_and_keep_to_the_map():
    for panel in PANELS:
        rings = land(here().data / "basemap" / f"{panel.outlines}.geojson", panel)
        assert len(rings) > 5
        far = max(abs(x) for ring in rings for x, _ in ring)
        assert 500 < far < 1000, "enough for a wide window, and not the whole country"
        assert all(ring[0] == ring[-1] for ring in rings)


# On screen ---------------------------------------------------------------------------------------------------------


def test_the_page_opens_with_both_views_and_their_tables():
    at = page()
    assert not at.exception
    assert not at.error
    assert not at.warning
    assert [one.value for one in at.title] == ["Agencies"]
    assert len(at.get("plotly_chart")) == 2
    assert [len(table.value) for table in at.dataframe] == [44, 23, 44]
    assert "Choose an organization above" in texts(at)


def test_an_address_opens_an_organization_by_its_short_name():
    at = page(organization="usgs")
    assert not at.exception
    assert not at.warning
    said = texts(at)
    assert "## U.S. Geological Survey" in said
    assert "Ned Mamula" in said
    assert "as of 18 Nov 2025" in said
    assert "well placed for the mapping clause" in said
    assert "event of 7 Nov 2025: Final U.S. critical minerals list" in said
    assert "**Earth & Env. Sciences** · natural owner" in said
    assert "**Ask first:** Once Federal Relations knows: does the" in said
    assert "Possible, but thin: Business School (Owen), Civil & Environmental Eng.," in said
    assert "Asian Studies" not in said
    assert "part of Interior" in said
    assert len(at.get("plotly_chart")) == 3
    assert next(one.value for one in at.selectbox if one.key == "filter_organization") == "us-usgs"


@pytest.mark.parametrize("key", ["jp-jst", "us-regulators", "bi-rrg", "us-doe"])
def test_an_organization_with_little_on_record_opens_too(key):
    address = re.sub(r"[^a-z0-9]+", "-", ORGANIZATIONS[key]["short_name"].lower()).strip("-")
    at = page(organization=address)
    assert not at.exception
    assert f"## {ORGANIZATIONS[key]['name']}" in texts(at)


def test_an_organization_stays_open_when_the_filters_hide_it():
    at = page(organization="usgs", seat="japan")
    assert "## U.S. Geological Survey" in texts(at)
    assert next(len(table.value) for table in at.dataframe) == 16


def test_choosing_in_the_box_opens_and_is_in_the_address():
    at = page()
    next(one for one in at.selectbox if one.key == "filter_organization").set_value("jp-meti").run()
    assert "## Ministry of Economy, Trade and Industry" in texts(at)
    assert at.query_params["organization"] in ("meti", ["meti"])


def test_filters_that_leave_nothing_say_so():
    at = page(q="zzzz nothing")
    assert not at.exception
    assert "**No organization fits these filters**" in texts(at)
    assert "Looked for:" in texts(at)
    assert not at.get("plotly_chart")
    # Whom to ask first does not hang on the search, and says so.
    assert [len(table.value) for table in at.dataframe] == [23]
    assert "Not narrowed by the search" in texts(at)


def test_a_picked_mark_is_read_under_the_key_of_its_figure_and_opens_what_it_names(monkeypatch):
    key = f"figure_page_{agencies.MATRIX.key.replace('/', '-')}"
    assert page().get("plotly_chart")[0].proto.id.endswith(f"-{key}")
    opened = []
    picked = SimpleNamespace(selection=SimpleNamespace(points=[{"customdata": ["us-doe"]}]))
    monkeypatch.setattr(selection.st, "session_state", {key: picked})
    monkeypatch.setattr(selection, "set_value", lambda name, value: opened.append((name, value)))
    selection.figure_options(key, "organization")["on_select"]()
    assert opened == [("organization", "us-doe")]
