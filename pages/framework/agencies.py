import streamlit as st

from lodestone.answers import agencies
from lodestone.filters.model import FILTERS
from lodestone.screen.filters import draw_filter
from lodestone.screen.frame import page_context
from lodestone.screen.organization import open_organization, pick_mark
from lodestone.screen.provision import pick_one

page = page_context()
st.title("Agencies")

answer = page.show(agencies.MATRIX, on_select=pick_mark, selection_mode="points")
draw_filter(FILTERS["organization"], page.bounds)
if page.view.values["organization"]:
    open_organization(page, str(page.view.values["organization"]))
else:
    st.markdown(
        ":gray[Choose an organization above, or pick its mark in the figure or its row in a table, to open it.]"
    )
pick_one(page, answer, "organization", "organization_id")

pick_one(page, page.show(agencies.PLACES), "organization", "organization_id")
