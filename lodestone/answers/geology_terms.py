"""Under which terms the sites are shown, and which data sets are held back."""

from __future__ import annotations

from lodestone.cells.cell import Cell, Column, Frames
from lodestone.figures.text import cut_chars
from lodestone.filters import View
from lodestone.language import counted, the_body


def _shipped(frames: Frames, view: View) -> str:
    rows = frames["geology/shipped"]
    first = rows.groupby("publisher")["sites"].sum().sort_values(ascending=False)
    return (
        f"{int(rows['sites'].sum()):,} sites from {counted(int((rows['sites'] > 0).sum()), 'data set')}, "
        f"{round(100 * first.iloc[0] / first.sum())} % of them from {cut_chars(the_body(str(first.index[0])), 44)}"
    )


SHIPPED = Cell(
    "geology/shipped",
    "Under which terms is this shown?",
    ("geology/shipped",),
    _shipped,
    (
        Column("title", "Data set", width="large", phone=210),
        Column("publisher", "Publisher"),
        Column("sites", "Sites from it", "number", phone=100),
        Column("also", "Sites it holds as well", "number"),
        Column("figures", "Sites it gives figures for", "number"),
        Column("licence", "Terms and credit", width="large"),
        Column("licence_class", "Kind of terms"),
        Column("note", "How it was read", width="large"),
        Column("url", "Address", "link"),
    ),
)


def _unshipped(frames: Frames, view: View) -> str:
    rows = frames["geology/unshipped"]
    if rows.empty:
        return "No data set is known and held back"
    are, records = counted(len(rows), "data set is", "data sets are"), int(rows["record_count"].sum())
    return f"{are} known and not shown, with {records:,} records: their terms were not read"


UNSHIPPED = Cell(
    "geology/unshipped",
    "What is known and not shown?",
    ("geology/unshipped",),
    _unshipped,
    (
        Column("title", "Data set", width="large", phone=210),
        Column("publisher", "Publisher"),
        Column("record_count", "Records", "number", phone=90),
        Column("what", "What it holds", width="large"),
        Column("reason", "Why it is not shown", width="large"),
        Column("licence", "Terms", width="large"),
    ),
)
