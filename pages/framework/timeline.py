import streamlit as st

from lodestone.answers import chosen_briefs, timeline
from lodestone.exports.calendar import briefs_calendar, deadlines_calendar
from lodestone.filters import FILTERS
from lodestone.screen import cards
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
    st.download_button(
        "Deadlines of the briefs chosen as calendar (.ics)",
        briefs_calendar(chosen),
        "lodestone-briefs.ics",
        "text/calendar",
        icon=":material/event:",
        on_click="ignore",
    )
answer = page.show(timeline.CLOCKS)
with download:
    st.download_button(
        "Deadlines as calendar (.ics)",
        deadlines_calendar(answer),
        "lodestone-deadlines.ics",
        "text/calendar",
        icon=":material/event:",
        on_click="ignore",
    )
page.card(
    timeline.RECORD, "On record", lambda answer: cards.due_list(answer.table.dropna(subset="due_date"), record=True)
)
page.show(timeline.SIDES)
page.show(timeline.EVENTS, table=True)
