import streamlit as st

from lodestone.cells.door import desk, present_link
from lodestone.cells.takeaway import KINDS, note_on_pictures, offer
from lodestone.exports.sets import SETS
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter

here = desk()
st.title("Take it to the meeting")
st.markdown("Slides, a printed briefing or all tables, with these filters and this day inside. Nothing is made before you ask.")

draw_filter(FILTERS["set"], here.bounds)
key = str(here.view.values["set"] or next(iter(SETS)))
st.markdown(f"**{SETS[key].about}**")
present_link(key, here)
note_on_pictures()
for column, kind in zip(st.columns(len(KINDS)), KINDS, strict=True):
    with column:
        offer(here, kind, key)
