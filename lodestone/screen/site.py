"""The ground on screen: what drives the map, sites picked from map, table or list, and one site opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from lodestone.answers import geology, site
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.each_row import each_row
from lodestone.figures.site_legend import GROUPS, LAYERS
from lodestone.filters import FILTERS
from lodestone.language import joined, plain
from lodestone.page_list import PAGES
from lodestone.screen import cards
from lodestone.screen.filters import set_value
from lodestone.screen.mineral_ways import ways_by_name
from lodestone.screen.page_context import PageContext, page_context

_FIRST, _NEAR = 7, 4
_POINT = {
    "within 25 km": "; the point lies outside its country, within 25 km",
    "country from coordinates": "; the country is read from the point",
    "open ocean": "; in the open ocean",
    "offshore": "; off the coast",
}


def chosen_map(context: PageContext) -> Cell:
    """The map the reader asked for; cells instead of marks where the marks would be too many to send."""
    if context.view.values["map"] != "Sites":
        return geology.DENSITY
    found = context.engine.ask(context.warehouse, "geology/quality", context.view).frame["sites"].iloc[0]
    return geology.MARKS if found <= geology.MOST else geology.GRID


def draw_controls(context: PageContext) -> None:
    """Above the map: cells or marks, the part of the world, the groups with their numbers, and what else is shown."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        _single(context, "map", "Density")
        st.session_state["filter_zoom"] = context.view.values["zoom"] or "World"
        st.selectbox(
            "Part of the world",
            FILTERS["zoom"].choices(context.bounds),
            key="filter_zoom",
            width=180,
            on_change=lambda: set_value("zoom", _unless(st.session_state["filter_zoom"], "World")),
        )
        layers = {name: f"{mark.sign} {name}" for name, mark in LAYERS.items()}
        _many(context, "layer", layers)
    counts = context.engine.ask(context.warehouse, "geology/groups", context.view).frame
    numbers = dict(zip(counts["mineral_group"], counts["sites"], strict=True))
    labels = {
        name: f"{_coloured(mark.colour, mark.sign)} {name} {numbers.get(name, 0):,}" for name, mark in GROUPS.items()
    }
    _many(context, "group", labels)


def _coloured(colour: str, sign: str) -> str:
    return sign if colour == "ink" else f":{colour}[{sign}]"


def _unless(value: Any, usual: str) -> str | None:
    return None if value in {None, usual} else str(value)


def _single(context: PageContext, name: str, usual: str) -> None:
    key = f"filter_{name}"
    st.session_state[key] = context.view.values[name] or usual
    st.segmented_control(
        FILTERS[name].label,
        FILTERS[name].choices(context.bounds),
        key=key,
        on_change=lambda: set_value(name, _unless(st.session_state[key], usual)),
    )


def _many(context: PageContext, name: str, labels: Mapping[str, str]) -> None:
    """The words of a list filter as pills, all of them legend and filter at once."""
    key = f"filter_{name}"
    kept = context.view.values[name]
    st.session_state[key] = list(kept) if isinstance(kept, tuple) else []
    words = [word for word in FILTERS[name].choices(context.bounds) if word in labels]

    def take() -> None:
        picked = st.session_state[key] or []
        set_value(name, tuple(word for word in words if word in picked))

    st.pills(
        FILTERS[name].label,
        words,
        selection_mode="multi",
        key=key,
        on_change=take,
        wrap=True,
        format_func=lambda word: labels[word],
    )


def pick_site(context: PageContext) -> None:
    """The list of sites: a box to choose from and a table in which a row can be chosen."""
    answer = context.show(geology.SITES)
    opened = context.view.values["site"]
    names = answer.once(_names)
    if isinstance(opened, str) and opened not in names:
        found = context.engine.ask(context.warehouse, "geology/site", context.view).frame
        names = {
            opened: f"{found['name'].iloc[0]} · {found['mineral'].iloc[0]} · {found['country'].iloc[0]}"
            if len(found)
            else opened
        } | names
    st.session_state["filter_site"] = opened
    with st.container(key="opened_site"):
        st.selectbox(
            "Open a site",
            list(names),
            index=None,
            key="filter_site",
            placeholder="Choose one of those listed below",
            format_func=lambda key: names.get(key, key),
            on_change=lambda: set_value("site", st.session_state["filter_site"]),
        )
        if isinstance(opened, str):
            open_site(replace(context, depth=4), opened)
    context.rows(answer, opens="site", height=380)


