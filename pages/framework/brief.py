import streamlit as st

from lodestone.cells.door import desk
from lodestone.notebook import brief

here = desk()
st.title("The brief")
here.show(brief.ITEMS, table=True)
here.show(brief.OFFICIALS, table=True)
