"""What a reader can narrow the notebook to: SQL parameters and a plain sentence from one set of values.

Nothing here knows the screen; `screen.py` draws the widgets, `address.py` writes and reads the values in an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lodestone.language import CLOCK_STATUSES, fmt_date
from lodestone.page_list import SHOWS
from lodestone.queries import Value as Parameter

Value = date | tuple[str, ...] | tuple[int, ...] | str | None
LONGEST_SEARCH = 80
# More filters than this that do not narrow are said in one.
_SAID_SINGLY = 3
# How many whole numbers a 'numbers' filter holds; a single one reaches SQL as itself.
NUMBERS = {"fit": 1, "weights": 5, "slide": 1}
SINGLE = frozenset({"fit"})
# Said elsewhere on the page, or no matter of what is shown.
UNSAID = frozenset(
    {
        "as_of",
        "cell",
        "shortlist",
        "organization",
        "provision",
        "opened",
        "partner",
        "map",
        "zoom",
        "layer",
        "metal",
        "site",
        "project",
        "crossing",
        "by",
        "region",
        "show",
        "slide",
        "pick",
        "buttons",
    }
)
# Steer what is taken away; they narrow nothing.
STEERING = frozenset({"show", "slide", "pick", "buttons"})
# An address that is silent about these leaves them as they are: links within the notebook need not carry them.
LASTING = frozenset({"pick"})


@dataclass(frozen=True)
class Filter:
    """One filter: `name` is its word in the address, `parameter` its name in SQL.

    kind is 'day' (a date), 'words' (a text), 'many' (some of a list), 'one' (one of a list), 'switch' (one of a few ways
    to look; none is the first), 'numbers' (whole numbers from 0 to 100), 'key' (an identifier from a list too long to be
    offered) or 'keys' (several such, in the reader's order). `by_label`: the address holds what a value is called, not its identifier.
    """

    name: str
    parameter: str
    kind: str
    label: str
    everything: str = ""
    help: str = ""
    by_label: bool = False


FILTERS = {
    one.name: one
    for one in (
        Filter("as_of", "as_of", "day", "As of", help="Everything is shown as it could be known on this day."),
        Filter("q", "q", "words", "Search", help="Every word must occur."),
        Filter("pillar", "pillars", "many", "Pillar", "All pillars"),
        Filter(
            "product",
            "products",
            "many",
            "Derivative product",
            "All products",
            "Goods made from the minerals that a provision names or a project leads to.",
        ),
        Filter("status", "statuses", "many", "Status of a clock", "All statuses"),
        Filter("type", "lanes", "many", "Kind of event", "All kinds of event"),
        Filter("country", "countries", "many", "Country", "All countries"),
        Filter("section", "sections", "many", "Part of the brief", "The whole brief"),
        Filter(
            "department",
            "unit",
            "one",
            "Department",
            "All departments",
            "Narrows every page to what concerns one department, with the reason.",
            by_label=True,
        ),
        Filter("school", "schools", "many", "School", "All schools"),
        Filter("topic", "topics", "many", "Topic", "All topics"),
        Filter("call", "call_states", "many", "State of a call", "Calls in any state"),
        Filter(
            "role",
            "roles",
            "many",
            "Role of a university",
            "Universities in any role",
            "What a call lets a university be: lead, partner, member, or only someone who comments.",
        ),
        Filter("opened", "opened", "one", "Call"),
        Filter("partner", "partner", "one", "Partner in Japan"),
        Filter("fit", "min_fit", "numbers", "Minimum fit", help="Lodestone's own score, 0 to 5."),
        Filter("weights", "weights", "numbers", "Weights", help="Points given to each term of the fit score."),
        Filter("cell", "cell", "one", "Department and pillar"),
        Filter(
            "shortlist", "shortlist", "many", "Shortlist", help="What you keep for later; it travels in the address."
        ),
        Filter("organization", "organization", "one", "Organization", by_label=True),
        Filter("seat", "seats", "many", "Country of the organization", "All countries"),
        Filter("kind", "types", "many", "Type of organization", "All types of organization"),
        Filter("mention", "mentions", "many", "In the brief", "Named, implied or not mentioned"),
        Filter(
            "trust",
            "trusts",
            "many",
            "Distance from the act",
            "All sources",
            "How near a source stands to the body whose act it reports.",
        ),
        Filter("provision", "provision", "one", "Provision"),
        Filter(
            "mineral",
            "minerals",
            "many",
            "Mineral",
            "All minerals",
            "A group, such as the rare earths, includes its members.",
        ),
        Filter("group", "mineral_groups", "many", "Group of minerals", "All groups of minerals"),
        Filter("land", "lands", "many", "Country of the ground", "All countries"),
        Filter("record", "site_kinds", "many", "Kind of site", "All kinds of site"),
        Filter(
            "side",
            "sides",
            "many",
            "Side of the Framework",
            "All sides",
            "A partner is a country named beside the United States or Japan in an event on record; China, whose events "
            "are controls, is not.",
        ),
        Filter(
            "dataset",
            "datasets",
            "many",
            "Your own data",
            "Shipped sites alone",
            "Sets of sites that were imported on this computer; what is chosen stands beside the shipped sites.",
        ),
        Filter("map", "map", "one", "Map"),
        Filter("zoom", "zoom", "one", "Part of the world"),
        Filter("layer", "layers", "many", "Also on the map"),
        Filter("metal", "metal", "one", "Mineral of the plot", "The mineral with most figures"),
        Filter("site", "site", "key", "Site"),
        Filter("stage", "stages", "many", "Stage of the chain", "All stages"),
        Filter(
            "instrument",
            "instruments",
            "many",
            "Type of award",
            "All types of award",
            "An award of several types is found under each of them.",
        ),
        Filter("funder_country", "funder_countries", "many", "Country of the funder", "Funders of all countries"),
        Filter(
            "level",
            "levels",
            "many",
            "How firm the money is",
            "All commitment levels",
            "Sums never cross these levels; what is cancelled or superseded is in none.",
        ),
        Filter("year", "years", "many", "Year announced", "All years"),
        Filter("project", "project", "one", "Project"),
        Filter("crossing", "crossing", "one", "Mineral and stage"),
        Filter("by", "by", "switch", "Show the money by"),
        Filter("region", "region", "switch", "Part of the world"),
        Filter(
            "request",
            "request",
            "day",
            "A written request arrived on",
            help="Starts the 10-day clock for a meeting. None is on record; enter a day to see what would follow.",
        ),
        Filter(
            "notice",
            "notice",
            "day",
            "A written notice arrived on",
            help="Starts the 30-day clock to the end. None is on record; enter a day to see what would follow.",
        ),
        Filter("show", "show", "one", "What to show"),
        Filter("slide", "slide", "numbers", "Slide"),
        Filter("pick", "pick", "keys", "Figures and tables"),
        Filter("buttons", "buttons", "one", "Buttons below a slide"),
    )
}


@dataclass(frozen=True)
class Bounds:
    """What values can be: the list of each list filter, what to call a value, and the first, last and default day."""

    options: Mapping[str, Sequence[str]]
    labels: Mapping[str, str]
    first_day: date
    today: date

    @property
    def last_day(self) -> date:
        """Far enough ahead for any plan."""
        return max(self.today, self.first_day) + timedelta(days=3653)

    @property
    def default_day(self) -> date:
        """Today, or the first day if the clock of this computer stands before it."""
        return max(self.today, self.first_day)

    def word(self, name: str, value: str) -> str:
        """What a value of this filter is called."""
        return self.labels.get(f"{name}|{value}", value)

    def slug(self, one: Filter, value: str) -> str:
        """How a value stands in the address: 'P06' as it is, anything longer as a slug."""
        if one.by_label:
            return slug(self.word(one.name, value))
        return value if value.isalnum() else slug(value)

    def of(self, name: str) -> Sequence[str]:
        """The words a list filter offers."""
        fixed = {"status": CLOCK_STATUSES, "show": SHOWS, "buttons": ("off",)}
        return fixed.get(name) or self.options.get(name, ())


@dataclass(frozen=True)
class View:
    """One way of looking at the notebook: a value for every filter, the colour theme and the database version."""

    values: Mapping[str, Value]
    theme: str = "light"
    version: str = ""
    filters: tuple[str, ...] = field(default=tuple(FILTERS))
    window: str = "medium"
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The narrowest, in px, that a figure on the page will be shown in this window."""
        return {"narrow": 340, "medium": 1000}.get(self.window, 1440)

    @property
    def as_of(self) -> date:
        """The day everything is judged on."""
        day = self.values["as_of"]
        assert isinstance(day, date)
        return day

    def parameters(self) -> dict[str, Parameter]:
        """A value for the SQL parameter of every filter; what this page does not filter by is NULL."""
        kept = {
            name: self.values.get(name) if name in self.filters else None for name in FILTERS if name not in STEERING
        }
        given: dict[str, Parameter] = {FILTERS[name].parameter: _parameter(name, value) for name, value in kept.items()}
        return given | {"as_of": self.as_of}

    def sentence(self) -> str:
        """All filters of this page in words, the as-of day apart: 'Investment · All statuses'.

        Where many do not narrow, they are said in one: 'Gallium · no other filter'.
        """
        narrowing = self.narrowed()
        said = {name: self._words(FILTERS[name]) for name in self.filters if name not in UNSAID}
        idle = [words for name, words in said.items() if words and name not in narrowing]
        if len(idle) <= _SAID_SINGLY:
            return " · ".join(words for words in said.values() if words)
        return " · ".join([*(said[name] for name in narrowing), "no other filter"]) if narrowing else "No filter"

    def narrowed(self) -> tuple[str, ...]:
        """The filters of this page that narrow it now, in order; the as-of day never does."""
        return tuple(name for name in self.filters if name not in UNSAID and self.values.get(name))

    def _words(self, one: Filter) -> str:
        value = self.values.get(one.name)
        if not value:
            return one.everything
        if isinstance(value, tuple):
            listed = ", ".join(self.labels.get(f"{one.name}|{word}", str(word)) for word in value)
            return f"{one.label} {listed}" if one.kind == "numbers" else listed
        if isinstance(value, date):
            return f"{one.label} {fmt_date(value)}"
        if one.kind == "words":
            return f"containing “{value}”"
        return f"{one.label} {self.labels.get(f'{one.name}|{value}', value)}"


def _parameter(name: str, value: Value) -> Parameter:
    if name in SINGLE and isinstance(value, tuple) and value:
        return value[0]
    return value or None


def defaults(bounds: Bounds) -> dict[str, Value]:
    """The value of every filter when nothing is narrowed."""
    empty: dict[str, Value] = {
        "many": (),
        "words": "",
        "one": None,
        "switch": None,
        "day": None,
        "numbers": (),
        "key": None,
        "keys": (),
    }
    return {name: empty[one.kind] for name, one in FILTERS.items()} | {"as_of": bounds.default_day}


def slug(word: str) -> str:
    """How a list's word stands in an address: 'Markets and pricing' is 'markets-and-pricing'."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower().replace("'", "").replace("’", "")).strip("-")
