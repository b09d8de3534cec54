"""GeoJSON points as a table: the properties are its columns, the geometry gives latitude and longitude."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lodestone.errors import ImportRefused
from lodestone.imports.encodings import Open
from lodestone.imports.names import fold
from lodestone.imports.table import NO_POINT, Limits, Record, Table

PLACE = ("latitude", "longitude")
# How a file of before 2016 may name what all others are in: longitude and latitude in degrees.
_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326", "4979")


@contextmanager
def geojson_table(opened: Open, name: str, limits: Limits) -> Iterator[Table]:
    """The table of a GeoJSON file; raises ImportRefused."""
    read = _read(opened, name, limits)
    features = read.get("features") if read.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise ImportRefused(f"{name} is JSON, but no GeoJSON FeatureCollection. Save the layer as GeoJSON or CSV.")
    system = (
        str((read.get("crs") or {}).get("properties", {}).get("name", "CRS84"))
        if isinstance(read.get("crs") or {}, dict)
        else "unreadable"
    )
    if not system.endswith(_DEGREES):
        raise ImportRefused(f"{name} is not in degrees of WGS 84 but in {system[:60]}. Save it in WGS 84 (EPSG:4326).")
    keys: dict[str, None] = {}
    for feature in features:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if isinstance(properties, dict):
            keys.update(dict.fromkeys(properties))
    header, notes = place_header(list(keys))
    if "id" not in {fold(key) for key in keys} and any(isinstance(one, dict) and "id" in one for one in features):
        header.append("id")
    yield Table(header, _records(features, list(keys), header), "feature", notes)


def place_header(keys: list[str]) -> tuple[list[str], list[str]]:
    """The columns with those of the geometry, which take the place of columns of the same names, and what to say."""
    also = [key for key in keys if fold(key) in PLACE]
    note = [f"The columns {' and '.join(also)} were not read: the geometry says where a site lies."] if also else []
    return [*(f"{key} (beside the geometry)" if key in also else key for key in keys), *PLACE], note


def _read(opened: Open, name: str, limits: Limits) -> dict[str, Any]:
    parts, size = [], 0
    try:
        with opened() as stream:
            while block := stream.read(1 << 20):
                size += len(block)
                limits.check_size(size, name, whole=True)
                parts.append(block)
        read = json.loads(b"".join(parts).removeprefix(b"\xef\xbb\xbf"))
    except (OSError, EOFError, zlib.error) as error:
        raise ImportRefused(f"{name} is cut short or damaged ({error}). Fetch it again.") from error
    except (ValueError, RecursionError) as error:
        raise ImportRefused(f"{name} begins as JSON does and is none ({str(error)[:80]}). Fetch it again.") from error
    return read if isinstance(read, dict) else {}


def _records(features: list[Any], keys: list[str], header: list[str]) -> Iterator[Record]:
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict):
            yield number, None, NO_POINT, ""
            continue
        properties = feature.get("properties")
        values = properties if isinstance(properties, dict) else {}
        point, detail = _point(feature.get("geometry"))
        if not point:
            yield number, None, NO_POINT, detail
            continue
        cells = [_text(values.get(key)) for key in keys]
        cells += [repr(point[1]), repr(point[0])]
        yield number, cells + ([_text(feature.get("id"))] if len(header) > len(cells) else []), "", ""


def _point(geometry: Any) -> tuple[tuple[float, ...], str]:
    """Longitude and latitude of a point, or of the one point of several; else nothing, and what stood there."""
    if not isinstance(geometry, dict):
        return (), "no geometry"
    kind, at = str(geometry.get("type")), geometry.get("coordinates")
    if kind == "MultiPoint" and isinstance(at, list) and len(at) == 1:
        kind, at = "Point", at[0]
    if kind != "Point" or not isinstance(at, list) or len(at) < 2:
        return (), kind[:40]
    try:
        return (float(at[0]), float(at[1])), ""
    except (TypeError, ValueError, OverflowError):
        return (), "a coordinate that is no number"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_text(one) for one in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
