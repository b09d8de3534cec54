"""The real content says what the brief says: counts, scores, dates and what hangs on what."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from lodestone.warehouse import Warehouse

BRIEF_BLOCKS = {
    "risk": ["risks", "programs", "impacts"],
    "opportunity": ["actions", "opportunities"],
    "timeline": ["timeline"],
    "agencies": ["organizations"],
    "officials": ["officials"],
}


def ask(warehouse: Warehouse, sql: str) -> list[tuple]:
    return warehouse.cursor().execute(sql).fetchall()


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("summary", 19),
        ("risk", 5),
        ("program", 4),
        ("impact", 4),
        ("action", 5),
        ("opportunity", 4),
        ("milestone", 4),
        ("organization", 4),
        ("official", 2),
        ("signatory", 2),
    ],
)
def test_the_brief_has_as_many_items_of_each_kind_as_its_text(warehouse, kind, count):
    assert ask(warehouse, f"SELECT count(*) FROM brief_items WHERE kind = '{kind}'") == [(count,)]


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("provisions", 20),
        ("events", 92),
        ("scores", 5),
        ("summary_groups", 8),
        ("milestones", 4),
        ("organizations", 44),
        ("item_organizations", 4),
        ("office_holders", 23),
        ("organization_provisions", 78),
        ("units", 38),
        ("expertise", 38),
        ("partner_statements", 30),
        ("calls", 24),
        ("officials", 4),
        ("briefs", 1),
        ("build_info", 1),
    ],
)
def test_tables_hold_the_rows_that_were_researched(warehouse, table, count):
    assert ask(warehouse, f"SELECT count(*) FROM {table}") == [(count,)]


def test_each_view_holds_exactly_the_items_of_its_kind(warehouse):
    for view, kind in [
        ("summary_items", "summary"),
        ("risks", "risk"),
        ("programs", "program"),
        ("impacts", "impact"),
        ("actions", "action"),
        ("opportunities", "opportunity"),
    ]:
        expected = ask(warehouse, f"SELECT item_id FROM brief_items WHERE kind = '{kind}' ORDER BY item_id")
        assert expected
        assert ask(warehouse, f"SELECT item_id FROM {view} ORDER BY item_id") == expected


def test_scores_are_the_briefs_own(warehouse):
    assert ask(warehouse, "SELECT section, score FROM scores ORDER BY position") == [
        ("risk", 3),
        ("opportunity", 4),
        ("timeline", 5),
        ("agencies", 2),
        ("officials", 5),
    ]
    assert ask(warehouse, "SELECT section FROM scores WHERE rationale IS NULL") == [("timeline",)]


def test_each_score_closes_the_blocks_before_it(warehouse):
    found = ask(warehouse, "SELECT closed_by, list(section ORDER BY position) FROM brief_sections GROUP BY ALL")
    assert {score: blocks for score, blocks in found if score} == BRIEF_BLOCKS
    assert dict(found)[None] == ["summary", "signatories"]


def test_scores_stand_in_the_source_text_where_they_are_placed(warehouse, shared):
    """Second method: read the scores off the brief's text, in its order."""
    text = (shared / "brief" / "us-japan-critical-minerals.txt").read_text(encoding="utf-8")
    given = [
        (int(line.split(":")[1].split()[0]), "(" in line)
        for line in text.splitlines()
        if line.startswith("Relevance Score")
    ]
    ours = ask(warehouse, "SELECT score, rationale IS NOT NULL FROM scores ORDER BY position")
    assert len(given) == 5
    assert ours == given


