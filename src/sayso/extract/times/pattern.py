"""Patterns over word classes: ``the? o:ORDINAL quarter (of y:YEAR)?`` and what they match.

Items are separated by spaces. ``MONTH`` is any word of that class, ``ago`` that very word,
``d:DAY|NTH`` a word of either class to be looked up as ``d``. ``( … | … )`` groups, ``?`` makes
optional. ``[ … ]`` are the words of the expression where the pattern also looks at its
neighbours. Nothing repeats without bound, so matching is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.extract.times.forms import Form, Mod
from sayso.extract.times.vocabulary import Value
from sayso.extract.times.words import Lexeme, letters_of, mask_of, spell
from sayso.language.parse import Parse, Token
from sayso.record import TimeType

_NAMED_SO = frozenset({"operation", "codenamed", "codename", "battle", "high"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
_ITEM = re.compile(r"(?:(?P<name>[a-z]\w*):)?(?P<classes>.+?)(?P<opt>\?)?")
_MARKS = {"(": "(?:", ")": ")", ")?": ")?", "|": "|", "[": "(?P<span>", "]": ")"}


@dataclass(frozen=True)
class Text:
    """One block as the grammar sees it."""

    parse: Parse
    words: Sequence[Lexeme]

    @cached_property
    def spelling(self) -> str:
        """One character a word."""
        return spell(list(self.words))

    @cached_property
    def mask(self) -> int:
        """One bit for each kind of word that is there."""
        return mask_of(self.spelling)

    def token(self, index: int) -> Token | None:
        """The parser's token at a word."""
        word = self.words[index]
        found = self.parse.between(word.start, word.end)
        return found[-1] if found else None


@dataclass(frozen=True)
class Hit:
    """A match of a pattern: its words and their neighbours."""

    text: Text
    match: re.Match[str]
    classes: dict[str, tuple[str, ...]]

    @cached_property
    def first(self) -> int:
        """Index of the first word of the expression."""
        return self.match.start("span" if "span" in self.match.re.groupindex else 0)

    @cached_property
    def last(self) -> int:
        """Index after the last word of the expression."""
        return self.match.end("span" if "span" in self.match.re.groupindex else 0)

    def has(self, name: str) -> bool:
        """Whether an optional item is there."""
        return name in self.classes and self.match.start(name) >= 0

    def value(self, name: str) -> Value:
        """The value of a word in the class that the pattern names it by."""
        if not self.has(name):
            return None
        word = self.word(name)
        return next(word.classes[cls] for cls in self.classes[name] if cls in word.classes)

    def number(self, name: str) -> int | None:
        """The value of a word, if it is a whole number."""
        value = self.value(name)
        return value if isinstance(value, int) else None

    def string(self, name: str) -> str | None:
        """The value of a word, if it is a string."""
        value = self.value(name)
        return value if isinstance(value, str) else None

    def word(self, name: str) -> Lexeme:
        """The word of an item that is there."""
        return self.text.words[self.match.start(name)]

    def written(self, name: str) -> str:
        """The word as the report has it."""
        word = self.word(name)
        return self.text.parse.text[word.start : word.end]

    def tag(self, name: str) -> str:
        """The Penn tag of an item that is there."""
        token = self.text.token(self.match.start(name))
        return token.tag if token else ""

    @property
    def is_title(self) -> bool:
        """Whether it is the name of something else: "Operation Dawn", "High Noon"."""
        before, text = self.neighbour(-1), self.text.parse.text
        start = self.text.words[self.first].start
        if before is None or not text[start].isupper() or text[start : start + 4].isupper():
            return False
        return before.lower in _NAMED_SO

    @property
    def is_name(self) -> bool:
        """Whether a unit has a capital in words without them: "This Week", "the Year III"."""
        word, parse = self.text.words[self.last - 1], self.text.parse
        token = self.text.token(self.last - 1)
        unit = "UNIT" in word.classes or "UNITS" in word.classes
        if token is None or not unit or not _has_capital(parse, token):
            return False
        # "The Six-Day War" does tell how long it was.
        words = self.text.words[self.first : self.last]
        if len(words) == 1 or any("NUMBER" in each.classes for each in words):
            return False
        content = [
            t
            for t in parse.sentence_tokens(parse.sentence(token.i))
            if t.pos in _CONTENT and t.i != token.i
        ]
        return 2 * sum(_has_capital(parse, t) for t in content) < len(content)

    def neighbour(self, offset: int) -> Lexeme | None:
        """The word ``offset`` places before (negative) or after the expression."""
        index = self.first + offset if offset < 0 else self.last + offset - 1
        return self.text.words[index] if 0 <= index < len(self.text.words) else None


def _has_capital(parse: Parse, token: Token) -> bool:
    return parse.text[token.start].isupper()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of a match."""

    form: Form
    type: TimeType = "date"
    clock: str | None = None
    mod: Mod | None = None
    overnight: bool = False


def mod_of(hit: Hit) -> Mod | None:
    """The part of the period: "early May"."""
    value = hit.string("e")
    return value if value in ("start", "mid", "end") else None  # type: ignore[return-value]


Builder = Callable[[Hit], Reading | None]


class Pattern:
    """A compiled pattern."""

    def __init__(self, source: str) -> None:
        self.classes: dict[str, tuple[str, ...]] = {}
        self._regex = re.compile("".join(self._item(item) for item in source.split()))
        # for each item that has to be there, the bits of the kinds of word that it can be
        self._needs = tuple(self._needed(source))

    def _needed(self, source: str) -> Iterator[int]:
        depth = 0
        for item in source.split():
            depth += (item == "(") - (item in (")", ")?"))
            m = None if depth or item in _MARKS else _ITEM.fullmatch(item)
            if m and not m["opt"]:
                yield mask_of("".join(letters_of(cls) for cls in m["classes"].split("|")))

    def _item(self, item: str) -> str:
        if item in _MARKS:
            return _MARKS[item]
        m = _ITEM.fullmatch(item)
        assert m is not None, item  # noqa: S101 - patterns are constants of the grammar
        classes = tuple(m["classes"].split("|"))
        letters = "".join(letters_of(cls) for cls in classes)
        assert letters, f"no word is of class {m['classes']}"  # noqa: S101
        out = f"[{letters}]"
        if m["name"]:
            self.classes[m["name"]] = classes
            out = f"(?P<{m['name']}>{out})"
        return out + (m["opt"] or "")

    def may_fit(self, mask: int) -> bool:
        """Whether words of these kinds (see :func:`mask_of`) can match."""
        return all(need & mask for need in self._needs)

    def hits(self, text: Text) -> Iterator[Hit]:
        """All matches whose expressions do not overlap, left to right."""
        at = 0
        while m := self._regex.search(text.spelling, at):
            hit = Hit(text, m, self.classes)
            yield hit
            at = max(hit.last, at + 1)
