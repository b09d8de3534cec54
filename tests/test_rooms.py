"""Each room keeps to its own: data flows one way, Streamlit stays on the screen, pages hold no SQL."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from lodestone.page_list import PAGES, PRESENT, entry
from lodestone.paths import here

ROOT = here().root
PAGE_FILES = sorted((ROOT / "pages").rglob("*.py"))
MODULES = sorted((ROOT / "lodestone").rglob("*.py"))
# The lowest first: a room imports from itself and from the rooms before it.
ROOMS = (
    "errors", "settings", "paths", "language", "remembered", "each_row", "page_list", "build_lock", "own_output",
    "content", "query_files", "backends", "store", "brief_store", "imports", "briefs", "rule_texts", "turning_days",
    "shared_rows", "warehouse",
    "dictionary", "queries", "statements", "sandbox", "models", "filters", "figures", "cells", "notebooks", "answers",
    "exports", "screen", "workers", "__main__",
)  # fmt: skip


def imported(path: Path) -> set[str]:
    """The full names of the modules a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    return path.relative_to(ROOT / "lodestone").parts[0].removesuffix(".py")


def rooms_of(names: set[str]) -> set[str]:
    """The rooms that imports of the package lead to."""
    return {one.split(".")[1] for one in names if one.startswith("lodestone.")} - {"__version__"}


def test_imports_go_one_way():
    assert {room(path) for path in MODULES} - {"__init__"} == set(ROOMS)
    wrong = {
        name(path): above
        for path in MODULES
        if path.parent != ROOT / "lodestone" or path.stem != "__init__"
        if (above := rooms_of(imported(path)) - set(ROOMS[: ROOMS.index(room(path)) + 1]))
    }
    assert not wrong


def test_streamlit_is_known_to_the_screen_only():
    users = {room(path) for path in MODULES if {one.split(".")[0] for one in imported(path)} & {"streamlit"}}
    assert users == {"screen"}


def test_what_speaks_with_postgresql_is_imported_only_where_a_database_is_set():
    users = {
        name(path) for path in MODULES if {one.split(".")[0] for one in imported(path)} & {"psycopg", "psycopg_pool"}
    }
    assert users == {"lodestone/backends/postgresql.py", "lodestone/backends/migrate.py"}
    # The copy knows the database; it is itself asked for by name, and only then.
    bound = re.compile(r"lodestone\.backends\.(postgresql|migrate|mirror)\b")
    assert {name(path) for path in MODULES if any(bound.match(one) for one in imported(path))} == {
        "lodestone/backends/mirror.py"
    }


def test_figures_know_frames_and_words_only():
    assert set().union(*(rooms_of(imported(path)) for path in MODULES if room(path) == "figures")) <= {
        "figures",
        "language",
        "each_row",
    }


def test_every_page_script_is_registered_and_stands_one_level_down_where_streamlit_does_not_look_for_it():
    assert sorted(page.script for page in (*PAGES, PRESENT)) == [name(path) for path in PAGE_FILES]
    assert all(len(path.relative_to(ROOT).parts) == 3 for path in PAGE_FILES)


def test_addresses_titles_and_icons_are_given_once():
    for part in ("url_path", "title", "icon", "script"):
        values = [getattr(page, part) for page in (*PAGES, PRESENT)]
        assert len(set(values)) == len(values), part
    assert all(re.fullmatch(r"[a-z][a-z-]*", page.url_path) for page in PAGES)
    assert entry("timeline").title == "Timeline"
    with pytest.raises(KeyError):
        entry("nowhere")


def test_a_page_is_short_and_holds_no_sql_and_no_figure_code():
    for path in PAGE_FILES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(SELECT|FROM|WHERE|JOIN)\b", text), path
        assert not {one.split(".")[0] for one in imported(path)} & {"plotly", "duckdb", "pydeck", "yaml", "csv"}, path
        assert len(text.splitlines()) < 120, path


def test_no_file_is_longer_than_can_be_read_at_once():
    most = dict.fromkeys(MODULES, 300) | dict.fromkeys(sorted((ROOT / "tests").glob("*.py")), 320)
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in most}
    assert not {name(path): count for path, count in lines.items() if count > most[path]}


def test_no_rule_reads_the_computer_s_clock_but_the_front_doors():
    reads = re.compile(r"\b(date|datetime)\.(today|now|utcnow)\(")
    # The page's, and three commands': the day of an import of sites or briefs, that of an export without another. And
    # the folder's, which writes down when a thing was kept.
    assert {name(path) for path in MODULES if reads.search(path.read_text(encoding="utf-8"))} == {
        "lodestone/screen/clock.py",
        "lodestone/backends/folder.py",
        "lodestone/exports/arguments.py",
        "lodestone/imports/command.py",
        "lodestone/briefs/command.py",
    }
    for path in [*(ROOT / "queries").rglob("*.sql"), *(ROOT / "data" / "views").glob("*.sql")]:
        text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"\b(today|now|current_date|current_timestamp|random|uuid)\b", text, re.IGNORECASE), path


def test_no_html_is_let_through():
    for path in [*PAGE_FILES, *MODULES, ROOT / "app.py"]:
        assert "unsafe_allow_html" not in path.read_text(encoding="utf-8"), path
        # A file of ours for paper is the one exception: Streamlit has no setting for what is printed.
        for one in re.findall(r"\bst\.html\(.*", path.read_text(encoding="utf-8")):
            assert one == 'st.html(Path(__file__).with_name("print.css"))', path


def test_the_pictures_of_the_screens_are_small_and_the_best_three_stand_in_the_readme():
    pictures = list((ROOT / "docs" / "screens").glob("*.png"))
    assert len(pictures) >= 10
    assert sum(picture.stat().st_size for picture in pictures) <= 2_000_000
    shown = re.findall(r"!\[[^]]+\]\((docs/screens/[^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) == 3
    listed = re.findall(r"\(([a-z-]+\.png)\)", (ROOT / "docs" / "screens" / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(picture.name for picture in pictures)
    assert all((ROOT / one).is_file() for one in shown)
