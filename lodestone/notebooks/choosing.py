"""The cells of a notebook that its reader can put on slides of their own, each known by the key of its answer."""

from __future__ import annotations

from lodestone.errors import QueryError
from lodestone.notebooks.document import ChartCell, Notebook, SqlCell, TextCell
from lodestone.notebooks.own_cells import PAGE, OwnAnswer, asks, chart_key, table_key
from lodestone.notebooks.running import Run


def is_own(name: str) -> bool:
    """Whether a name among a reader's choices means a cell of their notebook."""
    return name.startswith(f"{PAGE}/")


def places(book: Notebook) -> dict[str, int]:
    """Where its SQL cells and its charts stand among its cells, by key; a chart of no cell that is there has none."""
    found, charts = {}, 0
    for place, cell in enumerate(book.cells):
        if isinstance(cell, SqlCell):
            found[table_key(cell.name)] = place
        elif isinstance(cell, ChartCell):
            charts += 1
            if cell.of in book.sql:
                found[chart_key(cell.of, charts)] = place
    return found


def label(book: Notebook, name: str) -> str:
    """What one of them is called in a list: its question, and by what it is told from others with the same."""
    cell = book.cells[places(book)[name]]
    if isinstance(cell, ChartCell):
        return f"{asks(book.sql[cell.of])} (chart {_number(name)})"
    assert isinstance(cell, SqlCell)
    return f"{asks(cell)} (table {cell.name})"


def answer_of(run: Run | None, name: str) -> OwnAnswer:
    """The answer of one of them; raises QueryError where it is not there or has none, with the reason."""
    place = places(run.book).get(name) if run else None
    if run is None or place is None:
        raise QueryError(f"The cell '{name}' is not in the notebook that is open here.")
    cell = run.book.cells[place]
    assert not isinstance(cell, TextCell)
    outcome = run.chart(cell, _number(name)) if isinstance(cell, ChartCell) else run.sql(cell.name)
    if outcome.answer is None:
        raise QueryError(f"“{label(run.book, name)}” in your notebook: {outcome.wrong}")
    return outcome.answer


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])
