import streamlit as st

from lodestone.answers import provisions
from lodestone.filters.model import FILTERS
from lodestone.screen import cards
from lodestone.screen.filters import draw_filter
from lodestone.screen.frame import page_context
from lodestone.screen.provision import open_provision, pick_mark, pick_row

page = page_context()
st.title("Provisions")

answer = page.show(provisions.PROVISIONS, table=False, on_select=pick_mark, selection_mode="points")
pick_row(answer)
draw_filter(FILTERS["provision"], page.bounds)
if page.view.values["provision"]:
    open_provision(page, str(page.view.values["provision"]))
else:
    st.markdown(":gray[Choose a provision above, or pick its mark in the figure or its row in the table, to open it.]")

differences = page.show(provisions.ALL_DIFFERENCES)
cards.difference_table(differences.table)
