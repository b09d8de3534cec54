"""The values of filters as an address, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lodestone.filters.bounds import Bounds, Value
from lodestone.filters.complaints import not_filters, shortened, told
from lodestone.filters.declared import FILTERS, defaults

# Browsers and mail programs take no longer address; whoever sends more wants to keep the server busy.
LONGEST = 8000


def to_address(values: Mapping[str, Value], names: Sequence[str], bounds: Bounds) -> dict[str, str]:
    """The address parameters of the filters `names` that differ from their default, in the order of `names`."""
    usual = defaults(bounds)
    return {
        name: FILTERS[name].write(value, bounds)
        for name in names
        if (value := values.get(name)) and value != usual[name]
    }


def from_address(
    address: Mapping[str, str], names: Sequence[str], bounds: Bounds
) -> tuple[dict[str, Value], list[str]]:
    """Values for `names` from an address (defaults where it is silent or wrong), and what was wrong with it.

    A value may be asked for by its word in an address, identifier, label or full name, in any case. Of what is wrong
    the first five are told, wrong values before words that are no filters, then how many more. A value longer than an
    address can be is not looked into.
    """
    values = {name: value for name, value in defaults(bounds).items() if name in names}
    complaints, strange = [], []
    for name, text in address.items():
        if name in names and len(text) > LONGEST:
            complaints.append(
                f"“{shortened(text)}” is too long for {FILTERS[name].named}: {LONGEST:,} characters at most."
            )
        elif name in names:
            value, complaint = FILTERS[name].read(text.strip(), bounds)
            values[name] = value or values[name]
            complaints.extend(complaint)
        elif not name.startswith("embed"):
            strange.append(name)
    labels = {name: FILTERS[name].label for name in names if FILTERS[name].purpose != "steers"}
    return values, told([*complaints, *not_filters(strange, labels)])
