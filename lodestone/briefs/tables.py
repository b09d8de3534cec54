"""Tables of briefs: each row as the text of one item, with its heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lodestone.briefs.characters import normalised
from lodestone.language import counted

# A cell and the place of its first column, from 0.
Cells = Sequence[tuple[int, str]]

_BELOW_HEADS = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
# The words that end a head of a column; a first row without one of them may be a row like the others.
_HEADS = re.compile(
    r"(?:.*\b)?(?:action|agency|agencies|amount|body|category|date|day|deadline|department|description|due|duty|duties|entity"
    r"|funding|impact|item|lead|level|measure|mineral|ministry|name|no|note|notes|office|official|officials|organi[sz]ation"
    r"|organi[sz]ations|organization|owner|priority|program|purpose|responsibility|responsibilities|responsible|risk|role"
    r"|status|step|task|timeline|timing|title|topic|type|what|when|who)\W*|#",
    re.IGNORECASE,
)
_LONGEST_HEAD = 40
_ABBREVIATED = re.compile(r"(?<=\b[A-Z][a-z])\.$")


@dataclass(frozen=True)
class Row:
    """A row as the text of an item; `named` has its first cell with a letter in front, without its head, as a name."""

    text: str
    named: str


def read_row(heads: Mapping[int, str], cells: Cells) -> Row | None:
    """A row with the head of each column in front of what stands there; none where nothing does."""
    filled = [(heads.get(column, ""), said) for column, cell in cells if (said := normalised(cell))]
    if not filled:
        return None
    name = next((place for place, (_, said) in enumerate(filled) if any(map(str.isalpha, said))), 0)
    rest = _joined([one for place, one in enumerate(filled) if place != name])
    return Row(_joined(filled), f"{filled[name][1]}: {rest}" if rest else filled[name][1])


def read_rows(
    rows: Sequence[Cells], *, marked: bool, heads: Mapping[int, str] | None = None
) -> tuple[list[tuple[int, Row]], tuple[str, str]]:
    """The rows below the heads of a table, by their places from 0, and the doubt about it; heads over nothing are one.

    `marked`: the document says that the first row holds heads. `heads` are those of each column where one stands over
    several columns; else they are the cells of that row.
    """
    headed = len(rows) > 1 and are_heads(rows[0], marked=marked)
    over = (dict(rows[0]) if heads is None else heads) if headed else {}
    found = []
    for place, cells in enumerate(rows):
        # Heads may stand again on a new page. Over all columns stands what belongs to none of them.
        row = None if headed and cells == rows[0] else read_row(over if len(cells) > 1 else {}, cells)
        found += [(place, row)] if row else []
    if headed and not found:
        return read_rows(rows[:1], marked=False)
    return found, told(len(found), over)


def _joined(filled: Sequence[tuple[str, str]]) -> str:
    text = ""
    for head, said in filled:
        # A cell that ends as a sentence needs no other sign behind it.
        text += ("" if not text else " " if text[-1] in ".;!?" else "; ") + (
            f"{head.rstrip(':')}: {said}" if head else said
        )
    return text


def are_heads(cells: Cells, *, marked: bool) -> bool:
    """Whether a first row says what stands below it: `marked` as such by the document, or by its words."""
    texts = [normalised(cell) for _, cell in cells]
    short = all(texts) and all(
        len(one) <= _LONGEST_HEAD and _ABBREVIATED.sub("", one)[-1] not in ".;!?" for one in texts
    )
    return marked or (short and len(set(texts)) == len(texts) and any(map(_HEADS.fullmatch, texts)))


def told(rows: int, heads: Mapping[int, str]) -> tuple[str, str]:
    """The doubt about a table of so many rows below its heads."""
    said = "; ".join(dict.fromkeys(filter(None, heads.values())))
    which = f"its heads are “{said}”" if said else "it has no heads"
    were = "was read as an item" if rows == 1 else "were read as an item each"
    return "table", f"{counted(rows, 'row')} of a table {were}; {which}"


def markdown_rows(lines: Sequence[str]) -> dict[int, tuple[Row | None, tuple[tuple[str, str], ...]]]:
    """The rows of the tables of Markdown by the place of their lines, with the doubt at the first row of each.

    There is none at the line of heads that stand over rows, nor at the line below them.
    """
    found: dict[int, tuple[Row | None, tuple[tuple[str, str], ...]]] = {}
    for place in range(1, len(lines)):
        if place in found or "|" not in lines[place - 1] or not _BELOW_HEADS.fullmatch(lines[place]):
            continue
        end = place + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        heads = {column: normalised(cell) for column, cell in _cells(lines[place - 1])}
        rows = {one: row for one in range(place + 1, end) if (row := read_row(heads, _cells(lines[one])))}
        if not rows and (alone := read_row({}, _cells(lines[place - 1]))):
            rows, heads = {place - 1: alone}, {}
        found |= {one: (rows.get(one), ()) for one in range(place - 1, end)}
        if rows:
            found[min(rows)] = (rows[min(rows)], (told(len(rows), heads),))
    return found


def _cells(line: str) -> list[tuple[int, str]]:
    parts = _PIPE.split(line.strip().removeprefix("|"))
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return [(column, part.replace("\\|", "|")) for column, part in enumerate(parts)]
