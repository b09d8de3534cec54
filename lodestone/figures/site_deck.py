"""Sites on a live map in the browser: cells of a grid or single marks, over outlines that come from this server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pydeck as pdk
from plotly import graph_objects

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, set_layout
from lodestone.figures.live_map import CompactDeck, LiveMap
from lodestone.figures.site_icons import MAPPING, atlas
from lodestone.figures.site_legend import CLASSES, GROUPS, INSIDE, PARTS, features, shades
from lodestone.figures.tokens import SANS, Tokens

# Where app.py serves the outlines, seen from any page.
OUTLINES = "basemap"
# The id of the marks' layer, by which a click on the map is known.
MARKS = "sites"
HEIGHT = {"narrow": 290, "small": 400, "tablet": 460, "medium": 520, "wide": 660}
_NARROWEST = {"narrow": 330, "small": 600, "tablet": 820, "medium": 1000, "wide": 1440}


def site_map(
    *,
    cells: pd.DataFrame | None,
    points: pd.DataFrame | None,
    layers: pd.DataFrame,
    opened: pd.DataFrame,
    basemap: Path,
    part: str,
    window: str,
    tokens: Tokens,
    subtitle: str,
) -> LiveMap:
    """The map of `part` of the world.

    `cells`: west, south, degrees, sites, class, country, mineral. `points`: site_key, name, mineral, mineral_group,
    kind, country, longitude, latitude. `layers`: layer, id, name, about, longitude, latitude. `opened`: the site shown
    below.
    """
    drawn = [outline("countries", tokens, fill=True)]
    if cells is not None:
        drawn += [_cells(cells, tokens), outline("countries", tokens, above=True)]
    if part in INSIDE:
        drawn.append(outline(INSIDE[part], tokens))
    drawn += _areas(layers, basemap, tokens)
    if points is not None:
        drawn.append(_marks(MARKS, _points(points), tokens, least=9, most=18))
    drawn += [
        _marks(f"layer-{name}", _places(rows), tokens, least=15, most=24)
        for name, rows in layers[layers["layer"] != "Survey areas"].groupby("layer", sort=False)
    ]
    drawn += _ring(opened, tokens)
    box, height = PARTS[part], HEIGHT[window]
    longitude, latitude = box.middle
    look = pdk.ViewState(
        longitude=longitude, latitude=latitude, zoom=box.zoom(_NARROWEST[window], height), min_zoom=-1, max_zoom=12
    )
    deck = CompactDeck(layers=drawn, map_provider=None, initial_view_state=look, tooltip={"text": "{n}\n{t}"})
    return LiveMap(deck, height, subtitle, density_scale(cells, tokens) if cells is not None else None)


def density_scale(cells: pd.DataFrame, tokens: Tokens) -> graph_objects.Figure:
    """The eight classes as a strip with their numbers of sites."""
    degrees = f"{cells['degrees'].iloc[0]:g}°" if len(cells) else ""
    used = set(cells["class"])
    fig = go.Figure(
        go.Bar(
            x=[1] * len(CLASSES),
            y=[0] * len(CLASSES),
            base=list(range(len(CLASSES))),
            orientation="h",
            width=1,
            marker={"color": list(shades(tokens)), "line": {"color": tokens.edge, "width": 0.6}},
            hoverinfo="skip",
        )
    )
    notes: list[dict[str, Any]] = []
    for place, text in enumerate(CLASSES):
        notes.append(
            {
                "x": place + 0.5,
                "y": -0.5,
                "yanchor": "top",
                "text": text,
                "showarrow": False,
                "font": {"size": 12.5, "color": tokens.ink if place in used else tokens.mute},
            }
        )
    annotate(fig, notes)
    fig.update_xaxes(visible=False, range=[0, len(CLASSES)], fixedrange=True)
    fig.update_yaxes(visible=False, range=[-0.5, 0.5], fixedrange=True)
    set_layout(
        fig,
        template="none",
        paper_bgcolor=tokens.page,
        plot_bgcolor=tokens.page,
        height=58,
        dragmode=False,
        showlegend=False,
        font={"family": SANS, "color": tokens.ink},
        margin={"l": 0, "r": 0, "t": 22, "b": 20},
        title={
            "text": f"Recorded sites in a cell of {degrees}",
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 2},
            "font": {"family": SANS, "size": 12.5, "color": tokens.mute},
        },
    )
    return fig.checked()


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """A colour such as "#1B1B1B" as deck.gl takes it."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [alpha]


