"""The first sites of a file on a small map, before they are imported."""

from __future__ import annotations

import pandas as pd
import pydeck as pdk

from lodestone.each_row import each_row
from lodestone.figures.live_map import CompactDeck
from lodestone.figures.site_deck import layer, outline, rgb
from lodestone.figures.site_legend import Part
from lodestone.figures.tokens import Tokens

HEIGHT = 300
# The least that is shown around a single point, in degrees to each side.
_AROUND = 6.0


def import_map(points: pd.DataFrame, tokens: Tokens, width: int) -> pdk.Deck:
    """Points with name, latitude, longitude and off_country (empty where the point agrees with its country).

    Those that lie off their country are drawn larger and as rings, in the colour of warnings.
    """
    off = points["off_country"].notna()
    part = _part(points)
    longitude, latitude = part.middle
    look = pdk.ViewState(
        longitude=longitude, latitude=latitude, zoom=part.zoom(width, HEIGHT), min_zoom=-1, max_zoom=12
    )
    layers = [
        outline("countries", tokens, fill=True),
        _dots("imported", points[~off], tokens.blue.mark, tokens, ring=False),
        _dots("off-country", points[off], tokens.red.mark, tokens, ring=True),
    ]
    return CompactDeck(layers=layers, map_provider=None, initial_view_state=look, tooltip={"text": "{n}\n{t}"})


def _part(points: pd.DataFrame) -> Part:
    north, east = points["latitude"].clip(-80, 80), points["longitude"]
    return Part(
        max(-180.0, float(east.min()) - _AROUND),
        max(-82.0, float(north.min()) - _AROUND),
        min(180.0, float(east.max()) + _AROUND),
        min(82.0, float(north.max()) + _AROUND),
    )


def _dots(layer_id: str, points: pd.DataFrame, colour: str, tokens: Tokens, *, ring: bool) -> pdk.Layer:
    data = [
        {
            "p": [row.longitude, row.latitude],
            "n": row.name,
            "t": row.off_country if ring else f"{row.latitude:.3f}°, {row.longitude:.3f}°",
        }
        for row in each_row(points)
    ]
    return layer(
        "ScatterplotLayer",
        layer_id,
        data,
        get_position="@@=p",
        radius_units="pixels",
        get_radius=8 if ring else 4,
        filled=not ring,
        stroked=True,
        line_width_units="pixels",
        get_line_width=2.5 if ring else 0.8,
        get_fill_color=rgb(colour, 210),
        get_line_color=rgb(colour if ring else tokens.page),
        pickable=True,
    )
