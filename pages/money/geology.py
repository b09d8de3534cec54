import streamlit as st

from lodestone.answers import geology
from lodestone.filters import FILTERS
from lodestone.screen.drawing import show_table
from lodestone.screen.filters import draw_filter
from lodestone.screen.mineral_ways import ways_from_filter
from lodestone.screen.page_context import page_context
from lodestone.screen.site import chosen_map, draw_controls, pick_site

page = page_context()
st.title("Geology")
st.markdown(
    ":gray[What is in the ground, who maps it, where are the plants? The inventories carry no dates, and neither sites "
    "nor surveys are tagged with topics: the as-of day bears on partners, surveys and awards only, a department on "
    "nothing here.]"
)

draw_controls(page)
ways_from_filter(page)
page.show(chosen_map(page), opens="site")
pick_site(page)

page.show(geology.COUNTRIES)

draw_filter(FILTERS["metal"], page.bounds)
page.show(geology.GRADES)

page.show(geology.PROGRAMMES)
answer = page.show(geology.COSTS)
published = answer.once(geology.published_costs)
if len(published):
    show_table(
        published,
        geology.COSTS.columns,
        "table_costs",
        answer.finding,
        of=answer,
        height=320 if len(published) > 8 else "auto",
    )

for terms in (geology.SHIPPED, geology.UNSHIPPED):
    page.show(terms, table=True)
