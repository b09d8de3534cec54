import streamlit as st

from lodestone.cells.department import header, section, steps
from lodestone.cells.door import desk
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import draw_filter
from lodestone.notebook import department

here = desk()
# No st.stop() here: the address is written after the page has run to its end.
if here.view.values["department"]:
    header(here)
    answers = {cell.key: here.tell(cell) for _, cell in department.SECTIONS}
    steps(answers)
    for title, cell in department.SECTIONS:
        section(here, title, cell)
else:
    st.title("My department")
    draw_filter(FILTERS["department"], here.bounds, "_page")
    st.markdown(":gray[Choose a department to see what the Framework means for it.]")
