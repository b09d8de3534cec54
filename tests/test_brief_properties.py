"""A random brief, written in any style, is read back as it was; random bytes never crash the reader."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lodestone.briefs.headings import SECTIONS, section_of
from lodestone.briefs.reading import read_brief
from lodestone.briefs.record import from_json

HEADINGS = dict(
    zip(
        SECTIONS,
        (
            "Action Summary", "Risks & Considerations", "Impacted Programs", "Financial Impact", "Key Actions",
            "Opportunities", "Timeline for Implementation", "Impacted Government Organizations",
            "Responsible Officials",
        ),
        strict=True,
    )
)  # fmt: skip
WORDS = [
    "supply", "mineral", "office", "the", "of", "grant", "Japan", "review", "(see annex)", "a", "2026", "R&D",
    "non-market", "“rule”", "–", "cost", "重要鉱物", "café,", "trade",
]  # fmt: skip
words = st.lists(st.sampled_from(WORDS), min_size=2, max_size=12).map(" ".join)
sentences = words.map(lambda text: f"Then {text} ends.")
labels = st.lists(st.sampled_from(["Project", "Asset", "Sales", "Scrap", "Supply"]), min_size=1, max_size=3)


@st.composite
def an_item(draw, level: int = 1):
    label = " ".join(draw(labels)) if draw(st.booleans()) else None
    body = draw(sentences)
    return {"level": level, "label": label, "text": f"{label}: {body}" if label else body}


@st.composite
def a_section(draw, key: str):
    found = []
    for _ in range(draw(st.integers(1, 4))):
        found.append(draw(an_item()))
        for _ in range(draw(st.integers(0, 2))):
            found.append(draw(an_item(2)))
            found += [draw(an_item(3)) for _ in range(draw(st.integers(0, 1)))]
    score = draw(st.none() | st.tuples(st.integers(1, 5), st.none() | sentences))
    return {"key": key, "items": found, "score": score}


@st.composite
def a_brief(draw):
    keys = draw(st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=9, unique=True))
    return {
        "title": "Title " + draw(words),
        "date": draw(st.none() | st.dates(min_value=date(2000, 1, 1))),
        "sections": [draw(a_section(key)) for key in keys],
    }


def wrapped(text: str, indent: str) -> list[str]:
    """A text cut after every fourth word, but never so that a line begins like an item."""
    parts, line = [], []
    for word in text.split(" "):
        if len(line) >= 4 and word[0].isalpha():
            parts.append(" ".join(line))
            line = []
        line.append(word)
    return (
        [*parts, " ".join(line)] if not parts else [parts[0], *(indent + one for one in [*parts[1:], " ".join(line)])]
    )


STYLES = ("round", "column 0", "numbered", "markdown", "wrapped", "web page")


def rendered(brief: dict, style: str) -> str:
    if style == "web page":
        return page(brief)
    lines = [f"# {brief['title']}" if style == "markdown" else brief["title"]]
    if brief["date"]:
        day = brief["date"]
        lines.append({"round": f"{day:%B} {day.day}, {day.year}", "markdown": f"{day}"}.get(style, f"{day:%m/%d/%Y}"))
    for section in brief["sections"]:
        heading = HEADINGS[section["key"]]
        heading = {"markdown": f"\n## **{heading}**", "round": heading.upper().replace("&", "AND")}.get(style, heading)
        lines.append(heading)
        for number, item in enumerate(section["items"], start=1):
            inner = "    " * (item["level"] - 1)
            text = item["text"]
            if style == "markdown" and item["label"]:
                text = f"**{item['label']}:**{text.removeprefix(item['label'] + ':')}"
            mark = {"round": "• ", "column 0": "- ", "numbered": f"{number}. ", "markdown": "* ", "wrapped": "• "}[
                style
            ]
            inner = "" if style == "column 0" else inner
            body = wrapped(text, inner + "  ") if style == "wrapped" else [text]
            lines += [inner + mark + body[0], *body[1:], *([""] if style == "round" else [])]
        if section["score"]:
            value, reason = section["score"]
            lines.append(f"Relevance Score: {value}" + (f" ({reason})" if reason else ""))
    return "\n".join(lines) + "\n"


def page(brief: dict) -> str:
    def safe(text: str) -> str:
        return text.replace("&", "&amp;")

    out = ["<!doctype html><html><body><nav>Key Actions</nav><main>", f"<h1>{safe(brief['title'])}</h1>"]
    out += [f"<p>{brief['date']}</p>"] if brief["date"] else []
    for section in brief["sections"]:
        out.append(f"<h2>{safe(HEADINGS[section['key']])}</h2>")
        depth = 0
        for item in section["items"]:
            out += (
                ["<ul>"] * (item["level"] - depth)
                if item["level"] > depth
                else ["</li></ul>"] * (depth - item["level"])
            )
            depth = item["level"]
            out.append(f"<li>{safe(item['text'])}")
        out += ["</li></ul>"] * depth
        if section["score"]:
            value, reason = section["score"]
            out.append(f"<p>Relevance Score: {value}" + (f" ({safe(reason)})" if reason else "") + "</p>")
    return "\n".join(out)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25, deadline=None)
@given(brief=a_brief())
def test_a_brief_is_read_back_as_it_was_written(style, brief):
    found = read_brief(rendered(brief, style).encode()).as_json()
    assert found["outcome"] != "error"
    assert (found["title"], found["date"]) == (brief["title"], brief["date"].isoformat() if brief["date"] else None)
    assert [one["key"] for one in found["sections"]] == [one["key"] for one in brief["sections"]]
    for read, one in zip(found["sections"], brief["sections"], strict=True):
        assert [(item["label"], item["text"]) for item in read["items"]] == [
            (item["label"], item["text"]) for item in one["items"]
        ]
        flat = style == "column 0"
        assert [item["level"] for item in read["items"]] == [1 if flat else item["level"] for item in one["items"]]
    assert [(one["value"], one["rationale"], one["after_section"]) for one in found["scores"]] == [
        (*one["score"], one["key"]) for one in brief["sections"] if one["score"]
    ]


@settings(max_examples=25, deadline=None)
@given(
    title=words,
    second=st.none() | words,
    score=st.integers(10, 50),
    fields=st.tuples(sentences, sentences),
    link=st.booleans(),
)
def test_a_card_is_read_back_as_it_was_written(title, second, score, fields, link):
    lines = [f"Title {title} Act", *([f"Then {second}"] if second else []), f"Impact Score: {score / 10}"]
    lines += ["Timeline: Within 30 days", f"Summary: {fields[0]}", f"Key Actions: {fields[1]}"]
    lines += ["Read the full report: https://example.org/?p=1"] if link else []
    found = read_brief("\n".join(lines).encode()).as_json()
    assert (found["format"], found["title"]) == ("card", f"Title {title} Act")
    assert found["card"] == {
        "impact_score": score / 10, "timeline": "Within 30 days", "summary": fields[0], "key_actions": fields[1],
    }  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_never_a_brief_and_never_crash_the_reader(raw):
    assert read_brief(raw).outcome == "error"


STARTS = (b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"\xff\xfe", b"# T\nKey Actions\n", b"T\nImpact Score: ")


@pytest.mark.parametrize("start", STARTS)
@settings(max_examples=25, deadline=None)
@given(raw=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_follows_a_start_is_read_or_refused_and_comes_back_from_its_json(start, raw):
    record = read_brief(start + raw)
    shown = json.loads(json.dumps(record.as_json()))
    assert from_json(shown).as_json() == record.as_json()
    for section in record.sections:
        assert section_of(section.heading) == section.key or section.heading == "" or record.flags
        for item in section.items:
            assert item.text.strip() == item.text != ""
            assert not any(ord(sign) < 32 for sign in item.text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_below_a_heading_keeps_its_place(text):
    record = read_brief(f"T\nKey Actions\n- {text}\n- Last.\n".encode("utf-8", "replace"))
    if record.error is None:
        assert record.sections[0].items or record.sections[1:] or record.scores
