"""The floor: a Streamlit page with a title and one select box, its objects out of the garbage collector's rounds."""

import gc

import streamlit as st


@st.cache_resource
def frozen() -> bool:
    """Freeze what was imported, once a process; without it the empty page itself costs several times as much."""
    gc.collect()
    gc.freeze()
    return True


frozen()
st.set_page_config(layout="wide")
st.title("Empty")
st.selectbox("Nothing", [f"Choice {number}" for number in range(64)], key="filter_department")
