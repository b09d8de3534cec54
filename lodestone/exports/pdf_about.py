"""What a PDF says of itself beside its pages: author, title, language, day, and where each of its links leads.

What a screen reader needs is there: tags, alternative texts, bookmarks, language and title; what is drawn beside the
tagged text is marked as an artifact. It does not call itself PDF/UA-1 (ISO 14289-1) all the same: no checker of that
standard runs among the tests.
"""

from __future__ import annotations

import io
from datetime import date
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject, TextStringObject

from lodestone.exports.pdf_artifacts import mark_artifacts

AUTHOR = "Lodestone"
# ISO 16684-1 (XMP) with the Dublin Core, which reference managers and libraries read.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def described(pdf: bytes, day: date) -> bytes:
    """A tagged PDF with its author, and dated by `day` instead of by the clock, so that equal views make equal files.

    Raises PyPdfError where it is not a whole PDF.
    """
    read = PdfReader(io.BytesIO(pdf))
    made = PdfWriter(clone_from=read)
    made.pdf_header = read.pdf_header
    about: dict[str, object] = dict(made.metadata or {})
    title, when = str(about.get("/Title") or ""), f"D:{day:%Y%m%d}000000+00'00'"
    made.add_metadata({**about, "/Author": AUTHOR, "/CreationDate": when, "/ModDate": when})
    language = str(made.root_object.get("/Lang") or "en")
    words = _XMP.format(title=escape(title), author=AUTHOR, language=escape(language), day=day)
    made.xmp_metadata = words.encode("utf-8")
    kept = made.root_object["/Metadata"].get_object()
    if isinstance(kept, StreamObject):
        # By these two a reader knows the stream for what it is; the library leaves them out.
        kept[NameObject("/Type")], kept[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    for page in made.pages:
        mark_artifacts(page, made)
        for one in page.annotations or ():
            link = one.get_object()
            if link.get("/Subtype") == "/Link" and "/Contents" not in link:
                link[NameObject("/Contents")] = TextStringObject(_leads_to(link))
    written = io.BytesIO()
    made.write(written)
    return written.getvalue()


def _leads_to(link: dict[str, object]) -> str:
    """Where a link leads, in words: an address, or a place in the document by its name ('source 5')."""
    action = link.get("/A")
    address = action.get("/URI") if isinstance(action, dict) else None
    place = str(link.get("/Dest") or "").removeprefix("/")
    return str(address) if address else f"Within this document: {place.replace('-', ' ') or 'another place'}"
