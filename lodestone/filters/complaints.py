"""What is wrong with an address, in words: what was asked for, and what there is instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher

from lodestone.filters.bounds import Bounds, slug
from lodestone.language import counted, joined

# Of what is wrong with an address so much is told, and of the choices it missed so many.
_MOST_TOLD = 5
_MOST_NEAREST = 5
_LONGEST_COMPARED = 60


def not_choices(texts: Sequence[str], name: str, named: str, choices: Sequence[str], bounds: Bounds) -> list[str]:
    """One sentence a text that is no choice of the filter `name`; those that will be told list the nearest choices."""
    called = {choice: bounds.called(name, choice) for choice in choices}
    said = []
    for number, text in enumerate(texts):
        near = [bounds.word(name, choice) for choice in _nearest(text, called)] if number < _MOST_TOLD else []
        said.append(f"“{shortened(text)}” is not one of the choices for {named}.{_listed('Choices', near, called)}")
    return said


def not_filters(texts: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    """One sentence a word that is no filter of the page; the first lists the nearest that are, by name and label."""
    called = {name: (name, label) for name, label in labels.items()}
    what = "Its filters" if len(called) > 1 else "Its one filter"
    said = [f"“{shortened(text)}” is not a filter of this page." for text in texts]
    return [said[0] + _listed(what, _nearest(texts[0], called), called), *said[1:]] if said else []


def _listed(what: str, near: Sequence[str], called: Collection[str]) -> str:
    more = [f"{len(called) - len(near)} more"] if len(called) > len(near) else []
    return f" {what}: {joined([*near, *more])}." if near else ""


def _nearest(text: str, called: Mapping[str, Sequence[str]]) -> list[str]:
    """Of things and what they are called, those nearest to a text, the nearest first."""
    asked = slug(text[: 4 * _LONGEST_COMPARED])[:_LONGEST_COMPARED]

    def nearness(one: str) -> float:
        words = [slug(word) for word in called[one]]
        return max((asked in word if asked else 0) + SequenceMatcher(None, asked, word).ratio() for word in words)

    return sorted(called, key=nearness, reverse=True)[:_MOST_NEAREST]


def told(complaints: Sequence[str]) -> list[str]:
    """The first five complaints, and how many more there are."""
    left = len(complaints) - _MOST_TOLD
    if left <= 0:
        return list(complaints)
    rest = f"{counted(left, 'more part')} of the address {'was' if left == 1 else 'were'} ignored."
    return [*complaints[:_MOST_TOLD], rest]


def shortened(text: str) -> str:
    """A reader's text as it is quoted in a complaint."""
    return text if len(text) <= 40 else text[:39] + "…"
