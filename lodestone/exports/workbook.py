"""The rows of cells as an Excel workbook: typed columns under plain heads, and a first sheet that says what is here."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from lodestone import __version__
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Column
from lodestone.exports.files import clean, midnight, stable_zip
from lodestone.exports.gather import Request, question
from lodestone.exports.sheet import Looks, height, table, write
from lodestone.language import counted
from lodestone.notebooks.own_cells import OwnAnswer

# What Excel can hold: characters in the name of a sheet.
_NAME = 31
README, SOURCES, ROW_SOURCES = "README", "Sources", "Row sources"
# A row with more sources than this counts them; each stands in a row of its own on ROW_SOURCES.
MOST_LISTED = 5
UNLICENSED = "none recorded: rights stay with the publishers of the sources"
_HEADS = ("Sheet", "Question", "Finding", "Filters", "Rows", "Whole or cut", "Cell", "Query", "Sources", "License")
_README_WIDTHS = (26, 44, 60, 40, 8, 30, 24, 34, 16, 34)
_SOURCE_HEADS = {
    "source_id": "Source",
    "title": "Title",
    "publisher": "Publisher",
    "published": "Published",
    "trust": "Distance from the act",
    "how_read": "Read",
    "note": "Note",
    "url": "Address",
}


def workbook(request: Request, page: str | None = None, say: Callable[[str], None] = lambda _: None) -> bytes:
    """The cells of a page (its address), or of all pages, as XLSX: README, a sheet a cell, and all sources.

    The same view of the same database gives the same bytes. `say` is told each step. Raises QueryError for an unknown
    page. All pages take about 2 s.
    """
    return cells_workbook(request.answer_page(page), say)


def cells_workbook(answers: Sequence[Answer], say: Callable[[str], None] = lambda _: None) -> bytes:
    """The rows of these answers, at least one, all told for one day, as in `workbook`."""
    view = answers[0].view
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        {
            "title": "Lodestone",
            "author": "Lodestone",
            "created": midnight(view.as_of).replace(tzinfo=None),
            "comments": f"As of {view.as_of.isoformat()}, database version {view.version}",
        }
    )
    looks = Looks(book)
    names = sheet_names([answer.cell.key for answer in answers])
    _readme(book.add_worksheet(README), looks, answers, names)
    for answer, name in zip(answers, names, strict=True):
        say(f"{name}: {counted(len(answer.table), 'row')}")
        sheet, columns = book.add_worksheet(name), shown_columns(answer)
        table(sheet, looks, columns, _short(answer.table))
        if cut := cut_note(answer):
            sheet.write_string(max(1, len(answer.table)) + 2, 0, cut, looks.bold)
    _row_sources(book.add_worksheet(ROW_SOURCES), looks, answers, names)
    _sources(book.add_worksheet(SOURCES), looks, answers, names)
    book.close()
    return stable_zip(made.getvalue())


def sheet_names(keys: Sequence[str]) -> list[str]:
    """A name a sheet, from the cells' keys: at most 31 characters, none twice, none that Excel refuses."""
    names: list[str] = []
    taken = {README.lower(), SOURCES.lower(), ROW_SOURCES.lower(), "history"}
    for key in keys:
        whole = re.sub(r"[\[\]:*?/\\'_]+", " ", clean(key)).strip().capitalize() or "Sheet"
        name, number = whole[:_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{whole[: _NAME - len(str(number)) - 1]} {number}"
        taken.add(name.lower())
        names.append(name)
    return names


def shown_columns(answer: Answer) -> tuple[Column, ...]:
    """The columns of a cell's sheet: those of its table, and the sources of each row."""
    columns = answer.cell.columns
    listed = any(column.name == "source_ids" for column in columns) or "source_ids" not in answer.table
    return columns if listed else (*columns, Column("source_ids", "Sources", "list"))


def licence(answer: Answer) -> str:
    """Under which terms the rows may be passed on, as far as the sources say."""
    said = answer.sources["licence"].dropna().unique() if "licence" in answer.sources else []
    return "; ".join(str(one) for one in said) or UNLICENSED


def cut_note(answer: Answer) -> str:
    """Whether its question gave fewer rows than there are, in a sentence; empty when all are here."""
    rows, most = len(answer.table), answer.cell.fixed.get("rows")
    found = int(answer.table["found"].max()) if rows and "found" in answer.table else 0
    if found > rows:
        return f"Cut: the first {rows:,} of {found:,} rows."
    if rows and rows == most and not found:
        return f"Perhaps cut: the question gives at most {counted(rows, 'row')}."
    if isinstance(answer, OwnAnswer) and answer.cut:
        return f"Cut: {answer.part}."
    return ""


def _short(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with long lists of sources counted."""
    if "source_ids" not in frame:
        return frame
    listed = [
        ids if len(ids) <= MOST_LISTED else f"{len(ids)} sources, on the sheet {ROW_SOURCES}"
        for ids in frame["source_ids"]
    ]
    return frame.assign(source_ids=pd.Series(listed, dtype=object, index=frame.index))


def _readme(sheet: Any, looks: Looks, answers: Sequence[Answer], names: Sequence[str]) -> None:
    view = answers[0].view
    sheet.write_string(0, 0, "Lodestone: critical minerals framework, rows of the notebook", looks.title)
    facts: list[tuple[str, object]] = [
        ("As of", view.as_of),
        ("Database version", view.version),
        ("Lodestone version", __version__),
        ("Empty cell", "not known or not recorded; never zero"),
        ("Lists", "parts are separated by semicolons"),
        ("Sources", f"each row names its own; {SOURCES} has a row a sheet and source, with its address"),
        ("Many sources", f"a row with more than {MOST_LISTED} counts them; {ROW_SOURCES} has a row for each"),
    ]
    for row, (name, value) in enumerate(facts, start=1):
        sheet.write_string(row, 0, name, looks.bold)
        write(sheet, (row, 1), value, looks)
    top = len(facts) + 2
    for number, head in enumerate(_HEADS):
        sheet.write_string(top, number, head, looks.head)
    for row, (answer, name) in enumerate(zip(answers, names, strict=True), start=top + 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", looks.link, name)
        rest = (
            question(answer),
            answer.finding,
            answer.filtered or "none",
            len(answer.table),
            cut_note(answer) or "whole",
            answer.cell.key,
            answer.asked[0].query.place,
            len(answer.sources) or answer.unsourced,
            licence(answer),
        )
        sheet.set_row(row, height(("", *rest), _README_WIDTHS))
        for number, value in enumerate(rest, start=1):
            write(sheet, (row, number), value, looks)
    for number, width in enumerate(_README_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _sources(sheet: Any, looks: Looks, answers: Sequence[Answer], names: Sequence[str]) -> None:
    """A row for each sheet and each source of its rows."""
    parts = [
        answer.sources.assign(sheet=name, cell=answer.cell.key) for answer, name in zip(answers, names, strict=True)
    ]
    columns = [
        Column("sheet", "Sheet"),
        *(Column(name, head, "link" if name == "url" else "text") for name, head in _SOURCE_HEADS.items()),
        Column("cell", "Cell"),
    ]
    table(sheet, looks, columns, pd.concat(parts, ignore_index=True))


def _row_sources(sheet: Any, looks: Looks, answers: Sequence[Answer], names: Sequence[str]) -> None:
    """A row for each source of those rows that only count theirs; rows are numbered as their sheet is."""
    links = [
        (name, number, source)
        for answer, name in zip(answers, names, strict=True)
        if "source_ids" in answer.table
        for number, ids in enumerate(answer.table["source_ids"], start=2)
        if len(ids) > MOST_LISTED
        for source in ids
    ]
    frame = pd.DataFrame(links, columns=["sheet", "row", "source_id"])
    table(sheet, looks, [Column("sheet", "Sheet"), Column("row", "Row"), Column("source_id", "Source")], frame)
