"""Imported datasets, in a folder or as it is set in a database: written whole or not at all, left alone by rebuilds.

They are read from a folder in any case, `build/imports/` or the copy of what the database holds. A dataset is its
manifest, `NAME.json`. The manifest names the Parquet file with the sites, which carries a mark of its own, so that a
new import stands beside the old one until the manifest is replaced in one step.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from lodestone.backends import SITES as KIND
from lodestone.backends import WHATEVER, Change, room, store_of
from lodestone.backends.layouts import manifests
from lodestone.content.files import Unreadable, checksum, read_regular
from lodestone.errors import Problem
from lodestone.paths import Project

NAME = r"[a-z0-9][a-z0-9-]{0,39}"
# Bytes of a manifest, which has a few hundred, and of a file of sites, which holds less than what it was read from.
MOST_MANIFEST, MOST_SITES = 100_000, 1_000_000_000
_TEXT = pa.string()
# One row a site: degrees WGS 84, north and east positive; minerals are ids, the main one again in mineral_id;
# off_country says how the point disagrees with the country, where it does.
SITES = pa.schema(
    [
        ("record_id", _TEXT),
        ("name", _TEXT),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("country", _TEXT),
        ("country_iso3", _TEXT),
        ("admin_area", _TEXT),
        ("minerals", pa.list_(_TEXT)),
        ("mineral_id", _TEXT),
        ("kind", _TEXT),
        ("status", _TEXT),
        ("deposit_type", _TEXT),
        ("off_country", _TEXT),
    ]
)
# Datasets of before points were held against their countries are loaded all the same.
_EARLIER = SITES.remove(SITES.get_field_index("off_country"))


@dataclass(frozen=True)
class Dataset:
    """What a manifest says. `file` is the Parquet file beside it and `file_sha256` its checksum.

    `sha256` is that of the file imported, `names_sha256` that of the tables by which its words were read, `report` what
    came of it, as lines to read; none was kept before there was such a field.
    """

    dataset: str
    title: str
    layout: str
    file_name: str
    sha256: str
    names_sha256: str
    rows_read: int
    rows_kept: int
    imported_at: str
    file: str
    file_sha256: str
    report: str = ""


def folder(project: Project) -> Path:
    """Where datasets are kept; it need not exist."""
    return room(project) / "imports"


def import_files(project: Project) -> list[Path]:
    """Every file that decides what is loaded, in a fixed order."""
    return sorted([*manifests(folder(project)), *folder(project).glob("[!.]*.parquet")])


def datasets(project: Project) -> tuple[list[Dataset], list[Problem]]:
    """Datasets that are whole, by name, and what is wrong with the others."""
    found, problems = [], []
    for path in manifests(folder(project)):
        dataset = _manifest(path)
        reason = "the manifest cannot be read" if dataset is None else _damage(path.parent / dataset.file, dataset)
        if dataset is not None and not reason:
            found.append(dataset)
        else:
            problems.append(
                Problem(
                    f"{path.parent.parent.name}/imports/{path.name}",
                    0,
                    "",
                    f"the imported dataset '{path.stem}' is left out: {reason}",
                    f"Import its file again, or run: python -m lodestone import remove {path.stem}",
                )
            )
    return found, problems


def _manifest(path: Path) -> Dataset | None:
    try:
        read = json.loads(read_regular(path, MOST_MANIFEST))
        # What a newer release wrote besides is passed over: replicas are updated one after the other.
        dataset = Dataset(**{one.name: read[one.name] for one in fields(Dataset) if one.name in read})
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    whole = all(type(getattr(dataset, one.name)) is (int if one.type == "int" else str) for one in fields(Dataset))
    named = whole and dataset.dataset == path.stem and re.fullmatch(NAME, path.stem)
    return dataset if named and dataset.file == Path(dataset.file).name else None


def _damage(path: Path, dataset: Dataset) -> str:
    """Why the Parquet file cannot be loaded; empty when it can."""
    try:
        if checksum(path, MOST_SITES) != dataset.file_sha256:
            return f"{path.name} is damaged"
        if pq.read_schema(path) not in (SITES, _EARLIER):
            return f"{path.name} was written by another version of Lodestone"
    except FileNotFoundError:
        return f"{path.name} is missing"
    except Unreadable as error:
        return f"{path.name} is not read: {error}"
    except (OSError, pa.ArrowException) as error:
        return f"{path.name} cannot be read ({type(error).__name__})"
    return ""


def load(project: Project, con: duckdb.DuckDBPyConnection) -> None:
    """Fill imported_datasets and imported_sites from all datasets that are whole, block by block."""
    for dataset in datasets(project)[0]:
        con.begin()
        try:
            file = pq.ParquetFile(folder(project) / dataset.file)
            for group in range(file.num_row_groups):
                sites = file.read_row_group(group)
                if sites.schema == _EARLIER:
                    sites = sites.append_column("off_country", pa.nulls(len(sites), _TEXT))
                named = pa.array([dataset.dataset], _TEXT).take(pa.array([0] * len(sites), pa.int8()))
                con.from_arrow(sites.add_column(0, "dataset", named)).insert_into("imported_sites")
            con.table("imported_datasets").insert(
                (dataset.dataset, dataset.title, dataset.layout, dataset.file_name, dataset.rows_kept)
            )
        except (OSError, pa.ArrowException, duckdb.ConversionException, duckdb.ConstraintException):
            # Its checksum held: it was made by hand, or for another schema. The notebook does without it.
            con.rollback()
        else:
            con.commit()


def seen(project: Project, name: str) -> str | None:
    """The version of a dataset, from which another one under its name grows; None where none is kept."""
    return next((one.version for one in store_of(project).items(KIND) if one.name == name), None)


def publish(
    project: Project, dataset: Dataset, sites: Path, dropped: Path, before: str | None = WHATEVER, by: str = ""
) -> None:
    """Put a finished draft in place of what this name held before, in a reader's name; it must be this process's turn.

    `before` is the version that it replaces. Raises Stale, NotTheirs, StoreAway and OSError.
    """
    manifest = (json.dumps(asdict(dataset), ensure_ascii=False, indent=2) + "\n").encode()
    parts = {"sites": sites, "dropped": dropped}
    store_of(project).write([Change(KIND, dataset.dataset, manifest, before, parts)], by)
    sweep(project)


def remove(project: Project, name: str, by: str = "") -> bool:
    """Delete a dataset, whole or damaged; whether there was one. It must be this process's turn."""
    there = (folder(project) / f"{name}.json").exists()
    store_of(project).write([Change(KIND, name, None, WHATEVER)], by)
    sweep(project)
    return there


def dropped_file(project: Project, name: str) -> Path:
    """The list of lines of a dataset's file that were not taken."""
    return folder(project) / f"{name}.dropped.csv"


def sweep(project: Project) -> None:
    """Delete drafts and Parquet files that no manifest stands for. It must be this process's turn."""
    kept = set()
    for path in manifests(folder(project)):
        dataset = _manifest(path)
        kept |= {path.stem} if dataset is None else {dataset.file}
    for path in [*folder(project).glob(".draft-*"), *folder(project).glob("[!.]*.parquet")]:
        if path.name not in kept and path.name.partition(".")[0] not in kept:
            with contextlib.suppress(OSError):
                path.unlink()
