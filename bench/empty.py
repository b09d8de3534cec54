"""The floor: a Streamlit page with a title and one widget."""

import streamlit as st

st.set_page_config(layout="wide")
st.title("Empty")
st.text_input("Nothing")
