"""A reader's file, of whatever kind, as one table."""

from __future__ import annotations

import gzip
import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from lodestone.errors import ImportRefused
from lodestone.imports.excel import excel_table
from lodestone.imports.geojson import geojson_table
from lodestone.imports.geopackage import geopackage_table
from lodestone.imports.parquet import parquet_table
from lodestone.imports.table import Fits, Limits, Table
from lodestone.imports.text import looks_like_json, text_table

_ZIP, _GZIP, _SQLITE, _PARQUET = b"PK\x03\x04", b"\x1f\x8b", b"SQLite format 3\0", b"PAR1"
_READ = (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".geojson", ".json", ".gpkg", ".parquet", ".gz")
_KINDS = "CSV or other text of cells, Excel (.xlsx), GeoJSON, GeoPackage, Parquet; each also as .gz or in a .zip"
# How a file begins that is none of them, and what to do with it.
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an Excel file of before 2007 (.xls). Save it as .xlsx or as CSV",
    b"%PDF": "a PDF. Save the table itself as CSV",
    b"\x00\x00\x27\x0a": "a part of a shapefile. Save the layer as GeoPackage, GeoJSON or CSV",
    b"7z\xbc\xaf": "a 7z archive. Unpack it first",
    b"BZh": "packed with bzip2. Unpack it first",
    b"\xfd7zXZ": "packed with xz. Unpack it first",
}


@contextmanager
def opened_table(path: Path, encoding: str | None, fits: Fits, limits: Limits) -> Iterator[Table]:
    """The file's table; raises ImportRefused, also while its records are read. No message holds the file's path."""
    name = path.name
    if path.exists() and not path.is_file():
        raise ImportRefused(f"{name or 'This'} is not a file. Give the table itself.")
    try:
        _start(path)
        limits.check_size(path.stat().st_size, name)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise ImportRefused(f"{name} cannot be read: {reason}. Check the path.") from error
    with tempfile.TemporaryDirectory(prefix="lodestone-", ignore_cleanup_errors=True) as room:
        place = _unpacked(path, Path(room), name, limits)
        with _table(place, name, encoding, fits, limits) as table:
            yield table


@contextmanager
def _table(path: Path, name: str, encoding: str | None, fits: Fits, limits: Limits) -> Iterator[Table]:
    start = _start(path)

    def opened() -> io.BufferedReader:
        if start.startswith(_GZIP):
            return io.BufferedReader(cast("io.RawIOBase", gzip.open(path)), 1 << 18)
        return path.open("rb")

    if start.startswith(_ZIP):
        made = excel_table(path, name, fits, limits)
    elif start.startswith(_SQLITE):
        made = geopackage_table(path, name, limits)
    elif start.startswith(_PARQUET):
        made = parquet_table(path, name, limits)
    elif what := next((what for mark, what in _OTHERS.items() if start.startswith(mark)), ""):
        raise ImportRefused(f"{name} is {what}. Read are: {_KINDS}.")
    elif looks_like_json(opened):
        made = geojson_table(opened, name, limits)
    else:
        made = text_table(opened, name, encoding, fits, limits)
    with made as table:
        yield table


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(16)


def _unpacked(path: Path, room: Path, name: str, limits: Limits) -> Path:
    """The file itself, or what a ZIP holds; of what is packed with gzip, texts are unpacked as they are read."""
    start = _start(path)
    if start.startswith(_ZIP) and not _is_excel(path, name):
        path = _member(path, room, name, limits)
        start = _start(path)
    if start.startswith(_GZIP):
        try:
            with gzip.open(path) as packed:
                inner = packed.read(16)
            if inner.startswith((_ZIP, _SQLITE, _PARQUET)):
                with gzip.open(path) as packed:
                    path = _copied(packed, room / "unpacked", name, limits)
                if inner.startswith(_ZIP) and not _is_excel(path, name):
                    raise ImportRefused(f"{name} is a ZIP file packed once more. Unpack it first.")
        except (OSError, EOFError, zlib.error) as error:
            raise ImportRefused(f"{name} is cut short or damaged ({error}). Fetch it again.") from error
    return path


def _is_excel(path: Path, name: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ImportRefused(
            f"{name} is a ZIP or Excel file that is cut short or damaged. Fetch it again, or save the sheet as CSV."
        ) from error


def _member(path: Path, room: Path, name: str, limits: Limits) -> Path:
    """The one table in a ZIP file, unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
            tables = [one for one in members if one.filename.lower().endswith(_READ)]
            if len(tables) != 1:
                held = ", ".join(Path(one.filename).name for one in (tables or members)[:10]) or "nothing"
                shape = any(one.filename.lower().endswith(".shp") for one in members)
                remedy = (
                    "Save the shapefile's layer as GeoPackage, GeoJSON or CSV" if shape else "Unpack the one you mean"
                )
                raise ImportRefused(f"{name} is a ZIP file with {len(tables)} tables in it ({held}). {remedy}.")
            limits.check_size(tables[0].file_size, name)
            with archive.open(tables[0]) as packed:
                return _copied(packed, room / "member", name, limits)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise ImportRefused(f"{name} is a ZIP file that cannot be unpacked ({error}). Unpack it first.") from error


def _copied(packed: IO[bytes] | gzip.GzipFile, target: Path, name: str, limits: Limits) -> Path:
    size = 0
    with target.open("wb") as file:
        while block := packed.read(1 << 20):
            size += len(block)
            limits.check_size(size, name)
            file.write(block)
    return target
