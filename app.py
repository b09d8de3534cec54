"""Front door of the notebook: navigation, the shared filters, and the page the reader chose.

Streamlit reads this file twice: the server imports it once when it starts and takes `app` from it; each view runs it
as a script.
"""

import streamlit as st

from lodestone.cells.door import apologize, open_door, use_navigation_only

if __name__ == "__main__":
    open_door()
else:
    use_navigation_only()
    app = st.App(__file__, on_script_error=apologize)
