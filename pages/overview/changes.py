import streamlit as st

from lodestone.answers import changes
from lodestone.answers.movement import MOVEMENT
from lodestone.filters import to_address
from lodestone.page_list import entry
from lodestone.screen.digest import offer_digest
from lodestone.screen.page_context import page_context

page = page_context()
st.title("What changed")

page.rows(page.show(changes.CHANGES))
# Imported briefs are none of the rows above.
if len(page.bounds.options["among"]) > 1:
    st.page_link(
        page.pages["briefs"],
        label="New briefs since that day stand on the page Briefs",
        query_params=to_address(page.view.values, entry("briefs").filters, page.bounds) or None,
        width="content",
    )
page.show(changes.AHEAD, table=True)
page.show(MOVEMENT)
offer_digest(page)
