import streamlit as st

from lodestone.answers import disruption
from lodestone.language import plain
from lodestone.screen.page_context import page_context
from lodestone.screen.what_if import draw_floor, draw_what_if

page = page_context()
st.title("Disruption")
st.markdown(":gray[What if suppliers stop? Set it, read it, and send the address: it holds every assumption.]")

draw_what_if(page, page.answer(disruption.SCENARIOS).table)
lost = page.show(disruption.LOST)
st.markdown(f":small[:gray[{plain(disruption.ASSUMED)}]]")
page.rows(lost)
page.show(disruption.FELT, table=True)
page.show(disruption.SCENARIOS, table=True)

floor = page.answer(disruption.FLOOR)
page.show(disruption.FLOOR)
draw_floor(page, floor.table)
st.markdown(
    ":small[:gray[Illustration: gap between floor and market times volume, the market price held for all years and "
    "nothing discounted. No market price is on record here.]]"
)
page.rows(floor)
