import streamlit as st

from lodestone.cells.door import desk
from lodestone.cells.ground import chosen_map, draw_controls, pick_mark, pick_site
from lodestone.cells.screen import show_table
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import geology

here = desk()
st.title("Geology")
st.markdown(":gray[What is in the ground, who maps it, where are the plants? The inventories carry no dates, and neither sites nor "
            "surveys are tagged with topics: the as-of day bears on partners, surveys and awards only, a department on nothing here.]")

draw_controls(here)
cell = chosen_map(here)
here.show(cell, on_select=lambda: pick_mark(cell), selection_mode="single-object")
pick_site(here)

here.show(geology.COUNTRIES)

draw_filter(FILTERS["metal"], here.bounds)
here.show(geology.GRADES)

here.show(geology.PROGRAMMES)
told = here.show(geology.COSTS)
published = told.table.dropna(subset=list(geology.PUBLISHED), how="all")
if len(published):
    show_table(published, geology.COSTS.columns, "table_costs", told.answer, height=320 if len(published) > 8 else "auto")

for terms in (geology.SHIPPED, geology.UNSHIPPED):
    here.show(terms, table=True)
