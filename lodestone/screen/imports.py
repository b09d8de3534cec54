"""The page on which a reader's file becomes a data set: how it is read, what is dropped, what it brings; then added."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lodestone import store
from lodestone.errors import LodestoneError
from lodestone.imports.columns import Mapping
from lodestone.imports.run import Preview, Wish, dataset_name, import_sites, preview_sites, read_columns
from lodestone.imports.table import Limits
from lodestone.language import counted, plain
from lodestone.paths import Project
from lodestone.screen.import_columns import choose_columns, lacking
from lodestone.screen.import_preview import draw_preview
from lodestone.screen.page_context import PageContext
from lodestone.screen.sign_in import reader_address

MOST_MB = 20
LIMITS = Limits(rows=100_000, unpacked=100_000_000, whole=50_000_000, seconds=60)
KINDS = ["csv", "tsv", "txt", "tab", "xlsx", "xlsm", "geojson", "json", "gpkg", "parquet", "gz", "zip"]
ENCODINGS = {
    "": "As the file shows",
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252 (Western)",
    "cp1250": "Windows-1250 (Central Europe)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB18030",
    "big5": "Big5",
    "euc_kr": "EUC-KR",
    "utf-16": "UTF-16",
}
# Files that name their encoding themselves, or have none.
_NO_TEXT = {".xlsx", ".xlsm", ".geojson", ".json", ".gpkg", ".parquet"}
# The command's options, which sentences name in brackets; the page has boxes in their place.
_OPTION = re.compile(r" \(--[^)]*\)| with --\w+|--map \S+=\S+ ?")
_DONE, _READ = "import_done", "import_read"
T = TypeVar("T")


def draw_import(context: PageContext) -> None:
    """The way from a file to a data set."""
    if done := st.session_state.pop(_DONE, None):
        st.success(done, icon=":material/check_circle:")
    file = st.file_uploader(
        f"A file of mineral sites, of at most {MOST_MB} MB", KINDS, max_upload_size=MOST_MB, key="import_file"
    )
    if file is None:
        st.markdown(
            ":gray[Read are CSV and other texts of cells, Excel (.xlsx), GeoJSON, GeoPackage and Parquet, also packed "
            f"as .gz or .zip, with up to {LIMITS.rows:,} rows. Nothing is added before you have seen how it is read. "
            "Larger files: `python -m lodestone import sites FILE`.]"
        )
        return
    try:
        with _staged(file) as path:
            _draw_file(context, file.file_id, path)
    except LodestoneError as error:
        _refused(error)


def _draw_file(context: PageContext, file: str, path: Path) -> None:
    st.header("How is it read?", anchor="read")
    encoding = "" if path.suffix.lower() in _NO_TEXT else _choose_encoding(file)
    plainly = Wish(encoding=encoding or None, limits=LIMITS)
    header, columns = _remembered("columns", (file, plainly), lambda: read_columns(path, plainly))
    mapping = choose_columns(header, columns, f"{file}_{encoding}")
    if missing := lacking(mapping, columns):
        st.info(missing, icon=":material/table_view:")
        return
    wish = Wish(encoding=encoding or None, columns=mapping, limits=LIMITS)
    project = context.engine.keeper.project
    preview = _remembered("preview", (file, wish), lambda: preview_sites(project.root, path, wish))
    draw_preview(context, preview, without_options)
    _draw_add(context, file, path, preview, mapping, encoding)


def _choose_encoding(file: str) -> str:
    return st.selectbox(
        "Encoding of the text",
        list(ENCODINGS),
        format_func=ENCODINGS.__getitem__,
        key=f"import_encoding_{file}",
        width=280,
        help="Choose another one when names look wrong below.",
    )


def _draw_add(context: PageContext, file: str, path: Path, preview: Preview, mapping: Mapping, encoding: str) -> None:
    st.header("Add it to the notebook", anchor="add")
    project, report = context.engine.keeper.project, preview.report
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Name, as in addresses",
            report.dataset,
            max_chars=40,
            key=f"import_dataset_{file}",
            width=280,
            help="Small letters, figures and hyphens.",
        )
        title = st.text_input("Title", report.title, max_chars=60, key=f"import_title_{file}", width=360)
        add = st.button(f"Add {counted(report.rows_kept, 'site')}", icon=":material/add:", key="import_add")
    before = {one.dataset: one for one in store.datasets(project)[0]}.get(name)
    if before is not None:
        st.markdown(
            f":orange[There is a data set of this name, {counted(before.rows_kept, 'site')} of "
            f"{plain(before.file_name)}: it will be replaced.]"
        )
    if add:
        wish = Wish(None, name, title, encoding or None, mapping, LIMITS)
        _add(context, project, path, wish)


def _add(context: PageContext, project: Project, path: Path, wish: Wish) -> None:
    try:
        dataset_name(wish.name, path)
        with st.spinner("Adding …"):
            report = import_sites(project, path, context.bounds.today, wish, reader_address())
    except LodestoneError as error:
        _refused(error)
        return
    st.session_state[_DONE] = (
        f"Added: {counted(report.rows_kept, 'site')} as {plain(report.title)}. The page Geology shows them once "
        "they are chosen under Your own data."
    )
    st.rerun()


@contextmanager
def _staged(file: UploadedFile) -> Iterator[Path]:
    """The upload as a file of its name, for as long as it is read."""
    name = "".join(one for one in Path(file.name).name if one.isprintable())[-100:].lstrip(".") or "file"
    with tempfile.TemporaryDirectory(prefix="lodestone-") as room:
        path = Path(room) / name
        path.write_bytes(file.getbuffer())
        yield path


def _remembered(what: str, key: object, make: Callable[[], T]) -> T:
    """What was read of a file before, while nothing about it changes: each click runs the page anew."""
    known = st.session_state.setdefault(_READ, {})
    if known.get(what, (None,))[0] != key:
        known[what] = (key, make())
    found: T = known[what][1]
    return found


def _refused(error: LodestoneError) -> None:
    first, *others = without_options(str(error)).split("\n")
    st.error(plain(first), icon=":material/error:")
    if others:
        st.code("\n".join(others), language=None, wrap_lines=True)


def without_options(text: str) -> str:
    """A sentence of the command's without its options."""
    return _OPTION.sub("", text)
