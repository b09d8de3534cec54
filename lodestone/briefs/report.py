"""A report: its outline as sections, scores, clocks, organizations and officials."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from lodestone.briefs.bodies import named, official, organisation, separated
from lodestone.briefs.characters import plain
from lodestone.briefs.headings import run_in
from lodestone.briefs.lines import Document
from lodestone.briefs.outline import NO_TEXT, Block, Entry, Outline, looks_like_heading, names_section, opening, outline
from lodestone.briefs.record import Clock, Item, Record, Score, Section
from lodestone.briefs.scores import begins_score, read_score
from lodestone.briefs.times import clock, is_time_alone

Items = list[tuple[Item, int]]


def read_report(document: Document, record: Record) -> None:
    """Fill the record from a report's lines."""
    lines = document.lines
    first = next(
        (
            n
            for n, line in enumerate(lines)
            if names_section(lines, n)
            or (n and (begins_score(line.text) or (not line.listed and run_in(line.text)[0])))
        ),
        len(lines),
    )
    # A first heading of a name of its own stands below title and date and over a list.
    other = next((n for n in range(1, first) if looks_like_heading(lines, n) and not lines[n].listed), None)
    listed = next((n for n in range(first) if lines[n].listed), None)
    start = first if listed is None else min(listed, other) if other is not None and other < listed else listed
    rest = opening(lines, start, record, document)
    for line in rest:
        record.doubt("unplaced_text", f"it stands before the first heading: “{line.text}”", line.number)
    found = outline(lines[first:], document, record)
    if start < first:
        found.blocks.insert(0, _unnamed(document, record, start, first, named_by=other == start))
    _blocks(found, record)
    _scores(found, record)


def _unnamed(document: Document, record: Record, start: int, first: int, *, named_by: bool) -> Block:
    """The first block where no known heading stands over it."""
    line = document.lines[start]
    heading = line.text if named_by else ""
    told = f"“{heading}” is no known heading" if named_by else "the list has no heading"
    record.doubt("unknown_heading" if named_by else "missing_heading", f"{told}; taken for the summary", line.number)
    # Read as under a known heading, so that lines are joined by the same rules.
    head = replace(line, text="Action Summary", mark="", heading=True, indent=0, level=0)
    inner = document.lines[start + (1 if named_by else 0) : first]
    block = outline([head, *inner], document, record).blocks[0]
    return replace(block, heading=heading)


def _blocks(found: Outline, record: Record) -> None:
    seen: Counter[str] = Counter()
    for block in found.blocks:
        seen[block.key] += 1
        if seen[block.key] > 1:
            record.doubt("repeated_section", f"“{block.heading}” is there more than once; each is kept", block.line)
        if _says_no_text(block):
            told = block.entries[0].text
            record.doubt(
                "no_text_provided", f"the document says that it had no text: “{told}”", block.entries[0].first.number
            )
            block.entries.clear()
        elif not block.entries:
            record.doubt("empty_section", f"nothing stands under “{block.heading}”", block.line)
        items = _items(block, record)
        record.sections.append(Section(block.key, block.heading, [item for item, _ in items]))
        if block.key == "timeline":
            record.timeline += _clocks(items, record)
        elif block.key == "organisations":
            for one in named(_as_named(items, block)):
                _needs_separator(one.item, one.line, record)
                record.organisations.append(organisation(one))
        elif block.key == "officials":
            for one in named(_as_named(items, block)):
                _needs_separator(one.item, one.line, record)
                record.officials.append(official(one))


def _as_named(items: Items, block: Block) -> Items:
    """The items of a block, those of a table by the name in them and not by the head of its column."""
    firsts = [entry.first.named for entry in block.entries]
    return [(_item(text, item.level) if text else item, line) for (item, line), text in zip(items, firsts, strict=True)]


def _says_no_text(block: Block) -> bool:
    return (
        block.key == "action_summary"
        and bool(block.entries)
        and all(NO_TEXT.search(plain(one.text[:400])) and len(one.text) <= 400 for one in block.entries)
    )


