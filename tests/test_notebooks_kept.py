"""A reader's notebook outlives its window: kept by name, and short ones whole in an address."""

from __future__ import annotations

import random

import pytest

from lodestone.errors import NotebookRefused
from lodestone.notebooks import kept
from lodestone.notebooks.document import Notebook, SqlCell, TextCell
from lodestone.notebooks.links import LONGEST, packed, unpacked
from lodestone.notebooks.starting import blank, shipped
from lodestone.notebooks.writing import write_notebook
from lodestone.paths import here

SHIPPED = shipped(here())


def book_of(*cells) -> Notebook:
    return Notebook("Trial", cells=cells)


def test_a_short_notebook_travels_in_an_address_and_a_long_one_does_not():
    for book in (*SHIPPED.values(), blank()):
        word = packed(book)
        assert word is not None
        assert len(word) <= LONGEST
        assert write_notebook(unpacked(word)) == write_notebook(book)
    noise = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=12_000))
    assert packed(book_of(TextCell(noise))) is None
    for word in ("", "x", "eNo9", "A" * 50, packed(blank())[:-5]):
        with pytest.raises(NotebookRefused, match=r"link|damaged"):
            unpacked(word)


def test_notebooks_are_kept_listed_renamed_copied_and_removed(small_project):
    book = book_of(SqlCell("a", "SELECT 1 AS n"))
    done = kept.save(small_project, "mine", book, None)
    assert kept.names(small_project) == ["mine"]
    assert kept.load(small_project, "mine").book == book
    assert kept.duplicate(small_project, "mine") == "mine-2"
    kept.rename(small_project, "mine-2", "yours")
    with pytest.raises(NotebookRefused, match="another notebook"):
        kept.rename(small_project, "mine", "yours")
    kept.remove(small_project, "mine")
    assert kept.names(small_project) == ["yours"]
    assert kept.load(small_project, "mine") is None
    for name in ("../x", "", "A", "x" * 80, ".hidden"):
        with pytest.raises(NotebookRefused, match="cannot be a name"):
            kept.save(small_project, name, book, None)
    assert done.version


def test_the_second_of_two_windows_that_keep_one_name_is_told_and_nothing_is_lost(small_project):
    first = kept.save(small_project, "mine", book_of(TextCell("first")), None)
    kept.save(small_project, "mine", book_of(TextCell("of the other window")), first.version)
    with pytest.raises(
        NotebookRefused, match=r"was changed by a reader in another window on \d+ \w+ \d{4} at \d\d:\d\d UTC"
    ):
        kept.save(small_project, "mine", book_of(TextCell("of this one")), first.version)
    with pytest.raises(NotebookRefused, match="was kept already by a reader in another window"):
        kept.save(small_project, "mine", book_of(TextCell("new")), None)
    assert kept.load(small_project, "mine").book.cells == (TextCell("of the other window"),)
