import streamlit as st

from lodestone.answers import changes
from lodestone.answers.movement import MOVEMENT
from lodestone.screen.digest import offer_digest
from lodestone.screen.page_context import page_context

page = page_context()
st.title("What changed")

page.rows(page.show(changes.CHANGES))
page.show(changes.AHEAD, table=True)
page.show(MOVEMENT)
offer_digest(page)
