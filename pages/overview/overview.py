import pandas as pd
import streamlit as st

from lodestone.cells import cards
from lodestone.cells.door import desk, page_objects
from lodestone.cells.screen import draw
from lodestone.cells.words import fmt_date, plain
from lodestone.filters.address import to_address
from lodestone.notebook import overview, project

here = desk()
framework = here.tell(overview.FRAMEWORK)
brief = framework.table.iloc[0]

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.title("What the U.S.–Japan minerals framework means for Vanderbilt", width="stretch")
    st.markdown(f":gray[As of **{fmt_date(here.view.as_of)}** · brief of {fmt_date(brief['posted_date'])}]", width="content",
                help=plain(brief["date_note"]))
st.markdown(plain(framework.answer))

cards.score_strip(here.tell(overview.SCORES))


def contents(rows: pd.DataFrame) -> None:
    money = (here.tell(project.OVERVIEW).answer, to_address(here.view.values, ("as_of", "department"), here.bounds))
    cards.count_links(rows, page_objects(), to_address(here.view.values, ("as_of",), here.bounds), money)
    cards.reading_note(brief)


left, middle, right = st.columns([1.1, 1.06, 1])
with left:
    here.card(overview.DUE, "What is due", lambda told: cards.due_list(overview.due_order(told.table)))
    here.card(overview.LATEST, "Latest changes", lambda told: cards.latest_list(told.table), stretch=True)
with middle:
    here.card(overview.OPPORTUNITIES, "Three best opportunities", lambda told: cards.opportunity_list(told.table.head(3)),
              stretch=True)
with right:
    here.card(overview.MOVEMENT, "Where it has moved", lambda told: None if told.blank else draw(told, "card"))
    here.card(overview.COUNTS, "What is in here", lambda told: contents(told.table), stretch=True)
