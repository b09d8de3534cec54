"""Figures: a frame and a set of colours in, a Plotly figure out; nothing here knows Streamlit or SQL."""
