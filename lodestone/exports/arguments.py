"""What `python -m lodestone export` takes; apart from the work, so that asking for help loads nothing."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from lodestone.page_list import MEETINGS, MEMOS, SHOWN_PAGES

DIGESTS = (".html", ".pdf", ".docx")

# How the file of a kind may end; the ending decides what is made.
ENDINGS = {
    "deck": (".pptx",),
    "briefing": (".pdf", ".html"),
    "onepager": (".pdf", ".html"),
    "memo": (".docx",),
    "workbook": (".xlsx",),
    "calendar": (".ics",),
}
# Those that cut rows, and can say where all of them are.
LINKING = ("deck", "briefing", "onepager", "memo")
_DAY = (
    "the day everything is judged on, which is written into the file; without it the present day of this computer, "
    "and the same call gives another file tomorrow"
)


def present_day() -> str:
    """Today by this computer's calendar, as it stands in an address."""
    return date.today().isoformat()  # noqa: DTZ011, the reader's own calendar day


def add_exports(export: argparse.ArgumentParser) -> None:
    """Describe the kinds of file below `export`."""
    kinds = export.add_subparsers(dest="kind", metavar="KIND", required=True)

    def add(kind: str, text: str, out: str) -> argparse.ArgumentParser:
        command = kinds.add_parser(kind, help=text, description=text)
        command.add_argument("--as-of", metavar="YYYY-MM-DD", help=_DAY)
        command.add_argument(
            "--filter",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="a filter as it stands in a page's address, such as department=law-school; repeat for more",
        )
        place = (
            "a folder"
            if out == "DIR"
            else f"a file that ends in {' or '.join(ENDINGS[kind])}, or a folder, in which it gets a name of its own"
        )
        command.add_argument("--out", required=True, type=Path, metavar=out, help=f"where it goes: {place}")
        if kind in LINKING:
            command.add_argument(
                "--address",
                default="",
                metavar="URL",
                help="where the notebook is served, such as https://notebook.example.edu: what is cut leads there",
            )
        return command

    pages = [page.url_path for page in SHOWN_PAGES]
    for command in (
        add("deck", "slides for a meeting (PPTX), 16:9 or as a template of your own says", "FILE"),
        add("briefing", "a briefing to print: PDF (needs Chromium), or a web page when FILE ends in .html", "FILE"),
    ):
        which = command.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--set", dest="key", choices=list(MEETINGS), help="for one kind of meeting; faculty needs --department"
        )
        which.add_argument("--page", choices=pages, help="all of one page")
        which.add_argument(
            "--cell",
            action="append",
            default=[],
            metavar="PAGE/NAME",
            help="a figure or table of your choice (see: pages --cells), such as funding/levels; "
            "repeat for more, in the order of the slides",
        )
        command.add_argument("--department", metavar="NAME", help="short for --filter department=NAME")
        if command.prog.endswith("deck"):
            command.add_argument(
                "--template",
                type=Path,
                metavar="FILE.pptx",
                help="a PowerPoint file of your own whose layouts, fonts and colours are used; its slides are left out",
            )
    for short in (
        add("onepager", "one page for leadership or for one department: PDF (needs Chromium) or web page", "FILE"),
        add("memo", "a memo of two pages for leadership or for one department (DOCX)", "FILE"),
    ):
        short.add_argument(
            "--set", dest="key", choices=MEMOS, required=True, help="for whom it is; faculty needs --department"
        )
        short.add_argument("--department", metavar="NAME", help="short for --filter department=NAME")
    add("workbook", "the rows of a page, or of all pages (XLSX)", "FILE").add_argument("--page", choices=pages)
    figures = add(
        "figures",
        "each figure of a page, or of all pages, as PNG and SVG of 1920 × 1080 pixels (needs Chromium)",
        "DIR",
    )
    figures.add_argument("--page", choices=pages)
    figures.add_argument("--theme", choices=("light", "dark"), default="light")
    calendar = add("calendar", "deadlines, call dates, days to look again and events, from that day on (ICS)", "FILE")
    calendar.add_argument("--past", action="store_true", help="what lies before that day too")


def add_notebook(command: argparse.ArgumentParser) -> None:
    """Describe what `python -m lodestone notebook` takes; each verb sets `verb`."""
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb, text in (
        ("check", "say what is wrong with a notebook's file, by line"),
        ("run", "run a notebook into a file: web page, PDF (needs Chromium), Markdown, workbook or slides"),
    ):
        one = verbs.add_parser(verb, help=text, description=text)
        one.add_argument("file", type=Path, metavar="FILE", help="a notebook (YAML); see docs/notebook-format.md")
        one.add_argument("--as-of", metavar="YYYY-MM-DD", help=_DAY)
        one.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE", help="a filter of the page")
        one.add_argument(
            "--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter that the notebook declares"
        )
        if verb == "run":
            out = "a file that ends in .html, .pdf, .md, .xlsx or .pptx"
            one.add_argument("--out", required=True, type=Path, metavar="FILE", help=f"where it goes: {out}")


def add_changes(command: argparse.ArgumentParser) -> None:
    """Describe what `python -m lodestone changes` takes."""
    command.add_argument("--since", required=True, metavar="YYYY-MM-DD", help="only what came after this day counts")
    command.add_argument(
        "--until", metavar="YYYY-MM-DD", help="the last day that counts; without it the present day of this computer"
    )
    command.add_argument("--department", metavar="NAME", help="keep what concerns one department, such as law-school")
    command.add_argument(
        "--against",
        type=Path,
        metavar="FILE.duckdb",
        help="the database of an earlier build: also list the facts that differ from it",
    )
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=f"a file whose ending says what it is: {', '.join(DIGESTS)} (PDF needs Chromium); without it, plain text",
    )
