"""Actors while they are being gathered, found by a word they are known by or by how recent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sayso.language.parse import Token
from sayso.record import ActorKind, Evidence, Span
from sayso.resolve.bodies import Body, canonical
from sayso.resolve.words import SMALL, initials, key


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention as far as it matters to a pronoun that may point back to it."""

    sentence: int
    span: Span
    spoke: bool
    subject: bool
    quoted: bool


@dataclass(slots=True)
class Cluster:
    """An actor while it is being gathered."""

    label: str
    """What it is called as long as it has no name."""
    names: list[str] = field(default_factory=list)
    seen_as: list[str] = field(default_factory=list)
    """The names as the parser saw them, with an acronym in capitals."""
    aliases: list[str] = field(default_factory=list)
    """Other names that the text gives."""
    mentions: list[Span] = field(default_factory=list)
    kind: ActorKind = "unknown"
    shapes: Counter[ActorKind] = field(default_factory=Counter)
    """The kinds that the shapes of its names suggest."""
    sure: bool = False
    """Whether words tell the kind, and not only the shape of the name."""
    body: Body | None = None
    """What the lexicon knows it as."""
    nouns: set[str] = field(default_factory=set)
    """Nouns that it is described by."""
    beside: set[str] = field(default_factory=set)
    """Words before those nouns."""
    heads: list[Token] = field(default_factory=list)
    two_countries: bool = False
    """Its words name two countries: it is of neither."""
    sector: str | None = None
    country: str | None = None
    role: str | None = None
    member_of: int | None = None
    serves: int | None = None
    """People that it acts for."""
    plural: bool = False
    document: bool = False
    """A thing that can say something: a letter, a ruling."""
    gender: str | None = None
    sentence: int = 0
    """Sentence of the latest mention."""
    seen: list[Sighting] = field(default_factory=list)
    """Where it was mentioned, in the order of the text."""
    asked: bool = False
    """Somebody wants to know who this is: it speaks, acts, suffers, or is spoken for."""
    evidence: Evidence = field(default_factory=dict)

    @property
    def called(self) -> list[str]:
        """All that it is called by name."""
        return [*self.names, *self.aliases]

    @property
    def longest(self) -> str:
        """Its fullest name."""
        return max(self.names, key=len, default="")

    def fill(self, name: str, value: str | None, span: Span | None) -> None:
        """Set a field that has no value yet, with the words that gave it."""
        if value is not None and getattr(self, name) is None:
            setattr(self, name, value)
            if span is not None:
                self.evidence = {**self.evidence, name: (span,)}


class Clusters:
    """All actors of a report, by number in the order in which they were made."""

    def __init__(self) -> None:
        self._all: list[Cluster] = []
        self._recent: dict[int, None] = {}  # the latest mentioned last
        self._by_word: defaultdict[str, dict[int, None]] = defaultdict(dict)

    def __getitem__(self, number: int) -> Cluster:
        return self._all[number]

    def __iter__(self) -> Iterator[Cluster]:
        return iter(self._all)

    def new(self, label: str) -> int:
        """A new actor, known by its label."""
        self._all.append(Cluster(label=label))
        number = len(self._all) - 1
        self.know(number, [label.casefold()])
        return number

    def know(self, number: int, words: Iterable[str]) -> None:
        """Let an actor be found by these words."""
        for word in words:
            self._by_word[word][number] = None

    def name(self, number: int, name: str, seen: str) -> None:
        """Give an actor a name, once; ``seen`` is the name as the parser saw it."""
        cluster = self._all[number]
        if name not in cluster.names:
            cluster.names.append(name)
            cluster.seen_as.append(seen)
            self.know(number, [*name_words(name), *name_words(canonical(seen))])

    def alias(self, number: int, name: str) -> None:
        """Give an actor another name, which stands for it word by word."""
        cluster = self._all[number]
        if name not in cluster.aliases:
            cluster.aliases.append(name)
            self.know(number, name_words(name))

    def touch(self, number: int, mention: Span, seen: Sighting) -> None:
        """Note a mention."""
        cluster = self._all[number]
        cluster.mentions.append(mention)
        cluster.seen.append(seen)
        cluster.sentence = max(cluster.sentence, seen.sentence)
        self._recent.pop(number, None)
        self._recent[number] = None

    def known(self, words: Iterable[str]) -> list[int]:
        """The actors known by one of the words, in the order in which they were made."""
        return sorted({n for word in words for n in self._by_word.get(word, ())})

    def latest(self, words: Iterable[str], fits: Callable[[Cluster], bool]) -> int | None:
        """The latest mentioned fitting actor among those known by one of the words."""
        known = {n for word in words for n in self._by_word.get(word, ())}
        fitting = [n for n in known if fits(self._all[n])]
        return max(fitting, key=lambda n: self._all[n].mentions[-1], default=None)

    def near(self, sentence: int, reach: int, fits: Callable[[Cluster], bool]) -> int | None:
        """The latest fitting actor within ``reach`` sentences; a speaker before all others."""
        silent: int | None = None
        for number in self._within(sentence, reach):
            cluster = self._all[number]
            if fits(cluster):
                if any(s.spoke for s in cluster.seen):
                    return number
                silent = number if silent is None else silent
        return silent

    def pointed_at(
        self, sentence: int, reach: int, weigh: Callable[[Cluster, Sighting], float | None]
    ) -> int | None:
        """The actor whose best mention within ``reach`` sentences weighs most; None if none may."""
        best: tuple[float, Span, int] | None = None
        for number in self._within(sentence, reach):
            cluster = self._all[number]
            for seen in reversed(cluster.seen):
                if sentence - seen.sentence > reach:
                    break
                weight = weigh(cluster, seen)
                if weight is not None and (best is None or (weight, seen.span) > best[:2]):
                    best = (weight, seen.span, number)
        return best[2] if best else None

    def _within(self, sentence: int, reach: int) -> Iterator[int]:
        """Actors mentioned within ``reach`` sentences, the latest mentioned first."""
        for number in reversed(self._recent):
            if sentence - self._all[number].sentence > reach:
                break
            yield number


def name_words(name: str) -> list[str]:
    """Words under which a name is known: its own, without articles too, and its initials."""
    return [*_own_words(name), "initials:" + initials(name)]


def asking_words(name: str) -> list[str]:
    """Words under which an earlier form of a name may be known: also as or by an acronym."""
    words = key(name)
    alone = [f"initials:{words[0]}"] if len(words) == 1 else []
    return [*_own_words(name), initials(name), *alone]


def _own_words(name: str) -> list[str]:
    """The words of a name; "al-Karim" also as "karim"."""
    words = [w for w in key(name) if w not in SMALL]
    return [*words, *(part for w in words if "-" in w for part in w.split("-"))]
