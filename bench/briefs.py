"""What many briefs cost: 20 and 2,000 generated ones imported, built into the database, listed, searched and compared.

Run with `.venv/bin/python bench/briefs.py`. Each brief has nine sections, some 50 items
of its own words and five scores.
Prints medians of processor time, but for the import also by the clock; the ratios of 2,000 to 20 are what to compare,
the seconds belong to this machine. Lists show a page: the last 20 imported, or the newest 50 on the page.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lodestone import brief_store  # noqa: E402
from lodestone.briefs.keeping import import_files  # noqa: E402
from lodestone.briefs.reading import read_brief  # noqa: E402
from lodestone.paths import Project, here  # noqa: E402
from lodestone.queries import Library  # noqa: E402
from lodestone.warehouse import build, open_database  # noqa: E402

FEW, MANY, ROUNDS = 20, 2_000, 15
DAY = date(2026, 11, 22)
HEADINGS = (
    "Action Summary", "Risks & Considerations", "Impacted Programs", "Financial Impact", "Key Actions", "Opportunities",
    "Timeline for Implementation", "Impacted Government Organizations", "Responsible Officials",
)  # fmt: skip
SCORED = {"Financial Impact", "Opportunities", *HEADINGS[6:]}
WORDS = (ROOT / "docs" / "reading-briefs.md").read_text(encoding="utf-8").split()


def text(number: int, chance: random.Random) -> str:
    """One brief; equal numbers give equal briefs."""
    day = date(2020, 1, 1) + timedelta(days=number)
    lines = [f"Directive number {number} on minerals and research", f"{day:%m/%d/%Y}"]
    for heading in HEADINGS:
        lines.append(heading)
        for _ in range(chance.randint(3, 8)):
            said = " ".join(chance.sample(WORDS, 25)).replace("|", " ")
            start = {
                HEADINGS[6]: f"Within {chance.randint(5, 360)} days",
                HEADINGS[7]: "Department of Energy (DOE)",
                HEADINGS[8]: "Secretary of Energy",
            }.get(heading, "The School of Engineering")
            lines.append(f"- {start}: {said}")
        if heading in SCORED:
            lines.append(f"Relevance Score: {chance.randint(1, 5)} ({' '.join(chance.sample(WORDS, 12))})")
    return "\n".join(lines)


Acts = dict[str, tuple[Callable[[], object], int]]


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The time of one round: of the processor, whatever else runs on the machine, or by another clock."""
    began = clock()
    work()
    return clock() - began


def filled(count: int, room: Path) -> tuple[Project, dict[str, float]]:
    """A project of its own with this many briefs in its database, and the seconds of what is done once."""
    project = Project(room / f"project-{count}")
    for part in ("data", "queries"):
        shutil.copytree(ROOT / part, project.root / part)
    chance = random.Random(count)
    files = []
    for number in range(count):
        files.append(room / f"{count}-{number}.txt")
        files[-1].write_text(text(number, chance), encoding="utf-8")
    began = time.process_time()
    found = {"import, by the clock": seconds(lambda: import_files(project, files, DAY), time.perf_counter)}
    found["import"] = time.process_time() - began
    assert len(brief_store.briefs(project)[0]) == count
    found["import again"] = seconds(lambda: import_files(project, files, DAY))
    found["build"] = seconds(lambda: build(project, force=True))
    return project, found


def acts(project: Project) -> Acts:
    """What a reader asks again and again, each with how often it is measured."""
    warehouse = open_database(build(project)[0])
    library = Library(here().queries)
    ids = [one.entry.brief_id for one in brief_store.briefs(project)[0][:2]]

    def ask(name: str, **values: object) -> Callable[[], object]:
        given = {"as_of": DAY, "among": None, "pair": None, "department": None} | values
        query = library.get(name)
        asked = {key: given[key] for key in query.parameters}
        return lambda: warehouse.cursor().execute(query.sql, asked).fetchall()

    words = "separators outside brackets"
    return {
        "list": (lambda: brief_store.last_briefs(project, 20), ROUNDS),
        "list on the page": (ask("briefs/loaded", since=DAY, q=None, rows=50), ROUNDS),
        "search": (ask("briefs/loaded", since=DAY, q=words, rows=50), ROUNDS),
        "search everything": (ask("search/everything", q=words, rows=5000), 5),
        "compare": (ask("briefs/side_by_side", among=ids), ROUNDS),
        "two chosen on Provisions": (ask("provisions/chosen_briefs", among=ids, q=None), ROUNDS),
        "scores": (ask("briefs/scores"), 5),
        "recurring": (ask("briefs/recurring"), 5),
        "names not known": (ask("briefs/unknown"), 5),
    }


def measured(few: Acts, many: Acts) -> tuple[dict[str, float], dict[str, float]]:
    """The median seconds of each act among few and among many, in turns: what else the machine does falls on both."""
    found: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for name, (_, rounds) in few.items():
        took = [(seconds(few[name][0]), seconds(many[name][0])) for _ in range(rounds)]
        for side, times in zip(found, zip(*took, strict=True), strict=True):
            side[name] = statistics.median(times)
    return found


def longest() -> float:
    """Seconds for the slowest brief of 400 items of which one has 20,000 characters, some made to trip a reader."""
    items = [f"- Item {number}: within {number} days the office acts (see annex {number})." for number in range(399)]
    odd = ("word " * 4000, "a" * 20000, "(" * 20000, "within 30 " * 2000, "**" * 10000, "- " * 10000, "<!--" * 5000)
    briefs = ["\n".join(["A directive", HEADINGS[6], *items[:200], f"- {one}", *items[200:]]) for one in odd]
    return max(min(seconds(lambda text=text: read_brief(text.encode())) for _ in range(3)) for text in briefs)


def main() -> None:
    """Print the table."""
    print(f"400 items, one of 20,000 characters: {longest():.3f} s (to reach: under 1 s)")
    with tempfile.TemporaryDirectory() as room:
        few, once_few = filled(FEW, Path(room))
        many, once_many = filled(MANY, Path(room))
        print(f"{'':26}{FEW:>12,}{MANY:>12,}   ratio")
        for left, right in ((once_few, once_many), measured(acts(few), acts(many))):
            for act, took in left.items():
                print(f"{act:26}{took:>10.4f} s{right[act]:>10.4f} s{right[act] / took:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
