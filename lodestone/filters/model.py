"""What a reader can narrow the notebook to: address, SQL parameters and a plain sentence from one set of values.

Nothing here knows the screen; `screen.py` draws the widgets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lodestone.figures.tokens import STATUS, fmt_date
from lodestone.queries import Value as Parameter
from lodestone.site import SHOWS

Value = date | tuple[str, ...] | tuple[int, ...] | str | None
LONGEST_SEARCH = 80
# How many whole numbers a 'numbers' filter holds; a single one reaches SQL as itself.
NUMBERS = {"fit": 1, "weights": 5, "slide": 1}
SINGLE = frozenset({"fit"})
# Said elsewhere on the page, or no matter of what is shown.
UNSAID = frozenset({"as_of", "cell", "shortlist", "organization", "provision", "opened", "partner", "map", "zoom", "layer", "metal",
                    "site", "project", "crossing", "by", "region", "show", "slide"})
# Steer the presentation; they narrow nothing.
STEERING = frozenset({"show", "slide"})
# An identifier from a list too long to be offered; the page looks it up and says when there is none.
KEY = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,158}[^\s\x00-\x1f\x7f])?")


@dataclass(frozen=True)
class Filter:
    """One filter: `name` is its word in the address, `parameter` its name in SQL.

    kind is 'day' (a date), 'words' (a text), 'many' (some of a list), 'one' (one of a list), 'switch' (one of a few ways
    to look; none is the first), 'numbers' (whole numbers from 0 to 100) or 'key' (an identifier from a list too long to be
    offered). `by_label`: the address holds what a value is called, not its identifier.
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
        Filter("product", "products", "many", "Derivative product", "All products",
               "Goods made from the minerals that a provision names or a project leads to."),
        Filter("status", "statuses", "many", "Status of a clock", "All statuses"),
        Filter("type", "lanes", "many", "Kind of event", "All kinds of event"),
        Filter("country", "countries", "many", "Country", "All countries"),
        Filter("section", "sections", "many", "Part of the brief", "The whole brief"),
        Filter("department", "unit", "one", "Department", "All departments",
               "Narrows every page to what concerns one department, with the reason.", by_label=True),
        Filter("school", "schools", "many", "School", "All schools"),
        Filter("topic", "topics", "many", "Topic", "All topics"),
        Filter("call", "call_states", "many", "State of a call", "Calls in any state"),
        Filter("role", "roles", "many", "Role of a university", "Universities in any role",
               "What a call lets a university be: lead, partner, member, or only someone who comments."),
        Filter("opened", "opened", "one", "Call"),
        Filter("partner", "partner", "one", "Partner in Japan"),
        Filter("fit", "min_fit", "numbers", "Minimum fit", help="Lodestone's own score, 0 to 5."),
        Filter("weights", "weights", "numbers", "Weights", help="Points given to each term of the fit score."),
        Filter("cell", "cell", "one", "Department and pillar"),
        Filter("shortlist", "shortlist", "many", "Shortlist", help="What you keep for later; it travels in the address."),
        Filter("organization", "organization", "one", "Organization", by_label=True),
        Filter("seat", "seats", "many", "Country of the organization", "All countries"),
        Filter("kind", "types", "many", "Type of organization", "All types of organization"),
        Filter("mention", "mentions", "many", "In the brief", "Named, implied or not mentioned"),
        Filter("trust", "trusts", "many", "Distance from the act", "All sources",
               "How near a source stands to the body whose act it reports."),
        Filter("provision", "provision", "one", "Provision"),
        Filter("mineral", "minerals", "many", "Mineral", "All minerals", "A group, such as the rare earths, includes its members."),
        Filter("group", "mineral_groups", "many", "Group of minerals", "All groups of minerals"),
        Filter("land", "lands", "many", "Country of the ground", "All countries"),
        Filter("record", "site_kinds", "many", "Kind of site", "All kinds of site"),
        Filter("side", "sides", "many", "Side of the Framework", "All sides",
               "A partner is a country named beside the United States or Japan in an event on record; China, whose events "
               "are controls, is not."),
        Filter("dataset", "datasets", "many", "Your own data", "Shipped sites alone",
               "Sets of sites that were imported on this computer; what is chosen stands beside the shipped sites."),
        Filter("map", "map", "one", "Map"),
        Filter("zoom", "zoom", "one", "Part of the world"),
        Filter("layer", "layers", "many", "Also on the map"),
        Filter("metal", "metal", "one", "Mineral of the plot", "The mineral with most figures"),
        Filter("site", "site", "key", "Site"),
        Filter("stage", "stages", "many", "Stage of the chain", "All stages"),
        Filter("instrument", "instruments", "many", "Type of award", "All types of award",
               "An award of several types is found under each of them."),
        Filter("funder_country", "funder_countries", "many", "Country of the funder", "Funders of all countries"),
        Filter("level", "levels", "many", "How firm the money is", "All commitment levels",
               "Sums never cross these levels; what is cancelled or superseded is in none."),
        Filter("year", "years", "many", "Year announced", "All years"),
        Filter("project", "project", "one", "Project"),
        Filter("crossing", "crossing", "one", "Mineral and stage"),
        Filter("by", "by", "switch", "Show the money by"),
        Filter("region", "region", "switch", "Part of the world"),
        Filter("request", "request", "day", "A written request arrived on",
               help="Starts the 10-day clock for a meeting. None is on record; enter a day to see what would follow."),
        Filter("notice", "notice", "day", "A written notice arrived on",
               help="Starts the 30-day clock to the end. None is on record; enter a day to see what would follow."),
        Filter("show", "show", "one", "What to show"),
        Filter("slide", "slide", "numbers", "Slide"),
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
        fixed = {"status": tuple(STATUS), "show": SHOWS}
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
        kept = {name: self.values.get(name) if name in self.filters else None for name in FILTERS if name not in STEERING}
        given: dict[str, Parameter] = {FILTERS[name].parameter: _parameter(name, value) for name, value in kept.items()}
        return given | {"as_of": self.as_of}

    def sentence(self) -> str:
        """All filters of this page in words, the as-of day apart: 'Investment · All statuses'."""
        said = (self._words(FILTERS[name]) for name in self.filters if name not in UNSAID)
        return " · ".join(words for words in said if words)

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
    empty: dict[str, Value] = {"many": (), "words": "", "one": None, "switch": None, "day": None, "numbers": (), "key": None}
    return {name: empty[one.kind] for name, one in FILTERS.items()} | {"as_of": bounds.default_day}


