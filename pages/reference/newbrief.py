import streamlit as st

from lodestone.screen.brief_add import draw_add
from lodestone.screen.brief_kept import draw_kept
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Add a brief")
st.markdown(
    "The next brief of the office, as text, Word, PDF or saved web page. It is kept in the document's own words, on "
    "this computer; the as-of day bears on nothing here."
)
draw_add(page)
draw_kept(page)
