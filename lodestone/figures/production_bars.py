"""Output of one mineral by country: bars within each form, what is mined apart from what is processed or refined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, few_rows, frame_figure, is_slide, measure_frame, set_layout, size_of
from lodestone.figures.text import cut, escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import counted, first_lower

MARKED = ("United States", "Japan")
_STAGES = {"mine": "Mined", "processed": "Processed", "refined": "Refined"}
_ROW, _LABEL, _SMALL, _GAP, _NARROW = 24, 14, 13, 26, 760
_ABOVE, _BELOW = 16, 12
# Rows of countries a form: what a page has room for, and what a sheet has.
_MOST, _MOST_ON_PAPER = 10, 7


@dataclass(frozen=True)
class _Line:
    """One line of a panel: a head without a bar, or a country with its share (percent of the form) and its words."""

    label: str
    words: str = ""
    low: float | None = None
    high: float | None = None
    head: bool = False
    marked: bool = False


def production_bars(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """A bar a country, as long as its share of the form; the United States and Japan stand out and are always named.

    `rows`: stage, form, addable, content_basis, country, aggregate ('world', 'other countries' or missing), low_t,
    high_t (tonnes, missing where withheld), capacity_t, share_pct (missing where forms must not be added), amount
    (tonnes in words). A bar is full up to the lower end of a range and open up to its upper one; a figure that is not
    published has its words alone.
    """
    width, fixed = size_of(form, width)
    place: dict[str, Any] = {"title": title, "subtitle": subtitle, "source_line": source_line, "width": width}
    place |= {"left": 8, "right": 16, "above": _ABOVE, "below": _BELOW}
    frame = measure_frame(**place)
    room = int((fixed - frame.top - frame.bottom) // _ROW) if is_slide(form) else 0
    most = _MOST_ON_PAPER if few_rows(form) else _MOST
    panels = [_lines(part, most, room, width) for part in _parts(rows, width)]
    longest = max(len(lines) for lines in panels)
    across = (width - 24 - _GAP * (len(panels) - 1)) / len(panels)
    names = [line.label for lines in panels for line in lines if not line.head]
    label = min(across * 0.36, 12 + max(safe_width(name, _LABEL, bold=True) for name in names))
    fig = go.Figure()
    end = _axis_end([line for lines in panels for line in lines], across - label)
    whole = width - 24
    for number, lines in enumerate(panels):
        start = number * (across + _GAP)
        domain = [(start + label) / whole, min(1.0, (start + across) / whole)]
        axis = "" if number == 0 else str(number + 1)
        fig.add_traces(_bars(lines, f"x{axis}", tokens))
        hidden: dict[str, Any] = {"range": [0, end], "visible": False, "fixedrange": True, "domain": domain}
        set_layout(fig, **{f"xaxis{axis}": hidden | {"anchor": "y"}})
        annotate(fig, _notes(lines, f"x{axis}", start / whole, across, label, tokens))
    set_layout(fig, yaxis={"range": [longest - 0.5, -0.5], "visible": False, "fixedrange": True}, barmode="overlay")
    needed = round(frame.top + frame.bottom + _ROW * longest)
    return frame_figure(fig, tokens=tokens, height=fixed or needed, **place)


def _parts(rows: pd.DataFrame, width: int) -> list[pd.DataFrame]:
    """What is mined, and what is processed or refined: two panels where there is room for both."""
    mined = rows["stage"] == "mine"
    return [rows[mined], rows[~mined]] if width >= _NARROW and mined.any() and not mined.all() else [rows]


def _lines(rows: pd.DataFrame, most: int, room: int, width: int) -> list[_Line]:
    """The lines of one panel; where there is room for few, each form keeps its largest countries."""
    forms = [part for _, part in rows.groupby(["stage", "form"], sort=False)]
    # Those that list most countries first come to stand where not all forms have room.
    forms.sort(key=lambda part: (part["stage"].iloc[0] != "mine", -part["aggregate"].isna().sum()))
    if room:
        forms, left = forms[: max(1, room // 4)], len(forms) - max(1, room // 4)
        most = max(2, (room - (left > 0)) // len(forms) - 3)
    lines = [line for part in forms for line in _form(part, most, width)]
    if room and left > 0:
        lines.append(_Line("", f"{counted(left, 'more form')} in the table"))
    return lines[:room] if room else lines


def _form(part: pd.DataFrame, most: int, width: int) -> list[_Line]:
    first = part.iloc[0]
    world = part[part["aggregate"] == "world"]
    listed = part[part["aggregate"].isna()]
    total = _said(next(each_row(world))) if len(world) else ""
    beside = f"{first['content_basis']}{f'; world {total}' if total and len(listed) else ''}"
    head = _Line(f"{_STAGES[first['stage']]}: {first['form']}", beside, head=True)
    if listed.empty:
        return [head, _Line("World", f"{total}, no country listed")] if total else [head]
    own = listed["country"].isin(MARKED)
    plain = listed[~own].head(max(1, most - int(own.sum())))
    shown = listed[own | listed["country"].isin(plain["country"])]
    lines = [_line(row, width) for row in each_row(shown)]
    # Where each country reports another form, that one is not listed under it says nothing.
    if listed["addable"].any():
        lines += [_Line(one, "not listed", marked=True) for one in MARKED if one not in set(listed["country"])]
    rest = part[(part["aggregate"] != "world").fillna(True) & ~part.index.isin(shown.index)]
    return [head, *lines, *_others(rest)]


def _others(rest: pd.DataFrame) -> list[_Line]:
    """The countries that have no line of their own, added only where they may be."""
    if rest.empty or (len(rest) == 1 and rest["high_t"].eq(0).all()):
        return []
    number = int(rest["aggregate"].isna().sum())
    label = f"{number} more listed" if number else "Other countries"
    if number and rest["aggregate"].notna().any():
        label = f"{number} more and others"
    unknown = int(rest["share_pct"].isna().sum())
    if unknown == len(rest):
        return [_Line(label, "no figure" if unknown == 1 else "in the table")]
    share = float(rest["share_pct"].sum())
    gap = f" and {unknown} without a figure" if unknown else ""
    return [_Line(label, f"{percent(share)}{gap}", share, share)]


def _line(row: Any, width: int) -> _Line:
    amount = _said(row)
    known = pd.notna(row.share_pct) and row.high_t > 0
    share = float(row.share_pct) if known else None
    words = [] if known and width < _NARROW else [amount]
    low = share * row.low_t / row.high_t if share is not None else None
    return _Line(
        row.country, " · ".join([*words, *([percent(share)] if share is not None else [])]), low, share,
        marked=row.country in MARKED,
    )  # fmt: skip


def _said(row: Any) -> str:
    """Tonnes in words: '900 t', 'less than 500 t', 'withheld (W)', 'none', 'capacity 55,000 t'."""
    if row.high_t == 0:
        return "none"
    if pd.isna(row.high_t) and pd.notna(row.capacity_t):
        return f"capacity {row.capacity_t:,.0f} t"
    return f"{row.amount} t" if row.amount[-1:].isdigit() else first_lower(row.amount)


def percent(share: float) -> str:
    """A share in words, rounded neither to none nor to all: '69 %', 'under 1 %', 'over 99 %'."""
    if share < 1:
        return "under 1 %"
    return "over 99 %" if 99 < share < 100 else f"{share:.0f} %"


def _axis_end(lines: list[_Line], across: float) -> float:
    """Up to which share an axis `across` px wide goes, so that the words behind each bar stay inside it."""
    wide = [(line.high or 0, safe_width(line.words, _LABEL, bold=True) + 12) for line in lines if not line.head]
    return max([1.0, *(share / max(0.25, 1 - one / across) for share, one in wide)])


def _bars(lines: list[_Line], axis: str, tokens: Tokens) -> list[go.Bar]:
    """The bars up to the lower end, and open ones up to the upper end where that is higher."""
    drawn = [(place, line) for place, line in enumerate(lines) if line.high]
    colours = [tokens.ink if line.marked else tokens.gray.mark for _, line in drawn]
    shared: dict[str, Any] = {"y": [place for place, _ in drawn], "orientation": "h", "width": 0.58, "xaxis": axis}
    hover = [f"{escape(line.label)}: {escape(line.words)}<extra></extra>" for _, line in drawn]
    full = go.Bar(x=[line.low for _, line in drawn], marker={"color": colours}, hovertemplate=hover, **shared)
    if not any((line.low or 0) < (line.high or 0) for _, line in drawn):
        return [full]
    wide = [(line.high or 0) - (line.low or 0) for _, line in drawn]
    edge = {"color": tokens.page, "line": {"color": colours, "width": 1.5}}
    return [full, go.Bar(x=wide, base=[line.low for _, line in drawn], marker=edge, hoverinfo="skip", **shared)]


def _notes(
    lines: list[_Line], axis: str, left: float, across: float, label: float, tokens: Tokens
) -> list[dict[str, Any]]:
    quiet: dict[str, Any] = {"showarrow": False, "yref": "y", "xanchor": "left", "align": "left"}
    notes: list[dict[str, Any]] = []
    for place, line in enumerate(lines):
        size = {"size": _LABEL, "color": tokens.ink}
        margin = quiet | {"xref": "paper", "x": left, "y": place}
        if line.head:
            head = cut(line.label, _LABEL, across, bold=True)
            beside = across - safe_width(head, _LABEL, bold=True) - 14
            tail = cut(line.words, _SMALL, beside) if beside > 60 else ""
            said = (
                f"<b>{escape(head)}</b>  <span style='color:{tokens.mute};font-size:{_SMALL}px'>{escape(tail)}</span>"
            )
            notes.append(margin | {"text": said, "font": size})
            continue
        name = cut(line.label, _LABEL, label - 6, bold=line.marked)
        notes.append(margin | {"text": f"<b>{escape(name)}</b>" if line.marked else escape(name), "font": size})
        colour = tokens.ink if line.high else tokens.mute
        notes.append(
            quiet | {"xref": axis, "x": line.high or 0, "y": place, "xshift": 4, "text": escape(line.words)}
            | {"font": {"size": _LABEL, "color": colour}}
        )  # fmt: skip
    return notes


def in_words(rows: pd.DataFrame) -> str:
    """The bars in words, a sentence a form: its largest three, and what is on record of the two countries."""
    said = []
    for (stage, form), part in rows.groupby(["stage", "form"], sort=False):
        listed = part[part["aggregate"].isna()]
        ours = listed["country"].isin(MARKED)
        kept = listed[ours | listed.index.isin(listed.index[:3])]
        each = [f"{row.country} {_line(row, _NARROW).words}" for row in each_row(kept)]
        if each:
            said.append(f"{_STAGES[str(stage)]}, {form}: {'; '.join(each)}.")
    return " ".join(said)
