"""Actors to entries of an authority file: only where name, type, country and time agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sayso.identity.authority import Authority, Entry
from sayso.record import Actor, Identity, Span
from sayso.resolve.words import key

_TYPES = {
    "person": ("person",),
    "organization": ("organization",),
    "state_body": ("organization",),
    "group": ("organization",),
    "state": ("state", "place"),
}


def identify(
    actors: Iterable[Actor], text: str, published: str | None, authority: Authority
) -> tuple[Actor, ...]:
    """Give actors the identity of the one entry that they can be.

    An entry fits when one of its names is, spelling folded, one that the report gives the actor
    (for a person, one of at least two words), its type and country do not disagree, and the report
    is of a day on which the entry is valid. Two entries that fit are none: ``why`` names them.

    Args:
        actors: The actors of a report.
        text: Its text.
        published: Its ISO date; without one, validity is not asked for.
        authority: The file.
    """
    day = _day(published)
    return tuple(_identified(actor, text, day, authority) for actor in actors)


def _identified(actor: Actor, text: str, day: date | None, authority: Authority) -> Actor:
    if actor.why is not None:  # described, not named
        return actor
    fits: dict[tuple[str, str], Span] = {}
    for span in actor.mentions:
        name = text[span[0] : span[1]]
        if actor.kind == "person" and len(key(name)) < 2:
            continue  # a surname is anybody's
        for entry in authority.named(name):
            if _agrees(entry, actor, day):
                fits.setdefault((entry.scheme, entry.id), span)
    if len(fits) == 1:
        ((scheme, id_), span) = fits.popitem()
        return actor.model_copy(
            update={
                "identity": Identity(scheme=scheme, id=id_),
                "evidence": {**actor.evidence, "identity": (span,)},
            }
        )
    if fits:
        several = ", ".join(id_ for _, id_ in sorted(fits))
        return actor.model_copy(update={"why": f"several entries fit: {several}"})
    return actor


def _agrees(entry: Entry, actor: Actor, day: date | None) -> bool:
    kinds = _TYPES.get(actor.kind)
    if entry.type and kinds and entry.type not in kinds:
        return False
    if entry.country and actor.country and entry.country != actor.country:
        return False
    if day is None:
        return True
    return not (
        (entry.valid_from and day < entry.valid_from) or (entry.valid_to and day > entry.valid_to)
    )


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
