import streamlit as st

from lodestone.cells.door import desk
from lodestone.cells.opened import pick_one
from lodestone.cells.organization import open_organization, pick_mark
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
pick_one(here, told, "organization", "organization_id")

pick_one(here, here.show(agencies.PLACES), "organization", "organization_id")
