"""Sources: what all of it rests on."""

from __future__ import annotations

import plotly.graph_objects as go

from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.bars import share_bars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted


def _trust(frames: Frames, view: View) -> str:
    rows = frames["sources/trust"]
    total = int(rows["sources"].sum())
    if not total:
        return "No source fits these filters"
    near = int(rows.loc[rows["trust"].isin(["primary", "copy of primary"]), "sources"].sum())
    opening = int(rows["opening_only"].sum())
    return (
        f"{near} of {counted(total, 'source')} {'is' if near == 1 else 'are'} the acting body's own text or a copy; "
        f"of {opening} only the opening was read"
    )


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["sources/trust"]
    notes = [f"· {row.opening_only} read at the opening only" for row in rows.itertuples()]
    return share_bars(
        rows,
        label="trust",
        value="sources",
        notes=notes,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"Sources by distance from the act they report · {words.subtitle}",
        source_line="Source: the notebook's own list of sources",
        form=form,
        width=view.width,
    )


TRUST = Cell(
    "sources/trust",
    "How near do the sources stand to what they report?",
    ("sources/trust",),
    _trust,
    (
        Column("trust", "Distance from the act"),
        Column("sources", "Sources", "number"),
        Column("read_in_full", "Read in full", "number"),
        Column("opening_only", "Opening only", "number"),
    ),
    figure=_figure,
)


def _list(frames: Frames, view: View) -> str:
    rows = frames["sources/sources"]
    if rows.empty:
        return "No source fits these filters"
    used = int((rows["rows_citing"] > 0).sum())
    most = f"; {rows['publisher'].iloc[0]} by most" if used else ""
    are = "is" if used == 1 else "are"
    return f"{used} of {counted(len(rows), 'source')} {are} cited by the rows on these pages{most}"


LIST = Cell(
    "sources/sources",
    "Which sources are these?",
    ("sources/sources",),
    _list,
    (
        Column("title", "Source", width="large", phone=220),
        Column("publisher", "Publisher", phone=130),
        Column("published", "Published"),
        Column("trust", "Distance from the act"),
        Column("publisher_kind", "Kind"),
        Column("how_read", "Read"),
        Column("rows_citing", "Rows citing it", "number"),
        Column("note", "Note"),
        Column("url", "Address", "link"),
        Column("source_id", "Id"),
    ),
)

PAGE = (TRUST, LIST)
