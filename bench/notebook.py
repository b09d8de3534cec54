"""What asking in the notebook costs: from statement to rows, against the same statement in bare DuckDB.

Run with `.venv/bin/python bench/notebook.py`. Two tables: `units` as it is, and one of 300,000 rows. Then the page
Overview alone and beside ten runaway statements. Prints medians; the ratios are what to compare, the milliseconds
belong to this machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import duckdb  # noqa: E402

from lodestone.answers import overview  # noqa: E402
from lodestone.cells.engine import Engine  # noqa: E402
from lodestone.content.sql import GUARDED  # noqa: E402
from lodestone.errors import StatementRefused  # noqa: E402
from lodestone.filters import View, defaults  # noqa: E402
from lodestone.paths import Project  # noqa: E402
from lodestone.queries import Library  # noqa: E402
from lodestone.sandbox.asking import answer  # noqa: E402
from lodestone.warehouse import Warehouse, build, open_database  # noqa: E402

ROUNDS, ROWS = 25, 300_000
STATEMENTS = {
    "38 rows, all": "SELECT * EXCLUDE (url) FROM units",
    "300,000 rows, counted": "SELECT country, count(*) AS n, avg(latitude) AS y FROM many GROUP BY ALL ORDER BY n DESC",
    "300,000 rows, the first 10,000": "SELECT site, country, latitude FROM many ORDER BY latitude LIMIT 10000",
}
RUNAWAY = (
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT count(*) AS n FROM r",
    "SELECT sum(a.latitude * b.latitude * c.latitude) AS n FROM sites a, sites b, sites c",
)


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds, after two rounds that do not count."""
    took = []
    for _ in range(rounds + 2):
        started = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - started))
    return statistics.median(took[2:])


def with_many(path: Path, folder: Path) -> Path:
    """A copy of the database with a table of 300,000 rows more."""
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    con = duckdb.connect(str(copy))
    con.execute(
        "CREATE TABLE many AS SELECT 'site ' || i AS site, 'country ' || (i * 7919 % 190) AS country, "
        "(i * 37 % 18000) / 100.0 - 90 AS latitude FROM range($rows) t(i)",
        {"rows": ROWS},
    )
    con.close()
    return copy


def asking(warehouse: Warehouse, bare: duckdb.DuckDBPyConnection) -> None:
    """The cost of each statement, both ways."""
    for what, sql in STATEMENTS.items():
        floor = median(lambda sql=sql: bare.cursor().execute(sql).df())
        here = median(lambda sql=sql: answer(warehouse, sql))
        print(f"{what:32} bare DuckDB {floor:7.1f} ms   notebook {here:7.1f} ms   {here / floor:5.1f} times")


def beside(warehouse: Warehouse) -> None:
    """The page Overview alone, and while ten runaway statements are asked at once, turn by turn.

    Each time it is a view that nobody has seen: an engine that has the questions and remembers no answer.
    """
    known = Library(ROOT / "queries").queries
    view = View(defaults(Engine(Project(ROOT)).bounds(warehouse, date(2026, 11, 22))), version=warehouse.version)

    def page() -> None:
        engine = Engine(Project(ROOT))
        engine.library.queries = known
        for cell in overview.PAGE:
            engine.answer(warehouse, cell, view)

    def runaway(number: int) -> None:
        try:
            answer(warehouse, RUNAWAY[number % len(RUNAWAY)])
        except StatementRefused:
            return

    alone = median(page)
    readers = [threading.Thread(target=runaway, args=(number,)) for number in range(10)]
    for one in readers:
        one.start()
    slowed = median(page)
    print(
        f"the page Overview: alone {alone:.0f} ms, beside ten runaway statements {slowed:.0f} ms: {slowed / alone:.2f}"
    )
    for one in readers:
        one.join()


def main() -> None:
    """Measure and print."""
    path, _ = build(Project(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        copy = with_many(path, Path(folder))
        warehouse = open_database(copy)
        bare = duckdb.connect(str(copy), read_only=True, config=dict(GUARDED))
        asking(warehouse, bare)
        beside(warehouse)


if __name__ == "__main__":
    main()
