"""What a notebook can start from: one of those that ship, a question of the notebook, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from lodestone.filters import FILTERS
from lodestone.language import first_upper
from lodestone.notebooks.document import (
    Cell,
    ChartCell,
    Notebook,
    OwnValue,
    Parameter,
    ParameterKind,
    SqlCell,
    TextCell,
)
from lodestone.notebooks.reading import read_notebook
from lodestone.paths import Project
from lodestone.queries import Query, Value

_KINDS: dict[str, ParameterKind] = {"DATE": "day", "INTEGER": "number", "DOUBLE": "number"}


def blank() -> Notebook:
    """A notebook to begin with: one question that anybody can read and change."""
    sql = "SELECT tie, count(*) AS events\nFROM known_events($as_of)\nGROUP BY tie\nORDER BY events DESC"
    return Notebook(
        "A notebook of your own", cells=(SqlCell("ties", sql, "How many events have which tie to the Framework?"),)
    )


def shipped(project: Project) -> dict[str, Notebook]:
    """The worked notebooks by name."""
    files = sorted((project.data / "notebooks").glob("*.yaml"))
    return {path.stem: _read(path, path.stat().st_mtime_ns) for path in files}


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> Notebook:
    return read_notebook(path.read_text(encoding="utf-8"), path.name)


def of_queries(
    queries: list[tuple[Query, dict[str, Value]]], question: str, *, charted: bool, taken: frozenset[str] = frozenset()
) -> Notebook:
    """A notebook with the SQL of some queries; parameters that no filter gives become its own, at their value now.

    `taken` are names that no cell can have.
    """
    cells: list[Cell] = []
    parameters: dict[str, Parameter] = {}
    known = {one.parameter for one in FILTERS.values() if one.purpose != "steers"}
    for number, (query, values) in enumerate(queries):
        name = query.name.rpartition("/")[2].replace("-", "_")
        sql = query.sql
        for key, declared in query.parameters.items():
            if key in known:
                continue
            value = values.get(key)
            if declared.type.endswith("[]") or value is None or isinstance(value, tuple | bool):
                sql = _written_out(sql, key, value)
                continue
            kind = _KINDS.get(declared.type, "text")
            given: OwnValue = float(value) if isinstance(value, int | float) else value
            parameters[key] = Parameter(key, kind, first_upper(declared.meaning.split(";")[0])[:60], given)
        told = question if number == 0 and question else query.summary
        cells.append(SqlCell(_free(name, cells, taken), sql, told))
    if charted and cells and isinstance(cells[0], SqlCell):
        cells.insert(1, ChartCell(cells[0].name))
    return Notebook(question or queries[0][0].summary, parameters=tuple(parameters.values()), cells=tuple(cells))


def _written_out(sql: str, key: str, value: Value) -> str:
    """The SQL with the value of a parameter in its place, for what no widget can hold."""
    if isinstance(value, tuple):
        literal = "[" + ", ".join(str(one) if isinstance(one, int) else _quoted(str(one)) for one in value) + "]"
    else:
        literal = "NULL" if value is None else str(value).lower() if isinstance(value, bool) else _quoted(str(value))
    head: list[str] = []
    body: list[str] = []
    for line in sql.split("\n"):
        (head if line.startswith("--") and not body else body).append(line)
    kept = [line for line in head if not line.startswith(f"-- ${key} ")]
    return "\n".join([*kept, _replaced("\n".join(body), key, literal)])


def _replaced(sql: str, key: str, literal: str) -> str:
    return re.sub(rf"\${key}\b", lambda _: literal, sql)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _free(name: str, cells: list[Cell], taken: frozenset[str]) -> str:
    taken |= {cell.name for cell in cells if isinstance(cell, SqlCell)}
    clean = f"my_{name}" if name in taken or not name[:1].isalpha() else name
    return next(one for number in range(1, 99) if (one := clean if number == 1 else f"{clean}_{number}") not in taken)


def said_first(book: Notebook) -> str:
    """What a worked notebook is for, or how it begins."""
    text = next((cell.text for cell in book.cells if isinstance(cell, TextCell)), "")
    return book.about or text[:120]
