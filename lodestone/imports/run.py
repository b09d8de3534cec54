"""The import of one file, from its bytes to a published dataset, and the same reading without writing anything."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lodestone import store
from lodestone.backends.layouts import manifests
from lodestone.build_lock import build_lock
from lodestone.content.files import checksum
from lodestone.errors import BuildError, ImportRefused
from lodestone.imports.columns import Columns, find_columns, header_fits
from lodestone.imports.opening import opened_table
from lodestone.imports.reading import BLOCK, Checked, Reading, Wish, dataset_name, no_collection, reading
from lodestone.imports.report import DroppedFile, Report
from lodestone.paths import Project

__all__ = ["Preview", "Wish", "dataset_name", "import_sites", "preview_sites", "read_columns", "remove_sites"]


@dataclass(frozen=True)
class Preview:
    """What an import would bring: its report, and the first sites with what is wrong between point and country."""

    report: Report
    first: list[Checked]


def import_sites(project: Project, path: Path, day: date, wish: Wish, by: str = "") -> Report:
    """Import a file of mineral sites as a dataset, in place of one of the same name.

    `day` is written down as the day of the import, `by` as the reader who did it. Raises ImportRefused when nothing
    can be taken from the file, ContentError when the tables of names do not hold, BuildError when the dataset cannot be
    written, Stale and NotTheirs when it has changed elsewhere or belongs to another reader. In each case the dataset
    that was there before stays.
    """
    with reading(project.root, path, wish) as one:
        try:
            with build_lock(project), no_collection():
                store.folder(project).mkdir(parents=True, exist_ok=True)
                try:
                    return _write(project, path, day, one, by)
                finally:
                    store.sweep(project)
        except (OSError, pa.ArrowException) as error:
            raise BuildError(
                f"The dataset could not be written to {project.build.name}/imports/: {_said(error)}. "
                "Free some space or check the folder's permissions, then import again."
            ) from error


def preview_sites(root: Path, path: Path, wish: Wish, first: int = 200) -> Preview:
    """Read a file as `import_sites` does, writing nothing; raises ImportRefused and ContentError as that does."""
    shown: list[Checked] = []
    with reading(root, path, wish) as one, no_collection():
        for block in one.blocks(lambda *_: None):
            shown += block[: first - len(shown)]
    return Preview(one.report, shown)


def read_columns(path: Path, wish: Wish) -> tuple[list[str], Columns | None]:
    """The header of a file, and what its columns are used as; None where no layout fits. Raises ImportRefused."""
    with opened_table(path, wish.encoding, header_fits(wish.layout, wish.columns), wish.limits) as table:
        try:
            return table.header, find_columns(table.header, path.name, wish.layout, wish.columns)
        except ImportRefused:
            return table.header, None


def remove_sites(project: Project, name: str, by: str = "") -> None:
    """Delete an imported dataset, whole or damaged; raises ImportRefused when there is none, BuildError, NotTheirs."""
    known = [path.stem for path in manifests(store.folder(project))]
    if not re.fullmatch(store.NAME, name) or name not in known:
        raise ImportRefused(f"There is no imported dataset '{name}'. Known: {', '.join(known) or 'none'}.")
    try:
        with build_lock(project):
            store.remove(project, name, by)
    except OSError as error:
        raise BuildError(
            f"The dataset could not be removed: {_said(error)}. Check the folder's permissions."
        ) from error


def _said(error: Exception) -> str:
    """An error without the path that its own text may hold."""
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else type(error).__name__


def _write(project: Project, path: Path, day: date, one: Reading, by: str) -> Report:
    """Write and publish the dataset; raises ImportRefused when no row is kept."""
    report, room = one.report, store.folder(project)
    name = report.dataset
    before = store.seen(project, name)
    draft, dropped = room / f".draft-{name}.parquet", room / f".draft-{name}.csv"
    with dropped.open("w", encoding="utf-8", newline="") as file:
        listed = DroppedFile(file, report.unit)
        with pq.ParquetWriter(draft, store.SITES, compression="zstd") as writer:
            for block in one.blocks(listed.drop):
                columns = zip(*((*site, wrong) for site, wrong in block), strict=True)
                arrays = [pa.array(column, field.type) for column, field in zip(columns, store.SITES, strict=True)]
                writer.write_batch(pa.record_batch(arrays, schema=store.SITES), row_group_size=BLOCK)
    mark = checksum(draft, store.MOST_SITES)
    store.publish(
        project,
        store.Dataset(
            name,
            report.title,
            report.layout,
            report.file_name,
            checksum(path, store.MOST_SITES),
            one.names.sha256,
            report.rows_read,
            report.rows_kept,
            day.isoformat(),
            f"{name}.{mark[:12]}.parquet",
            mark,
            report.to_keep(),
        ),
        draft,
        dropped,
        before,
        by,
    )
    report.dropped_file = store.dropped_file(project, name).relative_to(project.root).as_posix()
    return report
