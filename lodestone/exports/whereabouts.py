"""Where the notebook itself can be opened: the address of a server, and of one of its pages with a reader's filters."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from lodestone.errors import QueryError
from lodestone.filters import Bounds, Value, to_address
from lodestone.page_list import NOTEBOOK, PAGES, entry

# What office programs take as a link.
_LONGEST_LINK = 2000


def checked_address(text: str) -> str:
    """The address of a notebook's server without a slash at its end; one of its pages may be named.

    Raises QueryError where it is no web address, or holds a user's name, a question or a place within a page.
    """
    try:
        parts = urlsplit(text.strip())
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or any(char.isspace() for char in text.strip()):
        raise QueryError(f"--address {text}: write a web address such as https://notebook.example.edu")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise QueryError(f"--address {text}: leave out user name, question mark and what follows it")
    path = parts.path.rstrip("/")
    before, _, last = path.rpartition("/")
    return f"{parts.scheme}://{parts.netloc}{before if last in {page.url_path for page in PAGES} else path}"


def page_address(server: str, page: str, values: Mapping[str, Value], bounds: Bounds) -> str:
    """The address of a page with these filters and their day; empty where no `server` is known.

    The page of a reader's notebook has it in its address, or none: it would open another.
    """
    own = page == NOTEBOOK.url_path
    if not server or (own and not values.get("book")):
        return ""
    query = to_address(values, (*entry(page).filters, *(["book"] if own else [])), bounds)
    as_of = values.get("as_of")
    found = f"{server}/{page}?{urlencode(({'as_of': str(as_of)} if as_of else {}) | query)}"
    return "" if own and len(found) > _LONGEST_LINK else found
