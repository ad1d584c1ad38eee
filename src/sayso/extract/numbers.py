"""Numbers in running text: words, digits, ranges, bounds and vague quantities.

A number of people is rarely exact: "at least 10" says nothing of a maximum, "dozens" is a matter
of convention. :class:`VagueNumbers` holds the convention, from ``codebook/numbers.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.language.parse import Token

Bounds = tuple[int | None, int | None, int | None]
"""Low, best, high; ``None`` where the words do not say."""

_UNITS = str.split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = str.split("twenty thirty forty fifty sixty seventy eighty ninety")
_SMALL = {w: i for i, w in enumerate(_UNITS)} | {w: 10 * i for i, w in enumerate(_TENS, 2)}
_SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9}
_GROUPS = {"dozen": 12, "hundred": 100, **_SCALES, "score": 20}
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,3})?\Z")
_DASHES = frozenset("-–—")
LARGEST = 10**12 - 1
"""The largest number that is written and read in words."""


@dataclass(frozen=True, slots=True)
class VagueNumbers:
    """What vague quantities and bounding words mean.

    Args:
        words: A vague word to low, best, high: ``{"dozens": (24, 24, None)}``.
        before: Words before a number ("at least") to what they make of ``n``.
        after: Words after it ("or more").
    """

    words: Mapping[str, Bounds]
    before: Mapping[tuple[str, ...], tuple[str | None, str | None, str | None]]
    after: Mapping[tuple[str, ...], tuple[str | None, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number at the tokens ``[first, last)``; ``core`` is the first token of the bare number."""

    first: int
    last: int
    core: int
    low: int | None
    best: int | None
    high: int | None


def to_words(n: int) -> str:
    """Write a number from 0 to :data:`LARGEST` in English words.

    Raises:
        ValueError: Outside of that range.
    """
    if not 0 <= n <= LARGEST:
        raise ValueError(f"{n} is not between 0 and {LARGEST}")
    if n < 1000:
        return _below_thousand(n)
    parts: list[str] = []
    for name, size in sorted(_SCALES.items(), key=lambda kv: -kv[1]):
        count, n = divmod(n, size)
        if count:
            parts.append(f"{_below_thousand(count)} {name}")
    if n:
        parts.append(_below_thousand(n))
    return " ".join(parts)


