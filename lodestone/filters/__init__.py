"""The filters: one declaration each (`declared`), how each kind behaves (`kinds`), and a reader's view of a page.

Nothing here knows the screen; `lodestone.screen.filters` draws the widgets.
"""

from lodestone.filters.address import from_address, to_address
from lodestone.filters.bounds import Bounds, Value, slug
from lodestone.filters.declared import FILTERS, check_names, defaults
from lodestone.filters.kinds import LONGEST_SEARCH, Filter
from lodestone.filters.view import View

__all__ = [
    "FILTERS", "LONGEST_SEARCH", "Bounds", "Filter", "Value", "View", "check_names", "defaults", "from_address", "slug",
    "to_address",
]  # fmt: skip
