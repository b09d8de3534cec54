"""The rows of a table in a Word document, with cells that reach over several rows or columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from lodestone.briefs.word_parts import nearest, paragraphs_in, text_of


@dataclass(frozen=True)
class WordRow:
    """A row: its cells with the column each begins in, from 0, how many columns each has, and all its paragraphs."""

    cells: list[tuple[int, str]]
    spans: list[int]
    paragraphs: list[Any]
    is_head: bool

    @property
    def heads(self) -> dict[int, str]:
        """What stands in the row, by each column that it stands over."""
        return {
            column + more: " ".join(text.split())
            for (column, text), span in zip(self.cells, self.spans, strict=True)
            for more in range(span)
        }


def read_table(table: Any) -> list[WordRow]:
    """The rows of a table. What reaches down from a row above stands in each row that it reaches."""
    rows: list[WordRow] = []
    above: dict[int, str] = {}
    for row in nearest(table, "w:tr"):
        column = _number(row, "w:trPr/w:gridBefore")
        cells, spans, paragraphs = [], [], []
        for cell in nearest(row, "w:tc"):
            held = list(paragraphs_in(cell))
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
            text = " / ".join(said for one in held if (said := text_of(one).strip()))
            above[column] = text = above.get(column, "") if goes_on and not text else text
            cells.append((column, text))
            spans.append(_number(cell, "w:tcPr/w:gridSpan") or 1)
            paragraphs += held
            column += spans[-1]
        is_head = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        rows.append(WordRow(cells, spans, paragraphs, is_head))
    return rows


def _number(element: Any, path: str) -> int:
    """The number that a property states; 0 where it is not there."""
    found = element.find("/".join(map(qn, path.split("/"))))
    return int(found.get(qn("w:val"))) if found is not None else 0
