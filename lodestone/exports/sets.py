"""The sets of cells that belong in one meeting, and how a cell stands on a slide.

A cell is declared in lodestone/answers/, on its page; here it only gets, on a slide, its columns and its native chart.
Cells that belong in a meeting get a Slide in a set, or a set of its own in SETS.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lodestone.answers import (
    agencies,
    atlas,
    board,
    brief,
    department,
    disruption,
    funding,
    funding_ties,
    geology,
    movement,
    opportunities,
    overview,
    projects,
    provisions,
    timeline,
)
from lodestone.cells.cell import Cell, Column
from lodestone.exports.chart_kinds import Bars, Chart, Points
from lodestone.exports.listings import (
    DATES,
    DIFFERENCES,
    MOVES,
    TO_DO,
    Told,
    department_steps,
)
from lodestone.exports.so_what import DEPARTMENT_SO_WHAT, SO_WHAT
from lodestone.figures.site_countries import with_others
from lodestone.language import counted


@dataclass(frozen=True)
class Slide:
    """How a cell stands on a slide: as `chart` or picture, or as a table of its first `rows` and some `columns`.

    Without `columns` the first four of the cell are shown. `table` asks for rows although there is a figure. Rows
    without a value in any of the columns `filled` are left out.
    """

    cell: Cell
    columns: tuple[str, ...] = ()
    rows: int = 8
    chart: Chart | None = None
    table: bool = False
    filled: tuple[str, ...] = ()

    def chosen(self) -> list[Column]:
        """The columns to show, in order."""
        names = self.columns or tuple(column.name for column in self.cell.columns[:4])
        return [column for name in names for column in self.cell.columns if column.name == name]

    def shown(self, table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
        """The rows to show and how many there would be."""
        kept = table.dropna(subset=list(self.filled), how="all") if self.filled else table
        return kept.head(self.rows), len(kept)

    def remark(self, table: pd.DataFrame) -> str:
        """Which rows are not shown, in a sentence without its full stop; empty when all are."""
        shown, count = self.shown(table)
        cut = f"The first {len(shown)} of {counted(count, 'row')}" if len(shown) < count else ""
        out = f"{counted(len(table) - count, 'row')} without these values left out" if count < len(table) else ""
        return "; ".join(part for part in (cut, out) if part)


@dataclass(frozen=True)
class CellSet:
    """An ordered deck.

    `title` may hold {name} of the filter it `needs`; `about` says for whom it is and what it holds. `printed` is what
    its briefing holds where that is more than its slides. With `one_sheet` its sources take one slide, the nearest to
    the act first; all of them stand in the notes there.
    """

    key: str
    title: str
    about: str
    slides: tuple[Slide | Told, ...]
    needs: str = ""
    printed: tuple[Slide, ...] = ()
    one_sheet: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell that it asks, in order, each once."""
        found = [cell for part in (*self.slides, *self.printed) for cell in cells_of(part)]
        return tuple({cell.key: cell for cell in found}.values())


def cells_of(part: Slide | Told) -> tuple[Cell, ...]:
    """The cells behind one slide."""
    return part.cells if isinstance(part, Told) else (part.cell,)


# The number formats of labels: what is zero says so in words, and stays a number.
NONE = '#,##0;-#,##0;"none on record"'
MOVEMENT = Bars(
    "pillar",
    (("events", "By both countries, or naming the Framework"),),
    labels=NONE,
    note="Events since the signing (after its day) by both countries or naming the Framework; one can bear on several.",
)
SIDES = Bars(
    "lane",
    (("before", "Up to the day of the signing"), ("after", "Since the signing")),
    labels='#,##0;-#,##0;"none"',
    note="Events that occurred, by kind; since means after the day of the signing.",
)
FITS = Bars(
    "pillar",
    (("fit", "Fit (0 to 5)"),),
    labels="0.0",
    most=5,
    note="Fit of 0 to 5: Lodestone's own score, not the brief's.",
)
COUNTRIES = Bars("country", (("sites", "Recorded sites"),), note="Records, not resources.", rows=with_others)
QUADRANTS = Points(
    "relevance",
    "readiness",
    ("unit", "pillar"),
    ("Relevance (0 to 5)", "At hand (of 4)"),
    (5.5, 4.5),
    note="A mark is a pair of department and pillar, or as many as its number says. "
    "At hand: call, work on record, partner, organization.",
)

