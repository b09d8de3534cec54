"""Rows of a reader's own as a Parquet file."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

_MOST = 2**63


def parquet(frame: pd.DataFrame) -> bytes:
    """The rows with their types; equal rows give equal bytes."""
    made = io.BytesIO()
    pq.write_table(pa.table({str(name): _array(frame[name]) for name in frame.columns}), made)
    return made.getvalue()


def _array(values: pd.Series) -> pa.Array:
    """The values of a column; whole numbers too large for any type of the format are texts, so that none is rounded."""
    if values.dtype != object:
        return pa.array(values, from_pandas=True)
    found = [list(one) if isinstance(one, tuple) else one for one in values.tolist()]
    known = [one for one in found if isinstance(one, int) and not isinstance(one, bool)]
    if any(not -_MOST <= one < _MOST for one in known):
        if all(0 <= one < 2 * _MOST for one in known):
            return pa.array(found, pa.uint64())
        return pa.array([str(one) if one is not None else None for one in found], pa.string())
    # NaN stays NaN: here it is a value, beside what is not there.
    return pa.array(found)
