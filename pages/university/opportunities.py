import streamlit as st

from lodestone.answers import opportunities
from lodestone.filters import FILTERS
from lodestone.screen.filters import draw_filter
from lodestone.screen.opportunity import open_opportunity
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Opportunities")
st.markdown(f":gray[{opportunities.FORMULA}]")

matrix = page.show(opportunities.MATRIX, opens="cell")
page.opened(
    "cell",
    open_opportunity,
    "Choose a department and a pillar, or pick a mark in the figure, to see what stands behind it.",
    among=opportunities.pairs(matrix.table) if page.view.narrowed() else None,
)
page.show(opportunities.NAMED, table=True)
page.show(opportunities.QUADRANTS, opens="cell")
draw_filter(FILTERS["shortlist"], page.bounds)
page.show(opportunities.SHORTLIST, table=True)
silent = page.show(opportunities.SILENT)
# The button is here alone: on a slide and on paper the rows stand below.
if not silent.blank:
    st.markdown(":small[:gray[*Check* says why of each.]]")
