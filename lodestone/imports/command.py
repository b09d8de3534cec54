"""The commands `import sites`, `import list` and `import remove`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from lodestone import store
from lodestone.imports.columns import read_mapping
from lodestone.imports.layouts import LAYOUTS
from lodestone.imports.run import Wish, import_sites, preview_sites, remove_sites
from lodestone.paths import Project

Run = Callable[[Project, argparse.Namespace], None]


def add_commands(command: argparse.ArgumentParser) -> None:
    """Describe the three commands below `import`."""
    commands = command.add_subparsers(dest="what", metavar="WHAT", required=True)

    def add(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        return one

    sites = add("sites", _sites, "import mineral sites from a file; see docs/importing-sites.md")
    sites.add_argument("file", type=Path, metavar="FILE")
    sites.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="USE=COLUMN",
        help="a column that is called otherwise, as in minerals=Commodity; repeat for more; minerals= for none",
    )
    sites.add_argument("--encoding", help="of a text that is not UTF-8, as in cp932 (Shift-JIS) or gb18030")
    sites.add_argument("--dry-run", action="store_true", help="read and report, and import nothing")
    sites.add_argument("--layout", choices=tuple(LAYOUTS), help="instead of the one the header shows")
    sites.add_argument("--name", help="small letters, figures and -; without it, made of the file's name")
    sites.add_argument("--title", help="what the notebook calls the dataset")
    listed = add("list", _list, "list the imported datasets: name, title, layout, rows")
    for one in (sites, listed):
        one.add_argument("--format", choices=("table", "json"), default="table")
    add("remove", _remove, "delete an imported dataset").add_argument("name", metavar="NAME")


def _sites(project: Project, options: argparse.Namespace) -> None:
    today = date.today()  # noqa: DTZ011, the caller's own calendar day
    wish = Wish(options.layout, options.name, options.title, options.encoding, read_mapping(options.map))
    if options.dry_run:
        report = preview_sites(project.root, options.file, wish, 0).report
    else:
        report = import_sites(project, options.file, today, wish)
    if options.format == "json":
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        print(report.as_text())


def _list(project: Project, options: argparse.Namespace) -> None:
    found, problems = store.datasets(project)
    if options.format == "json":
        whole = [
            {
                "dataset": one.dataset,
                "title": one.title,
                "layout": one.layout,
                "rows": one.rows_kept,
                "rows_read": one.rows_read,
                "file": one.file_name,
                "sha256": one.sha256,
                "imported_at": one.imported_at,
                "problem": None,
            }
            for one in found
        ]
        broken = [{"dataset": Path(one.file).stem, "problem": str(one)} for one in problems]
        print(json.dumps([*whole, *broken], ensure_ascii=False, indent=2))
        return
    width = max([len(one.dataset) for one in found], default=0)
    for one in found:
        print(f"{one.dataset:{width}}  {one.rows_kept:>9,} rows  {one.layout:10}  {one.imported_at}  {one.title}")
    for problem in problems:
        print(problem)
    if not found and not problems:
        print("no imported datasets")


def _remove(project: Project, options: argparse.Namespace) -> None:
    remove_sites(project, options.name)
    print(f"removed: {options.name}")
