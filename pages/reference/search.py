import streamlit as st

from lodestone.answers import search
from lodestone.filters import FILTERS
from lodestone.screen.filters import draw_filter
from lodestone.screen.page_context import page_context
from lodestone.screen.search import draw_hits, focus_field

page = page_context()
st.title("Search")
draw_filter(FILTERS["q"], page.bounds)
focus_field(page.view)
draw_hits(page.show(search.HITS), page.bounds)
