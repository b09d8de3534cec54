"""The rows behind the Rapid Response Board: what the models make of the official figures, and how it is said."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.cells.cell import Frames
from lodestone.each_row import each_row
from lodestone.filters import View
from lodestone.language import span
from lodestone.models import priority
from lodestone.models.supply import board
from lodestone.remembered import Remembered, all_that_is_in

QUERIES = ("supply/minerals", "supply/producers", "supply/imports", "supply/risks")
# Of a country's imports, the share from China from which one speaks of most of them.
MOST_PCT = 50
NOT_IN_JAPAN = "no Japanese figure on record"
# The board for the published weights and some of readers' own; its rows are some 100 kB each.
_BOARDS: Remembered[pd.DataFrame] = Remembered(16)


def weights_of(view: View) -> tuple[int, ...]:
    """The weights in use: the reader's, else the published ones."""
    given = view.values.get("priorities")
    if isinstance(given, tuple) and len(given) == len(priority.TERMS):
        return tuple(int(one) for one in given)
    return priority.PUBLISHED


def every_row(frames: Frames, view: View) -> pd.DataFrame:
    """All minerals with ranks and words, the highest U.S. rank first; columns of models.supply.board() and those below.

    hhi, weighted, led, us_reliance, us_china, japan_china, us_japan, us_place, japan_place, us_index, japan_index,
    geopolrisk: words, empty where not known; together: how the dependence of the two meets; settled: whether
    concentration and U.S. reliance are published as numbers and not as bounds.

    The filters of a page change `kept` alone: all else is worked out once for equal figures and weights.
    """
    minerals, producers, imports, risks = (frames[name] for name in QUERIES)
    place, weights = minerals.columns.get_loc("kept"), weights_of(view)
    known = minerals.drop(columns="kept")
    rows = _BOARDS.get(
        (all_that_is_in(known, producers, imports, risks), weights),
        # Copied, its columns lie together: rows are taken out of it several times a view.
        lambda: _worded(board(known, producers, imports, risks, weights)).copy(),
    )
    kept = dict(zip(minerals["mineral_id"], minerals["kept"], strict=True))
    rows = rows.copy(deep=False)
    rows.insert(place, "kept", [bool(kept[one]) for one in rows["mineral_id"]])
    return rows


def _worded(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        hhi=_spans(rows, "hhi", 2),
        weighted=_spans(rows, "weighted", 2),
        geopolrisk=_spans(rows, "geopolrisk", 2),
        led=[_led(row) for row in each_row(rows)],
        us_reliance=[reliance_words(row) for row in each_row(rows)],
        us_china=_said_whose(rows, _spans(rows, "us_china", 0), "us_owner"),
        japan_china=_said_whose(rows, _spans(rows, "japan_china", 1), "japan_owner"),
        us_japan=_said_whose(rows, _spans(rows, "us_partner", 0), "us_owner"),
        us_index=_spans(rows, "us_index", 0),
        japan_index=_spans(rows, "japan_index", 0),
        us_place=_places(rows, "us_"),
        japan_place=_places(rows, "japan_"),
        together=[together(row) for row in each_row(rows)],
        settled=[_settled(row) for row in each_row(rows)],
    )


def kept_rows(frames: Frames, view: View) -> pd.DataFrame:
    """The same, those alone that the filters keep."""
    rows = every_row(frames, view)
    return rows[rows["kept"].astype(bool)].reset_index(drop=True)


def reliance_words(row: Any) -> str:
    """U.S. net import reliance as published, with what the sign means and whose figure it is; empty where none is."""
    if not isinstance(row.reliance, str):
        return ""
    said = {"E": "net exporter", "NA": "not available"}.get(row.reliance, f"{row.reliance} %")
    return said if row.reliance_scope == "this mineral" else f"{said} ({row.reliance_scope})"


def together(row: Any) -> str:
    """How the dependence of the two countries meets: who supplies whom, and who buys mostly from China."""
    said = []
    # What the United States buys of a group is said of the group alone.
    if row.us_partner_low > 0 and row.us_owner == row.mineral:
        said.append(f"Japan supplies {span(row.us_partner_low, row.us_partner_high)} % of U.S. imports")
    if row.reliance == "E":
        said.append("the United States is a net exporter")
    if pd.isna(row.japan_china_low):
        said.append(NOT_IN_JAPAN)
    elif row.japan_china_low >= MOST_PCT and row.us_china_low >= MOST_PCT:
        said.append("both import mostly from China")
    elif row.japan_china_low >= MOST_PCT and row.us_china_high < MOST_PCT:
        said.append("Japan imports mostly from China, the United States does not")
    elif row.us_china_low >= MOST_PCT and row.japan_china_high < MOST_PCT:
        said.append("the United States imports mostly from China, Japan does not")
    return "; ".join(said)


def _settled(row: Any) -> bool:
    exact = row.reliance_low_pct == row.reliance_high_pct
    return bool(exact and row.us_has_concentration and not row.unknown)


def _led(row: Any) -> str | None:
    if not isinstance(row.leader, str):
        return None
    share = span(row.leader_low_pct, row.leader_high_pct)
    group = f", {row.owner.lower()} as a group" if row.owner != row.mineral else ""
    return f"{row.leader}, {share} % ({row.stage}: {row.form}{group})"


def _spans(rows: pd.DataFrame, name: str, digits: int) -> list[str | None]:
    ends = zip(rows[f"{name}_low"], rows[f"{name}_high"], strict=True)
    return [span(low, high, digits) or None for low, high in ends]


def _said_whose(rows: pd.DataFrame, said: list[str | None], owner: str) -> list[str | None]:
    """The words, with the group whose figure a mineral carries where it has none of its own."""
    return [
        f"{words} ({whose.lower()})" if words and isinstance(whose, str) and whose != mineral else words
        for words, whose, mineral in zip(said, rows[owner], rows["mineral"], strict=True)
    ]


def _places(rows: pd.DataFrame, prefix: str) -> list[str | None]:
    return [
        None if pd.isna(now) else f"{int(now)} ({span(low, high)})"
        for now, low, high in zip(
            rows[f"{prefix}rank"], rows[f"{prefix}rank_low"], rows[f"{prefix}rank_high"], strict=True
        )
    ]
