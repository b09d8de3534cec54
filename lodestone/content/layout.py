"""Which text file feeds which table, and how the files' records become rows."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lodestone.content.brief import brief_rows, scoring_rows
from lodestone.content.files import shown
from lodestone.content.outlines import BASEMAP, OUTLINES, outline_codes
from lodestone.content.plausible import Known
from lodestone.content.reading import Row, read_csv, read_yaml
from lodestone.errors import Problem

# The files of each folder in the order in which they are run.
SCHEMA = tuple(
    f"data/schema/{name}.sql"
    for name in (
        *("lists", "sources", "words", "framework", "units", "briefs", "time", "organizations", "partners", "calls"),
        *("money", "relations", "watch", "contacts", "ground", "supply", "scoring", "imported", "build"),
    )
)
VIEWS = tuple(
    f"data/views/{name}.sql"
    for name in (
        *("words", "sources", "brief_items", "briefs", "clocks", "events", "calls", "relations", "fit", "departments"),
        *("organizations", "money", "changes", "citations", "ground", "supply", "search_words", "search"),
    )
)
_DESCRIBED = ("data/schema", "data/views")
FACTS = "data/facts"
BRIEFS = "data/briefs"
SOURCES = "data/sources.csv"
SCORING = "data/scoring.yaml"
# What words in a reader's file stand for; see imports/names.py.
MINERALS = "data/mineral_names.csv"
COUNTRIES = "data/country_names.csv"
STATUSES = "data/status_names.csv"


@dataclass(frozen=True)
class ListCell:
    """A `;`-separated cell that becomes one row a value: `column` of `table`, with `fixed` filled in beside it."""

    table: str
    column: str
    fixed: tuple[tuple[str, str], ...] = ()


# What a relation rests on.
_EVIDENCE = {
    "expertise": ListCell("relation_works", "expertise_id"),
    "items": ListCell("relation_items", "item_id"),
}

# Every fact file, named for the table it feeds, and its list cells.
FILES: dict[str, dict[str, ListCell]] = {
    "award_stages": {},
    "awards": {
        "instruments": ListCell("award_instruments", "instrument"),
        "minerals": ListCell("award_minerals", "mineral_id"),
        "superseded_by": ListCell("award_successors", "successor_id"),
    },
    "call_relations": _EVIDENCE,
    "call_topics": {},
    "call_watch": {},
    "calls": {
        "pillars": ListCell("call_pillars", "pillar"),
        "minerals": ListCell("call_minerals", "mineral"),
        "fields": ListCell("call_fields", "field"),
    },
    "contact_units": {},
    "contacts": {},
    "countries": {},
    "coverage": {},
    "differences": {},
    "disruptions": {
        "suppliers": ListCell("disruption_suppliers", "supplier_iso3"),
        "minerals": ListCell("disruption_minerals", "mineral_id"),
    },
    "event_milestones": {},
    "event_types": {},
    "events": {
        "countries": ListCell("event_countries", "country"),
        "actors": ListCell("event_actors", "actor"),
        "provisions": ListCell("event_provisions", "provision_id", (("closeness", "direct"),)),
        "related_provisions": ListCell("event_provisions", "provision_id", (("closeness", "related"),)),
    },
    "expertise": {},
    "export_controls": {},
    "governance": {},
    "import_reliance": {},
    "import_shares": {},
    "item_topics": {},
    "mapping_programmes": {
        "countries": ListCell("mapping_countries", "country_iso3"),
        "areas": ListCell("mapping_areas", "area"),
        "methods": ListCell("mapping_methods", "method"),
        "minerals": ListCell("mapping_minerals", "mineral_id"),
    },
    "mineral_figures": {},
    "mineral_production": {},
    "mineral_relations": _EVIDENCE,
    "mineral_reserves": {},
    "mineral_uses": {},
    "minerals": {"parents": ListCell("mineral_parents", "parent_id")},
    "office_holders": {},
    "organization_provisions": {},
    "organization_relations": _EVIDENCE,
    "organizations": {"parents": ListCell("organization_parents", "parent_id")},
    "partner_relations": _EVIDENCE,
    "partner_statements": {"stages": ListCell("statement_stages", "stage")},
    "partner_topics": {},
    "partners": {},
    "price_floors": {},
    "project_provisions": {},
    "projects": {
        "countries": ListCell("project_countries", "country"),
        "admin_areas": ListCell("project_areas", "area"),
    },
    "provision_relations": _EVIDENCE,
    "provision_topics": {},
    "provisions": {
        "instruments": ListCell("provision_instruments", "instrument"),
        "products": ListCell("provision_products", "product"),
        "actors": ListCell("provision_actors", "actor"),
    },
    "recycling_rates": {},
    "related_briefs": {"topics": ListCell("related_brief_topics", "topic")},
    "related_clocks": {},
    "site_grades": {},
    "sites": {
        "minerals": ListCell("site_minerals", "mineral_id"),
        "also_in": ListCell("site_sources", "source_id"),
    },
    "stockpiles": {},
    "supply_caveats": {},
    "terms": {},
    "topics": {},
    "unit_topics": {},
    "unshipped": {},
    "watch_units": {},
    "units": {
        "parents": ListCell("unit_parents", "parent_id"),
        "disciplines": ListCell("unit_disciplines", "discipline"),
        "more_sources": ListCell("unit_sources", "source_id"),
    },
}
KEYS = {
    "awards": "award_id",
    "calls": "call_id",
    "disruptions": "disruption_id",
    "events": "event_id",
    "mapping_programmes": "mapping_id",
    "minerals": "mineral_id",
    "organizations": "organization_id",
    "partner_statements": "statement_id",
    "projects": "project_id",
    "related_briefs": "related_id",
    "provisions": "provision_id",
    "sites": "site_id",
    "units": "unit_id",
    **dict.fromkeys(
        ("call_relations", "mineral_relations", "organization_relations", "partner_relations", "provision_relations"),
        "relation_id",
    ),
}


def input_files(root: Path) -> list[Path]:
    """Every file that decides whether and what is built, in a fixed order. Missing ones are listed too."""
    briefs = sorted((root / BRIEFS).glob("*.yaml"))
    return [*_always(root), *briefs, *_strangers(root, briefs)]


@lru_cache(16)
def _always(root: Path) -> tuple[Path, ...]:
    """The files that must be there, whatever else is; each view asks for them."""
    facts = [root / FACTS / f"{table}.csv" for table in FILES]
    names = [root / COUNTRIES, root / MINERALS, root / STATUSES, *(root / BASEMAP / name for name in OUTLINES)]
    described = [root / name for name in (*SCHEMA, *VIEWS)]
    return (*described, root / SOURCES, root / SCORING, *names, *facts)


def _strangers(root: Path, briefs: Iterable[Path]) -> list[Path]:
    """Files that nothing reads where what is read lies: a misspelt name must not pass for an absent file."""
    expected = {str(path) for path in (*_always(root), *briefs)}
    below = [
        os.path.join(folder, name)  # noqa: PTH118, a path object for each of a hundred files would cost a view 1 ms
        for top in (FACTS, BRIEFS, *_DESCRIBED)
        for folder, _, names in os.walk(root / top)
        for name in names
        if not name.startswith(".")
    ]
    return [Path(path) for path in sorted(below) if path not in expected]


def read_rows(root: Path, problems: list[Problem]) -> list[Row]:
    """All rows of all files below `root`, untyped; what is wrong with the files goes to `problems`."""
    rows = read_csv(root / SOURCES, "sources", SOURCES, problems)
    for table, lists in FILES.items():
        name = f"{FACTS}/{table}.csv"
        for row in read_csv(root / name, table, name, problems):
            rows.extend(_spread(row, lists, problems))
    scoring = read_yaml(root / SCORING, SCORING, problems)
    if scoring is not None:
        rows.extend(scoring_rows(scoring, SCORING, problems))
    briefs = sorted((root / BRIEFS).glob("*.yaml"))
    if not briefs:
        problems.append(Problem(BRIEFS, 0, "", "there is no brief", "Restore the .yaml files from version control"))
    for path in briefs:
        name = f"{BRIEFS}/{shown(path.name)}"
        if shown(path.name) != path.name:
            wrong = "the file's name is no plain UTF-8 text"
            problems.append(Problem(name, 0, "", wrong, "Give it a name of letters and digits"))
            continue
        tree = read_yaml(path, name, problems)
        if tree is not None:
            rows.extend(brief_rows(tree, name, problems))
    problems.extend(
        Problem(
            shown(path.relative_to(root).as_posix()),
            0,
            "",
            "nothing reads a file of this name",
            "Rename, move or delete it",
        )
        for path in _strangers(root, briefs)
    )
    return rows


def read_known(root: Path, problems: list[Problem]) -> Known:
    """What the tables of names and the outlines know; what is wrong with the outlines goes to `problems`.

    The tables of names are checked where they are used, by those who import sites.
    """
    outlines = outline_codes(root, problems)
    countries = {row.values.get("country_iso3") for row in read_csv(root / COUNTRIES, "names", COUNTRIES, [])}
    return Known(
        [code for code in countries if code],
        [*outlines["us_states.geojson"], *outlines["japan_prefectures.geojson"]],
        outlines["surveys.geojson"],
    )


def _spread(row: Row, lists: dict[str, ListCell], problems: list[Problem]) -> list[Row]:
    spread = [row]
    key = KEYS.get(row.table, "")
    for name, cell in lists.items():
        if name not in row.values:
            problems.append(
                Problem(row.file, row.header, name, "this column is missing", "Add it; its cells may be empty")
            )
            continue
        values = [value.strip() for value in (row.values.pop(name) or "").split(";") if value.strip()]
        for value in values:
            record = {key: row.values.get(key), cell.column: value, **dict(cell.fixed)}
            spread.append(Row(cell.table, row.file, row.line, record))
    return spread
