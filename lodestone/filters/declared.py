"""Every filter of the notebook, declared once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lodestone.errors import PageError
from lodestone.filters.bounds import Bounds, Value
from lodestone.filters.keys import Key, Keys
from lodestone.filters.kinds import Day, Filter, Many, Numbers, One, Switch, Words
from lodestone.filters.packed import Packed
from lodestone.language import CLOCK_STATUSES
from lodestone.page_list import NOTEBOOK, SHOWS

_DECLARED: tuple[Filter, ...] = (
    Day(
        name="as_of", parameter="as_of", label="As of", purpose="dates",
        help="Everything is shown as it could be known on this day.",
    ),
    Day(
        name="since", parameter="since", label="Since", days_before=30,
        help="Only what came after this day counts, up to and with the as-of day. Without one: the 30 days before it.",
    ),
    One(name="brief", parameter="brief", label="Brief", purpose="looks", by_label=True),
    Many(
        name="among", parameter="among", label="Briefs", fewest=2, titles=True,
        help="Briefs that are loaded: the Framework's own, and those imported on this computer. Where none is chosen, "
        "a page stands on the Framework's own, and the page Briefs on all of them.",
    ),
    Many(
        name="pair", parameter="pair", label="Two briefs side by side", purpose="looks", at_most=2,
        everything="The Framework's own and the newest other one", fewest=2,
    ),
    Words(name="q", parameter="q", label="Search", help="Every word must occur.", short="the search"),
    Many(name="pillar", parameter="pillars", label="Pillar", everything="All pillars"),
    Many(
        name="product", parameter="products", label="Derivative product", everything="All products",
        help="Goods made from the minerals that a provision names or a project leads to.",
    ),
    Many(
        name="status", parameter="statuses", label="Status of a clock", everything="All statuses", fixed=CLOCK_STATUSES
    ),
    Many(name="type", parameter="lanes", label="Kind of event", everything="All kinds of event"),
    Many(name="country", parameter="countries", label="Country", everything="All countries"),
    Many(name="section", parameter="sections", label="Part of the brief", everything="The whole brief"),
    One(
        name="department", parameter="department", label="Department", everything="All departments", by_label=True,
        help="Narrows every page to what concerns one department, with the reason. "
        "Find (Ctrl+K) leads to a department by its fields, such as geology.",
    ),
    Many(name="school", parameter="schools", label="School", everything="All schools"),
    Many(name="topic", parameter="topics", label="Topic", everything="All topics"),
    Many(name="call", parameter="call_states", label="State of a call", everything="Calls in any state"),
    Many(
        name="role", parameter="roles", label="Role of a university", everything="Universities in any role",
        help="What a call lets a university be: lead, partner, member, or only someone who comments.",
    ),
    One(name="opened", parameter="opened", label="Call or program", purpose="opens"),
    One(name="partner", parameter="partner", label="Partner in Japan", purpose="opens"),
    Numbers(name="fit", parameter="min_fit", label="Minimum fit", help="Lodestone's own score, 0 to 5."),
    Numbers(
        name="weights", parameter="weights", label="Weights", count=5, beside=True,
        help="Points given to each term of the fit score.",
    ),
    One(name="cell", parameter="cell", label="Department and pillar", purpose="opens"),
    Many(
        name="shortlist", parameter="shortlist", label="Shortlist", purpose="looks",
        help="What you keep for later; it travels in the address.",
    ),
    One(name="organization", parameter="organization", label="Organization", purpose="opens", by_label=True),
    Many(name="seat", parameter="seats", label="Country of the organization", everything="All countries"),
    Many(name="kind", parameter="types", label="Type of organization", everything="All types of organization"),
    Many(
        name="mention", parameter="mentions", label="In the brief", everything="Named, implied or not mentioned",
        short="mention in the brief",
    ),
    Many(
        name="trust", parameter="trusts", label="Distance from the act", everything="All sources",
        help="How near a source stands to the body whose act it reports.",
    ),
    One(name="provision", parameter="provision", label="Provision", purpose="opens"),
    Many(
        name="mineral", parameter="minerals", label="Mineral", everything="All minerals",
        help="A group, such as the rare earths, includes its members.",
    ),
    Many(
        name="group", parameter="mineral_groups", label="Group of minerals", everything="All groups of minerals",
        beside=True,
    ),
    Many(name="land", parameter="lands", label="Country of the ground", everything="All countries"),
    Many(name="record", parameter="site_kinds", label="Kind of site", everything="All kinds of site"),
    Many(
        name="side", parameter="sides", label="Side of the Framework", everything="All sides",
        help="A partner is a country named beside the United States or Japan in an event on record; China, whose "
        "events are controls, is not.",
    ),
    Many(
        name="dataset", parameter="datasets", label="Your own data", everything="Shipped sites alone", fewest=1,
        help="Sets of sites that were imported on this computer; what is chosen stands beside the shipped sites.",
    ),
    One(name="map", parameter="map", label="Map", purpose="looks"),
    One(name="zoom", parameter="zoom", label="Part of the world", purpose="looks"),
    Many(name="layer", parameter="layers", label="Also on the map", purpose="looks"),
    One(
        name="metal", parameter="metal", label="Mineral of the plot", purpose="looks",
        everything="The mineral with most figures",
    ),
    Key(name="site", parameter="site", label="Site", purpose="opens"),
    Many(name="stage", parameter="stages", label="Stage of the chain", everything="All stages"),
    Many(
        name="instrument", parameter="instruments", label="Type of award", everything="All types of award",
        help="An award of several types is found under each of them.",
    ),
    Many(
        name="funder_country", parameter="funder_countries", label="Country of the funder",
        everything="Funders of all countries",
    ),
    Many(
        name="level", parameter="levels", label="How firm the money is", everything="All commitment levels",
        help="Sums never cross these levels; what is cancelled or superseded is in none.",
    ),
    Many(
        name="tie", parameter="ties", label="Tie to the Framework", everything="Every tie to the Framework",
        help="What names the Framework, what both countries do, what one country does, and what lies around it: "
        "our reading, with its reason at each event and award.",
    ),
    Many(name="year", parameter="years", label="Year announced", everything="All years"),
    One(name="project", parameter="project", label="Project", purpose="opens"),
    One(name="crossing", parameter="crossing", label="Mineral and stage", purpose="opens"),
    Switch(name="by", parameter="by", label="Show the money by", purpose="looks"),
    Switch(name="region", parameter="region", label="Part of the world", purpose="looks"),
    One(
        name="element", parameter="element", label="Open one mineral", purpose="opens", by_label=True,
        help="Any of the 60 listed minerals, or a group of them.",
    ),
    Numbers(
        name="priorities", parameter="priorities", label="Weights of the index", purpose="looks", count=5,
        help="Points given to each term of the priority index.",
    ),
    Switch(name="indicator", parameter="indicator", label="Color by", purpose="looks"),
    Many(
        name="supplier", parameter="suppliers", label="Suppliers that stop", purpose="looks",
        everything="China, where none is chosen", help="Countries whose supply is cut.",
    ),
    Numbers(name="cut", parameter="cut", label="Cut (%)", purpose="looks", usual=100, upper=100),
    Numbers(name="months", parameter="months", label="Duration (months)", purpose="looks", usual=12, upper=60),
    Numbers(
        name="cover", parameter="cover", label="Stock (days of use)", purpose="looks", most=730, upper=730,
        help="Neither government publishes what it holds: this is yours to assume.",
    ),
    Numbers(
        name="reroute", parameter="reroute", label="Re-routed (%)", purpose="looks", upper=100,
        help="How much of the loss others would make up: yours to assume.",
    ),
    Numbers(
        name="floor", parameter="floor", label="Price floor", purpose="looks", count=4, most=100_000_000,
        help="Market price and floor in dollars a tonne, tonnes a year and years.",
    ),
    Day(
        name="request", parameter="request", label="A written request arrived on", beside=True,
        help="Starts the 10-day clock for a meeting. None is on record; enter a day to see what would follow.",
    ),
    Day(
        name="notice", parameter="notice", label="A written notice arrived on", beside=True,
        help="Starts the 30-day clock to the end. None is on record; enter a day to see what would follow.",
    ),
    One(name="show", parameter="show", label="What to show", purpose="steers", fixed=(*SHOWS, NOTEBOOK.url_path)),
    Numbers(name="slide", parameter="slide", label="Slide", purpose="steers"),
    Keys(name="pick", parameter="pick", label="Figures and tables", purpose="steers", lasting=True),
    Packed(name="book", parameter="book", label="Your notebook", purpose="steers", lasting=True),
    One(name="buttons", parameter="buttons", label="Buttons below a slide", purpose="steers", fixed=("off",)),
)  # fmt: skip

FILTERS: Mapping[str, Filter] = {one.name: one for one in _DECLARED}


def check_names(names: Iterable[str], page: str) -> None:
    """Raise PageError when a page names a filter that is not declared here."""
    if unknown := [name for name in names if name not in FILTERS]:
        raise PageError(
            f"The page “{page}” names the filter “{unknown[0]}”, which is not declared. "
            "Declare it in lodestone/filters/declared.py, or mend its name in lodestone/page_list.py."
        )


def defaults(bounds: Bounds) -> dict[str, Value]:
    """The value of every filter when nothing is narrowed."""
    return {name: one.empty for name, one in FILTERS.items()} | {"as_of": bounds.default_day}
