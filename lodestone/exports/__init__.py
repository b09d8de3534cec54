"""The notebook taken away: the same cells as a deck, a workbook, pictures, a calendar and citations."""
