"""The page Add a brief does what the commands do: read, show each doubt at its line, add, replace, remove."""

from __future__ import annotations

import re

import pytest
import streamlit as st
import yaml
from brief_support import HEAD, read
from pages_support import page, texts

from lodestone import brief_store
from lodestone.briefs.draft import as_yaml
from lodestone.briefs.reading import read_brief
from lodestone.errors import ContentError
from lodestone.screen import brief_add, frame
from lodestone.warehouse import checked_content

TEXT = (
    HEAD + "Action Summary\n- Group:\n- <b>One</b>: =SUM(A1)\nRelevance Score: 7 (Major.)\n"
    "Key Actions\n- [x](javascript:y)\n"
)
ID = "adjusting-imports-of-copper-into-the-united-states-2025-10-27"


@pytest.fixture
def project(built_small, monkeypatch):
    """The notebook on a project of its own."""
    frame.engine.clear()
    monkeypatch.setattr(frame, "here", lambda: built_small)
    yield built_small
    frame.engine.clear()


def pasted(text: str):
    at = page("newbrief")
    at.text_area[0].set_value(text).run()
    assert not at.exception
    return at


def table(at, alt: str) -> list[dict]:
    return next(one.value for one in at.dataframe if one.proto.alt.startswith(f"Table: {alt}")).to_dict("records")


def press(at, key: str):
    next(one for one in at.button if one.key == key).click().run()
    assert not at.exception


def test_a_pasted_brief_is_shown_as_it_will_be_kept_then_added_replaced_and_removed(project):
    at = pasted(TEXT)
    assert {one.label: one.value for one in at.metric} == {
        "Kind": "Report",
        "Date": "27 Oct 2025",
        "Items": "2",
        "Scores": "1",
        "Doubts": "2",
    }
    assert [(row["Line"], row["What stands there"]) for row in table(at, "doubts")] == [
        (4, "Group:"),
        (6, "Relevance Score: 7 (Major.)"),
    ]
    assert [row["Text"] for row in table(at, "items")] == ["Group:", "One: =SUM(A1)", "[x](javascript:y)"]
    assert brief_store.briefs(project) == ([], [])
    press(at, "brief_add")
    assert at.success[0].value == "Added: Adjusting Imports of Copper into the United States"
    (kept,) = brief_store.briefs(project)[0]
    assert (kept.entry.brief_id, kept.read()) == (ID, read(TEXT))
    at = pasted(TEXT.replace("7 (Major.)", "4 (Major.)"))
    press(at, "brief_add")
    assert "score of action\\_summary: 7 → 4" in at.success[0].value
    at = page("newbrief")
    assert [row["Title"] for row in table(at, "the imported briefs")] == [kept.entry.title]
    at.selectbox(key="brief_remove_which").set_value(ID).run()
    press(at, "brief_remove")
    assert brief_store.briefs(project) == ([], [])


def test_files_are_taken_at_once_and_a_bad_one_is_told(project):
    at = page("newbrief")
    at.file_uploader[0].set_value([("a.txt", TEXT.encode(), "text/plain"), ("b.txt", b"A title", "text/plain")]).run()
    assert not at.exception
    assert [one.value for one in at.error] == [
        "b.txt is not taken. There is a title and nothing below it. Save the whole brief, or paste its text."
    ]
    press(at, "brief_add")
    assert [one.entry.file_name for one in brief_store.briefs(project)[0]] == ["a.txt"]


def test_many_files_are_read_under_a_bar_and_stopping_keeps_what_was_read(project, monkeypatch):
    many = [(f"{n}.txt", TEXT.replace("Copper", f"Metal {n}").encode(), "text/plain") for n in range(6)]
    at = page("newbrief")
    at.file_uploader[0].set_value([*many, ("z.txt", b"A title", "text/plain")]).run()
    assert not at.exception
    assert [row["File"] for row in table(at, "documents")] == [name for name, *_ in many]
    assert [one.value.partition(" is not taken")[0] for one in at.error] == ["z.txt"]
    # Read once: the page reads nothing again when a reader looks at another one.
    monkeypatch.setattr(brief_add, "read_brief", None)
    at.selectbox(key="brief_look").set_value(3).run()
    assert not at.exception
    assert "Metal 3" in "".join(one.value for one in at.header)
    # A run that is ended in the middle goes on in the next one, until a reader stops it.
    kept, calls = brief_add.import_many, []

    def ended(*given, **by):
        calls.append(given)
        if len(calls) in {2, 3}:
            st.stop()
        return kept(*given, **by)

    monkeypatch.setattr(brief_add, "import_many", ended)
    monkeypatch.setattr(brief_add, "STEP", 2)
    press(at, "brief_add")
    at.run()
    assert [one.entry.file_name for one in brief_store.briefs(project)[0]] == ["0.txt", "1.txt"]
    press(at, "brief_stop_adding")
    assert [one.value.partition(":")[0] for one in at.success] == ["Added"] * 2
    assert "Stopped; 4 documents not added." in texts(at)
    press(at, "brief_add")
    assert [one.value for one in at.success] == ["6 briefs: 4 added and 2 here already."]
    assert len(brief_store.briefs(project)[0]) == 6


