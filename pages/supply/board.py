import streamlit as st

from lodestone.answers import board
from lodestone.language import plain
from lodestone.screen.mineral import open_mineral
from lodestone.screen.page_context import page_context
from lodestone.screen.priorities import draw_priorities

page = page_context()
st.title("Rapid Response Board")
st.markdown(
    ":gray[Where supply hurts, for the United States and for Japan: the latest published figures, of 2021 to 2025 and "
    "mostly official, their gaps said, and an index that you can weigh anew. The figures carry no day: the as-of day "
    "bears on the awards and the events of an opened mineral alone.]"
)

answer = page.show(board.RANKING, opens="element")
draw_priorities(page)
st.markdown(f":small[:gray[{plain(board.FORMULA)}]]")
page.opened("element", open_mineral, "Choose a mineral above, or pick its mark or its row, to open it.")
page.rows(answer, opens="element")

page.show(board.COMPLEMENT, table=True)
page.show(board.STOCK, table=True)
