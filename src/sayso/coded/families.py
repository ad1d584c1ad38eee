"""What an event of one codebook can be called in another.

UCDP GED tells state-based, non-state and one-sided violence apart by who fought whom; ACLED tells
battles, explosions and violence against civilians apart by how; PLOVER has one type, ASSAULT, with
a mode of how. No table of codes leads from one to the other, so each code has all the families that
it can be of, and two codes fit when they share one. One table for all parties.

Sources: UCDP GED codebook, "type_of_violence"; ACLED codebook, "event types"; PLOVER 2.0 manual,
chapter 3.
"""

from __future__ import annotations

BATTLE = "battle"
REMOTE = "remote"
"""Explosions, shelling, air strikes: the target need not be near."""
CIVILIANS = "civilians"
"""Civilians are the target."""
PROTEST = "protest"
RIOT = "riot"
FORCE = "force"
"""Arrests, seizures, destruction, moves of troops: nobody need be hurt."""
WORDS = "words"
"""Talks, agreements, accusations."""

VIOLENCE = frozenset({BATTLE, REMOTE, CIVILIANS})

GED: dict[int, tuple[str, frozenset[str]]] = {
    1: ("state-based violence", frozenset({BATTLE, REMOTE})),
    2: ("non-state violence", frozenset({BATTLE, REMOTE, RIOT, CIVILIANS})),
    3: ("one-sided violence", frozenset({CIVILIANS, REMOTE, RIOT})),
}
"""By ``type_of_violence``. Non-state violence includes fights of communities, which ACLED codes as
violence against civilians where one raids the other's village."""

ACLED: dict[str, frozenset[str]] = {
    "battles": frozenset({BATTLE}),
    "explosions/remote violence": frozenset({REMOTE, BATTLE, CIVILIANS}),
    "remote violence": frozenset({REMOTE, BATTLE, CIVILIANS}),
    "violence against civilians": frozenset({CIVILIANS}),
    "riots": frozenset({RIOT, PROTEST}),
    "riots/protests": frozenset({RIOT, PROTEST}),
    "protests": frozenset({PROTEST}),
    "strategic developments": frozenset({FORCE, WORDS}),
    "strategic development": frozenset({FORCE, WORDS}),
    "non-violent transfer of territory": frozenset({FORCE}),
    "headquarters or base established": frozenset({FORCE}),
    "non-violent activity by a conflict actor": frozenset({FORCE, WORDS}),
}
"""By ``event_type``, without case; those of before 2019 included. Names that begin so are the
same: "Battle-Government regains territory"."""

_ACLED_MORE: dict[str, frozenset[str]] = {
    "excessive force against protesters": frozenset({CIVILIANS}),
    "disrupted weapons use": frozenset({REMOTE}),
}
"""By ``sub_event_type``: what such an event can be called beside what its type tells. Protesters
whom forces shoot are UCDP's one-sided violence; a drone that was shot down is an attack of it."""

_ASSAULT: dict[str, frozenset[str]] = {
    "abduct": frozenset({CIVILIANS, FORCE, BATTLE}),
    "beat": frozenset({CIVILIANS, RIOT}),
    "torture": frozenset({CIVILIANS}),
    "sexual": frozenset({CIVILIANS}),
    "targeted": frozenset({CIVILIANS, BATTLE}),
    "destroy": frozenset({FORCE, REMOTE, RIOT}),
    "primitive": frozenset({CIVILIANS, BATTLE, RIOT}),
    "firearms": frozenset({CIVILIANS, BATTLE, RIOT}),
    "explosives": frozenset({REMOTE, BATTLE, CIVILIANS}),
    "suicide-attack": frozenset({REMOTE, BATTLE, CIVILIANS}),
    "aerial": frozenset({REMOTE, BATTLE, CIVILIANS}),
    "drone": frozenset({REMOTE, BATTLE, CIVILIANS}),
    "heavy-weapons": frozenset({REMOTE, BATTLE, CIVILIANS}),
    "crowd-control": frozenset({RIOT, PROTEST, CIVILIANS}),
    "unconventional": frozenset({REMOTE, BATTLE, CIVILIANS}),
}
_PROTEST = {"riot": frozenset({RIOT, PROTEST}), "vandalize": frozenset({RIOT, PROTEST})}
_PLOVER: dict[str, frozenset[str]] = {
    "ASSAULT": VIOLENCE | {RIOT},
    "PROTEST": frozenset({PROTEST}),
    "COERCE": frozenset({FORCE}),
    "MOBILIZE": frozenset({FORCE}),
    "SANCTION": frozenset({FORCE}),
    "RETREAT": frozenset({FORCE}),
    "COOPERATE": frozenset({WORDS}),
    "AID": frozenset({WORDS}),
}


def of_ged(type_of_violence: int | None) -> tuple[str, frozenset[str]]:
    """Name and families of a GED type of violence; every kind of violence where it is not told."""
    return GED.get(type_of_violence or 0, ("violence", VIOLENCE))


def of_acled(event_type: str, sub_event_type: str = "") -> frozenset[str]:
    """Families of an ACLED event type and sub-event type; none where the type is not known."""
    name = _folded(event_type)
    found = ACLED.get(name)
    if found is None:
        found = ACLED["battles"] if name.startswith("battle") else frozenset()
    return found | _ACLED_MORE.get(_folded(sub_event_type), frozenset()) if found else found


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def of_plover(type_: str, mode: str | None) -> frozenset[str]:
    """Families of a PLOVER type and mode; none for a type of another codebook."""
    if type_ == "ASSAULT" and mode:
        return _ASSAULT.get(mode, _PLOVER["ASSAULT"])
    if type_ == "PROTEST" and mode:
        return _PROTEST.get(mode, _PLOVER["PROTEST"])
    known = type_ in _PLOVER or type_ in _VERBAL
    return _PLOVER.get(type_, frozenset({WORDS})) if known else frozenset()


_VERBAL = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
)