def _needs_separator(item: Item, line: int, record: Record) -> None:
    if separated(item.text)[1] is None and len(item.text) > 100:
        record.doubt("no_separator", "nothing separates the name from what is said of it", line)


def _items(block: Block, record: Record) -> Items:
    levels = _levels(block.entries)
    found: Items = []
    for place, (entry, level) in enumerate(zip(block.entries, levels, strict=True)):
        text, line = entry.text, entry.first.number
        item = _item(text, level)
        if item.header_only:
            # Behind it the list comes back to a level above.
            if place + 1 == len(levels) or levels[place + 1] < level:
                record.doubt("empty_group", f"nothing follows “{item.label}”", line)
            elif levels[place + 1] <= level:
                told = f"how much of what follows belongs to “{item.label}” is unknown: the list is not indented there"
                record.doubt("level_unknown", told, line)
        found.append((item, line))
    return found


def _item(text: str, level: int) -> Item:
    at = first_colon(text)
    if at is None:
        return Item(level, None, text, text, header_only=False)
    body = text[at + 1 :].strip()
    return Item(level, text[:at].strip(), text, body, header_only=not body)


def first_colon(text: str) -> int | None:
    """Place of the first colon; that of a time of day or of an address is none."""
    looked = plain(text)
    at = looked.find(":")
    while at >= 0:
        around = looked[max(0, at - 1) : at + 3]
        if not (around[:1].isdigit() and around[2:3].isdigit()) and not around.endswith("//"):
            return at or None
        at = looked.find(":", at + 1)
    return None


def _levels(entries: list[Entry]) -> list[int]:
    """The level of each entry: what the document's structure says, else its indent, else the sign of its list."""
    firsts = [entry.first for entry in entries]
    listed = [one for one in firsts if one.listed or one.level]
    if any(one.level for one in listed):
        return [one.level or 1 for one in firsts]
    if len({one.indent for one in listed}) == 1:
        ranks = sorted({one.depth for one in listed})
        return [ranks.index(one.depth) + 1 if one.listed else 1 for one in firsts]
    levels, open_at = [], list[int]()
    for one in firsts:
        if not one.listed:
            levels.append(1)
            continue
        while open_at and open_at[-1] > one.indent:
            open_at.pop()
        # One column more or less is a slip of the hand.
        if not open_at or one.indent > open_at[-1] + 1:
            open_at.append(one.indent)
        levels.append(len(open_at))
    return levels


def _clocks(items: Items, record: Record) -> list[Clock]:
    found: list[Clock] = []
    over: list[tuple[int, Clock]] = []
    for place, (item, line) in enumerate(items):
        over = [one for one in over if one[0] < item.level]
        read, doubts = clock(item.text, item.label)
        timed = read.n is not None or read.date is not None or read.relation != "other"
        if item.header_only or (timed and is_time_alone(item.text)):
            below = place + 1 < len(items) and items[place + 1][0].level > item.level
            if timed and below:
                over.append((item.level, read))
            if below or not timed:
                continue
        elif not timed and over:
            read, doubts = replace(over[-1][1], text=item.text, trigger=read.trigger or over[-1][1].trigger), []
        for told in doubts:
            record.doubt("time_in_doubt", told, line)
        found.append(read)
    return found


def _scores(found: Outline, record: Record) -> None:
    closed: set[int] = set()
    for one in found.scores:
        read = read_score(one.text)
        for kind, told in read.doubts:
            record.doubt(kind, told, one.line)
        if one.after is None:
            record.doubt("score_without_section", "the score stands before any section", one.line)
        elif one.after.line in closed:
            record.doubt("repeated_score", f"“{one.after.heading}” has a score already; each is kept", one.line)
        else:
            closed.add(one.after.line)
        record.scores.append(
            Score(read.value, read.raw, read.rationale, one.after.key if one.after else None, read.in_range)
        )
