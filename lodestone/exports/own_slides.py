"""How a cell of a reader's own notebook stands on a slide."""

from __future__ import annotations

from dataclasses import replace

from lodestone.exports.sets import Slide
from lodestone.notebooks.own_cells import OwnAnswer

_COLUMNS, _ROWS = 6, 12


def own_slide(answer: OwnAnswer, title: str) -> tuple[Slide, OwnAnswer]:
    """A chart with its finding; rows under their question, which says more than how many there are.

    `title` is that of the notebook, which stands above where the question is the finding.
    """
    told = answer if answer.cell.figure is not None else replace(answer, finding=answer.cell.question)
    names = tuple(one.name for one in answer.cell.columns if one.name not in {"source_ids", "source_id"})[:_COLUMNS]
    cell = replace(answer.cell, question=title) if told is not answer else answer.cell
    return Slide(cell, names, _ROWS), replace(told, cell=cell)
