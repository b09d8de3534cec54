"""Briefs: what all loaded briefs ask, score and set, side by side, and the related ones that are not loaded yet."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from lodestone.answers.dated_briefs import LATER, on_the_day
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.bars import share_bars
from lodestone.figures.base import few_rows
from lodestone.figures.briefs import brief_clocks, brief_scores, drawn_words
from lodestone.figures.text import cut_chars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_lower, first_upper, fmt_date, joined, number_word

_NONE = "No loaded brief fits these filters"


def _loaded(frames: Frames, view: View) -> str:
    rows = frames["briefs/loaded"]
    if rows.empty:
        return _NONE
    new, doubtful, found = (int(rows[name].iloc[0]) for name in ("found_new", "found_doubtful", "found"))
    told = (
        f"{first_upper(number_word(new)) if new else 'None'} of them new" if found > 1 else "new" if new else "not new"
    )
    doubts = f"; {number_word(doubtful)} read with doubts" if doubtful else ""
    listed = f"; the newest {len(rows)} are listed" if len(rows) < found else ""
    return f"{first_upper(counted(found, 'brief'))} here, {first_lower(told)} since the day chosen{doubts}{listed}"


ROWS, ALL_ROWS = 50, 100_000  # a page of them: what it takes to show one does not grow with their number

LOADED = Cell(
    "briefs/loaded",
    "Which briefs are here, and what is new?",
    ("briefs/loaded", LATER),
    on_the_day(_loaded),
    (
        Column("title", "Brief", width="large", phone=220),
        Column("posted_date", "Date", "day", empty="none given"),
        Column("format", "Kind"),
        Column("items", "Items", "number"),
        Column("doubts", "Doubts", "number"),
        Column("is_new", "New", "yes", phone=60),
        Column("imported_on", "Imported", "day", empty="shipped"),
    ),
    fixed={"rows": ROWS},
)
EVERY = replace(LOADED, key="briefs/every", fixed={"rows": ALL_ROWS})


def _under(said: str, words: Words) -> str:
    """What is drawn, then the filters, if there are any."""
    return f"{said} · {words.subtitle}" if words.subtitle else said


def scores(frames: Frames, view: View) -> str:
    """The section scored highest on average over the briefs of the rows, from 1 to 5."""
    rows = frames["briefs/scores"]
    scored = rows[rows["score"].notna()]
    if scored.empty:
        return "No brief here gives a relevance score" if not rows.empty else _NONE
    # A section that one brief scores says nothing of many.
    often = scored[scored["section"].map(scored["section"].value_counts()) > 1]
    means = (scored if often.empty else often).groupby("section", sort=False)["score"].mean()
    best = list(means[means.round(1) == round(means.max(), 1)].index)
    briefs = scored[scored["section"].isin(best)]["brief_id"].nunique()
    over = f" on average over {counted(briefs, 'brief')}" if briefs > 1 else ""
    # A section's name may be in the plural ("Officials"): no verb stands beside it.
    return f"Highest score: {joined(best)}, {means.max():.1f} of 5{' each' if len(best) > 1 else ''}{over}"


def _scores_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["briefs/scores"]
    undated = rows[rows["posted_date"].isna()]["brief_id"].nunique()
    told = f" · {counted(undated, 'brief')} without a date not drawn" if undated else ""
    return brief_scores(
        rows,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=_under(f"The briefs' own scores, 1 to 5, at the date of each brief{told}", words),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


SCORES = Cell(
    "briefs/scores",
    "How are the sections scored over time?",
    ("briefs/scores", LATER),
    on_the_day(scores),
    (
        Column("section", "Section closed", phone=120),
        Column("posted_date", "Date", "day", empty="none given"),
        Column("brief", "Brief", width="medium"),
        Column("raw", "Score", phone=60),
        Column("mean", "Mean of the section", "score", empty="no number"),
        Column("rationale", "The brief's reason", width="large", empty="none given"),
    ),
    figure=_scores_figure,
    compares=lambda frames: len(set(frames["briefs/scores"]["brief_id"])) > 1,
)

_KINDS = {
    "University unit": ("unit", "units"), "Organization": ("organization", "organizations"),
    "Topic": ("topic", "topics"),
}  # fmt: skip


def _recurring(frames: Frames, view: View) -> str:
    rows = frames["briefs/recurring"]
    if rows.empty:
        return "No unit, organization or topic known here is named"
    again = rows[rows["briefs"] > 1]
    if again.empty:
        return "No unit, organization or topic is named by more than one brief"
    kinds = again["kind"].value_counts()[list(dict.fromkeys(again["kind"]))]
    said = [f"{number_word(int(number))} {_KINDS[str(kind)][number > 1]}" for kind, number in kinds.items()]
    most = again[again["briefs"] == again["briefs"].max()]
    first = f"; most often {most.iloc[0]['name']} (by {int(most.iloc[0]['briefs'])})" if len(most) == 1 else ""
    return f"{first_upper(joined(said))} {'is' if len(again) == 1 else 'are'} named by more than one brief{first}"


_PHONE, _SHORT = 600, 24  # below this width (px) a figure shows so many characters of a name


def first_of_each(rows: pd.DataFrame, form: str) -> pd.DataFrame:
    """The units, organizations and topics that a figure shows: the first that recur, else the first, of each kind."""
    again = rows[rows["briefs"] > 1]
    rows = rows if again.empty else again
    return rows.groupby("kind", sort=False).head(4 if few_rows(form) else 7)


def _recurring_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = first_of_each(frames["briefs/recurring"], form)
    if view.width < _PHONE and form == "page":
        # There whole names would leave no room for bars; they stand in the table.
        rows = rows.assign(name=[cut_chars(str(name), _SHORT) for name in rows["name"]])
    return share_bars(
        rows,
        label="name",
        value="briefs",
        notes=[f"{'brief' if row.briefs == 1 else 'briefs'} · {first_lower(row.kind)}" for row in each_row(rows)],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=_under("Briefs that name each, the first of each kind", words),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


RECURRING = Cell(
    "briefs/recurring",
    "Which units, agencies and topics recur?",
    ("briefs/recurring", LATER),
    on_the_day(_recurring),
    (
        Column("name", "Unit, organization or topic", width="medium", phone=200),
        Column("kind", "Kind"),
        Column("briefs", "Briefs that name it", "number", phone=80),
        Column("as_written", "As written", "list", empty="by our reading"),
    ),
    figure=_recurring_figure,
    compares=lambda frames: bool((frames["briefs/recurring"]["briefs"] > 1).any()),
)


def _unknown(frames: Frames, view: View) -> str:
    rows = frames["briefs/unknown"]
    if rows.empty:
        return "Every organization that imported briefs list, and every unit they call Vanderbilt’s, is known here"
    stand, none = "stands" if len(rows) == 1 else "stand", " and no ".join(sorted(set(rows["kind"].str.lower())))
    return f"{first_upper(counted(len(rows), 'name'))} in imported briefs {stand} for no {none} known here"


UNKNOWN = Cell(
    "briefs/unknown",
    "Which organizations and units are not known here?",
    ("briefs/unknown", LATER),
    on_the_day(_unknown),
    (
        Column("name", "As the briefs write it", width="large", phone=220),
        Column("kind", "Kind"),
        Column("abbreviation", "Letters", empty="none given"),
        Column("briefs", "Briefs", "number", phone=60),
        Column("implied", "Only implied", "yes"),
    ),
)


def clocks(frames: Frames, view: View) -> str:
    """How many clocks the briefs set, and the last day of those that have one."""
    rows = frames["briefs/deadlines"]
    if rows.empty:
        return "The briefs chosen set no clock"
    dated = rows[rows["due_date"].notna()]
    if dated.empty:
        return f"{first_upper(counted(len(rows), 'clock'))}, none of them with a day"
    last = f"{'the last ' if len(dated) > 1 else ''}{fmt_date(dated.iloc[-1]['due_date'])}"
    return f"{first_upper(counted(len(rows), 'clock'))}, {number_word(len(dated))} with a day, {last}"


def _deadlines_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["briefs/deadlines"]
    return brief_clocks(
        rows,
        as_of=view.as_of,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=_under(drawn_words(rows, view.as_of, form), words),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


DEADLINES = Cell(
    "briefs/deadlines",
    "Which clocks do the briefs set?",
    ("briefs/deadlines", LATER),
    on_the_day(clocks),
    (
        Column("due_date", "Due", "day", phone=90, empty="no day is said"),
        Column("what", "What", width="large", phone=220),
        Column("length", "Within", empty="not said"),
        Column("trigger", "Starts", empty="not said"),
        Column("brief", "Brief", width="medium"),
    ),
    figure=_deadlines_figure,
)


def _side_by_side(frames: Frames, view: View) -> str:
    rows = frames["briefs/side_by_side"]
    if rows.empty:
        return "Two briefs are needed; import another, or choose two under Briefs"
    one = rows.iloc[0]
    same = sum(row.first_items - _length(row.only_first) for row in each_row(rows) if row.second_items)
    told = f"{counted(int(same), 'item')} word for word the same" if same else "no item word for word the same"
    return f"{one['first_brief']} and {one['second_brief']}: {told}"


def _length(listed: object) -> int:
    """How many a list holds; none where there is none."""
    return len(listed) if isinstance(listed, tuple) else 0


SIDE_BY_SIDE = Cell(
    "briefs/side_by_side",
    "How do two briefs compare?",
    ("briefs/side_by_side",),
    _side_by_side,
    (
        Column("section", "Section", phone=120),
        Column("first_items", "Items in the first", "number"),
        Column("second_items", "Items in the second", "number"),
        Column("first_score", "Score in the first", empty="none"),
        Column("second_score", "Score in the second", empty="none"),
        Column("only_first", "Only in the first", "list", width="large", empty="nothing"),
        Column("only_second", "Only in the second", "list", width="large", empty="nothing"),
    ),
)


def _related(frames: Frames, view: View) -> str:
    rows = frames["briefs/related"]
    if rows.empty:
        return "No related brief fits this search"
    loaded = number_word(int(rows["loaded"].sum())) if rows["loaded"].any() else "none"
    return (
        f"{first_upper(counted(len(rows), 'related brief'))} known by page, {loaded} of them loaded; "
        "save a page, then add it under Add a brief"
    )


RELATED = Cell(
    "briefs/related",
    "Which related briefs are known, and how are they loaded?",
    ("briefs/related",),
    _related,
    (
        Column("title", "Brief", width="large", phone=220),
        Column("posted_date", "Date", "day", empty="none given"),
        Column("kind", "About"),
        Column("topics", "Topics", "list"),
        Column("impact_score", "Impact score", "number", empty="a report"),
        Column("loaded", "Loaded", "yes", phone=70),
        Column("url", "Page", "link"),
    ),
)

PAGE = (LOADED, SCORES, RECURRING, UNKNOWN, DEADLINES, SIDE_BY_SIDE, RELATED)
