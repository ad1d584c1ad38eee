"""Bytes to characters: what the page declares, checked against what it is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sayso.errors import UndecodableInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_C1 = re.compile("[\x80-\x9f]")
_MANGLED = re.compile("[\ud800-\udfff\0]")

# Encodings of news pages: what charset-normalizer may guess. Without a list it offers old
# mainframe code pages for short texts.
_GUESSES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1258", "koi8_r"),
    *("koi8_u", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "utf_16_le", "utf_16_be"),
]

# Difference of charset-normalizer's "chaos" (0 to 1) that says nothing.
_SLACK = 0.01

# Bytes that charset-normalizer looks at: enough for its statistics, quick on large pages.
_SAMPLE = 100_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in.

    ``problem`` says in words what was wrong with the encoding, when something was.
    """

    text: str
    encoding: str
    problem: str | None = None


def decode(data: bytes, *, declared: str | None = None, source: str | None = None) -> Decoded:
    """Decode a page.

    The order: byte-order mark; UTF-8 where the bytes are valid UTF-8 (other encodings hardly ever
    are by chance, so this also corrects a wrong declaration); the charset of the HTTP header or
    of the page; UTF-8 with a few broken sequences; the guess of charset-normalizer.

    Args:
        data: The bytes.
        declared: The charset of the HTTP header.
        source: The name of the input, for messages.

    Raises:
        UndecodableInput: No encoding makes text of the bytes.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, errors="replace")
            lost = "\ufffd" in text and f"bytes that are not {encoding} were replaced"
            return Decoded(text, encoding.removesuffix("-sig"), lost or None)
    named = _known(declared) or _known(_in_page(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        wrong = named not in (None, "utf-8", "ascii") and not data.isascii()
        return Decoded(text, "utf-8", f"declared as {named}, is utf-8" if wrong else None)
    if named and named != "utf-8":
        text_or_none = _strict(data, named)
        if text_or_none is not None:
            return Decoded(text_or_none, named)
    return _undeclared(data, named, source)


def clean(text: str) -> str:
    """NUL characters and lone surrogates, one for one, as U+FFFD: offsets stay."""
    return _MANGLED.sub("\ufffd", text)


def _in_page(data: bytes) -> str | None:
    match = _META.search(data[:4096])
    return match.group(1).decode("ascii", "replace") if match else None


def _known(name: str | None) -> str | None:
    """The codec's name; Latin-1 is read as Windows-1252, as browsers do."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None
    return None if _C1.search(text) else text


def _undeclared(data: bytes, named: str | None, source: str | None) -> Decoded:
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    whole = sum(c > "\x7f" for c in patched) - broken
    if whole > 10 * broken:
        return Decoded(patched, "utf-8", f"{broken} broken byte sequences were replaced")
    from charset_normalizer import from_bytes

    guesses = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSES)
    best = guesses.best()
    # Western European text is nearly as good Central European: the commoner one where it fits.
    western = next((g for g in guesses if g.encoding == "cp1252"), None)
    if best and western and western.chaos <= best.chaos + _SLACK:
        best = western
    encoding = best.encoding if best else "cp1252"
    text = _strict(data, encoding)
    if text is None:
        text, encoding = _strict(data, "cp1252"), "cp1252"
    if text is None:
        raise UndecodableInput(
            "the encoding could not be told",
            source=source,
            place=f"declared as {named}" if named else "no encoding declared",
            remedy="save it as UTF-8",
        )
    told = f"declared as {named}, is not" if named else "no encoding declared"
    return Decoded(text, encoding, f"{told}; read as {encoding}")
