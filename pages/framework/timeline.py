from functools import partial

import streamlit as st

from lodestone.answers import chosen_briefs, timeline
from lodestone.exports.calendar import briefs_calendar, deadlines_calendar
from lodestone.filters import FILTERS
from lodestone.screen import cards
from lodestone.screen.calendars import offer_calendar
from lodestone.screen.filters import draw_filter
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Timeline")

request, notice, download = st.columns([1, 1, 1], vertical_alignment="bottom")
with request:
    draw_filter(FILTERS["request"], page.bounds)
with notice:
    draw_filter(FILTERS["notice"], page.bounds)

if (chosen := page.show_if_met(chosen_briefs.CLOCKS)) is not None:
    offer_calendar("Deadlines of the briefs chosen", chosen, briefs_calendar, "briefs")
answer = page.show(timeline.CLOCKS)
with download:
    offer_calendar("Deadlines", answer, deadlines_calendar, "deadlines")
page.card(timeline.RECORD, "On record", partial(cards.due_list, dated=True))
page.show(timeline.SIDES)
page.show(timeline.EVENTS, table=True)
