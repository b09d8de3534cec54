import pandas as pd
import streamlit as st

from lodestone.answers import one_project, overview
from lodestone.filters import to_address
from lodestone.language import fmt_date, plain
from lodestone.screen import cards
from lodestone.screen.drawing import draw
from lodestone.screen.frame import page_objects
from lodestone.screen.page_context import page_context

page = page_context()
framework = page.answer(overview.FRAMEWORK)
brief = framework.table.iloc[0]

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.title("What the U.S.–Japan minerals framework means for Vanderbilt", width="stretch")
    st.markdown(
        f":gray[As of **{fmt_date(page.view.as_of)}** · brief of {fmt_date(brief['posted_date'])}]",
        width="content",
        help=plain(brief["date_note"]),
    )
st.markdown(plain(framework.finding))

cards.score_strip(page.answer(overview.SCORES))


def contents(rows: pd.DataFrame) -> None:
    answer = page.answer(one_project.OVERVIEW)
    money = (
        f"Money: {one_project.public_money(answer.frames)}",
        to_address(page.view.values, ("as_of", "department"), page.bounds),
    )
    cards.count_links(rows, page_objects(), to_address(page.view.values, ("as_of",), page.bounds), money)
    cards.money_note(one_project.money_note(answer.frames, page.view))
    cards.reading_note(brief)


left, middle, right = st.columns([1.1, 1.06, 1])
with left:
    page.card(overview.DUE, "What is due", lambda answer: cards.due_list(overview.due_order(answer.table)))
    page.card(
        overview.LATEST,
        "Latest changes",
        lambda answer: cards.latest_list(answer.table),
        stretch=True,
        beside=lambda: st.page_link(
            page_objects()["changes"],
            label="See all",
            query_params=to_address(page.view.values, ("as_of", "department"), page.bounds) or None,
            help="What is new or different since a day of your choice",
            width="content",
        ),
    )
with middle:
    page.card(
        overview.OPPORTUNITIES,
        "Three best opportunities",
        lambda answer: cards.opportunity_list(answer.table.head(3)),
        stretch=True,
    )
with right:
    page.card(overview.MOVEMENT, "Where it has moved", lambda answer: None if answer.blank else draw(answer, "card"))
    page.card(overview.COUNTS, "What is in here", lambda answer: contents(answer.table), stretch=True)
