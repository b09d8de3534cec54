import streamlit as st

from lodestone.answers import briefs
from lodestone.exports.calendar import briefs_calendar
from lodestone.filters import FILTERS
from lodestone.screen.brief_names import draw_naming
from lodestone.screen.calendars import offer_calendar
from lodestone.screen.filters import draw_filter
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Briefs")
every = page.answer(briefs.LOADED).table
more = len(every) and every["found"].iloc[0] > len(every)
page.show(briefs.EVERY if more and st.toggle("List every brief", key="briefs_every") else briefs.LOADED, table=True)
page.show(briefs.SCORES, table=True)
page.show(briefs.RECURRING, table=True)
deadlines = page.show(briefs.DEADLINES, table=True)
offer_calendar("Deadlines of these briefs", deadlines, briefs_calendar, "briefs")
if len(page.bounds.options["pair"]) >= FILTERS["pair"].fewest:
    draw_filter(FILTERS["pair"], page.bounds)
page.show(briefs.SIDE_BY_SIDE, table=True)
page.show(briefs.UNKNOWN, table=True)
draw_naming(page)
page.show(briefs.RELATED, table=True)
