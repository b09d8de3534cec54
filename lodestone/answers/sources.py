"""Sources: what all of it rests on."""

from __future__ import annotations

import pandas as pd

from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.bars import share_bars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_said, the_body


def _trust(frames: Frames, view: View) -> str:
    rows = frames["sources/trust"]
    total = int(rows["sources"].sum())
    if not total:
        return "No source fits these filters"
    near = int(rows.loc[rows["trust"].isin(["primary", "copy of primary"]), "sources"].sum())
    opening = int(rows["opening_only"].sum())
    if total == 1:
        whose = "the acting body's own text or a copy" if near else "at some distance from the act"
        return f"The one source is {whose}; it was read {'at the opening only' if opening else 'in full'}"
    share = _share(near, total)
    read = f"of {opening} only the opening was read" if opening else "all were read in full"
    return f"{share} the acting body's own text or a copy; {read}"


def _share(number: int, total: int) -> str:
    """So many of several sources, with the verb: 'No source of 10 is', 'One of 10 sources is'."""
    if not number:
        return f"No source of {total} is"
    return f"One of {total} sources is" if number == 1 else f"{number} of {total} sources are"


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["sources/trust"]
    notes = [f"· {row.opening_only} read at the opening only" for row in each_row(rows)]
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


def _alt(frames: Frames, view: View) -> str:
    return first_said(
        [
            f"{row.trust}: {counted(int(row.sources), 'source')}, {row.read_in_full} read in full"
            for row in each_row(frames["sources/trust"])
        ]
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
    alt=_alt,
)


def _list(frames: Frames, view: View) -> str:
    rows = frames["sources/sources"]
    if rows.empty:
        return "No source fits these filters"
    citing = rows["rows_citing"]
    used = int((citing > 0).sum())
    if len(rows) == 1:
        return f"The one source is {'' if used else 'not '}cited by rows of these pages"
    # Only a source that is cited more often than any other is named.
    first = rows[citing == citing.max()]
    most = f"; most often one by {the_body(str(first['publisher'].iloc[0]))}" if used > 1 and len(first) == 1 else ""
    share = _share(used, len(rows))
    return f"{share} cited by rows of these pages{most}"


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

COUNTS = Cell(
    "sources/counts",
    "What does the notebook hold?",
    ("sources/counts",),
    lambda frames, view: _counts(frames["sources/counts"]),
    (Column("what", "What"), Column("count", "Number", "number"), Column("page", "Page")),
)


def _counts(rows: pd.DataFrame) -> str:
    by = dict(zip(rows["what"], rows["count"], strict=True))
    return f"{by['provisions']} provisions, {by['events']} events and set dates, and {by['sources']} sources"


PAGE = (TRUST, LIST, COUNTS)
