"""Geology: what is recorded in the ground, where, with what tonnage and grade, who maps it, and under which terms.

The cells of the page in their order; each is declared with its subject.
"""

from lodestone.answers import site
from lodestone.answers.geology_map import DENSITY, GRID, MARKS, MOST, QUESTION
from lodestone.answers.geology_sites import COUNTRIES, GRADES, SITES
from lodestone.answers.geology_surveys import COSTS, PROGRAMMES, PUBLISHED, published_costs
from lodestone.answers.geology_terms import SHIPPED, UNSHIPPED

__all__ = [
    "COSTS",
    "COUNTRIES",
    "DENSITY",
    "GRADES",
    "GRID",
    "MARKS",
    "MOST",
    "PROGRAMMES",
    "PUBLISHED",
    "QUESTION",
    "SHIPPED",
    "SITES",
    "UNSHIPPED",
    "published_costs",
]

PAGE = (
    MARKS,
    DENSITY,
    GRID,
    SITES,
    COUNTRIES,
    GRADES,
    PROGRAMMES,
    COSTS,
    SHIPPED,
    UNSHIPPED,
    site.SITE,
    site.NEAREST,
    site.MONEY,
)
