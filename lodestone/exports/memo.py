"""A memo of two pages for leadership or for one department: what matters, what to do, and what it rests on.

Every sentence is worked out from the cells of the notebook; here it only gets its place and the numbers of its sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from lodestone.answers import changes, department, funding_levels, funding_ties, overview, overview_money, projects
from lodestone.answers.call_watch import WATCH
from lodestone.answers.chosen_briefs import TAKEN_ALONG
from lodestone.answers.leadership_steps import leadership_steps
from lodestone.answers.next_steps import NO_STEP, Step, sourced_steps
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell, Frames
from lodestone.each_row import each_row
from lodestone.errors import QueryError
from lodestone.exports.cited import first_cited
from lodestone.exports.files import clean
from lodestone.exports.gather import FROM, Request, merged
from lodestone.exports.prose import alone, due_that_day, gone, money_rows, past, sentence
from lodestone.exports.reading import as_of
from lodestone.exports.sets import SETS
from lodestone.language import counted, fmt_date, number_word
from lodestone.page_list import MEMOS

# Sources that a sentence cites by number, the nearest to the act first; that of what it names first is one of them.
_CITED = 2
# Who publishes why something is a department's business: what is said of the thing itself rests on others.
_OF_DEPARTMENTS = frozenset({"university", "this notebook"})
_DAYS = 6
_FOR_ALL = (
    overview.FRAMEWORK,
    overview.SCORES,
    overview.DUE,
    overview.OPPORTUNITIES,
    overview_money.MONEY,
    funding_ties.DOING,
    projects.HOME,
    changes.AHEAD,
)
_STEPS = {
    "leadership": (WATCH,),
    "faculty": department.STEPS_FROM,
}
# The pages whose filters narrow it.
MEMO_PAGES = tuple(dict.fromkeys(cell.page for cells in (_FOR_ALL, *_STEPS.values()) for cell in cells))


@dataclass(frozen=True)
class Said:
    """A sentence or more, and the numbers of the sources it rests on."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A small table: its heads, its rows, and which columns hold amounts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    about: str
    amounts: tuple[int, ...] = ()
    narrow: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the memo: paragraphs, numbered steps, a table with a remark in small print, and what comes after it.

    `link` is where the remark leads, if anywhere.
    """

    heading: str
    said: tuple[Said, ...] = ()
    steps: tuple[Said, ...] = ()
    grid: Grid | None = None
    remark: str = ""
    link: str = ""
    after: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Memo:
    """The memo in words: its head by name, its sections in order, and its sources by number with their addresses."""

    subject: str
    head: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, str], ...]
    cited: str


@dataclass
class _Notes:
    """Gives sources their numbers, in the order in which they are first cited.

    `near` holds all of them, the nearest to the act first; `behind` those that only say why it concerns a department.
    """

    near: list[str]
    behind: frozenset[str]
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, source_ids: Sequence[str], most: int = _CITED) -> tuple[int, ...]:
        return self._numbered(sorted(source_ids, key=self.near.index)[:most])

    def of_rows(self, rows: pd.DataFrame) -> tuple[int, ...]:
        """Those of the rows that a sentence names, of each the nearest to the act."""
        named = list(rows["source_ids"])
        every = sorted({one for ids in named for one in ids}, key=self.near.index)
        return self._numbered(first_cited(named, every, _CITED))

    def _numbered(self, cited: Sequence[str]) -> tuple[int, ...]:
        return tuple(sorted(self.numbers.setdefault(one, len(self.numbers) + 1) for one in cited))

    def of_thing(self, source_ids: Sequence[str]) -> list[str]:
        """The source of a row that is about the thing itself, the nearest to the act, if there is any."""
        return sorted(source_ids, key=lambda one: (one in self.behind, self.near.index(one)))[:1]

    def said(self, answer: Answer) -> Said:
        """What the answer says; its first row is what it names first."""
        if answer.cell is overview.DUE:
            return Said(alone(answer), self.of_rows(overview.named_in(answer.table)))
        rows, every = answer.table, sorted(answer.sources["source_id"], key=self.near.index)
        first = rows["source_ids"].iloc[0] if len(rows) and "source_ids" in rows else []
        cited = list(dict.fromkeys([*self.of_thing(first), *every]))[:_CITED]
        return Said(alone(answer), self._numbered(cited))


def memo(request: Request, reader: str) -> Memo:
    """The memo for 'leadership', or for 'faculty' of the department that the request names.

    Raises QueryError for another reader, and for faculty without a department.
    """
    if reader not in MEMOS:
        raise QueryError(f"There is no memo for '{reader}'. Known: {', '.join(MEMOS)}")
    if reader == "faculty" and not request.values.get("department"):
        raise QueryError("The memo for 'faculty' needs a department.")
    along = request.ready(TAKEN_ALONG[SETS[reader].needs])
    answers = {cell.key: request.answer(cell) for cell in (*_FOR_ALL, *_STEPS[reader], *along)}

    def answer(cell: Cell) -> Answer:
        return answers[cell.key]

    sources = merged(list(answers.values()))
    behind = sources.loc[sources["publisher_kind"].isin(_OF_DEPARTMENTS), "source_id"]
    notes = _Notes(list(sources["source_id"]), frozenset(behind))
    frames: dict[str, Frames] = {key: one.frames for key, one in answers.items()}
    first: tuple[Cell, ...] = (
        (overview.DUE, overview_money.MONEY, overview.OPPORTUNITIES)
        if reader == "leadership"
        else (department.UNIT, department.AGENCIES, department.WATCH)
    )
    steps = leadership_steps(frames) if reader == "leadership" else sourced_steps(frames)
    sections = (
        Section("Bottom line", tuple(notes.said(answer(cell)) for cell in first)),
        _to_do(steps, notes),
        _background(answer(overview.FRAMEWORK), answer(overview.SCORES), notes),
        _dates(answer(changes.AHEAD), answer(overview.DUE), notes, request.link(changes.AHEAD.page)),
        _money(answer(funding_ties.DOING), answer(projects.HOME), notes),
        *((Section("The briefs chosen", tuple(notes.said(answer(cell)) for cell in along)),) if along else ()),
    )
    by_id = sources.set_index("source_id")
    listed = tuple(
        (
            clean(f"{row['publisher']} ({row['published'] or 'undated'}). {str(row['title']).removesuffix('.')}."),
            str(row["url"] or ""),
        )
        for row in by_id.loc[list(notes.numbers)].to_dict("records")
    )
    chosen = str(request.values.get("department") or "")
    name = request.bounds.word("department", chosen) if chosen else ""
    whom = f"Leadership{f', with an eye to {name}' if name else ''}" if reader == "leadership" else name
    head = (
        ("For", whom),
        ("Date", fmt_date(request.as_of)),
        ("As of", as_of(request)),
        ("From", f"{FROM}, database version {request.warehouse.version}"),
    )
    cited = (
        f"A sentence cites at most {number_word(_CITED)} of its sources, those nearest to the act and to what it names "
        f"first; all {len(sources)} behind this memo stand in the notebook."
    )
    return Memo(SETS[reader].title.format(name=name), head, sections, listed, cited)


def _to_do(steps: Sequence[Step], notes: _Notes) -> Section:
    said = tuple(Said(sentence(step.text), notes.of(notes.of_thing(step.source_ids))) for step in steps)
    return Section("What to do", steps=said) if said else Section("What to do", (Said(NO_STEP),))


def _background(framework: Answer, scores: Answer, notes: _Notes) -> Section:
    rows = tuple(
        (
            clean(row.title),
            f"{row.score} of 5",
            clean(row.closes),
            clean(row.rationale) if isinstance(row.rationale, str) else "no reason stated",
        )
        for row in each_row(scores.table)
    )
    grid = Grid(
        ("Score in the brief", "Value", "What it rates", "Reason in the brief"),
        rows,
        "The five scores of the brief, what each rates and the reason it gives",
        amounts=(1,),
        narrow=(0, 1),
    )
    return Section("Background", (notes.said(framework), notes.said(scores)), grid=grid)


def _dates(ahead: Answer, due: Answer, notes: _Notes, link: str) -> Section:
    """What comes next, a row a day; what has passed without evidence in one sentence below."""
    by_day = list(ahead.table.groupby("day", sort=True))
    rows = tuple((fmt_date(pd.Timestamp(str(day)).date()), due_that_day(mine)) for day, mine in by_day[:_DAYS])
    left = len(by_day) - len(rows)
    grid = Grid(("Day", "What comes due"), rows, "What comes due, a row a day", narrow=(0,)) if rows else None
    passed = past(due.table)
    more = (
        f"{counted(left, 'later day')} within this span {'is' if left == 1 else 'are'} in the notebook." if left else ""
    )
    after = (Said(passed, notes.of_rows(gone(due.table))),) if passed else ()
    return Section("Dates", (notes.said(ahead),), grid=grid, remark=more, link=link if more else "", after=after)


def _money(doing: Answer, home: Answer, notes: _Notes) -> Section:
    said = [notes.said(doing)]
    if not home.blank:
        said.append(notes.said(home))
    rows = money_rows(doing.table)
    grid = (
        Grid(
            ("Public money in the field, by how firm it is", "Known amounts", "Awards with a known amount"),
            rows,
            "Firm money by day of announcement, and conditional money",
            amounts=(1, 2),
            narrow=(1, 2),
        )
        if rows
        else None
    )
    return Section("Money", tuple(said), grid=grid, remark=funding_levels.RULE if rows else "")
