"""The layouts of mineral-site files: which column holds what, and how a file's layout is recognized."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lodestone.errors import ImportRefused
from lodestone.imports.names import fold

# What is taken from a row, besides its minerals.
FIELDS = (
    "record_id",
    "name",
    "latitude",
    "longitude",
    "country",
    "country_iso3",
    "admin_area",
    "deposit_type",
    "kind",
    "status",
)
REQUIRED = ("name", "latitude", "longitude")


@dataclass(frozen=True)
class Layout:
    """One kind of file. Column names are folded: case, accents and blanks around them do not matter.

    `marks` are the columns a file is known by, `columns` names the column of each field, `minerals` the columns that
    list minerals, the main one first. `country` and `kind` are what holds where the file does not say. With
    `graded`, a row's kind follows from its status: what produces is a mine, what is only prospected a deposit.
    """

    name: str
    title: str
    marks: tuple[str, ...]
    columns: Mapping[str, str]
    minerals: tuple[str, ...]
    country: str = ""
    kind: str | None = None
    graded: bool = False


_PLACE = {"latitude": "latitude", "longitude": "longitude", "country": "country"}
LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout(
            "mrds",
            "USGS Mineral Resources Data System",
            ("dep_id", "site_name", "latitude", "longitude"),
            {
                **_PLACE,
                "record_id": "dep_id",
                "name": "site_name",
                "admin_area": "state",
                "deposit_type": "dep_type",
                "kind": "oper_type",
                "status": "dev_stat",
            },
            ("commod1", "commod2", "commod3"),
            graded=True,
        ),
        Layout(
            "california",
            "USGS MRDS extract for California",
            ("record_id", "site_name", "latitude", "longitude", "commodities"),
            {
                **_PLACE,
                "record_id": "record_id",
                "name": "site_name",
                "admin_area": "state",
                "deposit_type": "deposit_type",
            },
            ("commodities",),
            country="United States",
        ),
        Layout(
            "pp1802",
            "USGS Professional Paper 1802",
            ("deposit_name", "critical_mineral", "latitude", "longitude"),
            {
                **_PLACE,
                "name": "deposit_name",
                "country": "location",
                "admin_area": "loc_detail",
                "deposit_type": "deposit_type",
            },
            ("critical_mineral",),
            kind="deposit",
        ),
        Layout(
            "icmm",
            "ICMM Global Mining Dataset",
            ("icmmid", "mine name", "latitude", "longitude"),
            {**_PLACE, "record_id": "icmmid", "name": "mine name", "kind": "asset type"},
            ("primary commodity", "secondary commodity", "other commodities"),
        ),
        Layout(
            "generic",
            "",
            REQUIRED,
            {**_PLACE, **{field: field for field in FIELDS if field != "record_id"}, "record_id": "id"},
            ("minerals",),
        ),
    )
}


@dataclass(frozen=True)
class Columns:
    """Where a file keeps what its layout names: a place in the row for each of FIELDS and for each list of minerals.

    A place of -1 means that the file has no such column.
    """

    layout: Layout
    fields: tuple[int, ...]
    minerals: tuple[int, ...]


def find_columns(header: list[str], name: str, wanted: str | None) -> Columns:
    """The columns of the file `name` in the layout `wanted`, or in the one its header shows.

    Raises ImportRefused when no layout fits, when one that was asked for lacks what it needs, or when a column that
    would be read stands there twice.
    """
    folded = [fold(cell) for cell in header]
    if wanted is None:
        layout = next((one for one in LAYOUTS.values() if set(one.marks) <= set(folded)), None)
        if layout is None:
            raise ImportRefused(_unknown(header, folded, name))
    else:
        layout = LAYOUTS[wanted]
        missing = [layout.columns[field] for field in REQUIRED if layout.columns[field] not in folded]
        if missing:
            raise ImportRefused(
                f"{name} is not in the layout {wanted}: the header lacks {', '.join(missing)}. "
                f"It holds: {_shown(header)}."
            )
    used = [*layout.columns.values(), *layout.minerals]
    if twice := sorted({column for column in used if folded.count(column) > 1}):
        raise ImportRefused(f"{name}: the header names {', '.join(twice)} twice. Rename or delete one.")
    places = {column: folded.index(column) if column in folded else -1 for column in used}
    return Columns(
        layout,
        tuple(places[layout.columns[field]] if field in layout.columns else -1 for field in FIELDS),
        tuple(places[column] for column in layout.minerals),
    )


def _unknown(header: list[str], folded: list[str], name: str) -> str:
    lines = [f"{name}: no layout has this header: {_shown(header)}.", "Looked for:"]
    for layout in LAYOUTS.values():
        missing = [mark for mark in layout.marks if mark not in folded]
        lines.append(f"  {layout.name:10} {', '.join(layout.marks)} (missing: {', '.join(missing)})")
    lines.append("Rename the columns as docs/importing-sites.md shows for the layout generic, or give --layout.")
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        lines.append("The cells seem to be separated by ; or by tabs: save the table with commas.")
    return "\n".join(lines)


def _shown(header: list[str]) -> str:
    text = ", ".join(" ".join(cell.split()) for cell in header)
    return text if len(text) <= 300 else f"{text[:300]}…"
