import streamlit as st

from lodestone.page_list import OWN, TAKEAWAY
from lodestone.screen.frame import present_link
from lodestone.screen.page_context import page_context
from lodestone.screen.take_away import made_before, note_on_pictures, offer, own_template, request_of
from lodestone.screen.take_away_choice import about, choose, lacking, said
from lodestone.screen.take_away_kinds import KINDS

page = page_context()
st.title("Take it to the meeting")
st.markdown(
    "Slides, a memo, a printed briefing or all tables, with the filters and the day inside. "
    "Nothing is made before you ask; what is made stays here to save until you leave."
)

show = choose(page)
st.markdown(about(show))
st.markdown(said(page, request_of(page).sentence))
missing = lacking(show, page)
if not missing:
    present_link(
        show, [name for name in TAKEAWAY.address if name not in {"pick", "book"} or show == OWN], page.bounds, "content"
    )
note_on_pictures()
template = own_template()
cards = []
for first in range(0, len(KINDS), 3):
    for column, kind in zip(st.columns(3), KINDS[first : first + 3], strict=False):
        with column:
            cards.append(offer(page, kind, show, missing, template))
made_before(cards)
