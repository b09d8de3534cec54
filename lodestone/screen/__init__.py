"""All of Streamlit: the frame of a view, cells, filters and opened things on screen, presentation, take-away."""
