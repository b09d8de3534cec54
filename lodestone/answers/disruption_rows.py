"""The rows behind the what-if: what each mineral loses in both countries, and what on record would fill the gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from lodestone.cells.cell import Frames
from lodestone.each_row import each_row
from lodestone.filters import FILTERS, View
from lodestone.filters.kinds import Numbers
from lodestone.language import counted, joined, span, the
from lodestone.models.bounds import Interval, known
from lodestone.models.disruption import Loss, Shock, lost, share_of, tonnes
from lodestone.models.supply import Record
from lodestone.remembered import Remembered, all_that_is_in

QUERIES = ("supply/minerals", "supply/imports")
# What Japan uses is not on record: its reliance may be anything.
# Who stops where nobody is chosen: what both countries have figures of.
USUAL = ("China",)
ANY = Interval(0.0, 100.0)
_NONE = Interval(float("nan"), float("nan"))
# What each mineral loses, for some sets of assumptions.
_LOSSES: Remembered[dict[str, dict[str, Any]]] = Remembered(32)


def number(view: View, name: str) -> int:
    """What a filter of one number stands for in a view."""
    one = FILTERS[name]
    assert isinstance(one, Numbers)
    value = view.values.get(name)
    return int(value[0]) if isinstance(value, tuple) and value else one.usual


def shock_of(view: View) -> Shock:
    """What is assumed in a view."""
    months = max(1, number(view, "months"))
    cut, reroute = min(100, number(view, "cut")), min(100, number(view, "reroute"))
    return Shock(cut, months, number(view, "cover"), reroute)


def suppliers_of(view: View) -> tuple[str, ...]:
    """The countries whose supply stops, in order; USUAL where none is chosen."""
    given = view.values.get("supplier")
    return tuple(map(str, given)) if isinstance(given, tuple) and given else USUAL


def condition(view: View) -> str:
    """What is assumed, as a condition: 'if China sells nothing for 12 months'; stock and re-routing where there are."""
    shock, who = shock_of(view), suppliers_of(view)
    less = "nothing" if shock.cut_pct == 100 else f"{shock.cut_pct:.0f} % less"
    sells = f"if {joined([the(one) for one in who])} sell{'s' if len(who) == 1 else ''} {less}"
    aside = [f"a stock of {counted(number(view, 'cover'), 'day')}"] if number(view, "cover") else []
    aside += [f"{shock.rerouted_pct:.0f} % re-routed"] if shock.rerouted_pct else []
    return f"{sells} for {counted(int(shock.months), 'month')}{f' ({joined(aside)})' if aside else ''}"


def losses(frames: Frames, view: View) -> pd.DataFrame:
    """What each chosen mineral loses, the highest sure U.S. loss first.

    For us_ and japan_: share_low, share_high (percent of imports that the suppliers stand for), first_ (percent of
    consumption before re-routing and stock), left_ (after both); us_tonnes_ and japan_tonnes_ (t over the time),
    japan_imports_low, _high (percent of its imports lost after re-routing). Minerals without any import figure are left
    out. A group stands only where it is chosen itself, and then without the members that were not.
    """
    minerals, imports = (frames[name] for name in QUERIES)
    suppliers, shock = suppliers_of(view), shock_of(view)
    # The filters change which minerals are kept; what each loses is worked out once for equal figures and assumptions.
    recorded = minerals.drop(columns="kept")
    each = _LOSSES.get(
        (all_that_is_in(recorded, imports), suppliers, shock), lambda: _of_each(recorded, imports, suppliers, shock)
    )
    rows = [each[one] for one in _chosen(minerals, view)["mineral_id"] if one in each]
    found = pd.DataFrame(rows, columns=_COLUMNS)
    found = found.assign(
        us_lost=_spans(found, "us_left"),
        us_at_first=_spans(found, "us_first"),
        us_t=_spans(found, "us_tonnes"),
        japan_lost=_spans(found, "japan_imports"),
        japan_t=_together(found, each, set(minerals["mineral_id"][minerals["is_group"].astype(bool)])),
    )
    order = ["us_left_low", "us_left_high", "japan_imports_high", "mineral"]
    return found.sort_values(order, ascending=[False, False, False, True], kind="stable").reset_index(drop=True)


_COLUMNS = (
    *("mineral_id", "mineral", "reliance", "uses", "departments", "caveat", "us_form", "japan_form", "source_ids"),
    *("us_group", "japan_group", "group_figures"),
    *(f"{name}_{end}" for name in ("us_share", "us_first", "us_left", "us_tonnes") for end in ("low", "high")),
    *(
        f"{name}_{end}"
        for name in ("japan_share", "japan_imports", "japan_left", "japan_tonnes")
        for end in ("low", "high")
    ),
)


def _together(found: pd.DataFrame, each: Mapping[str, Mapping[str, Any]], groups: Collection[str]) -> list[str | None]:
    """Japan's tonnes, with a word where they are one sum for several minerals, which none of them has for itself."""

    def counted(one: Mapping[str, Any]) -> tuple[Any, ...]:
        return one["japan_form"], one.get("japan_tonnes_low"), one.get("japan_tonnes_high")

    sums = Counter(counted(one) for key, one in each.items() if key not in groups)
    several = [0 if key in groups else sums[counted(each[key])] for key in found["mineral_id"]]
    return [
        f"{said} (one sum for {number} minerals)" if said and number > 1 else said
        for said, number in zip(_spans(found, "japan_tonnes"), several, strict=True)
    ]


