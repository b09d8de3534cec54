"""Which chart suits some rows, which column takes which part in it, and what its title says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lodestone.cells.cell import Column
from lodestone.figures.own_picked import leader, picked
from lodestone.language import counted, first_lower, first_upper
from lodestone.notebooks.columns import described, is_day, is_number
from lodestone.notebooks.document import CHARTS, ChartCell
from lodestone.notebooks.words import said
from lodestone.sandbox.asking import Answer as Rows

# Of the parts of a chart those that must be a number, by the kind of chart.
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "bar": ("y",), "line": ("y",), "area": ("y",), "scatter": ("x", "y", "size"), "histogram": ("x",),
    "matrix": ("size",), "treemap": ("size",), "points": ("x", "y"), "countries": ("y",),
}  # fmt: skip
_ALONG = ("bar", "line", "area")
_MOST_BARS = 40


def default_kind(kinds: Mapping[str, str], rows: int) -> str:
    """The kind of chart for columns of these types; '' where there is nothing to draw."""
    numbers, texts, days = _sorted(kinds)
    if _place(kinds, "latitude") and _place(kinds, "longitude"):
        return "points"
    if any("iso3" in name for name in texts) and numbers:
        return "countries"
    if days and numbers:
        return "line"
    if texts and numbers:
        return "bar" if rows <= _MOST_BARS else "histogram" if len(numbers) == 1 else "scatter"
    if len(numbers) > 1:
        return "scatter"
    return "histogram" if numbers else "matrix" if len(texts) > 1 else ""


def default_roles(kind: str, kinds: Mapping[str, str]) -> dict[str, str]:  # noqa: PLR0911, one a kind of chart
    """A column for each part that a chart of this kind needs, as far as there are such columns."""
    numbers, texts, days = _sorted(kinds)
    names = [one for one in texts if not one.endswith(("_id", "id"))] or texts
    if kind == "points":
        return _known(
            {"x": _place(kinds, "longitude"), "y": _place(kinds, "latitude"), "label": names[0] if names else ""}
        )
    if kind == "countries":
        country = next((one for one in texts if "iso3" in one), next((one for one in texts if "country" in one), ""))
        return _known({"x": country or (texts[0] if texts else ""), "y": numbers[0] if numbers else ""})
    if kind == "histogram":
        return _known({"x": numbers[0] if numbers else ""})
    if kind == "matrix":
        second = names[1] if len(names) > 1 else ""
        return _known({"x": second, "y": names[0] if names else "", "size": numbers[0] if numbers else ""})
    if kind == "treemap":
        return _known({"label": names[0] if names else "", "size": numbers[0] if numbers else ""})
    if kind == "scatter":
        label = names[0] if names else ""
        return _known({"x": numbers[0] if numbers else "", "y": numbers[1] if len(numbers) > 1 else "", "label": label})
    across = (days or names) if kind in {"line", "area"} else (names or days)
    rest = [one for one in numbers if one not in across[:1]]
    colour = names[0] if kind in {"line", "area"} and days and names else ""
    return _known({"x": across[0] if across else "", "y": rest[0] if rest else "", "colour": colour})


def chosen(chart: ChartCell, kinds: Mapping[str, str], rows: int) -> tuple[str, dict[str, str], str]:
    """Kind, columns by part, and what is wrong with them in a sentence ('' when the chart can be drawn)."""
    kind = chart.kind or default_kind(kinds, rows)
    if not kind:
        return "", {}, "These rows hold no number and no two texts to draw; add a column."
    needed, beside = CHARTS[kind]
    given = {role: name for role, name in chart.roles.items() if name}
    roles = {**default_roles(kind, kinds), **given} if not given else {**_needed(kind, kinds, given), **given}
    for role, name in given.items():
        if role not in (*needed, *beside):
            return kind, roles, f"A chart of kind “{kind}” draws no {role}; it draws {', '.join((*needed, *beside))}."
        if name not in kinds:
            return kind, roles, f"The rows have no column “{name}” for {role}; they have {', '.join(kinds)}."
    for role in needed:
        if not roles.get(role):
            return kind, roles, f"A chart of kind “{kind}” needs a column for {role}."
    for role in NUMBERS[kind]:
        if roles.get(role) and not is_number(kinds[roles[role]]):
            return kind, roles, f"“{roles[role]}” is no number, which {role} of a chart of kind “{kind}” must be."
    return kind, {role: name for role, name in roles.items() if name in kinds}, ""


def default_title(kind: str, roles: Mapping[str, str], rows: Rows, columns: Mapping[str, Column], basemap: Path) -> str:
    """What a chart without a title of its own says: the highest value and whose it is, or what is drawn.

    One leads only if it does among all rows and among those that are drawn, on a page as on a slide.
    """
    heads = {role: columns[name].title for role, name in roles.items() if name in columns}
    kinds = drawn_as(columns)
    page, slide = (picked(kind, roles, kinds, rows.frame, form, basemap) for form in ("page", "slide"))
    counts = f"{'the first ' if rows.cut or page.cut else ''}{counted(len(page.rows), 'row')}"
    if page.rows.empty:
        return "No row to draw"
    if kind in {"bar", "treemap", "countries"}:
        value, label = ("size", "label") if kind == "treemap" else ("y", "x")
        head = first_lower(heads[value].partition(" (")[0])
        found = [leader(kind, roles, kinds, one, basemap) for one in (page.drawable, page.rows, slide.rows)]
        if found[0] is None or found.count(found[0]) < len(found) or rows.cut:
            return first_upper(f"{head} by {first_lower(heads[label])}")
        name, amount = found[0]
        return first_upper(f"{said(name, roles[label])} leads in {head}: {said(amount, roles[value])}")
    if kind == "histogram":
        return f"How {first_lower(heads['x'])} is spread over {counts}"
    return first_upper(f"{counts} on the map") if kind == "points" else f"{heads['y']} by {first_lower(heads['x'])}"


def drawn_as(columns: Mapping[str, Column]) -> dict[str, str]:
    """How a chart takes each column: as its kind, or as years."""
    return {name: "year" if one.year and one.kind == "number" else one.kind for name, one in columns.items()}


def _needed(kind: str, kinds: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The usual columns for what is needed and not given."""
    usual = default_roles(kind, {name: one for name, one in kinds.items() if name not in given.values()})
    return {role: name for role, name in usual.items() if role in CHARTS[kind][0]}


def _sorted(kinds: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    """Columns of numbers, of texts, and of days or years, in order."""
    days = [name for name, kind in kinds.items() if is_day(kind) or (described(name, kind).year and is_number(kind))]
    numbers = [name for name, kind in kinds.items() if is_number(kind) and name not in days]
    texts = [
        name
        for name, kind in kinds.items()
        if kind.startswith(("VARCHAR", "ENUM")) and not name.endswith(("url", "source_id")) and not kind.endswith("[]")
    ]
    return numbers, texts, days


def _place(kinds: Mapping[str, str], name: str) -> str:
    return next((one for one, kind in kinds.items() if name in one and is_number(kind)), "")


def _known(roles: Mapping[str, str]) -> dict[str, str]:
    return {role: name for role, name in roles.items() if name}