def slug(word: str) -> str:
    """How a list's word stands in an address: 'Markets and pricing' is 'markets-and-pricing'."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower().replace("'", "").replace("’", "")).strip("-")


def to_address(values: Mapping[str, Value], names: Sequence[str], bounds: Bounds) -> dict[str, str]:
    """The address parameters of the filters `names` that differ from their default, in the order of `names`."""
    usual = defaults(bounds)
    address = {}
    for name in names:
        value = values.get(name)
        if value and value != usual[name]:
            if isinstance(value, tuple):
                address[name] = ",".join(slug(str(word)) for word in value)
            elif isinstance(value, date):
                address[name] = value.isoformat()
            else:
                address[name] = bounds.slug(FILTERS[name], value) if FILTERS[name].kind in {"one", "switch"} else value
    return address


def from_address(
    address: Mapping[str, str], names: Sequence[str], bounds: Bounds
) -> tuple[dict[str, Value], list[str]]:
    """Values for `names` from an address (defaults where it is silent or wrong), and what was wrong with it."""
    values = {name: value for name, value in defaults(bounds).items() if name in names}
    complaints = []
    for name, text in address.items():
        if name not in names:
            if not name.startswith("embed"):
                complaints.append(f"“{_short(name)}” is not a filter of this page.")
            continue
        value, complaint = _read(FILTERS[name], text.strip(), bounds)
        values[name] = value or values[name]
        complaints.extend(complaint)
    return values, complaints


def _read(one: Filter, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
    if one.kind == "words":
        words = " ".join(text.split())
        cut = [f"The search was cut to {LONGEST_SEARCH} characters."] if len(words) > LONGEST_SEARCH else []
        return words[:LONGEST_SEARCH].rstrip(), cut
    if one.kind == "day":
        return _read_day(one, text, bounds)
    if one.kind == "numbers":
        return _read_numbers(one, text)
    if one.kind == "key":
        return (text, []) if KEY.fullmatch(text) else (None, [f"“{_short(text)}” is not one of the choices for {one.label.lower()}."])
    known = {slug(bounds.slug(one, word)): word for word in bounds.of(one.name)}
    slugs = [part for part in text.split(",") if part.strip()]
    unknown = [f"“{_short(part)}” is not one of the choices for {one.label.lower()}." for part in slugs
               if slug(part) not in known]
    chosen = {known[slug(part)] for part in slugs if slug(part) in known}
    if one.kind in {"one", "switch"}:
        return next(iter(sorted(chosen)), None), unknown
    return tuple(word for word in bounds.of(one.name) if word in chosen), unknown


def _read_numbers(one: Filter, text: str) -> tuple[Value, list[str]]:
    found = re.findall(r"[0-9]{1,3}", text)
    numbers = tuple(int(number) for number in found)
    whole = re.fullmatch(r"[0-9]{1,3}(,[0-9]{1,3})*", text)
    if whole and len(numbers) == NUMBERS[one.name] and max(numbers) <= 100 and any(numbers):
        return numbers, []
    count = NUMBERS[one.name]
    wanted = "one number" if count == 1 else f"{count} numbers"
    return (), [f"“{_short(text)}” does not fit “{one.label}”: {wanted} from 0 to 100."]


def _read_day(one: Filter, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        day = None
    if day is None:
        return None, [f"“{_short(text)}” is not a day for “{one.label}”; write it as 2026-11-22."]
    if not bounds.first_day <= day <= bounds.last_day:
        span = f"{fmt_date(bounds.first_day)} to {fmt_date(bounds.last_day)}"
        return None, [f"{fmt_date(day)} lies outside the days that can be shown ({span})."]
    return day, []


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
