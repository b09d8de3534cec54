import streamlit as st

from lodestone.answers import briefs
from lodestone.screen.brief_names import draw_naming
from lodestone.screen.page_context import page_context

page = page_context()
st.title("Briefs")
page.show(briefs.LOADED, table=True)
page.show(briefs.SCORES, table=True)
page.show(briefs.DEADLINES, table=True)
page.show(briefs.SIDE_BY_SIDE, table=True)
page.show(briefs.RECURRING, table=True)
page.show(briefs.UNKNOWN, table=True)
draw_naming(page)
page.show(briefs.RELATED, table=True)
