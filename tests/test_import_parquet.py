"""Parquet files of sites: columns by their names, lists joined, and what is no text or number told."""

from __future__ import annotations

import gzip
import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from import_support import dropped, kept, preview, take

from lodestone.errors import ImportRefused
from lodestone.imports.table import Limits

COLUMNS = {
    "id": pa.array([1, 2, 3]),
    "name": pa.array(["Alpha", "飯豊", None]).dictionary_encode(),
    "latitude": pa.array([40.5, 37.25, float("nan")]),
    "longitude": pa.array([-120.5, 139.75, 3.0]),
    "country": pa.array(["United States", "Japan", "Japan"]),
    "minerals": pa.array([["gold", "Cu"], ["nickel"], []]),
    "seen": pa.array([date(2026, 1, 2), None, None]),
    "geometry": pa.array([b"\x01", b"\x02", None]),
    "bbox": pa.array([{"x": 1.0}, None, None]),
}


def packed(columns=COLUMNS, **how) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **how)
    return out.getvalue()


@pytest.mark.parametrize("squeeze", [lambda raw: raw, gzip.compress], ids=["plain", "gz"])
def test_a_parquet_file_is_read(small_project, squeeze):
    report = take(small_project, squeeze(packed()), "sites.parquet")
    assert [(one["name"], one["latitude"], one["minerals"]) for one in kept(small_project)] == [
        ("Alpha", 40.5, ["gold", "copper"]),
        ("飯豊", 37.25, ["nickel"]),
    ]
    assert [line for line, _ in dropped(report)] == [3]
    assert "Not read, as no text or number: “geometry”, “bbox”." in report.notes
    assert report.unit == "row"


def test_rows_in_several_blocks_keep_their_numbers(small_project):
    count = 12_000
    columns = {
        "name": [f"Site {n}" for n in range(count)],
        "latitude": [40.0] * count,
        "longitude": [-100 + n / count for n in range(count)],
    }
    columns["latitude"][11_111] = 95.0
    report = preview(small_project, packed(columns, row_group_size=700), "sites.parquet").report
    assert (report.rows_read, report.rows_kept) == (count, count - 1)
    assert [line for line, _ in dropped(report)] == [11_112]


def test_what_is_damaged_or_too_large_is_refused_in_words(small_project):
    whole = packed()
    for raw in (whole[:-20], whole[:60] + b"\xff" * 40 + whole[100:], b"PAR1", whole[:4] + whole[-8:]):
        with pytest.raises(ImportRefused) as told:
            preview(small_project, raw, "sites.parquet")
        assert str(small_project.root.parent) not in str(told.value)
    zeros = packed({"name": ["x" * 1000] * 50_000, "latitude": [1.0] * 50_000, "longitude": [1.0] * 50_000})
    assert len(zeros) < 1_000_000
    with pytest.raises(ImportRefused, match="too large"):
        preview(small_project, zeros, "sites.parquet", limits=Limits(unpacked=200_000))


def test_texts_that_are_no_text_are_refused_in_words(small_project):
    ends = pa.py_buffer(b"".join(at.to_bytes(4, "little") for at in (0, 2, 4, 6)))
    spoiled = pa.StringArray.from_buffers(3, ends, pa.py_buffer(b"\xe9\xa3abcd"))
    with pytest.raises(ImportRefused, match="is a Parquet file that cannot be read"):
        take(small_project, packed(COLUMNS | {"country": spoiled}), "sites.parquet")


def test_one_without_places_is_refused(small_project):
    with pytest.raises(ImportRefused, match="latitude"):
        preview(small_project, packed({"id": [1], "name": ["A"]}), "sites.parquet")
