"""Statements in which nothing is said, though the words look as if something were."""

from __future__ import annotations

import re
from typing import Literal

from sayso.extract.statements.lexicon import lemmas, lexicon
from sayso.language.names import is_nation

# "Declined to comment", "did not respond to a request".
_SILENT = re.compile(
    r"(?:\w+ )?(?:declined|refused|declines|refuses)\b.{0,12}\bcomment\b"
    r"|(?:did|does|do|could|has|have)(?: not|n['’]t)\b.{0,20}"
    r"\b(?:respond|reply|return|answer|comment)",
    re.IGNORECASE,
)
# "Syria: what we know so far" names a topic.
_TOPIC = re.compile(r"(?:what|how|why|where|when|who)\b", re.IGNORECASE)
# "The suspected bomber" keeps a distance, which is a hedge, and says nothing.
_ADJECTIVES = frozenset({"suspected", "alleged", "purported", "presumed", "so-called"})
_ONESELF: dict[str, Literal["i", "we"]] = {"i": "i", "we": "we"}
_NEITHER = re.compile(r"neither\b", re.IGNORECASE)
_NOBODY = re.compile(r"no\b|nobody\b|none\b|neither of\b", re.IGNORECASE)


def is_silent(source: str | None, cue: str, content: str, *, quoted: bool) -> bool:
    """Whether nobody says anything.

    As in "no group claimed", "declined to comment", and, in a quotation, the "I think" with which
    speakers frame their own words.

    Args:
        source: The words of the source, if there is one.
        cue: The words of the cue.
        content: The words of the first stretch of content.
        quoted: Whether the cue stands in a quotation.
    """
    if _SILENT.match(f"{cue} {content}") or (cue == ":" and _TOPIC.match(content)):
        return True
    if source is None:
        return cue.casefold() in _ADJECTIVES
    if _NOBODY.match(source) or (_NEITHER.match(source) and "comment" in cue):
        return True
    if cue == ":" and is_nation(source):  # "Sudan: RSF claims capture of base"
        return True
    if oneself(source) is None or not quoted:
        return False
    return not any(lexicon().is_saying(form) for w in cue.split() for form in lemmas(w))


def oneself(source: str) -> Literal["i", "we"] | None:
    """Whether a source is whoever is speaking, alone or with others."""
    return _ONESELF.get(source.casefold())
