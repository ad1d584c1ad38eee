"""Two tellings of an invented incident, coded by hand, with overlaps wherever a page has them."""

from __future__ import annotations

import re

from sayso.record import (
    Actor,
    Block,
    Event,
    Instrument,
    Loaded,
    Medium,
    Place,
    ReaderInfo,
    Report,
    Source,
    Span,
    Statement,
    Time,
    Toll,
    TollWho,
    VoiceStep,
)
from sayso.record import Warning as RecordWarning

OUTLET = VoiceStep(outlet=True)


def at(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text, the nth time."""
    found = [m.span() for m in re.finditer(re.escape(words), text)]
    return found[nth]


WIRE = """Market attack near Gao kills at least ten, police say

GAO, Mali, 3 May 2020 (Example Wire)

A police official told Radio Example on Sunday that villagers saw gunmen of the River Brigade, \
a “terrorist gang”, open fire on traders on Saturday at a market near Gao, killing at least ten.

“We deny any part in the shooting,” said Amadou Sarr, a spokesman of the River Brigade.

Editor’s note: the Daily added this note. Two people died in a raid in 2018.

A burnt stall in Gao. Photo: Example Wire"""


def wire_report(**changes: object) -> Report:
    """A wire story in a paper, with a note of the paper's own."""
    t = WIRE
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", t)]
    kinds = ["title", "dateline", "paragraph", "paragraph", "editor_note", "caption"]
    tellers = [None, "Example Wire", "Example Wire", "Example Wire", "Example Daily", None]
    blocks = tuple(
        Block(kind=k, span=s, teller=w)  # type: ignore[arg-type]
        for k, s, w in zip(kinds, paragraphs, tellers, strict=True)
    )
    content = (at(t, "that villagers")[0], at(t, "killing at least ten")[1])
    inner = (at(t, "gunmen of")[0], content[1])
    values: dict[str, object] = {
        "id": "r_daily",
        "url": "https://daily.example/gao?a=1&b=2",
        "outlet": "Example Daily",
        "agency": "Example Wire",
        "title": "Market attack near Gao kills at least ten, police say",
        "byline": "Our own correspondent",
        "language": "en",
        "published": "2020-05-03T10:15:00+00:00",
        "modified": "2020-05-04T08:00:00+00:00",
        "reader": ReaderInfo(version="0.1.0", models={"tagger": "sha256:00"}),
        "text": t,
        "blocks": blocks,
        "actors": (
            Actor(
                id="a1",
                name="River Brigade",
                mentions=(at(t, "River Brigade"), at(t, "River Brigade", 1), at(t, "We")),
                kind="organization",
                country="MLI",
                sector="REB",
            ),
            Actor(id="a2", name="a police official", mentions=(at(t, "A police official"),)),
            Actor(id="a3", name="villagers", mentions=(at(t, "villagers"),), kind="group"),
            Actor(
                id="a4",
                name="Amadou Sarr",
                mentions=(at(t, "Amadou Sarr"),),
                kind="person",
                role="spokesman",
                member_of="a1",
                evidence={"role": (at(t, "spokesman"),)},
            ),
            Actor(id="a5", name="traders", mentions=(at(t, "traders"),), kind="group"),
        ),
        "places": (
            Place(
                id="p1",
                name="Gao",
                mentions=(at(t, "Gao"), at(t, "GAO"), at(t, "Gao", 1), at(t, "Gao", 2)),
                geonames=2457161,
                lat=16.27,
                lon=-0.04,
                country="MLI",
                admin1="Gao Region",
                precision=2,
                confidence=0.9,
            ),
            Place(
                id="p2",
                name="a market",
                mentions=(at(t, "a market near Gao"),),
                why="not in the gazetteer; nearest: Gao",
            ),
        ),
        "times": (
            Time(
                id="t1",
                span=at(t, "Saturday"),
                type="date",
                value="2020-05-02",
                earliest="2020-05-02",
                latest="2020-05-02",
                precision=1,
            ),
            Time(
                id="t2",
                span=at(t, "2018"),
                type="date",
                value="2018",
                earliest="2018-01-01",
                latest="2018-12-31",
                precision=5,
            ),
        ),
        "statements": (
            Statement(
                id="s1",
                kind="indirect",
                source=Source(span=at(t, "A police official"), actor="a2", anonymous=True),
                cue=(at(t, "told"),),
                content=(content,),
                medium=Medium(span=at(t, "Radio Example")),
            ),
            Statement(
                id="s2",
                kind="indirect",
                source=Source(span=at(t, "villagers"), actor="a3"),
                cue=(at(t, "saw"),),
                content=(inner,),
                stance="claims",
                parent="s1",
            ),
            Statement(
                id="s3",
                kind="direct",
                source=Source(
                    span=at(t, "Amadou Sarr, a spokesman of the River Brigade"), actor="a4"
                ),
                cue=(at(t, "said"),),
                content=(at(t, "We deny any part in the shooting"),),
                stance="denies",
            ),
        ),
        "events": (
            Event(
                id="e1",
                type="ASSAULT",
                mode="firearms",
                cameo="190",
                contexts=("terrorism",),
                anchor=at(t, "open fire"),
                actors=("a1",),
                recipients=("a5",),
                instrument=Instrument(span=at(t, "fire"), kind="firearms"),
                places=("p2", "p1"),
                time="t1",
                tolls=(
                    Toll(
                        effect="killed",
                        who=TollWho(span=at(t, "traders"), actor="a5", civilian=True),
                        low=10,
                        best=10,
                        high=None,
                        span=at(t, "at least ten", 1),
                        phrase="at least ten",
                        statement="s2",
                    ),
                ),
                voice=(
                    OUTLET,
                    VoiceStep(teller="Example Wire"),
                    VoiceStep(statement="s1"),
                    VoiceStep(statement="s2"),
                ),
                confidence=0.81,
                evidence={"actors": (at(t, "gunmen of the River Brigade"),)},
            ),
            Event(
                id="e2",
                type="ASSAULT",
                anchor=at(t, "shooting"),
                actors=("a1",),
                status="denied",
                voice=(OUTLET, VoiceStep(teller="Example Wire"), VoiceStep(statement="s3")),
                same_as="e1",
            ),
            Event(
                id="e3",
                type="ASSAULT",
                anchor=at(t, "raid"),
                time="t2",
                tolls=(
                    Toll(effect="killed", low=2, best=2, high=2, span=at(t, "Two"), phrase="Two"),
                ),
                background=True,
                voice=(OUTLET, VoiceStep(teller="Example Daily")),
            ),
        ),
        "loaded": (
            Loaded(
                span=at(t, "“terrorist gang”"),
                term="terrorist gang",
                kind="scare_quote",
                voice=(OUTLET, VoiceStep(teller="Example Wire"), VoiceStep(statement="s1")),
            ),
        ),
        "warnings": (
            RecordWarning(
                code="place-unresolved",
                message="a market was not found in the gazetteer",
                span=at(t, "a market"),
            ),
        ),
        "evidence": {"agency": (at(t, "Example Wire"),)},
    }
    return Report.model_validate(values | changes)


GOVERNOR = """Governor puts Gao toll at fourteen

The governor of Gao said on Monday that fourteen people were killed and 9 wounded when an army \
patrol shelled the market."""


def governor_report(**changes: object) -> Report:
    """An independent account with another toll and another perpetrator."""
    t = GOVERNOR
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", t)]
    values: dict[str, object] = {
        "id": "r_post",
        "outlet": "Example Post",
        "title": "Governor puts Gao toll at fourteen",
        "language": "en",
        "published": "2020-05-04T18:00:00+00:00",
        "reader": ReaderInfo(version="0.1.0"),
        "text": t,
        "blocks": (
            Block(kind="title", span=paragraphs[0]),
            Block(kind="paragraph", span=paragraphs[1]),
        ),
        "actors": (Actor(id="a1", name="an army patrol", mentions=(at(t, "an army patrol"),)),),
        "statements": (
            Statement(
                id="s1",
                kind="indirect",
                source=Source(span=at(t, "The governor of Gao")),
                cue=(at(t, "said"),),
                content=((at(t, "that fourteen")[0], at(t, "the market")[1]),),
            ),
        ),
        "events": (
            Event(
                id="e1",
                type="ASSAULT",
                mode="heavy-weapons",
                anchor=at(t, "shelled"),
                actors=("a1",),
                tolls=(
                    Toll(
                        effect="killed",
                        low=14,
                        best=14,
                        high=14,
                        span=at(t, "fourteen", 1),
                        phrase="fourteen",
                        statement="s1",
                    ),
                    Toll(
                        effect="injured",
                        low=9,
                        best=9,
                        high=9,
                        span=at(t, "9"),
                        phrase="9",
                        statement="s1",
                    ),
                ),
                voice=(OUTLET, VoiceStep(statement="s1")),
            ),
        ),
    }
    return Report.model_validate(values | changes)
