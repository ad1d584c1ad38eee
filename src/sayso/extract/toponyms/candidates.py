"""Stretches of words that may name places, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.toponyms import cues
from sayso.gazetteer import Gazetteer, Match
from sayso.language.parse import Entity, Parse, Token

MAX_WORDS = 7  # tokens; "Democratic Republic of the Congo" has five, hyphens count as tokens
OBSCURE = 12  # names in all languages that GeoNames lists for a place
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LINKS = cues.words("""
    - – ’ ' of the de da do di du dos das des del la le les al el ez ed ad as ash an ar at az ul
    upon sur am im and &
""")
_CLOSED = cues.words("DET ADP PRON AUX CCONJ SCONJ PART PUNCT NUM INTJ")
_ARTICLES = cues.words("al el ad an ar as ash at az ez ed la los las le les san de")


_PLAIN = cues.COMMON_WORDS | cues.DIRECTIONS | frozenset(cues.KIND_WORDS) | cues.TITLES


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``[first, last)`` and the places that the gazetteer has under them."""

    first: int
    last: int
    matches: tuple[Match, ...]


# The share of a block's letters in one case from which its case tells nothing (``recase`` has the
# same for capitals).
_ONE_CASE = 0.9


def _one_case(text: str) -> bool:
    """Whether a block is all capitals, or without any."""
    letters = sum(map(str.isalpha, text))
    capitals = sum(map(str.isupper, text))
    return letters >= 20 and (capitals >= _ONE_CASE * letters or (capitals == 0 and letters >= 60))


