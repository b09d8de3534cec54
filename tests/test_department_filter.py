"""What a department leaves of the sources and of the events, and why each event stays."""

from __future__ import annotations

import csv
from datetime import date

from fit_support import concerning
from pages_support import facts

from lodestone.paths import here

AS_OF = date(2026, 11, 22)


def test_every_source_that_a_fact_file_names_is_cited(library, warehouse):
    named = set()
    for path in sorted((here().data / "facts").glob("*.csv")):
        if path.stem in {"coverage", "topics", "unshipped"}:  # say how the notebook was made, not what it says
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                named |= {
                    one
                    for column, text in row.items()
                    if column.endswith("source_id")
                    for one in text.split(";")
                    if one
                }
    rows = library.ask(warehouse, "sources/sources", {"trusts": None, "department": None, "q": None}).frame
    cited = set(rows.loc[rows["rows_citing"] > 0, "source_id"])
    assert len(named) > 200
    assert named <= cited


def test_a_department_keeps_its_own_sources_and_leaves_those_of_others(library, warehouse):
    rows = library.ask(warehouse, "sources/sources", {"trusts": None, "department": "u_ees", "q": None}).frame
    kept = set(rows["source_id"])
    own = {row["source_id"] for row in facts("facts/expertise") if row["unit_id"] == "u_ees"}
    assert own
    assert own | {"un_ees_major", "s_brief"} <= kept
    # Membrane research stands behind Civil and Environmental Engineering only.
    assert "un_subang20" not in kept
    counted = library.ask(warehouse, "sources/trust", {"trusts": None, "department": "u_ees", "q": None}).frame
    assert counted["sources"].sum() == len(kept)


def test_each_event_of_a_department_says_why_it_is_there(library, warehouse):
    given = {
        "as_of": AS_OF,
        "lanes": None,
        "countries": None,
        "pillars": None,
        "provision": None,
        "ties": None,
        "q": None,
    }
    rows = library.ask(warehouse, "timeline/events", given | {"department": "u_ees"}).frame
    mine = concerning("u_ees")
    assert len(rows) > 5
    for row in rows.itertuples():
        assert set(row.reasons) == set().union(*(mine.get(one, set()) for one in row.provisions)), row.event_id
        assert row.reasons, row.event_id
    everything = library.ask(warehouse, "timeline/events", given | {"department": None}).frame
    assert not any(everything["reasons"])
