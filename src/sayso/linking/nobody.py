"""Actors of a record that are nobody who can have done or suffered an act."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.linking.names import key_of
from sayso.linking.parts import Parts
from sayso.record import Actor, Event

_NO_WORDS = frozenset("a an the this that these those it they".split())
_NEGATIVE = frozenset("no none nobody neither".split())
_NEGATED = re.compile(r"\b(?:no|neither|not (?:one|a single))\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
"""What stands before a party that is named to say that it was none: "no armed group"."""
_REACH, _SENTENCE = 40, 400
"""Characters before a party in which it is negated, and between it and its act at most."""
_NUMBER_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
dozen dozens hundreds thousands scores several many some least more than over at about and nearly
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s|\n")


def is_nobody(actor: Actor, event: Event, parts: Parts) -> bool:
    """Whether an actor of an event is no party to it.

    "No group has claimed the attack" names none; "Ten" of a headline is a number and no name; and
    of "Homs bombing leaves 11 dead" the town is where it was.

    Args:
        actor: One of the event's actors or recipients.
        event: The event.
        parts: Its report.
    """
    if _is_no_name(actor.name):
        return True
    if actor.kind == "unknown":
        places = {key_of(place.name) for place in parts.places.values()}
        if key_of(actor.name) in places:
            return True
    return _is_negated(actor, event, parts)


@lru_cache(maxsize=1 << 14)
def _is_no_name(name: str) -> bool:
    """Whether a name is a negation, a pronoun or a number."""
    words = re.findall(r"[\w'-]+", name.casefold())
    if not words or words[0] in _NEGATIVE or set(words) <= _NO_WORDS:
        return True
    return all(word in _NUMBERS or word.isdigit() for word in words)


def _is_negated(actor: Actor, event: Event, parts: Parts) -> bool:
    """Whether a mention in the event's sentence follows a "no"."""
    text = parts.report.text
    for begin, _ in actor.mentions:
        first, last = sorted((begin, event.anchor[0]))
        if last - first > _SENTENCE or not _NEGATED.search(text[max(0, begin - _REACH) : begin]):
            continue
        if not _STOP.search(text, first, last):
            return True
    return False