# A briefing has room for more than ten slides have: it keeps the figures.
LEADERSHIP_PRINTED = (
    Slide(provisions.PROVISIONS),
    Slide(overview.SCORES, ("title", "score", "rationale")),
    Slide(overview.DUE, ("title", "status", "due_date", "on_record")),
    # What is on record of each stands in the table before.
    Slide(timeline.CLOCKS, ("title", "status", "start_date", "due_date", "trigger"), 8),
    Slide(movement.MOVEMENT, chart=MOVEMENT),
    Slide(timeline.SIDES, chart=SIDES),
    Slide(overview.LATEST, ("date", "title", "stage", "rests_on", "open_question")),
    Slide(overview.OPPORTUNITIES, ("rank", "title", "units", "actions", "programs", "events"), 10),
    Slide(opportunities.MATRIX, ("unit", "pillar", "fit", "reasons"), 5, table=True),
    Slide(opportunities.QUADRANTS, chart=QUADRANTS),
    Slide(brief.OFFICIALS, ("office", "country", "capacity", "person", "person_as_of"), 12),
    Slide(provisions.ALL_DIFFERENCES, ("provision_id", "topic", "kind", "brief_says", "text_says"), 6),
)

SETS: Mapping[str, CellSet] = {
    one.key: one
    for one in (
        CellSet(
            "leadership",
            "The U.S.–Japan minerals framework: what it means for Vanderbilt",
            "For a provost or dean, on ten slides: what it is, what to do and who, dates, money, moves of both "
            "countries, minerals to worry about, differences and whom to ask first.",
            (
                SO_WHAT,
                TO_DO,
                DATES,
                Slide(funding_ties.DOING),
                MOVES,
                Slide(board.RANKING),
                DIFFERENCES,
                Slide(agencies.QUESTIONS, ("organization", "unit", "first_question", "others"), 7),
            ),
            printed=LEADERSHIP_PRINTED,
            one_sheet=True,
        ),
        CellSet(
            "faculty",
            "{name}: what the U.S.–Japan minerals framework offers",
            "For one department: what it is and what follows, its ties, what to do next, what fits and names it, "
            "calls, what to watch, agencies and partners.",
            (
                DEPARTMENT_SO_WHAT,
                Slide(department.UNIT, ("business", "topics", "disciplines", "named_as")),
                department_steps(department.STEPS_FROM),
                Slide(opportunities.MATRIX, ("pillar", "fit", "reasons"), chart=FITS, table=True),
                Slide(department.RANKED, ("kind", "title", "fit", "reasons")),
                Slide(department.CALLS, ("title", "state", "closes", "fit", "detail"), 6),
                Slide(department.NAMED, ("kind", "title", "why", "text")),
                Slide(department.WATCH, ("short_title", "look_again", "expected", "prepare"), 6),
                Slide(department.AGENCIES, ("organization", "verdict", "reason", "first_question"), 8),
                Slide(department.PARTNERS, ("name", "why", "focus", "vanderbilt_link")),
                Slide(department.EXPERTISE, ("topic", "title", "as_of_year")),
                Slide(overview.DUE, ("title", "status", "due_date", "on_record")),
            ),
            needs="department",
        ),
        CellSet(
            "money",
            "Money and ground: who pays for critical minerals, and where they lie",
            "Who has put how much into what, where firm money stops along the chain, and where minerals are recorded.",
            (
                # Nothing of what is cancelled is counted; that alone would read as if nothing were.
                Slide(funding.LEVELS, ("commitment_level", "usd", "awards", "left_out", "left_out_usd")),
                Slide(funding_ties.DOING),
                Slide(funding.MONEY),
                Slide(funding.FLOW, ("funder_group", "instrument", "stage", "usd")),
                Slide(projects.PLACES),
                Slide(funding.CHAIN),
                Slide(projects.TIME),
                Slide(projects.JAPAN, ("project", "japan_link", "firm_usd", "conditional_usd", "announced_usd")),
                Slide(projects.HOME, ("project", "firm_usd", "conditional_usd", "cancelled_usd")),
                Slide(geology.DENSITY),
                Slide(geology.COUNTRIES, chart=COUNTRIES),
                Slide(geology.GRADES),
                Slide(geology.PROGRAMMES),
            ),
        ),
        CellSet(
            "supply",
            "Supply risk: where it hurts, and what would help",
            "Which minerals need attention first in both countries, who depends where the other does not, who stocks "
            "what, and what is lost if a supplier stops.",
            (
                Slide(board.RANKING),
                Slide(atlas.TABLE),
                Slide(board.COMPLEMENT),
                Slide(board.STOCK, ("mineral", "meeting", "us_stock", "japan_stock"), 10),
                Slide(disruption.LOST),
                Slide(disruption.FELT, ("mineral", "uses", "departments", "firm_usd"), 8),
                Slide(disruption.SCENARIOS, ("title", "event", "date", "cut_pct", "months"), 6),
                Slide(disruption.FLOOR, ("title", "floor_usd_t", "volume_t_year", "years"), 6),
            ),
        ),
    )
}
