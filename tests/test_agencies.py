"""Agencies: what is shown is what the files say, every filter narrows rightly, and no label lies over another."""

from __future__ import annotations

import csv
import html
import itertools
import re
from collections import Counter
from datetime import date
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from lodestone.cells.model import Notebook
from lodestone.cells.opened import picked
from lodestone.cells.organization import FIGURE
from lodestone.figures.agency_matrix import BASES
from lodestone.figures.base import SLIDE
from lodestone.figures.headquarters import PANELS, land, place_labels, split
from lodestone.figures.text import text_width
from lodestone.filters.model import View
from lodestone.notebook import agencies
from lodestone.paths import here
from lodestone.site import entry

DAY = date(2026, 11, 22)
FORMS = [("page", 1000), ("page", 1440), ("slide", 1000)]


@cache
def facts(name):
    with (here().data / "facts" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ORGANIZATIONS = {row["organization_id"]: row for row in facts("organizations")}
LINKS = facts("organization_provisions")
PILLAR = {row["provision_id"]: row["pillar"] for row in facts("provisions")}


def known(link, day=DAY):
    """Whether a link could be known on a day: the event it cites had come."""
    cited = re.match(r"E\d{3}", link["words"])
    when = {row["event_id"]: row["date"] for row in facts("events")}
    return not cited or when[cited.group()] <= day.isoformat()


def linked_to(provisions):
    return {link["organization_id"] for link in LINKS if link["provision_id"] in provisions}


@pytest.fixture(scope="module")
def book():
    return Notebook(here())


@pytest.fixture(scope="module")
def data(book):
    return book.keeper.current()


@pytest.fixture
def told(book, data):
    labels = book.bounds(data, DAY).labels

    def tell(cell, width=1000, **values):
        window = {340: "narrow", 1000: "medium", 1440: "wide"}[width]
        view = View({"as_of": DAY} | values, version=data.version, filters=entry("agencies").filters, window=window,
                    labels=labels)
        return book.tell(data, cell, view)

    return tell


def ids(one):
    return set(one.table["organization_id"])


def shown(text):
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def page(**address):
    at = AppTest.from_file(str(here().root / "app.py"), default_timeout=60)
    at.switch_page(entry("agencies").script)
    for name, value in ({"as_of": DAY.isoformat()} | address).items():
        at.query_params[name] = value
    return at.run()


def texts(at):
    return "\n".join(one.value for one in at.markdown)


# What is shown against the files -----------------------------------------------------------------------------------


def test_every_organization_and_every_link_of_the_files_is_there(told):
    rows = told(agencies.MATRIX).table
    assert len(rows) == len(ORGANIZATIONS) == 44
    shown_links = {(row.organization_id, provision, basis, role) for row in rows.itertuples()
                   for provision, basis, role in zip(row.provisions, row.bases, row.roles, strict=True)}
    assert shown_links == {(x["organization_id"], x["provision_id"], x["link_basis"], x["role"]) for x in LINKS if known(x)}
    assert ids(told(agencies.PLACES)) == set(ORGANIZATIONS)


def test_officials_are_those_on_record_with_their_day(told):
    rows = told(agencies.MATRIX).table.set_index("organization_id")
    held = Counter(row["organization_id"] for row in facts("office_holders"))
    assert {key: len(many) for key, many in rows["officials"].items() if many} == dict(held)
    assert rows.loc["us-doe", ["office", "person", "person_as_of"]].tolist() == [
        "Secretary of Energy", "Chris Wright", date(2026, 2, 4)]
    assert rows.loc["us-nedc", "office"] == "Chair", "the head before the deputy"
    assert rows.loc["jp-mofa", "person"] == "Motegi Toshimitsu"
    assert rows.loc["us-epa", "person"] is None


def test_what_was_not_known_on_a_day_is_left_out(told):
    early = told(agencies.MATRIX, as_of=date(2025, 11, 10)).table.set_index("organization_id")
    assert early.loc["us-usgs", "provisions"] == ("P03", "P12")
    assert early.loc["us-usgs", "person"] is None, "seen in office on 18 November 2025 only"
    assert early.loc["us-exim", "provisions"] == ("P11",), "Project Vault came in February 2026"
    for day in (date(2025, 10, 28), date(2025, 12, 31), date(2026, 2, 3)):
        rows = told(agencies.MATRIX, as_of=day).table
        assert int(rows["links"].sum()) == sum(known(link, day) for link in LINKS)


def test_the_finding_names_the_busiest_provisions(told):
    totals = Counter(link["provision_id"] for link in LINKS if known(link))
    most = max(totals.values())
    assert {one for one, count in totals.items() if count == most} == {"P02", "P11"}
    answer = told(agencies.MATRIX).answer
    assert f"({most} of 44)" in answer
    assert "DOE and METI lead on rapid response" in answer
    assert told(agencies.MATRIX, q="jogmec chief").answer.startswith("JOGMEC acts on 5 provisions; P01, P02")
    assert told(agencies.MATRIX, q="ASPIRE").answer == "1 organization fit, none tied to a provision by what is on record"


def test_places_are_counted_as_in_the_file(told):
    cities = Counter(row["city"] for row in ORGANIZATIONS.values() if row["city"])
    drawn, away, unknown = split(told(agencies.PLACES).table)
    assert [len(mine) for mine in drawn] == [
        sum(cities[one] for one in ("Washington, DC", "Reston", "Alexandria", "Fort Belvoir")),
        sum(cities[one] for one in ("Tokyo", "Yokosuka", "Kawasaki", "Tsukuba"))]
    assert list(away["city"]) == ["Ames"]
    assert len(unknown) == 44 - sum(cities.values())
    figure = told(agencies.PLACES).draw()
    subtitle = next(note.text for note in figure.layout.annotations if note.name == "subtitle")
    assert subtitle.startswith(f"Not drawn: Ames (Ames Laboratory) · {len(unknown)} of 44 without a recorded place")
    assert told(agencies.PLACES).answer == "14 around Washington and 7 around Tokyo, of 22 recorded headquarters"


# Filters -----------------------------------------------------------------------------------------------------------

FILTERS = [
    ({"seat": ("Japan",)}, lambda: {key for key, row in ORGANIZATIONS.items() if row["country"] == "Japan"}),
    ({"kind": ("bank", "insurer")}, lambda: {key for key, row in ORGANIZATIONS.items() if row["type"] in {"bank", "insurer"}}),
    ({"mention": ("explicit",)}, lambda: {key for key, row in ORGANIZATIONS.items() if row["mention"] == "explicit"}),
    ({"mention": ("implied", "explicit"), "seat": ("Japan",)}, lambda: {
        key for key, row in ORGANIZATIONS.items() if row["mention"] != "not mentioned" and row["country"] == "Japan"}),
    ({"pillar": ("Recycling",)}, lambda: linked_to({"P10"})),
    ({"pillar": ("Geoscience", "Stockpiling")}, lambda: linked_to({"P12", "P14"})),
    ({"q": "rare earth recycling"}, lambda: {
        key for key, row in ORGANIZATIONS.items() if all(word in " ".join([
            row["name"], row["role"], *(x["role"] for x in LINKS if x["organization_id"] == key)]).lower()
            for word in ("rare", "earth", "recycling"))}),
    ({"q": "WRIGHT"}, lambda: {"us-doe", "us-nedc"}),
    ({"q": "reston"}, lambda: {"us-usgs"}),
]


@pytest.mark.parametrize(("values", "expected"), FILTERS, ids=lambda one: str(one) if isinstance(one, dict) else "")
def test_a_filter_keeps_what_the_files_say_in_both_views(told, values, expected):
    assert ids(told(agencies.MATRIX, **values)) == expected()
    assert ids(told(agencies.PLACES, **values)) == expected()


@pytest.mark.parametrize("unit", ["u_ees", "u_law", "u_cs", "u_usjc"])
def test_a_department_keeps_the_organizations_tied_to_what_concerns_it(told, data, unit):
    concerns = {row[0] for row in data.cursor().execute(
        "SELECT provision_id FROM unit_provisions WHERE unit_id = ?", [unit]).fetchall()}
    one = told(agencies.MATRIX, department=unit)
    assert ids(one) == linked_to(concerns) == ids(told(agencies.PLACES, department=unit))
    assert {provision for many in one.table["provisions"] for provision in many} <= concerns
    assert all(one.table["reasons"]) or one.table.empty
    assert set(one.frames["agencies/provisions"]["provision_id"]) == concerns


def test_a_pillar_narrows_the_columns_and_the_marks(told):
    one = told(agencies.MATRIX, pillar=("Investment",))
    assert list(one.frames["agencies/provisions"]["provision_id"]) == ["P02", "P03", "P04", "P05", "P06"]
    assert {PILLAR[provision] for many in one.table["provisions"] for provision in many} == {"Investment"}


def test_answers_are_short_whatever_is_asked(told):
    bounds = [(name, (value,)) for name, values in {
        "pillar": set(PILLAR.values()), "seat": {row["country"] for row in ORGANIZATIONS.values()},
        "kind": {row["type"] for row in ORGANIZATIONS.values()}}.items() for value in values]
    for name, value in bounds:
        for cell in (agencies.MATRIX, agencies.PLACES):
            answer = told(cell, **{name: value}).answer
            assert 0 < len(answer) <= 110, answer
            assert answer[0].isupper() or answer[0].isdigit()
    for key in ORGANIZATIONS:
        for cell in (agencies.LINKS, agencies.OFFICIALS, agencies.CALLS, agencies.EVENTS, agencies.DEPARTMENTS):
            assert 0 < len(told(cell, organization=key).answer) <= 110


# One organization --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["us-doe", "us-usgs", "jp-jogmec", "jp-jst"])
def test_an_opened_organization_has_its_links_calls_and_events(told, key):
    mine = [link for link in LINKS if link["organization_id"] == key and known(link)]
    assert set(told(agencies.LINKS, organization=key).table["words"]) == {link["words"] for link in mine}
    cited = {link["words"][:4] for link in mine if re.match(r"E\d{3} ", link["words"])}
    assert set(told(agencies.EVENTS, organization=key).table["event_id"]) == cited
    below = {one for one, row in ORGANIZATIONS.items() if key in row["parents"].split(";")} | {key}
    calls = told(agencies.CALLS, organization=key).table
    assert set(calls["call_id"]) == {row["call_id"] for row in facts("calls") if row["organization_id"] in below}


def test_departments_come_best_fit_first_by_the_published_formula(told, data):
    rows = told(agencies.DEPARTMENTS, organization="us-usgs").table
    weights = dict(data.cursor().execute("SELECT term, weight FROM score_terms").fetchall())
    terms = data.cursor().execute(
        "SELECT unit_id, named, topic, expertise, call, partner FROM fit_terms(?) "
        "WHERE subject = 'provision' AND subject_id IN ('P03', 'P12')", [DAY]).fetchall()
    best = {}
    for unit, *values in terms:
        fit = 5 * sum(weights[name] * float(value) for name, value in zip(
            ("named", "topic", "expertise", "call", "partner"), values, strict=True)) / sum(weights.values())
        best[unit] = max(best.get(unit, 0), round(fit, 2))
    assert dict(zip(rows["unit_id"], rows["fit"], strict=True)) == pytest.approx(best, abs=0.011)
    assert list(rows["fit"]) == sorted(rows["fit"], reverse=True)
    assert rows["unit_id"].iloc[0] == "u_ees"
    assert all(rows["reasons"]), "no fit without a reason in words"


@pytest.mark.parametrize("form", ["page", "slide"])
def test_the_flow_leads_over_each_provision_to_the_first_departments(told, form):
    one = told(agencies.DEPARTMENTS, organization="us-doe")
    figure = one.draw(form)
    said = [shown(text) for trace in figure.data if trace.text for text in trace.text]
    assert sum(text.strip()[:3] in {"P02", "P10", "P11", "P13"} for text in said) == 4
    assert [text.split(" · ")[0] for text in said if " · " in text] == list(one.table["short_name"].head(8))
    assert any("<b>DOE</b>" in note.text for note in figure.layout.annotations)
    assert told(agencies.DEPARTMENTS, organization="jp-jst").blank


# The matrix --------------------------------------------------------------------------------------------------------


def marks_of(figure):
    return [trace for trace in figure.data if trace.mode == "markers"]


@pytest.mark.parametrize(("form", "width"), FORMS)
def test_every_link_has_one_mark_that_carries_its_organization(told, form, width):
    figure = told(agencies.MATRIX, width).draw(form)
    carried = Counter(name for trace in marks_of(figure) for name in trace.customdata)
    assert carried == Counter(link["organization_id"] for link in LINKS if known(link))
    heights = {name: y for trace in figure.data if trace.mode == "text" for name, y in zip(trace.customdata, trace.y, strict=True)}
    for trace in marks_of(figure):
        assert all(heights[name] == y for name, y in zip(trace.customdata, trace.y, strict=True))
        places = list(zip(trace.x, trace.y, strict=True))
        assert len(set(places)) == len(places)
        assert picked([{"customdata": trace.customdata[0]}]) == trace.customdata[0]


def test_how_a_link_is_known_is_told_by_shape_and_colour(told):
    looks = {(trace.marker.symbol, trace.marker.size, trace.marker.color, trace.marker.line.color)
             for trace in marks_of(told(agencies.MATRIX).draw())}
    assert len(looks) == len(BASES) == 5
    assert len({(basis.symbol, basis.hue) for basis in BASES.values()}) == len({one.symbol for one in BASES.values()}) == 5


def test_an_official_stands_beside_every_row_or_is_said_to_be_missing(told):
    figure = told(agencies.MATRIX, 1440).draw()
    said = [text for trace in figure.data if trace.mode == "text" for text in trace.text]
    assert "Chris Wright, Secretary of Energy" in said
    held = {row["organization_id"] for row in facts("office_holders")}
    assert said.count("not recorded") == 44 - len(held)
    assert said.count("18 Feb 2026") == 4


@pytest.mark.parametrize(("form", "width"), FORMS)
def test_rows_and_heads_of_the_matrix_have_room(told, form, width):
    figure = told(agencies.MATRIX, width).draw(form)
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
        assert not any("…" in line for line in lines), "no title is cut"
        assert max(text_width(shown(line), note.font.size) for line in lines) <= note.y, "no head stands out above"
        half = (note.font.size + 15.6 * (len(lines) - 1)) / 2
        spans.append((note.x - half, note.x + half))
    assert all(a[1] <= b[0] + 0.5 for a, b in itertools.pairwise(sorted(spans)))
    numbers = sorted((note.x, text_width(shown(note.text), 11, bold=True)) for note in figure.layout.annotations
                     if re.fullmatch(r"<b>P\d\d</b>", note.text or ""))
    assert all(a[0] + a[1] / 2 < b[0] - b[1] / 2 for a, b in itertools.pairwise(numbers))


def test_a_slide_has_its_size_and_shows_every_organization(told):
    figure = told(agencies.MATRIX).draw("slide")
    assert (figure.layout.width, figure.layout.height) == SLIDE
    names = [trace for trace in figure.data if trace.mode == "text"]
    assert {name for trace in names for name in trace.customdata} == set(ORGANIZATIONS)
    heads = {note.text for note in figure.layout.annotations if re.fullmatch(r"<b>P\d\d</b>", note.text or "")}
    assert heads == {f"<b>{link['provision_id']}</b>" for link in LINKS}, "provisions without a link are left out"


def test_the_opened_organization_is_marked(told):
    assert not told(agencies.MATRIX).draw().layout.shapes
    figure = told(agencies.MATRIX, organization="us-usgs").draw()
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
        if (trace.xaxis or "x") != axis or not trace.x:
            continue
        if "text" in trace.mode:
            for x, y, text in zip(trace.x, trace.y, trace.text, strict=True):
                tall = trace.textfont.size * 1.15 / 2
                found.append((shown(text), x, y - tall, x + text_width(shown(text), trace.textfont.size, "<b>" in text), y + tall))
        elif trace.mode == "markers":
            for x, y, size in zip(trace.x, trace.y, trace.marker.size, strict=True):
                found.append(("mark", x - size / 2, y - size / 2, x + size / 2, y + size / 2))
    return [one for one in found if one[0]]


@pytest.mark.parametrize(("form", "width"), [*FORMS, ("page", 340)])
@pytest.mark.parametrize("values", [{}, {"kind": ("bank", "cabinet department")}, {"seat": ("Japan",)}], ids=str)
def test_no_label_of_the_map_lies_over_another_or_outside(told, form, width, values):
    figure = told(agencies.PLACES, width, **values).draw(form)
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
        assert all(vertical.range[0] <= one[2] and one[4] <= vertical.range[1] - 20 for one in labels), "below the heading"


def test_the_map_names_every_organization_it_draws_with_a_count_for_each_city(told):
    figure = told(agencies.PLACES, 1440).draw()
    words = " ".join(one[0] for axis in ("x", "x2") for one in boxes(figure, axis))
    for row in ORGANIZATIONS.values():
        assert (row["short_name"] in words) == (row["city"] not in {"", "Ames"}), row["short_name"]
    assert "Washington, DC · 11" in words
    assert "Tokyo · 4" in words


def test_too_many_names_give_way_to_their_number(told):
    rows = told(agencies.PLACES).table
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
    assert [len(table.value) for table in at.dataframe] == [44, 44]
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
    assert "**Earth & Env. Sciences** · fit 3.5 at P12" in said
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
    assert not at.dataframe


def test_the_figure_s_key_is_the_one_the_picking_reads():
    assert f"figure_page_{agencies.MATRIX.key.replace('/', '-')}" == FIGURE
