"""Geology: what is recorded in the ground, where, with what tonnage and grade, who maps it, and under which terms."""

from __future__ import annotations

import pandas as pd

from lodestone.answers import site
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.geology import OURS, country_bars, grade_tonnage
from lodestone.figures.programmes import places_of, programme_years
from lodestone.figures.site_deck import LiveMap, site_map
from lodestone.figures.site_legend import names
from lodestone.figures.site_slide import site_picture
from lodestone.figures.text import cut_chars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, joined, number_word, the
from lodestone.paths import here

# More marks than this are not sent to the browser one by one: cells of a finer grid stand in for them.
MOST = 5000
COARSE, FINE = 3.0, 1.0
ROWS = 200

# The map ---------------------------------------------------------------------------------------------------------


def _sites(frames: Frames, view: View) -> str:
    row = frames["geology/quality"].iloc[0]
    ours = {"the United States": int(row.in_united_states), "Japan": int(row.in_japan)}
    sites = counted(int(row.sites), "recorded site")
    if not row.sites:
        return "No recorded site fits these filters"
    if row.places == 1:
        return f"{sites} in {the(row.first_place)} alone: records, not resources"
    lie = [f"{number:,} in {name}" for name, number in ours.items() if number]
    where = f"{joined(lie)} among them" if lie else "none in the United States or Japan"
    at_sea = " and open oceans" if row.places > row.countries else ""
    return f"{sites} in {counted(int(row.countries), 'country', 'countries')}{at_sea}, {where}: records, not resources"


def _caveats(frames: Frames) -> str:
    """What no one may read into the map, with its numbers."""
    row = frames["geology/quality"].iloc[0]
    if not row.sites:
        return ""
    share = round(100 * row.status_unknown / row.sites)
    share = share if row.status_unknown == row.sites else min(99, share)
    parts = [
        f"Status unknown for {share} %",
        f"position rated coarse for {row.coarse:,}, not rated for {row.unrated:,}",
    ]
    if row.imported:
        parts.append(f"{row.imported:,} imported from your own files, without a source")
    if row.off_country:
        parts.append(f"{row.off_country:,} points lie off their country's outline")
    return ", ".join(parts)


def _drawn(frames: Frames) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    return frames.get("geology/density"), frames.get("geology/points")


def _live(frames: Frames, view: View) -> LiveMap:
    cells, points = _drawn(frames)
    many = (
        f"more than {MOST:,} sites: cells of {FINE:g}° instead of single marks · "
        if view.values.get("map") == "Sites" and points is None
        else ""
    )
    return site_map(
        cells=cells,
        points=points,
        layers=frames["geology/layers"],
        opened=frames["geology/site"],
        basemap=here().data / "basemap",
        part=str(view.values.get("zoom") or "World"),
        window=view.window,
        tokens=tokens(view.theme),
        subtitle=many + _caveats(frames),
    )


def _picture(frames: Frames, view: View, words: Words, form: Form) -> object:
    cells, points = _drawn(frames)
    return site_picture(
        cells=cells,
        points=points,
        layers=frames["geology/layers"],
        basemap=here().data / "basemap",
        part=str(view.values.get("zoom") or "World"),
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"{_caveats(frames)} · {words.subtitle}",
        source_line=f"{words.source_line} · outlines: Natural Earth",
        form=form,
        width=view.width,
    )


def _alt(frames: Frames, view: View) -> str:
    cells, points = _drawn(frames)
    part = f"Map of {view.values.get('zoom') or 'the world'}. {_caveats(frames)}."
    layers = frames["geology/layers"]["layer"].value_counts()
    also = (
        f" Also shown: {joined([f'{number} {name.lower()}' for name, number in layers.items()])}."
        if len(layers)
        else ""
    )
    if cells is not None and len(cells):
        top = cells.iloc[0]
        part += f" The fullest cell of {top.degrees:g}° holds {top.sites:,} sites, most of them in {the(top.country)}."
    if points is not None and len(points):
        part += f" Marks by group of minerals: {joined([f'{number} {name}' for name, number in points['mineral_group'].value_counts().items()])}."
    return part + also


