import streamlit as st

from lodestone.answers import glossary
from lodestone.screen.glossary import list_provisions, list_words
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Glossary")
list_provisions(page.show(glossary.PROVISIONS))
for cell in glossary.PAGE[1:]:
    list_words(page.show(cell))
