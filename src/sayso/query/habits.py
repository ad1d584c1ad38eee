"""What people write who know other filter languages: refused, with what to write here.

Such a text would be read as words to look for, or as a value that there is not. It is refused
where it is quite surely not what was meant; in quotes everything is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.query.faults import cut, faulty
from sayso.query.fields import FIELDS
from sayso.query.tree import Field, Like, Node, Value, Words, leaves
from sayso.query.values import country, days

OTHER_NAMES = {
    "after": "since",
    "attacker": "actor",
    "author": "source",
    "before": "until",
    "by": "source",
    "city": "place",
    "dead": "killed",
    "deaths": "killed",
    "event": "type",
    "fatalities": "killed",
    "from": "since",
    "in": "place",
    "lang": "language",
    "location": "place",
    "month": "date",
    "newspaper": "outlet",
    "perpetrator": "actor",
    "province": "admin1",
    "publisher": "outlet",
    "region": "admin1",
    "said": "source",
    "site": "outlet",
    "status": "state",
    "target": "recipient",
    "title": "",
    "to": "until",
    "victim": "recipient",
    "victims": "killed",
    "wounded": "injured",
    "year": "date",
}
"""What fields are called elsewhere; with nothing, words without a field do it."""

_QUOTES = re.compile("[\u201c\u201d\u201e\u201f]")
_NO_COLON = re.compile(r"([^\W\d]\w*)(!=|=?[<>]=?|==?|[≤≥≠])(.*)", re.DOTALL)
_SIGNS = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "==": "=", "=": ""}
_AFTER = re.compile(r"\s+(-\s*)?([\w.'’-]+)")
_ENDS_OPEN = re.compile(r"(\d+)\+")
_FROM_TO = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
_SHORT_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_NOTHING = ("none", "null", "unknown", "nan")


def plain_quotes(text: str) -> str:
    """A filter with the quotes that telephones and word processors write made ``"``.

    Not those between plain ones, which are looked for. Every character keeps its place.
    """
    if not _QUOTES.search(text):
        return text
    out: list[str] = []
    opened, guarded = "", False
    for character in text:
        plain = '"' if _QUOTES.fullmatch(character) and opened != '"' else character
        if plain == '"' and not (opened and guarded):
            opened = "" if opened else character
        guarded = character == "\\" and not guarded
        out.append(plain)
    return "".join(out)


def check_habits(text: str, node: Node) -> None:
    """Refuse what is of another language.

    Args:
        text: The filter, as ``node`` was read from it.
        node: The filter.

    Raises:
        QueryError: Something is; the remedy is what to write here.
    """
    for leaf in leaves(node):
        if isinstance(leaf, Words):
            if not text.startswith('"', leaf.at):
                _word(leaf)
            continue
        for value in leaf.values if leaf.name in FIELDS else ():
            if isinstance(value, Like) and not text.startswith(('"', '="'), value.at):
                _value(text, leaf, value)


def other_name(name: str) -> str | None:
    """The remedy for a field that is called so elsewhere; None where none is."""
    if name in ("is", "has"):
        return f"ask the field itself, as {'flagged:yes' if name == 'is' else 'killed:*'}"
    here = OTHER_NAMES.get(name)
    if here is None:
        return None
    return f"write {here}:" if here else "write the words without a field"


def _word(leaf: Words) -> None:
    text = f"{leaf.text}*" if leaf.prefix else leaf.text
    found = _NO_COLON.fullmatch(text)
    if found:
        name, sign, value = found.groups()
        if name.casefold() in FIELDS:
            value = value or FIELDS[name.casefold()].example.lstrip("<>=")
            raise faulty(
                "a field stands before a colon",
                leaf.at,
                len(text),
                remedy=_write(name, sign, value),
            )
    for said, words, remedy in _of_word(text):
        if said:
            raise faulty(words, leaf.at, len(text), remedy=remedy)


def _write(name: str, sign: str, value: str) -> str:
    if sign in ("!=", "≠"):
        return f"write -{name}:{value}"
    return f"write {name}:{_SIGNS.get(sign, sign)}{value}"


def _of_word(text: str) -> Iterator[tuple[object, str, str]]:
    quotes = "in quotes it is a word to look for"
    yield text == "NOT", "NOT is no sign here", f"write - right before what to leave out; {quotes}"
    yield text in ("AND", "&&", "&", "+"), f"no {text} is needed", "leave it out: all must fit"
    yield text in ("||", "|"), f"{text} is no sign here", "write OR"
    yield (
        re.fullmatch(r"!=|[<>=≤≥≠]+", text),
        "a sign has no spaces around it",
        "write it as killed:>=10",
    )
    yield text == "..", "a range has no spaces", "write it as 10..20"
    yield (
        re.fullmatch(r"!\w.*", text, re.DOTALL),
        "! is no sign here",
        f"write -{text[1:]} to leave it out",
    )
    yield (
        re.search(r"\w\*\w|^\*\w", text),
        "* stands for the rest of a word only at its end",
        "write the beginning of the word, as bomb*",
    )
    yield (
        re.fullmatch(r"\w+(\|+\w+)+", text),
        "| is no sign here",
        f"write ({' OR '.join(filter(None, text.split('|')))})",
    )


def _value(text: str, field: Field, value: Like) -> None:
    given = str(value.text)
    remedy = next(filter(None, _remedies(text, field, value, given)), None)
    if remedy:
        length = len(given)
        raise faulty(f"{field.name}: {cut(given)} is none", value.at, length, remedy=remedy)


def _remedies(text: str, field: Field, value: Like, given: str) -> Iterator[str | None]:
    name, kind = field.name, FIELDS[field.name].kind
    if "|" in given:
        values = ",".join(filter(None, given.split("|")))
        yield f"write {name}:{values}"
    if given.startswith("!"):
        yield f"write -{name}:{given.lstrip('!=')}"
    if kind == "name" and "*" in given:
        part = given.strip("*")
        yield f"a part of a name is enough: write {name}:{part}" if "*" not in part else None
    if kind in ("number", "day"):
        yield _ordered(name, kind, given)
    if kind in ("number", "day", "code") and given.casefold() in _NOTHING and field.name != "state":
        yield f"write -{name}:* for those of which it is not known"
    if name == "country" and value.how == "like" and country(given) is None:
        yield _long_country(text, value, given)
    if kind == "day" and value.how == "like":
        yield _parted_range(text, value, name, given)


def _ordered(name: str, kind: str, given: str) -> str | None:
    if kind == "number":
        if found := _ENDS_OPEN.fullmatch(given):
            return f"write {name}:>={found[1]}"
        if found := _FROM_TO.fullmatch(given):
            return f"write {name}:{found[1]}..{found[2]}"
    elif days(given) is None and (found := _SHORT_DAY.fullmatch(given)):
        parts = [part.zfill(2) for part in found.groups() if part]
        if days("-".join(parts)):
            return f"write {name}:{'-'.join(parts)}"
    if given[:1] in _SIGNS and given[:1] != "=":
        return f"write {name}:{_SIGNS[given[0]]}{given[1:]}"
    if given[:1] in ("=", ">", "<"):  # after a sign that was taken
        sign = ">=" if ">" in given else "<=" if "<" in given else ""
        return f"write {name}:{sign}{given.lstrip('=<>')}"
    return None


def _long_country(text: str, value: Value, given: str) -> str | None:
    """A name of several words that was not put in quotes."""
    name, at = given, value.at + len(given)
    while found := _AFTER.match(text, at):
        if found[1] or len(name) > 60:
            return None
        name, at = f"{name} {found[2]}", found.end()
        if country(name):
            return f'write country:"{name}"'
    return None


def _parted_range(text: str, value: Value, name: str, given: str) -> str | None:
    """Days with a dash between them, which would leave out the second."""
    found = _AFTER.match(text, value.at + len(given))
    if found and found[1] and found[1] != "-" and days(found[2]):
        return f"write {name}:{given}..{found[2]}"
    return None
