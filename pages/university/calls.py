import streamlit as st

from lodestone.cells.calendar import calls_calendar
from lodestone.cells.calls import open_call, open_partner, pick_mark
from lodestone.cells.door import desk
from lodestone.cells.opened import pick_one
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import calls

here = desk()
st.title("Calls and partners")

told = here.show(calls.CALLS, on_select=pick_mark, selection_mode="points")
choice, download = st.columns([3, 1], vertical_alignment="bottom")
with choice:
    draw_filter(FILTERS["opened"], here.bounds)
with download:
    st.download_button("Dates as calendar (.ics)", calls_calendar(told), "lodestone-calls.ics", "text/calendar",
                       icon=":material/event:", on_click="ignore", width="stretch")
if here.view.values["opened"]:
    open_call(here)
else:
    st.markdown(":gray[Choose a call above, or pick its bar in the figure or its row in the table, to open it.]")
pick_one(here, told, "opened", "call_id")

partners = here.show(calls.PARTNERS)
draw_filter(FILTERS["partner"], here.bounds)
if here.view.values["partner"]:
    open_partner(here)
else:
    st.markdown(":gray[Department, topic and search narrow this list. Choose a partner, or pick its row in the table, to open it.]")
pick_one(here, partners, "partner", "partner_id")
