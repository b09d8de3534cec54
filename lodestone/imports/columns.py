"""Which column of a file is used, and as what: by its layout, and by what the caller says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lodestone.errors import ImportRefused
from lodestone.imports.layouts import FIELDS, LAYOUTS, MINERALS, REQUIRED, USES, Layout
from lodestone.imports.names import fold
from lodestone.imports.synonyms import as_options, offers

NOT_USED = "not used"
# Minerals spread over several columns, in files of any layout.
_NUMBERED = re.compile(r"(?:commod(?:ity)?|mineral)[ _-]?([1-9])")
# Fields and columns as the caller pairs them; without a column, the file is said to have none for the field.
Mapping = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Columns:
    """Where a file keeps what its layout names: a place in the row for each of FIELDS and for each list of minerals.

    A place of -1 means that the file has no such column. `coded` says that the minerals stand as codes with blanks
    between. `uses` gives each column of the header with what it is used as, `looked_for` the columns that the layout
    has for each use.
    """

    layout: Layout
    fields: tuple[int, ...]
    minerals: tuple[int, ...]
    coded: bool
    header: tuple[str, ...]
    uses: tuple[str, ...]
    looked_for: dict[str, tuple[str, ...]]

    def of(self, use: str) -> list[str]:
        """The columns that are read for a use (a field, or minerals)."""
        return [column for column, one in zip(self.header, self.uses, strict=True) if one == USES[use]]

    def offers(self, uses: tuple[str, ...]) -> list[tuple[str, str]]:
        """Of these uses, each that no column has and that one of the unused columns looks like."""
        unused = [column for column, use in zip(self.header, self.uses, strict=True) if use == NOT_USED]
        return offers(unused, [use for use in uses if not self.of(use)])


def read_mapping(given: list[str]) -> Mapping:
    """Pairs of use and column from texts such as minerals=Commodity; raises ImportRefused."""
    pairs = []
    for one in given:
        use, equals, column = one.partition("=")
        use = {"id": "record_id"}.get(fold(use), fold(use).replace(" ", "_"))
        if not equals or use not in USES:
            known = ", ".join("id" if field == "record_id" else field for field in USES)
            raise ImportRefused(f"--map {one}: write USE=COLUMN, as in minerals=Commodity; uses: {known}.")
        pairs.append((use, column))
    return tuple(pairs)


def header_fits(wanted: str | None, mapping: Mapping) -> Callable[[list[str]], bool]:
    """A test whether cells are the header of a file in this layout, or in any, with these columns."""
    named = {fold(column) for _, column in mapping if column}

    def fits(cells: list[str]) -> bool:
        folded = {fold(cell) for cell in cells}
        return named <= folded and _layout(folded, wanted, mapping) is not None

    return fits


def find_columns(header: list[str], name: str, wanted: str | None, mapping: Mapping = ()) -> Columns:
    """The columns of the file `name` in the layout `wanted`, or in the one its header shows.

    Raises ImportRefused when no layout fits, when one that was asked for lacks what it needs, when a column that
    would be read stands there twice, or when there is no column as the caller names it.
    """
    folded = [fold(cell) for cell in header]
    if lost := [column for _, column in mapping if column and fold(column) not in folded]:
        raise ImportRefused(f"{name} has no column {', '.join(lost)}. It holds: {_shown(header)}.")
    layout = _layout(set(folded), wanted, mapping)
    if layout is None:
        raise ImportRefused(_missing(header, folded, name, wanted, mapping))
    looked_for = _looked_for(layout, folded, mapping)
    read = [column for columns in looked_for.values() for column in columns]
    if twice := sorted({column for column in read if folded.count(column) > 1}):
        raise ImportRefused(f"{name}: the header names {', '.join(twice)} twice. Rename or delete one.")
    places = {
        use: tuple(folded.index(column) for column in columns if column in folded)
        for use, columns in looked_for.items()
    }
    codes = (folded.index(layout.codes),) if layout.codes in folded else ()
    mapped = any(use == MINERALS for use, _ in mapping)
    coded = bool(codes) and places[MINERALS] == (codes if mapped else ())
    minerals = codes if coded else places[MINERALS]
    used = {place: USES[use] for use, found in places.items() for place in found} | dict.fromkeys(minerals, MINERALS)
    return Columns(
        layout,
        tuple(places[field][0] if places.get(field) else -1 for field in FIELDS),
        minerals,
        coded,
        tuple(" ".join(cell.split()) or f"(column {at})" for at, cell in enumerate(header, start=1)),
        tuple(used.get(place, NOT_USED) for place in range(len(header))),
        looked_for,
    )


def _layout(folded: set[str], wanted: str | None, mapping: Mapping) -> Layout | None:
    """The layout in which name, latitude and longitude are there, by the header or by the caller's word."""
    if wanted is not None:
        return LAYOUTS[wanted] if not _lacking(LAYOUTS[wanted], folded, mapping) else None
    shown = next((one for one in LAYOUTS.values() if set(one.marks) <= folded), None)
    if shown is not None and not _lacking(shown, folded, mapping):
        return shown
    generic = LAYOUTS["generic"]
    return generic if mapping and not _lacking(generic, folded, mapping) else None


