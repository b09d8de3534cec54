import streamlit as st

from lodestone.cells.door import desk
from lodestone.cells.organization import open_organization, pick_mark, pick_row
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import agencies

here = desk()
st.title("Agencies")

told = here.show(agencies.MATRIX, on_select=pick_mark, selection_mode="points")
draw_filter(FILTERS["organization"], here.bounds)
if here.view.values["organization"]:
    open_organization(here, str(here.view.values["organization"]))
else:
    st.markdown(":gray[Choose an organization above, or pick its mark in the figure or its row in a table, to open it.]")
pick_row(here, told)

pick_row(here, here.show(agencies.PLACES))
