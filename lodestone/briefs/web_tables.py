"""The tables of a saved web page that list something, apart from those that set out the page."""

from __future__ import annotations

from bs4.element import NavigableString, Tag

from lodestone.briefs.headings import section_of
from lodestone.briefs.scores import sets_out
from lodestone.briefs.tables import Cells, Row, read_rows

HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELLS = ["td", "th"]
# A table that holds one of them sets out the page.
_SET_OUT = [*HEADS, "ul", "ol", "dl", "table"]
# No page has more columns; a number that says so is none.
_MOST_COLUMNS = 1000


def listing_tables(root: Tag) -> set[int]:
    """The tables below the first heading of a section that list something in columns, each by its `id()`."""
    found: set[int] = set()
    headed = False
    for one in root.find_all(True):
        if one.name == "table":
            if headed and _lists(one):
                found.add(id(one))
        elif not headed:
            own = "".join(text for text in one.contents if isinstance(text, NavigableString))
            headed = bool(section_of(one.get_text() if one.name in HEADS else own.strip()))
    return found


def _lists(table: Tag) -> bool:
    """Whether a table lists something in columns."""
    if table.find(_SET_OUT) is not None:
        return False
    columns = max((len(row.find_all(_CELLS)) for row in table.find_all("tr")), default=0)
    return columns > 1 and not any(sets_out(cell.get_text()) for cell in table.find_all(_CELLS))


def table_rows(table: Tag) -> tuple[list[Row], tuple[str, str]]:
    """The rows of a table with their heads, without the row of heads itself, and the doubt about the table."""
    above: dict[int, tuple[int, str]] = {}
    rows = table.find_all("tr")
    read, doubt = read_rows([_cells(row, above) for row in rows], marked=rows[0].find("td") is None)
    return [row for _, row in read], doubt


def _cells(row: Tag, above: dict[int, tuple[int, str]]) -> Cells:
    """The cells of a row by their first columns; `above` keeps how many rows a cell still reaches, and its text."""
    found: list[tuple[int, str]] = []
    column = 0
    for cell in row.find_all(_CELLS):
        column = _reached(column, above, found)
        text = " ".join(cell.get_text(" ").split())
        found.append((column, text))
        down = _span(cell, "rowspan") - 1
        if down > 0:
            above[column] = (down, text)
        column += _span(cell, "colspan")
    _reached(column, above, found)
    return found


def _reached(column: int, above: dict[int, tuple[int, str]], found: list[tuple[int, str]]) -> int:
    """The next column that no cell from above reaches; what does is put in its place."""
    while column in above:
        left, text = above.pop(column)
        if left > 1:
            above[column] = (left - 1, text)
        found.append((column, text))
        column += 1
    return column


def _span(cell: Tag, name: str) -> int:
    said = str(cell.get(name, "1")).strip()
    return min(int(said), _MOST_COLUMNS) if said.isdecimal() and len(said) < 6 else 1
