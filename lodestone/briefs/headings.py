"""The names of a brief's sections, as documents write them."""

from __future__ import annotations

import re

from lodestone.briefs.characters import plain

SECTIONS = (
    "action_summary", "risks", "programs", "financial", "key_actions", "opportunities", "timeline", "organisations",
    "officials",
)  # fmt: skip
# Names that a brief's outline alone uses.
_OWN = {
    "action_summary": ("action summary", "actions summary", "summary of actions", "executive order summary"),
    "risks": ("risks and considerations", "risk and considerations", "risks and consideration"),
    "programs": ("impacted programs", "impacted programmes", "programs impacted", "impacted program"),
    "financial": ("financial impact", "financial impacts"),
    "timeline": ("timeline for implementation", "implementation timeline", "timeline of implementation"),
    "organisations": (
        "impacted government organizations", "impacted government organisations", "impacted government agencies",
        "impacted government organization", "impacted organizations", "impacted organisations",
        "impacted agencies",
    ),
    "officials": ("responsible officials", "responsible official"),
}  # fmt: skip
# Names that other documents use too.
_COMMON = {
    "key_actions": ("key actions", "key action"),
    "opportunities": ("opportunities",),
    "risks": ("risks", "considerations"),
    "timeline": ("timeline", "timelines"),
    "action_summary": ("summary",),
    "financial": ("financial considerations",),
    "organisations": ("government organizations", "government organisations"),
}
_OWN_NAMES = {name: key for key, names in _OWN.items() for name in names}
_COMMON_NAMES = {name: key for key, names in _COMMON.items() for name in names}
# The first section is called for what the brief is about: Executive Order Summary, Presidential Remarks Summary.
_SUMMARY = re.compile(r"(?:[a-z0-9'.-]+ ){1,6}summary")
_ACTS = re.compile(r"\b(executive|presidential|order|orders|proclamation|memorandum|remarks|fact|article|briefing)\b")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "under",
        "with",
        "&",
    ]
)
_END = re.compile(r"\s*(?:\((?:continued|cont\.?|cont'd)\))?\s*:?$")


def section_of(text: str) -> str:
    """The key of the section that a line names; empty when it names none."""
    name = _name(text)
    if not name:
        return ""
    found = _OWN_NAMES.get(name) or _COMMON_NAMES.get(name)
    return found or ("action_summary" if _SUMMARY.fullmatch(name) and is_titled(text) else "")


def run_in(text: str) -> tuple[str, int]:
    """The section that a line names before a colon, and where its text begins; empty and 0 where it names none."""
    colon = plain(text[:60]).find(":")
    name = text[:colon] if colon > 0 else ""
    if not name or not text[colon + 1 :].strip() or not is_canonical(name):
        return "", 0
    return section_of(name), colon + 1


def is_titled(text: str) -> bool:
    """Whether every word of a line but the small ones begins with a capital or a figure."""
    words = [word for word in plain(text).split() if word.lower() not in _SMALL and word[0].isalnum()]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words)


def is_own(text: str) -> bool:
    """Whether a heading is one that hardly any document but a brief has."""
    name = _name(text)
    return name in _OWN_NAMES or bool(_SUMMARY.fullmatch(name) and _ACTS.search(name))


def is_canonical(text: str) -> bool:
    """Whether a heading is one of the outline's own nine, or stands for the first of them."""
    return is_own(text) or _name(text) in {"key actions", "opportunities"}


def _name(text: str) -> str:
    if len(text) > 80:
        return ""
    name = _END.sub("", plain(text).lower().strip())
    return " ".join(name.replace("&", " and ").replace("*", "").split())
