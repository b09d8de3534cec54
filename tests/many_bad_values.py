"""Values that must be refused, by file and column; each is put into a row of its own, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bad:
    """Put `value` into `column` of a row of `table`, and `beside` into its other columns.

    Without `beside` the row must have something there already; `where` picks rows by their values. The complaint names
    the column `named` (the column itself, if empty) and says `says`.
    """

    table: str
    column: str
    value: str
    says: str
    named: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.table}.{self.column}={self.value[:24]!r}"


def many(table: str, column: str, values: Sequence[str], says: str, **more) -> list[Bad]:
    return [Bad(table, column, value, says, **more) for value in values]


RULE, NUMBER, WHOLE, LIST = "breaks the rule", "is not a number", "is not a whole number", "is not in the list"
ADDRESSES = [
    "ftp://example.org/a", "javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "mailto:a@example.org", "//example.org/a", "example.org", "http://", "https:/example.org",
    "https://example.org/a b",
    'https://example.org/"onclick="x', "https://example.org/<script>", "https://name@example.org/a",
    "https://name:word@example.org/a", "https://example.org\\@elsewhere.org", "https://example.org:port/",
    "https://exa_mple.org/", " ; https://example.org",
]  # fmt: skip
UNSHAPED = [
    "28/10/2025", "2025/10/28", "2025-1-2", "25-10-28", "2025-10-28T09:00", "２０２５-10-28",
    "October 2025", "+2025-10-28",
]  # fmt: skip
NO_DAYS = ["2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "0000-01-01"]
FAR_DAYS = ["1899-12-31", "0001-01-01", "2099-01-01", "9999-12-31"]
NO_NUMBERS = ["nan", "inf", "-inf", "Infinity", "1e400", "9" * 400, "12,5", "12°", "0x1F", "1e", "--1", "½", "−5"]
NO_WHOLES = ["1.5", "1e6", "1,000", "one", "9" * 19, "٣"]
NO_BOOLEANS = ["yes", "no", "TRUE", "True", "1", "0", "t", "x"]

CASES = [
    *many("sources", "url", ADDRESSES, RULE),
    *(bad for table, column in (
        ("units", "url"), ("expertise", "url"), ("partner_statements", "url"), ("call_watch", "watch_url"),
    ) for bad in many(table, column, [ADDRESSES[1], ADDRESSES[13], ADDRESSES[12]], RULE)),
    *many("mapping_programmes", "data_url", ADDRESSES[:3], RULE),
    *many("contacts", "channel", ADDRESSES[:4], RULE, where={"channel_kind": "page"}),
    *many("contacts", "channel", ["nobody", "a b@example.org", "a@b@c"], RULE, where={"channel_kind": "mailbox"}),
    # Days and years
    *many("events", "date", UNSHAPED, "is not a date"),
    *many("events", "date", NO_DAYS, "is not a day of the calendar"),
    *many("events", "date", FAR_DAYS, "is no day of our time"),
    *many("contacts", "seen_date", UNSHAPED[:3], "is not a date"),
    *many("contacts", "seen_date", FAR_DAYS, "is no day of our time"),
    *many("awards", "announced", [*FAR_DAYS], "is no day of our time"),
    *many("awards", "announced", NO_DAYS[:3], "is not a day of the calendar"),
    *many("calls", "opens", FAR_DAYS[:2], "is no day of our time"),
    *many("call_watch", "read_on", FAR_DAYS, "is no day of our time"),
    *many("office_holders", "as_of", FAR_DAYS[1:3], "is no day of our time"),
    *many("sources", "published", ["1812", "2099", "2025-02-30", "2025-11-31", "1066-10", "9999-01-01"], "of our time"),
    *many("sources", "published", ["2025-13", "2025-00", "20251028", "May 2025", "2025-1", "2025-10-28 "[:9]], RULE),
    *many("units", "last_seen_year", ["1066", "2099", "999", "-5", "20255"], "is no year of our time"),
    *many("units", "last_seen_year", ["1950"], RULE),
    *many("units", "last_seen_year", ["2020.5", "MMXX"], WHOLE),
    *many("expertise", "as_of_year", ["1066", "2099", "0"], "is no year of our time"),
    *many("mapping_programmes", "year_start", ["1066", "2099", "0"], "is no year of our time"),
    # Numbers and places
    *many("sites", "latitude", NO_NUMBERS, NUMBER),
    *many("sites", "latitude", ["90.01", "-91", "1e99"], RULE),
    *many("sites", "longitude", ["180.5", "-181", "1e20"], RULE),
    *many("projects", "latitude", NO_NUMBERS[:5], NUMBER),
    *many("projects", "longitude", ["180.5", "-181"], RULE),
    *many("organizations", "latitude", ["90.01", "-91"], RULE),
    *many("site_grades", "grade", ["0", "-1", "1000001", "1e30"], RULE),
    *many("site_grades", "grade", ["100.1", "250"], RULE, beside={"unit": "%"}),
    *many("site_grades", "grade", NO_NUMBERS[:4], NUMBER),
    *many("mapping_programmes", "area_sq_km", ["0", "-1", "600000000"], RULE),
    *many("awards", "amount_usd", ["9000000000000"], RULE, beside={"amount": "", "currency": ""}),
    *many("sites", "ore_tonnes", ["0", "-7", "1e13"], RULE, beside={"resource_source_id": "s_lodestone"}),
    *many("mapping_programmes", "area_sq_km", NO_NUMBERS[:4], NUMBER),
    Bad("mapping_programmes", "west", "-80", RULE, named="east", beside={"east": "-90", "south": "30", "north": "40"}),
    Bad("mapping_programmes", "west", "10", RULE, named="east", beside={"east": "10", "south": "30", "north": "40"}),
    Bad("mapping_programmes", "south", "40", RULE, beside={"north": "30", "west": "10", "east": "20"}),
    Bad("mapping_programmes", "east", "", RULE, named="north"),
    # Money
    *many("calls", "ceiling_usd", ["0", "-5"], RULE, beside={"floor_usd": "", "total_usd": ""}),
    *many("calls", "ceiling_usd", NO_WHOLES[:1], WHOLE),
    Bad("calls", "ceiling_usd", "500", RULE, named="floor_usd", beside={"floor_usd": "501", "total_usd": ""}),
    Bad("calls", "ceiling_usd", "500", RULE, beside={"floor_usd": "", "total_usd": "499"}),
    *many("awards", "amount_usd", NO_WHOLES, WHOLE),
    Bad("awards", "currency", "XBT", RULE, beside={"amount_usd": ""}),
    # Words of lists
    *many("events", "status", ["Occurred", "happened", "occurred;", "0"], LIST),
    *many("events", "tie", ["one", "names the framework", "context "[:7] + "s"], LIST),
    *many("events", "date_precision", ["days", "Day"], LIST),
    *many("awards", "commitment_level", ["Firm", "sure"], LIST),
    *many("awards", "stage_confidence", ["certain", "hi"], LIST),
    *many("sources", "trust", ["secondary", "PRIMARY"], LIST),
    *many("sources", "how_read", ["partly", "in  full"], LIST),
    *many("units", "kind", ["bureau"], LIST),
    *many("sites", "kind", ["pit", "Mine"], LIST),
    *many("sites", "status", ["closed", "open"], LIST),
    *many("sites", "coordinate_check", ["ok"], LIST),
    *many("mapping_programmes", "place_basis", ["guess"], LIST),
    *many("site_grades", "unit", ["oz", "PPM"], LIST),
    *many("events", "turning_point", NO_BOOLEANS, "neither true nor false"),
    *many("awards", "integrated", NO_BOOLEANS[:3], "neither true nor false"),
    *many("minerals", "on_us_list", NO_BOOLEANS[:4], "neither true nor false"),
    *many("calls", "seen_closed", NO_BOOLEANS[:2], "neither true nor false"),
    # Codes and keys of other tables
    *many("sites", "country_iso3", ["XXX", "ZZZ", "QQQ"], "is not in data/country_names.csv"),
    *many("sites", "country_iso3", ["usa", "US", "U5A", "USAA", "日本国"], ""),
    *many("mapping_programmes", "countries", ["XYZ", "AAA"], "is not in data/country_names.csv", named="country_iso3"),
    *many("mapping_programmes", "areas", ["US-ZZ", "JP-99"], "is not in the outlines", named="area"),
    *many("mapping_programmes", "areas", ["DE-BY", "US-Tennessee"], "", named="area"),
    *many("events", "source_id", ["nobody", "s brief"], "is not in sources"),
    *many("awards", "organization_id", ["nobody"], "is not in organizations"),
    *many("awards", "minerals", ["unobtainium", "Gold"], "is not in minerals", named="mineral_id"),
    *many("sites", "mineral_id", ["unobtainium"], "is not in minerals"),
    *many("projects", "place_source_id", ["nobody"], "is not in sources"),
    *many("events", "type", ["party"], "is not in event_types"),
    # What must stand there, and how much of it
    *(Bad(table, column, "", "a value is required here") for table, column in (
        ("events", "title"), ("events", "summary"), ("events", "tie_reason"), ("awards", "title"), ("awards", "funder"),
        ("sites", "name"), ("sites", "source_record"), ("units", "name"), ("projects", "company"), ("sources", "title"),
        ("sources", "publisher"), ("organizations", "role"), ("expertise", "description"), ("terms", "meaning"),
        ("contacts", "seen_date"), ("minerals", "name"), ("calls", "agency"), ("topics", "scope"),
    )),
    *(Bad(table, column, "x" * length, RULE) for table, column, length in (
        ("events", "label", 47), ("awards", "title", 61), ("awards", "funder_group", 25),
        ("projects", "short_name", 31), ("units", "short_name", 27), ("organizations", "short_name", 25),
        ("terms", "meaning", 161), ("terms", "term", 29), ("expertise", "title", 61),
        ("calls", "short_title", 47), ("topics", "title", 29),
        ("provision_relations", "reason", 141), ("call_relations", "reason", 141),
    )),
    *many("provision_relations", "grade", ["4", "-1", "99"], RULE),
    *many("provision_relations", "grade", ["1.5", "high"], WHOLE),
    *many("organization_relations", "readings", ["0", "3"], RULE),
    *many("mineral_relations", "grade", ["4"], RULE),
]  # fmt: skip
