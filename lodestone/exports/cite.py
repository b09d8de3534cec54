"""Citations of a cell and of its sources, in APA style and as BibTeX. Pure functions of an answer."""

from __future__ import annotations

import re
from typing import Any

from lodestone import __version__
from lodestone.cells.answer import Answer
from lodestone.exports.files import clean

_NAME = "Lodestone"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def apa(answer: Answer, address: str = "") -> str:
    """The cell in APA style: question, filters, as-of day, database version; `address` is where the view can be opened.

    'Lodestone. (2026). Which clocks run? [Data view as of 22 November 2026; All departments; database version 3f…].
    Lodestone 0.1.0.'
    """
    day = answer.view.as_of
    bracket = "; ".join(
        [
            f"Data view as of {day.day} {_MONTHS[day.month - 1]} {day.year}",
            *([_line(answer.filtered)] if answer.filtered else []),
            f"database version {answer.view.version}",
        ]
    )
    end = f" {_line(address)}" if address else ""
    return f"{_NAME}. ({day.year}). {_line(answer.cell.question)} [{bracket}]. {_NAME} {__version__}.{end}"


def apa_sources(answer: Answer) -> list[str]:
    """Each source of the cell in APA style: 'Publisher. (2025, May 2). Title. https://…'; without a date '(n.d.)'."""
    return [_apa_source(source) for source in answer.sources.to_dict("records")]


def bibtex(answer: Answer, address: str = "") -> str:
    """The cell and then each of its sources as BibTeX entries; keys are the same for the same view."""
    day = answer.view.as_of
    own = {
        "author": "{" + _NAME + "}",
        "title": "{" + _tex(answer.cell.question) + "}",
        "year": str(day.year),
        "howpublished": _tex(f"{_NAME} {__version__}, data view"),
        "note": _tex(
            "; ".join(
                part
                for part in (
                    f"As of {day.isoformat()}",
                    answer.finding,
                    answer.filtered,
                    f"database version {answer.view.version}",
                )
                if part
            )
        ),
    } | ({"url": _url(address)} if address else {})
    entries = [_entry(f"lodestone-{_key(answer.cell.key)}-{day:%Y%m%d}", own)]
    for source in answer.sources.to_dict("records"):
        fields = {"author": "{" + _tex(source["publisher"]) + "}", "title": "{" + _tex(source["title"]) + "}"}
        if source["published"]:
            fields |= {"year": _tex(str(source["published"])[:4]), "date": _tex(str(source["published"]))}
        if source["url"]:
            fields["url"] = _url(source["url"])
        entries.append(_entry(_key(source["source_id"]), fields))
    return "\n".join(entries)


def _apa_source(source: dict[str, Any]) -> str:
    end = f" {_line(source['url'])}" if source["url"] else ""
    return (
        f"{_stopped(source['publisher'])} ({_apa_date(_line(source['published']))}). {_stopped(source['title'])}{end}"
    )


def _apa_date(published: str) -> str:
    """'2025-08-26' as '2025, August 26'; what is no such date stays as it is, an empty one is 'n.d.'."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", published)
    if not found:
        return published or "n.d."
    year, month, day = found.groups()
    return f"{year}, {_MONTHS[int(month) - 1]}{f' {int(day)}' if day else ''}"


def _stopped(text: str) -> str:
    line = _line(text)
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _line(text: object) -> str:
    return " ".join(clean(text).split())


def _tex(text: object) -> str:
    return "".join(_TEX.get(char, char) for char in _line(text))


def _url(text: object) -> str:
    """An address as BibTeX can hold it: no brace that would end the field, no space."""
    return re.sub(r"[{}\\\s]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), clean(text).strip())


def _key(text: object) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", clean(text)).strip("-") or "unnamed"


def _entry(key: str, fields: dict[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}}}\n"
