"""Text files to rows that remember their line. Nothing is typed or judged here beyond the file format."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from lodestone.content.files import MOST, MOST_YAML, Unreadable, read_regular
from lodestone.errors import Problem


@dataclass
class Row:
    """One record on its way into `table`: texts by column (empty is None) and the line each came from.

    `header` is the line that names the columns, where the format has one; every column must then be named.
    """

    table: str
    file: str
    line: int
    values: dict[str, str | None]
    lines: dict[str, int] = field(default_factory=dict)
    header: int = 0

    def line_of(self, column: str) -> int:
        """Line of one field, or of the whole record where the format does not tell."""
        return self.lines.get(column, self.line)


@dataclass(frozen=True)
class Leaf:
    """A YAML scalar, as text, with its line."""

    text: str
    line: int


@dataclass(frozen=True)
class Branch:
    """A YAML mapping with its line and the line of each key."""

    items: dict[str, Tree]
    line: int
    key_lines: dict[str, int]


@dataclass(frozen=True)
class Series:
    """A YAML list with its line."""

    items: list[Tree]
    line: int


Tree = Leaf | Branch | Series
# Brackets in a text, and columns before a line's own part, of which no more can be nested than a process can follow.
_DEEP = 200
_INDENTED = re.compile(r"^[ ?:-]{50}", re.MULTILINE)
# Control characters but tab and line ends; what shows nothing, joins, or turns the direction of what follows; halves of
# a pair; tags. Marks that choose the form of a Japanese character stay.
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str"))


def read_text(path: Path, name: str, problems: list[Problem], most: int = MOST) -> str | None:
    """The file's text, or None with a problem added. `name` is how messages call the file."""
    try:
        raw = read_regular(path, most)
    except FileNotFoundError:
        problems.append(Problem(name, 0, "", "the file is missing", "Restore it from version control"))
        return None
    except Unreadable as error:
        problems.append(Problem(name, 0, "", f"the file is not read: {error}", "Restore it from version control"))
        return None
    except OSError as error:
        problems.append(Problem(name, 0, "", f"the file cannot be read ({error.strerror})", "Check its permissions"))
        return None
    text = _decoded(raw, name)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    return text


