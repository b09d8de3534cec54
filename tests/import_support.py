"""Small files of mineral sites, written by the tests, and what is kept of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from lodestone import store
from lodestone.imports.report import Report
from lodestone.imports.run import Preview, Wish, import_sites, preview_sites
from lodestone.paths import Project

DAY = date(2026, 11, 22)
GOOD = "id,name,latitude,longitude\n1,Alpha,40.5,-120.5\n2,Beta,41.5,-121.5\n"


def write(project: Project, content: str | bytes, name: str = "sites.csv") -> Path:
    """A file beside the project."""
    path = project.root.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def take(project: Project, content: str | bytes, name: str = "sites.csv", by: str = "", **wish: Any) -> Report:
    """The report of importing this content."""
    return import_sites(project, write(project, content, name), DAY, Wish(**wish), by)


def preview(project: Project, content: str | bytes, name: str = "sites.csv", **wish: Any) -> Preview:
    """The report and the first sites of this content, read without importing it."""
    return preview_sites(project.root, write(project, content, name), Wish(**wish))


def kept(project: Project, dataset: str = "sites") -> list[dict[str, Any]]:
    """The sites of a dataset, read from its own file."""
    found = next(one for one in store.datasets(project)[0] if one.dataset == dataset)
    return pq.read_table(store.folder(project) / found.file).to_pylist()


def dropped(report: Report) -> list[tuple[int, str]]:
    """Line and reason of what was dropped, in the order of lines (of each reason the first few)."""
    return sorted((line, reason) for reason, first in report.first.items() for line, _ in first)