class Words:
    """One report's words, with what is asked of them again and again."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.gazetteer = gazetteer
        self.tokens: Sequence[Token] = parse.tokens
        self.words = [parse.text[t.start : t.end] for t in self.tokens]
        blocks = {t.block for t in self.tokens}
        one_case = {b for b in blocks if _one_case(parse.words(parse.blocks[b].span))}
        self.uncased = [t.block in one_case for t in self.tokens]
        self.entity: dict[int, Entity] = {
            i: e for e in parse.entities for i in range(e.first, e.last)
        }
        self.people: set[str] = set()
        self.given_names: set[str] = set()
        for e in parse.entities:
            if e.label == "PERSON" and e.last - e.first > 1:
                self.people.update(t.lower for t in self.tokens[e.first + 1 : e.last])
                if self.given(e.first):
                    self.given_names.add(self.tokens[e.first].lower)
        self.plain = {
            t.lower
            for t, w, uncased in zip(self.tokens, self.words, self.uncased, strict=True)
            if w.islower() and not uncased
        }
        for i, t in enumerate(self.tokens[1:], start=1):
            before = self.tokens[i - 1].lower.rstrip(".")
            if self.capital(i) and (before in cues.TITLES or before in cues.GIVEN_NAMES):
                self.people.add(t.lower)

    def capital(self, i: int) -> bool:
        """Whether the token looks like part of a name; without case, any open-class word does."""
        word = self.words[i]
        if self.uncased[i]:
            return word[0].isalpha() and self.tokens[i].pos not in _CLOSED
        return word[0].isupper() or (word[0] in "‘'ʻ’" and len(word) > 2 and word[1].isupper())

    def given(self, i: int) -> bool:
        """Whether a given name stands here with a further name after it ("Jordan Smith")."""
        if self.tokens[i].lower not in cues.GIVEN_NAMES or i + 1 >= len(self.tokens):
            return False
        after = self.tokens[i + 1]
        return (
            self.capital(i + 1)
            and after.pos == "PROPN"
            and after.lower not in cues.ORGANISATION_WORDS
            and after.lower not in cues.NAMED_AFTER
            and after.lower not in cues.KIND_WORDS
        )

    def raw(self, c: Candidate) -> str:
        """The report's words."""
        return self.parse.text[self.tokens[c.first].start : self.tokens[c.last - 1].end]

    def candidates(self) -> Iterator[Candidate]:
        """Longest matches first, left to right, without overlaps."""
        i, n = 0, len(self.tokens)
        while i < n:
            if not self._may_start(i):
                i += 1
                continue
            found = self._longest(i) or self._unlisted(i)
            if found is None:
                i += 1
                continue
            if self.may_name(found):
                yield found
            i = found.last

    def may_name(self, c: Candidate) -> bool:
        """Whether nothing rules the words out as a place's name."""
        return not self._of_another(c) and not self._of_a_people(c)

    def _of_another(self, c: Candidate) -> bool:
        """Whether the words begin a person's name, or that of a newspaper, team or treaty."""
        entity = self.entity.get(c.first)
        label = entity.label if entity is not None and entity.last > c.last else ""
        if c.last - c.first == 1 and label == "PERSON" and self.given(c.first):
            return True
        if c.last >= len(self.tokens) or not self.capital(c.last):
            return False
        run = self._run(c.last)
        if [len(w) if w.isdigit() else w for w in self.words[run : run + 3]] == [",", 2, ","]:
            return True  # an age: "Georgia Brown, 34,"
        after = self.tokens[c.last].lower
        the = c.first > 0 and self.tokens[c.first - 1].lower == "the"
        return after in cues.NAMED_AFTER and (the or label in ("ORG", "WORK_OF_ART", "LAW"))

    def _of_a_people(self, c: Candidate) -> bool:
        """Whether it is a country's adjective: "the Somali capital", but "Somali region"."""
        if not self.gazetteer.is_demonym(self.raw(c)):
            return False
        after = [t.lower for t in self.tokens[c.last : c.last + 2]]
        area = bool(after) and cues.KIND_WORDS.get(after[0]) in ("admin1", "admin2")
        return not area or after[1:] == ["of"]  # "the Malian province of Mopti"

    def _may_start(self, i: int) -> bool:
        t = self.tokens[i]
        if not self.words[i][0].isalnum() and self.words[i][0] not in "‘ʻ":
            return False
        if t.lower in _ARTICLES:  # al-Qaim, el-Fasher: the article may be in small letters
            return i + 1 < len(self.tokens) and (self.capital(i) or self.words[i + 1] == "-")
        return self.capital(i) and not (
            t.pos in _CLOSED and len(self.words[i]) < 4 and not self.words[i].isupper()
        )

    def _longest(self, i: int) -> Candidate | None:
        end = i + 1
        stop = min(len(self.tokens), i + MAX_WORDS)
        while (
            end < stop
            and self.tokens[end].block == self.tokens[i].block
            and (self.capital(end) or self.words[end].lower() in _LINKS)
            and "\n" not in self.parse.text[self.tokens[end - 1].end : self.tokens[end].start]
        ):
            end += 1
        for last in range(end, i, -1):
            if not self.capital(last - 1):
                continue
            if last - i == 1 and self.tokens[i].lower in _ARTICLES:
                continue
            if self.uncased[i] and all(t.lower in _PLAIN for t in self.tokens[i:last]):
                continue
            start, close = self.tokens[i].start, self.tokens[last - 1].end
            matches = self.gazetteer.lookup(self.parse.text[start:close])
            if not matches and last - i > 1:
                matches = self._areas(i, last)
            if matches:
                return self._whole(Candidate(i, self._with_dot(last), matches))
        return None

    def _whole(self, c: Candidate) -> Candidate:
        """The whole name where the gazetteer has only its beginning, as an obscure place.

        "The hamlet of Tal Zarquf" names no place called Tal.
        """
        run = c.first if self.uncased[c.first] else self._run(c.first)
        if run <= c.last or self.tokens[c.last].pos != "PROPN":
            return c
        after = self.tokens[c.last].lower
        obscure = max(m.entry.fame for m in c.matches) < OBSCURE
        if after in cues.ORGANISATION_WORDS or after in cues.KIND_WORDS or not obscure:
            return c
        before = self.tokens[c.first - 1].lower if c.first else ""
        if before in cues.STRONG_LOCATIVE or self.kind_before(c):
            return Candidate(c.first, run, ())
        return c

    def _with_dot(self, last: int) -> int:
        """The end of a name with the full stop of its abbreviation: "U.S" and "." are tokens."""
        if last < len(self.tokens) and "." in self.words[last - 1]:
            dot = self.tokens[last]
            if self.words[last] == "." and dot.start == self.tokens[last - 1].end:
                return last + 1
        return last

    def _areas(self, i: int, last: int) -> tuple[Match, ...]:
        """Matches of a name whose last word says its kind: "Anbar Province"."""
        kind = cues.KIND_WORDS.get(self.tokens[last - 1].lower)
        if kind not in ("admin1", "admin2"):
            return ()
        text = self.parse.text[self.tokens[i].start : self.tokens[last - 2].end]
        return tuple(m for m in self.gazetteer.lookup(text) if m.entry.feature == kind)

    def _unlisted(self, i: int) -> Candidate | None:
        """A name that the gazetteer lacks, where the parse or the words say it is a place."""
        if self.uncased[i]:
            return None
        entity = self.entity.get(i)
        if entity is not None and entity.first == i and entity.label in _PLACE_LABELS:
            first, last = entity.first, entity.last
            while first < last and not self.capital(first):
                first += 1
            while last > first and not self.capital(last - 1):
                last -= 1
            if first == i and last > first:
                return Candidate(first, last, ())
            return None
        last = self._run(i)
        # "Neches River", "Alps Road"
        if last - i > 1 and cues.KIND_WORDS.get(self.tokens[last - 1].lower):
            return Candidate(i, last, ())
        before = self.tokens[i - 1].lower if i else ""
        cued = before in cues.STRONG_LOCATIVE or self.kind_before(Candidate(i, i + 1, ()))
        if cued and self.tokens[i].tag in ("NNP", "NN", "JJ", "NNPS"):
            return Candidate(i, last, ())
        return None

    def _run(self, i: int) -> int:
        """One past the run of capitalised words at ``i``."""
        last = i + 1
        while (
            last < len(self.tokens)
            and last - i < MAX_WORDS
            and self.tokens[last].block == self.tokens[i].block
        ):
            if self.capital(last) or (
                self.words[last] == "-" and last + 1 < len(self.tokens) and self.capital(last + 1)
            ):
                last += 1
            else:
                break
        return last

    def kind_before(self, c: Candidate) -> str | None:
        """The kind in "the town of X"."""
        i = c.first - 1
        if i > 0 and self.tokens[i].lower == "the":
            i -= 1
        if i > 0 and self.tokens[i].lower == "of":
            return cues.KIND_WORDS.get(self.tokens[i - 1].lower)
        return None

    def kind_after_comma(self, c: Candidate) -> str | None:
        """The kind in "X, a northern town"."""
        comma = c.last
        if comma + 2 >= len(self.tokens) or self.words[comma] != ",":
            return None
        if self.tokens[comma + 1].lower not in ("a", "an", "the"):
            return None
        for t in self.tokens[comma + 2 : comma + 7]:
            if kind := cues.KIND_WORDS.get(t.lower):
                return kind
            if t.pos not in ("ADJ", "NOUN", "ADV", "PROPN", "PUNCT"):
                return None
        return None

    def head(self, c: Candidate) -> Token:
        """The syntactic head of the name."""
        for t in self.tokens[c.first : c.last]:
            if not c.first <= t.head < c.last:
                return t
        return self.tokens[c.last - 1]

    def person_like(self, c: Candidate) -> bool:
        """Whether a title or a given name stands before, or a further name after it."""
        if not c.first:
            return False
        before = self.tokens[c.first - 1].lower.rstrip(".")
        return self.capital(c.first - 1) and (before in cues.TITLES or before in cues.GIVEN_NAMES)
