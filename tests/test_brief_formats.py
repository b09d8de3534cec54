"""Word, PDF and saved web pages are read into the same lines as text."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from brief_support import kinds, read, texts
from docx.enum.text import WD_BREAK

TITLE = "Adjusting Imports of Copper into the United States"
EXPECTED = {
    "action_summary": ["Tariffs: 50% on copper.", "Products:", "Cables.", "Pipes and tubes."],
    "timeline": ["Within 90 days after publication: The Secretary reports."],
    "organisations": ["Department of Commerce (DOC) – Leads."],
}


def check(found: dict) -> None:
    assert found["outcome"] == "ok", found["flags"]
    assert (found["title"], found["date"]) == (TITLE, "2025-07-30")
    assert texts(found) == EXPECTED
    assert [one["level"] for one in found["sections"][0]["items"]] == [1, 1, 2, 2]
    assert [(one["value"], one["rationale"], one["after_section"]) for one in found["scores"]] == [
        (4, "A cost (for labs) follows.", "timeline")
    ]
    assert found["timeline"][0]["trigger"] == "after publication"
    assert found["organisations"][0]["abbreviation"] == "DOC"


def word(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_a_word_document_with_its_own_lists_and_headings():
    made = docx.Document()
    made.add_heading(TITLE, 0)
    made.add_paragraph("July 30, 2025")
    made.add_heading("Action Summary", 1)
    made.add_paragraph(style="List Bullet").add_run("Tariffs: ").bold = True
    made.paragraphs[-1].add_run("50% on copper.")
    made.add_paragraph("Products:", style="List Bullet")
    made.add_paragraph("Cables.", style="List Bullet 2")
    made.add_paragraph("Pipes and tubes.", style="List Bullet 2")
    made.add_paragraph().add_run("Timeline for Implementation").bold = True
    made.add_paragraph("Within 90 days after publication: The Secretary reports.", style="List Number")
    made.add_paragraph("Relevance Score: 4 (A cost (for labs) follows.)")
    made.add_heading("Impacted Government Organizations", 2)
    made.add_paragraph("Department of Commerce (DOC) – Leads.", style="List Bullet")
    check(read(word(made), "brief.docx"))


def test_a_word_document_with_typed_signs_and_soft_breaks():
    made = docx.Document()
    run = made.add_paragraph().add_run(TITLE)
    for line in (
        "7/30/2025",
        "Action Summary",
        "• Tariffs: 50% on copper.",
        "• Products:",
        "  • Cables.",
        "  • Pipes and tubes.",
    ):
        run.add_break(WD_BREAK.LINE)
        run.add_text(line)
    for line in (
        "Timeline for Implementation", "• Within 90 days after publication: The Secretary reports.",
        "Relevance Score: 4 (A cost (for labs) follows.)", "Impacted Government Organizations",
        "• Department of Commerce (DOC) – Leads.",
    ):  # fmt: skip
        made.add_paragraph(line)
    check(read(word(made)))


def test_a_packed_file_that_is_no_word_document_and_a_damaged_one_are_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "Key Actions")
    assert read(held.getvalue())["error"]["kind"] == "binary"
    whole = word(docx.Document())
    assert read(whole)["error"]["kind"] == "empty_file"
    assert read(whole[: len(whole) // 2])["error"]["kind"] == "binary"


PAGE = f"""<!DOCTYPE html><html><head><title>{TITLE} – GovPulse</title><style>p {{ color: red }}</style>
<script>document.write("Key Actions")</script></head><body>
<header><a href="/">GovPulse</a></header><nav><ul><li>Key Actions</li><li>About</li></ul></nav>
<main><article><header><h1>{TITLE}</h1></header><div class="entry"><p>July 30, 2025</p>
<h2>Action Summary</h2>
<ul><li><strong>Tariffs:</strong> 50% on
copper.</li><li><p>Products:</p><ul><li>Cables.</li><li>Pipes &amp; tubes.</li></ul></li></ul>
<p><strong>Timeline for Implementation</strong></p>
<ol><li>Within 90&nbsp;days after publication: The Secretary reports.</li></ol>
<p>Relevance Score: 4 (A cost (for labs) follows.)</p>
<h2>Impacted Government Organizations</h2><ul><li>Department of Commerce (DOC) – Leads.</li></ul>
</div></article></main><footer><p>Opportunities</p><p>© 2025</p></footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_saved_web_page(encoding):
    page = PAGE.replace("<head>", f'<head><meta charset="{encoding}">').replace("Pipes &amp; tubes", "Pipes and tubes")
    check(read(page.encode(encoding), "page.html"))


def test_a_web_page_of_divisions_and_breaks():
    page = (
        f"<div>{TITLE}</div><div>7/30/2025</div><div>Action Summary<br>• Tariffs: 50% on copper.<br>• Products:<br>"
        "&nbsp;&nbsp;• Cables.<br>&nbsp;&nbsp;• Pipes and tubes.</div><div>Timeline for Implementation</div>"
        "<div>• Within 90 days after publication: The Secretary reports.</div>"
        "<div>Relevance Score: 4 (A cost (for labs) follows.)</div><div>Impacted Government Organizations</div>"
        "<div>• Department of Commerce (DOC) – Leads.</div>"
    )
    check(read(page))


