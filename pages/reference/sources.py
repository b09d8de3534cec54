import streamlit as st

from lodestone.cells.door import desk
from lodestone.notebook import sources

here = desk()
st.title("Sources")
here.show(sources.TRUST)
here.show(sources.LIST, table=True)
