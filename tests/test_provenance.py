"""Every row names a known source, and what was taken from the research still says the same."""

from __future__ import annotations

import csv
from pathlib import Path

from lodestone.paths import here
from lodestone.warehouse import Warehouse

# Rows of these tables stand for a cell of their parent's row; the parent (second column) names the source.
PARENTS = {
    "related_brief_topics": ("related_briefs", "related_id"),
    "provision_instruments": ("provisions", "provision_id"),
    "provision_products": ("provisions", "provision_id"),
    "provision_actors": ("provisions", "provision_id"),
    "item_provisions": ("brief_items", "item_id"),
    "item_units": ("brief_items", "item_id"),
    "item_organizations": ("brief_items", "item_id"),
    "event_countries": ("events", "event_id"),
    "event_actors": ("events", "event_id"),
    "event_provisions": ("events", "event_id"),
    "provision_topics": ("provisions", "provision_id"),
    "item_topics": ("brief_items", "item_id"),
    "unit_parents": ("units", "unit_id"),
    "unit_disciplines": ("units", "unit_id"),
    "unit_topics": ("units", "unit_id"),
    "organization_parents": ("organizations", "organization_id"),
    "statement_stages": ("partner_statements", "statement_id"),
    "partner_topics": ("partners", "partner_id"),
    "call_pillars": ("calls", "call_id"),
    "call_minerals": ("calls", "call_id"),
    "call_fields": ("calls", "call_id"),
    "call_topics": ("calls", "call_id"),
    "mineral_parents": ("minerals", "mineral_id"),
    "project_areas": ("projects", "project_id"),
    "project_countries": ("projects", "project_id"),
    "project_provisions": ("projects", "project_id"),
    "award_instruments": ("awards", "award_id"),
    "award_minerals": ("awards", "award_id"),
    "award_successors": ("awards", "award_id"),
    "mapping_countries": ("mapping_programmes", "mapping_id"),
    "mapping_areas": ("mapping_programmes", "mapping_id"),
    "mapping_methods": ("mapping_programmes", "mapping_id"),
    "mapping_minerals": ("mapping_programmes", "mapping_id"),
    "site_minerals": ("sites", "site_id"),
    "disruption_suppliers": ("disruptions", "disruption_id"),
    "disruption_minerals": ("disruptions", "disruption_id"),
}
# These hang on a row of one of the five tables of relations, whichever holds the identifier.
RELATIONS = tuple(f"{kind}_relations" for kind in ("provision", "organization", "call", "partner", "mineral"))
OF_RELATIONS = {"relation_works", "relation_items"}
# A list of ours, not of the world; the build's own row; and what a reader imported, which rests on the reader's file.
UNSOURCED = {
    "event_types", "build_info", "imported_datasets", "imported_sites", "imported_briefs", "imported_brief_items",
    "imported_brief_scores", "imported_brief_clocks", "imported_brief_bodies", "imported_names",
}  # fmt: skip


def ask(warehouse: Warehouse, sql: str) -> list[tuple]:
    return warehouse.cursor().execute(sql).fetchall()


def table_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_policy_source_is_kept(warehouse, shared):
    given = {row["source_id"]: row["url"] for row in table_rows(shared / "facts" / "sources_policy.csv")}
    ours = dict(ask(warehouse, "SELECT source_id, url FROM sources"))
    assert len(given) == 303
    assert {source: ours.get(source) for source in given} == {source: url or None for source, url in given.items()}


# Read later than the row of the research: what it says now, and the source that carries it.
READ_LATER = {
    "E058": {"status": "occurred; not confirmed as that meeting", "second_source_id": "s_wh_jp0319"},
    "E060": {"source_id": "s_wh_jp0319"},
    "E065": {"second_source_id": "s_wh_mining0807"},
    "E066": {"second_source_id": "s_cnbc_truce"},
    "E072": {"second_source_id": "s_wh_jp0319"},
    "E079": {"second_source_id": "s_cnbc_truce"},
    # The day from which it applies is no doubt; it stands in the summary.
    "E086": {"status": "occurred"},
}
# Days that the research tells in the row of another event: they stand as events of their own, dates ahead.
DAYS_SET = {
    "E091": ("E086", "2026-12-04", "in force from 4 December 2026"),
    "E092": ("E084", "2027-01-16", "within 180 days (about 16 January 2027, calculated)"),
}


