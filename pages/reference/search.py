import streamlit as st

from lodestone.answers import search
from lodestone.filters.model import FILTERS
from lodestone.screen.filters import draw_filter
from lodestone.screen.frame import page_context
from lodestone.screen.search import draw_hits

page = page_context()
st.title("Search")
draw_filter(FILTERS["q"], page.bounds)
draw_hits(page.show(search.HITS), page.bounds)
