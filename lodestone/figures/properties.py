"""The properties of Plotly's graph objects as plain values: in Plotly's own order, and turned into what it writes.

Plotly looks at every value of every property each time something around it is set, most of what a figure costs. What
is a plain value already is taken here as it is; Plotly's own rules are asked where a value may become another one.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from _plotly_utils.basevalidators import (
    AnyValidator,
    CompoundArrayValidator,
    CompoundValidator,
    DataArrayValidator,
    FlaglistValidator,
    StringValidator,
    SubplotidValidator,
)
from _plotly_utils.utils import is_skipped_key, to_typed_array_spec
from plotly import graph_objects
from plotly.validator_cache import ValidatorCache

_PLAIN = frozenset({str, int, float, bool})
_TEXT, _NUMBERS = frozenset({str}), frozenset({int, float})
_ANY = _PLAIN | {type(None)}


@dataclass(frozen=True)
class _Rule:
    """One property: its place among the others, Plotly's rule for it, and the path of what it holds, if an object.

    `alone` and `listed` are the kinds of values that the rule leaves as they are.
    """

    place: int
    validator: Any
    within: str
    alone: frozenset[type]
    listed: frozenset[type]


def ordered(path: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of the object at `path`, such as "scatter.marker", as Plotly would write them.

    What is None or empty is left out. Raises ValueError for a property that Plotly does not know.
    """
    rules = {name: _rule(path, name) for name in values}
    found = {name: coerced(rules[name], values[name]) for name in sorted(values, key=lambda name: rules[name].place)}
    return {name: value for name, value in found.items() if not _unset(value)}


def put(path: str, values: dict[str, Any], name: str, value: Any) -> None:
    """Set one property of an object, which stands last if it is new."""
    made = coerced(_rule(path, name), value)
    if _unset(made):
        values.pop(name, None)
    else:
        values[name] = made


def update(path: str, values: dict[str, Any], changes: Mapping[str, Any]) -> None:
    """Set some properties and keep the others, in the objects within as well; new objects stand before new values."""
    for name, value in changes.items():
        if isinstance(value, dict) and _rule(path, name).within:
            values.setdefault(name, {})
    for name, value in changes.items():
        rule = _rule(path, name)
        if isinstance(value, dict) and rule.within:
            update(rule.within, values[name], value)
        else:
            put(path, values, name, value)


def written(node: Any) -> Any:
    """The same values with arrays of numbers as Plotly sends them; its own `to_dict` copies everything for that."""
    if isinstance(node, dict):
        return {
            name: value
            if is_skipped_key(name)
            else to_typed_array_spec(value)
            if isinstance(value, np.ndarray)
            else written(value)
            for name, value in node.items()
        }
    return [written(one) for one in node] if isinstance(node, list) and node and isinstance(node[0], dict) else node


def _unset(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and not value)


def coerced(rule: _Rule, value: Any) -> Any:
    """What a property becomes when it is set to `value`."""
    kind = type(value)
    if rule.within:
        return _within(rule, value)
    if kind in rule.alone:
        return value
    if (
        (kind is list or kind is tuple)
        and (kinds := set(map(type, value)))
        and (kinds == _TEXT or kinds <= rule.listed)
    ):
        return list(value)
    return rule.validator.validate_coerce(value)


def _alone(validator: Any) -> frozenset[type]:
    """The kinds of values that stay as they are under this rule."""
    if isinstance(validator, StringValidator):
        return _TEXT
    # The first axis may be called "x1", and is written "x".
    axis = isinstance(validator, SubplotidValidator) or any(getattr(validator, "val_regexs", ()))
    return _PLAIN - _TEXT if axis else _PLAIN


def _listed(validator: Any) -> frozenset[type]:
    """The same in a list; texts alone always do."""
    if isinstance(validator, (DataArrayValidator, AnyValidator)):
        return _ANY
    return frozenset() if isinstance(validator, (StringValidator, FlaglistValidator)) else _NUMBERS


def _within(rule: _Rule, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(rule.validator, CompoundArrayValidator):
        return [ordered(rule.within, one) for one in value] or None
    if isinstance(value, dict):
        return ordered(rule.within, value)
    return _named(rule.validator, value)


@lru_cache(maxsize=64)
def _named(validator: Any, value: str) -> Any:
    """An object that is given by a word, such as a template by its name or a title by its text."""
    return validator.validate_coerce(value).to_plotly_json()


@lru_cache(maxsize=4096)
def _rule(path: str, name: str) -> _Rule:
    places = _places(path)
    # A second axis is xaxis2, of which Plotly has as many as are asked for.
    if name not in places and not (path == "layout" and re.fullmatch(r"[xy]axis\d+", name)):
        raise ValueError(f"Plotly's {path} has no property {name!r}")
    validator = ValidatorCache.get_validator(path, name)
    within = ""
    if isinstance(validator, (CompoundValidator, CompoundArrayValidator)):
        within = validator.data_class._path_str  # noqa: SLF001
        _CLASSES[within] = validator.data_class
    return _Rule(places.get(name, len(places)), validator, within, _alone(validator), _listed(validator))


# Plotly's classes by path; those of objects within others are added when they are first met.
_CLASSES: dict[str, Any] = {
    "layout": graph_objects.Layout,
    "layout.annotation": graph_objects.layout.Annotation,
    "layout.shape": graph_objects.layout.Shape,
    "scatter": graph_objects.Scatter,
    "bar": graph_objects.Bar,
    "sankey": graph_objects.Sankey,
    "treemap": graph_objects.Treemap,
}


@lru_cache(maxsize=256)
def _places(path: str) -> dict[str, int]:
    """The properties of a class in the order in which Plotly sets them when all are given at once."""
    names = [name for name in inspect.signature(_CLASSES[path].__init__).parameters if name not in {"self", "arg"}]
    return {name: place for place, name in enumerate(names) if name != "kwargs"}
