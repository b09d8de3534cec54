"""The import of one file, from its bytes to a published dataset."""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lodestone import store
from lodestone.build_lock import build_lock
from lodestone.errors import BuildError, ImportRefused
from lodestone.imports.layouts import find_columns
from lodestone.imports.lines import Lines, opened, read_header, records
from lodestone.imports.names import Names, fold, read_names
from lodestone.imports.report import DroppedFile, Report
from lodestone.imports.sites import Cleaner, Refused, Site, tidy
from lodestone.paths import Project

# Rows that are held in memory at once, here and again when the database is built.
BLOCK = 25_000
LONGEST_TITLE = 60


@dataclass(frozen=True)
class Wish:
    """What the caller asks for; None lets the file decide."""

    layout: str | None = None
    name: str | None = None
    title: str | None = None


def import_sites(project: Project, path: Path, day: date, wish: Wish) -> Report:
    """Import a file of mineral sites as a dataset, in place of one of the same name.

    `day` is written down as the day of the import. Raises ImportRefused when nothing can be taken from the file,
    ContentError when the tables of names do not hold, BuildError when the dataset cannot be written. In each case
    the dataset that was there before stays.
    """
    names = read_names(project.root)
    with opened(path) as stream:
        one = _Import(path, stream, names, wish)
        try:
            with build_lock(project), _no_collection():
                store.folder(project).mkdir(exist_ok=True)
                try:
                    return one.write(project, day)
                finally:
                    store.sweep(project)
        except (OSError, pa.ArrowException) as error:
            raise BuildError(
                f"The dataset could not be written to {project.build.name}/imports/: {error}. "
                "Free some space or check the folder's permissions, then import again."
            ) from error


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
def _no_collection() -> Iterator[None]:
    """Without the garbage collector, which would spend a quarter of the time on rows that hold no cycles."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Import:
    """One file on its way: what its header says and what has been read of it so far."""

    def __init__(self, path: Path, stream: io.BufferedReader, names: Names, wish: Wish) -> None:
        self._path, self._names = path, names
        self._lines = Lines(stream, path.name)
        header = read_header(self._lines, path.name)
        columns = find_columns(header, path.name, wish.layout)
        title = tidy(wish.title or "") or columns.layout.title or tidy(path.name) or "file"
        if len(title) > LONGEST_TITLE:
            raise ImportRefused(f"The title has more than {LONGEST_TITLE} characters. Give a shorter one with --title.")
        self._width = len(header)
        self._cleaner = Cleaner(columns, names)
        self.report = Report(dataset_name(wish.name, path), title, columns.layout.name, tidy(path.name) or "file")

    def write(self, project: Project, day: date) -> Report:
        """Write and publish the dataset; raises ImportRefused when no row is kept."""
        name, report, room = self.report.dataset, self.report, store.folder(project)
        draft, dropped = room / f".draft-{name}.parquet", room / f".draft-{name}.csv"
        with dropped.open("w", encoding="utf-8", newline="") as file:
            sites = self._sites(DroppedFile(file))
            with pq.ParquetWriter(draft, store.SITES, compression="zstd") as writer:
                while block := list(islice(sites, BLOCK)):
                    columns = zip(*block, strict=True)
                    arrays = [pa.array(column, one.type) for column, one in zip(columns, store.SITES, strict=True)]
                    writer.write_batch(pa.record_batch(arrays, schema=store.SITES), row_group_size=BLOCK)
        self._finish()
        mark = store.checksum(draft)
        store.publish(
            project,
            store.Dataset(
                name,
                report.title,
                report.layout,
                report.file_name,
                store.checksum(self._path),
                self._names.sha256,
                report.rows_read,
                report.rows_kept,
                day.isoformat(),
                f"{name}.{mark[:12]}.parquet",
                mark,
            ),
            draft,
            dropped,
        )
        report.dropped_file = store.dropped_file(project, name).relative_to(project.root).as_posix()
        return report

    def _sites(self, dropped: DroppedFile) -> Iterator[Site]:
        report = self.report
        for line, cells, reason, detail in records(self._lines, self._width):
            report.rows_read += 1
            if cells is not None:
                try:
                    site = self._cleaner.site(cells, line)
                except Refused as refused:
                    reason, detail = refused.reason, refused.detail  # noqa: PLW2901, they are told below either way
                else:
                    report.rows_kept += 1
                    yield site
                    continue
            report.drop(line, reason, detail)
            dropped.drop(line, reason, detail)

    def _finish(self) -> None:
        report = self.report
        report.not_utf8 = self._lines.not_utf8
        report.words, report.countries = self._cleaner.unknown_words, self._cleaner.unknown_countries
        if not report.rows_read:
            raise ImportRefused(f"{report.file_name} holds a header and no rows.")
        if not report.rows_kept:
            raise ImportRefused(
                "\n".join(
                    [f"{report.file_name}: none of its rows is a site. Nothing was imported.", *report.dropped_lines()]
                )
            )
