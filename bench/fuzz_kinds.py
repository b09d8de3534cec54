"""The kinds of cases of bench/fuzz.py: each opens what it needs once and gives a function that runs one case.

That function returns what a reader is told ("" where the case was taken) and raises whatever no reader may see.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench"), str(ROOT / "tests")]

import fuzz_seeds  # noqa: E402
from fuzz_spoil import spoiled_bytes, spoiled_text, words  # noqa: E402
from small_content import copy_small_project  # noqa: E402

from lodestone.answers.catalogue import PICKS  # noqa: E402
from lodestone.cells.engine import Engine  # noqa: E402
from lodestone.errors import ContentError, ImportRefused, LodestoneError, StatementRefused  # noqa: E402
from lodestone.filters import Bounds, View, defaults, from_address, to_address  # noqa: E402
from lodestone.imports.run import Wish, preview_sites  # noqa: E402
from lodestone.page_list import PAGES, Entry, entry  # noqa: E402
from lodestone.paths import Project, here  # noqa: E402
from lodestone.statements import answer  # noqa: E402
from lodestone.warehouse import Warehouse, build, checked_content, open_database  # noqa: E402

Run = Callable[[random.Random], str]
TODAY = date(2026, 11, 22)


@contextmanager
def _notebook() -> Iterator[tuple[Engine, Warehouse, Bounds]]:
    engine = Engine(here())
    warehouse = open_database(build(here())[0])
    yield engine, warehouse, engine.bounds(warehouse, TODAY, {"pick": tuple(PICKS)})
    warehouse.connection.close()


@contextmanager
def addresses() -> Iterator[Run]:
    """What a page makes of an address: values that lead to the same address again, and complaints in words."""
    with _notebook() as (_, warehouse, bounds):
        yield lambda choice: _address(choice, warehouse, bounds, choice.choice(PAGES))[1]


def _address(choice: random.Random, warehouse: Warehouse, bounds: Bounds, page: Entry) -> tuple[View, str]:
    given = fuzz_seeds.address(choice, page.address, bounds)
    values, complaints = from_address(given, page.address, bounds)
    written = to_address(values, page.address, bounds)
    again, wrong = from_address(written, page.address, bounds)
    assert (again, wrong) == (values, []), "the address does not lead back to the same view"
    view = View({**defaults(bounds), **values}, "light", warehouse.version, page.filters, "wide", bounds.labels)
    assert view.which()
    assert len(complaints) <= 6, "more than five complaints and a count"
    assert all(len(one) < 2_000 for one in complaints), "a complaint of 2,000 characters"
    view.sentence()
    view.parameters()
    return view, "\n".join(complaints)


@contextmanager
def pages() -> Iterator[Run]:
    """What a cell answers for a view that such an address asks for."""
    with _notebook() as (engine, warehouse, bounds):

        def run(choice: random.Random) -> str:
            cell = choice.choice([one for one, *_ in PICKS.values() if not one.needs])
            view, said = _address(choice, warehouse, bounds, entry(cell.page))
            engine.answer(warehouse, cell, view)
            return said

        yield run


@contextmanager
def statements() -> Iterator[Run]:
    """What a reader's own SQL comes to: rows or a refusal, and the database as it was."""
    with _notebook() as (_, warehouse, _bounds):
        seeds = fuzz_seeds.statements(here(), warehouse)

        def state() -> object:
            with warehouse.cursor() as cursor:
                return cursor.execute(
                    "select (select count(*) from duckdb_tables()), (select count(*) from duckdb_databases()), "
                    "(select count(*) from duckdb_settings() where value <> ''), (select count(*) from awards)"
                ).fetchall()

        before = state()

        def run(choice: random.Random) -> str:
            sql = fuzz_seeds.statement(choice, seeds)
            try:
                found = answer(warehouse, sql, seconds=2.0, rows=100)
            except StatementRefused as error:
                return str(error)
            finally:
                if choice.random() < 0.02:
                    assert state() == before, "the database or its settings changed"
            assert len(found.frame) <= 100, "more rows than allowed"
            assert str(ROOT) not in found.frame.to_csv(), "a path of the machine in the rows"
            return ""

        yield run


@contextmanager
def imports() -> Iterator[Run]:
    """What is read of a spoiled file of sites: each of its rows is kept or dropped, or the file is refused."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        seeds = fuzz_seeds.site_files(Path(folder))

        def run(choice: random.Random) -> str:
            name, raw = choice.choice(seeds)
            path = Path(folder) / name
            path.write_bytes(spoiled_bytes(choice, raw))
            wish = Wish(
                layout=choice.choice([None, None, None, "generic", "mrds"]),
                encoding=choice.choice([None, None, None, "shift_jis", "gb18030", "utf-16", "none"]),
                columns=choice.choice([(), (), (("minerals", "name"),), (("status", "x"),)]),
            )
            try:
                report = preview_sites(ROOT, path, wish).report
            except ImportRefused as error:
                return str(error)
            assert report.rows_read == report.rows_kept + sum(report.dropped.values()), "a row is lost unsaid"
            assert report.rows_kept, "nothing was kept and nothing said"
            report.as_text()
            report.as_json()
            return ""

        yield run


@contextmanager
def content() -> Iterator[Run]:
    """What a reading of spoiled content comes to: it holds, or every problem names its file."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        project: Project = copy_small_project(Path(folder) / "project")
        files = sorted(one for one in project.data.rglob("*") if one.is_file() and one.suffix != ".md")

        def run(choice: random.Random) -> str:
            path = choice.choice(files)
            raw = path.read_bytes()
            spoiled = spoiled_text(choice, raw.decode(), words(raw.decode())).encode("utf-8", "surrogatepass")
            path.write_bytes(spoiled if choice.random() < 0.7 else spoiled_bytes(choice, raw))
            try:
                checked_content(project)
            except ContentError as error:
                if not all(one.file and one.wrong and one.remedy for one in error.problems):
                    raise AssertionError("a problem without a place or a remedy") from error
                return error.problems[0].wrong
            except LodestoneError as error:
                return str(error)
            finally:
                path.write_bytes(raw)
            return ""

        yield run
        shutil.rmtree(project.build, ignore_errors=True)


KINDS: dict[str, Callable[[], AbstractContextManager[Run]]] = {
    "addresses": addresses,
    "statements": statements,
    "imports": imports,
    "pages": pages,
    "content": content,
}
