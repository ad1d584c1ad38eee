"""Reports whose text and spans are as awkward as they can be, for the formats of annotation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from sayso.ingest.page import Page
from sayso.record import (
    Actor,
    Attack,
    Block,
    Cast,
    Event,
    Identity,
    Instrument,
    Loaded,
    Medium,
    Place,
    ReaderInfo,
    Report,
    Source,
    Span,
    Spans,
    Statement,
    Time,
    Toll,
    TollWho,
    VoiceStep,
)
from sayso.store import Store
from sayso.store.snapshot import Read

PIECES = (
    "A bomb killed 10 people in Kirkuk.",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "😀",
    "👩‍👩‍👧",
    "e\u0301",
    "שלום",
    "مرحبا",
    "\u200b",
    "\u200f",
    "\u202e",
    "\x00",
    "\u2028",
    "\x85",
    "\x0b",
    "\xa0",
    "\ufeff",
    "=cmd|' /C calc'!A0",
    '"',
    "\\",
    "; ",
    "#",
    "_",
    "O",
    "T1\tActor 0 1\tx",
    "police said",
    "1 a.m.",
    "don't",
)
"""Astral characters, combining marks, text from right to left, all ends of lines, NUL, and words
that mean something in one of the formats."""

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=14).map(
    lambda parts: "".join(parts).encode("utf-8", "ignore").decode()
)


@st.composite
def reads(draw: st.DrawFn) -> Read:
    """A report with spans that overlap, are empty, cut characters and tokens, or are nothing."""
    text = draw(texts)
    at = st.integers(0, len(text))
    span = st.tuples(at, at).map(lambda pair: (min(pair), max(pair)))
    spans = st.lists(span, max_size=3).map(lambda found: in_order(found))

    def some(what: st.SearchStrategy[object], most: int = 3) -> list[object]:
        return draw(st.lists(what, max_size=most))

    name = st.sampled_from(("River Brigade", "قوات", "a\tb\nc", "x" * 50, ""))
    actors = tuple(
        Actor(
            id=f"a{i}", name=draw(name), mentions=m, identity=Identity(scheme="wikidata", id="Q1")
        )
        for i, m in enumerate(some(spans), 1)
    )
    places = tuple(
        Place(id=f"p{i}", name=draw(name), mentions=m, geonames=i)
        for i, m in enumerate(some(spans), 1)
    )
    times = tuple(Time(id=f"t{i}", span=s, type="date") for i, s in enumerate(some(span), 1))
    whom = st.sampled_from([a.id for a in actors] + ["a9"])  # a9 is nowhere
    statements = tuple(
        Statement(
            id=f"s{i}",
            kind="direct",
            source=draw(st.none() | st.builds(Source, span=span, actor=st.none() | whom)),
            cue=draw(spans),
            content=content,
            medium=draw(st.none() | st.builds(Medium, span=span, actor=st.none() | whom)),
            stance=draw(st.sampled_from(("states", "denies"))),
            hedges=draw(spans),
            parent=f"s{i - 1}" if i > 1 and draw(st.booleans()) else None,
        )
        for i, content in enumerate(some(spans), 1)
    )
    tolls = st.builds(
        Toll,
        effect=st.just("killed"),
        who=st.none() | st.builds(TollWho, span=span, actor=st.none() | whom),
        best=st.just(10),
        span=span,
        phrase=st.just("10"),
    )
    events = tuple(
        Event(
            id=f"e{i}",
            type="ASSAULT",
            mode="explosives",
            anchor=anchor,
            actors=tuple(draw(st.lists(whom, max_size=2, unique=True))),
            recipients=tuple(draw(st.lists(whom, max_size=2, unique=True))),
            instrument=draw(st.none() | st.builds(Instrument, span=span, kind=st.just("bomb"))),
            places=tuple(p.id for p in places[:1]),
            time=times[0].id if times else None,
            tolls=tuple(draw(st.lists(tolls, max_size=2))),
            voice=(VoiceStep(outlet=True), *(VoiceStep(statement=s.id) for s in statements[:1])),
            same_as="e1" if i > 1 else None,
        )
        for i, anchor in enumerate(some(span), 1)
    )
    cast = tuple(Cast(part="victim", span=s) for s in some(span, 2))
    report = Report(
        id="r_1",
        url="https://wire.example/1",
        outlet="Example Wire",
        reader=ReaderInfo(version="0.1"),
        text=text,
        blocks=(Block(kind="paragraph", span=(0, len(text))),) if text else (),
        actors=actors,
        places=places,
        times=times,
        statements=statements,
        events=events,
        attacks=(Attack(id="k1", type="attack", stage="accomplished", cast=cast),) if cast else (),
        loaded=tuple(Loaded(span=s, term="regime", kind="label") for s in some(span, 1)),
    )
    return Read(report, {event.id: "i_1" for event in events[:1]})


def in_order(spans: list[Span]) -> Spans:
    """Spans in the order of the text, each after the one before."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


WIRE = """Market attack near Gao kills ten 😀

GAO, 3 May 2020 (Example Wire)

A police official told Radio Example on Sunday that villagers saw gunmen of the River Brigade \
open fire on traders near Gao, killing at least ten.

“We deny any part,” said Amadou Sarr, who is with the River Brigade. “We were not there.”"""


