"""A helper for the tests of sentences: what no sentence may hold, and which claims of a first place must hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd
from pages_support import facts

from lodestone.cells.answer import Answer

_NOUNS = (
    "action|agency|award|call|clock|commitment|country|data set|date|day|department|difference|door|entry|event|fit|"
    "funder|gap|hit|item|kind|mineral|official|opportunity|organization|partner|part|pillar|place|program|programme|"
    "project|provision|record|score|site|source|statement|unit|weighting|work"
)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


_SINGULAR = f"(?:{_NOUNS})"
_PLURAL = f"(?:{'|'.join(_plural(one) for one in _NOUNS.split('|'))})"
_ADJECTIVES = r"(?:(?:recorded|dated|firm|public|mapping|survey|key|other|more|of the brief's) )*"
_MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|0|[2-9]|[1-9]\d|[1-9]\d\d|\d+,\d{3})"
_ARE = "(?:are|have|were|do|name|rest|come|draw|serve|wait)"
_IS = "(?:is|has|was|does|names|rests|comes|draws|serves|waits)"
# What a sentence may not hold, each with its name in a complaint.
REFUSED = {
    "a none that is not said so": r"(?i)\b(?:no (?:are|is|was|were|have|has|of)|none of (?:one|1))\b",
    "a part of one": r"(?i)\b(?:one|1) of (?:one|1)\b",
    "one of several": rf"(?i)\b(?:one|(?<![\d,.]))1 {_ADJECTIVES}{_PLURAL}\b|\bone {_ADJECTIVES}{_PLURAL}\b",
    "several of one": rf"(?i)(?<![\w.,-]){_MANY} {_ADJECTIVES}{_SINGULAR}(?![\w-])(?! \w+s\b)",
    "one that are": rf"(?i)(?<![\w.,-])(?:one|1) (?:{_ADJECTIVES}{_SINGULAR} )?{_ARE}\b",
    "one of many that are": rf"(?i)(?<![\w.,-])(?:one|1) of [\w,]+ (?:{_ADJECTIVES}{_PLURAL} )?{_ARE}\b",
    "one that fit": rf"(?i)(?<![\w.,-])(?:one|1) {_ADJECTIVES}{_SINGULAR} fit\b",
    # 'One of 5 scores is', but not '5 scores is'.
    "several that is": rf"(?i)(?<![\w.,-])(?<!of ){_MANY} (?:{_ADJECTIVES}{_PLURAL} )?{_IS}\b",
    "doubled or wrong spaces": r"  | [,.;:!?)]|\( |[,;](?=[^\s\d”])|:(?=[^\s/\d])|(?<=[a-z]\w)\.(?=[A-Z])",
    "doubled stops": r"\.\.|;;|,,|[;:,]\.|\.;|^[.;:,]|[;:,]$",
    "a name without its article": (
        r"\b(?:from|by|of|to|in) "
        r"(?:Department of (?:Energy|Commerce|State|War|Defense|the)|Ministry of|Democratic Republic|United States)"
    ),
    "a code that nobody knows": (
        r"\b[EFA]\d{3}\b|(?<!\()\bP\d\d\b|\b[a-z]+_[a-z_]+\b|\b(?:us|jp|bi|mu)-[a-z]+\b|other in \d"
    ),
    "a button that no slide has": r"\bCheck (?:says|shows|tells|has|holds)\b",
    "leftovers of the program": r"\bNone\b(?! of\b)|\bnan\b|\bNaN\b|\bNaT\b|<NA>|\bTrue\b|\bFalse\b|[\[\]{}]|\binf\b",
}
# Lower-case words of the language that are also names.
_WORDS = {"state", "interior", "treasury", "commerce", "regulators", "us", "it", "ai", "firm", "act"}


@cache
def _names() -> re.Pattern[str]:
    """Proper names as they would stand in lower case: countries, bodies and what the Framework is about."""
    listed = {"American", "Japanese", "U.S.", "Vanderbilt", "Framework", "Tennessee", "Washington", "Tokyo", "Europe"}
    listed |= {row["country"] for row in facts("country_names")}
    for row in facts("facts/organizations"):
        listed |= {row["name"], row["short_name"], row["abbreviation"]}
    for name in ("events", "projects", "awards", "calls"):
        for row in facts(f"facts/{name}"):
            listed |= set(re.findall(r"\b[A-Z]{3,}\b", row.get("title", "") + " " + row.get("name", "")))
    lowered = {one.lower() for one in listed if one and one != one.lower()} - _WORDS
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(lowered, key=len, reverse=True)))})(?![\w-])")


def faults(sentence: str) -> Iterator[str]:
    """What is wrong with a sentence, as it stands in it."""
    if not sentence.strip():
        yield "empty"
    # What a reader typed is shown as it is, and so is a title that stands in quotation marks.
    own = re.sub(r"“[^”]*”", "“…”", sentence)
    for what, pattern in REFUSED.items():
        if found := re.search(pattern, own):
            yield f"{what}: “{found[0]}”"
    if found := _names().search(own):
        yield f"a name in small letters: “{found[0]}”"


@dataclass(frozen=True)
class Claim:
    """A first place that a cell claims: the words of the claim, and rows whose largest `value` alone may hold it."""

    words: str
    query: str
    label: str
    value: str
    # The rows it is claimed among, with the value as it is said.
    among: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows


def _summed(label: str, value: str, *, firm: bool = False) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def rows_of(rows: pd.DataFrame) -> pd.DataFrame:
        mine = rows[rows["commitment_level"] == "firm"] if firm else rows
        return mine.groupby(label, sort=False, as_index=False)[value].sum()

    return rows_of


def _tenths(name: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda rows: rows.assign(**{name: rows[name].astype(float).round(1)})


CLAIMS = {
    "overview/scores": Claim(r"rates (.*?) highest", "overview/scores", "title", "score"),
    "changes/movement": Claim(r"^(.*?) draws? most events", "changes/movement", "pillar", "events"),
    "opportunities/matrix": Claim(r"Best fit: (.*)", "opportunities/matrix", "unit", "fit", _tenths("fit")),
    "department/ranked": Claim(r"(?:Best fit|Nearest): (.*)", "department/ranked", "title", "fit", _tenths("fit")),
    "geology/grades": Claim(r"largest.*?: (.*)", "geology/grades", "name", "contained_t"),
    "sources/sources": Claim(r"; most often one by (.*)$", "sources/sources", "publisher", "rows_citing"),
    "funding/groups": Claim(
        r"% of it (?:for |from )?(.*?)(?:;|$)", "funding/groups", "label", "usd", _summed("label", "usd", firm=True)
    ),
    "funding/time": Claim(
        r"largest is (.*?) \(",
        "funding/awards",
        "project",
        "amount_usd",
        lambda rows: rows[rows["counted"] & (rows["commitment_level"] == "firm") & rows["announced"].notna()],
    ),
}


def broken_claim(answer: Answer) -> str:
    """What a claim of a first place leaves out, or nothing."""
    claim = CLAIMS.get(answer.cell.key)
    found = claim and re.search(claim.words, answer.finding)
    if not claim or not found:
        return ""
    rows = claim.among(answer.frames[claim.query])
    values = rows[claim.value].astype(float)
    if rows.empty or values.isna().all():
        return f"claims “{found[0]}” of nothing"
    first = list(dict.fromkeys(rows[claim.label][values == values.max()].astype(str)))
    missing = [one for one in first if one.lower() not in found[0].lower() and "more" not in found[0]]
    return f"a tie said as a first place: {', '.join(missing)} as well as in “{found[0]}”" if missing else ""
