"""Figures of the money and the page: marks carry ids, levels look apart, a project opens, hostility finds nothing."""

from __future__ import annotations

import itertools
import re

import pandas as pd
import pytest
from funding_support import AWARDS, PROJECTS, ask, book, data  # noqa: F401
from pages_support import page, texts

from lodestone.answers import funding, funding_ties, projects
from lodestone.figures.base import SLIDE
from lodestone.figures.money import LEVELS, whole
from lodestone.figures.money_map import REGIONS, on_map
from lodestone.figures.text import safe_width, text_width
from lodestone.language import dollars

CELLS = [funding_ties.DOING, funding.MONEY, funding.FLOW, funding.CHAIN, projects.PLACES, projects.TIME]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (10_675_750_000, "$10.7 B"),
        (620_000_000, "$620 M"),
        (999_600_000, "$1.0 B"),
        (9_200_000, "$9.2 M"),
        (3_000_000, "$3 M"),
        (None, "amount not published"),
        (pd.NA, "amount not published"),
    ],
)
def test_dollars_are_written_as_people_say_them(amount, said):
    assert dollars(amount) == said


def test_ticks_have_no_needless_decimals():
    assert [whole(one) for one in (0, 5e8, 5e9, 2.5e9)] == ["$0", "$500 M", "$5 B", "$2.5 B"]


