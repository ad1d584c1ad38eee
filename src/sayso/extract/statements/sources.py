"""What kind of source a phrase describes, and whether it keeps a name back, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.extract.statements.lexicon import lexicon, singular
from sayso.record import SourceKind, Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
# What ends the description proper and begins a complement, a clause or an apposition.
_CUT = re.compile(
    r",|\(|;| – | — |\b(?:who|whom|whose|which|that|of|in|from|at|for|with|on|near|by|to|based|"
    r"close|familiar|affiliated|loyal|said|speaking|citing|quoted|cited|carried|posted|released)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|as|for fear|out of fear|fearing|citing|owing to|due to|given|"
    r"for security|for their safety|for reasons of)\b[^,;]*",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    "he she they it we i you who one his her their its someone somebody nobody those these this "
    "that".split()
)
_BODY_OF = re.compile(r"\b(?:of|for|in|from|with|at|to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """What the words of a source say about it."""

    kind: SourceKind | None
    anonymous: bool
    reason: Span | None
    pronoun: bool


def describe(text: str, source: Span) -> Described:
    """Read a source phrase.

    Args:
        text: The report's text.
        source: The phrase with its appositions and clauses.

    Returns:
        Its kind by its head noun, or by the body that it speaks for; None where only a name or a
        pronoun is given.
    """
    start, end = source
    words = list(_WORD.finditer(text, start, end))
    if not words or (len(words) == 1 and words[0].group().lower() in _PRONOUNS):
        return Described(None, anonymous=False, reason=None, pronoun=True)
    nameless = lexicon().nameless.search(text, start, end)
    return Described(
        kind=_kind(text, source),
        anonymous=bool(nameless) or _is_unnamed(text, source),
        reason=_reason(text, source) if nameless else None,
        pronoun=False,
    )


def _head_end(text: str, source: Span) -> int:
    """Where the description proper ends."""
    first = _WORD.search(text, *source)
    cut = _CUT.search(text, first.end() if first else source[0], source[1])
    return cut.start() if cut else source[1]


def _kind(text: str, source: Span) -> SourceKind | None:
    known = lexicon()
    head_end = _head_end(text, source)
    head = [m.group() for m in _WORD.finditer(text, source[0], head_end)]
    rest = [m.group() for m in _WORD.finditer(text, head_end, source[1])]
    nouns = [singular(w.removesuffix("'s").removesuffix("’s")) for w in head]
    nouns = [n for n in nouns if n in known.kinds]
    after = _BODY_OF.match(text, head_end, source[1])
    if not nouns and rest and not after:  # "Sayf Barakat, the group's commander"
        inside = (head_end + 1, source[1])
        return _kind(text, inside) if head_end + 1 < source[1] else None
    if not nouns:
        return None
    main = nouns[-1]
    if main in known.borrowing:
        body = [*reversed(nouns[:-1]), *((singular(w) for w in rest) if after else ())]
        for noun in body:
            kind = known.kinds.get(noun)
            if noun not in known.borrowing and kind in ("party", "official", "outlet", "expert"):
                return kind
    return known.kinds[main]


def _is_unnamed(text: str, source: Span) -> bool:
    """Whether people are described without being named ("a senior official", "witnesses").

    One who is singled out by their office ("the governor") is not anonymous; several, or one of
    many, are.
    """
    known = lexicon()
    head_end = _head_end(text, source)
    words = list(_WORD.finditer(text, source[0], head_end))
    last = next(
        (i for i in reversed(range(len(words))) if singular(words[i].group()) in known.unnamed),
        None,
    )
    if last is None or (words[last].group()[0].isupper() and last):
        return False
    if last + 1 < len(words) and words[last + 1].group()[0].isupper():
        return False  # "police spokesman Ahmed Ali"
    if last + 1 < len(words):
        return False  # "police officers' union"
    apposition = re.compile(r",\s+(?:[A-Z][\w'’-]+\s+)+[A-Z][\w'’-]+").match(
        text, head_end, source[1]
    )
    if apposition and text[head_end : head_end + 1] == ",":
        return False
    noun = words[last].group()
    plural = singular(noun) != noun.lower() or noun.lower() in ("people", "family")
    first = words[0].group().lower()
    owned = any(w.group().endswith(("'s", "’s", "s'", "s’")) for w in words[:last])
    singled_out = (
        first == "the" or owned or first in ("his", "her", "their", "its")
    ) and not plural
    return first in ("another", "one", "a", "an") or plural or not singled_out


def _reason(text: str, source: Span) -> Span | None:
    found = _REASON.search(text, *source)
    return (found.start(), found.start() + len(found.group().rstrip())) if found else None
