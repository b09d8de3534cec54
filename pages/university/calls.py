import streamlit as st

from lodestone.answers import calls
from lodestone.exports.calendar import calls_calendar
from lodestone.filters.model import FILTERS
from lodestone.screen.call import open_call, open_partner, pick_mark
from lodestone.screen.filters import draw_filter
from lodestone.screen.frame import page_context
from lodestone.screen.provision import pick_one

page = page_context()
st.title("Calls and partners")

answer = page.show(calls.CALLS, on_select=pick_mark, selection_mode="points")
choice, download = st.columns([3, 1], vertical_alignment="bottom")
with choice:
    draw_filter(FILTERS["opened"], page.bounds)
with download:
    st.download_button(
        "Dates as calendar (.ics)",
        calls_calendar(answer),
        "lodestone-calls.ics",
        "text/calendar",
        icon=":material/event:",
        on_click="ignore",
        width="stretch",
    )
if page.view.values["opened"]:
    open_call(page)
else:
    st.markdown(":gray[Choose a call above, or pick its bar in the figure or its row in the table, to open it.]")
pick_one(page, answer, "opened", "call_id")

partners = page.show(calls.PARTNERS)
draw_filter(FILTERS["partner"], page.bounds)
if page.view.values["partner"]:
    open_partner(page)
else:
    st.markdown(
        ":gray[Department, topic and search narrow this list. Choose a partner, or pick its row in the table, to open it.]"
    )
pick_one(page, partners, "partner", "partner_id")
