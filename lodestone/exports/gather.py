"""What an export is made of: the cells of a page or a set, answered for one reader's filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lodestone.answers.catalogue import of_page, picked
from lodestone.answers.chosen_briefs import TAKEN_ALONG
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.cells.engine import Engine
from lodestone.errors import QueryError
from lodestone.exports.listings import Listing, Told
from lodestone.exports.own_slides import own_slide
from lodestone.exports.sets import SETS, Slide
from lodestone.exports.slide_defaults import slide_of
from lodestone.exports.whereabouts import page_address
from lodestone.filters import FILTERS, Bounds, Value, View, defaults, from_address
from lodestone.language import joined
from lodestone.notebooks.choosing import answer_of, is_own
from lodestone.notebooks.own_cells import OwnAnswer
from lodestone.notebooks.running import Run
from lodestone.page_list import MEMOS, OWN, SHOWS, entry
from lodestone.warehouse import Warehouse

# Whose a file is, as it says itself.
FROM = "Lodestone, the notebook on the Framework"
# How near a source stands to the act, the nearest first, and how its kind is counted.
NEAR = {
    "primary": "of the acting body itself",
    "copy of primary": "copies of such",
    "reported": "reports",
    "compiled": "lists or digests",
    "weak": "weak",
}


NOTHING = "Which questions have no answer yet?"


@dataclass(frozen=True)
class Request:
    """Who asks for what: the notebook, its open database, and a value for every filter ('as_of' must be one).

    A page makes one from its context (`screen.take_away.request_of`). Exports are
    drawn in the light theme unless said otherwise: they are printed and projected.
    """

    engine: Engine
    warehouse: Warehouse
    bounds: Bounds
    values: Mapping[str, Value]
    theme: str = "light"
    # The reader's own notebook, whose cells may be among what is chosen.
    run: Run | None = None
    # Where the notebook can be opened ('https://notebook.example.edu'), for links; empty where that is not known.
    server: str = ""

    @property
    def as_of(self) -> date:
        """The day everything is judged on."""
        return self.view("overview").as_of

    @property
    def sentence(self) -> str:
        """What the whole export is narrowed to, in words; 'All departments' when it is not."""
        return self._narrowed.sentence()

    @property
    def _narrowed(self) -> View:
        set_ = [name for name in FILTERS if name != "department" and self.values.get(name)]
        return View(self.values, filters=("department", *set_), labels=self.bounds.labels)

    def bearing_on(self, answers: Iterable[Answer]) -> str:
        """The same of what is told from several answers: what narrows one of them, and what narrows none as such."""
        bearing = {name for one in answers for name in one.bearing}
        idle = [FILTERS[name] for name in self._narrowed.narrowed() if name not in bearing]
        others = joined([one.named for one in idle if one.picks_rows])
        said = (self._narrowed.sentence(bearing), f"not narrowed by {others}" if others else "")
        return " · ".join(part for part in said if part)

    def view(self, page: str) -> View:
        """The reader's view of a page."""
        return View(self.values, self.theme, self.warehouse.version, entry(page).filters, "wide", self.bounds.labels)

    def link(self, page: str) -> str:
        """The address of a page with this reader's filters; empty where the server's is not known."""
        return page_address(self.server, page, self.values, self.bounds)

    def answer(self, cell: Cell) -> Answer:
        """Answer a cell as on its own page."""
        return self.engine.answer(self.warehouse, cell, self.view(cell.page))

    def answer_page(self, page: str | None) -> list[Answer]:
        """Answer the cells of a page, or of all pages; those that need a choice not made are left out.

        Raises QueryError when no cell is left.
        """
        answers = [self.answer(one) for one in of_page(page) if one.met(self.values)]
        if page and not answers:
            raise QueryError(_needs(page))
        return answers

    def ready(self, cells: Iterable[Cell]) -> list[Cell]:
        """Those of some cells that this reader's view can answer: nothing they need is missing; they stand in it."""
        return [one for one in cells if one.met(self.values) and one.stands(self.view(one.page))]


