"""Policy briefs: documents of the same outline as text, Word, PDF or web page  ->  checked records."""