def layer(kind: str, layer_id: str, data: Any, **settings: Any) -> pdk.Layer:
    """A layer with its settings as they are: pydeck takes every text for the name of a column."""
    made = pdk.Layer(kind, data, id=layer_id)
    for name, value in settings.items():
        setattr(made, name, value)
    return made


def outline(name: str, tokens: Tokens, *, fill: bool = False, above: bool = False) -> pdk.Layer:
    """The outlines of a file that app.py serves."""
    return layer(
        "GeoJsonLayer",
        f"{name}{'-above' if above else ''}",
        f"{OUTLINES}/{name}.geojson",
        filled=fill,
        stroked=True,
        get_fill_color=rgb(tokens.land),
        get_line_color=rgb(tokens.edge, 150 if above else 255),
        line_width_units="pixels",
        get_line_width=0.7,
        pickable=False,
    )


def _cells(cells: pd.DataFrame, tokens: Tokens) -> pdk.Layer:
    colours = [rgb(shade, 235) for shade in shades(tokens)]
    data = []
    for row in each_row(cells):
        west, south, east, north = (
            round(x, 2) for x in (row.west, row.south, row.west + row.degrees, row.south + row.degrees)
        )
        data.append(
            {
                "c": [[west, south], [east, south], [east, north], [west, north]],
                "f": colours[row[cells.columns.get_loc("class") + 1]],
                "n": f"{row.sites:,} recorded site{'' if row.sites == 1 else 's'}",
                "t": f"Most often {row.mineral.lower()} · {row.country}",
            }
        )
    return layer(
        "PolygonLayer",
        "cells",
        data,
        get_polygon="@@=c",
        get_fill_color="@@=f",
        get_line_color=rgb(tokens.page),
        line_width_units="pixels",
        get_line_width=0.6,
        stroked=True,
        filled=True,
        pickable=True,
    )


def _points(points: pd.DataFrame) -> list[dict[str, Any]]:
    """What the browser needs of each site and no more, the rare earths last, so that they lie on top."""
    order = {group: -place for place, group in enumerate(GROUPS)}
    rows = sorted(each_row(points), key=lambda row: order[row.mineral_group])
    return [
        {
            "p": [row.longitude, row.latitude],
            "n": row.name,
            "t": f"{row.mineral} · {row.kind} · {row.country}",
            "g": row.mineral_group,
            "k": row.site_key,
        }
        for row in rows
    ]


def _places(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "p": [row.longitude, row.latitude],
            "n": row.name,
            "t": f"{row.layer}: {row.about}",
            "g": row.layer,
            **({"k": row.id} if row.layer == "Processing plants" else {}),
        }
        for row in each_row(rows)
    ]


def _marks(layer_id: str, data: Sequence[dict[str, Any]], tokens: Tokens, *, least: int, most: int) -> pdk.Layer:
    return layer(
        "IconLayer",
        layer_id,
        list(data),
        icon_atlas=atlas(tokens),
        icon_mapping=MAPPING,
        get_icon="@@=g",
        get_position="@@=p",
        get_size=22_000,
        size_units="meters",
        size_min_pixels=least,
        size_max_pixels=most,
        pickable=True,
    )


def _areas(layers: pd.DataFrame, basemap: Path, tokens: Tokens) -> list[pdk.Layer]:
    rows = {row.id: row for row in each_row(layers[layers["layer"] == "Survey areas"])}
    if not rows:
        return []
    data = [
        {
            "type": "Feature",
            "geometry": one["geometry"],
            "properties": {},
            "n": rows[key].name,
            "t": f"Survey area: {rows[key].about}",
        }
        for one in features(basemap / "surveys.geojson")
        if (key := one["properties"]["mapping_id"]) in rows
    ]
    return [
        layer(
            "GeoJsonLayer",
            "survey-areas",
            data,
            filled=True,
            stroked=True,
            get_fill_color=rgb(tokens.blue.mark, 40),
            get_line_color=rgb(tokens.blue.mark),
            line_width_units="pixels",
            get_line_width=1.6,
            pickable=True,
        )
    ]


def _ring(opened: pd.DataFrame, tokens: Tokens) -> list[pdk.Layer]:
    data = [{"p": [row.longitude, row.latitude], "n": row.name, "t": "opened below"} for row in each_row(opened)]
    return (
        [
            layer(
                "ScatterplotLayer",
                "opened",
                data,
                get_position="@@=p",
                filled=False,
                stroked=True,
                radius_units="pixels",
                get_radius=13,
                line_width_units="pixels",
                get_line_width=3,
                get_line_color=rgb(tokens.ink),
                pickable=False,
            )
        ]
        if data
        else []
    )
