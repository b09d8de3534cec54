import streamlit as st

from lodestone.answers import glossary
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Glossary")
for cell in glossary.PAGE:
    page.show(cell, table=True)
