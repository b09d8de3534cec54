import streamlit as st

from lodestone.cells.door import desk
from lodestone.cells.search import draw_hits
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import search

here = desk()
st.title("Search")
draw_filter(FILTERS["q"], here.bounds)
draw_hits(here.show(search.HITS), here.bounds)
