"""One mineral opened: the ground, money by stage, provisions, who acts and which departments are tied to it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.bars import share_bars
from lodestone.figures.site_slide import site_picture
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, dollars, first_few, first_upper, joined, none_or, number_word, the
from lodestone.paths import here

# Stages of a chain that runs from the ground to a product; recycling and stockpiles lie beside it.
CHAIN = ("mining", "separation", "refining", "metal and alloy", "magnet", "battery")


def _departments(frames: Frames, view: View) -> str:
    rows = frames["supply/one_departments"]
    if rows.empty:
        return "No department has business with it, by our reading"
    clear = rows[rows["grade"] >= 2]
    thin = len(rows) - len(clear)
    if clear.empty:
        return f"{counted(thin, 'department')} may have business with it, thinly, by our reading"
    more = f"; {number_word(thin)} more may, thinly" if thin else ""
    return f"Clear business, by our reading: {first_few(list(clear['unit']), 3)}{more}"


DEPARTMENTS = Cell(
    "board/one_departments",
    "Which departments depend on it or study it?",
    ("supply/one_departments",),
    _departments,
    (
        Column("unit", "Department"),
        Column("dependence", "How", empty="not said"),
        Column("strength", "Grade"),
        Column("reason", "Why", width="large"),
        Column("mineral", "Tied to"),
        Column("readings", "Readings of two", "number"),
    ),
    needs="element",
)


def _sites(frames: Frames, view: View) -> str:
    rows = frames["supply/one_sites"]
    if rows.empty:
        return "No site is on record"
    by = rows["country"].value_counts()
    ours = joined([f"{none_or(int(by.get(name, 0)))} in {the(name)}" for name in ("United States", "Japan")])
    return f"{counted(len(rows), 'recorded site')}, {ours}; records, not resources"


def _map(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return site_picture(
        cells=None,
        points=frames["supply/one_sites"],
        layers=pd.DataFrame(columns=["layer", "id", "name", "about", "longitude", "latitude"]),
        basemap=here().basemap,
        part="World",
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=words.subtitle,
        source_line=f"{words.source_line} · outlines: Natural Earth",
        form=form,
        width=view.width,
    )


SITES = Cell(
    "board/one_sites",
    "Where is it recorded in the ground?",
    ("supply/one_sites",),
    _sites,
    (
        Column("name", "Site"),
        Column("country", "Country"),
        Column("kind", "Kind"),
        Column("status", "Status"),
        Column("mineral", "Main mineral"),
    ),
    figure=_map,
    needs="element",
    readable_from=500,
)


def _stages(frames: Frames, view: View) -> str:
    rows = frames["supply/one_stages"].set_index("stage")
    firm = [stage for stage in CHAIN if stage in rows.index and rows.loc[stage, "firm_awards"]]
    if not firm:
        other = int(rows["other_awards"].sum())
        beside = "; money that is not firm is on record" if other else ""
        return f"No firm award on record goes to any stage from mine to product{beside}"
    missing = [stage for stage in CHAIN[:3] if stage not in firm]
    lacks = f"none to {joined(missing, 'or')}" if missing else "no stage up to refining is without"
    return f"Firm awards on record go to {joined(firm)}; {lacks}"


def _stages_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["supply/one_stages"]
    return share_bars(
        rows.assign(stage=[first_upper(str(one)) for one in rows["stage"]], bar=rows["firm_awards"].replace(0, pd.NA)),
        label="stage",
        value="bar",
        notes=[_stage_note(row) for row in each_row(rows)],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=" · ".join(
            filter(None, ["Bars: firm awards; one that pays for several stages counts at each", words.subtitle])
        ),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _stage_note(row: Any) -> str:
    other = f"{row.other_awards} that {'is' if row.other_awards == 1 else 'are'} not firm" if row.other_awards else ""
    if not row.firm_awards:
        return " · ".join(filter(None, ["no firm award on record", other]))
    known = f"{dollars(row.firm_usd)} known" if pd.notna(row.firm_usd) else "no amount known"
    unknown = f"{row.firm_unknown} without an amount" if row.firm_unknown and pd.notna(row.firm_usd) else ""
    return " · ".join(filter(None, ["firm", known, unknown, other]))


def _stages_alt(frames: Frames, view: View) -> str:
    rows = frames["supply/one_stages"]
    said = [
        f"{row.stage}: {f'{row.firm_awards} ' if row.firm_awards else ''}{_stage_note(row)}" for row in each_row(rows)
    ]
    return first_upper(f"{'; '.join(said)}.")


STAGES = Cell(
    "board/one_stages",
    "At which stage is money missing?",
    ("supply/one_stages",),
    _stages,
    (
        Column("stage", "Stage"),
        Column("firm_awards", "Firm awards", "number"),
        Column("firm_usd", "Firm (US$)", "usd", empty="none known"),
        Column("firm_unknown", "Firm, amount not known", "number"),
        Column("other_awards", "Other awards", "number"),
    ),
    figure=_stages_figure,
    alt=_stages_alt,
    needs="element",
)


def _money(frames: Frames, view: View) -> str:
    rows = frames["supply/one_money"]
    if rows.empty:
        return "No award on record names it"
    firm = rows[rows["firm"]]
    known = f", {dollars(firm['known_usd'].sum())} known" if firm["known_usd"].notna().any() else ""
    out = int(rows["left_out"].iloc[0])
    left = f"; {number_word(out)} more {'is' if out == 1 else 'are'} in no sum" if out else ""
    joint = int(rows["tie"].isin(("names the Framework", "both countries")).sum())
    return (
        f"{counted(len(rows), 'award')}, {none_or(len(firm))} firm{known}; {none_or(joint)} by both countries or "
        f"naming the Framework{left}"
    )


MONEY = Cell(
    "board/one_money",
    "Which projects are funded?",
    ("supply/one_money",),
    _money,
    (
        Column("project", "Project"),
        Column("title", "Award"),
        Column("commitment_level", "How firm"),
        Column("known_usd", "US$", "usd", empty="not known"),
        Column("stages", "Stages", "list"),
        Column("funder", "Funder"),
        Column("tie", "Tie to the Framework"),
        Column("countries", "Countries", "list"),
        Column("mineral_names", "Minerals named", "list"),
        Column("award_id", "Id"),
    ),
    needs="element",
    identifier="project_id",
)


def _provisions(frames: Frames, view: View) -> str:
    rows = frames["supply/one_provisions"]
    if rows.empty:
        return "No project for it serves a provision, by our reading"
    named = first_few([f"{row.title} ({row.provision_id})" for row in each_row(rows)], 2)
    return f"Projects for it serve, by our reading: {named}"


PROVISIONS = Cell(
    "board/one_provisions",
    "Which provisions bear on it?",
    ("supply/one_provisions",),
    _provisions,
    (
        Column("provision_id", "No.", width="small"),
        Column("title", "Provision"),
        Column("pillar", "Pillar"),
        Column("leads", "Who leads", "list", empty="not known"),
        Column("projects", "Projects that serve it", "list", "large"),
    ),
    needs="element",
)


def _actors(frames: Frames, view: View) -> str:
    rows = frames["supply/one_actors"]
    if rows.empty:
        return "No funder of it is on record"
    first = rows.iloc[0]
    return f"{counted(len(rows), 'funder')}; {first['funder']} with most ({counted(int(first['awards']), 'award')})"


ACTORS = Cell(
    "board/one_actors",
    "Who acts?",
    ("supply/one_actors",),
    _actors,
    (
        Column("funder", "Funder"),
        Column("organization", "Organization", empty="none of ours"),
        Column("country", "Country"),
        Column("awards", "Awards", "number"),
        Column("firm_awards", "Firm", "number"),
        Column("firm_usd", "Firm (US$)", "usd", empty="none known"),
    ),
    needs="element",
)

TIES = (SITES, STAGES, MONEY, PROVISIONS, ACTORS, DEPARTMENTS)
