"""Statements of a reader: the hostile ones by what they try, and those to be answered, with their rows."""

from __future__ import annotations

import re
from pathlib import Path

import yaml


def _expanded(sql: str) -> str:
    return re.sub(r"\{(\d+)\*(.+?)\}", lambda found: int(found[1]) * found[2], sql)


HOSTILE: dict[str, dict[str, list[str]]] = {
    verdict: {kind: [_expanded(sql) for sql in statements] for kind, statements in kinds.items()}
    for verdict, kinds in yaml.safe_load(
        Path(__file__).with_name("hostile_statements.yaml").read_text(encoding="utf-8")
    ).items()
}
# No file can hold these.
REFUSED = HOSTILE["refused"] | {"half a character": ["SELECT '\ud800'", "\udfff", 'SELECT 1 AS "\ud83d"']}

ALLOWED = {
    "WITH kinds AS (SELECT kind, count(*) AS n FROM brief_items GROUP BY kind) "
    "SELECT n FROM kinds WHERE kind = 'risk'": [(5,)],
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT max(n) AS n FROM r": [(4,)],
    "SELECT section, rank() OVER (ORDER BY score DESC, position) AS place FROM scores ORDER BY place LIMIT 1": [
        ("timeline", 1)
    ],
    "SELECT list_transform([1, 2, 3], lambda x: x * x) AS squares": [((1, 4, 9),)],
    "SELECT unnest(['a', 'b']) AS x": [("a",), ("b",)],
    "SELECT count(*) AS n FROM risks": [(5,)],
    "SELECT title FROM main.actions WHERE position = 5": [("Study supply chain economics",)],
    "SELECT count(*) AS n FROM known_events(DATE '2025-03-20')": [(2,)],
    "SELECT status FROM framework_clocks(DATE '2026-11-22', NULL, NULL) WHERE provision_id = 'P06'": [
        ("no public evidence",)
    ],
    "SELECT p.title FROM provisions p JOIN milestones m USING (provision_id) "
    "WHERE m.clock = 'fixed' ORDER BY 1 LIMIT 1": [("Finance for chosen projects",)],
    "SELECT 1 AS a UNION ALL SELECT 2 ORDER BY a": [(1,), (2,)],
    "SELECT unit_id FROM units WHERE unit_id IN (SELECT unit_id FROM item_units) AND kind = 'department'": [("u_ees",)],
    "FROM range(3) t(i) SELECT sum(i) AS total": [(3,)],
    "SELECT e.event_id FROM events e, "
    "LATERAL (SELECT 1 FROM event_actors a WHERE a.event_id = e.event_id AND a.actor = 'Iwatani')": [("E001",)],
    "SELECT max(score) AS top, min(score) AS low FROM scores HAVING count(*) BETWEEN 1 AND 9;": [(5, 2)],
    "/* a comment; with a semicolon */ SELECT 'a;b' AS text -- the end": [("a;b",)],
    "SELECT strftime(due_date, '%d %B %Y') AS due FROM milestones WHERE provision_id = 'P04'": [("28 April 2026",)],
    "SELECT * FROM units PIVOT (count(*) FOR kind IN ('office')) WHERE office = 1 AND unit_id = 'u_ofr'": None,
    'SELECT "count" FROM (SELECT count(*) AS "count" FROM "Units")': [(38,)],
    "SELECT sum(100000000000000000000::HUGEINT) > 1 AS big": [(True,)],
}
