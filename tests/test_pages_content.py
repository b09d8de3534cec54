"""Pages when the content does not hold: the last good database is shown with a warning, and without one a refusal."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from import_support import GOOD, take
from pages_support import page, texts
from small_content import keeper_of

from lodestone import store
from lodestone.cells.engine import Engine
from lodestone.page_list import PAGES
from lodestone.paths import Project
from lodestone.screen import frame


def notebook(project: Project, _patience: float) -> Engine:
    """Views wait for changed content, which is built in this process."""
    made = Engine(project)
    made.keeper = keeper_of(project)
    return made


def point(patch: pytest.MonkeyPatch, project: Project) -> Project:
    """Show another project folder on the pages."""
    patch.setattr(frame, "here", lambda: project)
    patch.setattr(frame, "Engine", notebook)
    frame.engine.clear()
    return project


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator:
    """Point the pages at another project folder for one test."""
    yield lambda project: point(monkeypatch, project)
    frame.engine.clear()


@pytest.fixture(scope="module")
def spoiled(_built_small, _small, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bool], int]]:
    """Wrong content for all pages, beside a good database or without one; gives the line of what is wrong."""
    with pytest.MonkeyPatch.context() as patch:
        shown: dict[bool, int] = {}

        def show(built: bool) -> int:
            if built not in shown:
                shown.clear()
                folder = tmp_path_factory.mktemp("spoiled") / "project"
                project = Project(shutil.copytree((_built_small if built else _small).root, folder))
                shown[built] = spoil(point(patch, project))
            return shown[built]

        yield show
    frame.engine.clear()


def spoil(project: Project, count: int = 1) -> int:
    """Make `count` dates of events wrong; returns the line of the first."""
    path = project.data / "facts" / "events.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    for number in range(1, count + 1):
        name, _, rest = lines[number].partition(",")
        lines[number] = f"{name},2025-02-30,{rest.partition(',')[2]}"
    path.write_text("\n".join(lines), encoding="utf-8")
    return 2


# What must be asked of a page before it shows rows.
ASKED = {
    "changes": {"since": "2025-10-28"},
    "department": {"department": "earth-env-sciences"},
    "search": {"q": "rare earth"},
}


def shows_the_content(at, url_path: str) -> bool:
    """Whether the page shows what the good database holds, each page in its own way."""
    if url_path in {"overview", "relevance", "funding"}:
        return (len(at.metric), texts(at).count(" of 5** :yellow[")) == ((4, 0) if url_path == "funding" else (0, 5))
    if url_path == "department":
        return [len(at.title), len(at.table)] == [1, 5]
    if url_path == "opportunities":
        return len(at.get("plotly_chart")) == 2
    if url_path in {"notebook", "takeaway"}:
        made = [one.label for one in at.button].count("Make it")
        return made == 8 if url_path == "takeaway" else [len(one.value) for one in at.dataframe] == [4]
    if url_path in {"search", "glossary", "imports", "newbrief"}:
        said = texts(at)
        none_yet = url_path in {"imports", "newbrief"} and "None so far." in said
        return none_yet or said.count("- **P") == 20 or ("rare earth" in said.lower() and len(at.markdown) > 40)
    return len(at.dataframe[-1 if url_path == "briefs" else 0].value) >= 20


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.url_path)
def test_wrong_content_beside_a_good_database_warns_and_shows_that_one(spoiled, one):
    line = spoiled(True)
    at = page(one.url_path, **ASKED.get(one.url_path, {}))
    assert not at.exception
    assert [warning.value for warning in at.warning] == [
        "The files in data/ changed and do not hold; this is the last good version."
    ]
    assert "What is wrong" in [box.label for box in at.expander]
    assert f"data/facts/events.csv:{line}: date:" in at.code[0].value
    assert "2025-02-30" in at.code[0].value
    assert shows_the_content(at, one.url_path)


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.url_path)
def test_without_a_good_database_every_page_says_what_to_mend(spoiled, one):
    line = spoiled(False)
    at = page(one.url_path)
    assert not at.exception
    assert [title.value for title in at.title] == ["The notebook cannot open"]
    assert f"data/facts/events.csv:{line}: date:" in at.code[0].value
    assert not at.dataframe
    assert not at.get("plotly_chart")


def test_the_warning_goes_once_the_content_is_mended(elsewhere, built_small):
    elsewhere(built_small)
    path = built_small.data / "facts" / "events.csv"
    good = path.read_bytes()
    spoil(built_small)
    at = page("timeline")
    assert at.warning
    path.write_bytes(good)
    at.run()
    assert not at.warning
    assert "What is wrong" not in [box.label for box in at.expander]


TITLE = "title: Investment Ministerial\n"


def rename(project: Project) -> None:
    path = project.data / "briefs" / "us-japan-critical-minerals.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(TITLE) == 1
    path.write_text(text.replace(TITLE, "title: Another *title*\n"), encoding="utf-8")


def test_changed_content_shows_on_the_next_view(elsewhere, built_small):
    elsewhere(built_small)
    at = page("overview", as_of="2026-01-01")
    assert "**Investment Ministerial**" in texts(at)
    rename(built_small)
    at.run()
    assert r"**Another \*title\***" in texts(at)
    assert not at.warning


def test_a_view_that_does_not_wait_says_that_a_new_version_is_being_built(elsewhere, built_small, monkeypatch):
    """As a running notebook has it: built by another process, while readers go on with the version before."""
    elsewhere(built_small)
    monkeypatch.setattr(frame, "Engine", Engine)
    monkeypatch.setattr(frame, "_PATIENCE", 0)
    at = page("overview", as_of="2026-01-01")
    assert not at.info
    rename(built_small)
    at.run()
    assert [one.value for one in at.info] == [
        (
            "The content changed: files in data/, or what was added or removed here. A new version is being built; "
            "this is the one before. Look again in a moment."
        )
    ]
    assert "**Investment Ministerial**" in texts(at)
    while at.info:
        assert not at.exception
        at.run()
    assert r"**Another \*title\***" in texts(at)


def test_a_long_list_of_problems_is_cut_and_says_how_to_see_the_rest(elsewhere, small_project):
    spoil(elsewhere(small_project), count=25)
    at = page("overview")
    assert len(at.code[0].value.splitlines()) == 20
    assert "5 more: run `python -m lodestone check`." in texts(at)


def test_a_refused_notebook_opens_as_soon_as_the_content_holds(elsewhere, small_project):
    path = elsewhere(small_project).data / "facts" / "events.csv"
    good = path.read_bytes()
    spoil(small_project)
    at = page("overview")
    assert at.title[0].value == "The notebook cannot open"
    path.write_bytes(good)
    at.run()
    assert not at.exception
    assert texts(at).count(" of 5** :yellow[") == 5


def test_a_damaged_import_is_named_on_the_page_and_nothing_else_changes(elsewhere, built_small):
    take(elsewhere(built_small), GOOD, name="my=<b>.csv")
    at = page("timeline")
    assert not at.warning
    (damaged,) = store.folder(built_small).glob("*.parquet")
    damaged.write_bytes(b"")
    at.run()
    assert not at.exception
    (warning,) = [one.value for one in at.warning]
    assert warning.startswith("Imported sites or briefs are missing here:")
    assert "my-b" in warning.replace("\\", "")
    assert shows_the_content(at, "timeline")


def test_a_project_without_content_is_refused_not_crashed(elsewhere, small_project):
    shutil.rmtree(elsewhere(small_project).data / "facts")
    at = page("overview")
    assert not at.exception
    assert at.title[0].value == "The notebook cannot open"
    assert "data/facts/" in at.code[0].value
