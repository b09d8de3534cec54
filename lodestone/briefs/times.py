"""What an item of a timeline says of time: how long, in which relation, started by what, or until which day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lodestone.briefs.characters import plain
from lodestone.briefs.dates import DAY, MONTH, day, day_in_doubt
from lodestone.briefs.numbers import NUMBER, number
from lodestone.briefs.record import Clock

_UNITS = (
    ("hours", r"(?:hours?|hrs?\.?)"),
    ("business_days", r"(?:business|working|work)[ -]days?"),
    ("days", r"(?:calendar[ -])?days?"),
    ("weeks", r"(?:weeks?|wks?\.?)"),
    ("fiscal_years", r"(?:fiscal[ -]years?|fys?)(?! ?\d)"),
    ("months", r"(?:calendar[ -])?(?:months?|mos?\.)"),
    ("years", r"(?:calendar[ -])?(?:years?|yrs?\.?)"),
)
_UNIT = "|".join(pattern for _, pattern in _UNITS)
_TO = r" ?(?:-|–|—| to | and | or ) ?"
_QUALIFIER = (
    r"(?:(?:the|its|their|about|approximately|roughly|at least|at most|a|an|the (?:next|first|following)|next|first) )*"
)
_LENGTH = rf"(?P<n>{NUMBER})(?:[ -](?P<u1>{_UNIT}))?(?:{_TO}(?P<m>{NUMBER}))?[ -]?(?P<unit>{_UNIT})\b"
_WITHIN = (
    r"(?:within|in(?: (?:less|no more|not more) than)?|(?:no|not) (?:later|more) than|up to|over|during|between|under"
    r"|by no later than)"
)
_BY = r"(?:by|(?:by )?(?:no|not) later than|on or before|before|until|through|prior to|due(?: by| on)?|deadline:?)"
_RATES = {
    "daily": (1, "days"), "weekly": (1, "weeks"), "monthly": (1, "months"), "quarterly": (3, "months"),
    "semiannually": (6, "months"), "semi-annually": (6, "months"), "twice a year": (6, "months"),
    "annually": (1, "years"), "yearly": (1, "years"), "once a year": (1, "years"), "once per year": (1, "years"),
    "biennially": (2, "years"), "on an annual basis": (1, "years"), "on a quarterly basis": (3, "months"),
    "on a monthly basis": (1, "months"), "on a weekly basis": (1, "weeks"), "annual": (1, "years"),
    "semiannual": (6, "months"), "semi-annual": (6, "months"), "twice yearly": (6, "months"),
    "twice annually": (6, "months"), "twice per year": (6, "months"), "twice each year": (6, "months"),
}  # fmt: skip
_EVERY_UNIT = {"day": "days", "week": "weeks", "month": "months", "year": "years", "fiscal year": "fiscal_years",
               "quarter": "months", "hour": "hours", "business day": "business_days"}  # fmt: skip

_LONG = re.compile(
    rf"(?:(?P<every>every|each)|(?P<within>{_WITHIN})) {_QUALIFIER}{_LENGTH}"
    rf"|(?<![\w.,/$]){_LENGTH.replace('?P<', '?P<b')}"
)
_SINGLE = re.compile(rf"\b{_WITHIN} (?:a|an|the(?: next| following| first)?|1) (?P<unit>{_UNIT})\b")
_EVERY = re.compile(
    rf"\b(?:every|each) (?P<other>other )?(?P<unit>{'|'.join(sorted(_EVERY_UNIT, key=len, reverse=True))})\b"
)
_RATE = re.compile(rf"\b(?:{'|'.join(sorted(_RATES, key=len, reverse=True))})\b")
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DATED = re.compile(
    rf"(?:\b(?P<by>{_BY}) )?(?:the end of |(?:close of business|cob)(?: on)? )?{_WEEKDAY}(?P<day>{DAY})"
)
# How often within a span: it says no length of its own.
_OFTEN = re.compile(
    rf"\b(?:(?:twice|thrice)|(?:{NUMBER}) times) (?:a|an|per|each|every) (?:{'|'.join(_EVERY_UNIT)})\b"
    rf"|\b(?:(?:twice|thrice)|(?:{NUMBER}) times) (?:daily|weekly|monthly|quarterly|annually|yearly)\b"
)
_BY_TIME = re.compile(
    rf"\b{_BY} (?:the )?(?:end|close|start|beginning) of\b"
    rf"|\b{_BY} (?:the )?(?:q[1-4]|(?:first|second|third|fourth) quarter|mid|early|late|spring|summer|fall|winter)\b"
    rf"|\b{_BY} (?:(?:fiscal year|fy|calendar year) ?)?\d{{4}}\b"
    rf"|\b{_BY} [a-z]{{3,9}}\.?,? \d{{4}}\b|\b{_BY} {_WEEKDAY}"
    rf"(?P<yearless>{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,? \d{{4}})|\d{{1,2}}/\d{{1,2}}\b(?!/))"
)
_AT_ONCE = re.compile(
    r"\b(?:immediately|immediate(?=\s*(?:$|:|\(|action|effect|implementation|upon|[-–—])))"
    r"|\bat once\b|\bwithout delay\b"
)
_ORDER = {"within": 0, "every": 0, "by_date": 0, "immediate": 0, "other": 1}


@dataclass(frozen=True)
class Phrase:
    """A time phrase found at `start` to `end` of a text."""

    start: int
    end: int
    relation: str
    n: float | None = None
    n_max: float | None = None
    unit: str | None = None
    date: str | None = None
    doubt: str = ""


def clock(text: str, label: str | None) -> tuple[Clock, list[str]]:
    """The clock that an item sets, and what is doubtful about it; its label is looked at first, then all of it."""
    looked = plain(text).lower()
    ahead = len(label) if label else 0
    found = phrases(looked[:ahead]) if ahead else []
    if not found or all(one.relation == "other" and one.n is None and one.date is None for one in found):
        found = phrases(looked) or found
        ahead = len(text)
    doubts = []
    if not found:
        return Clock(text, None, None, None, "other", trigger(text, 0), None), ["no time was read in it"]
    first = min(found, key=lambda one: (_ORDER[one.relation], one.start))
    # A day that an act is done on counts before a length that says nothing of when.
    if first.relation == "other" and first.date is None:
        first = next((one for one in found if one.date), first)
    if first.doubt:
        doubts.append(first.doubt)
    firm = [one for one in found if one.relation != "other" and one.end <= ahead]
    if len(firm) > 1:
        doubts.append(f"it holds more than one time; “{text[first.start : first.end].strip()}” was taken")
    if first.relation == "other" and len({one.date for one in found if one.date and one.end <= ahead}) > 1:
        doubts.append(f"it names more than one day; {first.date} was taken")
    begun = trigger(text, first.end, first.relation)
    said = Clock(text, first.n, first.n_max, first.unit, first.relation, begun, first.date)
    return said, doubts


def phrases(text: str) -> list[Phrase]:
    """All time phrases of a plain text in small letters, by their place, none inside another."""
    found = [_length(one) for one in _LONG.finditer(text)]
    found += [Phrase(one.start(), one.end(), "within", 1, None, _unit(one["unit"])) for one in _SINGLE.finditer(text)]
    found += [_each(one) for one in _EVERY.finditer(text)]
    found += [
        Phrase(one.start(), one.end(), "every", _RATES[one[0]][0], None, _RATES[one[0]][1])
        for one in _RATE.finditer(text)
    ]
    found += [_dated(one) for one in _DATED.finditer(text)]
    found += [
        Phrase(one.start(), one.end(), "by_date", doubt=f"the {'year' if one['yearless'] else 'day'} is not said")
        for one in _BY_TIME.finditer(text)
    ]
    found += [
        Phrase(one.start(), one.end(), "every", doubt="how often is in the text only") for one in _OFTEN.finditer(text)
    ]
    found += [Phrase(one.start(), one.end(), "immediate") for one in _AT_ONCE.finditer(text)]
    found.sort(key=lambda one: (one.start, -one.end, one.date is None))
    kept: list[Phrase] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def is_time_alone(text: str) -> bool:
    """Whether all of an item is a time phrase, so that what hangs below it takes it."""
    looked = plain(text).lower().strip(" .")
    return any(one.start == 0 and one.end == len(looked) for one in phrases(looked))


def _length(found: re.Match[str]) -> Phrase:
    part = found.groupdict()
    bare = part["bunit"] is not None
    n_text, m_text, unit, u1 = (part[("b" if bare else "") + name] for name in ("n", "m", "unit", "u1"))
    n, m = number(n_text), number(m_text) if m_text else None
    relation = "other" if bare else "every" if part["every"] else "within"
    if n is None:
        return Phrase(found.start(), found.end(), relation, doubt="its number could not be read")
    doubt = "" if n.agrees and (m is None or m.agrees) else "its words and its figures differ; the figures were taken"
    if u1 and _unit(u1) != _unit(unit):
        doubt = "it goes from one unit to another; the second is in the text only"
        return Phrase(found.start(), found.end(), relation, n.value, None, _unit(u1), doubt=doubt)
    if m is not None and m.value < n.value:
        doubt = "its second number is the smaller one"
    return Phrase(found.start(), found.end(), relation, n.value, m.value if m else None, _unit(unit), doubt=doubt)


def _each(found: re.Match[str]) -> Phrase:
    word = found["unit"]
    n = (3 if word == "quarter" else 1) * (2 if found["other"] else 1)
    return Phrase(found.start(), found.end(), "every", n, None, _EVERY_UNIT[word])


def _dated(found: re.Match[str]) -> Phrase:
    read = day(found["day"])
    doubt = day_in_doubt(found["day"]) if read else f"there is no day {found['day']}"
    return Phrase(found.start(), found.end(), "by_date" if found["by"] else "other", date=read, doubt=doubt)


def _unit(word: str) -> str:
    return next(name for name, pattern in _UNITS if re.fullmatch(pattern, word))


_EVENTS = (
    r"(?:the |a |an |its |their |such |any |written |final |initial |formal )*"
    r"(?:receipt|receiving|publication|publishing|enactment|"
    r"signing|signature|notification|notice|request|approval|issuance|issue|completion|submission|entry into force|"
    r"effective date|date of|release|adoption|determination|ratification|appointment|confirmation|expiration|award|"
    r"appropriation|establishment|termination|conclusion|passage|execution)\b"
)
# Right behind the time, whatever starts it; elsewhere in the item only what is known to start a clock.
_NEXT = re.compile(
    r"[\s,(]*(?:\w+ly )?(after|following|upon|from|of|since|once|on|when|if|prior to|before)\s+(?=\S)", re.IGNORECASE
)
_PLAIN_STARTS = ("after", "following", "upon")
_ELSEWHERE = re.compile(
    rf"\b(?:(?:immediately )?(?:upon|after|following)|from the date of|within [^.:;]{{1,40}} of) +{_EVENTS}"
    r"|\bupon +(?=\w)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,;:()]|(?<![.\s][A-Za-z])\.(?=\s|$)|\s[–—-]\s|\s+(?=(?:the|each|all|any|every|agencies|participants|both|they|it)\s"
    r"(?:[\w.'’-]+\s){0,6}?(?:shall|must|will|should|may|is|are)\b)|\s+(?=(?:shall|must|will|should|may|to)\s)",
    re.IGNORECASE,
)


def trigger(text: str, after: int, relation: str = "other") -> str | None:
    """What starts the clock, in the item's own words; none where nothing is said to."""
    looked = plain(text)
    begins = _NEXT.match(looked, after) if after else None
    # "Two years of funding" starts no clock.
    if begins and (relation == "within" or begins[1].lower() in _PLAIN_STARTS):
        start = begins.start() + len(begins[0]) - len(begins[0].lstrip(" ,("))
        return _clause(text, looked, start, begins.end())
    if (found := _ELSEWHERE.search(looked)) is not None:
        return _clause(text, looked, found.start(), found.end())
    return None


def _clause(text: str, looked: str, start: int, end: int) -> str | None:
    stop = _STOP.search(looked, end)
    return text[start : stop.start() if stop else len(text)].strip(" .") or None