def _lacking(layout: Layout, folded: set[str], mapping: Mapping) -> list[str]:
    mapped = dict(mapping)
    return [
        field for field in REQUIRED if not (bool(mapped[field]) if field in mapped else layout.columns[field] in folded)
    ]


def _looked_for(layout: Layout, folded: list[str], mapping: Mapping) -> dict[str, tuple[str, ...]]:
    """The columns that are looked for, by use; minerals may have several."""
    numbered = [(int(found[1]), one) for one in folded if (found := _NUMBERED.fullmatch(one))]
    minerals = dict.fromkeys([*layout.minerals, *(one for _, one in sorted(numbered))])
    looked: dict[str, tuple[str, ...]] = {
        field: (layout.columns[field],) if field in layout.columns else () for field in FIELDS
    }
    looked[MINERALS] = tuple(minerals)
    for use in {use for use, _ in mapping}:
        looked[use] = tuple(dict.fromkeys(fold(column) for one, column in mapping if one == use and column))
        looked[use] = looked[use] if use == MINERALS else looked[use][-1:]
    # A column that the caller names for one use is read for no other.
    taken = {fold(column): use for use, column in mapping if column}
    return {use: tuple(one for one in columns if taken.get(one, use) == use) for use, columns in looked.items()}


def _missing(header: list[str], folded: list[str], name: str, wanted: str | None, mapping: Mapping) -> str:
    layout = LAYOUTS[wanted or "generic"]
    lacking = _lacking(layout, set(folded), mapping)
    if wanted is not None:
        columns = ", ".join(layout.columns[field] for field in lacking)
        lines = [f"{name} is not in the layout {wanted}: the header lacks {columns}. It holds: {_shown(header)}."]
    else:
        lines = [f"{name}: no layout has this header: {_shown(header)}.", "Looked for:"]
        for one in LAYOUTS.values():
            missing = [mark for mark in one.marks if mark not in folded]
            lines.append(f"  {one.name:10} {', '.join(one.marks)} (missing: {', '.join(missing)})")
    found = offers(header, [*lacking, *(use for use in (MINERALS, "country", "status") if use not in folded)])
    if {use for use, _ in found} & set(lacking):
        lines.append(f"Columns that look like it: {as_options(found)}")
    lines.append(
        "Name the columns with --map USE=COLUMN, rename them as docs/importing-sites.md shows for the layout generic, "
        "or give --layout."
    )
    return "\n".join(lines)


def _shown(header: list[str]) -> str:
    text = ", ".join(" ".join(cell.split()) for cell in header)
    return text if len(text) <= 300 else f"{text[:300]}…"
