"""A policy brief in YAML, nested as people read it, to flat rows.

The file holds `defaults` (filled into every row), `brief`, `scores`, `groups` and `sections`; a section holds `items`,
an item may hold `milestone` or `official` and lists of `provisions`, `units` and `organizations`.
Positions come from the order of the file.
"""

from __future__ import annotations

from lodestone.content.reading import Branch, Leaf, Row, Series, Tree
from lodestone.errors import Problem

PARTS = ("defaults", "brief", "scores", "groups", "sections")
ITEM_LISTS = {
    "provisions": ("item_provisions", "provision_id"),
    "units": ("item_units", "unit_id"),
    "organizations": ("item_organizations", "organization_id"),
}
ITEM_PARTS = {"milestone": "milestones", "official": "officials"}
# Tables that take brief_id from the file's defaults; the others reach the brief through their item.
OF_A_BRIEF = frozenset({"briefs", "scores", "summary_groups", "brief_sections", "brief_items"})


def brief_rows(tree: Tree, name: str, problems: list[Problem]) -> list[Row]:
    """Rows for briefs, scores, summary_groups, brief_sections, brief_items and the tables that hang on items."""
    return _Brief(name, problems).rows(tree)


def scoring_rows(tree: Tree, name: str, problems: list[Problem]) -> list[Row]:
    """Rows for score_terms from data/scoring.yaml, which holds `defaults` and `terms`; positions from the order."""
    return _Brief(name, problems).terms(tree)


class _Brief:
    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.defaults: dict[str, str | None] = {}
        self.default_lines: dict[str, int] = {}

    def terms(self, tree: Tree) -> list[Row]:
        top = self._top(tree, ("defaults", "terms"))
        return [
            self._row("score_terms", branch, position=str(position))
            for position, branch in self._branches(top.items.get("terms"), "terms")
        ]

    def _top(self, tree: Tree, parts: tuple[str, ...]) -> Branch:
        top = self._branch(tree, "the file")
        for key in top.items:
            if key not in parts:
                self._complain(top.key_lines[key], key, "unknown part", f"Use one of {', '.join(parts)}")
        for part in parts:
            if part not in top.items:
                self._complain(top.line, part, "this part is missing", "Add it")
        if "defaults" in top.items:
            branch = self._branch(top.items["defaults"], "defaults")
            self.defaults = {key: self._text(value, key) for key, value in branch.items.items()}
            self.default_lines = branch.key_lines
        return top

    def rows(self, tree: Tree) -> list[Row]:
        top = self._top(tree, PARTS)
        rows = [self._row("briefs", branch) for branch in self._part(top, "brief")]
        for part, table in (("scores", "scores"), ("groups", "summary_groups")):
            entries = self._branches(top.items.get(part), part)
            rows.extend(self._row(table, branch, position=str(position)) for position, branch in entries)
        for position, branch in self._branches(top.items.get("sections"), "sections"):
            rows.extend(self._section(branch, position))
        return rows

    def _section(self, branch: Branch, position: int) -> list[Row]:
        section = self._row("brief_sections", branch, apart=("items",), position=str(position))
        rows = [section]
        for number, item in self._branches(branch.items.get("items"), "items", branch.line):
            rows.extend(self._item(item, number, section))
        return rows

    def _item(self, branch: Branch, position: int, section: Row) -> list[Row]:
        apart = (*ITEM_LISTS, *ITEM_PARTS)
        inherited = {key: section.values[key] for key in ("section", "kind") if section.values.get(key)}
        item = self._row("brief_items", branch, apart=apart, position=str(position), **inherited)
        # What is wrong with an inherited value is told once, where it stands.
        item.lines = {**{key: section.line_of(key) for key in inherited}, **item.lines}
        rows = [item]
        item_id = item.values.get("item_id")
        for key, table in ITEM_PARTS.items():
            rows.extend(self._row(table, part, item_id=item_id) for part in self._part(branch, key))
        for key, (table, column) in ITEM_LISTS.items():
            leaves = self._leaves(branch.items.get(key), key)
            rows.extend(
                Row(table, self.name, leaf.line, {"item_id": item_id, column: leaf.text or None}) for leaf in leaves
            )
        return rows

    def _row(self, table: str, branch: Branch, apart: tuple[str, ...] = (), **given: str | None) -> Row:
        values: dict[str, str | None] = {"source_id": self.defaults.get("source_id"), **given}
        if table in OF_A_BRIEF:
            values["brief_id"] = self.defaults.get("brief_id")
        for key, value in branch.items.items():
            if key not in apart:
                values[key] = self._text(value, key)
        lines = {key: line for key, line in self.default_lines.items() if key in values}
        return Row(table, self.name, branch.line, values, {**lines, **branch.key_lines})

    def _text(self, tree: Tree, key: str) -> str | None:
        if isinstance(tree, Leaf):
            return tree.text or None
        self._complain(tree.line, key, "a text was expected here, not a list or a group", "Write one value")
        return None

    def _branch(self, tree: Tree, key: str) -> Branch:
        if isinstance(tree, Branch):
            return tree
        self._complain(tree.line, key, "a group of 'key: value' lines was expected here", "See the other briefs")
        return Branch({}, tree.line, {})

    def _part(self, branch: Branch, key: str) -> list[Branch]:
        """The group below `key`, if it is there and is one."""
        part = self._branch(branch.items[key], key) if key in branch.items else None
        return [part] if part and part.items else []

    def _branches(self, tree: Tree | None, key: str, line: int = 1) -> list[tuple[int, Branch]]:
        if isinstance(tree, Series) and tree.items:
            branches = [(number, self._branch(item, key)) for number, item in enumerate(tree.items, start=1)]
            return [(number, branch) for number, branch in branches if branch.items]
        # A brief may have no score, or no summary to be divided.
        if isinstance(tree, Series) and key in {"scores", "groups"}:
            return []
        if tree is not None or key == "items":
            self._complain(tree.line if tree else line, key, "a list of entries was expected here", "Add '- ' entries")
        return []

    def _leaves(self, tree: Tree | None, key: str) -> list[Leaf]:
        if isinstance(tree, Series):
            for item in tree.items:
                if not isinstance(item, Leaf):
                    self._complain(item.line, key, "an identifier was expected here", "Write one identifier an entry")
            return [item for item in tree.items if isinstance(item, Leaf)]
        if tree is not None:
            self._complain(tree.line, key, "a list was expected here", "Write it as [a, b]")
        return []

    def _complain(self, line: int, field: str, wrong: str, remedy: str) -> None:
        self.problems.append(Problem(self.name, line, field, wrong, remedy))