def _decoded(raw: bytes, name: str) -> str | Problem:
    """Bytes as text that people can see, or what is wrong with them."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(name, line, "", "this is not UTF-8 text", "Save the file as UTF-8")
    if not text.strip():
        return Problem(name, 1, "", "the file is empty", "Restore its rows, or delete the file and its table")
    if found := UNFIT.search(text):
        return Problem(name, text.count("\n", 0, found.start()) + 1, "", _unfit(found[0]), "Delete it")
    return text


def _unfit(character: str) -> str:
    """What stands in a text that nobody can see there."""
    kind = unicodedata.category(character)
    word = "a control character" if kind == "Cc" else "half a character" if kind == "Cs" else "an invisible character"
    return f"{word} (U+{ord(character):04X}) stands in the text"


def read_csv(path: Path, table: str, name: str, problems: list[Problem]) -> list[Row]:
    """Rows of a CSV file with one header row; every row must have as many cells as the header."""
    text = read_text(path, name, problems)
    if text is None:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    header: list[str] = []
    header_line = start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header, header_line = [cell.strip() for cell in cells], line
                if not _header_holds(header, name, line, problems):
                    return []
            elif len(cells) != len(header):
                wrong = f"this row has {len(cells)} cells, the header has {len(header)}"
                problems.append(Problem(name, line, "", wrong, "Quote cells that hold a comma, or fill the row up"))
            else:
                texts = [cell.strip() or None for cell in cells]
                rows.append(Row(table, name, line, dict(zip(header, texts, strict=True)), header=header_line))
    except csv.Error as error:
        problems.append(Problem(name, start, "", f"the CSV is broken ({error})", "Close every quoted cell"))
    if not rows and not any(problem.file == name for problem in problems):
        problems.append(Problem(name, 1, "", "there is no row of content", "Restore the header and the rows"))
    return rows


def _header_holds(header: list[str], name: str, line: int, problems: list[Problem]) -> bool:
    twice = {column for column in header if header.count(column) > 1}
    problems.extend(
        Problem(name, line, column or "(no name)", "this column is named twice", "Rename or delete one")
        for column in sorted(twice)
    )
    return not twice


def read_yaml(path: Path, name: str, problems: list[Problem]) -> Tree | None:
    """A YAML file as a tree of texts with lines. Tags, aliases and repeated keys are refused."""
    text = read_text(path, name, problems, MOST_YAML)
    if text is None:
        return None
    try:
        aliases = _alias_lines(text)
        # A few aliases can stand for billions of values: such a file is not looked into any further.
        node = None if aliases else _composed(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        context = getattr(error, "context_mark", None)
        began = f"from line {context.line + 1} on" if context else "on the line above"
        problems.append(
            Problem(
                name,
                mark.line + 1 if mark else 1,
                "",
                f"the YAML is broken ({reason})",
                f"Check indentation, colons and quotes here and {began}",
            )
        )
        return None
    except RecursionError:
        problems.append(Problem(name, 1, "", "the YAML is nested too deeply", "Flatten it"))
        return None
    except (ValueError, OverflowError):
        line = text.count("\n", 0, text.index("\\U")) + 1 if "\\U" in text else 1
        problems.append(Problem(name, line, "", "an escape stands for no character", "Write the character itself"))
        return None
    problems.extend(
        Problem(name, line, "", "an alias (*) repeats another part", "Write the part out") for line in aliases
    )
    if node is None and not aliases:
        problems.append(Problem(name, 1, "", "the file holds nothing but comments", "Restore its parts"))
    return None if node is None else _tree(node, name, problems)


def _composed(text: str) -> yaml.Node | None:
    """The root of a YAML text, read by libyaml where it is there, in an eighth of the time.

    What that refuses is read once more in Python, whose errors say best where and why. So is a text with tabs, which
    the two do not judge alike, and one that may nest deeply, which libyaml's binding follows until the process breaks.
    """
    brackets = text.count("[") + text.count("{")
    if yaml.__with_libyaml__ and "\t" not in text and brackets <= _DEEP and not _INDENTED.search(text):
        with contextlib.suppress(yaml.YAMLError):
            return yaml.compose(text, Loader=yaml.CBaseLoader)
    return yaml.compose(text, Loader=yaml.BaseLoader)


def _alias_lines(text: str) -> list[int]:
    events = yaml.parse(text, Loader=yaml.BaseLoader) if "*" in text else ()
    marks = [event.start_mark for event in events if isinstance(event, yaml.AliasEvent)]
    return [mark.line + 1 for mark in marks if mark is not None]


def _tree(node: yaml.Node, name: str, problems: list[Problem]) -> Tree:
    line = node.start_mark.line + 1
    if node.tag not in PLAIN_TAGS:
        problems.append(Problem(name, line, "", f"a tag ({node.tag}) stands before a value", "Delete the tag"))
    if isinstance(node, yaml.MappingNode):
        items: dict[str, Tree] = {}
        key_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key, key_line = _written(key_node, name, problems), key_node.start_mark.line + 1
            if key in items:
                problems.append(Problem(name, key_line, key, "this key stands here twice", "Delete one"))
                continue
            items[key] = _tree(value_node, name, problems)
            key_lines[key] = key_line
        return Branch(items, line, key_lines)
    if isinstance(node, yaml.SequenceNode):
        return Series([_tree(item, name, problems) for item in node.value], line)
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in {"~", "null"}:
        return Leaf("", line)
    return Leaf(" ".join(_written(node, name, problems).split()), line)


def _written(node: yaml.Node, name: str, problems: list[Problem]) -> str:
    """A scalar's text; an escape can put into it what the file itself may not hold."""
    text = str(node.value)
    if found := UNFIT.search(text):
        problems.append(Problem(name, node.start_mark.line + 1, "", _unfit(found[0]), "Delete it"))
        return UNFIT.sub("", text)
    return text