def _chosen(minerals: pd.DataFrame, view: View) -> pd.DataFrame:
    named = view.values.get("mineral")
    named = named if isinstance(named, tuple) else ()
    kept = minerals[minerals["kept"].astype(bool)]
    groups = kept[kept["is_group"].astype(bool) & kept["mineral_id"].isin(named)]
    members = kept["member_of"].isin(list(groups["mineral_id"])) & ~kept["mineral_id"].isin(named)
    return kept[(~kept["is_group"].astype(bool) & ~members) | kept["mineral_id"].isin(groups["mineral_id"])]


def _of_each(
    minerals: pd.DataFrame, imports: pd.DataFrame, suppliers: tuple[str, ...], shock: Shock
) -> dict[str, dict[str, Any]]:
    """What each mineral with any import figure loses, by its identifier; columns as in losses()."""
    by: dict[str, list[Record]] = {}
    for row in imports.to_dict("records"):
        by.setdefault(str(row["mineral_id"]), []).append({str(name): value for name, value in row.items()})
    return {
        str(one.mineral_id): _named(one, mine)
        | _united_states(one, mine, suppliers, shock)
        | _japan(mine, suppliers, shock)
        for one in each_row(minerals)
        if (mine := by.get(str(one.mineral_id)))
    }


def _shares(mine: Sequence[Record], importer: str, suppliers: tuple[str, ...]) -> Interval:
    part = [row for row in mine if row["importer_iso3"] == importer]
    if not part:
        return _NONE
    listed = [row for row in part if not pd.isna(row["supplier_iso3"])]
    rest = [row for row in part if pd.isna(row["supplier_iso3"])]
    # Where the rest is not published either, it is what the listed ones leave.
    others = (
        Interval(_sum(rest, "low_pct"), _sum(rest, "high_pct"))
        if rest
        else Interval(0.0, max(0.0, 100 - _sum(listed, "low_pct")))
    )
    return share_of(
        [Interval(float(row["low_pct"]), float(row["high_pct"])) for row in listed if row["supplier"] in suppliers],
        others,
        len(set(suppliers) - {row["supplier"] for row in listed}),
    )


def _sum(rows: Sequence[Record], name: str) -> float:
    """The sum of what is known."""
    return float(np.nansum([row[name] for row in rows]))


def _united_states(one: Any, mine: Sequence[Record], suppliers: tuple[str, ...], shock: Shock) -> dict[str, float]:
    share = _shares(mine, "USA", suppliers)
    if pd.isna(share.low):
        return {}
    loss = lost(known(one.reliance_low_pct, one.reliance_high_pct, ANY), share, shock)
    use = _NONE
    if not pd.isna(one.us_consumption_t):
        use = Interval(float(one.us_consumption_t), float(one.us_consumption_t))
    elif not pd.isna(one.us_consumption_below_t):
        use = Interval(0.0, float(one.us_consumption_below_t))
    return _ends("us_share", share) | _losses("us", loss) | _ends("us_tonnes", tonnes(loss.left_pct, use, shock))


def _japan(mine: Sequence[Record], suppliers: tuple[str, ...], shock: Shock) -> dict[str, float]:
    share = _shares(mine, "JPN", suppliers)
    if pd.isna(share.low):
        return {}
    of_imports = lost(Interval(100.0, 100.0), share, shock).rerouted_pct
    left = lost(ANY, share, shock).left_pct
    first = next(row for row in mine if row["importer_iso3"] == "JPN")
    found = _ends("japan_share", share) | _ends("japan_imports", of_imports) | _ends("japan_left", left)
    if not pd.isna(first["imports_t"]):
        days = (pd.Timestamp(first["period_end"]) - pd.Timestamp(first["period_start"])).days + 1
        year = float(first["imports_t"]) * 365 / days
        found |= _ends("japan_tonnes", tonnes(of_imports, Interval(year, year), shock))
    return found


def _named(one: Any, mine: Sequence[Record]) -> dict[str, Any]:
    # The first row of an importer says the form.
    forms = {row["importer_iso3"]: row["form"] for row in reversed(mine)}
    owners = {row["importer_iso3"]: row["owner"] for row in mine if row["owner_id"] != one.mineral_id}
    groups = [
        f"U.S. reliance: {one.reliance_scope}" if one.reliance_scope not in (None, "this mineral") else "",
        *(f"{whose} imports: {owners[iso]}" for iso, whose in (("USA", "U.S."), ("JPN", "Japan's")) if iso in owners),
    ]
    return {
        "us_group": bool(groups[0]) or "USA" in owners,
        "japan_group": owners.get("JPN", ""),
        "group_figures": [said for said in groups if said],
        "mineral_id": one.mineral_id,
        "mineral": one.mineral,
        "reliance": one.reliance,
        "uses": one.uses,
        "departments": one.departments,
        "caveat": one.caveat,
        "us_form": forms.get("USA"),
        "japan_form": forms.get("JPN"),
        "source_ids": sorted({*one.source_ids, *(source for row in mine for source in row["source_ids"])}),
    }


def _losses(prefix: str, loss: Loss) -> dict[str, float]:
    return _ends(f"{prefix}_first", loss.first_pct) | _ends(f"{prefix}_left", loss.left_pct)


def _ends(name: str, value: Interval) -> dict[str, float]:
    return {f"{name}_low": value.low, f"{name}_high": value.high}


def _spans(rows: pd.DataFrame, name: str, digits: int = 1) -> list[str | None]:
    return [
        _short(low, high, digits) or None for low, high in zip(rows[f"{name}_low"], rows[f"{name}_high"], strict=True)
    ]


def about(low: float, high: float) -> str:
    """A span to two digits, for a sentence: what it is worked out from is published with two or three."""
    return _short(float(f"{low:.2g}"), float(f"{high:.2g}"), 1)


def _short(low: float, high: float, digits: int) -> str:
    """Whole numbers where they are ten or more."""
    return span(low, high, digits if pd.isna(high) or high < 10 else 0)