def test_an_item_of_a_web_page_keeps_all_of_its_paragraphs():
    found = read("<h1>A Title</h1><h2>Key Actions</h2><ul><li><p>One.</p><p>Still one.</p></li><li>Two.</li></ul>")
    assert texts(found) == {"key_actions": ["One. Still one.", "Two."]}


def test_a_paragraph_behind_a_list_of_a_web_page_is_no_part_of_its_last_item():
    page = "<h1>A Title</h1><h2>Key Actions</h2><ul><li>One.</li></ul><p>Two.</p><p>Three,<br>four.</p>"
    found = read(f"{page}<p>Relevance Score: 9</p>")
    assert texts(found) == {"key_actions": ["One.", "Two.", "Three, four."]}
    # Of a web page lines are its blocks of text.
    assert kinds(found) == [("score_out_of_range", 6)]


def test_a_web_page_nested_without_end_does_not_crash():
    found = read("<html><body>" + "<div>" * 20000 + "Key Actions<ul><li>One.</li></ul>")
    assert found["outcome"] in {"ok", "ok_with_flags", "error"}


def pdf(*pages: list[tuple[float, str]], font: str = "Helvetica") -> bytes:
    """A PDF written by hand: each page's lines with their distance from the left, 14 points apart."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode(),
    ]
    kids = []
    for page in pages:
        drawn = []
        for number, (left, line) in enumerate(page):
            text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            if text:
                drawn.append(b"BT /F1 10 Tf %d %d Td (%s) Tj ET" % (left, 760 - 14 * number, text))
        stream = b"\n".join(drawn)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(made),
    )  # fmt: skip


def test_a_pdf_with_wrapped_lines_page_numbers_and_indents():
    first = [
        (72, "GovPulse"), (72, ""), (72, "Adjusting Imports of Copper"), (72, "into the United States"),
        (72, "July 30, 2025"),
        (72, ""), (72, "Action Summary"), (72, "• Tariffs: 50% on"), (84, "copper."),
        (72, "• Products:"), (96, "• Cables."),
        (300, "1"),
    ]  # fmt: skip
    second = [
        (72, "GovPulse"), (96, "• Pipes and tubes."), (72, "Timeline for Implementation"),
        (72, "• Within 90 days after publication: The"), (84, "Secretary reports."), (300, "2"),
    ]  # fmt: skip
    third = [
        (72, "GovPulse"), (72, "Relevance Score: 4 (A cost (for labs)"), (72, "follows.)"),
        (72, "Impacted Government Organizations"),
        (72, "• Department of Commerce (DOC) – Leads."), (300, "3"),
    ]  # fmt: skip
    check(read(pdf(first, second, third), "brief.pdf"))


def test_characters_lost_in_the_text_of_a_pdf_are_counted_at_their_lines():
    # Of a font without a table of its characters: bytes that stand for no letter.
    lines = [(72, "A Title"), (72, ""), (72, "Key Actions"), (72, "- Fluorite is a\x00\x01\x00ected."), (72, "- Two.")]
    found = read(pdf([*lines, (72, "- The\x00re.")]), "brief.pdf")
    assert kinds(found) == [("lost_characters", 4), ("lost_characters", 6)]
    assert [one["message"].partition(";")[0] for one in found["flags"]] == [
        "3 characters could not be read",
        "1 character could not be read",
    ]
    assert texts(found) == {"key_actions": ["Fluorite is aected.", "Two.", "There."]}


@pytest.mark.parametrize("kind", ["text", "web", "word"])
def test_a_sign_for_characters_that_were_lost_is_told_in_every_kind_of_file(kind):
    if kind == "word":
        made = docx.Document()
        for line in ("A Title", "Key Actions", "• Fl\ufffd\ufffdrite."):
            made.add_paragraph(line)
        found = read(word(made))
    else:
        page = "<h1>A Title</h1>\n<h2>Key Actions</h2>\n<ul><li>Fl\ufffd\ufffdrite.</li></ul>"
        found = read(page if kind == "web" else "A Title\nKey Actions\n• Fl\ufffd\ufffdrite.\n")
    assert kinds(found) == [("lost_characters", 3)]
    assert found["flags"][0]["message"].startswith("2 characters could not be read")
    assert texts(found) == {"key_actions": ["Fl\ufffd\ufffdrite."]}


def test_a_scanned_pdf_is_refused_in_words():
    found = read(pdf([]), "scan.pdf")
    assert found["error"]["kind"] == "binary"
    assert "pictures of pages and no text" in found["error"]["message"]


def test_the_kind_of_a_file_is_seen_in_it_and_not_in_its_name():
    assert read(b"A Title\nKey Actions\n- One.\n", "brief.pdf")["outcome"] == "ok"
    assert kinds(read(PAGE, "page.txt")) == kinds(read(PAGE, "page.html"))
