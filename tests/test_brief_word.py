"""What a Word document says beside its paragraphs is read once, or told: notes, comments, margins, boxes."""

from __future__ import annotations

import io

import docx
import pytest
from brief_support import kinds, read, texts
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = "Adjusting Imports of Copper"


def brief():
    """A brief of five paragraphs: title, heading, two items, and a score."""
    made = docx.Document()
    made.add_heading(TITLE, 0)
    made.add_heading("Key Actions", 1)
    made.add_paragraph("The office writes.", style="List Bullet")
    made.add_paragraph("The school reads.", style="List Bullet")
    made.add_paragraph("Relevance Score: 4 (High.)")
    return made


def found_in(document) -> dict:
    held = io.BytesIO()
    document.save(held)
    return read(held.getvalue(), "brief.docx")


def add_notes(document, kind: str, *notes: str) -> None:
    """Notes at the foot or the end, as Word keeps them: two separators, then each with its number from 1."""
    marks = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:{kind}>'
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    said = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for number, text in enumerate(notes, start=1)
    )
    part = Part(
        PackURI(f"/word/{kind}s.xml"),
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml",
        f'<w:{kind}s xmlns:w="{MAIN}">{marks}{said}</w:{kind}s>'.encode(),
        document.part.package,
    )
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))


def refer(paragraph, kind: str, number: int) -> None:
    mark = OxmlElement(f"w:{kind}Reference")
    mark.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(mark)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_told_in_full_at_the_item_that_refers_to_it(kind):
    made = brief()
    add_notes(made, kind, "Only until 2027.", "See the annex.", "Nobody refers to it.")
    refer(made.paragraphs[3], kind, 1)
    refer(made.paragraphs[1], kind, 2)
    found = found_in(made)
    assert texts(found) == {"key_actions": ["The office writes.", "The school reads."]}
    assert [(one["line"], one["kind"], one["message"]) for one in found["flags"]] == [
        (1, "note", f"a {kind} stands in no item: “Nobody refers to it.”".replace("a end", "an end")),
        (2, "note", f"a {kind} stands in no item: “See the annex.”".replace("a end", "an end")),
        (4, "note", f"a {kind} stands in no item: “Only until 2027.”".replace("a end", "an end")),
    ]


def test_a_comment_is_told_in_full_at_its_paragraph():
    made = brief()
    made.add_comment(made.paragraphs[2].runs, text="Which office?", author="Ada", initials="A")
    found = found_in(made)
    assert texts(found)["key_actions"][0] == "The office writes."
    assert [(one["line"], one["kind"], one["message"]) for one in found["flags"]] == [
        (3, "comment", "a comment by Ada stands in no item: “Which office?”")
    ]


def field(paragraph, name: str, shown: str) -> None:
    paragraph._p.append(
        parse_xml(f'<w:fldSimple xmlns:w="{MAIN}" w:instr="{name}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>')
    )


def test_headers_and_footers_are_told_unless_they_hold_the_title_or_the_number_of_a_page():
    made = brief()
    top, foot = made.sections[0].header.paragraphs[0], made.sections[0].footer.paragraphs[0]
    top.add_run(f"{TITLE.upper()} – Page ")
    field(top, "PAGE", "3")
    foot.add_run("Page ")
    field(foot, "PAGE", "3")
    foot.add_run(" of ")
    field(foot, "NUMPAGES", "12")
    assert found_in(made)["outcome"] == "ok"
    foot.add_run("\tEmbargoed until 1 May 2026")
    made.sections[0].header.add_paragraph("Not for citation")
    found = found_in(made)
    assert sorted(one["message"] for one in found["flags"]) == [
        "the foot of the pages says “Embargoed until 1 May 2026”, which stands in no item",
        "the head of the pages says “Not for citation”, which stands in no item",
    ]
    assert set(kinds(found)) == {("page_margin", 1)}
    assert texts(found) == {"key_actions": ["The office writes.", "The school reads."]}


BOX = (
    "<w:r xmlns:w='{main}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
    "xmlns:v='urn:schemas-microsoft-com:vml'>{inner}</w:r>"
)
HELD = "<w:txbxContent><w:p><w:r><w:t>Call the dean first.</w:t></w:r></w:p></w:txbxContent>"
CHOICE = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{HELD}</wps:txbx></w:drawing></mc:Choice>"
FALLBACK = f"<mc:Fallback><w:pict><v:textbox>{HELD}</v:textbox></w:pict></mc:Fallback>"


@pytest.mark.parametrize(
    "inner",
    [
        f"<mc:AlternateContent>{CHOICE}{FALLBACK}</mc:AlternateContent>",
        f"<mc:AlternateContent>{FALLBACK}</mc:AlternateContent>",
        f"<w:pict><v:textbox>{HELD}</v:textbox></w:pict>",
    ],
    ids=["both", "fallback", "old"],
)
def test_a_text_box_is_read_once_behind_the_paragraph_that_holds_it(inner):
    made = brief()
    made.paragraphs[2]._p.append(parse_xml(BOX.format(main=MAIN, inner=inner)))
    found = found_in(made)
    assert texts(found) == {"key_actions": ["The office writes.", "Call the dean first.", "The school reads."]}
    assert kinds(found) == [("text_box", 4)]


def test_what_was_moved_is_read_where_it_is_now():
    made = brief()
    made.paragraphs[3]._p.append(
        parse_xml(f'<w:moveFrom xmlns:w="{MAIN}" w:id="7"><w:r><w:t> Moved.</w:t></w:r></w:moveFrom>')
    )
    made.paragraphs[2]._p.append(
        parse_xml(f'<w:moveTo xmlns:w="{MAIN}" w:id="8"><w:r><w:t> Moved.</w:t></w:r></w:moveTo>')
    )
    assert texts(found_in(made)) == {"key_actions": ["The office writes. Moved.", "The school reads."]}
