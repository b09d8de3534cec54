"""Front door of the notebook: navigation, the shared filters, and the page the reader chose.

Streamlit reads this file twice: the server imports it once when it starts and takes `app` from it; each view runs it
as a script.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from lodestone.page_list import PAGES
from lodestone.screen.door import Door, LastGoodOutlines, ask_no_other_host, below
from lodestone.screen.frame import apologize, run_view, use_navigation_only
from lodestone.screen.kept_theme import keep_theme
from lodestone.screen.packed_files import Packed
from lodestone.screen.sign_in import SignInGate
from lodestone.screen.sql_editor import FOLDER, ROUTE
from lodestone.screen.warm_up import warmed_up

if __name__ == "__main__":
    run_view()
else:
    use_navigation_only()
    keep_theme()
    ask_no_other_host()
    outlines = Mount(below("basemap"), LastGoodOutlines(check_dir=False), name="basemap")
    editor = Mount(below(ROUTE), StaticFiles(directory=FOLDER), name="editor")
    door = Middleware(Door, uploads=any(page.takes_files for page in PAGES))
    app = st.App(
        __file__,
        lifespan=warmed_up,
        routes=[outlines, editor],
        middleware=[door, Middleware(Packed), Middleware(SignInGate)],
        on_script_error=apologize,
    )
