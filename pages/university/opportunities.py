from functools import partial

import streamlit as st

from lodestone.answers import opportunities
from lodestone.filters.model import FILTERS
from lodestone.screen.filters import draw_filter
from lodestone.screen.frame import page_context
from lodestone.screen.opportunity import behind, pick_cell

page = page_context()
st.title("Opportunities")
st.markdown(f":gray[{opportunities.FORMULA}]")

page.show(
    opportunities.MATRIX, on_select=partial(pick_cell, "figure_page_opportunities-matrix"), selection_mode="points"
)
draw_filter(FILTERS["cell"], page.bounds)
if page.view.values["cell"]:
    behind(page)
else:
    st.markdown(":gray[Choose a department and a pillar, or pick a mark in the figure, to see what stands behind it.]")
page.show(
    opportunities.QUADRANTS,
    on_select=partial(pick_cell, "figure_page_opportunities-quadrants"),
    selection_mode="points",
)
draw_filter(FILTERS["shortlist"], page.bounds)
page.show(opportunities.SHORTLIST, table=True)
page.show(opportunities.SILENT, table=True)
