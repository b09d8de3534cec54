"""The layouts of mineral-site files: which column holds what, and by which columns a file is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What is taken from a row, besides its minerals, and what a reader calls it.
FIELDS = {
    "record_id": "id",
    "name": "name",
    "latitude": "latitude",
    "longitude": "longitude",
    "country": "country",
    "country_iso3": "country code",
    "admin_area": "state or province",
    "deposit_type": "deposit type",
    "kind": "kind of site",
    "status": "status",
}
MINERALS = "minerals"
USES = {**FIELDS, MINERALS: MINERALS}
REQUIRED = ("name", "latitude", "longitude")


@dataclass(frozen=True)
class Layout:
    """One kind of file. Column names are folded: case, accents and blanks around them do not matter.

    `marks` are the columns a file is known by, `columns` names the column of each field, `minerals` the columns that
    list minerals, the main one first; `codes` is read in their place where the file has none of them, and holds them
    with blanks between. `country` and `kind` are what holds where the file does not say. With
    `graded`, a row's kind follows from its status: what produces is a mine, what is only prospected a deposit.
    """

    name: str
    title: str
    marks: tuple[str, ...]
    columns: Mapping[str, str]
    minerals: tuple[str, ...]
    codes: str = ""
    country: str = ""
    kind: str | None = None
    graded: bool = False


_PLACE = {"latitude": "latitude", "longitude": "longitude", "country": "country"}
LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout(
            "mrds",
            "USGS Mineral Resources Data System",
            ("dep_id", "site_name", "latitude", "longitude"),
            {
                **_PLACE,
                "record_id": "dep_id",
                "name": "site_name",
                "admin_area": "state",
                "deposit_type": "dep_type",
                "kind": "oper_type",
                "status": "dev_stat",
                # The web services of USGS give the county in place of the country, and codes in place of minerals.
                "country_iso3": "fips_code",
            },
            ("commod1", "commod2", "commod3"),
            codes="code_list",
            graded=True,
        ),
        Layout(
            "california",
            "USGS MRDS extract for California",
            ("record_id", "site_name", "latitude", "longitude", "commodities"),
            {
                **_PLACE,
                "record_id": "record_id",
                "name": "site_name",
                "admin_area": "state",
                "deposit_type": "deposit_type",
            },
            ("commodities",),
            country="United States",
        ),
        Layout(
            "pp1802",
            "USGS Professional Paper 1802",
            ("deposit_name", "critical_mineral", "latitude", "longitude"),
            {
                **_PLACE,
                "name": "deposit_name",
                "country": "location",
                "admin_area": "loc_detail",
                "deposit_type": "deposit_type",
            },
            ("critical_mineral",),
            kind="deposit",
        ),
        Layout(
            "icmm",
            "ICMM Global Mining Dataset",
            ("icmmid", "mine name", "latitude", "longitude"),
            {**_PLACE, "record_id": "icmmid", "name": "mine name", "kind": "asset type"},
            ("primary commodity", "secondary commodity", "other commodities"),
        ),
        Layout(
            "generic",
            "",
            REQUIRED,
            {**_PLACE, **{field: field for field in FIELDS if field != "record_id"}, "record_id": "id"},
            ("minerals",),
        ),
    )
}