def _below_thousand(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    parts = [f"{_UNITS[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, units = divmod(rest, 10)
        parts.append(_TENS[tens - 2] + (f"-{_UNITS[units]}" if units else ""))
    elif rest or not hundreds:
        parts.append(_UNITS[rest])
    return " and ".join(parts)


def from_words(words: Sequence[str]) -> int | None:
    """Read lower-case words as one number; ``None`` when they are not exactly one.

    ``["two", "hundred", "and", "six"]`` is 206, ``["1,200"]`` is 1200, ``["2.5", "million"]``
    2500000, ``["two", "dozen"]`` 24.
    """
    value, used = _cardinal(words, 0)
    return value if value is not None and used == len(words) else None


def _cardinal(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """The longest number that starts at ``at``, and where it ends."""
    total = 0
    current: float | None = None
    i = end = at
    room = 10**15  # scales must fall: "two million three thousand"
    last = "start"  # the kind of the last word, for what may follow it
    while i < len(words):
        word = words[i]
        if word in _DASHES or word == "and":
            # "twenty-two", "two hundred and six"; a dash between two numbers is a range.
            joins = (last == "tens" and word != "and") or (last == "group" and word == "and")
            if i == at or not joins or i + 1 >= len(words):
                break
            nxt = _SMALL.get(words[i + 1])
            if nxt is None or nxt == 0 or (last == "tens" and nxt >= 10):
                break
            i += 1
            continue
        if word in _SMALL:
            n = _SMALL[word]
            if last == "start":
                current = float(n)
            elif (last == "tens" and 0 < n < 10) or (last == "group" and n > 0):
                current = (current or 0) + n
            else:
                break
            last = "tens" if n >= 20 else "unit"
        elif last == "start" and _DIGITS.match(word):
            current = float(word.replace(",", ""))
            last = "digits"
        elif word in _GROUPS or (word.endswith("s") and last != "start" and word[:-1] in _SCALES):
            size = _GROUPS.get(word) or _SCALES[word[:-1]]
            if current is None or last == "start":
                break
            if size <= 100:
                if current >= 100 and last != "digits":
                    break
                current *= size
            else:
                if size >= room:
                    break
                total, current, room = total + round(current * size), 0.0, size
            last = "group"
        else:
            break
        i += 1
        end = i
    if end == at or current is None:
        return None, at
    exact = total + current
    # "2.5 people" counts nobody; "2.5 million" is a count.
    return (round(exact), end) if exact == int(exact) else (None, at)


def find_numbers(tokens: Sequence[Token], vague: VagueNumbers) -> list[NumberMention]:
    """Find every quantity in a sentence's tokens, with the words that bound it.

    Token indices in the result are those of the report (``Token.i``). Times of day, ages and the
    like are found too: what a number counts is for the caller to tell.
    """
    words = [t.lower for t in tokens]
    found: list[NumberMention] = []
    i = 0
    while i < len(words):
        read = _quantity(words, i, vague) if _may_start(words[i], vague) else None
        if read is None:
            i += 1
            continue
        low, best, high, end = read
        # A range's second number must not be below its first; "10 - 5" is no range.
        second = _range_end(words, end)
        first, core = i, i
        if second is not None and best is not None and low == best == high and second[0] > best:
            high, end = second[0], second[1]
            best = None
            before = i - 1
            if before >= 0 and words[before] in {"between", "from"}:
                first = before
        elif low == high and best is not None:
            first, end, (low, best, high) = _bounded(words, i, end, best, vague)
        elif low is not None:
            first = _start_of_bound(words, i, vague)[0]
        base = tokens[0].i
        found.append(NumberMention(base + first, base + end, base + core, low, best, high))
        i = end
    return found


def _may_start(word: str, vague: VagueNumbers) -> bool:
    return (
        word[0].isdigit()
        or word in _SMALL
        or word in {"a", "an", "half"}
        or word in vague.words
        or word in {"hundred", "thousand", "million", "dozen"}
    )


def _quantity(
    words: Sequence[str], i: int, vague: VagueNumbers
) -> tuple[int | None, int | None, int | None, int] | None:
    """Low, best, high and end of the bare quantity at ``i``."""
    word = words[i]
    nxt = words[i + 1] if i + 1 < len(words) else ""
    if word in {"a", "an", "half"}:
        if word == "half" and nxt in {"a", "an"} and words[i + 2 : i + 3] == ["dozen"]:
            return 6, 6, 6, i + 3
        if nxt in _GROUPS and nxt != "score" and words[i + 2 : i + 3] != ["of"]:
            return _GROUPS[nxt], _GROUPS[nxt], _GROUPS[nxt], i + 2
        if nxt in vague.words:
            return _vague(words, i + 1, vague)
        return None
    if word in vague.words:
        return _vague(words, i, vague)
    value, end = _cardinal(words, i)
    if value is not None and value <= LARGEST:
        return value, value, value, end
    return None


def _vague(
    words: Sequence[str], i: int, vague: VagueNumbers
) -> tuple[int | None, int | None, int | None, int] | None:
    """Read "dozens", "several hundred", "tens of thousands", "a couple of dozen"."""
    low, best, high = vague.words[words[i]]
    end = i + 1
    after = end + 1 if words[end : end + 1] == ["of"] else end
    scale = words[after] if after < len(words) else ""
    size = _GROUPS.get(scale) or (_GROUPS.get(scale[:-1]) if scale.endswith("s") else None)
    if size is not None:
        low, best, high = (None if x is None else x * size for x in (low, best, high))
        end = after + 1
    elif words[i] == "some":
        return None  # "some people" counts nobody; "some 30" is a bound
    return low, best, high, end


def _range_end(words: Sequence[str], end: int) -> tuple[int, int] | None:
    """The second number of "10 to 15", "10-15", "10 and 15" after "between"."""
    if end + 1 < len(words) and (words[end] in _DASHES or words[end] in {"to", "or", "and"}):
        value, stop = _cardinal(words, end + 1)
        if words[end] == "and" and not _follows_between(words, end):
            return None
        if value is not None:
            return value, stop
    return None


def _follows_between(words: Sequence[str], end: int) -> bool:
    return "between" in words[max(0, end - 5) : end]


def _start_of_bound(
    words: Sequence[str], i: int, vague: VagueNumbers
) -> tuple[int, tuple[str | None, str | None, str | None] | None]:
    for length in (3, 2, 1):
        phrase = tuple(words[i - length : i]) if i >= length else ()
        if phrase in vague.before:
            return i - length, vague.before[phrase]
    return i, None


def _bounded(
    words: Sequence[str], i: int, end: int, n: int, vague: VagueNumbers
) -> tuple[int, int, Bounds]:
    """Apply the words before and after an exact number."""
    first, rule = _start_of_bound(words, i, vague)
    if rule is None:
        for length in (2, 1):
            phrase = tuple(words[end : end + length])
            if len(phrase) == length and phrase in vague.after:
                rule, end = vague.after[phrase], end + length
                break
    if rule is None:
        return first, end, (n, n, n)
    values = {None: None, "n": n, "n+1": n + 1, "n-1": max(0, n - 1)}
    return first, end, (values[rule[0]], values[rule[1]], values[rule[2]])
