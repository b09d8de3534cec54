"""What an import would bring: what could not be read, what is dropped and why, the first sites on a map."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from lodestone.figures.import_map import HEIGHT, import_map
from lodestone.figures.tokens import tokens
from lodestone.imports.report import Report
from lodestone.imports.run import Preview
from lodestone.imports.sites import Site
from lodestone.language import counted, plain
from lodestone.screen.page_context import PageContext
from lodestone.screen.viewport import is_narrow

# How wide the map is, for the part of the world it shows (px).
_WIDTH = {True: 330, False: 1000}
_SHOWN = 10


def draw_preview(context: PageContext, preview: Preview, words: Callable[[str], str]) -> None:
    """The reading of a file; `words` takes out of a sentence what only the command line knows."""
    report = preview.report
    if attention := report.attention():
        offered = ", ".join(f"“{column}” looks like {use.replace('_', ' ')}" for use, column in report.offered())
        lines = [*attention, *([f"{offered}: choose it above."] if offered else [])]
        st.warning("  \n".join(plain(line) for line in lines), icon=":material/help:")
    numbers = {
        "Rows read": report.rows_read,
        "Sites kept": report.rows_kept,
        "Rows dropped": report.dropped.total(),
        "Off their country": report.off_country,
    }
    with st.grid(4, min_column_width=140, gap="small"):
        for label, number in numbers.items():
            st.metric(label, f"{number:,}")
    if report.notes:
        st.markdown("\n".join(f"- {plain(words(note))}" for note in report.notes))
    with st.expander(f"What each of the {counted(len(report.columns.header), 'column')} is used as"):
        _columns(report)
    _dropped(report)
    _told(report)
    _first(context, preview)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _columns(report: Report) -> None:
    rows = pd.DataFrame({"Column": report.columns.header, "Used as": report.columns.uses})
    st.dataframe(rows, hide_index=True, key="import_uses", alt="Table: each column of the file and what it is used as")


def _dropped(report: Report) -> None:
    st.header("What is dropped, and why?", anchor="dropped")
    if not report.dropped:
        st.markdown(":gray[Nothing: every row is a site.]")
        return
    rows = [
        {
            "Reason": _capital(reason),
            "Rows": rows,
            "The first": "; ".join(
                f"{report.unit} {line}{f': {detail}' if detail else ''}" for line, detail in report.first[reason][:3]
            ),
        }
        for reason, rows in report.dropped.most_common()
    ]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, key="import_dropped", alt="Table: reasons for which rows are dropped"
    )


def _told(report: Report) -> None:
    """What the kept rows hold that is not or only partly taken over, each with its numbers."""
    lines = [f"{'    ' * line.startswith(' ')}- {plain(_capital(line.strip()))}" for line in report.told()]
    if lines:
        st.header("What is kept in part?", anchor="kept")
        st.markdown("\n".join(lines))


def _first(context: PageContext, preview: Preview) -> None:
    st.header("What does it bring?", anchor="first")
    points = pd.DataFrame([_row(site, off) for site, off in preview.first])
    shown = len(points)
    many = (
        f"the first {shown:,} of {preview.report.rows_kept:,} sites"
        if shown < preview.report.rows_kept
        else ("the one site" if shown == 1 else f"all {shown:,} sites")
    )
    off = int(points["off_country"].notna().sum())
    rings = f", {off:,} of them off their country (rings)" if off else ""
    st.markdown(
        f":small[:gray[On the map are {many}{rings}.]]" if shown > 1 else f":small[:gray[On the map is {many}.]]"
    )
    st.pydeck_chart(
        import_map(points, tokens(context.view.theme), _WIDTH[is_narrow()]),
        height=HEIGHT,
        key="import_map",
        alt=f"Map of {many} of the file{rings}.",
    )
    st.markdown(":small[:gray[Outlines: Natural Earth]]")
    table = points.head(_SHOWN)
    table = table.drop(columns=[name for name in table if table[name].isna().all() or (table[name] == "").all()])
    if "off_country" in table:
        table = table.assign(off_country=table["off_country"].fillna(""))
    table = table.rename(columns=_TITLES)
    st.dataframe(table, hide_index=True, key="import_first", placeholder="not recorded", alt="Table: the first sites")


_TITLES = {
    "name": "Name",
    "minerals": "Minerals",
    "status": "Status",
    "kind": "Kind",
    "country": "Country",
    "latitude": "Latitude (°)",
    "longitude": "Longitude (°)",
    "off_country": "Point against country",
}


def _row(site: Site, off: str | None) -> dict[str, object]:
    _, name, latitude, longitude, country, _, _, minerals, _, kind, status, _ = site
    return {
        "name": name,
        "minerals": ", ".join(minerals),
        "status": status,
        "kind": kind,
        "country": country,
        "latitude": latitude,
        "longitude": longitude,
        "off_country": off,
    }
