import streamlit as st

from lodestone.cells.door import desk, present_link
from lodestone.cells.takeaway import KINDS, choose_set, note_on_pictures, offer
from lodestone.exports.sets import SETS

here = desk()
st.title("Take it to the meeting")
st.markdown("Slides, a printed briefing or all tables, with the filters and the day inside. Nothing is made before you ask.")

key = choose_set()
st.markdown(SETS[key].about)
present_link(key, here.view.filters, here.bounds)
note_on_pictures()
for column, kind in zip(st.columns(len(KINDS)), KINDS, strict=True):
    with column:
        offer(here, kind, key)
