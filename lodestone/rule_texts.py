"""The shared rules (macros) of data/views/ as texts, and which of them a text builds on."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CALLED = re.compile(r"\b(\w+)\(")


def rule_texts(views_sql: str) -> dict[str, str]:
    """Each rule as it stands in the files, by its name and in their order, without the comment above it."""
    blocks = [
        block[block.index("CREATE MACRO") :].strip() for block in views_sql.split(";\n") if "CREATE MACRO" in block
    ]
    return {block.split("(")[0].split()[-1]: block for block in blocks}


def built_on(sql: str, rules: Mapping[str, str]) -> list[str]:
    """The names of the rules that a text calls, and of those that these call in turn, in the order of the files."""
    used: set[str] = set()
    asking = [sql]
    while asking:
        found = rules.keys() & set(_CALLED.findall(asking.pop())) - used
        used |= found
        asking += [rules[name] for name in found]
    return [name for name in rules if name in used]