def _names(answer: Answer) -> dict[str, str]:
    """What the sites of the list are called in the box, by their keys."""
    return {str(row.site_key): f"{row.name} · {row.mineral} · {row.country}" for row in each_row(answer.table)}


def open_site(context: PageContext, site_key: str) -> None:
    """Everything on record about one site, whatever the filters hide."""
    answer = context.answer(site.SITE)
    if answer.table.empty:
        st.warning(f"{plain(answer.finding)}: {plain(site_key)}", icon=":material/search_off:")
        return
    row = answer.table.iloc[0]
    with st.container(border=True):
        st.markdown(f"### {plain(row['name'])}")
        ways_by_name(context, list(row["minerals"]))
        left, right = st.columns([1.15, 1])
        with left:
            context.card(site.SITE, "On record", lambda one: cards.facts(_facts(one.table.iloc[0])))
            context.card(site.NEAREST, "Nearest sites", _nearest)
        with right:
            context.card(site.MONEY, "Money for the same minerals", _money)


def _facts(row: Any) -> list[tuple[str, str]]:
    tonnes = f"{row['ore_tonnes'] / 1e6:,.4g} million t of ore" if row["ore_tonnes"] == row["ore_tonnes"] else ""
    size = joined([plain(part) for part in (tonnes, row["grade"]) if part]) or ":gray[not recorded]"
    rated = (
        f"position rated {row['location_confidence']} by the source"
        if row["location_confidence"]
        else "position not rated by the source"
    )
    where = ", ".join(part for part in (row["admin_area"], row["country"]) if part)
    plant = f" ({plain(row['plant'].lower())})" if row["plant"] else ""
    return [
        (
            "Minerals",
            plain(", ".join(row["minerals"]))
            + (":gray[ (of the whole data set)]" if row["commodity_basis"] == "dataset" else ""),
        ),
        ("Kind and status", f"{plain(row['kind'])}{plant}, status {plain(row['status'])}"),
        ("Type of deposit", plain(row["deposit_type"]) or ":gray[not recorded]"),
        ("Tonnage and grade", size),
        ("Note", plain(row["resource_note"])),
        (
            "Place",
            (
                f"{plain(where)} ({row['latitude']:.3f}°, {row['longitude']:.3f}°; {rated}"
                f"{_point(row['coordinate_check'])})"
            ),
        ),
        ("Source", f"{plain(row['source'])}, record {plain(row['source_record'])}"),
        ("Terms and credit", plain(row["licence"])),
    ]


def _point(check: str | None) -> str:
    """How the point agrees with the country; an imported site brings its own sentence where it does not."""
    if not check or check == "in country":
        return ""
    return _POINT.get(check) or plain(f"; the record {check}")


def _nearest(answer: Answer) -> None:
    for row in each_row(answer.table.head(_NEAR)):
        st.markdown(
            f"**{plain(row.name)}**, {row.distance_km:,.1f} km  \n"
            f":small[:gray[{plain(row.mineral)} · {plain(row.kind)} · {plain(row.country)}]]"
        )


def _money(answer: Answer) -> None:
    """The first projects, each with the way to its page where the notebook has one."""
    linked = "funding" in {page.url_path for page in PAGES}
    for row in each_row(answer.table.head(_FIRST)):
        away = "" if row.distance_km != row.distance_km else f" · {row.distance_km:,.0f} km away"
        if linked:
            st.page_link(
                page_context().pages["funding"], label=plain(row.name), query_params={"project": row.project_id}
            )
        else:
            st.markdown(f"**{plain(row.name)}**")
        st.markdown(
            f":small[:gray[{plain(row.company)} · {plain(', '.join(row.minerals[:4]))} · "
            f"{plain(', '.join(row.levels))}{away}]]"
        )
    if len(answer.table) > _FIRST:
        st.markdown(f":small[:gray[{len(answer.table) - _FIRST} more are in the table behind Check.]]")