@dataclass(frozen=True)
class Points:
    """A slide told from several cells, answered: what it asks, what it shows, and the answers it rests on."""

    question: str
    listing: Listing
    answers: tuple[Answer, ...]


Part = tuple[Slide, Answer] | Points


@dataclass(frozen=True)
class Pack:
    """What is taken away in one piece, answered: its title and each slide's cell."""

    title: str
    request: Request
    parts: tuple[Part, ...]
    one_sheet: bool = False

    @property
    def answers(self) -> tuple[tuple[Slide, Answer], ...]:
        """The slides of single cells, in order."""
        return tuple(part for part in self.parts if not isinstance(part, Points))

    @property
    def points(self) -> tuple[Points, ...]:
        """The slides told from several cells, in order."""
        return tuple(part for part in self.parts if isinstance(part, Points))

    @property
    def sources(self) -> pd.DataFrame:
        """All sources of the set, each once, the nearest to the act first; columns as in Answer."""
        found = [part.answers if isinstance(part, Points) else (part[1],) for part in self.parts]
        return merged([answer for answers in found for answer in answers])


def question(answer: Answer) -> str:
    """What a cell asks, with the name of what is opened on its page: 'P06 …: Does it set a clock?'."""
    return asked(answer.cell, answer.view)


def asked(cell: Cell, view: View) -> str:
    """The same for a cell that is not answered yet."""
    name = (
        view.labels.get(f"{cell.needs}|{view.values.get(cell.needs)}")
        if cell.needs and FILTERS[cell.needs].purpose == "opens"
        else None
    )
    return f"{name}: {cell.question}" if name else cell.question


def merged(answers: list[Answer]) -> pd.DataFrame:
    """The sources of several answers, each once, the nearest to the act first; columns as in Answer."""
    frames = [answer.sources for answer in answers if len(answer.sources)] or [answer.sources for answer in answers[:1]]
    whole = pd.concat(frames, ignore_index=True).drop_duplicates("source_id", ignore_index=True)
    near = whole["trust"].map({trust: place for place, trust in enumerate(NEAR)}).fillna(len(NEAR))
    # Of those equally near what was read in full comes first: half steps.
    order = near + (whole["how_read"] != "in full") / 2
    return whole.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def gather(request: Request, show: str, *, printed: bool = False) -> Pack:
    """Answer a set (its key), a page (its address) or the cells in the filter 'pick' (OWN), in the reader's order.

    `printed` asks for what a set's briefing holds where that is more than its slides.

    Raises QueryError when there is no such set, page or cell, or when a choice that it needs is not made.
    """
    if show not in SHOWS:
        raise QueryError(f"There is no set or page '{show}'. Known: {', '.join(SHOWS)}")
    if show == OWN:
        return _own(request)
    return _set(request, show, printed=printed) if show in SETS else _page(request, show)


def _own(request: Request) -> Pack:
    title = request.run.book.title if request.run else ""
    parts = tuple(
        own_slide(one, title) if isinstance(one, OwnAnswer) else (slide_of(one.cell), one) for one in chosen(request)
    )
    return Pack("From the U.S.–Japan minerals notebook", request, parts)


def chosen(request: Request) -> list[Answer]:
    """The answers of what the reader chose alone, in that order; raises QueryError as `gather`."""
    picks = request.values.get("pick") or ()
    assert isinstance(picks, tuple)
    if not picks:
        raise QueryError("No figure or table is chosen yet.")
    answers: list[Answer] = []
    for name in map(str, picks):
        if is_own(name):
            answers.append(answer_of(request.run, name))
            continue
        cells = picked(name)
        ready = request.ready(cells)
        if not ready:
            needs = FILTERS[cells[0].needs]
            raise QueryError(
                f"'{cells[0].question}' needs {needs.wanted}; choose one on the page {entry(cells[0].page).title}."
            )
        answers.append(_first([request.answer(one) for one in ready]))
    return answers


