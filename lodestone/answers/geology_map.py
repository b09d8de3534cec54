"""The map of recorded sites: cells of a grid, or a mark a site where they are few enough."""

from __future__ import annotations

import pandas as pd

from lodestone.answers.geology_sites import SITE_COLUMNS
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures import go
from lodestone.figures.live_map import LiveMap
from lodestone.figures.site_deck import site_map
from lodestone.figures.site_slide import site_picture
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, joined, the
from lodestone.paths import here

# More marks than this are not sent to the browser one by one: cells of a finer grid stand in for them.
MOST = 5000
# The sides of the cells, in degrees.
COARSE, FINE = 3.0, 1.0


def _sites(frames: Frames, view: View) -> str:
    row = frames["geology/quality"].iloc[0]
    ours = {"the United States": int(row.in_united_states), "Japan": int(row.in_japan)}
    sites = counted(int(row.sites), "recorded site")
    if not row.sites:
        return "No recorded site fits these filters"
    if row.places == 1:
        return f"{sites} in {the(row.first_place)} alone: records, not resources"
    lie = [f"{number:,} in {name}" for name, number in ours.items() if number]
    where = f"{joined(lie)} among them" if lie else "none in the United States or Japan"
    at_sea = " and open oceans" if row.places > row.countries else ""
    return f"{sites} in {counted(int(row.countries), 'country', 'countries')}{at_sea}, {where}: records, not resources"


def _caveats(frames: Frames) -> str:
    """What no one may read into the map, with its numbers."""
    row = frames["geology/quality"].iloc[0]
    if not row.sites:
        return ""
    share = round(100 * row.status_unknown / row.sites)
    share = share if row.status_unknown == row.sites else min(99, share)
    parts = [
        f"Status unknown for {share} %",
        f"position rated coarse for {row.coarse:,}, not rated for {row.unrated:,}",
    ]
    if row.hosted:
        parts.append(f"{row.hosted:,} within another ore, such as gallium in bauxite")
    if row.imported:
        parts.append(f"{row.imported:,} imported from your own files, without a source")
    if row.off_country:
        parts.append(f"{row.off_country:,} points lie off their country's outline")
    return ", ".join(parts)


def _drawn(frames: Frames) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    return frames.get("geology/density"), frames.get("geology/points")


def _live(frames: Frames, view: View) -> LiveMap:
    cells, points = _drawn(frames)
    many = (
        f"more than {MOST:,} sites: cells of {FINE:g}° instead of single marks · "
        if view.values.get("map") == "Sites" and points is None
        else ""
    )
    return site_map(
        cells=cells,
        points=points,
        layers=frames["geology/layers"],
        opened=frames["geology/site"],
        basemap=here().basemap,
        part=str(view.values.get("zoom") or "World"),
        window=view.window,
        tokens=tokens(view.theme),
        subtitle=many + _caveats(frames),
    )


def _picture(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    cells, points = _drawn(frames)
    return site_picture(
        cells=cells,
        points=points,
        layers=frames["geology/layers"],
        basemap=here().basemap,
        part=str(view.values.get("zoom") or "World"),
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"{_caveats(frames)} · {words.subtitle}",
        source_line=f"{words.source_line} · outlines: Natural Earth",
        form=form,
        width=view.width,
    )


def _alt(frames: Frames, view: View) -> str:
    cells, points = _drawn(frames)
    zoom = view.values.get("zoom") or "World"
    caveats = _caveats(frames)
    part = f"Map of {'the world' if zoom == 'World' else the(str(zoom))}." + (f" {caveats}." if caveats else "")
    layers = frames["geology/layers"]["layer"].value_counts()
    also = (
        f" Also shown: {joined([f'{number} {name.lower()}' for name, number in layers.items()])}."
        if len(layers)
        else ""
    )
    if cells is not None and len(cells):
        top = cells.iloc[0]
        most = f", most often in {the(top.country)}" if top.sites > 1 else f", in {the(top.country)}"
        part += f" The fullest cell of {top.degrees:g}° holds {counted(int(top.sites), 'site')}{most}."
    if points is not None and len(points):
        groups = points["mineral_group"].value_counts()
        part += (
            f" Marks by group of minerals: {joined([f'{name.lower()} {number}' for name, number in groups.items()])}."
        )
    return part + also


_ABOUT = ("geology/quality", "geology/layers", "geology/site")
_CELL_COLUMNS = (
    Column("sites", "Recorded sites", "number"),
    Column("west", "From longitude (°)", "number"),
    Column("south", "From latitude (°)", "number"),
    Column("degrees", "Side (°)", "number"),
    Column("country", "Most often in"),
    Column("mineral", "Most often of"),
)


QUESTION = "What is in the ground?"
DENSITY = Cell(
    "geology/density",
    QUESTION,
    ("geology/density", *_ABOUT),
    _sites,
    _CELL_COLUMNS,
    figure=_picture,
    live=_live,
    alt=_alt,
    fixed={"degrees": COARSE},
    shared="geology/map",
    stands=lambda view: view.values.get("map") != "Sites",
)


# The same on a finer grid, in place of more marks than can be sent.
GRID = Cell(
    "geology/grid",
    QUESTION,
    ("geology/density", *_ABOUT),
    _sites,
    _CELL_COLUMNS,
    figure=_picture,
    live=_live,
    alt=_alt,
    fixed={"degrees": FINE},
    shared="geology/map",
    stands=lambda view: view.values.get("map") == "Sites",
)


MARKS = Cell(
    "geology/points",
    QUESTION,
    ("geology/points", *_ABOUT),
    _sites,
    SITE_COLUMNS,
    figure=_picture,
    live=_live,
    alt=_alt,
    fixed={"most": MOST},
    shared="geology/map",
    stands=lambda view: view.values.get("map") == "Sites",
)
