"""From the text files in data/ to checked tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from lodestone.content.checks import typed_tables
from lodestone.content.layout import SCHEMA, VIEWS, input_files, read_known, read_rows
from lodestone.content.reading import read_text
from lodestone.content.schema import known_schema
from lodestone.content.sql import Statement, read_statements
from lodestone.errors import ContentError, Problem

__all__ = ["Content", "input_files", "read_content", "views_sql"]


@dataclass(frozen=True)
class Content:
    """Checked content: the SQL of tables, views and macros, and one Arrow table for each table in loading order."""

    statements: tuple[Statement, ...]
    views_sql: str
    tables: dict[str, pa.Table]

    @property
    def row_count(self) -> int:
        """Rows in all tables together."""
        return sum(table.num_rows for table in self.tables.values())


def read_content(root: Path, *, views: bool = True) -> Content:
    """Read and check everything below `root`/data; raises ContentError with every problem found.

    Without `views` those and the macros are read and not tried, for who tries them anyway: it takes as long as rows do.
    """
    problems: list[Problem] = []
    statements: list[Statement] = []
    texts = {name: read_text(root / name, name, problems) or "" for name in (*SCHEMA, *VIEWS)}
    for name, text in texts.items():
        statements += read_statements(text, name, problems) if text else []
    tried = tuple(one for one in statements if views or one.file in SCHEMA)
    known = None if problems else known_schema(tried, problems)
    if known is None:
        raise ContentError(problems)
    con, schema = known
    with con.cursor() as cursor:
        tables = typed_tables(read_rows(root, problems), schema, read_known(root, problems), cursor, problems)
    if problems:
        raise ContentError(problems)
    return Content(tuple(statements), _joined(texts), tables)


def views_sql(root: Path) -> str:
    """The text of views and shared rules below `root`/data, whether it holds or not."""
    return _joined({name: read_text(root / name, name, []) or "" for name in VIEWS})


def _joined(texts: Mapping[str, str]) -> str:
    return "\n".join(texts[name] for name in VIEWS)
