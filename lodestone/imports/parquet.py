"""A Parquet file as a table: its columns as they are named, lists joined, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lodestone.errors import ImportRefused
from lodestone.imports.table import MOST_COLUMNS, Limits, Record, Table

# Rows that are held at once: the same long text may stand in each, while the file holds it once.
_BLOCK = 256


@contextmanager
def parquet_table(path: Path, name: str, limits: Limits) -> Iterator[Table]:
    """The table of a Parquet file; raises ImportRefused, also while its records are read."""
    try:
        with pq.ParquetFile(path) as file:
            about = file.metadata
            size = sum(about.row_group(at).total_byte_size for at in range(about.num_row_groups))
            limits.check_size(size, name, whole=True)
            fields = list(file.schema_arrow)
            if len(fields) > MOST_COLUMNS:
                raise ImportRefused(f"{name} has {len(fields):,} columns; at most {MOST_COLUMNS:,} are read.")
            header = [one.name for one in fields if _is_read(one.type)]
            left = [f"“{one.name}”" for one in fields if not _is_read(one.type)]
            notes = [f"Not read, as no text or number: {', '.join(left)}."] if left else []
            yield Table(header, _records(file, header, name, limits), "row", notes)
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:  # the last: texts that are none
        raise ImportRefused(
            f"{name} is a Parquet file that cannot be read ({type(error).__name__}). Fetch it again, or save the table "
            "as CSV."
        ) from error


def _is_read(kind: pa.DataType) -> bool:
    """Whether a column holds words, numbers, days, or lists of them; geometries and records are none of these."""
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        kind = kind.value_type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return not (pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _records(file: pq.ParquetFile, header: list[str], name: str, limits: Limits) -> Iterator[Record]:
    number, size = 0, 0
    for block in file.iter_batches(_BLOCK, columns=header):
        size += block.nbytes
        limits.check_size(size, name)
        columns = [block.column(at).to_pylist() for at in range(block.num_columns)]
        for row in zip(*columns, strict=True):
            number += 1
            yield number, [_text(value) for value in row], "", ""


def _text(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124, what is no number is not even itself
        return ""
    if isinstance(value, list):
        return "; ".join(_text(one) for one in value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)
