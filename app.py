"""Front door of the notebook: navigation, the shared filters, and the page the reader chose.

Streamlit reads this file twice: the server imports it once when it starts and takes `app` from it; each view runs it
as a script.
"""

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from lodestone.paths import here
from lodestone.screen.frame import apologize, run_view, use_navigation_only

if __name__ == "__main__":
    run_view()
else:
    use_navigation_only()
    # The outlines of the live maps, from the one place where they are kept.
    outlines = Mount("/basemap", StaticFiles(directory=here().data / "basemap"), name="basemap")
    app = st.App(__file__, routes=[outlines], on_script_error=apologize)
