"""What the gazetteer and word lists know of each word of a text, as numbers for the finder.

The encoder sees names only as stand-ins; here each word gets what is known of it: whether it
begins or goes on a name that the gazetteer has, how well known that place is and of what kind,
and whether it is also a given name, a common word, a title, a word for an organisation.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.extract.toponyms import cues
from sayso.gazetteer import Gazetteer, Match
from sayso.language.case import is_english
from sayso.language.parse import Entity
from sayso.language.pieces import Pieces, Shape

MAX_WORDS = 9  # "Democratic Republic of the Congo" has five; hyphens and apostrophes count too
_FEATURES = ("city", "capital", "admin1", "admin2", "country", "region", "water")
_KINDS = ("own", "common", "other", "bare")
_LABELS = ("GPE", "LOC", "ORG", "PERSON", "NORP", "other")
_ARTICLES = cues.words("al el ad an ar as ash at az ez ed ul la los las le les san de")
_INNER = _ARTICLES | cues.words("- – ’ ' ‘ ʼ . of the de da do di du dos das des del and &")

_MATCH = ("begins", "goes on", "fame", "population", "many", "company", *_FEATURES, *_KINDS)
_ALONE = ("alone", "alone fame", "alone population", "alone country", "alone admin1")
_LISTS = (
    "common", "given", "title", "organisation", "named after", "direction", "demonym", "seat",
    "near", "backed", "small", "person", "located", "admin1 word",
    "admin2 word", "city word", "site word", "country word",
)  # fmt: skip
_ENTITY = tuple(f"{part} {label}" for part in ("B", "I") for label in _LABELS)
NAMES = ("first", *_MATCH, *_ALONE, *_LISTS, *_ENTITY)
"""What each number says, in order."""

MATCH = [i for i, name in enumerate(NAMES) if name in (*_MATCH, *_ALONE)]
"""Where the numbers stand that the gazetteer gives."""

AT = {name: i for i, name in enumerate(NAMES)}
"""Where each number stands."""
Known = npt.NDArray[np.float32]


class Word(NamedTuple):
    """A word of the encoder's text: pieces ``[first, last)``."""

    first: int
    last: int
    start: int
    end: int
    text: str
    name: bool
    """Written as a name: with a capital, which upper-case text gets back."""


def words_of(text: str, pieces: Pieces) -> list[Word]:
    """The words that pieces were cut from."""
    begins = np.flatnonzero(pieces.first)
    ends = [*begins[1:], len(pieces)][: len(begins)]
    shapes = pieces.features % len(Shape)
    named = (shapes == Shape.CAPITAL) | (shapes == Shape.UPPER)
    rows = zip(
        begins.tolist(),
        np.asarray(ends, dtype=np.int64).tolist(),
        pieces.starts[begins].tolist(),
        pieces.ends[np.asarray(ends, dtype=np.int64) - 1].tolist(),
        named[begins].tolist(),
        strict=True,
    )
    return [Word(a, b, start, end, text[start:end], name) for a, b, start, end, name in rows]


def known(
    text: str, pieces: Pieces, gazetteer: Gazetteer, entities: Sequence[Entity] = ()
) -> Known:
    """What is known of each piece: (pieces, ``len(NAMES)``)."""
    words = words_of(text, pieces)
    out = np.zeros((len(pieces), len(NAMES)), dtype=np.float32)
    small = {w.text for w in words if w.text.islower()}
    people, located = _people(words), _located(words)
    rows = [_lists(w, small, people, gazetteer) for w in words]
    for word, row in zip(words, rows, strict=True):
        if word.name and word.text in located:
            row["located"] = 1.0
    _peoples(text, words, rows, gazetteer)
    _matches(text, words, rows, gazetteer)
    _entities(words, rows, entities)
    told = np.zeros((len(words), len(NAMES)), dtype=np.float32)
    for number, row in enumerate(rows):
        for name, value in row.items():
            told[number, AT[name]] = value
    if words:
        out[words[0].first :] = np.repeat(told, [w.last - w.first for w in words], axis=0)
        out[[w.first for w in words], AT["first"]] = 1.0
    return out


def _people(words: Sequence[Word]) -> set[str]:
    """Words that elsewhere in the text follow a title or a given name."""
    out = set()
    for before, word in itertools.pairwise(words):
        lower = before.text.lower()
        if word.name and before.name and (lower in cues.TITLES or lower in cues.GIVEN_NAMES):
            out.add(word.text.lower())
    return out


def _located(words: Sequence[Word]) -> set[str]:
    """Words that follow "in" or "near" somewhere in the text."""
    return {
        word.text
        for before, word in itertools.pairwise(words)
        if word.name and before.text in cues.STRONG_LOCATIVE
    }


@functools.lru_cache(maxsize=20_000)
def _listed(lower: str) -> tuple[str, ...]:
    """The lists that a word is in."""
    kind = cues.KIND_WORDS.get(lower)
    lists = (
        ("title", cues.TITLES), ("organisation", cues.ORGANISATION_WORDS),
        ("named after", cues.NAMED_AFTER), ("direction", cues.DIRECTIONS),
        ("near", cues.NEAR), ("backed", cues.BACKED), ("given", cues.GIVEN_NAMES),
    )  # fmt: skip
    found = tuple(name for name, listed in lists if lower in listed)
    return (f"{kind} word", *found) if kind else found


