import streamlit as st

from lodestone.cells import cards
from lodestone.cells.calendar import deadlines_calendar
from lodestone.cells.door import desk
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import timeline

here = desk()
st.title("Timeline")

request, notice, download = st.columns([1, 1, 1], vertical_alignment="bottom")
with request:
    draw_filter(FILTERS["request"], here.bounds)
with notice:
    draw_filter(FILTERS["notice"], here.bounds)

told = here.show(timeline.CLOCKS)
with download:
    st.download_button("Deadlines as calendar (.ics)", deadlines_calendar(told), "lodestone-deadlines.ics", "text/calendar",
                       icon=":material/event:", on_click="ignore")
here.card(timeline.RECORD, "On record", lambda told: cards.due_list(told.table.dropna(subset="due_date"), record=True))
here.show(timeline.SIDES)
here.show(timeline.EVENTS, table=True)
