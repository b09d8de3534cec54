"""What a printed page draws beside its text: marked as an artifact, which a screen reader passes over."""

from __future__ import annotations

from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, NameObject

# Operators that leave a mark on the page (ISO 32000-1, tables 53, 60, 74, 87, 92 and 109).
PAINTS = frozenset(
    (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"Tj", b"TJ", b"'", b'"', b"INLINE IMAGE")
)
_OPENS, _CLOSES = (b"BDC", b"BMC"), b"EMC"
Operation = tuple[Any, bytes]


def mark_artifacts(page: PageObject, whole: Any) -> None:
    """Mark what a page of the PDF `whole` draws outside every tag: feet, rules, grounds (ISO 14289-1, clause 7.1).

    Chromium tags the text of a page, but neither the lines in its margins nor the grounds of its boxes.
    """
    contents = page.get_contents()
    if contents is None:
        return
    stream = ContentStream(contents, whole)
    made: list[Operation] = []
    loose: list[Operation] = []
    depth = 0
    for operands, operator in stream.operations:
        if depth == 0 and operator in _OPENS:
            made += _marked(loose)
            loose = []
        depth += (operator in _OPENS) - (operator == _CLOSES)
        (made if depth or operator == _CLOSES else loose).append((operands, operator))
    stream.operations = [*made, *_marked(loose)]
    page.replace_contents(stream)


def _marked(loose: list[Operation]) -> list[Operation]:
    """Operations between tags as an artifact where they draw anything and hold every text that they begin."""
    names = [operator for _, operator in loose]
    whole_texts = names.count(b"BT") == names.count(b"ET")
    if not whole_texts or not any(name in PAINTS for name in names):
        return loose
    return [([NameObject("/Artifact")], b"BMC"), *loose, ([], b"EMC")]
