"""One site opened: what is recorded of it, what lies nearest, and which money goes to the same mineral."""

from __future__ import annotations

from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import counted, none_or, number_word, the


def _site(frames: Frames, view: View) -> str:
    rows = frames["geology/site"]
    if rows.empty:
        return "No site with this identifier is on record"
    row = rows.iloc[0]
    figures = "with tonnage or grade" if row.ore_tonnes == row.ore_tonnes or row.grade else "without tonnage or grade"
    status = "status unknown" if row.status == "unknown" else f"recorded as {row.status}"
    return f"{row['name']}: {row.kind} of {row.mineral.lower()} in {the(row.country)}, {status}, {figures}"


SITE = Cell(
    "geology/site",
    "What is recorded of this site?",
    ("geology/site",),
    _site,
    (
        Column("name", "Site"),
        Column("minerals", "Minerals", "list"),
        Column("kind", "Kind"),
        Column("plant", "What stands there", empty="not recorded"),
        Column("status", "Status"),
        Column("deposit_type", "Type of deposit"),
        Column("ore_tonnes", "Ore (t)", "number"),
        Column("grade", "Grade as published"),
        Column("resource_note", "Note on the resource", empty=""),
        Column("country", "Country"),
        Column("admin_area", "State or province"),
        Column("latitude", "Latitude (°)", "number"),
        Column("longitude", "Longitude (°)", "number"),
        Column("coordinate_check", "Point against country"),
        Column("location_confidence", "Position as rated by the source", empty="not rated"),
        Column("source", "Data set"),
        Column("source_record", "Record"),
        Column("licence", "Terms and credit"),
    ),
    needs="site",
)


def _nearest(frames: Frames, view: View) -> str:
    rows = frames["geology/nearest"]
    if rows.empty:
        return "No other site is on record"
    row = rows.iloc[0]
    within = int((rows["distance_km"] <= 100).sum())
    near = f"; {within if within < len(rows) else f'{within} or more'} within 100 km" if within > 1 else ""
    return f"{row['name']} ({row.mineral.lower()}) is nearest, {row.distance_km:,.1f} km away{near}"


NEAREST = Cell(
    "geology/nearest",
    "What lies nearest?",
    ("geology/nearest",),
    _nearest,
    (
        Column("name", "Site"),
        Column("distance_km", "Distance (km)", "number"),
        Column("mineral", "Main mineral"),
        Column("kind", "Kind"),
        Column("country", "Country"),
        Column("site_key", "Id"),
    ),
    fixed={"rows": 12},
    needs="site",
)


def _money(frames: Frames, view: View) -> str:
    rows, site = frames["geology/money"], frames["geology/site"]
    listed = len(site["minerals"].iloc[0]) if len(site) else 0
    what = "its mineral" if listed == 1 else f"one of its {number_word(listed)} minerals"
    if not listed:
        return "No mineral is recorded for it, so no money can be matched"
    if rows.empty:
        return f"No award on record names {what}"
    firm = sum("firm" in levels for levels in rows["levels"])
    return f"{counted(len(rows), 'project')} with an award for {what}, {none_or(firm)} of them with firm money"


MONEY = Cell(
    "geology/money",
    "Which money goes to the same minerals?",
    ("geology/money", "geology/site"),
    _money,
    (
        Column("name", "Project", width="medium"),
        Column("company", "Company"),
        Column("minerals", "Minerals in common", "list"),
        Column("levels", "How firm", "list"),
        Column("awards", "Awards", "number"),
        Column("admin_area", "Place"),
        Column("distance_km", "Distance (km)", "number"),
    ),
    needs="site",
)
