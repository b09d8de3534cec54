import streamlit as st

from lodestone.answers import call_watch, calls
from lodestone.exports.calendar import calls_calendar, watch_calendar_file
from lodestone.screen.calendars import offer_calendar
from lodestone.screen.call import open_entry, open_partner
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Calls and partners")

watched = page.show(call_watch.WATCH, opens="opened")
page.rows(watched, opens="opened")
offer_calendar("Days to look again", watched, watch_calendar_file, "look-again")

page.opened(
    "opened",
    open_entry,
    "Choose a call or program, or pick its mark in a figure or its row in a table, to open it.",
)

listed = page.show(calls.CALLS, opens="opened")
page.rows(listed, opens="opened")
offer_calendar("Dates", listed, calls_calendar, "calls")

partners = page.show(calls.PARTNERS)
page.opened(
    "partner",
    open_partner,
    "Department, topic and search narrow this list. Choose a partner, or pick its row in the table, to open it.",
)
page.rows(partners, opens="partner")
