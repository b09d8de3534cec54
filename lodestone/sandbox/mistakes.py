"""What DuckDB says of a mistake, in plain words and at its place in what the reader wrote."""

from __future__ import annotations

import difflib
import json
import re
from typing import Any

import duckdb

from lodestone.errors import StatementRefused, without_paths
from lodestone.sandbox.composed import Composed, Part
from lodestone.statements import placed

_WORDS = (
    "SELECT", "FROM", "WHERE", "GROUP", "ORDER", "BY", "HAVING", "LIMIT", "JOIN", "LEFT", "USING", "UNION", "DISTINCT",
    "WITH", "AND", "CASE", "WHEN", "THEN", "ELSE", "END", "BETWEEN", "LIKE", "ILIKE", "DESC", "FILTER", "OVER",
)  # fmt: skip
_KINDS = {"Table": "table", "Scalar Function": "function", "Table Function": "table function", "Type": "type"}


def in_plain_words(error: duckdb.Error, composed: Composed | None, sql: str) -> StatementRefused:
    """The refusal for a mistake that DuckDB found, at its line and word; `sql` is what the reader wrote."""
    told = _json(error)
    offset = int(told["position"]) if str(told.get("position", "")).isdigit() else None
    if composed is None:
        # It could not be read at all: the place is in the reader's own text, if anywhere.
        if offset is None:
            offset = _place_of_caret(str(error), sql)
        return _reason_at(told, sql, offset)
    part = next((one for one in composed.parts if offset is not None and one.start <= offset < one.end), None)
    if part is None or offset is None:
        return StatementRefused(_reason(told, "", ""))
    return _in_part(told, part, offset - part.start)


def _in_part(told: dict[str, Any], part: Part, offset: int) -> StatementRefused:
    found = _reason_at(told, part.sql, offset)
    return StatementRefused(found.reason, line=found.line, column=found.column, word=found.word, cell=part.cell)


def _reason_at(told: dict[str, Any], sql: str, offset: int | None) -> StatementRefused:
    before = sql.encode()[:offset].decode(errors="ignore") if offset is not None else ""
    words = re.findall(r"\w+", before)
    here = placed("", sql, offset).word if offset is not None else ""
    last = f"{before}{here}".strip() == sql.strip()
    return placed(_reason(told, here, words[-1] if words else "", last=last), sql, offset)


def _json(error: duckdb.Error) -> dict[str, Any]:
    text = str(error)
    try:
        told: dict[str, Any] = json.loads(text[text.index("{") :])
    except ValueError:
        told = {}
    return told if "exception_message" in told else {"exception_message": text}


def _place_of_caret(text: str, sql: str) -> int | None:
    """The place, in bytes, that DuckDB marks below a line of the statement that it repeats."""
    found = re.search(r"LINE (\d+): (.*)\n( *)\^", text)
    if not found:
        return None
    line, shown = int(found[1]), found[2]
    column = len(found[3]) - len(f"LINE {line}: ")
    lines = sql.split("\n")
    if not 0 < line <= len(lines) or column < 0:
        return None
    # A long line is shown in part, between dots.
    whole = lines[line - 1]
    piece = shown.removeprefix("...").removesuffix("...")
    shift = whole.find(piece) - (3 if shown.startswith("...") else 0)
    place = max(0, shift + column)
    return len("\n".join(lines[: line - 1]).encode()) + (1 if line > 1 else 0) + len(whole[:place].encode())


def _reason(told: dict[str, Any], here: str, before: str, *, last: bool = False) -> str:
    """What is wrong, and the nearest name."""
    message = without_paths(str(told["exception_message"]))
    names = [one.strip() for one in str(told.get("candidates", "")).split(",") if one.strip()]
    names = names or re.findall(r'"([^"]+)"', message.partition("Candidate")[2])
    near = f" Nearest: {', '.join(names[:3])}." if names else ""
    name, kind = str(told.get("name", "")), str(told.get("type", ""))
    if told.get("error_subtype") == "COLUMN_NOT_FOUND":
        return f"None of the tables named here has a column “{name}”.{near}"
    if told.get("error_subtype") == "MISSING_ENTRY" and kind in _KINDS:
        return f"There is no {_KINDS[kind]} “{name}”.{near}"
    if found := re.match(r'Table "(\w+)" does not have a column named "([^"]+)"', message):
        return f"“{found[1]}” has no column “{found[2]}”.{near}"
    if "syntax error" in message:
        return _syntax(message, here, before, last=last)
    if "Max expression depth" in message:
        return "This is nested too deeply; write it with WITH or IN."
    line = re.sub(r"^\w+( \w+)? Error: ", "", message.split("\n")[0]).strip()
    # What it advises to SET cannot be set here; what stands before that can be done.
    line = re.sub(r",? or SET \w+.*", "", line).rstrip(".!")
    return f"{line[:1].upper()}{line[1:]}.{near if 'Candidate' in message or 'Did you mean' in message else ''}"


def _syntax(message: str, here: str, before: str, *, last: bool) -> str:
    if "end of input" in message or not here or (last and here.upper() in _WORDS):
        return "The statement ends before it is complete."
    for word in (here, before):
        near = difflib.get_close_matches(word.upper(), _WORDS, n=1, cutoff=0.7)
        if near and word.upper() not in _WORDS:
            return f"“{here}” is not expected here. Did you mean {near[0]} where “{word}” stands?"
    return f"“{here}” is not expected here; look at what stands before it."
