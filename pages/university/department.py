import streamlit as st

from lodestone.answers import chosen_briefs, department
from lodestone.screen.department import choose, header, section, steps
from lodestone.screen.page_context import page_context

page = page_context()
# No st.stop() page: the address is written after the page has run to its end.
if page.view.values["department"]:
    header(page)
    answers = {cell.key: page.answer(cell) for _, cell in department.SECTIONS}
    steps(answers)
    page.show_if_met(chosen_briefs.ASKED)
    for title, cell in department.SECTIONS:
        section(page, title, cell)
else:
    st.title("My department")
    choose(page)
    st.markdown(":gray[Choose a department to see what the Framework means for it.]")
