"""The pictures of the ground: marks with ids, classes, shapes beside colours, words that fit; the live map's text."""

from __future__ import annotations

import base64
import io
import json

import pydeck as pdk
import pytest
from geology_support import ask, book  # noqa: F401
from PIL import Image

from lodestone.answers import geology
from lodestone.figures.base import SLIDE
from lodestone.figures.site_icons import MAPPING, SIDE, atlas
from lodestone.figures.site_legend import CLASSES, GROUPS, LAYERS, PARTS, shades
from lodestone.figures.tokens import tokens

VIEWS = {
    "all": {},
    "rare earths": {"mineral": ("rare-earths",)},
    "japan": {"land": ("Japan",), "zoom": "Japan"},
    "plants": {"record": ("smelter or refinery",), "layer": tuple(LAYERS)},
    "one": {"q": "mountain pass"},
}
DRAWN = [geology.DENSITY, geology.MARKS, geology.COUNTRIES, geology.GRADES, geology.PROGRAMMES]


def spec(one):
    return json.loads(one.draw_live().deck.to_json())


def layer(deck, name):
    return next((one for one in deck["layers"] if one["id"] == name), None)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("form", ["page", "slide"])
@pytest.mark.parametrize("values", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("cell", DRAWN, ids=lambda cell: cell.key)
def test_every_picture_says_finding_filters_and_sources(ask, cell, values, form, theme):
    one = ask(cell, **values)
    if one.blank:
        return
    figure = one.draw(form)
    assert figure.layout.title.text.replace("<br>", " ") == one.finding.replace("&", "&amp;")
    assert {note.name for note in figure.layout.annotations} >= {"subtitle", "foot"}
    assert len(one.alt) > 60
    assert len(one.finding) <= 150
    if form == "slide":
        assert (figure.layout.width, figure.layout.height) == SLIDE


def test_groups_differ_in_shape_as_well_as_colour():
    for marks in (GROUPS, LAYERS):
        assert (
            len({mark.symbol for mark in marks.values()}) == len({mark.sign for mark in marks.values()}) == len(marks)
        )
    assert len({mark.colour for mark in GROUPS.values()}) == len(GROUPS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_icons_hold_one_shape_each(theme):
    picture = Image.open(io.BytesIO(base64.b64decode(atlas(tokens(theme)).partition(",")[2])))
    assert picture.size == (SIDE * len(MAPPING), SIDE)
    shapes = [picture.crop((one["x"], 0, one["x"] + SIDE, SIDE)).split()[3].tobytes() for one in MAPPING.values()]
    assert len(set(shapes)) >= len(GROUPS)
    assert set(MAPPING) == {*GROUPS, *LAYERS} - {"Survey areas"}


def test_the_live_map_asks_no_other_host_and_sends_each_site_once(ask):
    deck = spec(ask(geology.MARKS, mineral=("rare-earths",)))
    assert "mapProvider" not in deck or deck["mapProvider"] is None
    assert deck.get("mapStyle") in {None, "__MAP_STYLE__"}, "pydeck's own word for none given"
    assert "http" not in json.dumps(deck)
    table = ask(geology.MARKS, mineral=("rare-earths",)).table
    assert {one["k"] for one in layer(deck, "sites")["data"]} == set(table["site_key"])
    assert {one["g"] for one in layer(deck, "sites")["data"]} == set(table["mineral_group"])
    assert [one["data"] for one in deck["layers"] if isinstance(one["data"], str)] == ["basemap/countries.geojson"]
    assert layer(deck, "sites")["data"][-1]["g"] == "Rare earths", "on top"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cells_have_the_shade_of_their_class(ask, theme):
    one = ask(geology.DENSITY)
    cells = layer(spec(one), "cells")["data"]
    steps = shades(tokens("light"))
    for row, cell in zip(one.table.itertuples(index=False), cells, strict=True):
        step = steps[row[one.table.columns.get_loc("class")]]
        assert cell["f"][:3] == [int(step[at : at + 2], 16) for at in (1, 3, 5)]
        assert cell["n"].startswith(f"{row.sites:,} recorded site")
    assert len(CLASSES) == len(shades(tokens(theme))) == 8


def test_layers_are_drawn_on_request_only(ask):
    assert not [one for one in spec(ask(geology.DENSITY))["layers"] if one["id"].startswith(("layer-", "survey"))]
    deck = spec(ask(geology.DENSITY, layer=tuple(LAYERS)))
    assert len(layer(deck, "survey-areas")["data"]) == 13
    assert len(layer(deck, "layer-Processing plants")["data"]) == 452
    assert len(layer(deck, "layer-Funded projects")["data"]) == 29
    assert layer(deck, "layer-Survey programs")["data"]


def test_the_map_is_compact(ask):
    one = ask(geology.MARKS, mineral=("copper",))
    text = one.draw_live().deck.to_json()
    sites = len(one.table)
    assert sites > 1000
    assert len(text) < 150 * sites + 60_000
    assert ": " not in text.split('"data"')[0]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("window", ["narrow", "medium", "wide"])
def test_a_part_of_the_world_fits_the_map(ask, part, window):
    state = spec(ask(geology.DENSITY, window, zoom=part))["initialViewState"]
    box = PARTS[part]
    assert box.west < state["longitude"] < box.east
    assert box.south < state["latitude"] < box.north
    assert -1 <= state["zoom"] < 6


def test_marks_of_the_slide_carry_ids_and_shapes(ask):
    one = ask(geology.MARKS, mineral=("rare-earths",))
    traces = {trace.name: trace for trace in one.draw("slide").data if trace.name in GROUPS}
    assert {key for trace in traces.values() for key in trace.customdata or ()} == set(one.table["site_key"])
    assert {name: trace.marker.symbol for name, trace in traces.items()} == {
        name: mark.symbol for name, mark in GROUPS.items()
    }


def test_tonnage_and_grade_carry_ids_units_and_names(ask):
    one = ask(geology.GRADES, metal="gold")
    figure = one.draw("slide")
    assert "grams a tonne (g/t)" in figure.layout.yaxis.title.text
    assert "million tonnes" in figure.layout.xaxis.title.text
    assert figure.layout.xaxis.type == figure.layout.yaxis.type == "log"
    assert {key for trace in figure.data for key in trace.customdata or ()} == set(one.table["site_key"])
    named = {note.text for note in figure.layout.annotations} & set(one.table["name"])
    assert named <= set(one.table.loc[one.table["side"].isin(["United States", "Japan"]), "name"])
    assert named


def test_bars_name_both_sides_and_count_the_others(ask):
    one = ask(geology.COUNTRIES)
    bar = one.draw().data[0]
    assert sum(bar.x) == 6575
    assert [label for label in bar.y if "◆" in label] == ["<b>◆ United States</b>", "<b>◆ Japan</b>"]
    assert bar.y[-1] == "129 others"
    gallium = ask(geology.COUNTRIES, mineral=("copper",)).draw().data[0]
    assert any("Japan" in label for label in gallium.y)


@pytest.mark.parametrize("cell", [geology.DENSITY, geology.MARKS], ids=lambda cell: cell.key)
def test_a_live_map_is_written_as_pydeck_writes_it_but_for_the_blanks(ask, cell):
    deck = ask(cell, layer=tuple(LAYERS)).draw_live().deck
    own = json.loads(pdk.Deck.to_json(deck))
    del own["_text"]
    assert deck.to_json() == json.dumps(own, separators=(",", ":"), ensure_ascii=False)