_ABOUT = ("geology/quality", "geology/layers", "geology/site")
_CELL_COLUMNS = (
    Column("sites", "Recorded sites", "number"),
    Column("west", "From longitude (°)", "number"),
    Column("south", "From latitude (°)", "number"),
    Column("degrees", "Side (°)", "number"),
    Column("country", "Most often in"),
    Column("mineral", "Most often of"),
)
_SITE_COLUMNS = (
    Column("name", "Site", width="medium"),
    Column("mineral", "Main mineral"),
    Column("kind", "Kind"),
    Column("country", "Country"),
    Column("status", "Status"),
    Column("deposit_type", "Type of deposit", width="medium"),
    Column("latitude", "Latitude (°)", "number"),
    Column("longitude", "Longitude (°)", "number"),
    Column("site_key", "Id"),
)
QUESTION = "What is in the ground?"
DENSITY = Cell(
    "geology/density",
    QUESTION,
    ("geology/density", *_ABOUT),
    _sites,
    _CELL_COLUMNS,
    figure=_picture,
    live=_live,
    alt=_alt,
    fixed={"degrees": COARSE},
    shared="geology/map",
    stands=lambda view: view.values.get("map") != "Sites",
)
# The same on a finer grid, in place of more marks than can be sent.
GRID = Cell(
    "geology/grid",
    QUESTION,
    ("geology/density", *_ABOUT),
    _sites,
    _CELL_COLUMNS,
    figure=_picture,
    live=_live,
    alt=_alt,
    fixed={"degrees": FINE},
    shared="geology/map",
    stands=lambda view: view.values.get("map") == "Sites",
)
MARKS = Cell(
    "geology/points",
    QUESTION,
    ("geology/points", *_ABOUT),
    _sites,
    _SITE_COLUMNS,
    figure=_picture,
    live=_live,
    alt=_alt,
    fixed={"most": MOST},
    shared="geology/map",
    stands=lambda view: view.values.get("map") == "Sites",
)

# The sites as a list ---------------------------------------------------------------------------------------------


def _list(frames: Frames, view: View) -> str:
    rows = frames["geology/sites"]
    if rows.empty:
        return "No recorded site fits these filters"
    found = int(rows["found"].iloc[0])
    if found > ROWS:
        return f"{found:,} sites fit; these are the first {ROWS} by name"
    return f"{counted(found, 'site fits', 'sites fit')} these filters"


SITES = Cell(
    "geology/sites",
    "Which sites are these?",
    ("geology/sites",),
    _list,
    (*_SITE_COLUMNS[:4], Column("admin_area", "State or province"), *_SITE_COLUMNS[4:]),
    fixed={"rows": ROWS},
    identifier="site_key",
)


def _countries(frames: Frames, view: View) -> str:
    rows = frames["geology/countries"]
    if rows.empty:
        return "No recorded site fits these filters"
    top, total = rows.iloc[0], int(rows["sites"].sum())
    first = the(top.country)[:1].upper() + the(top.country)[1:]
    if len(rows) == 1:
        return (
            f"All {total:,} recorded sites lie in {the(top.country)}"
            if total > 1
            else f"The one recorded site lies in {the(top.country)}"
        )
    place = {row.country: number for number, row in enumerate(rows.itertuples(), 1)}
    said = [
        f"{the(name)} is number {place[name]}" if name in place else f"{the(name)} has none"
        for name in OURS
        if name != top.country
    ]
    return f"{first} has most recorded sites, {top.sites:,} of {total:,} ({top.share_pct:.0f} %); {joined(said)}"


