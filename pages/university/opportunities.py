from functools import partial

import streamlit as st

from lodestone.cells.door import desk
from lodestone.cells.picking import behind, pick_cell
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import opportunities

here = desk()
st.title("Opportunities")
st.markdown(f":gray[{opportunities.FORMULA}]")

here.show(opportunities.MATRIX, on_select=partial(pick_cell, "figure_page_opportunities-matrix"), selection_mode="points")
draw_filter(FILTERS["cell"], here.bounds)
if here.view.values["cell"]:
    behind(here)
else:
    st.markdown(":gray[Choose a department and a pillar, or pick a mark in the figure, to see what stands behind it.]")
here.show(opportunities.QUADRANTS, on_select=partial(pick_cell, "figure_page_opportunities-quadrants"), selection_mode="points")
draw_filter(FILTERS["shortlist"], here.bounds)
here.show(opportunities.SHORTLIST, table=True)
here.show(opportunities.SILENT, table=True)
