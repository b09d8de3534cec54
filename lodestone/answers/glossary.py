"""Glossary: what the codes and words of these pages mean, and whose words they are."""

from __future__ import annotations

from collections.abc import Callable

from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import first_upper, number_word

OWN = "Lodestone's own word"


def _provisions(frames: Frames, view: View) -> str:
    number = len(frames["glossary/provisions"])
    if not number:
        return "No provision fits this search"
    if number == 1:
        return "One provision; the codes are Lodestone's own and follow the order of the text"
    return (
        f"{first_upper(number_word(number))} provisions; the codes are Lodestone's own and follow the order of the text"
    )


PROVISIONS = Cell(
    "glossary/provisions",
    "Which provision does a code stand for?",
    ("glossary/provisions",),
    _provisions,
    (
        Column("provision_id", "No.", width="small", phone=50),
        Column("title", "Provision", width="medium", phone=220),
        Column("pillar", "Pillar"),
        Column("commitment", "What it says", width="large"),
    ),
)


def _said(one: str, many: str) -> Callable[[Frames, View], str]:
    """How many words there are, and how many of them are Lodestone's own."""

    def said(frames: Frames, view: View) -> str:
        rows = frames["glossary/terms"]
        number, own = len(rows), int((rows["whose"] == OWN).sum())
        if not number:
            return f"No {one} fits this search"
        if number == 1:
            return f"One {one}; the word is {'' if own else 'not '}Lodestone's own"
        whole = "all of them" if own == number else number_word(own) if own else "none"
        return f"{first_upper(number_word(number))} {many}; {whole} in Lodestone's own words"

    return said


def _terms(key: str, question: str, kind: str, one: str, many: str) -> Cell:
    return Cell(
        f"glossary/{key}",
        question,
        ("glossary/terms",),
        _said(one, many),
        (
            Column("term", "Word", width="medium", phone=120),
            Column("meaning", "What it means", width="large", phone=220),
            Column("whose", "Whose word"),
        ),
        fixed={"term_kinds": (kind,)},
    )


STATUSES = _terms(
    "statuses", "How does a clock stand?", "status of a clock", "status of a clock", "statuses of a clock"
)
LEVELS = _terms("levels", "How firm is money?", "commitment level", "commitment level", "commitment levels")
TIES = _terms(
    "ties",
    "How is something tied to the Framework?",
    "tie to the Framework",
    "tie to the Framework",
    "ties to the Framework",
)
GRADES = _terms("grades", "How strong is a department's business with it?", "grade", "grade", "grades and strengths")
SCORES = _terms("scores", "What is scored, and by whom?", "score", "word on scores", "words on scores")
EVIDENCE = _terms("evidence", "What does a statement rest on?", "evidence", "word on evidence", "words on evidence")
WORDS = _terms("words", "What else do these pages speak of?", "word", "other word", "other words")

PAGE = (PROVISIONS, STATUSES, LEVELS, TIES, GRADES, SCORES, EVIDENCE, WORDS)
