"""Where notebooks come from and go to: start anew, open, keep by name, download, upload."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from lodestone.backends import place
from lodestone.backends.things import moment
from lodestone.errors import LodestoneError, NotebookRefused
from lodestone.language import plain
from lodestone.notebooks import kept
from lodestone.notebooks.document import Notebook
from lodestone.notebooks.reading import MOST_BYTES, read_notebook
from lodestone.notebooks.running import taken_names
from lodestone.notebooks.starting import blank, of_queries, shipped
from lodestone.notebooks.writing import write_notebook
from lodestone.paths import Project
from lodestone.screen import notebook_state as book
from lodestone.screen.kept_note import note_if_away
from lodestone.screen.notebook_state import State
from lodestone.screen.page_context import PageContext
from lodestone.screen.sign_in import reader_address

_SAID, _OPENED = "own_shelf_said", "own_opened"


def shelf(context: PageContext, found: State) -> None:
    """The two buttons, Open and Keep, with what lies behind them."""
    with st.popover(
        "Open", icon=":material/folder_open:", key=f"own_open_{st.session_state.get(_OPENED, 0)}", on_change="rerun"
    ) as box:
        if box.open:
            _open(context)
    with st.popover("Keep", icon=":material/save:", key="own_keep", on_change="rerun") as box:
        if box.open:
            _keep(context, found)
    if told := st.session_state.pop(_SAID, None):
        st.toast(told, icon=":material/check:")


def _open(context: PageContext) -> None:
    project = context.engine.keeper.project
    st.button("Begin with one question", key="own_blank", icon=":material/note_add:", on_click=lambda: _show(blank()))
    st.markdown("**Worked notebooks**")
    for name, one in shipped(project).items():
        st.button(plain(one.title), key=f"own_shipped_{name}", on_click=_show, args=(one,), help=plain(one.about))
    if items := kept.listed(project):
        st.markdown("**Kept notebooks**")
        note_if_away(project)
        for item in items:
            whose = f"by {plain(item.stamp.changed_by)} " if item.stamp.changed_by else ""
            st.button(
                item.name,
                key=f"own_kept_{item.name}",
                icon=":material/description:",
                on_click=_open_kept,
                args=(project, item.name),
                help=f"Kept {whose}on {moment(item.stamp.changed_at)}",
            )
    st.markdown("**A question of the notebook**")
    library = context.engine.library
    chosen = st.selectbox(
        "A question of the notebook", list(library.queries), index=None, placeholder="What it returns",
        format_func=lambda one: f"{library.queries[one].summary} ({one})", key="own_query",
        label_visibility="collapsed",
    )  # fmt: skip
    if chosen:
        st.button("Open it", key="own_query_open", on_click=_open_query, args=(context, chosen))
    file = st.file_uploader(
        f"Your file (YAML, at most {MOST_BYTES // 1000} KB)", ["yaml", "yml"], max_upload_size=1, key="own_file"
    )
    if file is not None and st.session_state.get("own_file_seen") != file.file_id:
        st.session_state["own_file_seen"] = file.file_id
        try:
            opened = read_notebook(file.getvalue().decode("utf-8-sig", "replace"), file.name)
        except NotebookRefused as error:
            st.error("\n".join(f"- {plain(str(one))}" for one in error.problems[:8]), icon=":material/error:")
        else:
            book.open_book(opened)
            st.rerun()


def _show(one: Notebook, stored: kept.Kept | None = None) -> None:
    """Open a notebook, and shut the box in which it was chosen."""
    book.open_book(one, stored)
    # A box of another key is shut.
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1


def _open_query(context: PageContext, name: str) -> None:
    query = context.engine.library.get(name)
    _show(of_queries([(query, {})], "", charted=True, taken=taken_names(context.warehouse)))


def _open_kept(project: Project, name: str) -> None:
    found = kept.load(project, name)
    if found is None:
        st.session_state[_SAID] = f"“{name}” is not kept any more."
        return
    try:
        _show(found.book, found)
    except NotebookRefused as error:
        st.session_state[_SAID] = str(error.problems[0])


def _keep(context: PageContext, found: State) -> None:
    project = context.engine.keeper.project
    st.session_state.setdefault("own_title", found.book.title)
    if st.session_state.get("own_title_of") is not found.book:
        st.session_state["own_title"], st.session_state["own_title_of"] = found.book.title, found.book
    st.text_input("Title", key="own_title", max_chars=120)
    name = kept.name_of(st.session_state["own_title"])
    if st.button(f"Keep as “{name}”" if name else "Keep", key="own_save", type="primary", disabled=not name):
        _save(project, found, name)
    st.caption(f"Kept {place()}, for all who open this notebook.")
    st.download_button(
        "Download the file", write_notebook(found.drafted), f"{name or 'notebook'}.yaml", "application/yaml",
        icon=":material/download:", key="own_download", on_click="ignore",
    )  # fmt: skip
    if found.kept is None:
        return
    st.divider()
    old = found.kept[0]
    st.markdown(f"Opened from **{plain(old)}**")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Duplicate",
            key="own_duplicate",
            on_click=_duplicated,
            args=(project, old),
        )
        if name and name != old:
            st.button(f"Rename to “{name}”", key="own_rename", on_click=_renamed, args=(project, found, old, name))
    # It is gone for everybody, and nothing brings it back.
    sure = st.checkbox("Remove it for all who open this notebook", key=f"own_remove_sure_{old}")
    st.button("Remove", key="own_remove", on_click=_removed, args=(project, found, old), disabled=not sure)


def _save(project: Project, found: State, name: str) -> None:
    made = replace(found.drafted, title=st.session_state["own_title"].strip())
    seen = found.kept[1] if found.kept and found.kept[0] == name else None
    try:
        done = kept.save(project, name, made, seen, reader_address())
    except NotebookRefused as error:
        st.error(_told(error), icon=":material/error:")
        return
    except LodestoneError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    except OSError as error:
        st.error(f"It could not be kept: {plain(error.strerror or 'the disk refused')}.", icon=":material/error:")
        return
    found.book = replace(made, cells=())
    found.kept = (done.name, done.version)
    st.session_state["own_title_of"] = found.book
    st.session_state[_SAID] = f"Kept as “{name}”."
    st.rerun()


def _do(act: Callable[[], object], told: str) -> bool:
    """Whether it could be done; what to say of it is said in the next run."""
    try:
        act()
    except NotebookRefused as error:
        st.session_state[_SAID] = _told(error)
        return False
    except LodestoneError as error:
        st.session_state[_SAID] = plain(str(error))
        return False
    st.session_state[_SAID] = told
    return True


def _duplicated(project: Project, old: str) -> None:
    _do(lambda: kept.duplicate(project, old, reader_address()), "A copy is kept.")


def _renamed(project: Project, found: State, old: str, new: str) -> None:
    done = _do(lambda: kept.rename(project, old, new, reader_address()), f"Now kept as “{new}”.")
    if done and found.kept:
        found.kept = (new, found.kept[1])


def _removed(project: Project, found: State, old: str) -> None:
    told = f"“{old}” is kept no more; it is still open here."
    if _do(lambda: kept.remove(project, old, reader_address()), told):
        found.kept = None


def _told(error: NotebookRefused) -> str:
    one = error.problems[0]
    return plain(f"{one.wrong[:1].upper()}{one.wrong[1:]}. {one.remedy}.")