def _first(answers: list[Answer]) -> Answer:
    """Of several answers to one question the first that has rows."""
    return next((one for one in answers if not one.blank), answers[0])


def _page(request: Request, page: str) -> Pack:
    by_name: dict[str, list[Answer]] = {}
    for one in request.ready(of_page(page)):
        by_name.setdefault(one.pick, []).append(request.answer(one))
    if not by_name:
        raise QueryError(_needs(page))
    found = [_first(answers) for answers in by_name.values()]
    kept = [one for one in found if not one.blank] or found[:1]
    return Pack(
        f"{entry(page).title}: U.S.–Japan minerals framework",
        request,
        tuple((slide_of(one.cell), one) for one in kept),
    )


def _needs(page: str) -> str:
    return f"The page {entry(page).title} needs {FILTERS[of_page(page)[0].needs].wanted}."


def _set(request: Request, key: str, *, printed: bool) -> Pack:
    wanted = SETS[key]
    chosen = request.values.get(wanted.needs) if wanted.needs else None
    if wanted.needs and not chosen:
        raise QueryError(f"The set '{key}' needs {FILTERS[wanted.needs].wanted}.")
    slides = (wanted.printed if printed else ()) or wanted.slides
    parts = tuple(_part(request, slide) for slide in slides) + _of_chosen_briefs(request, key)
    name = request.bounds.word(wanted.needs, str(chosen))
    if not printed:
        parts = _nothing_last(parts, name if wanted.needs else "these filters")
    return Pack(wanted.title.format(name=name), request, parts, wanted.one_sheet)


def _nothing_last(parts: tuple[Part, ...], name: str) -> tuple[Part, ...]:
    """The same parts with all questions that have no row on one slide at the end: an empty one says too little."""
    empty = [part[1] for part in parts if not isinstance(part, Points) and part[1].blank]
    if not empty:
        return parts
    rows = tuple((f"{question(one)} {one.finding.removesuffix('.')}.",) for one in empty)
    nothing = Points(NOTHING, Listing(f"Not on record for {name}", rows), tuple(empty))
    return (*(part for part in parts if isinstance(part, Points) or not part[1].blank), nothing)


def _of_chosen_briefs(request: Request, key: str) -> tuple[Part, ...]:
    """What goes along with a set that speaks of the brief, where the reader has chosen briefs."""
    cells = TAKEN_ALONG[SETS[key].needs] if key in MEMOS else ()
    return tuple((slide_of(cell), request.answer(cell)) for cell in request.ready(cells))


def _part(request: Request, slide: Slide | Told) -> Part:
    if isinstance(slide, Slide):
        return slide, request.answer(slide.cell)
    answers = {cell.key: request.answer(cell) for cell in slide.cells}
    return Points(slide.question, slide.say(answers), tuple(answers.values()))


def request_from_words(engine: Engine, as_of: str, filters: list[str], names: tuple[str, ...]) -> Request:
    """A request from words as they stand in an address ('department=law-school').

    `names` are the filters that may be given. Raises QueryError that names each word that is not understood.
    """
    warehouse = engine.keeper.current()
    # An export knows no today: without one, days are allowed up to ten years after the first.
    bounds = engine.bounds(warehouse, date.min)
    address = {"as_of": as_of}
    for given in filters:
        name, equals, text = given.partition("=")
        if not equals or name not in names or name == "as_of":
            known = ", ".join(one for one in names if one != "as_of")
            wrong = f"{name} narrows nothing here" if equals and name != "as_of" else "write NAME=VALUE"
            raise QueryError(f"--filter {given}: {wrong}; filters here: {known}")
        address[name] = text
    values, complaints = from_address(address, ("as_of", *names), bounds)
    if complaints:
        raise QueryError("\n".join(complaints))
    return Request(engine, warehouse, bounds, defaults(bounds) | values)
