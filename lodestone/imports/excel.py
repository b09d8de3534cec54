"""An Excel workbook (.xlsx) as a table: the first sheet that has a header of sites."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from lodestone.errors import ImportRefused, LodestoneError
from lodestone.imports.table import HEAD, MOST_COLUMNS, Fits, Limits, Record, Table

# So many columns are looked at to the right of the header, for cells that would be lost unsaid.
_BEYOND = 20
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")


@contextmanager
def excel_table(path: Path, name: str, fits: Fits, limits: Limits) -> Iterator[Table]:
    """The table of a workbook; raises ImportRefused, also while its records are read."""
    with _quiet(name):
        _check(path, name, limits)
    from openpyxl import load_workbook  # noqa: PLC0415, a sixth of what every command waits for

    with path.open("rb") as file:
        with _quiet(name):
            book = load_workbook(file, read_only=True, data_only=True)
        try:
            yield _table(book, name, fits)
        finally:
            book.close()


def _table(book: Any, name: str, fits: Fits) -> Table:
    with _quiet(name):
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        heads = {title: _header(_head(sheet), fits) for title, sheet in sheets.items()}
    filled = [title for title, (_, header) in heads.items() if any(header)]
    if not filled:
        raise ImportRefused(f"{name} holds no sheet with cells. Save the sheet you mean as CSV.")
    title = next((title for title in filled if fits(heads[title][1])), filled[0])
    above, header = heads[title]
    width = len(header)
    if width > MOST_COLUMNS:
        raise ImportRefused(f"{name}: the sheet “{title}” has {width:,} columns; at most {MOST_COLUMNS:,} are read.")
    notes = [f"The sheet “{title}” was read."]
    if others := [f"“{one}”" for one in filled if one != title]:
        notes.append(f"Not read: the sheet{'' if len(others) == 1 else 's'} {', '.join(others)}.")
    if above:
        rows = (
            "1 row stands above the header and was" if above == 1 else f"{above} rows stand above the header and were"
        )
        notes.append(f"{rows} not read.")
    return Table(header, _records(sheets[title], above, width, name), "row", notes, decimal_comma=True)


def _check(path: Path, name: str, limits: Limits) -> None:
    """Refuse what unpacks to too much, and XML that declares anything: no spreadsheet program writes that."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        limits.check_size(sum(one.file_size for one in parts), name, whole=True)
        for one in parts:
            if one.filename.endswith((".xml", ".rels")):
                with archive.open(one) as part:
                    if b"<!DOCTYPE" in part.read(4096):
                        raise ImportRefused(
                            f"{name} declares a document type inside, as no workbook does. Save it anew."
                        )


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Without the library's remarks on what it leaves out (styles, checks of cells); its errors in a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except LodestoneError:
            raise
        except Exception as error:
            # What is wrong in a workbook fails in the library in any way.
            raise ImportRefused(
                f"{name} is a ZIP or Excel file that cannot be read ({type(error).__name__}). "
                "Open it and save the sheet as CSV."
            ) from error


def _head(sheet: Any) -> list[list[str]]:
    sheet.reset_dimensions()
    return [_texts(row) for row in islice(sheet.iter_rows(max_row=HEAD, values_only=True), HEAD)]


def _header(rows: list[list[str]], fits: Fits) -> tuple[int, list[str]]:
    """How many rows stand above the header, and its cells up to the last that holds anything."""
    rows = [_trimmed(row) for row in rows]
    fitting = next((at for at, row in enumerate(rows) if fits(row)), None)
    if fitting is None:
        # A note above a table is a single cell; the table itself begins where a row has several.
        fitting = max(range(len(rows)), key=lambda at: (min(len(rows[at]), 2), -at), default=None)
    return (0, []) if fitting is None else (fitting, rows[fitting])


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1].strip():
        row = row[:-1]
    return row


def _records(sheet: Any, above: int, width: int, name: str) -> Iterator[Record]:
    with _quiet(name):
        # A sheet whose last cell lies at its far corner would come as a million rows of thousands of cells.
        rows = sheet.iter_rows(min_row=above + 2, max_col=width + _BEYOND, values_only=True)
        for number, row in enumerate(rows, start=above + 2):
            cells = _texts(row) if any(row) else []
            if any(cells):
                over = [cell for cell in cells[width:] if cell.strip()]
                if over:
                    yield number, None, "the row has cells beyond the header", f"{over[0][:80]}"
                else:
                    yield number, (cells + [""] * width)[:width], "", ""


def _texts(row: tuple[Any, ...]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # As a person reads it: 7.0 is the number 7 typed into a cell.
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value)
    return "" if _ERROR.fullmatch(text) else text
