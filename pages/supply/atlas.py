import streamlit as st

from lodestone.answers import atlas
from lodestone.filters import FILTERS
from lodestone.screen.filters import draw_filter
from lodestone.screen.mineral import open_mineral
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Mineral atlas")

draw_filter(FILTERS["indicator"], page.bounds)
answer = page.show(atlas.TABLE, opens="element")
page.opened("element", open_mineral, "Choose a mineral above, or pick its tile or its row, to open it.")
page.rows(answer, opens="element")
