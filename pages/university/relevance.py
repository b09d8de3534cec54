import streamlit as st

from lodestone.answers import chosen_briefs, overview, relevance
from lodestone.language import plain
from lodestone.screen import cards
from lodestone.screen.page_context import page_context
from lodestone.screen.weights import draw_weights

page = page_context()
st.title("Relevance")

page.show_if_met(chosen_briefs.SCORES)
scores = page.answer(overview.SCORES)
page.heading("What does the brief itself say?", overview.SCORES)
st.markdown(f"### {plain(scores.finding)}")
cards.score_strip(scores)

weights = page.show(relevance.WEIGHTS)
draw_weights(weights.table)
answer = page.show(relevance.STABILITY)
for sentence in relevance.honesty(answer.table, [int(weight) for weight in weights.table["in_use"]]):
    st.markdown(plain(sentence))
