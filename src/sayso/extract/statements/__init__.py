"""Who says what: attributions, with their sources, cues, contents and media."""

from sayso.extract.statements.finder import find_statements

__all__ = ["find_statements"]
