"""Small reports made by hand, so that the store is tested without the reader."""

from __future__ import annotations

import hashlib

from sayso.ingest.page import Page
from sayso.record import (
    Actor,
    Block,
    Event,
    Extractor,
    Place,
    ReaderInfo,
    Report,
    Source,
    Statement,
    Time,
    Toll,
    TollWho,
    VoiceStep,
)


def page_and_report(
    n: int = 1,
    *,
    title: str = "Blast hits a market in Kirkuk",
    text: str = "A bomb killed at least 10 people in Kirkuk on Sunday, police said.",
    outlet: str | None = "River Post",
    published: str | None = "2020-05-03T10:15:00+03:00",
    raw: bytes | None = None,
    extractor: str = "1",
    reader: str = "0.1",
) -> tuple[Page, Report]:
    """A page and its record: one statement, one event with a toll and a place."""
    body = f"{title}\n{text} ({n})"
    at = len(title) + 1

    def span(words: str) -> tuple[int, int]:
        start = body.index(words, at) if words in body[at:] else 0
        return (start, start + len(words)) if words in body[at:] else (0, 1)

    url = f"https://river.example/{n}"
    digest = hashlib.sha256(f"{body}{outlet}{url}".encode()).hexdigest()
    bare = Report(
        id=f"r_{digest[:16]}",
        url=url,
        outlet=outlet,
        title=title,
        language="en",
        published=published,
        reader=ReaderInfo(version=reader, extractor=Extractor(name="test", version=extractor)),
        text=body,
        blocks=(
            Block(kind="title", span=(0, len(title))),
            Block(kind="paragraph", span=(at, len(body))),
        ),
    )
    read = bare.model_copy(
        update={
            "actors": (Actor(id="a1", name="police", mentions=(span("police"),)),),
            "places": (
                Place(
                    id="p1",
                    name="Kirkuk",
                    mentions=(span("Kirkuk"),),
                    geonames=94787,
                    lat=35.47,
                    lon=44.39,
                    country="IRQ",
                    precision=1,
                ),
            ),
            "times": (
                Time(
                    id="t1",
                    span=span("Sunday"),
                    type="date",
                    value="2020-05-03",
                    earliest="2020-05-03",
                    latest="2020-05-03",
                    precision=1,
                ),
            ),
            "statements": (
                Statement(
                    id="s1",
                    kind="indirect",
                    source=Source(span=span("police"), actor="a1"),
                    cue=(span("said"),),
                    content=((at, span("police")[0]),),
                ),
            ),
            "events": (
                Event(
                    id="e1",
                    type="ASSAULT",
                    mode="explosives",
                    anchor=span("killed"),
                    places=("p1",),
                    time="t1",
                    tolls=(
                        Toll(
                            effect="killed",
                            who=TollWho(span=span("people"), civilian=None),
                            low=10,
                            best=10,
                            span=span("10"),
                            phrase="at least 10",
                            statement="s1",
                        ),
                    ),
                    voice=(VoiceStep(outlet=True), VoiceStep(statement="s1")),
                ),
            ),
        }
    )
    page = Page(
        report=bare,
        raw=raw if raw is not None else f"<p>{body}</p>".encode(),
        media_type="text/html",
        origin=f"page{n}.html",
    )
    return page, read