def at(words: str, nth: int = 0, text: str = WIRE) -> Span:
    """Where words stand, the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def wire(**changes: object) -> Report:
    """A story with a statement in a statement, and one in two parts."""
    lines = [line for line in WIRE.split("\n") if line]
    content = (at("that villagers")[0], at("least ten")[1])
    inner = (at("gunmen")[0], content[1])
    told: dict[str, object] = {
        "id": "r_wire",
        "url": "https://wire.example/gao?a=1&b=2",
        "outlet": "Example Wire",
        "title": lines[0],
        "published": "2020-05-03T10:15:00+00:00",
        "reader": ReaderInfo(version="0.1.0"),
        "text": WIRE,
        "blocks": tuple(Block(kind="paragraph", span=at(line)) for line in lines),
        "actors": (
            Actor(
                id="a1",
                name="River Brigade",
                mentions=(at("the River Brigade"), at("We"), at("River Brigade", 1)),
                kind="organization",
                country="MLI",
                sector="REB",
                identity=Identity(scheme="wikidata", id="Q42"),
            ),
            Actor(id="a2", name="police official", mentions=(at("A police official"),)),
            Actor(id="a3", name="villagers", mentions=(at("villagers"),), kind="group"),
            Actor(
                id="a4",
                name="Amadou Sarr",
                mentions=(at("Amadou Sarr"),),
                kind="person",
                member_of="a1",
            ),
            Actor(id="a5", name="traders", mentions=(at("traders"),), kind="group"),
        ),
        "places": (
            Place(
                id="p1",
                name="Gao",
                mentions=(at("Gao"), at("GAO"), at("Gao", 1)),
                geonames=2457161,
                lat=16.27,
                lon=-0.04,
                country="MLI",
                precision=2,
            ),
        ),
        "times": (Time(id="t1", span=at("Sunday"), type="date", value="2020-05-03"),),
        "statements": (
            Statement(
                id="s1",
                kind="indirect",
                source=Source(span=at("A police official"), actor="a2", kind="official"),
                cue=(at("told"),),
                content=(content,),
                medium=Medium(span=at("Radio Example")),
            ),
            Statement(
                id="s2",
                kind="indirect",
                source=Source(span=at("villagers"), actor="a3", kind="witness"),
                cue=(at("saw"),),
                content=(inner,),
                parent="s1",
            ),
            Statement(
                id="s3",
                kind="direct",
                source=Source(span=at("Amadou Sarr"), actor="a4"),
                cue=(at("said"),),
                content=(at("“We deny any part,”"), at("“We were not there.”")),
                stance="denies",
            ),
        ),
        "events": (
            Event(
                id="e1",
                type="ASSAULT",
                mode="firearms",
                anchor=at("open fire"),
                actors=("a1",),
                recipients=("a5",),
                places=("p1",),
                tolls=(
                    Toll(
                        effect="killed",
                        low=10,
                        best=10,
                        span=at("at least ten"),
                        phrase="at least ten",
                        who=TollWho(span=at("traders"), actor="a5", civilian=True),
                        statement="s2",
                    ),
                ),
                voice=(
                    VoiceStep(outlet=True),
                    VoiceStep(statement="s1"),
                    VoiceStep(statement="s2"),
                ),
            ),
            Event(
                id="e2",
                type="ASSAULT",
                anchor=at("attack"),
                status="denied",
                same_as="e1",
                background=True,
            ),
        ),
    }
    return Report.model_validate({**told, **changes})


HOSTILE = (
    "",
    " \n ",
    "NUL \x00 and \x0b\x1b control",
    "\r\nlines\r\nof two\rends\u2028or four\x85\r\n",
    "\u202eright to left\u202c אבג ال",
    "=cmd|'/C calc'!A0\t@SUM(1)",
    "emoji 😀, joined e\u0301 👩‍👩‍👧, no width \u200b\ufeff",
    "x" * 3000 + "😀" * 3000,
)


def hostile(number: int) -> Report:
    """A report with awkward text, all of it an actor, and a statement in each of its lines."""
    text = HOSTILE[number]
    words = ((0, len(text)),)
    return Report(
        id=f"r_h{number}",
        url=None,
        outlet='a\tb "c"\nd',
        reader=ReaderInfo(version="0.1.0"),
        text=text,
        actors=(Actor(id="a1", name="a\tb\nc", mentions=words),),
        events=(Event(id="e1", type="ASSAULT", anchor=(0, len(text)), actors=("a1",)),),
    )


def filled(path: Path, reports: Iterable[Report] | None = None) -> Store:
    """An open collection with the wire story and hostile reports in it."""
    store = Store.open(str(path / "reports.db"))
    every = [wire(), *map(hostile, range(len(HOSTILE)))] if reports is None else reports
    for report in every:
        bare = Report(
            id=report.id,
            url=report.url,
            outlet=report.outlet,
            reader=report.reader,
            text=report.text,
        )
        raw = f"{report.id} {report.text}".encode()
        assert store.add(Page(report=bare, raw=raw, media_type="text/plain", origin="x"), report)
    return store
