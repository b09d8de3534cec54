import streamlit as st

from lodestone.cells.choosing import about, choose, lacking, said
from lodestone.cells.door import desk, present_link
from lodestone.cells.takeaway import KINDS, note_on_pictures, offer, request_of
from lodestone.site import OWN, TAKEAWAY

here = desk()
st.title("Take it to the meeting")
st.markdown("Slides, a printed briefing or all tables, with the filters and the day inside. Nothing is made before you ask.")

show = choose(here)
st.markdown(about(show))
st.markdown(said(here, request_of(here).sentence))
missing = lacking(show, here)
if not missing:
    present_link(show, [name for name in TAKEAWAY.address if name != "pick" or show == OWN], here.bounds, "content")
note_on_pictures()
for column, kind in zip(st.columns(len(KINDS)), KINDS, strict=True):
    with column:
        offer(here, kind, show, missing)
