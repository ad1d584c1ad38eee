"""What a person wrote as a filter, made a tree; or an error that says where it is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from sayso.errors import QueryError
from sayso.query.checking import check
from sayso.query.faults import cut, faulty
from sayso.query.habits import check_habits, plain_quotes
from sayso.query.tree import (
    All,
    Any,
    Between,
    Compare,
    Comparison,
    Field,
    Like,
    Node,
    Not,
    Something,
    Value,
    Words,
    leaves,
)

if TYPE_CHECKING:
    from lark import Lark, Token

LONGEST = 2_000
"""Characters of a filter."""
DEEPEST = 20
"""Parentheses inside one another."""
MOST = 200
"""Words and values of a filter."""

_GRAMMAR = r"""
?start: any
?any: all (OR all)*
?all: part+
?part: MINUS part -> without
     | "(" any ")"
     | FIELD value (COMMA value)* -> asked
     | WORD -> word
     | STRING -> phrase
value: VALUE -> bare
     | STRING -> given
     | SIGN (VALUE | STRING) -> compared

MINUS: "-"
COMMA.5: ","
FIELD.4: /[^\W\d]\w*:/
OR.5: /OR(?![^\s()])/
SIGN.5: />=|<=|>|<|=/
STRING.3: /"(?:[^"\\]|\\.)*"\*?/s
WORD: /(?!OR(?![^\s()]))[^\s"()\-][^\s"()]*/
VALUE: /[^\s",()]+/
%ignore /\s+/
"""


def parse(text: str) -> Node:
    """A filter, understood and checked.

    Words, ``"two words"``, ``word*`` and ``field:value`` stand side by side where all must hold;
    ``OR`` in capitals between them means either side, ``-`` before one leaves out what it fits,
    parentheses keep together.
    Values are ``a,b`` (one of them), ``1..5``, ``2024-02..``, ``>=10``, ``=whole``, ``begin*``,
    ``*`` (any at all), each in quotes where it has spaces, commas or parentheses.

    Args:
        text: What was written.

    Raises:
        QueryError: It cannot be understood; ``place`` says at which column.
    """
    text = plain_quotes(text)
    _check_characters(text)
    if not text.strip():
        raise QueryError("nothing is asked for", remedy="give a word, or a field as country:SYR")
    from lark import UnexpectedInput

    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise _explained(text, error) from None
    node = cast("Node", tree)
    count = sum(len(leaf.values) if isinstance(leaf, Field) else 1 for leaf in leaves(node))
    if count > MOST:
        raise QueryError(
            f"a filter of {count} words and values", remedy=f"ask for at most {MOST} at once"
        )
    check_habits(text, node)
    check(node)
    return node


def _check_characters(text: str) -> None:
    if len(text) > LONGEST:
        raise QueryError(
            f"a filter of {len(text):,} characters", remedy=f"at most {LONGEST:,} can be given"
        )
    depth, inside, before = 0, False, ""
    for at, character in enumerate(text):
        kind = unicodedata.category(character)
        if (
            kind == "Cs"
            or (kind == "Cc" and not character.isspace())
            or character in "\x1c\x1d\x1e\x1f"
        ):
            name = f"U+{ord(character):04X}"
            what = "half a character" if kind == "Cs" else "a control character"
            raise faulty(f"{what} ({name})", at, 1, remedy="leave it out")
        if character == '"' and not (inside and before == "\\"):
            inside = not inside
        # A backslash that is itself written as one does not guard what comes after it.
        before = "" if before == "\\" else character
        if not inside and character in "()":
            depth += 1 if character == "(" else -1
            if depth > DEEPEST:
                remedy = f"put at most {DEEPEST} inside one another"
                raise faulty("too many parentheses", at, 1, remedy=remedy)


@cache
def _parser() -> Lark:
    from lark import Lark

    return Lark(
        _GRAMMAR,
        parser="lalr",
        lexer="contextual",
        propagate_positions=False,
        transformer=_builder(),
    )


def _builder() -> object:
    """What makes the tree while the text is read; nothing of it calls itself."""
    from lark import Transformer

    class Build(Transformer):  # type: ignore[type-arg]
        """Each rule of the grammar as a part of the tree."""

        def any(self, parts: Sequence[object]) -> Node:
            return _joined(Any, [part for part in parts if not _is_token(part)])

        def all(self, parts: Sequence[object]) -> Node:
            return _joined(All, parts)

        def without(self, parts: Sequence[object]) -> Node:
            part = cast("Node", parts[-1])
            # Three are one, and a thousand would be a tree too deep to go through. Two are not
            # none: what has a minus is asked by itself.
            twice = isinstance(part, Not) and isinstance(part.part, Not)
            return cast("Not", part).part if twice else Not(part)

        def asked(self, parts: Sequence[object]) -> Node:
            name = cast("Token", parts[0])
            values = tuple(cast("Value", part) for part in parts[1:] if not _is_token(part))
            return Field(str(name)[:-1].casefold(), values, name.start_pos or 0)

        def word(self, parts: Sequence[Token]) -> Node:
            (token,) = parts
            text = str(token)
            begins = len(text) > 1 and text.endswith("*")
            return Words(text[:-1] if begins else text, begins, token.start_pos or 0)

        def phrase(self, parts: Sequence[Token]) -> Node:
            (token,) = parts
            return Words(_unquoted(token), str(token).endswith("*"), token.start_pos or 0)

        def bare(self, parts: Sequence[Token]) -> Value:
            (token,) = parts
            text, at = str(token), token.start_pos or 0
            if text == "*":
                return Something(at)
            low, dots, high = text.partition("..")
            if dots and (low or high):
                return Between(low or None, high or None, at)
            if text.endswith("*"):
                return Like(text[:-1], "begins", at)
            return Like(text, "like", at)

        def given(self, parts: Sequence[Token]) -> Value:
            (token,) = parts
            how = "begins" if str(token).endswith("*") else "like"
            return Like(_unquoted(token), how, token.start_pos or 0)  # type: ignore[arg-type]

        def compared(self, parts: Sequence[Token]) -> Value:
            sign, token = parts
            text = _unquoted(token) if token.type == "STRING" else str(token)
            at = sign.start_pos or 0
            if str(sign) == "=":
                return Like(text, "is", at)
            return Compare(cast("Comparison", str(sign)), text, at)

    return Build()


def _is_token(part: object) -> bool:
    return isinstance(part, str)


def _joined(kind: type[All] | type[Any], parts: Sequence[object]) -> Node:
    """Parts side by side; those that are of the same kind give up theirs."""
    flat: list[Node] = []
    for part in cast("Sequence[Node]", parts):
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _unquoted(token: str) -> str:
    inner = token[1 : token.rindex('"')]
    return re.sub(r'\\(["\\])', r"\1", inner)


def _explained(text: str, error: object) -> QueryError:
    """Why a text is no filter, in words for who wrote it."""
    from lark import Token, UnexpectedCharacters, UnexpectedToken

    if isinstance(error, UnexpectedCharacters):
        at, kind, length = error.pos_in_stream or 0, "", 1
        if text[at : at + 1] == '"':
            return faulty("the quote is not closed", at, len(text) - at, remedy='end it with "')
        if re.match(r"OR(?![^\s()])", text[at:]):
            kind, length = "OR", 2
    else:
        token = error.token if isinstance(error, UnexpectedToken) else Token("$END", "")
        at = len(text) if token.type == "$END" else (token.start_pos or 0)
        kind, length = token.type, max(1, len(token))
    for words, remedy, fits in _EXPLANATIONS:
        if fits(text[:at].rstrip(), kind):
            return faulty(words, at, length, remedy=remedy)
    return faulty(f"{cut(text[at:])} cannot stand here", at, length, remedy=_QUOTE)


_QUOTE = "put it in quotes to search for it"
_Fits = Callable[[str, str], object]
_EXPLANATIONS: tuple[tuple[str, str, _Fits], ...] = (
    (
        "a field takes values, not a parenthesis",
        "write several with commas, as country:SYR,IRQ, and words in quotes",
        lambda before, kind: kind == "LPAR" and re.search(r"(^|[\s(\-])[^\W\d]\w*:$", before),
    ),
    (
        "a field without a value",
        "write it after the colon, or put the word in quotes to search for it",
        lambda before, _: re.search(r"(^|[\s(\-])[^\W\d]\w*:$", before),
    ),
    ("a comma without a value after it", "leave it out", lambda before, _: before.endswith(",")),
    (
        "a sign without a value",
        "write the value after it",
        lambda before, _: re.search(r":[^\s]*[<>=]$", before),
    ),
    (
        "nothing after the minus",
        "write what should be left out, or put it in quotes to search for it",
        lambda before, _: before.endswith("-"),
    ),
    (
        "OR without something on both sides of it",
        'write the other side, or "OR" in quotes for the word',
        lambda before, kind: kind == "OR" or re.search(r"(^|[\s()])OR$", before),
    ),
    (
        "parentheses with nothing in them",
        "leave them out",
        lambda before, kind: kind == "RPAR" and before.endswith("("),
    ),
    (
        "a closing parenthesis that none opens",
        "leave it out, or put it in quotes",
        lambda _, kind: kind == "RPAR",
    ),
    (
        "a parenthesis that is not closed",
        "end it with )",
        lambda _, kind: kind == "$END",
    ),
)
