"""Passwords: which are good enough, and how they are kept.

Kept are argon2id hashes with parameters above the least that OWASP's Password Storage Cheat Sheet
asks for (19 MiB with two passes, or 46 MiB with one). A hash names its parameters, so that they
can be raised later: the next login writes the hash anew.
"""

from __future__ import annotations

import secrets
import unicodedata
from base64 import b64encode

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from sayso.errors import InputError
from sayso.web.people.names import name_key

SHORTEST = 10
"""Characters in a password."""
LONGEST = 1000
_FEWEST_DIFFERENT = 5

_HASHER = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1, type=Type.ID)


def check_password(password: str, name: str) -> None:
    """Whether a new password will do.

    Length is what counts (NIST SP 800-63B, 5.1.1.2); mixtures of kinds of characters are not
    asked for.

    Args:
        password: The new password.
        name: Whose it is.

    Raises:
        InputError: It is too short, too long, made of few different characters, or holds the name.
    """
    fault = None
    if len(password) < SHORTEST:
        fault = f"is shorter than {SHORTEST} characters"
    elif len(password) > LONGEST:
        fault = f"is longer than {LONGEST} characters"
    elif len(set(password)) < _FEWEST_DIFFERENT:
        fault = f"has fewer than {_FEWEST_DIFFERENT} different characters"
    elif len(name) > 2 and name_key(name) in name_key(password):
        fault = "holds the name of the account"
    if fault:
        raise InputError(f"the password {fault}", remedy="take a few words that only you put so")


def hash_password(password: str) -> str:
    """The hash to keep, with its salt and parameters in it."""
    return _HASHER.hash(_bytes(password))


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one that a hash was made of; takes the same time either way."""
    try:
        return _HASHER.verify(kept, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than those of now."""
    return _HASHER.check_needs_rehash(kept)


def hash_of_nobody() -> str:
    """A hash that no password fits, and that takes as long to check as any other."""
    parameters = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    salt, digest = (
        b64encode(secrets.token_bytes(length)).rstrip(b"=").decode()
        for length in (_HASHER.salt_len, _HASHER.hash_len)
    )
    return f"$argon2id$v={ARGON2_VERSION}${parameters}${salt}${digest}"


def _bytes(password: str) -> bytes:
    # The same password comes composed from one keyboard and decomposed from another (NIST SP
    # 800-63B asks for NFKC or NFKD); half a surrogate pair, which JSON can carry, has no UTF-8.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")
