"""Reports that nobody wrote, with their records: as many as wanted, the same for the same seed.

Words are made up and as frequent as words are (Zipf); places are real towns. About one report in
three shares its incident with others, and one in ten is an edited copy of one of these.
"""

from __future__ import annotations

import bisect
import contextlib
import itertools
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sayso.record import (
    Actor,
    Block,
    Event,
    Place,
    ReaderInfo,
    Report,
    Source,
    Span,
    Statement,
    Time,
    Toll,
    VoiceStep,
)

VOCABULARY = 60_000
TOWNS = 3_000
FIRST_DAY, DAYS = date(2021, 1, 1), 365
SHARED = 0.33
"""Share of reports whose incident others tell of too."""
COPIES = 0.38
"""Share of these that are edited copies."""
LARGEST = 8
"""Most reports on one incident."""
STORY_WORDS = 40
"""Words that the reports of one incident have in common, more than others do."""
SENTENCE = (9, 28)
ONSETS = ("b", "br", "d", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "st")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
CODAS = ("", "", "n", "r", "l", "s", "t", "nd", "rk")
COMMON = """
the of and to in a was that for on with as by at it from his is he were had has an not be
their been but they who which or have after its this said one her would more also we two when
there about all other could into if no over time new than people some what out up years first
only
""".split()
"""The most frequent words are real ones, so that what is common is treated as such."""
AGENCIES = ("North Wire", "Delta Press Agency", "Meridian News Service")
SOURCES = (
    "police",
    "a hospital official",
    "witnesses",
    "the interior ministry",
    "a spokesman for the army",
    "residents",
    "the governor",
    "a local health worker",
)
PARTIES = ("the army", "rebels", "gunmen", "militants", "the coast guard", "militiamen")
DEEDS = (
    ("shelled", "heavy-weapons", "artillery"),
    ("bombed", "explosives", "bomb"),
    ("attacked", "firearms", "firearm"),
)
TARGETS = ("a market", "a checkpoint", "a school", "a convoy", "a village hall", "a bridge")

Piece = Callable[["Draft"], None]


@dataclass
class Incident:
    """One happening, and the words that its reports share."""

    town: tuple[Any, ...]
    day: date
    party: str
    deed: tuple[str, str, str]
    target: str
    killed: int
    injured: int
    words: list[str]
    told: list[Telling] = field(default_factory=list)


@dataclass
class Telling:
    """A report before it is written: who prints it when, and its sentences."""

    outlet: str
    agency: str | None
    published: str
    pieces: list[Piece]


@dataclass
class Draft:
    """A report being written."""

    text: str = ""
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def write(self, words: str) -> Span:
        """Append words."""
        begin = len(self.text)
        self.text += words
        return begin, len(self.text)

    def actor(self, name: str) -> str:
        """Append the name of an actor."""
        span = self.write(name)
        old = self.actors.get(name)
        mentions = (*old.mentions, span) if old else (span,)
        id_ = old.id if old else f"a{len(self.actors) + 1}"
        self.actors[name] = Actor(id=id_, name=name, mentions=mentions)
        return id_

    def place(self, town: tuple[Any, ...]) -> str:
        """Append the name of a town."""
        number, name, lat, lon, country, admin1 = town
        span = self.write(name)
        old = self.places.get(name)
        id_ = old.id if old else f"p{len(self.places) + 1}"
        self.places[name] = Place(
            id=id_,
            name=name,
            mentions=(*old.mentions, span) if old else (span,),
            geonames=number,
            lat=lat,
            lon=lon,
            country=country,
            admin1=str(admin1) if admin1 else None,
            precision=1,
        )
        return id_

    def day(self, when: date) -> str:
        """Append a date."""
        id_ = f"t{len(self.times) + 1}"
        span = self.write(f"{when:%A}, {when.day} {when:%B}")
        on = when.isoformat()
        time = Time(id=id_, span=span, type="date", value=on, earliest=on, latest=on, precision=1)
        self.times.append(time)
        return id_

    def said(self, name: str, content: Span) -> str:
        """Append who says what stands before."""
        id_ = f"s{len(self.statements) + 1}"
        self.write(", ")
        begin = len(self.text)
        actor = self.actor(name)
        source = Source(span=(begin, len(self.text)), actor=actor)
        self.write(" ")
        cue = self.write("said")
        self.statements.append(
            Statement(id=id_, kind="indirect", source=source, cue=(cue,), content=(content,))
        )
        return id_


