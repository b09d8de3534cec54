"""Checked content as one DuckDB file: built whole or not at all, opened read-only and locked, kept current."""

from lodestone.warehouse.builder import build, content_version
from lodestone.warehouse.corrections import TAKEN_OUT, Comparison, Correction, compare
from lodestone.warehouse.keeper import Keeper, fingerprint
from lodestone.warehouse.reader import LOCKED, Warehouse, open_database

__all__ = [
    "LOCKED", "TAKEN_OUT", "Comparison", "Correction", "Keeper", "Warehouse", "build", "compare", "content_version",
    "fingerprint", "open_database",
]  # fmt: skip
