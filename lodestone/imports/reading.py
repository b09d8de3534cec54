"""One file on its way to sites: what its header says and what has been read of it so far."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lodestone import store
from lodestone.errors import ImportRefused
from lodestone.imports.columns import Mapping, find_columns, header_fits
from lodestone.imports.names import Names, fold, read_names
from lodestone.imports.opening import opened_table
from lodestone.imports.outlines import Outlines, read_outlines
from lodestone.imports.report import Report
from lodestone.imports.sites import Cleaner, Refused, Site, tidy
from lodestone.imports.table import RAGGED, Limits, Table, bounded

# Rows that are held in memory at once, here and again when the database is built.
BLOCK = 25_000
LONGEST_TITLE = 60
# A kept row, and what is wrong between its point and its country.
Checked = tuple[Site, str | None]
Drop = Callable[[int, str, str], None]


@dataclass(frozen=True)
class Wish:
    """What the caller asks for; None lets the file decide. `columns` pairs uses with columns."""

    layout: str | None = None
    name: str | None = None
    title: str | None = None
    encoding: str | None = None
    columns: Mapping = ()
    limits: Limits = field(default_factory=Limits)


class Reading:
    """A file while it is read; `report` fills as `blocks` goes on."""

    def __init__(self, path: Path, table: Table, names: Names, outlines: Outlines, wish: Wish) -> None:
        self.names = names
        columns = find_columns(table.header, path.name, wish.layout, wish.columns)
        title = tidy(wish.title or "") or columns.layout.title or tidy(path.name) or "file"
        if len(title) > LONGEST_TITLE:
            raise ImportRefused(f"The title has more than {LONGEST_TITLE} characters. Give a shorter one with --title.")
        self.report = Report(dataset_name(wish.name, path), title, tidy(path.name) or "file", columns, table.unit)
        self.report.notes += table.notes
        self._table, self._outlines = table, outlines
        self._records = bounded(table.records, wish.limits, path.name)
        self._cleaner = Cleaner(columns, names, table.unit, comma=table.decimal_comma)
        self.report.met = self._cleaner.words

    def blocks(self, drop: Drop) -> Iterator[list[Checked]]:
        """The kept rows in blocks; `drop` is told of each that is not taken. Raises ImportRefused if all are."""
        sites = self._sites(drop)
        while block := list(islice(sites, BLOCK)):
            yield list(self._checked(block))
        self._finish()

    def _sites(self, drop: Drop) -> Iterator[tuple[int, Site]]:
        report = self.report
        for line, cells, reason, detail in self._records:
            report.rows_read += 1
            if cells is not None:
                try:
                    site = self._cleaner.site(cells, line)
                except Refused as refused:
                    reason, detail = refused.reason, refused.detail  # noqa: PLW2901, they are told below either way
                else:
                    report.rows_kept += 1
                    yield line, site
                    continue
            report.drop(line, reason, detail)
            drop(line, reason, detail)

    def _checked(self, block: list[tuple[int, Site]]) -> Iterator[Checked]:
        norths, easts = [site[2] for _, site in block], [site[3] for _, site in block]
        wrong = self._outlines.check(norths, easts, [site[5] for _, site in block])
        for number, (line, site) in enumerate(block):
            what = wrong.get(number)
            if what is not None:
                self.report.lies_off(line, f"{site[1]} {what}")
            yield site, what

    def _finish(self) -> None:
        report = self.report
        report.notes += self._table.tail()
        if not self._outlines:
            report.notes.append("No outlines of countries are there: no point was held against its country.")
        if not report.rows_read:
            raise ImportRefused(f"{report.file_name} holds a header and no rows.")
        if not report.rows_kept:
            lines = [f"{report.file_name}: none of its rows is a site. Nothing was imported.", *report.dropped_lines()]
            if report.dropped[RAGGED] == report.rows_read:
                lines.append(
                    "The cells may hold commas of their own, such as 35,5 for 35.5: save the table with points, or "
                    "with semicolons between the cells."
                )
            raise ImportRefused("\n".join([*lines, *report.notes]))


@contextmanager
def reading(root: Path, path: Path, wish: Wish) -> Iterator[Reading]:
    """A file opened and its header understood; raises ImportRefused, or ContentError for the tables of names."""
    names, outlines = read_names(root), read_outlines(root)
    fits = header_fits(wish.layout, wish.columns)
    with opened_table(path, wish.encoding, fits, wish.limits) as table:
        yield Reading(path, table, names, outlines, wish)


def dataset_name(wanted: str | None, path: Path) -> str:
    """The dataset's name: as wanted, else made of the file's; raises ImportRefused when it cannot be one."""
    made = re.sub(r"[^a-z0-9]+", "-", fold(path.name.partition(".")[0])).strip("-")[:40].strip("-")
    name = made if wanted is None else wanted
    if not re.fullmatch(store.NAME, name):
        raise ImportRefused(
            f"'{name}' cannot name a dataset. Give --name with at most 40 small letters, figures and -, "
            "for example --name mrds-california."
        )
    return name


@contextmanager
def no_collection() -> Iterator[None]:
    """Without the garbage collector, which would spend a quarter of the time on rows that hold no cycles."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
