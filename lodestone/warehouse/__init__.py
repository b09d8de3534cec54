"""Checked content as one DuckDB file: built whole or not at all, opened read-only and locked, kept current."""

from lodestone.warehouse.apart import Limits, build_apart
from lodestone.warehouse.builder import build, content_version, sound
from lodestone.warehouse.corrections import TAKEN_OUT, Comparison, Correction, compare
from lodestone.warehouse.keeper import Keeper, fingerprint
from lodestone.warehouse.publishing import Replica, fetch, keeper, publish, ready, storage
from lodestone.warehouse.reader import Warehouse, open_database
from lodestone.warehouse.storage import Published, Storage
from lodestone.warehouse.trial import check_queries, checked_content

__all__ = [
    "TAKEN_OUT", "Comparison", "Correction", "Keeper", "Limits", "Published", "Replica", "Storage", "Warehouse",
    "build", "build_apart", "check_queries", "checked_content", "compare", "content_version", "fetch", "fingerprint",
    "keeper", "open_database", "publish", "ready", "sound", "storage",
]  # fmt: skip
