"""Which sources are cited where there is room for a few: those that what is told rests on, not any that are near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def first_cited(rows: Iterable[Sequence[str]], near: Sequence[str], most: int) -> list[str]:
    """At most so many sources: of each row the nearest to the act, in the order of the rows, then the nearest of all.

    `rows` are the identifiers of the sources of each row that is named, the first named first; `near` holds all that
    may be cited, the nearest to the act first.
    """
    places = {one: place for place, one in enumerate(near)}
    of_rows = [sorted((one for one in ids if one in places), key=places.__getitem__)[:1] for ids in rows]
    return list(dict.fromkeys([*(one for first in of_rows for one in first), *near]))[:most]
