import streamlit as st

from lodestone.cells import cards
from lodestone.cells.door import desk
from lodestone.cells.opened import open_provision, pick_mark, pick_row
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import provisions

here = desk()
st.title("Provisions")

told = here.show(provisions.PROVISIONS, table=False, on_select=pick_mark, selection_mode="points")
pick_row(told)
draw_filter(FILTERS["provision"], here.bounds)
if here.view.values["provision"]:
    open_provision(here, str(here.view.values["provision"]))
else:
    st.markdown(":gray[Choose a provision above, or pick its mark in the figure or its row in the table, to open it.]")

differences = here.show(provisions.ALL_DIFFERENCES)
cards.difference_table(differences.table)
