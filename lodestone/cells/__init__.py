"""Notebook cells: declared once (`model`), shown on screen (`screen`) or taken away as a table (`table`)."""
