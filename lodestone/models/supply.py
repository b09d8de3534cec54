"""From official rows to what is known of each mineral: concentration, exposure of both countries, index and rank.

Frames are those of queries/supply/; what a mineral takes from its group is decided there. Groups are never ranked
beside their members and never added to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.models import priority
from lodestone.models.bounds import UNKNOWN, Interval, known
from lodestone.models.concentration import Concentration, Producer, concentration, weighted_risk
from lodestone.models.geopolrisk import from_shares

IMPORTERS = ("USA", "JPN")
# How many derivative products the Framework names.
NAMED_PRODUCTS = 4
STOCK_HELD = ("held", "reported held")


Record = Mapping[str, Any]


def producers_of(rows: Sequence[Record]) -> list[Producer]:
    """The rows of one form as producers: country, low_t, high_t, risk, aggregate; the world's own row is left out."""
    return [
        Producer(
            str(row["country"]),
            _number(row["low_t"]),
            _number(row["high_t"]),
            _number(row["risk"]),
            _is(row["aggregate"]),
        )
        for row in rows
        if row["aggregate"] != "world"
    ]


def suppliers_of(rows: Sequence[Record]) -> list[Producer]:
    """Import shares of one importer and mineral as suppliers: supplier, low_pct, high_pct, risk; unlisted as others."""
    return [
        Producer(
            str(row["supplier"]),
            float(row["low_pct"]),
            float(row["high_pct"]),
            _number(row["risk"]),
            not _is(row["supplier_iso3"]),
        )
        for row in rows
    ]


def concentrations(producers: pd.DataFrame) -> pd.DataFrame:
    """HHI, governance-weighted HHI and leader of each mineral, stage and form whose countries can be added.

    Columns: mineral_id, stage, form, owner, year, hhi_low, hhi_high, weighted_low, weighted_high (0 to 1), leader,
    leader_low_pct, leader_high_pct, unknown (countries whose amount is withheld or not available), source_ids.
    """
    found = []
    for (mineral, stage, form), rows in _grouped(
        producers[producers["addable"]], "mineral_id", "stage", "form"
    ).items():
        measured = concentration(producers_of(rows)) if len(rows) > 1 else None
        if measured is not None:
            first = rows[0]
            found.append([mineral, stage, form, first["owner"], int(first["year"]), *_flat(measured), _ids(rows)])
    return pd.DataFrame(found, columns=_CONCENTRATION)


_CONCENTRATION = (
    *("mineral_id", "stage", "form", "owner", "year", "hhi_low", "hhi_high", "weighted_low", "weighted_high"),
    *("leader", "leader_low_pct", "leader_high_pct", "unknown", "source_ids"),
)


def foremost(found: pd.DataFrame) -> pd.DataFrame:
    """Of each mineral the stage and form with the highest HHI (its lower bound), one row a mineral."""
    ordered = found.sort_values(["mineral_id", "hhi_low", "hhi_high"], ascending=[True, False, False], kind="stable")
    return ordered.drop_duplicates("mineral_id")


def elsewhere(producers: pd.DataFrame, imports: pd.DataFrame, whole: Interval) -> dict[str, Interval]:
    """The political risk that unlisted suppliers of a mineral may have: from the least to the most of its countries.

    Its countries are those that produce it or supply the two importers; `whole`, that of all countries on record, is
    what a mineral without any gets.
    """
    named = pd.concat([producers[["mineral_id", "risk"]], imports[["mineral_id", "risk"]]]).dropna()
    ends = named.groupby("mineral_id")["risk"].agg(["min", "max"])
    found = {str(key): Interval(float(row["min"]), float(row["max"])) for key, row in ends.iterrows()}
    return {str(key): found.get(str(key), whole) for key in imports["mineral_id"].unique()}


