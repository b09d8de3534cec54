"""What is wrong with an address, in words: what was asked for, and what there is instead."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from lodestone.filters.bounds import Bounds, slug
from lodestone.language import counted, joined

# Of what is wrong with an address so much is told, and of the choices it missed so many.
_MOST_TOLD = 5
_MOST_NEAREST = 5
_LONGEST_COMPARED = 60


def not_choices(texts: Sequence[str], name: str, named: str, choices: Sequence[str], bounds: Bounds) -> list[str]:
    """One sentence a text that is no choice of the filter `name`; those that will be told list the nearest choices."""
    said = []
    for number, text in enumerate(texts):
        near = _nearest(text, name, choices, bounds) if number < _MOST_TOLD else []
        more = [f"{len(choices) - len(near)} more"] if len(choices) > len(near) else []
        listed = f" Choices: {joined([*near, *more])}." if near else ""
        said.append(f"“{shortened(text)}” is not one of the choices for {named}.{listed}")
    return said


def _nearest(text: str, name: str, choices: Sequence[str], bounds: Bounds) -> list[str]:
    """What the choices nearest to a text are called, the nearest first."""
    asked = slug(text)[:_LONGEST_COMPARED]

    def nearness(choice: str) -> float:
        words = [slug(one) for one in bounds.called(name, choice)]
        return max((asked in word if asked else 0) + SequenceMatcher(None, asked, word).ratio() for word in words)

    return [bounds.word(name, choice) for choice in sorted(choices, key=nearness, reverse=True)[:_MOST_NEAREST]]


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