@pytest.mark.parametrize("form", ["page", "slide"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("cell", CELLS, ids=lambda one: one.key)
def test_every_figure_is_drawn_with_its_words_inside(ask, cell, form, theme):
    one = ask(cell, theme=theme)
    figure = one.draw(form)
    assert figure.layout.title.text.replace("<br>", " ") == one.finding
    names = {note.name: note.text for note in figure.layout.annotations if note.name}
    assert "as of 22 Nov 2026" in names["foot"].replace("<br>", " ")
    assert "No filter" in names["subtitle"].replace("<br>", " ")
    if form == "slide":
        assert (figure.layout.width, figure.layout.height) == SLIDE
    assert one.alt.startswith(one.finding)
    assert len(one.alt) > len(one.finding) + 60, "the figure in words, not its title alone"


@pytest.mark.parametrize(
    "values",
    [
        {"stage": ("magnet",)},
        {"level": ("announced",)},
        {"q": "lynas"},
        {"year": ("undated",)},
        {"mineral": ("tantalum",)},
        {"project": "lynas", "crossing": "rare-earths|mining"},
    ],
    ids=str,
)
@pytest.mark.parametrize("cell", CELLS, ids=lambda one: one.key)
def test_few_rows_can_be_drawn_too(ask, cell, values):
    one = ask(cell, **values)
    if not one.blank:
        figure = one.draw("page")
        assert figure.data or "No award here has a recorded day" in str(figure.layout.annotations)


def test_levels_look_apart_without_colour(ask):
    bars = [trace for trace in ask(funding.MONEY).draw().data if trace.type == "bar"]
    looks = {}
    for trace in bars:
        level = trace.customdata[0].split("|")[1]
        looks.setdefault(level, set()).add((trace.marker.pattern.shape or "", bool(trace.marker.line.width)))
    assert looks == {
        "firm": {("", False)},
        "conditional": {("/", True)},
        "indicative": {("", True)},
        "announced": {(".", True)},
    }
    assert (
        len({look.symbol for look in LEVELS.values()}) == len(LEVELS) == len({look.glyph for look in LEVELS.values()})
    )


def test_the_panels_share_one_scale_and_add_up_to_the_sums(ask):
    figure = ask(funding.MONEY).draw()
    axes = [figure.layout.xaxis, figure.layout.xaxis2, figure.layout.xaxis3]
    scales = [(axis.domain[1] - axis.domain[0]) / axis.range[1] for axis in axes]
    assert max(scales) == pytest.approx(min(scales), rel=0.01)
    drawn = {}
    for trace in figure.data:
        if trace.type == "bar":
            level = trace.customdata[0].split("|")[1]
            drawn[level] = drawn.get(level, 0) + sum(trace.x)
    assert drawn == {
        "firm": 10_675_750_000,
        "conditional": 18_395_500_000,
        "indicative": 4_233_000_000,
        "announced": 3_163_300_000,
    }
    heads = " ".join(note.text for note in figure.layout.annotations)
    for words in ("45 of 51 awards with a known amount", "27 of 32", "17 of 22 known", "12 of 19 known; 1 left out"):
        assert words in heads


@pytest.mark.parametrize("form", ["page", "slide"])
@pytest.mark.parametrize("values", [{}, {"mineral": ("gallium",)}, {"stage": ("magnet",)}], ids=str)
def test_no_head_of_a_panel_reaches_into_the_next(ask, values, form):
    figure = ask(funding.MONEY, **values).draw(form)
    across = figure.layout.width - figure.layout.margin.l - figure.layout.margin.r
    starts = [figure.layout[axis].domain[0] * across for axis in ("xaxis", "xaxis2", "xaxis3")]
    heads = [note for note in figure.layout.annotations if str(note.xref).endswith("domain")]
    for start, end, head in zip(starts, starts[1:], heads, strict=False):
        line = re.sub(r"<[^>]*>", "", head.text.split("<br>")[1])
        assert "with a known amount" in line
        assert start + safe_width(line, 13) < end


@pytest.mark.parametrize("form", ["page", "slide"])
def test_the_names_of_the_flow_stand_beside_their_nodes_and_apart(ask, form):
    figure = ask(funding.FLOW).draw(form)
    node, margin = figure.data[0].node, figure.layout.margin
    tall = figure.layout.height - margin.t - margin.b
    names = {note.text: note for note in figure.layout.annotations if note.text in node.customdata}
    assert set(names) == set(node.customdata)
    for text, y in zip(node.customdata, node.y, strict=True):
        assert names[text].y == pytest.approx(1 - y)
        beyond = {0.0: margin.l, 1.0: margin.r}.get(names[text].x)
        assert beyond is None or safe_width(text, 13) < beyond
    for x in {note.x for note in names.values()}:
        places = sorted(note.y * tall for note in names.values() if note.x == x)
        assert all(b - a >= 16 for a, b in itertools.pairwise(places))


def test_every_project_with_a_place_is_on_the_world_map_and_none_covers_another(ask):
    one = ask(projects.PLACES, region="world")
    ids = [key for trace in one.draw().data if trace.name in LEVELS for key in trace.customdata]
    assert sorted(ids) == sorted(key for key, row in PROJECTS.items() if row["latitude"])
    assert len(ids) == 29
    figure = ask(projects.PLACES, region="tennessee").draw()
    points = [(x, y) for trace in figure.data if trace.name in LEVELS for x, y in zip(trace.x, trace.y, strict=True)]
    apart = [max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a in points for b in points if a is not b]
    assert min(apart) >= 13, "two plants in one town can both be picked"
    inside, away, unknown = on_map(one.table, "usa")
    assert len(inside) + len(away) == 29
    assert len(unknown) == 74
    assert "74 without a recorded place" in " ".join(
        note.text.replace("<br>", " ") for note in one.draw().layout.annotations
    )
    assert set(REGIONS) == {"usa", "tennessee", "world"}


def test_marks_of_the_timeline_and_the_chain_carry_what_they_open(ask):
    time = ask(projects.TIME).draw()
    ids = [key for trace in time.data if trace.name in LEVELS for key in trace.customdata]
    assert sorted(ids) == sorted(a["project_id"] for a in AWARDS if a["announced"])
    chain = ask(funding.CHAIN, crossing="lithium|mining")
    marks = {key for trace in chain.draw().data if trace.name in {"firm", "not firm"} for key in trace.customdata}
    assert marks == set(chain.table["mineral_id"] + "|" + chain.table["stage"])
    ring = next(trace for trace in chain.draw().data if trace.name == "picked")
    assert len(ring.x) == 1
    assert all("mining" in paid for paid in ask(projects.CROSSING, crossing="lithium|mining").table["stages"])


@pytest.mark.parametrize("region", REGIONS)
def test_no_name_on_the_map_covers_another_name_or_a_mark(ask, region):
    figure = ask(projects.PLACES, region=region).draw()
    marks = [(x, y) for trace in figure.data if trace.name in LEVELS for x, y in zip(trace.x, trace.y, strict=True)]
    names = next(trace for trace in figure.data if trace.name == "names")
    boxes = []
    for x, y, text, side in zip(names.x, names.y, names.text, names.textposition, strict=True):
        wide = text_width(text, 13)
        left = {"middle right": x, "middle left": x - wide}.get(side, x - wide / 2)
        low = {"top center": y, "bottom center": y - 13}.get(side, y - 6)
        boxes.append((left, low, left + wide, low + 12))
    for number, box in enumerate(boxes):
        assert not any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in marks), names.text[number]
        assert not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes[:number])
    assert len(boxes) > 5


