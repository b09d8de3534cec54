"""The page on which a document becomes a brief: how it is read, with each doubt at its line; then added."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lodestone.briefs.draft import as_yaml
from lodestone.briefs.keeping import ADDED, REPLACED, SAME, Given, Outcome, import_many, slug
from lodestone.briefs.opening import lines_of
from lodestone.briefs.reading import read_brief
from lodestone.briefs.record import Clock, Record
from lodestone.errors import LodestoneError
from lodestone.language import counted, first_upper, fmt_date, joined, plain
from lodestone.screen.page_context import PageContext
from lodestone.screen.sign_in import reader_address

MOST_MB = 10
KINDS = ["txt", "md", "markdown", "docx", "pdf", "html", "htm"]
# So many are added in one step: a bar that moves, and not a whole store written for each.
STEP = 10
_ADDING, _READ, _LEFT = "brief_adding", "brief_read", "brief_left_unread"
# More documents than this stand in a table, and are read under a bar with a way to stop.
FEW = 3
SECTIONS = {
    "action_summary": "Action summary", "risks": "Risks", "programs": "Programs", "financial": "Financial impact",
    "key_actions": "Key actions", "opportunities": "Opportunities", "timeline": "Timeline",
    "organisations": "Organizations", "officials": "Officials",
}  # fmt: skip


def draw_add(context: PageContext) -> None:
    """The way from a document to a brief."""
    # What is being added says how far it is above all else; what was added last is told until other documents come.
    place = st.container()
    files = st.file_uploader(
        f"Briefs as text, Word, PDF or web page, of at most {MOST_MB} MB each",
        KINDS, accept_multiple_files=True, max_upload_size=MOST_MB, key="brief_files",
    )  # fmt: skip
    pasted = st.text_area("Or the text of one, pasted", height=160, max_chars=2_000_000, key="brief_text")
    given = [Given(file.name, bytes(file.getbuffer())) for file in files]
    given += [Given("pasted text", pasted.encode("utf-8", "replace"))] if pasted.strip() else []
    marks = [hashlib.sha256(one.name.encode() + b"\0" + one.raw).hexdigest() for one in given]
    with place:
        _draw_adding(context, marks)
    if not given:
        st.markdown(":gray[Nothing is added before you have seen how it is read.]")
        return
    read = _read(given, marks)
    good = [one for one, record in read if record.error is None]
    if good and st.button(f"Add {counted(len(good), 'brief')}", icon=":material/add:", key="brief_add"):
        st.session_state[_ADDING] = _Adding(good, marks)
        st.rerun()
    if len(read) > FEW:
        _draw_many(read)
    else:
        for number, (one, record) in enumerate(read):
            _draw_record(number, one, record)


def _read(given: Sequence[Given], marks: Sequence[str]) -> list[tuple[Given, Record]]:
    """Each document as it is read, once. Of many one sees how far it is, and can stop: what is read by then stands.

    A stop holds for the documents of that moment until the reader goes on; whatever else is pressed reads none of them.
    """
    known: dict[str, Record] = st.session_state.get(_READ, {})
    kept = st.session_state[_READ] = {mark: known[mark] for mark in marks if mark in known}
    left: set[str] = st.session_state.get(_LEFT, set())
    new = {mark for mark in marks if mark not in kept and mark not in left}
    # Also for the last ones: the button that is pressed must be there in the run that follows.
    many = bool(new) and len(marks) > FEW
    place = st.empty()
    if many:
        with place.container(horizontal=True, vertical_alignment="center"):
            bar = st.progress(0.0)
            if st.button("Stop", icon=":material/stop_circle:", key="brief_stop_reading"):
                left = st.session_state[_LEFT] = left | new
    for number, (one, mark) in enumerate(zip(given, marks, strict=True), start=1):
        if mark not in kept and mark not in left:
            if many:
                bar.progress(number / len(given), f"Reading {number} of {len(given)}: {plain(one.name)}")
            kept[mark] = read_brief(one.raw, one.name)
    place.empty()
    if unread := [one.name for one, mark in zip(given, marks, strict=True) if mark not in kept]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Stopped; {counted(len(unread), 'document')} not read.")
            st.button(
                "Read the rest", icon=":material/play_circle:", key="brief_read_on",
                on_click=st.session_state.pop, args=(_LEFT, None),
            )  # fmt: skip
        _table(0, "Documents not read", "unread", [{"File": name} for name in unread])
    return [(one, kept[mark]) for one, mark in zip(given, marks, strict=True) if mark in kept]


def _draw_adding(context: PageContext, marks: Sequence[str]) -> None:
    """What is being added, a few at a time under a bar with a way to stop; then what came of it.

    Whatever ends a run of the page in the middle, the next one goes on; what was added is kept.
    """
    adding: _Adding | None = st.session_state.get(_ADDING)
    # Documents may still be arriving, in any order; one that is taken away ends what is told of them.
    if adding is None or not set(adding.marks) <= set(marks):
        st.session_state.pop(_ADDING, None)
        return
    if adding.left:
        whole = len(adding.done) + len(adding.left)
        place = st.empty()
        with place.container(horizontal=True, vertical_alignment="center"):
            bar = st.progress(len(adding.done) / whole, "Adding …")
            if st.button("Stop", icon=":material/stop_circle:", key="brief_stop_adding"):
                adding.stopped, adding.left = len(adding.left), []
        try:
            while adding.left:
                adding.step(context)
                bar.progress(len(adding.done) / whole, f"Adding {len(adding.done)} of {whole}")
        except LodestoneError as error:
            adding.stopped, adding.left = len(adding.left), []
            st.error(plain(str(error)), icon=":material/error:")
        place.empty()
    adding.draw()


@dataclass
class _Adding:
    """Documents that are being added, and what came of those that are."""

    left: list[Given]
    marks: list[str]
    done: list[Outcome] = field(default_factory=list)
    stopped: int = 0

    def step(self, context: PageContext) -> None:
        """Add the next few; raises LodestoneError."""
        project, day = context.engine.keeper.project, context.bounds.today
        self.done += import_many(project, self.left[:STEP], day, by=reader_address())
        del self.left[:STEP]

    def draw(self) -> None:
        """What came of each document, or of many how many, and what a stop left out."""
        if len(self.done) <= FEW:
            for outcome in self.done:
                st.success(_said(outcome), icon=":material/check_circle:")
        else:
            number = Counter(one.what for one in self.done)
            said = {ADDED: "added", REPLACED: "replaced an earlier version", SAME: "here already"}
            parts = [f"{number[what]:,} {words}" for what, words in said.items() if number[what]]
            st.success(f"{counted(len(self.done), 'brief')}: {joined(parts)}.", icon=":material/check_circle:")
        if self.stopped:
            st.markdown(f"Stopped; {counted(self.stopped, 'document')} not added.")


def _said(outcome: Outcome) -> str:
    what = {ADDED: "Added", SAME: "Here already", REPLACED: "Replaced the earlier version of"}[outcome.what]
    lines = [f"{what}: {plain(outcome.title)}", *(f"- {plain(line)}" for line in outcome.said)]
    return "\n".join(lines[:1] + ([""] if outcome.said else []) + lines[1:])


def _draw_many(read: Sequence[tuple[Given, Record]]) -> None:
    """Many documents in a table, of which one is opened; those that are not taken are named."""
    for one, record in read:
        if record.error is not None:
            st.error(f"{plain(one.name)} is not taken. {plain(record.error.message)}", icon=":material/error:")
    good = [(one, record) for one, record in read if record.error is None]
    rows = [
        {"Title": record.title or one.name, "Date": record.date or "", "Kind": str(record.format),
         "Items": record.item_count, "Scores": len(record.scores),
         "Doubts": len(record.flags), "File": one.name}
        for one, record in good
    ]  # fmt: skip
    _table(0, "Documents, as they are read", "documents", rows)
    if good:
        chosen = st.selectbox(
            "Look at one", range(len(good)), format_func=lambda place: str(rows[place]["Title"]), key="brief_look"
        )
        _draw_record(1, *good[chosen])


def _draw_record(number: int, given: Given, record: Record) -> None:
    st.header(plain(record.title or given.name), anchor=f"brief-{number + 1}")
    if record.error is not None:
        st.error(f"{plain(given.name)} is not taken. {plain(record.error.message)}", icon=":material/error:")
        return
    numbers = {
        "Kind": str(record.format).capitalize(),
        "Date": fmt_date(date.fromisoformat(record.date)) if record.date else "none given",
        "Items": f"{record.item_count:,}",
        "Scores": f"{len(record.scores):,}",
        "Doubts": f"{len(record.flags):,}",
    }
    with st.grid(5, min_column_width=140, gap="small"):
        for label, value in numbers.items():
            st.metric(label, value)
    _table(number, "Doubts, each at its line", "doubts", _doubts(given, record))
    if record.card is not None:
        fields = {key.replace("_", " ").capitalize(): value for key, value in vars(record.card).items()}
        _table(
            number,
            "The card",
            "card",
            [{"Field": key, "Text": "" if v is None else str(v)} for key, v in fields.items()],
        )
    _table(number, "Items", "items", [
        {"Section": SECTIONS[section.key], "Level": item.level, "Text": item.text}
        for section in record.sections for item in section.items
    ])  # fmt: skip
    _table(number, "Scores", "scores", [
        {"Closes": SECTIONS.get(one.after_section or "", ""), "Score": one.raw, "Reason": one.rationale or ""}
        for one in record.scores
    ])  # fmt: skip
    _table(
        number,
        "Clocks",
        "clocks",
        [{"Time": clock_words(one), "Starts": one.trigger or "", "Text": one.text} for one in record.timeline],
    )
    _table(number, "Organizations and officials", "bodies", [
        *({"Name": one.name, "Letters": one.abbreviation or "", "Mention": one.flag, "Role": one.role or ""}
          for one in record.organisations),
        *({"Name": one.title, "Letters": "", "Mention": "official", "Role": one.duty or ""}
          for one in record.officials),
    ])  # fmt: skip
    st.download_button(
        "Download as YAML for data/briefs/", as_yaml(record), f"{slug(record.title or 'brief')}.yaml",
        "application/yaml",
        icon=":material/download:", key=f"brief_yaml_{number}",
        help="A draft: texts are the document's, and what a person must add is left empty.",
    )  # fmt: skip


def _table(number: int, head: str, key: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        st.subheader(head, anchor=f"{key}-{number + 1}")
        shown = pd.DataFrame(rows)
        kept = "" if key == "unread" else ", as they will be kept"
        st.dataframe(shown, hide_index=True, key=f"brief_{key}_{number}", alt=f"Table: {head.lower()}{kept}")


def _doubts(given: Given, record: Record) -> list[dict[str, Any]]:
    lines = lines_of(given.raw, given.name)
    return [
        {"Line": flag.line, "What stands there": lines.get(flag.line, ""), "Doubt": first_upper(flag.message)}
        for flag in sorted(record.flags)
    ]


def clock_words(clock: Clock) -> str:
    """How long, in which relation, or until when."""
    number = "" if clock.n is None else f"{clock.n:g}" + (f" to {clock.n_max:g}" if clock.n_max is not None else "")
    unit = (clock.unit or "").replace("_", " ")
    words = {"within": "within", "by_date": "by", "immediate": "at once", "every": "every", "other": ""}[clock.relation]
    return " ".join(filter(None, (words, number, unit, clock.date))) or "not read"
