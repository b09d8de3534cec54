"""A layer of points in a GeoPackage as a table. The format: OGC 12-128r19, the header of its geometries in 2.1.3."""

from __future__ import annotations

import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from lodestone.errors import ImportRefused
from lodestone.imports.geojson import place_header
from lodestone.imports.table import MOST_COLUMNS, NO_POINT, Limits, Record, Table

# Bytes of the box around a geometry, by the code in its flags.
_BOX = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_POINTS, _MULTI = {1, 1001, 2001, 3001}, {4, 1004, 2004, 3004}
_DEGREES = {4326, 4979}


@contextmanager
def geopackage_table(path: Path, name: str, limits: Limits) -> Iterator[Table]:
    """The table of the first layer of points; raises ImportRefused, also while its records are read."""
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as con:
            con.text_factory = lambda raw: raw.decode("utf-8", "replace")
            con.execute("PRAGMA trusted_schema = OFF")
            end = time.monotonic() + limits.seconds
            con.set_progress_handler(lambda: time.monotonic() > end, 100_000)
            yield _table(con, name)
    except (sqlite3.Error, UnicodeError) as error:
        raise ImportRefused(f"{name} is a SQLite file, but cannot be read as a GeoPackage ({error}).") from error


def _table(con: sqlite3.Connection, name: str) -> Table:
    layers = con.execute(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c JOIN gpkg_geometry_columns g "
        "USING (table_name) WHERE c.data_type = 'features' AND upper(g.geometry_type_name) IN "
        "('POINT', 'MULTIPOINT', 'GEOMETRY') ORDER BY c.table_name"
    ).fetchall()
    if not layers:
        raise ImportRefused(f"{name} is a GeoPackage without a layer of points. Save the points as a layer or as CSV.")
    layer, geometry, system = layers[0]
    if system not in _DEGREES:
        raise ImportRefused(
            f"{name}: the layer “{layer}” is not in degrees of WGS 84 (its system has the number {system}). "
            "Save it in WGS 84 (EPSG:4326)."
        )
    columns = [row[1] for row in con.execute(f"PRAGMA table_info({_quoted(layer)})")]
    keys = [one for one in columns if one != geometry][:MOST_COLUMNS]
    header, notes = place_header(keys)
    notes.insert(0, f"The layer “{layer}” was read.")
    if others := [f"“{row[0]}”" for row in layers[1:]]:
        notes.append(f"Not read: the layer{'' if len(others) == 1 else 's'} {', '.join(others)}.")
    asked = ", ".join(_quoted(one) for one in [geometry, *keys])
    rows = con.execute(f"SELECT {asked} FROM {_quoted(layer)}")  # noqa: S608, names are quoted, and the file is the reader's own
    return Table(header, _records(rows), "feature", notes)


def _quoted(name: Any) -> str:
    return '"' + str(name).replace('"', '""') + '"'


def _records(rows: Iterator[tuple[Any, ...]]) -> Iterator[Record]:
    for number, (geometry, *values) in enumerate(rows, start=1):
        try:
            longitude, latitude = _point(geometry)
        except (struct.error, ValueError, TypeError, KeyError, IndexError) as error:
            yield number, None, NO_POINT, str(error) if isinstance(error, ValueError) else "unreadable"
            continue
        yield number, [*(_text(value) for value in values), repr(latitude), repr(longitude)], "", ""


def _point(blob: Any) -> tuple[float, float]:
    """Longitude and latitude of a point, or of the one point of several; raises ValueError for other geometries."""
    if blob is None:
        raise ValueError("no geometry")
    if blob[:2] != b"GP":
        raise ValueError("not a geometry")
    at = 8 + _BOX[blob[3] >> 1 & 7]
    order = "<" if blob[at] else ">"
    (kind,) = struct.unpack_from(f"{order}I", blob, at + 1)
    if kind in _MULTI:
        (points,) = struct.unpack_from(f"{order}I", blob, at + 5)
        if points != 1:
            raise ValueError(f"{points} points")
        at += 9
        order = "<" if blob[at] else ">"
        (kind,) = struct.unpack_from(f"{order}I", blob, at + 1)
    if kind not in _POINTS:
        raise ValueError("no point")
    longitude, latitude = struct.unpack_from(f"{order}2d", blob, at + 5)
    return longitude, latitude


def _text(value: Any) -> str:
    if value is None or isinstance(value, bytes):
        return ""
    return str(value)
