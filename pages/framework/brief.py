import streamlit as st

from lodestone.answers import brief, chosen_briefs
from lodestone.screen.page_context import page_context

page = page_context()
st.title("The brief")
page.show_if_met(chosen_briefs.ITEMS)
page.show_if_met(chosen_briefs.OFFICIALS)
page.show_if_met(brief.ITEMS)
page.show_if_met(brief.OFFICIALS)