def _countries_figure(frames: Frames, view: View, words: Words, form: Form) -> object:
    return country_bars(
        frames["geology/countries"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"Records, not resources · ◆ the two sides of the Framework · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


COUNTRIES = Cell(
    "geology/countries",
    "Which countries have records of it?",
    ("geology/countries",),
    _countries,
    (
        Column("country", "Country"),
        Column("sites", "Recorded sites", "number"),
        Column("share_pct", "Share (%)", "number"),
        Column("plants", "Plants among them", "number"),
        Column("mineral", "Most often"),
        Column("minerals", "Different main minerals", "number"),
        Column("side", "Side of the Framework"),
    ),
    figure=_countries_figure,
)

# Tonnage and grade -----------------------------------------------------------------------------------------------


def _grades(frames: Frames, view: View) -> str:
    rows = frames["geology/grades"]
    if rows.empty:
        return "No site with both tonnage and grade fits these filters"
    top, number = rows.iloc[0], rows["side"].value_counts()
    us, japan = int(number.get("United States", 0)), int(number.get("Japan", 0))
    mineral = str(top.mineral).lower()
    largest = f"the most {mineral} lies in {top['name']}, {the(top.country)} ({_tonnes(float(top.contained_t))})"
    return f"{counted(len(rows), 'site')} with {mineral} figures, {us or 'none'} in the United States, {japan or 'none'} in Japan; {largest}"


def _tonnes(value: float) -> str:
    return (
        f"{value / 1e6:,.1f} million t"
        if value >= 1e6
        else f"{round(value, -3):,.0f} t"
        if value >= 1e4
        else f"{value:,.0f} t"
    )


def _grades_figure(frames: Frames, view: View, words: Words, form: Form) -> object:
    opened = view.values.get("site")
    return grade_tonnage(
        frames["geology/grades"],
        opened=str(opened) if opened else None,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"As published, of different years and kinds of estimate; dotted: equal content · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


GRADES = Cell(
    "geology/grades",
    "How large and how rich are the deposits?",
    ("geology/grades",),
    _grades,
    (
        Column("name", "Site", width="medium"),
        Column("country", "Country"),
        Column("ore_tonnes", "Ore (t)", "number"),
        Column("grade", "Grade", "number"),
        Column("unit", "Unit of grade", width="small"),
        Column("contained_t", "Content (t), computed", "number"),
        Column("as_published", "Grade as published", width="medium"),
        Column("deposit_type", "Type of deposit"),
        Column("resource_note", "Note", empty=""),
        Column("site_key", "Id"),
    ),
    figure=_grades_figure,
)

# Who maps it -----------------------------------------------------------------------------------------------------


def area_names() -> dict[str, str]:
    """U.S. states and Japanese prefectures by their code, as the outlines call them."""
    folder = here().data / "basemap"
    return names(folder / "us_states.geojson") | names(folder / "japan_prefectures.geojson")


def _programmes(frames: Frames, view: View) -> str:
    rows = frames["geology/programmes"]
    if rows.empty:
        return "No survey or mapping programme fits these filters"
    states = pd.Series(
        [place for row in rows.itertuples() for place in places_of(row, area_names()) if row.areas], dtype=object
    ).value_counts()
    if states.empty:
        return f"{counted(len(rows), 'programme')}, none tied to a state or prefecture"
    top = [str(name) for name, number in states.items() if number == states.iloc[0]]
    if len(top) > 3 or states.iloc[0] == 1:
        return f"{counted(len(rows), 'programme')} in {counted(len(states), 'state or prefecture', 'states and prefectures')}, none with more than {number_word(int(states.iloc[0]))}"
    return f"{joined(top)} {'is' if len(top) == 1 else 'are each'} mapped by {states.iloc[0]} of {counted(len(rows), 'programme')}, more than any other state or prefecture"


def _left(rows: pd.DataFrame) -> str:
    """What the picture cannot place in time or space."""
    undated, nowhere = int(rows["year_start"].isna().sum()), sum(not areas for areas in rows["areas"])
    return (
        f"{undated or 'none'} without a year (counted, not drawn) · {nowhere or 'none'} without a state or prefecture"
    )


def _programmes_figure(frames: Frames, view: View, words: Words, form: Form) -> object:
    rows = frames["geology/programmes"]
    return programme_years(
        rows,
        area_names(),
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"A mark: one programme that year; a number: several · {_left(rows)} · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


_WHERE_WHEN = (
    Column("title", "Programme", width="large", phone=200),
    Column("programme", "Run as"),
    Column("place", "Place", width="medium"),
    Column("year_start", "From (year)", "number", phone=90),
    Column("year_end", "To (year)", "number"),
)
PROGRAMMES = Cell(
    "geology/programmes",
    "Who maps the ground, where and when?",
    ("geology/programmes",),
    _programmes,
    (
        *_WHERE_WHEN,
        Column("areas", "States", "list", empty="none named"),
        Column("countries", "Countries", "list"),
        Column("methods", "Methods", "list"),
        Column("minerals", "Minerals", "list", "medium", "none named"),
        Column("lead", "Lead"),
        Column("note", "Note", empty=""),
        Column("data_url", "Data", "link"),
    ),
    figure=_programmes_figure,
    wide=True,
)


def _costs(frames: Frames, view: View) -> str:
    rows = frames["geology/programmes"]
    if rows.empty:
        return "No survey or mapping programme fits these filters"
    cost, area = int(rows["cost_usd"].notna().sum()), int(rows["area_sq_km"].notna().sum())
    has = "has" if cost < 2 else "have"
    return (
        f"Of {counted(len(rows), 'programme')}, {number_word(cost) if cost else 'none'} {has} a published cost and "
        f"{number_word(area) if area else 'none'} an area; they overlap and are not added"
    )


# A programme is listed with its costs when one of these is published.
PUBLISHED = ("area_sq_km", "cost_usd")
COSTS = Cell(
    "geology/costs",
    "How much was covered, at what cost?",
    ("geology/programmes",),
    _costs,
    (
        Column("title", "Programme", width="large", phone=150),
        Column("area_sq_km", "Area (sq km)", "number", phone=90),
        Column("area_as_published", "Area as published"),
        Column("cost_usd", "Cost as published (US$)", "usd", phone=110),
        Column("cost_note", "What the cost is", width="large", empty=""),
        *_WHERE_WHEN[1:],
    ),
)

# Terms -----------------------------------------------------------------------------------------------------------


def _shipped(frames: Frames, view: View) -> str:
    rows = frames["geology/shipped"]
    first = rows.groupby("publisher")["sites"].sum().sort_values(ascending=False)
    return (
        f"{int(rows['sites'].sum()):,} sites from {counted(int((rows['sites'] > 0).sum()), 'data set')}, "
        f"{round(100 * first.iloc[0] / first.sum())} % of them from the {cut_chars(str(first.index[0]), 40)}"
    )


SHIPPED = Cell(
    "geology/shipped",
    "Under which terms is this shown?",
    ("geology/shipped",),
    _shipped,
    (
        Column("title", "Data set", width="large", phone=210),
        Column("publisher", "Publisher"),
        Column("sites", "Sites from it", "number", phone=100),
        Column("also", "Sites it holds as well", "number"),
        Column("figures", "Sites it gives figures for", "number"),
        Column("licence", "Terms and credit", width="large"),
        Column("licence_class", "Kind of terms"),
        Column("note", "How it was read", width="large"),
        Column("url", "Address", "link"),
    ),
)


def _unshipped(frames: Frames, view: View) -> str:
    rows = frames["geology/unshipped"]
    if rows.empty:
        return "No data set is known and held back"
    return f"{counted(len(rows), 'data set is', 'data sets are')} known and not shown, with {int(rows['record_count'].sum()):,} records: their terms were not read"


UNSHIPPED = Cell(
    "geology/unshipped",
    "What is known and not shown?",
    ("geology/unshipped",),
    _unshipped,
    (
        Column("title", "Data set", width="large", phone=210),
        Column("publisher", "Publisher"),
        Column("record_count", "Records", "number", phone=90),
        Column("what", "What it holds", width="large"),
        Column("reason", "Why it is not shown", width="large"),
        Column("licence", "Terms", width="large"),
    ),
)

PAGE = (
    MARKS,
    DENSITY,
    GRID,
    SITES,
    COUNTRIES,
    GRADES,
    PROGRAMMES,
    COSTS,
    SHIPPED,
    UNSHIPPED,
    site.SITE,
    site.NEAREST,
    site.MONEY,
)
