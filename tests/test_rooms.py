"""Each room keeps to its own: pages hold no SQL and no figure code, and Streamlit is known in two rooms only."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from lodestone.paths import here
from lodestone.site import PAGES, PRESENT, entry

ROOT = here().root
PAGE_FILES = sorted((ROOT / "pages").rglob("*.py"))
MODULES = sorted((ROOT / "lodestone").rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The full names of the modules a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_page_script_is_registered_and_every_registered_page_exists():
    assert sorted(page.script for page in (*PAGES, PRESENT)) == [name(path) for path in PAGE_FILES]


def test_page_scripts_stand_one_level_down_where_streamlit_does_not_look_for_them():
    assert not list((ROOT / "pages").glob("*.py"))
    assert all(len(path.relative_to(ROOT).parts) == 3 for path in PAGE_FILES)


def test_addresses_titles_and_icons_are_given_once():
    for part in ("url_path", "title", "icon", "script"):
        values = [getattr(page, part) for page in (*PAGES, PRESENT)]
        assert len(set(values)) == len(values), part
    assert all(re.fullmatch(r"[a-z][a-z-]*", page.url_path) for page in PAGES)
    assert entry("timeline").title == "Timeline"
    with pytest.raises(KeyError):
        entry("nowhere")


@pytest.mark.parametrize("path", PAGE_FILES, ids=name)
def test_a_page_holds_no_sql_and_no_figure_code(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(SELECT|FROM|WHERE|JOIN)\b", text)
    assert not {one.split(".")[0] for one in imported(path)} & {"plotly", "duckdb", "pydeck", "yaml", "csv"}
    assert len(text.splitlines()) < 120


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_streamlit_is_known_to_cells_and_filters_only(path):
    room = path.relative_to(ROOT / "lodestone").parts[0]
    if room not in {"cells", "filters"}:
        assert not {one.split(".")[0] for one in imported(path)} & {"streamlit"}


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").glob("*.py"))], ids=name)
def test_no_file_is_longer_than_can_be_read_at_once(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", [path for path in MODULES if "figures" in path.parts], ids=name)
def test_figures_know_frames_not_the_database_nor_the_pages(path):
    others = {one.split(".")[1] for one in imported(path) if one.startswith("lodestone.")}
    assert others <= {"figures"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_rule_reads_the_computer_s_clock_but_the_front_doors(path):
    text = path.read_text(encoding="utf-8")
    reads = re.search(r"\b(date|datetime)\.(today|now|utcnow)\(", text)
    # The page's, and the command's that writes down on which day a file was imported.
    assert bool(reads) == (name(path) in {"lodestone/cells/door.py", "lodestone/imports/command.py"})


@pytest.mark.parametrize("path", [*(ROOT / "queries").rglob("*.sql"), ROOT / "data" / "views.sql"], ids=name)
def test_no_query_reads_the_computer_s_clock(path):
    text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    assert not re.search(r"\b(today|now|current_date|current_timestamp|random|uuid)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("path", [*PAGE_FILES, *MODULES, ROOT / "app.py"], ids=name)
def test_no_html_is_let_through(path):
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")
    assert not re.search(r"\bst\.html\(", path.read_text(encoding="utf-8"))


def test_the_pictures_of_the_screens_are_small_and_the_best_three_stand_in_the_readme():
    root = here().root
    pictures = list((root / "docs" / "screens").glob("*.png"))
    assert len(pictures) >= 10
    assert sum(picture.stat().st_size for picture in pictures) <= 2_000_000
    shown = re.findall(r"!\[[^]]+\]\((docs/screens/[^)]+)\)", (root / "README.md").read_text(encoding="utf-8"))
    assert len(shown) == 3
    listed = re.findall(r"\(([a-z-]+\.png)\)", (root / "docs" / "screens" / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(picture.name for picture in pictures)
    assert all((root / one).is_file() for one in shown)