class Maker:
    """Makes reports.

    Args:
        seed: Another seed, other reports; the words and the towns are the same for all.
        gazetteer: A built gazetteer, for the towns.
        length: Words in a report, about.
    """

    def __init__(self, seed: int, gazetteer: Path, length: int = 500) -> None:
        words = random.Random(0)  # noqa: S311 - no secret
        self._words = [*COMMON, *(_word(words) for _ in range(VOCABULARY - len(COMMON)))]
        weights = (1 / (rank + 2.7) for rank in range(VOCABULARY))
        self._sums = list(itertools.accumulate(weights))
        self._outlets = [
            f"{_word(words).title()} {kind}"
            for kind in ("Post", "Times", "Radio")
            for _ in range(40)
        ]
        self._names = [f"{_word(words).title()} {_word(words).title()}" for _ in range(20_000)]
        self._towns = towns(gazetteer, TOWNS)
        self._seed = seed
        self._length = length

    def reports(self, count: int) -> Iterator[Report]:
        """Reports in no order of time.

        Args:
            count: How many.
        """
        chance = random.Random(self._seed)  # noqa: S311 - no secret
        made = 0
        while made < count:
            incident = self._incident(chance)
            mean = (2 + LARGEST) / 2
            many = chance.random() < SHARED / (SHARED + mean * (1 - SHARED))
            for _ in range(chance.randint(2, LARGEST) if many else 1):
                if made < count:
                    made += 1
                    yield self._report(incident, chance, made)

    def _incident(self, chance: random.Random) -> Incident:
        killed = min(90, int(chance.paretovariate(1.1)))
        return Incident(
            town=chance.choice(self._towns),
            day=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
            party=chance.choice(PARTIES),
            deed=chance.choice(DEEDS),
            target=chance.choice(TARGETS),
            killed=killed,
            injured=killed * chance.randint(1, 3),
            words=[
                *chance.sample(self._words[len(COMMON) :], STORY_WORDS),
                *chance.sample(self._names, 4),
            ],
        )

    def _report(self, incident: Incident, chance: random.Random, number: int) -> Report:
        if incident.told and chance.random() < COPIES:
            telling = self._copied(incident, chance)
        else:
            telling = self._told(incident, chance)
        incident.told.append(telling)
        draft = Draft()
        for piece in telling.pieces:
            piece(draft)
        ends = [i for i, c in enumerate(draft.text) if c == "\n"]
        begins = [0, *(end + 1 for end in ends)]
        kinds = ["title"] + ["paragraph"] * len(ends)
        return Report(
            id=f"r_{self._seed:04x}{number:012x}",
            outlet=telling.outlet,
            agency=telling.agency,
            title=draft.text[: ends[0]],
            language="en",
            published=telling.published,
            reader=ReaderInfo(version="made"),
            text=draft.text,
            blocks=tuple(
                Block(kind=kind, span=(begin, end))
                for kind, begin, end in zip(kinds, begins, [*ends, len(draft.text)], strict=True)
            ),
            actors=tuple(draft.actors.values()),
            places=tuple(draft.places.values()),
            times=tuple(draft.times),
            statements=tuple(draft.statements),
            events=tuple(draft.events),
        )

    def _published(self, incident: Incident, chance: random.Random) -> str:
        when = incident.day + timedelta(days=min(4, int(chance.expovariate(1.2))))
        return f"{when.isoformat()}T{chance.randrange(24):02}:{chance.randrange(60):02}:00+00:00"

    def _told(self, incident: Incident, chance: random.Random) -> Telling:
        killed = max(1, incident.killed + chance.choice((0, 0, 0, 1, 2, -1)))
        source = chance.choice(SOURCES)
        pieces = [
            _headline(incident, killed),
            _attack(incident, killed, source),
            _more(chance.choice(SOURCES), chance.sample(self._words, 6)),
            _recalled(self._incident(chance), chance.sample(self._words, 4)),
        ]
        if chance.random() < 0.5:
            pieces.append(_protest(self._incident(chance), incident.day))
        size = sum(1 for _ in pieces) * 22
        while size < self._length:
            words = self._sentence(incident, chance)
            size += len(words)
            pieces.append(_filler(words, end=chance.random() < 0.3))
        agency = chance.choice(AGENCIES) if chance.random() < 0.15 else None
        return Telling(
            chance.choice(self._outlets), agency, self._published(incident, chance), pieces
        )

    def _copied(self, incident: Incident, chance: random.Random) -> Telling:
        """Another's report, a few sentences left out and others added."""
        source = chance.choice(incident.told)
        head, rest = source.pieces[:4], source.pieces[4:]
        kept = [piece for piece in rest if chance.random() < 0.8]
        added = max(1, (len(rest) - len(kept)) // 2)
        for _ in range(added):
            words = self._sentence(incident, chance)
            kept.insert(chance.randint(0, len(kept)), _filler(words, end=True))
        return Telling(
            chance.choice(self._outlets),
            source.agency,
            self._published(incident, chance),
            [*head, *kept],
        )

    def _sentence(self, incident: Incident, chance: random.Random) -> list[str]:
        count = chance.randint(*SENTENCE)
        total = self._sums[-1]
        words = [
            self._words[bisect.bisect(self._sums, chance.random() * total)] for _ in range(count)
        ]
        for _ in range(chance.randint(0, 3)):
            words[chance.randrange(1, count)] = chance.choice(incident.words)
        if chance.random() < 0.3:
            words[chance.randrange(1, count)] = chance.choice(self._names)
        return words


def towns(gazetteer: Path, count: int) -> list[tuple[Any, ...]]:
    """Towns with their coordinates, the largest first."""
    with contextlib.closing(sqlite3.connect(gazetteer)) as db:
        return db.execute(
            "SELECT id, name, lat, lon, country, admin1 FROM entry"
            " WHERE feature IN ('city', 'capital') AND lat IS NOT NULL"
            " ORDER BY population DESC, id LIMIT ?",
            (count,),
        ).fetchall()


def _word(chance: random.Random) -> str:
    parts = (ONSETS, VOWELS, CODAS)
    return "".join(chance.choice(p) for _ in range(chance.randint(2, 3)) for p in parts)


def _filler(words: Sequence[str], *, end: bool) -> Piece:
    line = " ".join(words)
    line = line[0].upper() + line[1:] + "."

    def piece(draft: Draft) -> None:
        draft.write(line + ("\n" if end else " "))

    return piece


def _headline(incident: Incident, killed: int) -> Piece:
    def piece(draft: Draft) -> None:
        toll = draft.write(str(killed))
        draft.write(" ")
        anchor = draft.write("killed")
        draft.write(f" as {incident.party} hit {incident.target} in ")
        place = draft.place(incident.town)
        draft.write("\n")
        draft.events.append(
            Event(
                id="e1",
                type="ASSAULT",
                mode=incident.deed[1],
                anchor=anchor,
                places=(place,),
                tolls=(_toll("killed", killed, toll, str(killed)),),
                voice=(VoiceStep(outlet=True),),
            )
        )

    return piece


def _toll(effect: Any, number: int, span: Span, phrase: str, statement: str | None = None) -> Toll:
    return Toll(
        effect=effect,
        low=number,
        best=number,
        high=number,
        span=span,
        phrase=phrase,
        statement=statement,
    )


def _attack(incident: Incident, killed: int, source: str) -> Piece:
    def piece(draft: Draft) -> None:
        begin = len(draft.text)
        actor = draft.actor(incident.party)
        draft.write(" ")
        anchor = draft.write(incident.deed[0])
        draft.write(f" {incident.target} in ")
        place = draft.place(incident.town)
        draft.write(" on ")
        time = draft.day(incident.day)
        draft.write(", killing ")
        dead = draft.write(str(killed))
        draft.write(" people and wounding ")
        hurt = draft.write(str(incident.injured))
        statement = draft.said(source, (begin, len(draft.text)))
        draft.write(".\n")
        draft.events.append(
            Event(
                id=f"e{len(draft.events) + 1}",
                type="ASSAULT",
                mode=incident.deed[1],
                anchor=anchor,
                actors=(actor,),
                places=(place,),
                time=time,
                tolls=(
                    _toll("killed", killed, dead, str(killed), statement),
                    _toll("injured", incident.injured, hurt, str(incident.injured), statement),
                ),
                voice=(VoiceStep(outlet=True), VoiceStep(statement=statement)),
                same_as="e1",
            )
        )

    return piece


def _more(source: str, words: Sequence[str]) -> Piece:
    def piece(draft: Draft) -> None:
        begin = len(draft.text)
        draft.write("The ")
        anchor = draft.write("attack")
        draft.write(f" {' '.join(words)}")
        statement = draft.said(source, (begin, len(draft.text)))
        draft.write(".\n")
        draft.events.append(
            Event(
                id=f"e{len(draft.events) + 1}",
                type="ASSAULT",
                anchor=anchor,
                voice=(VoiceStep(outlet=True), VoiceStep(statement=statement)),
                same_as="e1",
            )
        )

    return piece


def _recalled(other: Incident, words: Sequence[str]) -> Piece:
    def piece(draft: Draft) -> None:
        draft.write(f"{' '.join(words).capitalize()} ")
        actor = draft.actor(other.party)
        draft.write(" ")
        anchor = draft.write(other.deed[0])
        draft.write(" ")
        draft.write(f"{other.target} in ")
        place = draft.place(other.town)
        draft.write(", where ")
        dead = draft.write(str(other.killed))
        draft.write(" people died.\n")
        draft.events.append(
            Event(
                id=f"e{len(draft.events) + 1}",
                type="ASSAULT",
                mode=other.deed[1],
                anchor=anchor,
                actors=(actor,),
                places=(place,),
                tolls=(_toll("killed", other.killed, dead, str(other.killed)),),
                background=True,
                voice=(VoiceStep(outlet=True),),
            )
        )

    return piece


def _protest(other: Incident, when: date) -> Piece:
    def piece(draft: Draft) -> None:
        draft.write("On ")
        time = draft.day(when)
        draft.write(" hundreds of people ")
        anchor = draft.write("marched")
        draft.write(" in ")
        place = draft.place(other.town)
        draft.write(" to ask for an inquiry.\n")
        draft.events.append(
            Event(
                id=f"e{len(draft.events) + 1}",
                type="PROTEST",
                anchor=anchor,
                places=(place,),
                time=time,
                voice=(VoiceStep(outlet=True),),
            )
        )

    return piece
