"""The notebook's cells, one module a page: which question, which queries, how the finding is said."""
