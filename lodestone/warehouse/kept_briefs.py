"""Imported briefs into the database: each that is whole, as its document has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

from lodestone import brief_store
from lodestone.brief_store import Kept
from lodestone.paths import Project

_TEXT, _NUMBER, _WHOLE = pa.string(), pa.float64(), pa.int32()
TABLES = {
    "imported_briefs": {
        "brief_id": _TEXT, "title": _TEXT, "posted_date": _TEXT, "format": _TEXT, "impact_score": _NUMBER,
        "card_timeline": _TEXT, "card_summary": _TEXT, "card_key_actions": _TEXT, "file_name": _TEXT,
        "imported_on": _TEXT, "doubts": _WHOLE,
    },
    "imported_brief_items": {
        "brief_id": _TEXT, "block": _WHOLE, "section": _TEXT, "heading": _TEXT, "position": _WHOLE, "level": _WHOLE,
        "label": _TEXT, "text": _TEXT, "header_only": pa.bool_(), "group_label": _TEXT, "group_known": pa.bool_(),
    },
    "imported_brief_scores": {
        "brief_id": _TEXT, "position": _WHOLE, "section": _TEXT, "value": _NUMBER, "raw": _TEXT, "rationale": _TEXT,
        "in_range": pa.bool_(),
    },
    "imported_brief_clocks": {
        "brief_id": _TEXT, "position": _WHOLE, "text": _TEXT, "n": _NUMBER, "n_max": _NUMBER, "unit": _TEXT,
        "relation": _TEXT, "trigger": _TEXT, "due_date": _TEXT,
    },
    "imported_brief_bodies": {
        "brief_id": _TEXT, "position": _WHOLE, "kind": _TEXT, "name": _TEXT, "abbreviation": _TEXT,
        "implied": pa.bool_(), "role": _TEXT,
    },
    "imported_names": {"name": _TEXT, "target_id": _TEXT},
}  # fmt: skip
Rows = Iterator[tuple[str, tuple[Any, ...]]]


def load(project: Project, con: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables of imported briefs from all that are whole; one that does not fit the tables is left out."""
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
    shipped = {str(one) for (one,) in con.table("briefs").project("brief_id").fetchall()}
    for kept in brief_store.briefs(project)[0]:
        try:
            found = list(_rows(kept))
        except (KeyError, TypeError, ValueError):
            # Its checksum held: it was made by hand, or by another release. The notebook does without it.
            continue
        for table, row in found if kept.entry.brief_id not in shipped else ():
            rows[table].append(row)
    rows["imported_names"] += brief_store.mapped_names(project).items()
    con.begin()
    for table, columns in TABLES.items():
        if rows[table]:
            arrays = [
                pa.array(values, kind)
                for values, kind in zip(zip(*rows[table], strict=True), columns.values(), strict=True)
            ]
            con.from_arrow(pa.table(arrays, names=list(columns))).insert_into(table)
    con.commit()


def _rows(kept: Kept) -> Rows:
    """Every row of a brief with its table."""
    entry, read = kept.entry, kept.read()
    card = read["card"] or {}
    brief = entry.brief_id
    fields = (card.get(name) for name in ("impact_score", "timeline", "summary", "key_actions"))
    yield (
        "imported_briefs",
        (brief, entry.title, read["date"], read["format"], *fields, entry.file_name, entry.imported_on, entry.flags),
    )
    for block, section in enumerate(read["sections"], start=1):
        groups = _groups([(one["level"], one["label"], one["header_only"]) for one in section["items"]])
        for place, (one, group) in enumerate(zip(section["items"], groups, strict=True), start=1):
            yield (
                "imported_brief_items",
                (brief, block, section["key"], section["heading"], place, one["level"], one["label"], one["text"],
                 one["header_only"], *group),
            )  # fmt: skip
    for place, one in enumerate(read["scores"], start=1):
        score = (one["after_section"], one["value"], one["raw"], one["rationale"], one["in_range"])
        yield "imported_brief_scores", (brief, place, *score)
    for place, one in enumerate(read["timeline"], start=1):
        clock = (one["text"], one["n"], one["n_max"], one["unit"], one["relation"], one["trigger"], one["date"])
        yield "imported_brief_clocks", (brief, place, *clock)
    for place, one in enumerate(read["organisations"], start=1):
        body = (one["name"], one["abbreviation"], one["flag"] == "implied", one["role"])
        yield "imported_brief_bodies", (brief, place, "organization", *body)
    for place, one in enumerate(read["officials"], start=1):
        yield "imported_brief_bodies", (brief, place, "official", one["title"], None, False, one["duty"])


def _groups(items: list[tuple[int, str, bool]]) -> Iterator[tuple[str | None, bool]]:
    """For each item of level, label and whether it is a mere heading: the label above it, and whether that is sure.

    A heading reaches what is indented below it. Where nothing is, it may reach all that follows on its own level, up to
    the next one: nobody can tell.
    """
    open_: list[tuple[int, str, bool]] = []
    for place, (level, label, heads) in enumerate(items):
        while open_ and (level < open_[-1][0] or (level == open_[-1][0] and (open_[-1][2] or heads))):
            open_.pop()
        found = open_[-1] if open_ else None
        yield (found[1], found[2]) if found else (None, False)
        if heads:
            indented = place + 1 < len(items) and items[place + 1][0] > level
            open_.append((level, label, indented))
