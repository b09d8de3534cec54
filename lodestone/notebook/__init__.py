"""The notebook's cells, one module a page: which question, which queries, how the answer is said."""
