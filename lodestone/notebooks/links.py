"""A short notebook as a word in an address, and back."""

from __future__ import annotations

import base64
import binascii
import zlib

from lodestone.errors import NotebookRefused, Problem
from lodestone.notebooks.document import Notebook
from lodestone.notebooks.reading import MOST_BYTES, read_notebook
from lodestone.notebooks.writing import write_notebook

# So many characters pass through mail programs, chats and every browser; a longer notebook travels as a file.
LONGEST = 6_000


def packed(book: Notebook) -> str | None:
    """The notebook as one word of letters, digits, - and _; None where that would be longer than LONGEST."""
    body = zlib.compress(write_notebook(book).encode(), 9)
    word = base64.urlsafe_b64encode(body).decode().rstrip("=")
    return word if len(word) <= LONGEST else None


def unpacked(word: str) -> Notebook:
    """The notebook that a word stands for; raises NotebookRefused where it stands for none."""
    damaged = Problem("", 0, "", "the notebook in this address is damaged", "Ask for the link again, or for the file")
    try:
        body = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        reader = zlib.decompressobj()
        text = reader.decompress(body, MOST_BYTES).decode()
    except (ValueError, binascii.Error, zlib.error) as error:
        raise NotebookRefused([damaged]) from error
    # What would unpack to more than any notebook is not unpacked any further, and so not whole.
    if not reader.eof:
        raise NotebookRefused([damaged])
    return read_notebook(text, "the link")
