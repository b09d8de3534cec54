import streamlit as st

from lodestone.screen.import_sets import draw_sets
from lodestone.screen.imports import draw_import
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Import sites")
st.markdown(
    "Mines, deposits or smelters from a file of your own stand beside the shipped sites on the page Geology, once they "
    "are chosen there under *Your own data*. The as-of day bears on nothing here."
)
draw_import(page)
draw_sets(page)
