import streamlit as st

from lodestone.answers import brief
from lodestone.screen.page_context import page_context

page = page_context()
st.title("The brief")
page.show(brief.ITEMS, table=True)
page.show(brief.OFFICIALS, table=True)
