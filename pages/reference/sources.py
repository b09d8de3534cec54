import streamlit as st

from lodestone.answers import sources
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Sources")
page.show(sources.TRUST)
page.show(sources.LIST, table=True)
page.show(sources.COUNTS)
