"""What changed between two days as one short text: to read in a mail, on paper, in a word processor or a shell."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lodestone.answers import changes
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.errors import QueryError
from lodestone.exports.files import clean
from lodestone.exports.gather import Request
from lodestone.exports.html import template
from lodestone.exports.printing import printed
from lodestone.language import counted, dollars, fmt_date
from lodestone.warehouse import TAKEN_OUT, Comparison

TITLE = "What changed: the U.S.–Japan minerals framework"
# Sources that a row cites by number, the nearest to the act first.
_CITED = 2
# The ties in words that stand beside a title.
_TIES = {
    "names the Framework": "names the Framework",
    "both countries": "by both countries",
    "one country": "by one country",
    "context": "around the Framework",
}
_HEADINGS = {"Known late": "Known late: older things whose first source on record came out since"}
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A table of the digest: its heading, what it says, the heads and the rows, all as texts."""

    heading: str
    said: str
    heads: Texts
    rows: tuple[Texts, ...]


@dataclass(frozen=True)
class Digest:
    """What changed, in words: title, finding, how it was counted, its tables, and the sources by number."""

    title: str
    finding: str
    counted: str
    parts: tuple[Part, ...]
    sources: tuple[tuple[str, str], ...]


def digest(request: Request, comparison: Comparison | None = None) -> Digest:
    """Everything that stands on the page What changed, and what was corrected since an earlier build.

    Raises QueryError with the page's own sentence when the start does not lie before the last day.
    """
    changed, ahead = (request.answer(cell) for cell in (changes.CHANGES, changes.AHEAD))
    begin = changes.start(changed.view)
    if begin >= request.as_of:
        raise QueryError(f"{changed.finding}.")
    numbers: dict[str, int] = {}
    near = list(dict.fromkeys([*changed.sources["source_id"], *ahead.sources["source_id"]]))
    parts = [
        _changed(kind, rows, changed, near, numbers)
        for kind in changes.KINDS
        if len(rows := changed.table[changed.table["kind"] == kind])
    ]
    parts.append(_ahead(ahead, near, numbers))
    if comparison is not None:
        parts.append(_corrected(comparison))
    by_id = pd.concat([changed.sources, ahead.sources]).drop_duplicates("source_id").set_index("source_id")
    sources = tuple(
        (f"{row['publisher']} ({row['published'] or 'undated'}). {row['title']}.", str(row["url"] or ""))
        for row in by_id.loc[list(numbers)].to_dict("records")
    )
    rule = (
        f"A change counts from the first day on which it is so: after {fmt_date(begin)}, up to and with "
        f"{fmt_date(request.as_of)}."
    )
    said = f"{rule} {_whom(changed)} Lodestone, database version {request.warehouse.version}."
    return Digest(TITLE, f"{changed.finding}.", said, tuple(parts), sources)


def digest_page(made: Digest) -> bytes:
    """The digest as a web page (HTML, UTF-8) that a mail can hold: styles within, no script, no picture."""
    return clean(template("digest.html").render(digest=made)).encode("utf-8")


def digest_pdf(made: Digest, day: date) -> bytes:
    """The same page on paper, US Letter, dated by `day`. Raises ExportError where Chromium is missing or fails."""
    return printed(digest_page(made), day)


def digest_text(made: Digest) -> str:
    """The digest as plain text, at most 100 characters wide."""
    lines = [made.title, "=" * len(made.title), *textwrap.wrap(made.finding, 100), *textwrap.wrap(made.counted, 100)]
    for part in made.parts:
        lines += ["", part.heading, "-" * len(part.heading)]
        if part.said:
            lines += textwrap.wrap(part.said, 100)
        for row in part.rows:
            said = " | ".join(filter(None, row))
            lines += textwrap.wrap(said, 100, initial_indent="- ", subsequent_indent="  ")
    lines += ["", "Sources", "-------"]
    for number, (words, url) in enumerate(made.sources, start=1):
        lines += textwrap.wrap(
            f"[{number}] {words} {url}", 100, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )
    return "\n".join(lines) + "\n"


def _whom(answer: Answer) -> str:
    chosen = answer.view.values.get("department")
    if not chosen:
        return "For all departments."
    name = answer.view.labels.get(f"department|{chosen}", str(chosen))
    return f"For {name}, by Lodestone's own reading; clocks are not narrowed by department."


def _changed(kind: str, rows: pd.DataFrame, answer: Answer, near: list[str], numbers: dict[str, int]) -> Part:
    narrowed = bool(answer.view.values.get("department")) and kind != "Clocks"
    heads = ("Day", "What", "State", *(("Why it concerns the department",) if narrowed else ()), "Sources")
    return Part(
        _HEADINGS.get(kind, kind),
        "",
        heads,
        tuple(
            (
                fmt_date(row.day),
                _words(row),
                f"{row.before} → {row.after}" if isinstance(row.before, str) else row.after,
                *((clean(row.why),) if narrowed else ()),
                _cited(row.source_ids, near, numbers),
            )
            for row in each_row(rows)
        ),
    )


def _words(row: object) -> str:
    """What a change is of, with its money, its tie and the day of an older thing."""
    amount, tie, kind, happened = (getattr(row, name) for name in ("amount_usd", "tie", "kind", "happened"))
    more = []
    if kind in {"Awards", "Known late"} and not pd.isna(amount):
        more.append(dollars(int(amount)))
    if isinstance(tie, str):
        more.append(_TIES.get(tie, tie))
    if getattr(row, "in_doubt"):  # noqa: B009, as below
        more.append("its day is in doubt")
    if kind == "Known late":
        more.append("day not on record" if pd.isna(happened) else f"of {fmt_date(happened)}")
    title = clean(getattr(row, "title"))  # noqa: B009, the row of a frame has no type to ask
    return f"{title} ({'; '.join(more)})" if more else title


def _ahead(answer: Answer, near: list[str], numbers: dict[str, int]) -> Part:
    return Part(
        "What comes due soon",
        f"{answer.finding}.",
        ("Day", "What", "What is due", "Sources"),
        tuple(
            (
                fmt_date(row.day),
                clean(row.title),
                clean(row.what),
                _cited(row.source_ids, near, numbers),
            )
            for row in each_row(answer.table)
        ),
    )


def _corrected(comparison: Comparison) -> Part:
    found = comparison.corrections
    out = sum(one.after == TAKEN_OUT for one in found)
    values = counted(len(found) - out, "value differs", "values differ") if len(found) > out else "No value differs"
    taken = f"; {counted(out, 'row was', 'rows were')} taken out" if out else ""
    added = f"; {counted(comparison.added, 'row was', 'rows were')} added" if comparison.added else ""
    aside = (
        f"; not compared, since only one build has them: {', '.join(comparison.left_out)}"
        if comparison.left_out
        else ""
    )
    return Part(
        "What was corrected",
        f"{values} from the facts of the earlier build (database version {comparison.earlier}){taken}{added}{aside}.",
        ("Table", "Row", "Column", "Before", "After"),
        tuple(
            (one.table, f"{one.row}: {clean(one.name)}" if one.name else one.row, one.column, clean(one.before),
             clean(one.after))
            for one in found
        ),
    )  # fmt: skip


def _cited(ids: Sequence[str], near: list[str], numbers: dict[str, int]) -> str:
    """The numbers of a row's sources nearest to the act; a source gets its number when it is first cited."""
    first = sorted(ids, key=near.index)[:_CITED]
    cited = ", ".join(str(numbers.setdefault(one, len(numbers) + 1)) for one in first)
    return f"{cited} and {len(ids) - _CITED} more" if len(ids) > _CITED else cited