def exposures(
    minerals: pd.DataFrame, imports: pd.DataFrame, rest: Mapping[str, Interval], whole: Interval
) -> pd.DataFrame:
    """What the imports of each country rest on, one row a mineral and importer with any figure.

    Columns: mineral_id, importer, reliance_low, reliance_high (0 to 1), sources_low, sources_high (HHI of import
    sources), risk_low, risk_high (political risk of imports), exposure_low, exposure_high (reliance x risk), china_low,
    china_high and partner_low, partner_high (percent of imports that come from China and from the other country), form,
    owner, source_ids. `rest` is what elsewhere() gives, `whole` the risk of suppliers of which nothing is on record.
    What Japan uses is not on record: its reliance may be anything from 0 to 1.
    """
    rows = []
    by = _grouped(imports, "importer_iso3", "mineral_id")
    for mineral in each_row(minerals[["mineral_id", "reliance", "reliance_low_pct", "reliance_high_pct"]]):
        for importer, partner in zip(IMPORTERS, reversed(IMPORTERS), strict=True):
            part = by.get((importer, mineral.mineral_id), [])
            published = importer == "USA" and isinstance(mineral.reliance, str) and mineral.reliance != "NA"
            if not published and not part:
                continue
            low, high = (mineral.reliance_low_pct, mineral.reliance_high_pct) if published else (None, None)
            reliance = known(low, high, Interval(0, 100)).scaled(0.01)
            risk = weighted_risk(suppliers_of(part), rest.get(str(mineral.mineral_id), whole)) if part else whole
            sources = concentration(suppliers_of(part))
            exposure = reliance.times(risk)
            rows.append(
                [
                    *(mineral.mineral_id, importer, published, *reliance, *(sources.hhi if sources else UNKNOWN)),
                    *(*risk, *exposure, *_share(part, "CHN"), *_share(part, partner)),
                    *(_first(part, "form"), _first(part, "owner"), _ids(part)),
                ]
            )
    return pd.DataFrame(rows, columns=_EXPOSURE)


_EXPOSURE = (
    *("mineral_id", "importer", "reliance_known", "reliance_low", "reliance_high", "sources_low", "sources_high"),
    *("risk_low", "risk_high", "exposure_low", "exposure_high", "china_low", "china_high"),
    *("partner_low", "partner_high", "form", "owner", "source_ids"),
)


