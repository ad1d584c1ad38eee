"""What the encoder's heads give, a piece: the layout that training and reading agree on."""

from __future__ import annotations

from collections.abc import Mapping

LEVELS = 3
"""Nesting levels of statements: told by the text, told in a statement, told in one of those."""

STATE_WIDTH = 384
"""Size of the encoder's states."""

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""Tags of a level. A piece begins a part, goes on with it, or is outside."""

LINK_WIDTH = 64
"""Size of the vectors whose products link the parts."""

MODES: Mapping[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    ),
}  # fmt: skip
"""Types of PLOVER 2.0 and their modes, in the order of the head's classes."""

KINDS: tuple[tuple[str, str | None], ...] = (
    ("", None),
    *((t, m) for t, modes in MODES.items() for m in (None, *modes)),
)
"""Type and mode of each class of a word as the anchor of an event; the first is "none"."""

STATUSES = ("happened", "ongoing", "planned", "threatened", "feared", "denied", "hypothetical")

PARTS = ("party", "thing", "means")
"""Phrases that take part in events: who, what is struck, what it is done with."""
ROLES = ("actor", "recipient", "thing", "means")
"""What a phrase can be to an event."""

CASTING = ("perpetrator", "organisation", "target", "victim", "weapon")
"""Parts in an attack, as the key of MUC-4 has them: people and bodies who did it, things and
people struck, what it was done with."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "incident": ("attack", "bombing", "kidnapping", "arson", "robbery", "stoppage"),
    "stage": ("accomplished", "attempted", "threatened"),
    "category": ("unsaid", "terrorist", "state"),
    "belief": ("fact", "claimed", "suspected", "authorities", "possible", "acquitted"),
    "harm": ("unsaid", "killed", "injured", "unharmed", "unhurt", "freed"),
    "sector": (
        "civilian", "political", "government", "police", "judicial", "military", "guard",
        "former_government", "former_military", "diplomat",
    ),
    "damage": ("unsaid", "some", "destroyed", "none", "taken"),
    "object": (
        "other", "commercial", "vehicle", "energy", "government", "organisation",
        "communications", "residence", "financial", "diplomatic", "route", "political", "police",
    ),
    "weapon": (
        "unsaid", "bomb", "gun", "explosive", "dynamite", "machine_gun", "vehicle_bomb", "rifle",
        "mortar", "grenade", "aerial_bomb", "torture", "blade", "molotov", "rocket", "fire",
        "mine",
    ),
}  # fmt: skip
"""What is told of a phrase that takes part in an attack, and of the attack."""

EFFECTS = (
    "none", "killed", "injured", "captured", "missing", "displaced", "arrested", "participants",
)  # fmt: skip
"""What befell the people that a number or a phrase counts."""

MOST_KILLED, MOST_INJURED = 7, 8
"""The greatest counts of a whole report that have a class; it stands for all above."""

WIDTHS: Mapping[str, int] = {
    "kind": len(KINDS),
    "status": len(STATUSES),
    "background": 2,
    "parts": 1 + 2 * len(PARTS),
    "roles": (len(ROLES) + 1) * LINK_WIDTH,
    "casting": 1 + 2 * len(CASTING),
    **{name: len(values) for name, values in CHOICES.items()},
    "same": LINK_WIDTH,
    "effect": len(EFFECTS),
    "total": 2,
    "attend": 3,
    "relevant": 2,
    "killed": MOST_KILLED + 1,
    "injured": MOST_INJURED + 1,
}
"""Width of each head of events. ``roles``: a query a role, then the key. ``same``: vectors whose
products say that two words tell of one happening. ``total``: scores of a count as the report's
number of people killed, injured. ``attend``: weights of the pieces in what is said of the report as
a whole, ``relevant``, ``killed``, ``injured``."""

EVENTS_WIDTH = sum(WIDTHS.values())


def _slices() -> dict[str, slice]:
    out, at = {}, 0
    for name, width in WIDTHS.items():
        out[name] = slice(at, at + width)
        at += width
    return out


SLICES: Mapping[str, slice] = _slices()
"""Where each head of events stands in its output."""
