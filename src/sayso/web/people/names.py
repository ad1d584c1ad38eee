"""Names of accounts: written as people write them, told apart so that none passes for another."""

from __future__ import annotations

import unicodedata

from sayso.errors import InputError

LONGEST = 100
"""Characters in a name."""
_JOINERS = "\u200c\u200d"
"""Needed inside of words in Persian and in Indic scripts; the only characters without a shape."""


def clean_name(name: str) -> str:
    """A name as it is stored: NFC, single spaces, nothing that cannot be seen.

    Raises:
        InputError: It is empty, too long, or has a character that a name cannot have: one without
            a shape could make two names look the same, and a slash would cut an address.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned or len(cleaned) > LONGEST:
        raise InputError(
            "not a name for an account", remedy=f"give one of 1 to {LONGEST} characters"
        )
    for character in cleaned:
        category = unicodedata.category(character)
        shapeless = category[0] in "CZ" and character != " " and character not in _JOINERS
        if shapeless or character in "/\\":
            raise InputError(
                f"a name cannot have the character U+{ord(character):04X}", remedy="leave it out"
            )
    return cleaned


def name_key(name: str) -> str:
    """What two names have in common that are taken for the same: ``Amal``, ``AMAL``, full width.

    NFKC and case folding by Unicode's rule for caseless matching of identifiers (UAX #31, R5).
    """
    bare = "".join(c for c in name if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", bare).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())
