"""What the tests share: the real content in a folder of its own, the database built from it, and the queries."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lodestone.paths import Project, here
from lodestone.queries import Library
from lodestone.warehouse import Warehouse, build, open_database


def copy_project(root: Path) -> Project:
    """A copy of `data/` and `queries/` below `root`, which must not exist yet."""
    project = Project(root)
    shutil.copytree(here().data, project.data)
    shutil.copytree(here().queries, project.queries)
    return project


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
def warehouse(_built: Project) -> Iterator[Warehouse]:
    """The database of the real content, locked as readers get it. Nothing may change it."""
    opened = open_database(build(_built)[0])
    yield opened
    opened.connection.close()


@pytest.fixture
def library() -> Library:
    """Every question of the notebook, with nothing remembered yet."""
    return Library(here().queries)


@pytest.fixture(scope="session")
def shared() -> Path:
    """What the project was given beside the repository; tests that read it skip where it is absent."""
    folder = here().root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here: only the project's own content can be checked")
    return folder


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


@pytest.fixture
def reader(chrome: Any, site: str) -> Iterator[Any]:
    """One reader's window of 1440 x 900; at the end nothing may have gone wrong in it."""
    from browser_support import reading

    with reading(chrome, site) as one:
        yield one