def test_events_keep_date_status_type_and_sources_of_the_research(shared):
    """Read with the csv module alone, id by id, so that the loader is no part of the proof."""
    later = table_rows(shared / "facts" / "update-2026-11-25" / "events.csv")
    given = {row["event_id"]: row for row in (*table_rows(shared / "facts" / "events.csv"), *later)}
    raw = {key: " ".join(row.values()) for key, row in given.items()}
    given = {key: row | READ_LATER.get(key, {}) for key, row in given.items()}
    ours = {row["event_id"]: row for row in table_rows(here().data / "facts" / "events.csv")}
    assert set(ours) == set(given) | set(DAYS_SET)
    for event, (setter, day, words) in DAYS_SET.items():
        assert ours.pop(event)["date"] == day
        assert words in raw[setter]
    statuses = {
        "occurred": "occurred",
        "agreed": "occurred",
        "reported during the event": "occurred",
        "reported": "occurred",
        "reported through digests": "occurred",
        "reported plan": "planned",
        "reported ahead of the event": "planned",
        "scheduled": "planned",
        "calculated deadline": "calculated",
    }
    for key, row in ours.items():
        research = given[key]
        for column in ("date", "type", "source_id", "second_source_id"):
            assert (key, column, row[column]) == (key, column, research[column])
        status, _, doubt = research["status"].partition(";")
        assert (key, row["status"]) == (key, statuses[status])
        # A doubt the research had is not lost on the way.
        assert row["open_question"] or not doubt, key


def test_provisions_keep_pillar_products_and_sources_of_the_research(shared):
    given = {row["provision_id"]: row for row in table_rows(shared / "facts" / "framework_provisions.csv")}
    ours = {row["provision_id"]: row for row in table_rows(here().data / "facts" / "provisions.csv")}
    assert list(ours) == [f"P{number:02}" for number in range(20)]
    assert set(given) == set(ours)
    for key, row in ours.items():
        for column in ("pillar", "actors", "source_id", "second_source_id"):
            assert (key, column, row[column]) == (key, column, given[key][column])
        assert row["products"] == given[key]["derivative_products"]
        assert given[key]["text_seen"].startswith(row["text_seen"])


def test_every_base_table_names_its_source_or_hangs_on_one_that_does(warehouse):
    tables = {name for (name,) in ask(warehouse, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'")}
    sourced = {
        name
        for (name,) in ask(
            warehouse, "SELECT table_name FROM duckdb_columns() WHERE column_name = 'source_id' AND NOT is_nullable"
        )
    } & tables
    assert "provisions" in sourced
    assert tables - sourced == set(PARENTS) | OF_RELATIONS | UNSOURCED
    assert {parent for parent, _ in PARENTS.values()} | set(RELATIONS) <= sourced


def test_works_and_items_hang_on_exactly_one_relation(warehouse):
    read = " UNION ALL ".join(f"SELECT relation_id FROM {table}" for table in RELATIONS)
    for table in OF_RELATIONS:
        lost = ask(warehouse, f"SELECT DISTINCT relation_id FROM {table} ANTI JOIN ({read}) r USING (relation_id)")
        assert lost == [], table
        assert ask(warehouse, f"SELECT count(*) > 0 FROM {table}") == [(True,)], table
    assert ask(warehouse, f"SELECT relation_id FROM ({read}) GROUP BY ALL HAVING count(*) > 1") == []


def test_no_row_is_without_a_source(warehouse):
    tables = [
        name
        for (name,) in ask(
            warehouse,
            "SELECT table_name FROM duckdb_columns() WHERE column_name = 'source_id' "
            "AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main')",
        )
    ]
    assert len(tables) >= 25
    for table in tables:
        missing = ask(
            warehouse,
            f"SELECT count(*) FROM {table} t WHERE NOT EXISTS "
            f"(SELECT 1 FROM sources s WHERE s.source_id = t.source_id)",
        )
        assert missing == [(0,)], table
    for table, (parent, key) in PARENTS.items():
        assert ask(warehouse, f"SELECT count(*) FROM {table} t ANTI JOIN {parent} p USING ({key})") == [(0,)], table
        assert ask(warehouse, f"SELECT count(*) > 0 FROM {table}") == [(True,)], table


def test_second_sources_are_known_and_differ_from_the_first(warehouse):
    tables = [
        name
        for (name,) in ask(
            warehouse,
            "SELECT table_name FROM duckdb_columns() WHERE column_name = 'second_source_id' "
            "AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main')",
        )
    ]
    assert len(tables) >= 4
    for table in tables:
        assert ask(warehouse, f"SELECT count(*) FROM {table} WHERE second_source_id = source_id") == [(0,)], table
        assert ask(
            warehouse, f"SELECT count(*) > 0 FROM {table} WHERE second_source_id IN (SELECT source_id FROM sources)"
        ) == [(True,)], table