def test_item_order_and_number_follow_the_source_text(warehouse, shared):
    """Second method: count the dashes below each heading of the brief's text."""
    headings = {
        "Risks & Considerations": "risk",
        "Impacted Programs": "program",
        "Financial Impact": "impact",
        "Key Actions": "action",
        "Opportunities": "opportunity",
        "Timeline for Implementation": "milestone",
        "Impacted Government Organizations": "organization",
        "Responsible Officials": "official",
    }
    counted: Counter[str] = Counter()
    kind = ""
    for line in (shared / "brief" / "us-japan-critical-minerals.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("- "):
            kind = headings.get(line.strip(), kind)
        elif kind:
            counted[kind] += 1
    ours = dict(
        ask(
            warehouse, "SELECT kind, count(*) FROM brief_items WHERE kind NOT IN ('summary', 'signatory') GROUP BY kind"
        )
    )
    assert len(counted) == len(headings)
    assert ours == dict(counted)


def test_groups_hold_the_nineteen_summary_items(warehouse):
    found = ask(
        warehouse,
        "SELECT g.group_id, count(i.item_id) FROM summary_groups g LEFT JOIN summary_items i USING (group_id) "
        "GROUP BY g.group_id, g.position ORDER BY g.position",
    )
    assert found == [
        ("g-overview", 1),
        ("g-supply", 1),
        ("g-invest", 4),
        ("g-permit", 1),
        ("g-fair", 1),
        ("g-assets", 2),
        ("g-additional", 4),
        ("g-general", 5),
    ]


def test_how_much_of_the_text_was_seen_is_counted(warehouse):
    found = ask(warehouse, "SELECT text_seen, count(*) FROM provisions GROUP BY ALL")
    assert dict(found) == {"full": 1, "near-full": 5, "summary only": 11, "brief only": 3}


def test_organizations_are_half_named_and_half_implied(warehouse):
    found = ask(
        warehouse,
        "SELECT organization_id, mention FROM item_organizations JOIN organizations USING (organization_id) ORDER BY 1",
    )
    assert found == [
        ("jp-meti", "explicit"),
        ("jp-regulators", "implied"),
        ("us-doe", "explicit"),
        ("us-regulators", "implied"),
    ]


def test_dates_of_posting_and_signing(warehouse):
    assert ask(warehouse, "SELECT posted_date, signed_date, signed_place FROM briefs") == [
        (date(2025, 10, 27), date(2025, 10, 28), "Tokyo")
    ]


def test_due_dates_agree_with_the_calendar(warehouse):
    """Second method: Python's calendar instead of the database's."""
    signed = date(2025, 10, 28)
    six_months_on = signed.replace(year=signed.year + 1, month=signed.month + 6 - 12)
    found = ask(
        warehouse,
        "SELECT provision_id, clock, duration_number, duration_unit, start_date, due_date FROM milestones "
        "ORDER BY position",
    )
    assert found == [
        ("P06", "fixed", 180, "days", signed, signed + timedelta(days=180)),
        ("P04", "fixed", 6, "months", signed, six_months_on),
        ("P16", "conditional", 10, "days", None, None),
        ("P17", "conditional", 30, "days", None, None),
    ]
    assert (signed + timedelta(days=180), six_months_on) == (date(2026, 4, 26), date(2026, 4, 28))


def test_the_name_of_a_clock_does_not_say_that_it_was_met(warehouse):
    titles = [
        title for (title,) in ask(warehouse, "SELECT title FROM milestones UNION ALL SELECT title FROM related_clocks")
    ]
    assert len(titles) == 10
    assert not [title for title in titles if re.search(r"\b(held|met|signed|published|over)$", title)]


def test_related_clocks_end_on_the_dates_of_their_events(warehouse):
    found = ask(
        warehouse,
        "SELECT r.event_id, e.date, r.started_by, b.date FROM related_clocks r JOIN events e USING (event_id) "
        "JOIN events b ON b.event_id = r.started_by ORDER BY 1",
    )
    assert found == [
        ("E065", date(2026, 1, 14) + timedelta(days=180), "E042", date(2026, 1, 14)),
        ("E066", date(2026, 11, 10), "E030", date(2025, 11, 7)),
        ("E079", date(2026, 11, 27), "E067", date(2025, 11, 9)),
        ("E090", date(2027, 1, 10), "E088", date(2026, 9, 23)),
        ("E091", date(2026, 12, 4), "E086", date(2026, 8, 6)),
        ("E092", date(2026, 7, 20) + timedelta(days=180), "E084", date(2026, 7, 20)),
    ]


def test_every_event_bears_on_a_provision(warehouse):
    assert ask(warehouse, "SELECT event_id FROM events ANTI JOIN event_provisions USING (event_id)") == []


def test_every_item_is_tied_to_a_provision_and_a_place_in_the_brief(warehouse):
    assert ask(warehouse, "SELECT item_id FROM brief_items ANTI JOIN item_provisions USING (item_id)") == []
    assert ask(warehouse, "SELECT item_id FROM brief_items WHERE trim(locator) = ''") == []
    assert ask(warehouse, "SELECT count(*) FROM brief_items WHERE locator IS NOT NULL") == [(53,)]


def test_every_derivative_product_is_on_the_provision_that_selects_projects(warehouse):
    products = [
        name for (name,) in ask(warehouse, "SELECT unnest(enum_range(NULL::derivative_product))::VARCHAR ORDER BY 1")
    ]
    assert products == ["batteries", "catalysts", "optical materials", "permanent magnets"]
    assert ask(
        warehouse,
        "SELECT provision_id, list(product::VARCHAR ORDER BY product::VARCHAR) FROM provision_products GROUP BY ALL",
    ) == [("P03", products)]


def test_differences_are_told_from_both_sides(warehouse):
    found = dict(ask(warehouse, "SELECT kind, count(*) FROM differences GROUP BY ALL"))
    assert found == {
        "brief says less": 11,
        "brief says otherwise": 2,
        "brief says more": 1,
        "seen in the brief only": 3,
    }
    brief_only = ask(warehouse, "SELECT provision_id FROM differences WHERE kind = 'seen in the brief only' ORDER BY 1")
    assert brief_only == ask(warehouse, "SELECT provision_id FROM provisions WHERE text_seen = 'brief only' ORDER BY 1")


def test_no_empty_text_stands_for_an_unknown(warehouse):
    texts = ask(
        warehouse,
        "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' "
        "AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main')",
    )
    assert len(texts) > 60
    # What a publisher printed is kept as printed: "NA" is its word for a figure that it does not have.
    for table, column in set(texts) - {("import_reliance", "published"), ("mineral_production", "published")}:
        bad = ask(
            warehouse,
            f'SELECT "{column}" FROM {table} '
            f"WHERE trim(\"{column}\") IN ('', '-', 'n/a', 'NA', 'null', 'None', 'unknown', '~')",
        )
        assert bad == [], (table, column)


def test_the_shipped_money_and_ground_is_complete_and_nothing_withheld_slipped_in(warehouse):
    counts = ask(
        warehouse,
        "SELECT (SELECT count(*) FROM projects), (SELECT count(*) FROM awards), "
        "(SELECT count(*) FROM mapping_programmes), (SELECT count(*) FROM sites)",
    )
    assert counts == [(103, 134, 74, 6575)]
    assert ask(warehouse, "SELECT count(*) FROM awards WHERE award_id IN ('A122', 'A123', 'A124', 'A125')") == [(0,)]
    withheld = "('gsc-tin-tungsten', 'jowitt-ree-2015')"
    assert ask(
        warehouse, f"SELECT count(*) FROM sites WHERE source_id IN {withheld} OR resource_source_id IN {withheld}"
    ) == [(0,)]
    assert ask(warehouse, "SELECT DISTINCT licence_class FROM sites JOIN sources USING (source_id) ORDER BY 1") == [
        ("public domain",),
        ("open",),
        ("facts only",),
    ]


def test_each_superseded_award_names_the_one_that_took_its_place(warehouse):
    assert ask(
        warehouse,
        "SELECT award_id, successor_id FROM awards LEFT JOIN award_successors USING (award_id) "
        "WHERE commitment_level = 'superseded' OR successor_id IS NOT NULL ORDER BY 1",
    ) == [("A041", "A040"), ("A105", "A106")]
