import streamlit as st

from lodestone.answers import chosen_briefs, provisions
from lodestone.screen import cards
from lodestone.screen.page_context import page_context
from lodestone.screen.provision import open_provision

page = page_context()
st.title("Provisions")

page.show_if_met(chosen_briefs.DECIDED)
listed = page.show(provisions.PROVISIONS, opens="provision")
page.opened(
    "provision",
    open_provision,
    "Choose a provision above, or pick its mark in the figure or its row in the table, to open it.",
)
page.rows(listed, opens="provision")

differences = page.show(provisions.ALL_DIFFERENCES)
cards.difference_table(differences.table)