@pytest.mark.parametrize("width", [1000, 1440])
def test_the_projects_with_the_largest_sums_are_named_on_the_map(ask, width):
    answer = ask(projects.PLACES, region="usa", width=width)
    names = next(trace.text for trace in answer.draw().data if trace.name == "names")
    # $1.6 B firm, more than any other project on this map has.
    assert "USA Rare Earth Stillwater" in names


# The page ----------------------------------------------------------------------------------------------------------


def test_the_page_opens_with_four_levels_apart_and_six_figures():
    at = page("funding")
    assert not at.exception
    assert not at.warning
    assert [(one.label, one.value) for one in at.metric] == [
        ("● Firm", "$10.7 B"),
        ("◇ Conditional", "$18.4 B"),
        ("□ Indicative", "$4.2 B"),
        ("△ Announced", "$3.2 B"),
    ]
    assert len(at.get("plotly_chart")) == 6
    assert "45 of 51 awards with a known amount" in texts(at)
    assert "In no sum: 7 cancelled ($1.5 B) and 2 superseded ($1.2 B)." in texts(at).replace("\\", "")


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("lynas", "AUD 200 million"),
        ("shinetsu-ree", "no dollar amount published"),
        ("clarksville-smelter", "In no sum: private lenders"),
        ("rhyolite-ridge", "Superseded by A040."),
        ("mp-10x", "“a price floor"),
        ("novonix-riverside", "Commercial: Panasonic Energy"),
    ],
)
def test_a_deep_link_opens_a_project_with_its_status_amounts_and_words(key, says):
    at = page("funding", project=key, stage="stockpile")
    assert not at.exception
    shown = texts(at).replace("\\", "")
    assert f"## {PROJECTS[key]['name']}" in shown
    assert says in shown


def test_a_deep_link_to_a_view_is_that_view():
    at = page(
        "funding",
        by="mineral",
        mineral="rare-earths",
        level="firm,conditional",
        region="world",
        crossing="rare-earths-separation",
        year="2025,undated",
    )
    assert not at.exception
    assert not at.warning
    assert at.segmented_control(key="filter_by").value == "mineral"
    assert at.segmented_control(key="filter_region").value == "world"
    assert at.multiselect(key="filter_level").value == ["firm", "conditional"]
    assert "mineral" in at.query_params["by"]
    assert "Public money by mineral" in at.get("plotly_chart")[1].proto.spec
    at.segmented_control(key="filter_by").set_value("stage").run()
    assert "Public money by stage" in at.get("plotly_chart")[1].proto.spec


@pytest.mark.parametrize(
    "q", ["<script>alert(1)</script>", "'; DROP TABLE awards; --", "$1 OR 1=1", "[a](javascript:x) **b** $x$", "=1+1"]
)
def test_hostile_words_find_nothing_and_run_nothing(q):
    at = page("funding", q=q)
    assert not at.exception
    assert not at.error
    assert "No award with a known dollar amount fits these filters" in texts(at)
    assert not at.get("plotly_chart")
    for shown in at.markdown:
        assert not shown.allow_html
        assert not re.search(r"(?<!\\)[<\[](script|a\])", shown.value)


@pytest.mark.parametrize(
    ("url_path", "address", "says"),
    [
        ("agencies", {"organization": "doe"}, "Thacker Pass lithium"),
        ("provisions", {"provision": "P14"}, "serve it, by our reading"),
        ("provisions", {"provision": "P14"}, "none of their awards names the Framework"),
        ("overview", {}, "no award names the Framework"),
        ("search", {"q": "Thacker Pass"}, "Award"),
    ],
)
def test_the_money_is_seen_from_the_other_pages(url_path, address, says):
    at = page(url_path, **address)
    assert not at.exception
    assert says in texts(at)
