"""What the tests share: the real content in folders of its own, the databases built from it, and the queries."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.nodeid import coerce_node_id
from questions_support import fresh_library
from small_content import copy_project, copy_small_project, fresh_copy

from lodestone.paths import Project, here
from lodestone.queries import Library
from lodestone.warehouse import Warehouse, build, open_database

# A folder of Linux that is held in memory, and the bytes that must be free there: a run needs a small part of them.
MEMORY = Path("/dev/shm")
PLENTY = 4 * 2**30

# One worker for each file, or for the files of one group -----------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Hand files out in the order of their names: the browser tests, which take longest by far, come first."""
    config.option.loadscopereorder = False
    # Hundreds of thousands of objects stay for the whole run; looking through all of them so often took a tenth of it.
    gc.set_threshold(200_000, 50, 1000)
    # Hundreds of projects are written and deleted: in memory, where there is plenty, that takes a quarter of the work.
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > PLENTY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the tests of a file share is then made once; a file may name a larger group itself."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_name_the_groups(items: list[pytest.Item]) -> None:
    """Give each test the name with its group, by which it is handed out.

    pytest-xdist 3.8 writes that name where pytest 9.2 does not look any more, and groups would have no effect.
    """
    for item in items:
        if named := getattr(item, "_nodeid", None):
            item._id = coerce_node_id(named)


# Projects, databases and questions ---------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The real content, to be changed at will."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("session") / "project")
    build(project)
    return project


@pytest.fixture
def built_project(_built: Project, tmp_path: Path) -> Project:
    """The real content with its database built, to be changed at will."""
    return Project(shutil.copytree(_built.root, tmp_path / "project"))


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_small_project(tmp_path_factory.mktemp("small") / "project")


@pytest.fixture
def small_project(_small: Project, tmp_path: Path) -> Project:
    """The real content with few sites, to be changed at will: wherever their number proves nothing."""
    return fresh_copy(_small.root, tmp_path / "project")


@pytest.fixture(scope="session")
def _built_small(_small: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(shutil.copytree(_small.root, tmp_path_factory.mktemp("built") / "project"))
    build(project)
    return project


@pytest.fixture
def built_small(_built_small: Project, tmp_path: Path) -> Project:
    """The real content with few sites and its database built, to be changed at will."""
    return fresh_copy(_built_small.root, tmp_path / "project")


@pytest.fixture(scope="session")
def warehouse(_built: Project) -> Iterator[Warehouse]:
    """The database of the real content, locked as readers get it. Nothing may change it."""
    opened = open_database(build(_built)[0])
    yield opened
    opened.connection.close()


@pytest.fixture(scope="session")
def drawn_deck(warehouse: Warehouse) -> Callable[[str], bytes]:
    """The decks of exports_support.DECKS by name, each made once in a run."""
    from exports_support import made_once

    return made_once(warehouse)


@pytest.fixture
def library() -> Library:
    """Every question of the notebook, with nothing remembered yet."""
    return fresh_library()


@pytest.fixture(scope="session")
def shared() -> Path:
    """What the project was given beside the repository; tests that read it skip where it is absent."""
    folder = here().root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here: only the project's own content can be checked")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A PostgreSQL of this worker's own, started by the first test that asks for it; see postgres_support.py."""
    from postgres_support import programs, running

    if programs() is None:
        pytest.skip("no PostgreSQL here: pip install -r requirements-dev.txt, or apt-get install postgresql")
    with running() as server:
        yield server


# For the browser tests; see browser_support.py ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def chrome() -> Iterator[Any]:
    """A Chromium profile for all tests of this worker."""
    from browser_support import launch

    with launch() as profile:
        yield profile


@pytest.fixture(scope="session")
def site(chrome: Any) -> Iterator[str]:
    """The address of a running notebook; asks for Chromium first, so that nothing runs in vain."""
    from browser_support import serve

    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def tab(chrome: Any, site: str) -> Iterator[tuple[Any, list[str]]]:
    """The one window of this worker, opened by a link to Provisions, and every text it showed while that opened."""
    from browser_support import reading, texts_while_opening

    with reading(chrome, site) as one:
        yield one, texts_while_opening(one, "provisions", pillar="recycling")


@pytest.fixture
def reader(tab: tuple[Any, list[str]]) -> Iterator[Any]:
    """That window at 1440 x 900, with nothing noted yet; at the end nothing may have gone wrong in it."""
    one, _ = tab
    one.look()
    # The browser remembers whether the sidebar is open, which a phone's width decides too.
    one.page.evaluate("() => localStorage.clear()")
    one.troubles.clear()
    yield one
    one.end()
