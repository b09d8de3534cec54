import streamlit as st

from lodestone.cells import cards
from lodestone.cells.door import desk
from lodestone.cells.weights import draw_weights
from lodestone.cells.words import plain
from lodestone.notebook import overview, relevance

here = desk()
st.title("Relevance")

scores = here.tell(overview.SCORES)
st.markdown("##### What does the brief itself say?")
st.markdown(f"#### {plain(scores.answer)}")
cards.score_strip(scores)

weights = here.show(relevance.WEIGHTS)
draw_weights(weights.table)
told = here.show(relevance.STABILITY)
for sentence in relevance.honesty(told.table, [int(weight) for weight in weights.table["in_use"]]):
    st.markdown(plain(sentence))
