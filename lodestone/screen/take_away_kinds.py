"""The kinds of file to take to a meeting: what each is called and good for, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lodestone.exports.briefing import briefing_page, briefing_pdf
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.dates import dates
from lodestone.exports.deck import deck
from lodestone.exports.files import bundled
from lodestone.exports.gather import Request, chosen
from lodestone.exports.memo_docx import memo_docx
from lodestone.exports.names import file_name
from lodestone.exports.one_page import one_page_pdf
from lodestone.exports.orders import Say
from lodestone.exports.template import Template
from lodestone.exports.workbook import cells_workbook, workbook
from lodestone.language import joined
from lodestone.page_list import MEETINGS, MEMOS, OWN


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it is called and good for, and how it is made from a request, what is shown and `Say`.

    `same` names the file where it is the same for every meeting; `always` says that it is for whatever is chosen, and
    `only` names the meetings it is for where it is not for all that can be shown.
    """

    key: str
    title: str
    icon: str
    what: str
    suffix: str
    mime: str
    make: Callable[..., bytes]
    same: str = ""
    always: bool = False
    only: tuple[str, ...] = ()
    # What a reader may ask for beside, and how the file is made then.
    ask: str = ""
    asked: Callable[[Request, str, Say], bytes] | None = None
    # Whether it can stand on a template of the reader's, given as `template` to `make`.
    templated: bool = False

    def file_name(self, show: str, request: Request) -> str:
        """How the file is called when it is saved."""
        same = self.same if show in MEETINGS or self.always else ""
        return file_name(request, same or (f"{self.key}-{show}" if self.only else show), self.suffix)

    def lacks(self, show: str, lacking: str) -> str:
        """What is missing to make it of what is shown, in a sentence; empty when nothing is."""
        if self.only and show not in self.only:
            return f"For these only: {joined([MEETINGS[one] for one in self.only])}."
        return "" if self.always or (self.same and show in MEETINGS) else lacking


def _tables(request: Request, show: str, say: Say) -> bytes:
    """The tables of one page or of the reader's own choice; those of all pages for a meeting."""
    if show == OWN:
        return cells_workbook(chosen(request), say)
    return workbook(request, None if show in MEETINGS else show, say)


SINGLE = (
    Kind(
        "deck",
        "Slides (PPTX)",
        ":material/slideshow:",
        "16:9 or your template, a finding a slide; charts and tables can be edited, the notes hold SQL and sources.",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        deck,
        templated=True,
    ),
    Kind(
        "pdf",
        "Briefing (PDF)",
        ":material/picture_as_pdf:",
        "To print on US Letter, with numbered sources; the one page, then two to eight more for a meeting.",
        "pdf",
        "application/pdf",
        briefing_pdf,
    ),
    Kind(
        "page",
        "Web page",
        ":material/article:",
        "The same briefing as one file for a browser; it prints well.",
        "html",
        "text/html",
        briefing_page,
    ),
    Kind(
        "onepager",
        "One page (PDF)",
        ":material/description:",
        "What it is, what is next, what to do, the money, the best opportunities and whom to ask: on one sheet.",
        "pdf",
        "application/pdf",
        one_page_pdf,
        only=MEMOS,
    ),
    Kind(
        "memo",
        "Memo (DOCX)",
        ":material/edit_document:",
        "Two pages to edit and pass on: bottom line, what to do, background, dates, money, numbered sources.",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        memo_docx,
        only=MEMOS,
    ),
    Kind(
        "workbook",
        "Tables (XLSX)",
        ":material/table_chart:",
        "A sheet each, with a README; every table of the notebook for a meeting.",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _tables,
        "tables",
    ),
    Kind(
        "calendar",
        "All dates (ICS)",
        ":material/event:",
        "Deadlines, call dates, days to look again and events ahead, with reminders, for your own calendar.",
        "ics",
        "text/calendar",
        lambda request, *_: dates(request),
        "dates",
        always=True,
        ask="Past dates too",
        asked=lambda request, *_: dates(request, past=True),
    ),
)


def _tell(say: Say, title: str, words: str) -> None:
    say(f"{title}: {words}")


def everything(request: Request, show: str, say: Say, template: Template | None = None) -> bytes:
    """Each kind of file that can be made of what is shown, in one; what cannot be made here is named in a text."""
    files = {}
    for kind in SINGLE:
        if kind.suffix == "pdf" and not kind.lacks(show, "") and find_chromium() is None:
            files[f"missing-{kind.key}.txt"] = f"{kind.title}: {MISSING}\n".encode()
        elif not kind.lacks(show, ""):
            tell = partial(_tell, say, kind.title)
            on = {"template": template} if kind.templated else {}
            files[kind.file_name(show, request)] = kind.make(request, show, tell, **on)
    return bundled(files)


KINDS = (
    *SINGLE,
    Kind(
        "everything",
        "Everything (ZIP)",
        ":material/folder_zip:",
        "All of these files in one; it takes as long as all of them.",
        "zip",
        "application/zip",
        everything,
        templated=True,
    ),
)
