"""What an import costs: a file of 304,000 rows in the MRDS layout against Python's csv.reader on the same file.

Run with `.venv/bin/python bench/import_sites.py [mrds_california.csv.gz]`. The rows are those of the California
extract, repeated with their places shifted. Prints medians; the ratios are what to compare, the seconds belong to this
machine.
"""

from __future__ import annotations

import csv
import gzip
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lodestone.imports.run import Wish, import_sites  # noqa: E402
from lodestone.paths import Project  # noqa: E402
from lodestone.warehouse import build  # noqa: E402

ROWS, ROUNDS = 304_000, 3
# The columns of mrds.csv; those that are not written below stay empty.
HEADER = [
    "dep_id",
    "url",
    "mrds_id",
    "mas_id",
    "site_name",
    "latitude",
    "longitude",
    "region",
    "country",
    "state",
    "county",
    "com_type",
    "commod1",
    "commod2",
    "commod3",
    "oper_type",
    "dep_type",
    "prod_size",
    "dev_stat",
    "ore",
    "gangue",
    "other_matl",
    "orebody_fm",
    "work_type",
    "model",
    "alteration",
    "conc_proc",
    "names",
    "ore_ctrl",
    "reporter",
    "hrock_unit",
    "hrock_type",
    "arock_unit",
    "arock_type",
    "structure",
    "tectonic",
    "ref",
    "yfp_ba",
    "yr_fst_prd",
    "ylp_ba",
    "yr_lst_prd",
    "dy_ba",
    "disc_yr",
    "prod_yrs",
    "discr",
]
STATUSES = ("Past Producer", "Prospect", "Occurrence", "Producer", "Unknown")


def write_mrds(path: Path, extract: Path) -> None:
    """ROWS rows in the MRDS layout, with as much text a row as the national file has (about 450 bytes)."""
    chance = random.Random(1)
    with gzip.open(extract, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, restval="", lineterminator="\n")
        writer.writeheader()
        for number, row in enumerate(islice(cycle(rows), ROWS)):
            first, _, others = row["commodities"].partition(";")
            writer.writerow(
                {
                    "dep_id": 10_000_000 + number,
                    "url": f"https://mrdata.usgs.gov/mrds/show-mrds.php?dep_id={10_000_000 + number}",
                    "site_name": row["site_name"],
                    "latitude": f"{float(row['latitude']) + chance.uniform(-3, 3):.5f}",
                    "longitude": f"{float(row['longitude']) + chance.uniform(-3, 3):.5f}",
                    "region": "NA",
                    "country": row["country"],
                    "state": row["state"],
                    "com_type": "M",
                    "commod1": first,
                    "commod2": others.strip().replace(";", ","),
                    "oper_type": "Unknown",
                    "dep_type": row["deposit_type"],
                    "dev_stat": STATUSES[number % 5],
                    "ore": "Gold, Quartz, Pyrite",
                    "reporter": "Western Mineral Survey",
                    "hrock_type": "Metamorphic Rock > Metasedimentary Rock > Slate",
                    "ref": "Deposit. " * 20,
                }
            )


def floor(path: Path) -> None:
    """Read every row and do nothing with it."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def main() -> None:
    """Print import, floor and build, each the median of ROUNDS."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "mrds_california.csv.gz"
    if not given.is_file():
        print(f"{given} is not here; give the path of the California extract")
        return
    with tempfile.TemporaryDirectory() as folder:
        project, path = Project(Path(folder) / "project"), Path(folder) / "mrds.csv"
        shutil.copytree(ROOT / "data", project.data)
        write_mrds(path, given)
        build(project)
        bare = _seconds(lambda: build(project, force=True))
        low, own = [], []
        for _ in range(ROUNDS):
            low.append(_seconds(lambda: floor(path)))
            own.append(_seconds(lambda: import_sites(project, path, date(2026, 1, 1), Wish())))
        filled = _seconds(lambda: build(project, force=True))
        seconds, least = statistics.median(own), statistics.median(low)
        print(
            f"{ROWS:,} rows, {path.stat().st_size / 1e6:.0f} MB: import {seconds:.1f} s "
            f"({seconds / least:.1f} x csv.reader, {least:.1f} s) · "
            f"build {filled:.1f} s ({filled / bare:.1f} x without, {bare:.1f} s) · "
            f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
