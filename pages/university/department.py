import streamlit as st

from lodestone.cells.department import header, section, steps
from lodestone.cells.door import desk
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import department

here = desk()
if not here.view.values["department"]:
    st.title("My department")
    draw_filter(FILTERS["department"], here.bounds)
    st.markdown(":gray[Choose a department to see what the Framework means for it.]")
    st.stop()

header(here)
answers = {cell.key: here.tell(cell) for _, cell in department.SECTIONS}
steps(answers)
for title, cell in department.SECTIONS:
    section(here, title, cell)
