"""Where the header of a text stands and what separates its cells, from its first lines."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field

from lodestone.imports.table import Fits

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_SHOWN = 60


@dataclass
class Shape:
    """The separator, how many lines stand above the header, and what there is to say about both."""

    separator: str = ","
    above: int = 0
    notes: list[str] = field(default_factory=list)


def find_shape(head: list[str], fits: Fits) -> Shape:
    """The shape in which one of the first lines is a header that fits; else the likeliest, for the message."""
    told = _told(head)
    shape = _fitting(head, fits, told) or _likeliest(head, told)
    passed = [" ".join(line.split()) for line in head[: shape.above]]
    passed = [line for line in passed if line and not line.lower().startswith("sep=")]
    if passed:
        first = passed[0] if len(passed[0]) <= _SHOWN else f"{passed[0][:_SHOWN]}…"
        lines = "line stands" if len(passed) == 1 else "lines stand"
        shape.notes.append(
            f"{len(passed)} {lines} above the header and was not read as a site: “{first}”."
            if len(passed) == 1
            else f"{len(passed)} {lines} above the header and were not read as sites; the first: “{first}”."
        )
    if shape.separator != ",":
        shape.notes.append(f"The cells are separated by {SEPARATORS.get(shape.separator, shape.separator)}.")
    return shape


def _told(head: list[str]) -> str | None:
    """The separator that Excel writes above a table, as sep=; does."""
    line = next((line for line in head if line.strip()), "").strip("\ufeff\r\n").strip('"')
    return line[4:] or "\t" if line[:4].lower() == "sep=" and len(line) <= 5 else None


def _fitting(head: list[str], fits: Fits, told: str | None) -> Shape | None:
    for above in range(len(head)):
        for separator in (told, *SEPARATORS) if told else SEPARATORS:
            if fits(_cells(head[above:], separator)):
                return Shape(separator, above)
    return None


def _cells(lines: list[str], separator: str) -> list[str]:
    try:
        return next(csv.reader(lines, delimiter=separator), [])
    except csv.Error:
        return []


def _likeliest(head: list[str], told: str | None) -> Shape:
    """The first line with words, past Excel's, cut by what gives most cells."""
    above = next((at for at, line in enumerate(head) if line.strip()), 0)
    if told is not None and above + 1 < len(head):
        return Shape(told, above + 1)
    # A note above a table is a single cell; the table itself begins where the lines have several. How many is what two
    # lines or more agree on: a row with a separator too much is no header, and one with less is none either.
    rows = [(len(_cells(head[at:], one)), at, one) for at in range(above, len(head)) for one in SEPARATORS]
    agreeing = Counter((cells, one) for cells, _, one in rows if cells > 1)
    shared = [pair for pair, lines in agreeing.items() if lines > 1] or list(agreeing)
    if not shared:
        return Shape(",", above)
    most, separator = max(shared, key=lambda pair: (pair[0], pair[1] == ","))
    return Shape(separator, min(at for cells, at, one in rows if one == separator and cells >= most))
