"""The hits of a search, best first, each with the way to the place where it is shown."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lodestone.answers.search import BY_NAME, KINDS, NAMED, counts, not_chosen, understood
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.figures.text import cut_chars
from lodestone.filters import FILTERS, LONGEST_SEARCH, Bounds, Value, View, to_address
from lodestone.filters.kinds import Many, Words
from lodestone.language import counted, fmt_date, plain
from lodestone.page_list import PAGES, entry
from lodestone.screen.highlight import marked, snippet
from lodestone.screen.page_context import page_context
from lodestone.screen.viewport import give_focus, is_narrow

SHOWN = 40
# What a reader has chosen and hides nothing goes along: a followed link sets every other filter of its page anew.
KEPT = ("as_of", "among", "weights", "shortlist")
# A link does not wrap: on a phone this much of it can be read, and the whole title stands below.
LINK_CHARS = 44


def place(hit: Any, view: View, bounds: Bounds) -> tuple[str, dict[str, str]] | None:
    """The page that shows a hit and the address that opens it there; None while the notebook has no such page.

    The address is never empty: an empty one keeps the filters of the page before, which may hide the hit.
    """
    if hit.page not in {page.url_path for page in PAGES}:
        return None
    page = entry(hit.page)
    values = {name: view.values.get(name) for name in KEPT}
    if hit.parameter in page.filters:
        values[hit.parameter] = _value(hit.parameter, hit.target)
    return page.url_path, to_address(values, page.filters, bounds) or {"as_of": view.as_of.isoformat()}


def focus_field(view: View) -> None:
    """Let the reader type at once: on arrival while nothing is asked, and whenever Find is pressed."""
    give_focus("filter_q", st.session_state.get("find_asked", 0), empty=not view.values.get("q"))


def draw_hits(answer: Answer, bounds: Bounds) -> None:
    """The hits of a search; what can be searched when nothing is asked, and a way on when nothing is found."""
    asked = str(answer.view.values.get("q") or "")
    if not asked:
        _kinds(answer)
    elif answer.table.empty:
        with st.container(border=True, horizontal_alignment="center"):
            st.markdown(f":gray[Looked for: {plain(answer.filtered)}, as of {fmt_date(answer.view.as_of)}.]")
            # What the page says above of briefs that are not chosen is the way on.
            if not not_chosen(answer.frames):
                st.markdown("No word of it, nor one like it, is on record. Other or shorter words may find more.")
    else:
        _hits(answer, understood(answer.table), bounds)


def _hits(answer: Answer, asked: str, bounds: Bounds) -> None:
    number = counts(answer.table)
    st.markdown(" ".join(f":gray-badge[{_many(kind, count)}]" for kind, count in number))
    pages = page_context().pages
    for hit in each_row(answer.table.head(SHOWN)):
        with st.container(gap="xxsmall"):
            where = place(hit, answer.view, bounds)
            title = cut_chars(hit.title, LINK_CHARS) if is_narrow() else hit.title
            if where:
                st.page_link(pages[where[0]], label=marked(title, asked), query_params=where[1])
            else:
                st.markdown(marked(hit.title, asked))
            about = " · ".join(part for part in (hit.also, hit.about) if part)
            lines = [f":gray-badge[{hit.kind}] :gray[{marked(about, asked)}]", marked(snippet(hit.text, asked), asked)]
            if where and title != hit.title:
                lines.insert(0, marked(hit.title, asked))
            st.markdown("  \n".join(f":small[{line}]" for line in lines if line))
    if dict(number).get(BY_NAME) == NAMED:
        st.markdown(f":gray[Of the mineral sites these are the first {NAMED} by name; the page Geology holds all.]")
    if len(answer.table) > SHOWN:
        st.markdown(f":gray[These are the best {SHOWN}; the table under Check holds all {len(answer.table):,}.]")


def _kinds(answer: Answer) -> None:
    """What there is to find, as numbers by kind."""
    with st.grid(4, min_column_width=150, gap="xsmall"):
        for kind, count in counts(answer.table):
            number, _, noun = _many(kind, count).partition(" ")
            st.markdown(f"**{number}** {noun}")
    st.markdown(
        ":gray[Every word must occur, if only as the beginning of a word or with another ending; capitals, accents and "
        "punctuation do not matter, and a slip of the pen is forgiven. Whole words in titles come first. Mineral sites "
        "are found by their names.]"
    )


def _many(kind: str, count: int) -> str:
    return counted(count, *KINDS[kind])


def _value(parameter: str, target: str) -> Value:
    one = FILTERS[parameter]
    if isinstance(one, Many):
        return (target,)
    if isinstance(one, Words) and len(target) > LONGEST_SEARCH:
        # A page would cut it too, but in the middle of a word and with a complaint.
        return target[: LONGEST_SEARCH + 1].rpartition(" ")[0] or target[:LONGEST_SEARCH]
    return target
