"""The notebook's pages: one list for the navigation, the links between pages and the command line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One page: script below the project folder, title, address, icon, navigation group and the filters it obeys."""

    script: str
    title: str
    url_path: str
    icon: str
    group: str
    filters: tuple[str, ...]
    # Filters of other pages that the address carries along; they are not offered here.
    carried: tuple[str, ...] = ()
    # Drawn on the page itself and not in the sidebar; most filters say so themselves, wherever they are offered.
    beside: tuple[str, ...] = ()
    # Filters whose values its own heading says.
    says: tuple[str, ...] = ()
    # Whether the list of pages shows it.
    listed: bool = True
    # Whether a reader can send it files; where no page takes any, the server refuses them.
    takes_files: bool = False

    @property
    def address(self) -> tuple[str, ...]:
        """The filters that its address holds: its own, those it carries, and what is chosen to be taken away.

        The reader's notebook goes along where cells of it are chosen.
        """
        return tuple(dict.fromkeys((*self.filters, *self.carried, "pick", "book")))


SHOWN_PAGES = (
    Entry(
        "pages/overview/overview.py",
        "Overview",
        "overview",
        ":material/home:",
        "",
        ("as_of", "since", "department"),
        says=("as_of",),
    ),
    Entry(
        "pages/overview/changes.py",
        "What changed",
        "changes",
        ":material/published_with_changes:",
        "",
        ("as_of", "since", "department"),
    ),
    Entry(
        "pages/framework/provisions.py",
        "Provisions",
        "provisions",
        ":material/format_list_bulleted:",
        "Framework",
        ("as_of", "among", "department", "pillar", "product", "status", "q", "provision", "request", "notice"),
    ),
    Entry(
        "pages/framework/timeline.py",
        "Timeline",
        "timeline",
        ":material/timeline:",
        "Framework",
        ("as_of", "among", "department", "tie", "status", "type", "country", "pillar", "q", "request", "notice"),
    ),
    Entry(
        "pages/framework/brief.py",
        "The brief",
        "brief",
        ":material/article:",
        "Framework",
        ("as_of", "among", "department", "section", "pillar", "q"),
    ),
    Entry(
        "pages/framework/agencies.py",
        "Agencies",
        "agencies",
        ":material/account_tree:",
        "Framework",
        ("as_of", "among", "department", "seat", "kind", "mention", "pillar", "q", "organization"),
    ),
    Entry(
        "pages/university/opportunities.py",
        "Opportunities",
        "opportunities",
        ":material/grid_view:",
        "University",
        ("as_of", "department", "school", "pillar", "topic", "fit", "call", "cell", "shortlist", "weights"),
    ),
    Entry(
        "pages/university/calls.py",
        "Calls and partners",
        "calls",
        ":material/campaign:",
        "University",
        ("as_of", "department", "call", "role", "pillar", "topic", "q", "opened", "partner"),
    ),
    Entry(
        "pages/university/department.py",
        "My department",
        "department",
        ":material/school:",
        "University",
        ("as_of", "among", "department", "weights"),
        says=("as_of", "department"),
    ),
    Entry(
        "pages/university/relevance.py",
        "Relevance",
        "relevance",
        ":material/balance:",
        "University",
        ("as_of", "among", "department", "school", "pillar", "topic", "weights"),
    ),
    Entry(
        "pages/money/funding.py",
        "Funding",
        "funding",
        ":material/payments:",
        "Money and ground",
        (
            "as_of",
            "department",
            "level",
            "tie",
            "mineral",
            "stage",
            "instrument",
            "funder_country",
            "product",
            "year",
            "q",
            "project",
            "crossing",
            "by",
            "region",
        ),
    ),
    Entry(
        "pages/money/geology.py",
        "Geology",
        "geology",
        ":material/terrain:",
        "Money and ground",
        (
            "as_of",
            "mineral",
            "group",
            "land",
            "record",
            "side",
            "dataset",
            "q",
            "map",
            "zoom",
            "layer",
            "metal",
            "site",
        ),
    ),
    Entry(
        "pages/supply/board.py",
        "Rapid Response Board",
        "board",
        ":material/crisis_alert:",
        "Supply risk",
        ("as_of", "department", "mineral", "product", "element", "priorities"),
    ),
    Entry(
        "pages/supply/disruption.py",
        "Disruption",
        "disruption",
        ":material/link_off:",
        "Supply risk",
        ("as_of", "department", "supplier", "mineral", "product", "cut", "months", "cover", "reroute", "floor"),
        beside=("mineral", "product"),
    ),
    Entry(
        "pages/supply/atlas.py",
        "Mineral atlas",
        "atlas",
        ":material/apps:",
        "Supply risk",
        ("as_of", "department", "indicator", "element"),
    ),
    Entry(
        "pages/reference/sources.py",
        "Sources",
        "sources",
        ":material/library_books:",
        "Reference",
        ("as_of", "department", "trust", "q"),
    ),
    Entry("pages/reference/glossary.py", "Glossary", "glossary", ":material/dictionary:", "Reference", ("as_of", "q")),
    Entry(
        "pages/reference/search.py",
        "Search",
        "search",
        ":material/search:",
        "Reference",
        ("as_of", "among", "q"),
        beside=("q",),
    ),
)
SEARCH = next(page for page in SHOWN_PAGES if page.url_path == "search")
_NARROWING = tuple(dict.fromkeys(name for page in SHOWN_PAGES for name in page.filters))
_OWN = (
    "since", "department", "school", "pillar", "topic", "product", "status", "tie", "type", "country", "mineral",
    "group", "land", "record", "stage", "instrument", "funder_country", "level", "year", "trust", "q",
)  # fmt: skip
TAKEAWAY = Entry(
    "pages/reference/takeaway.py",
    "Take away",
    "takeaway",
    ":material/ios_share:",
    "Reference",
    ("as_of", "department", "show", "pick"),
    tuple(name for name in _NARROWING if name not in {"as_of", "department"}),
    takes_files=True,
)
IMPORTS = Entry(
    "pages/reference/imports.py",
    "Import sites",
    "imports",
    ":material/upload_file:",
    "Reference",
    ("as_of",),
    takes_files=True,
)
# A reader's own questions: SQL can name every filter that narrows rows; the page offers those that its cells name.
NOTEBOOK = Entry(
    "pages/reference/notebook.py",
    "Notebook",
    "notebook",
    ":material/edit_note:",
    "Reference",
    ("as_of", *(name for name in _OWN if name != "as_of")),
    ("book",),
    beside=_OWN,
    # The widgets above its cells say them.
    says=("as_of", *_OWN),
    takes_files=True,
)
ADD_BRIEF = Entry(
    "pages/reference/newbrief.py",
    "Add a brief",
    "newbrief",
    ":material/note_add:",
    "Reference",
    ("as_of",),
    takes_files=True,
)
ALL_BRIEFS = Entry(
    "pages/reference/briefs.py",
    "Briefs",
    "briefs",
    ":material/library_add_check:",
    "Reference",
    ("as_of", "since", "among", "q", "pair"),
)
PAGES = (*SHOWN_PAGES, NOTEBOOK, ALL_BRIEFS, IMPORTS, ADD_BRIEF, TAKEAWAY)

# Sets of cells that belong in one meeting, with what they are called; a page alone, or the reader's own choice.
MEETINGS = {
    "leadership": "Leadership",
    "faculty": "One department",
    "money": "Money and ground",
    "supply": "Supply risk",
}
# The meetings for which there is also a memo.
MEMOS = ("leadership", "faculty")
OWN = "own"
SHOWS = (*MEETINGS, OWN, *(page.url_path for page in SHOWN_PAGES))
PRESENT = Entry(
    "pages/reference/present.py",
    "Presentation",
    "present",
    ":material/slideshow:",
    "Reference",
    ("slide", "show", "pick", "book", "buttons", *_NARROWING),
    listed=False,
)


def entry(url_path: str) -> Entry:
    """The page with this address; raises KeyError when there is none."""
    return {page.url_path: page for page in (*PAGES, PRESENT)}[url_path]
