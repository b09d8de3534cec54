from functools import partial

import streamlit as st

from lodestone.answers import changes, overview, overview_money, to_do
from lodestone.language import fmt_date, plain
from lodestone.screen import card_lines, cards
from lodestone.screen.page_context import page_context

# From this width on all stands in one screen, and what is to worry about beside the scores.
WIDE = 1440

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
st.markdown(plain(framework.finding), help=plain(brief["coverage_note"]))

following, doing = st.columns(2)
with following:
    cards.way_card(page, overview.DUE, "What is next", "timeline", partial(cards.lines, said=card_lines.next_due))
with doing:
    cards.way_card(page, to_do.TO_DO, "To decide or do", "calls", partial(cards.lines, said=card_lines.to_do))

# Where all does not stand in one screen, what leadership acts on comes before the brief's own scores.
wide = page.view.width >= WIDE
above, below = st.container(), st.container()
with above if wide else below:
    scores, minerals = st.columns([3.2, 1]) if wide else (st.container(), st.container())
with scores:
    cards.score_strip(page.answer(overview.SCORES))
with minerals:
    cards.way_card(
        page,
        overview.MINERALS,
        "To worry about",
        "board",
        partial(cards.lines, said=card_lines.minerals),
        finding=False,
        label="Board",
    )

# Few of the opportunities concern one department, and its money takes more words.
# The head of the narrowest card is to stay on one line.
shares = [1, 1.5, 1.05] if wide else [1.1, 1.42, 1.06]
with below if wide else above:
    left, middle, right = st.columns([1.46, 1.3, 1.26] if page.view.values["department"] else shares)
with left:
    cards.way_card(page, overview_money.MONEY, "The money", "funding", cards.money)
with middle:
    cards.way_card(
        page,
        overview.OPPORTUNITIES,
        "Best opportunities",
        "opportunities",
        partial(cards.lines, said=card_lines.opportunities),
        label="All" if page.view.values["department"] else "",
    )
with right:
    cards.way_card(
        page,
        changes.CHANGES,
        "Latest",
        "changes",
        lambda _: cards.lines(page.answer(overview.LATEST), card_lines.latest),
    )
