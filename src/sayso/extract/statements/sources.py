"""What kind of source a phrase describes, and whether it keeps a name back, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.extract.statements.lexicon import lexicon, singular
from sayso.record import SourceKind, Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
# What ends the description proper and begins a complement, a clause or an apposition.
_CUT = re.compile(
    r",|\(|;| – | — |\b(?:who|whom|whose|which|that|of|in|from|at|for|with|on|near|by|to|as|over|"
    r"under|outside|inside|behind|along|between|against|after|before|during|based|close|familiar|"
    r"said|affiliated|loyal|quoted|cited|carried|posted|released|briefed|hired|interviewed|held|named|"
    r"known|identified|seen|shown|signed|published|issued|waiting|living|working|calling|speaking|citing)\b",
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


def describe(text: str, source: Span) -> Described:
    """Read a source phrase.

    Args:
        text: The report's text.
        source: The phrase with its appositions and clauses.

    Returns:
        Its kind by its head noun, or by the body that it speaks for; None where only a name or a
        pronoun is given.
    """
    phrase = text[slice(*source)]
    phrase = phrase.lower() if phrase.isupper() else phrase  # old telexes
    whole = (0, len(phrase))
    words = list(_WORD.finditer(phrase))
    if not words or (len(words) == 1 and words[0].group().lower() in _PRONOUNS):
        return Described(None, anonymous=False, reason=None)
    nameless = lexicon().nameless.search(phrase)
    reason = _reason(phrase, whole) if nameless else None
    return Described(
        kind=_kind(phrase, whole),
        anonymous=bool(nameless) or _is_unnamed(phrase, whole),
        reason=(source[0] + reason[0], source[0] + reason[1]) if reason else None,
    )


def _head_end(text: str, source: Span) -> int:
    """Where the description proper ends."""
    first = _WORD.search(text, *source)
    cut = _CUT.search(text, first.end() if first else source[0], source[1])
    return cut.start() if cut else source[1]


def _nouns(text: str, span: Span) -> list[str]:
    """The words of a span in the forms that the lexicon may know."""
    words = (m.group().lower() for m in _WORD.finditer(text, *span))
    bare = (w.removesuffix("'s").removesuffix("’s") for w in words)
    return [w if w in lexicon().kinds else singular(w) for w in bare]


def _kind(text: str, source: Span) -> SourceKind | None:
    known = lexicon()
    head_end = _head_end(text, source)
    head, rest = _nouns(text, (source[0], head_end)), _nouns(text, (head_end, source[1]))
    nouns = [n for n in head if n in known.kinds]
    after = _BODY_OF.match(text, head_end, source[1])
    if not nouns and rest and not after:  # "Sayf Barakat, the group's commander"
        inside = (head_end + 1, source[1])
        return _kind(text, inside) if head_end + 1 < source[1] else None
    if not nouns:  # "the Gulf of Sidra Times", "one of them, a shopkeeper"
        first, _, apposed = text[head_end : source[1]].partition(",")
        nouns = [n for n in _nouns(text, (head_end, head_end + len(first))) if n in known.kinds]
        if not nouns:
            at = head_end + len(first) + 1
            return _kind(text, (at, source[1])) if apposed.strip() else None
    main = nouns[-1]
    kind = known.kinds[main]
    if main == "agency" and known.official_agencies.intersection(head):
        return "official"
    if kind in ("party", "witness") and known.helping.intersection(head):
        return "expert" if "research" in head else "other"
    if main in known.borrowing:
        for noun in (*reversed(nouns[:-1]), *(rest if after else ())):
            body = known.kinds.get(noun)
            if noun not in known.borrowing and body in ("party", "official", "outlet", "expert"):
                return body
        # "its spokesman": of the kind of the body, which is known when the actors are
        return None if kind == "other" else kind
    return kind


def _is_unnamed(text: str, source: Span) -> bool:
    """Whether people are described without being named ("a senior official", "witnesses").

    Bodies are not anonymous, nor is one who is singled out by an office ("the governor"); several
    people are, and one of many.
    """
    known = lexicon()
    head_end = _head_end(text, source)
    words = [m.group() for m in _WORD.finditer(text, source[0], head_end)]
    if not words:
        return False
    clause = _CLAUSE.search(text, head_end, source[1])
    own_end = clause.start() if clause else source[1]
    named = any(w[0].isupper() for w in words[1:][-1:]) or _APPOSED_NAME.search(
        text, head_end, own_end
    )
    first, noun = words[0].lower(), words[-1]
    if named or singular(noun) in known.bodies or noun.lower() in known.bodies:
        return False
    if _kind(text, source) in ("document", "outlet"):
        return False
    if first in _SEVERAL:
        return True
    if first in ("a", "an"):
        return True
    plural = singular(noun) != noun.lower() or noun.lower() in ("people", "family")
    person = singular(noun) in known.unnamed
    owned = any(w.endswith(("'s", "’s", "s'", "s’")) for w in words[:-1])
    office = first in ("the", "his", "her", "their", "its") or owned
    if singular(noun) in _ALWAYS and not noun[0].isupper():
        return True
    return (
        person
        and plural
        and (not noun[0].isupper() or len(words) == 1)
        and not (office and singular(noun) in known.borrowing and first != "the")
    )


# "Sayf Barakat" after "the commander,".
_CLAUSE = re.compile(r"\b(?:who|which|whose|where|when)\b")
_APPOSED_NAME = re.compile(
    r"(?:,|\b(?:named|called|identified as|known as))\s+(?:[A-Z][\w'’-]+\s+)*(?:al-|[A-Z])[\w'’-]+"
)
_SEVERAL = frozenset(
    "one another others some several many two three four five six seven eight nine ten "
    "dozens".split()
)
# "The source said", "her son": singled out, and yet nobody knows who it is.
_ALWAYS = frozenset(
    "source witness resident villager survivor relative neighbour neighbor son daughter mother "
    "father wife husband brother sister widow shopkeeper driver farmer trader deserter insider "
    "pupil teacher woman man".split()
)


def _reason(text: str, source: Span) -> Span | None:
    found = _REASON.search(text, *source)
    return (found.start(), found.start() + len(found.group().rstrip())) if found else None
