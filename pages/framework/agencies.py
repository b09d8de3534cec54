import streamlit as st

from lodestone.answers import agencies, chosen_briefs
from lodestone.screen.organization import open_organization
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Agencies")

page.show_if_met(chosen_briefs.ORGANIZATIONS)
matrix = page.show(agencies.MATRIX, opens="organization")
page.opened(
    "organization",
    open_organization,
    "Choose an organization above, or pick its mark in the figure or its row in a table, to open it.",
)
page.rows(matrix, opens="organization")
page.show(agencies.QUESTIONS, table=True)
page.rows(page.show(agencies.PLACES), opens="organization")