def _lists(w: Word, small: set[str], people: set[str], gazetteer: Gazetteer) -> dict[str, float]:
    lower = w.text.lower()
    out = dict.fromkeys(_listed(lower), 1.0)
    if not w.name:
        return out
    if is_english(lower):
        out["common"] = 1.0
    if gazetteer.is_demonym(w.text):
        out["demonym"] = 1.0
    if gazetteer.is_seat(w.text):
        out["seat"] = 1.0
    if lower in small:
        out["small"] = 1.0
    if lower in people:
        out["person"] = 1.0
    return out


def _peoples(
    text: str, words: Sequence[Word], rows: list[dict[str, float]], gazetteer: Gazetteer
) -> None:
    """Adjectives of two words: "Sri Lankan", "South Ossetian"."""
    for i, (one, two) in enumerate(itertools.pairwise(words)):
        if one.name and two.name and gazetteer.is_demonym(text[one.start : two.end]):
            rows[i]["demonym"] = rows[i + 1]["demonym"] = 1.0


def _matches(
    text: str, words: Sequence[Word], rows: list[dict[str, float]], gazetteer: Gazetteer
) -> None:
    """The longest names of the gazetteer from left to right, and each word as a name by itself."""
    covered = 0
    stretches: list[tuple[int, int, tuple[Match, ...]]] = []
    for i, word in enumerate(words):
        if not (word.name or word.text in _ARTICLES):
            continue
        if word.name and (alone := gazetteer.lookup(word.text)):
            _say_alone(rows[i], alone)
        if i < covered:
            continue
        last = _longest(text, words, i, gazetteer)
        if last is None:
            continue
        found = gazetteer.lookup(text[word.start : words[last - 1].end])
        for j in range(i, last):
            _say_match(rows[j], found, begins=j == i)
        stretches.append((i, last, found))
        covered = last
    _say_company(rows, stretches)


def _say_company(
    rows: list[dict[str, float]], stretches: Sequence[tuple[int, int, tuple[Match, ...]]]
) -> None:
    """How many other names of the text may lie in a first-order area that this one may lie in."""
    names = {tuple((m.entry.id, m.kind) for m in found): found for _, _, found in stretches}
    areas: dict[int | None, float] = {}
    for found in names.values():
        for m in found:
            areas[m.entry.admin1_id] = areas.get(m.entry.admin1_id, 0.0) + 1 / len(found)
    for first, last, found in stretches:
        inside = [a for m in found if (a := m.entry.admin1_id) is not None]
        share = 1 / len(found)
        others = max((areas[a] - inside.count(a) * share for a in set(inside)), default=0.0)
        for j in range(first, last):
            rows[j]["company"] = math.log1p(max(others, 0.0)) / 3


def _longest(text: str, words: Sequence[Word], i: int, gazetteer: Gazetteer) -> int | None:
    stop = min(len(words), i + MAX_WORDS)
    end = i + 1
    while end < stop and (
        words[end].name or words[end].text.lower() in _INNER or _glued(words, end)
    ):
        if "\n" in text[words[end - 1].end : words[end].start]:
            break
        end += 1
    for last in range(end, i, -1):
        w = words[last - 1]
        if not (w.name or _glued(words, last - 1)) or (last - i == 1 and not w.name):
            continue
        found = gazetteer.lookup(text[words[i].start : w.end])
        if found and (words[i].text.lower() != "the" or _with_article(found)):
            return last
    return None


def _with_article(found: Sequence[Match]) -> bool:
    """Whether "the" is part of the name: "The Hague", but not "The Mosul attack"."""
    return any(m.entry.name.startswith("The ") for m in found)


def _glued(words: Sequence[Word], i: int) -> bool:
    """Part of a word with an apostrophe or hyphen inside it: the end of "Ba'quba"."""
    return i > 0 and words[i].start == words[i - 1].end and words[i - 1].text in "'’‘ʼ-"


def _say_match(row: dict[str, float], found: Sequence[Match], *, begins: bool) -> None:
    row["begins" if begins else "goes on"] = 1.0
    row["fame"] = math.log1p(max(m.entry.fame for m in found)) / 5
    row["population"] = math.log10(1 + max(m.entry.population for m in found)) / 7
    row["many"] = math.log(len(found)) / 4
    for m in found:
        if m.entry.feature in _FEATURES:  # sites are in no gazetteer that the network learnt from
            row[m.entry.feature] = 1.0
        row[m.kind] = 1.0


def _say_alone(row: dict[str, float], found: Sequence[Match]) -> None:
    row["alone"] = 1.0
    row["alone fame"] = math.log1p(max(m.entry.fame for m in found)) / 5
    row["alone population"] = math.log10(1 + max(m.entry.population for m in found)) / 7
    for m in found:
        if m.entry.feature in ("country", "admin1"):
            row[f"alone {m.entry.feature}"] = 1.0


def _entities(
    words: Sequence[Word], rows: list[dict[str, float]], entities: Sequence[Entity]
) -> None:
    """What the parse takes the words for."""
    n = 0
    for e in entities:
        label = "LOC" if e.label == "FAC" else e.label if e.label in _LABELS else "other"
        while n < len(words) and words[n].end <= e.start:
            n += 1
        j = n
        while j < len(words) and words[j].start < e.end:
            rows[j][f"{'B' if words[j].start <= e.start else 'I'} {label}"] = 1.0
            j += 1
