"""The columns of every table of awards."""

from __future__ import annotations

from lodestone.cells.cell import NO_DEPARTMENT, Column

AWARD_COLUMNS = (
    Column("announced", "Announced", "day", phone=100),
    Column("project", "Project", phone=130),
    Column("title", "Award", width="medium"),
    Column("commitment_level", "How firm"),
    Column("tie", "Tie to the Framework"),
    Column("amount_usd", "US$", "usd", empty="not known", phone=120),
    Column("instrument", "Type"),
    Column("stages", "Stages paid for", "list"),
    Column("funder", "Funder"),
    Column("status", "Status", width="medium"),
    Column("mineral_names", "Minerals", "list", empty="none named"),
    Column("product", "Leads to", empty="no product named"),
    Column("currency", "Published in", empty="no amount published"),
    Column("amount", "Amount published", "usd"),
    Column("ceiling", "Upper limit", "yes"),
    Column("counted", "In a sum", "yes"),
    Column("left_out", "Why not", empty=""),
    Column("successors", "Superseded by", "list", empty=""),
    Column("tie_reason", "Why this tie", width="large"),
    Column("rests_on", "Rests on"),
    Column("note", "Note", width="large", empty=""),
    Column("reasons", "Why it concerns the department", "list", empty=NO_DEPARTMENT),
    Column("award_id", "Id", width="small"),
)
