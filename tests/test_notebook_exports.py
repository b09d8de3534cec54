"""A reader's notebook taken away: every format holds it whole, equal on every run, and its text stays text."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pyarrow.parquet as pq
import pytest
from command_support import printed, refused
from command_support import run as command
from pptx import Presentation

from lodestone.cells.engine import Engine
from lodestone.exports.gather import request_from_words
from lodestone.exports.marked import as_html
from lodestone.exports.notebook import MAKE, report
from lodestone.exports.own_rows import parquet
from lodestone.notebooks.document import Notebook, SqlCell, TextCell
from lodestone.notebooks.reading import read_notebook
from lodestone.notebooks.running import Run
from lodestone.notebooks.starting import shipped
from lodestone.notebooks.words import inert
from lodestone.notebooks.writing import write_notebook
from lodestone.page_list import entry
from lodestone.paths import here

DAY = "2026-11-22"
SHIPPED = shipped(here())


@pytest.fixture(scope="module")
def request_():
    return request_from_words(Engine(here()), DAY, [], entry("notebook").filters)


def run(book, request_):
    return Run(book, request_.engine, request_.warehouse, request_.view("notebook"))


def book_of(*cells) -> Notebook:
    return Notebook("Trial", cells=cells)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_notebook_runs_in_every_format_to_the_same_bytes(name, request_):
    made = report(run(SHIPPED[name], request_), request_)
    files = {ending: make(made, lambda _: None) for ending, make in MAKE.items()}
    assert set(files) == {".html", ".pdf", ".md", ".xlsx", ".pptx"}
    again = report(run(read_notebook(write_notebook(SHIPPED[name]), "x"), request_), request_)
    # Pictures are drawn a second time for one of them: each start of the browser takes seconds.
    for ending in (".md", ".xlsx", *([".html"] if name == "dean" else [])):
        assert MAKE[ending](again, lambda _: None) == files[ending], ending
    page = files[".html"].decode()
    assert "Content-Security-Policy" in page
    assert not re.search(
        r"""(?:src|srcset)=["'](?!data:)|@import|url\((?!['"]?(?:data:|#))""", re.sub(r"base64,[^\"]*", "", page)
    )
    assert files[".pdf"].startswith(b"%PDF")
    book = openpyxl.load_workbook(io.BytesIO(files[".xlsx"]))
    assert len(book.sheetnames) == len(SHIPPED[name].sql) + 3
    deck = Presentation(io.BytesIO(files[".pptx"]))
    told = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert "SELECT" in told
    assert "the notebook's cell “" in told


def test_the_command_line_gives_the_rows_that_the_notebook_shows(request_, tmp_path):
    book = book_of(SqlCell("three", "SELECT name, '=1+1' AS danger FROM units ORDER BY name LIMIT 3"))
    (tmp_path / "mine.yaml").write_text(write_notebook(book), encoding="utf-8")
    out = tmp_path / "mine.xlsx"
    assert "1 with SQL" in printed(here(), "notebook", "check", tmp_path / "mine.yaml", "--as-of", DAY)
    done = command(here(), "notebook", "run", tmp_path / "mine.yaml", "--as-of", DAY, "--out", out)
    assert (done.returncode, done.stdout.strip()) == (0, str(out))
    sheet = openpyxl.load_workbook(out)["Notebook three"]
    rows = [tuple(cell.value for cell in row[:2]) for row in sheet.iter_rows(min_row=2, max_row=4)]
    shown = run(book, request_).sql("three").rows.frame
    assert rows == [tuple(row) for row in shown.itertuples(index=False)]
    with zipfile.ZipFile(out) as whole:
        assert not any(b"<f>" in whole.read(part) for part in whole.namelist() if part.startswith("xl/worksheets"))
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("notebook: 1\ntitle: x\ncells:\n  - sql: SELECT nme FROM units\n    name: a\n", encoding="utf-8")
    assert "wrong.yaml:4: a: at “nme”" in refused(here(), 2, "notebook", "check", wrong)


def test_parquet_keeps_types_and_equal_rows_give_equal_bytes(request_):
    rows = run(
        book_of(SqlCell("a", "SELECT name, ['x', 'y'] AS l, DATE '2026-01-02' AS d, 3 AS n FROM units")), request_
    )
    frame = rows.sql("a").rows.frame
    assert parquet(frame) == parquet(frame.copy())
    table = pq.read_table(io.BytesIO(parquet(frame)))
    assert [str(one) for one in table.schema.types] == ["string", "list<element: string>", "date32[day]", "int64"]
    assert table.num_rows == 38


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "![x](http://example.org/x.png)", "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))", "<style>@import 'http://example.org'</style>", "[x](data:text/html,x)",
    ],
)  # fmt: skip
def test_a_reader_s_text_stays_text(text, request_):
    assert not re.search(r"<(script|img|style|iframe|link)\b|href=.(?!https?:)", as_html(text))
    assert "![" not in inert(text)
    assert not re.search(r"(?<!\\)<[a-z]", inert(text))
    cell = SqlCell("a", f"SELECT '{text.replace(chr(39), chr(39) * 2)}' AS t")
    page = MAKE[".html"](
        report(run(book_of(cell, TextCell(f"It is {{a.t}} {text}")), request_), request_), lambda _: None
    )
    body = page.decode().partition("<body>")[2]
    assert not re.search(r"<(script|img|style|iframe|link)\b", body)
