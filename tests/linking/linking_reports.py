"""A factory of hand-coded reports: words in, spans found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
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

READER = ReaderInfo(version="test")
OUTLET = VoiceStep(outlet=True)

BALAD = {"name": "Balad", "geonames": 98530, "lat": 34.01, "lon": 44.14, "country": "IRQ"}
TIKRIT = {"name": "Tikrit", "geonames": 90150, "lat": 34.6, "lon": 43.68, "country": "IRQ"}
BASRA = {"name": "Basra", "geonames": 99532, "lat": 30.5, "lon": 47.8, "country": "IRQ"}


def at(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text, the nth time."""
    return [m.span() for m in re.finditer(re.escape(words), text)][nth]


def plain(
    id_: str, text: str, outlet: str | None = None, published: str | None = None, **more: Any
) -> Report:
    """A report with nothing read in it, paragraphs as blocks."""
    if "blocks" not in more:
        more["blocks"] = tuple(
            Block(kind="paragraph", span=m.span()) for m in re.finditer(r"[^\n]+", text)
        )
    return Report(id=id_, text=text, outlet=outlet, published=published, reader=READER, **more)


@dataclass
class Draft:
    """A report under construction; every method finds its words in the text."""

    id: str
    outlet: str | None
    published: str | None
    text: str
    agency: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] | None = None
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def actor(self, words: str, **more: Any) -> str:
        id_ = f"a{len(self.actors) + 1}"
        name = more.pop("name", words)
        self.actors.append(Actor(id=id_, name=name, mentions=(at(self.text, words),), **more))
        return id_

    def place(self, where: dict[str, Any], precision: int = 1, **more: Any) -> str:
        id_ = f"p{len(self.places) + 1}"
        mentions = (at(self.text, where["name"]),)
        self.places.append(Place(id=id_, mentions=mentions, precision=precision, **where, **more))
        return id_

    def time(self, words: str, first: str, last: str | None = None) -> str:
        id_ = f"t{len(self.times) + 1}"
        self.times.append(
            Time(
                id=id_,
                span=at(self.text, words),
                type="date",
                value=first,
                earliest=first,
                latest=last or first,
                precision=1,
            )
        )
        return id_

    def says(
        self, source: str, cue: str, content: str, *, actor: str | None = None, **more: Any
    ) -> str:
        id_ = f"s{len(self.statements) + 1}"
        anonymous = more.pop("anonymous", False)
        self.statements.append(
            Statement(
                id=id_,
                kind=more.pop("kind", "indirect"),
                source=Source(span=at(self.text, source), actor=actor, anonymous=anonymous),
                cue=(at(self.text, cue),),
                content=(at(self.text, content),),
                **more,
            )
        )
        return id_

    def toll(self, words: str, best: int, effect: str = "killed", **more: Any) -> Toll:
        low = more.pop("low", best)
        high = more.pop("high", best)
        return Toll(
            effect=effect,  # type: ignore[arg-type]
            span=at(self.text, words),
            phrase=words,
            low=low,
            best=best,
            high=high,
            **more,
        )

    def event(
        self,
        anchor: str,
        *,
        kind: str = "ASSAULT",
        said: Sequence[str] = (),
        nth: int = 0,
        **more: Any,
    ) -> str:
        id_ = f"e{len(self.events) + 1}"
        voice = more.pop("voice", (OUTLET, *(VoiceStep(statement=s) for s in said)))
        self.events.append(
            Event(id=id_, type=kind, anchor=at(self.text, anchor, nth), voice=voice, **more)
        )
        return id_

    def done(self) -> Report:
        return plain(
            self.id,
            self.text,
            self.outlet,
            self.published,
            agency=self.agency,
            url=self.url,
            **({} if self.blocks is None else {"blocks": self.blocks}),
            actors=tuple(self.actors),
            places=tuple(self.places),
            times=tuple(self.times),
            statements=tuple(self.statements),
            events=tuple(self.events),
        )


WORDINGS = (
    "a bomb{by} at the market of {where}{toll}{on}.",
    "the stalls of {where} were hit{on} when a bomb{by} went off, and it{toll}.",
    "{on} somebody left a bomb{by} among the sacks of grain in {where}, which{toll}.",
    "in {where} a car with a bomb{by} blew up beside the buyers{on} and{toll}.",
)
"""One attack in the words of four writers; the last letter of a report's id chooses."""


def attack(
    id_: str,
    outlet: str,
    published: str,
    *,
    killed: int | None = 10,
    by: str | None = None,
    source: str | None = None,
    anonymous: bool = False,
    where: dict[str, Any] = BALAD,
    day: str | None = "2020-05-02",
    agency: str | None = None,
    filler: str = "",
    wording: int | None = None,
    stance: str = "states",
    status: str = "happened",
) -> Report:
    """A report of a bombing of a market: who says so, how many, by whom, where, when."""
    said = f"{source} said that " if source else ""
    text = said + WORDINGS[ord(id_[-1]) % 4 if wording is None else wording].format(
        by=f" by {by}" if by else "",
        on=f" on {day}" if day else "",
        where=where["name"],
        toll=f" killed {killed} people" if killed is not None else " did much harm",
    )
    sentence = len(text)
    text = f"{text}\n{filler}"
    d = Draft(id_, outlet, published, text, agency=agency)
    statements = []
    if source:
        speaker = d.actor(source)
        content = text[len(said) : sentence - 1]
        statements.append(
            d.says(source, "said", content, actor=speaker, anonymous=anonymous, stance=stance)
        )
    tolls = ()
    if killed is not None:
        inner = statements[-1] if statements else None
        tolls = (d.toll(str(killed), killed, statement=inner),)
    d.event(
        "bomb",
        said=statements,
        mode="explosives",
        cameo="183",
        actors=(d.actor(by),) if by else (),
        places=(d.place(where),),
        time=d.time(day, day) if day else None,
        tolls=tolls,
        status=status,
    )
    return d.done()