def terms(minerals: pd.DataFrame, found: pd.DataFrame, exposed: pd.DataFrame, importer: str) -> pd.DataFrame:
    """The terms of the priority index for one country, with whether each mineral can be ranked; index: mineral_id.

    Columns: priority.LOW and priority.HIGH, rankable, and whether concentration and exposure are on record.
    """
    most = foremost(found).set_index("mineral_id")
    mine = exposed[exposed["importer"] == importer].set_index("mineral_id")
    stock = "us_stock" if importer == "USA" else "japan_stock"
    rows = {}
    for one in each_row(minerals):
        key = one.mineral_id
        has, traded = key in most.index, key in mine.index
        products = 0.0 if pd.isna(one.named_products) else float(one.named_products) / NAMED_PRODUCTS
        parts = (
            Interval(most.loc[key, "hhi_low"], most.loc[key, "hhi_high"]) if has else UNKNOWN,
            Interval(mine.loc[key, "exposure_low"], mine.loc[key, "exposure_high"]) if traded else UNKNOWN,
            UNKNOWN if pd.isna(one.input_rate_pct) else Interval(*[1 - float(one.input_rate_pct) / 100] * 2),
            Interval(products, products) if one.uses else UNKNOWN,
            Interval(0, 0.5) if getattr(one, stock) in STOCK_HELD else UNKNOWN,
        )
        rankable = not one.is_group and (traded or (has and importer == "USA"))
        rows[key] = [*[part.low for part in parts], *[part.high for part in parts], rankable, has, traded]
    columns = [*priority.LOW, *priority.HIGH, "rankable", "has_concentration", "has_exposure"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def board(
    minerals: pd.DataFrame,
    producers: pd.DataFrame,
    imports: pd.DataFrame,
    risks: pd.DataFrame,
    weights: Sequence[float],
) -> pd.DataFrame:
    """Every mineral with what is known of it and its rank for both countries, the highest U.S. rank first.

    Added to the columns of queries/supply/minerals: those of foremost(); for us_ and japan_ those of priority.ranked(),
    the terms and of exposures(); geopolrisk_low, geopolrisk_high (United States, approximation). A mineral that cannot
    be ranked has no rank and no index.
    """
    found = concentrations(producers)
    whole = Interval(float(risks["lowest"].iloc[0]), float(risks["highest"].iloc[0]))
    exposed = exposures(minerals, imports, elsewhere(producers, imports, whole), whole)
    most = foremost(found).set_index("mineral_id").drop(columns="source_ids")
    rows = minerals.set_index("mineral_id", drop=False).join(most, how="left")
    for importer, prefix in zip(IMPORTERS, ("us_", "japan_"), strict=True):
        measured = terms(minerals, found, exposed, importer)
        placed = priority.ranked(measured[measured["rankable"]], weights)
        mine = (
            exposed[exposed["importer"] == importer]
            .set_index("mineral_id")
            .drop(columns=["importer", "source_ids", "exposure_low", "exposure_high"])
        )
        rows = rows.join(pd.concat([measured, placed], axis=1).join(mine).add_prefix(prefix), how="left")
    scores = [
        from_shares(
            known(row.hhi_low, row.hhi_high),
            known(row.us_reliance_low, row.us_reliance_high),
            known(row.us_risk_low, row.us_risk_high),
        )
        if row.us_has_concentration and row.us_has_exposure
        else Interval(float("nan"), float("nan"))
        for row in each_row(rows)
    ]
    rows = rows.assign(geopolrisk_low=[one.low for one in scores], geopolrisk_high=[one.high for one in scores])
    rows["source_ids"] = _all_sources(rows["source_ids"], found, exposed)
    return rows.sort_values(["us_rank", "japan_rank", "mineral"], kind="stable").reset_index(drop=True)


def _all_sources(own: pd.Series, *frames: pd.DataFrame) -> list[list[str]]:
    more: dict[str, set[str]] = {}
    for frame in frames:
        for row in each_row(frame):
            more.setdefault(str(row.mineral_id), set()).update(row.source_ids)
    return [sorted({*ids, *more.get(str(key), ())}) for key, ids in own.items()]


def _flat(one: Concentration) -> list[Any]:
    return [*one.hhi, *one.weighted, one.leader, *one.leader_share_pct, list(one.unknown)]


def _share(rows: Sequence[Record], country: str) -> Interval:
    """The share of one country in percent; one without a row of its own may be among the others."""
    if not rows:
        return Interval(float("nan"), float("nan"))
    mine = next((row for row in rows if row["supplier_iso3"] == country), None)
    if mine is not None:
        return Interval(float(mine["low_pct"]), float(mine["high_pct"]))
    listed = sum(float(row["low_pct"]) for row in rows if _is(row["supplier_iso3"]))
    return Interval(0.0, max(0.0, 100 - listed))


def _grouped(frame: pd.DataFrame, *keys: str) -> dict[tuple[str, ...], list[Record]]:
    """The rows as records by these columns, in the order of the frame."""
    found: dict[tuple[str, ...], list[Record]] = {}
    for row in frame.to_dict("records"):
        found.setdefault(tuple(str(row[key]) for key in keys), []).append({str(name): one for name, one in row.items()})
    return found


def _ids(rows: Sequence[Record]) -> list[str]:
    return sorted({one for row in rows for one in row["source_ids"]})


def _first(rows: Sequence[Record], column: str) -> str | None:
    return str(rows[0][column]) if rows else None


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[arg-type]


def _is(value: object) -> bool:
    return isinstance(value, str)
