from functools import partial

import streamlit as st

from lodestone.cells.door import desk
from lodestone.cells.project import level_cards, open_project, pick_mark, pick_row
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import funding, projects

here = desk()
st.title("Funding")
level_cards(here, here.tell(funding.LEVELS))

draw_filter(FILTERS["by"], here.bounds)
here.show(funding.MONEY)
here.show(funding.FLOW)

draw_filter(FILTERS["region"], here.bounds)
places = here.show(projects.PLACES, on_select=partial(pick_mark, "funding/places"), selection_mode="points")
draw_filter(FILTERS["project"], here.bounds)
if here.view.values["project"]:
    open_project(here, str(here.view.values["project"]))
else:
    st.markdown(":gray[Choose a project above, or pick its mark in the map or the timeline or its row in a table, to open it.]")
pick_row(here, places)

here.show(funding.CHAIN, on_select=partial(pick_mark, "funding/chain", "crossing"), selection_mode="points")
draw_filter(FILTERS["crossing"], here.bounds)
if here.view.values["crossing"]:
    pick_row(here, here.show(projects.CROSSING))

pick_row(here, here.show(projects.TIME, on_select=partial(pick_mark, "funding/time"), selection_mode="points"))
pick_row(here, here.show(projects.JAPAN))
pick_row(here, here.show(projects.HOME))
