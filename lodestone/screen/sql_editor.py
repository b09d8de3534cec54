"""The SQL editor: CodeMirror in the page, served from here; it tells what stands in it, and when it is to be run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

from lodestone.screen.door import below
from lodestone.screen.viewport import theme

FOLDER = Path(__file__).with_name("editor")
ROUTE = "editor"
# The built file is fetched once and kept by the browser; what stands here only leads to it.
_SCRIPT = """
export default function (component) {
  let gone = false, end = null;
  const held = component.parentElement.querySelector("[data-editor]");
  import(new URL(component.data.module, document.baseURI)).then((editor) => {
    if (!gone) end = editor.mount(component);
  }, () => { held.textContent = "The editor could not be loaded. Reload this page."; });
  return () => { gone = true; if (end) end(); };
}
"""


@dataclass(frozen=True)
class Wrong:
    """Where a mistake stands, to be underlined."""

    line: int
    column: int
    word: str


def sql_editor(
    key: str,
    sql: str,
    *,
    label: str,
    version: int,
    tables: Mapping[str, list[tuple[str, str]]],
    parameters: list[str],
    changed: Callable[[str], None],
    run: Callable[[str], None],
    wrong: Wrong | None = None,
) -> None:
    """Draw the editor with this SQL. `version` is another number whenever the SQL comes from elsewhere than its keys.

    `changed` is told what stands in it when the reader pauses or leaves it, `run` when Ctrl or Cmd and Enter are
    pressed. `tables` and `parameters` complete what is typed.
    """

    def told() -> None:
        text = st.session_state[key].get("sql")
        if isinstance(text, str):
            changed(text)

    def asked() -> None:
        found = st.session_state[key].get("run")
        if found and isinstance(found.get("sql"), str):
            run(found["sql"])

    component = st.components.v2.component(
        "lodestone_sql", html="<div data-editor></div>", js=_SCRIPT, isolate_styles=False
    )
    component(
        key=key,
        data={
            "module": f"{below(ROUTE)}/sql-editor.js?{_mark()}",
            "sql": sql,
            "label": label,
            "version": version,
            "dark": theme() == "dark",
            "tables": tables,
            "parameters": parameters,
            "wrong": wrong.__dict__ if wrong else None,
        },
        on_sql_change=told,
        on_run_change=asked,
    )


@lru_cache(maxsize=1)
def _mark() -> str:
    """What tells this built file from another, so that a browser does not keep an old one."""
    return hashlib.sha256((FOLDER / "sql-editor.js").read_bytes()).hexdigest()[:12]