def test_stopped_while_reading_what_was_read_stands_and_what_was_not_is_named(project, monkeypatch):
    many = [(f"{n}.txt", TEXT.replace("Copper", f"Metal {n}").encode(), "text/plain") for n in range(6)]
    names = [name for name, *_ in many]
    read, asked = brief_add.read_brief, []

    def slow(raw, name):
        if name == "4.txt" and name not in asked:
            # The reader presses Stop while this one is read: the run ends here.
            asked.append(name)
            st.stop()
        asked.append(name)
        return read(raw, name)

    monkeypatch.setattr(brief_add, "read_brief", slow)
    at = page("newbrief")
    at.file_uploader[0].set_value(many).run()
    assert not at.exception
    press(at, "brief_stop_reading")
    assert "Stopped; 2 documents not read." in texts(at)
    assert [row["File"] for row in table(at, "documents not read")] == names[4:]
    # What was read is shown and alone is added; nothing that is pressed reads on.
    assert [row["File"] for row in table(at, "documents, as")] == names[:4]
    press(at, "brief_add")
    assert [one.value for one in at.success] == ["4 briefs: 4 added."]
    assert [one.entry.file_name for one in brief_store.briefs(project)[0]] == names[:4]
    assert "Stopped; 2 documents not read." in texts(at)
    assert asked == names[:5]
    press(at, "brief_read_on")
    assert "not read" not in texts(at)
    assert [row["File"] for row in table(at, "documents, as")] == names
    assert (asked[5:], len(brief_store.briefs(project)[0])) == (names[4:], 4)


def test_a_damaged_brief_is_named_and_can_be_removed(project):
    press(pasted(TEXT), "brief_add")
    kept = brief_store.kept_file(project)
    kept.write_bytes(kept.read_bytes().replace(b"Major", b"Minor"))
    at = page("newbrief")
    assert "is left out" in texts(at)
    at.selectbox(key="brief_remove_which").set_value(ID).run()
    press(at, "brief_remove")
    assert brief_store.briefs(project) == ([], [])


def test_the_draft_for_data_briefs_holds_every_item_and_reads_back_as_text():
    text = TEXT.replace("- Group:", "- yes: no\n- 2025-01-01\n- *a &b #c").replace("7 (", "4 (")
    made = yaml.safe_load(as_yaml(read_brief(text.encode())))
    assert made["brief"]["title"] == "Adjusting Imports of Copper into the United States"
    assert [one["section"] for one in made["sections"]] == ["summary", "actions"]
    assert [item["text"] for item in made["sections"][0]["items"]] == [
        "yes: no",
        "2025-01-01",
        "*a &b #c",
        "One: =SUM(A1)",
    ]
    (score,) = made["scores"]
    assert (score["section"], score["score"], score["rationale"]) == ("summary", 4, "Major.")
    assert made["sections"][0]["closed_by"] == "summary"
    assert all(item["group_id"] == made["groups"][0]["group_id"] for item in made["sections"][0]["items"])


RUN = (
    "A run of sections\n10/27/2025\nRisks & Considerations\n- a: b\nImpacted Programs\n- Only a heading:\n"
    "Relevance Score: 2 (Low.)\nFinancial Impact\n- c\nRelevance Score: 3.5 (Half.)\nKey Actions\n- d\n"
)
CARD = "Ambler Road\nImpact Score: 3.8\nTimeline: By June 30, 2026\nSummary: x\nKey Actions: y\n"


def test_a_draft_put_into_data_briefs_passes_the_check_once_its_lines_are_filled(small_project, shared):
    """`check` names each line that a person must fill; with these alone filled, the content holds."""
    documents = {"run": RUN, "card": CARD, "copper": TEXT}
    documents["own"] = (shared / "brief" / "us-japan-critical-minerals.txt").read_text(encoding="utf-8")
    drafts = {name: as_yaml(read_brief(text.encode())) for name, text in documents.items()}
    folder = small_project.data / "briefs"
    for name, draft in drafts.items():
        (folder / f"{name}.yaml").write_text(draft, encoding="utf-8")
    with pytest.raises(ContentError) as told:
        checked_content(small_project)
    to_fill = {
        (f"data/briefs/{name}.yaml", number)
        for name, draft in drafts.items()
        for number, line in enumerate(draft.splitlines(), start=1)
        if "  # fill in: " in line
    }
    assert {(one.file, one.line) for one in told.value.problems} == to_fill
    filled = {"source_id": "s_brief", "signed_place": "Washington", "summary": "One day.", "date_note": "One day."}
    for name, draft in drafts.items():
        day = read_brief(documents[name].encode()).date or "2025-10-20"
        given = filled | {"posted_date": day, "signed_date": day}
        whole = re.sub(
            r"^  (\w+): null  # fill in: .*$",
            lambda line, of=given: f"  {line[1]}: {of[line[1]]}",
            draft,
            flags=re.MULTILINE,
        )
        (folder / f"{name}.yaml").write_text(whole, encoding="utf-8")
    rows = checked_content(small_project).tables["brief_sections"].to_pylist()
    closed = {row["section"]: row["closed_by"] for row in rows if row["brief_id"].startswith("a-run")}
    assert closed == {"risks": "program", "programs": "program", "impacts": None, "actions": None}
    assert "# Left out: the score 3.5 after financial, no whole number from 1 to 5 (Half.)" in drafts["run"]
    assert "# Left out: the impact score of the card, 3.8" in drafts["card"]
