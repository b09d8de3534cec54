from functools import partial

import streamlit as st

from lodestone.answers import funding, projects
from lodestone.filters.model import FILTERS
from lodestone.screen.filters import draw_filter
from lodestone.screen.frame import page_context
from lodestone.screen.project import level_cards, open_project, pick_mark, pick_row

page = page_context()
st.title("Funding")
level_cards(page, page.answer(funding.LEVELS))

draw_filter(FILTERS["by"], page.bounds)
page.show(funding.MONEY)
page.show(funding.FLOW)

draw_filter(FILTERS["region"], page.bounds)
places = page.show(projects.PLACES, on_select=partial(pick_mark, "funding/places"), selection_mode="points")
draw_filter(FILTERS["project"], page.bounds)
if page.view.values["project"]:
    open_project(page, str(page.view.values["project"]))
else:
    st.markdown(
        ":gray[Choose a project above, or pick its mark in the map or the timeline or its row in a table, to open it.]"
    )
pick_row(page, places)

page.show(funding.CHAIN, on_select=partial(pick_mark, "funding/chain", "crossing"), selection_mode="points")
draw_filter(FILTERS["crossing"], page.bounds)
if page.view.values["crossing"]:
    pick_row(page, page.show(projects.CROSSING))

pick_row(page, page.show(projects.TIME, on_select=partial(pick_mark, "funding/time"), selection_mode="points"))
pick_row(page, page.show(projects.JAPAN))
pick_row(page, page.show(projects.HOME))
