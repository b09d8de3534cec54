import streamlit as st

from lodestone.answers import funding, funding_ties, projects
from lodestone.filters import FILTERS
from lodestone.screen.filters import draw_filter
from lodestone.screen.mineral_ways import ways_from_filter
from lodestone.screen.page_context import page_context
from lodestone.screen.project import level_cards, open_crossing, open_project

page = page_context()
st.title("Funding")
level_cards(page, page.answer(funding.LEVELS))
ways_from_filter(page)

page.show(funding_ties.DOING)

draw_filter(FILTERS["by"], page.bounds)
page.show(funding.MONEY)
page.show(funding.FLOW)

draw_filter(FILTERS["region"], page.bounds)
places = page.show(projects.PLACES, opens="project")
page.opened(
    "project",
    open_project,
    "Choose a project above, or pick its mark in the map or the timeline or its row in a table, to open it.",
)
page.rows(places, opens="project")

page.show(funding.CHAIN, opens="crossing")
page.opened("crossing", open_crossing, hint="")

page.rows(page.show(projects.TIME, opens="project"), opens="project")
page.rows(page.show(projects.JAPAN), opens="project")
page.rows(page.show(projects.HOME), opens="project")
page.show(funding_ties.UNSHIPPED, table=True)
