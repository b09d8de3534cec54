import streamlit as st

from lodestone.answers import call_watch, calls
from lodestone.exports.calendar import calls_calendar, watch_calendar_file
from lodestone.screen.call import open_entry, open_partner
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Calls and partners")

watched = page.show(call_watch.WATCH, opens="opened")
page.rows(watched, opens="opened")
st.download_button(
    "Days to look again as calendar (.ics)",
    watch_calendar_file(watched),
    "lodestone-look-again.ics",
    "text/calendar",
    icon=":material/event:",
    on_click="ignore",
)

page.opened(
    "opened",
    open_entry,
    "Choose a call or program, or pick its mark in a figure or its row in a table, to open it.",
)

listed = page.show(calls.CALLS, opens="opened")
page.rows(listed, opens="opened")
st.download_button(
    "Dates as calendar (.ics)",
    calls_calendar(listed),
    "lodestone-calls.ics",
    "text/calendar",
    icon=":material/event:",
    on_click="ignore",
)

partners = page.show(calls.PARTNERS)
page.opened(
    "partner",
    open_partner,
    "Department, topic and search narrow this list. Choose a partner, or pick its row in the table, to open it.",
)
page.rows(partners, opens="partner")
