"""Parse to mentions, one module a question."""
