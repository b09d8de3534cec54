"""What the map of the ground costs with the sites shipped (some 6,600), with 50,000 and with 300,000.

Run with `python bench/geology.py`. The sites are jittered copies of those shipped, written into a database of a
temporary folder. Each figure stands beside a floor of the same run: that of a query is counting the sites, that of a
payload nothing but two coordinates a site. What is compared with is every site sent as pydeck sends a frame.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pydeck as pdk

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lodestone.answers.geology_map import COARSE, FINE, MOST  # noqa: E402
from lodestone.figures.site_deck import site_map  # noqa: E402
from lodestone.figures.tokens import LIGHT  # noqa: E402
from lodestone.paths import Project  # noqa: E402
from lodestone.queries import Library, run  # noqa: E402
from lodestone.warehouse import Warehouse, build  # noqa: E402

SIZES, RUNS = (0, 50_000, 300_000), 7
ASKED = {"as_of": date(2026, 11, 22), "datasets": ["bench"]}
# As imported: deterministic jitter of up to a degree, so that copies fall into many cells.
COPIES = """
INSERT INTO imported_sites BY NAME
SELECT
    'bench' AS dataset, s.site_id || '-' || copy AS record_id, s.name,
    greatest(-89, least(89, s.latitude + (hash(s.site_id, copy) % 2000) / 1000.0 - 1)) AS latitude,
    greatest(-179, least(179, s.longitude + (hash(copy, s.site_id) % 2000) / 1000.0 - 1)) AS longitude,
    s.country_name AS country, s.country_iso3, s.admin_area, [s.mineral_id] AS minerals, s.mineral_id, s.kind, s.status,
    s.deposit_type
FROM sites s CROSS JOIN range({copies}) r(copy)
ORDER BY copy, s.site_id
LIMIT {wanted}"""


def median(work: Callable[[], object]) -> float:
    """Milliseconds, the median of several runs after one to warm up."""
    work()
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def measure(project: Project, path: Path, size: int, library: Library) -> None:
    """One line a kind of work for one number of sites."""
    copy = path.with_name(f"bench-{size}.duckdb")
    shutil.copyfile(path, copy)
    connection = duckdb.connect(str(copy), config={"threads": "2"})
    shipped = connection.execute("SELECT count(*) FROM sites").fetchall()[0][0]
    if size > shipped:
        wanted = size - shipped
        connection.execute(COPIES.format(copies=wanted // shipped + 1, wanted=wanted))
    warehouse = Warehouse(f"bench-{size}", copy, connection)
    sites = connection.execute("SELECT count(*) FROM all_sites").fetchall()[0][0]

    def ask(name: str, **values: object) -> object:
        query = library.get(name)
        known = ASKED | values
        given = {key: known.get(key) for key in query.parameters}
        return run(warehouse, query.sql, given, name)

    floor = median(
        lambda: connection.execute("SELECT count(*), avg(longitude), avg(latitude) FROM all_sites").fetchall()
    )
    print(f"\n{sites:,} sites · floor: reading every point once {floor:.1f} ms")
    for name, values in (
        ("geology/density", {"degrees": COARSE}),
        ("geology/density", {"degrees": FINE}),
        ("geology/quality", {}),
        ("geology/groups", {}),
        ("geology/countries", {}),
        ("geology/points", {"most": MOST}),
        ("geology/sites", {"rows": 200, "site": None}),
    ):
        taken = median(lambda name=name, values=values: ask(name, **values))
        print(f"  {name} {values or ''}: {taken:.0f} ms ({taken / floor:.1f} x floor)")
    payload(ask, connection, project)


def payload(ask: Callable[..., object], connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Bytes of the map's text against all points as pydeck sends a frame, and against bare coordinates."""
    frame = connection.execute("SELECT site_key, name, longitude, latitude, mineral_id, kind FROM all_sites").df()
    plain = len(
        pdk.Deck(
            layers=[pdk.Layer("ScatterplotLayer", frame, get_position=["longitude", "latitude"])], map_provider=None
        )
        .to_json()
        .encode()
    )
    bare = len(
        json.dumps(frame[["longitude", "latitude"]].round(4).to_numpy().tolist(), separators=(",", ":")).encode()
    )
    none = ask("geology/layers", layers=None)
    nowhere = ask("geology/site", site=None)

    def sent(**drawn: object) -> int:
        live = site_map(
            cells=drawn.get("cells"),
            points=drawn.get("points"),
            layers=none,
            opened=nowhere,
            basemap=project.data / "basemap",  # type: ignore[arg-type]
            part="World",
            window="medium",
            tokens=LIGHT,
            subtitle="",
        )
        return len(live.deck.to_json().encode())

    coarse, fine = (sent(cells=ask("geology/density", degrees=degrees)) for degrees in (COARSE, FINE))
    some = sent(points=ask("geology/points", most=10**9).head(MOST))  # type: ignore[attr-defined]
    print(
        f"  payload: all points as pydeck sends them {plain:,} bytes; bare coordinates {bare:,} ({plain / bare:.1f} x)"
    )
    for what, number in (
        (f"cells of {COARSE:g}°", coarse),
        (f"cells of {FINE:g}°", fine),
        (f"at most {MOST:,} marks", some),
    ):
        print(
            f"    {what}: {number:,} bytes, 1/{plain / number:.0f} of pydeck's, {number / bare:.2f} x bare coordinates"
        )


def main() -> None:
    """Measure every size."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data", Path(folder) / "data")
        project = Project(Path(folder))
        path, _ = build(project)
        library = Library(ROOT / "queries")
        for size in SIZES:
            measure(project, path, size, library)


if __name__ == "__main__":
    main()
