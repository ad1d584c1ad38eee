"""A small linked collection made by hand: two attacks, told by five reports."""

from __future__ import annotations

from typing import Any

from sayso.ingest.page import Page
from sayso.record import (
    Actor,
    Block,
    Event,
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
from sayso.store import Store

KIRKUK: dict[str, Any] = {
    "name": "Kirkuk",
    "geonames": 94787,
    "lat": 35.47,
    "lon": 44.39,
    "country": "IRQ",
}
GAO: dict[str, Any] = {
    "name": "Gao",
    "geonames": 2457161,
    "lat": 16.27,
    "lon": -0.04,
    "country": "MLI",
}


def report_of(
    id_: str, outlet: str, words: str, killed: int, who: str, where: dict[str, Any], day: str
) -> Report:
    """A report of one attack, by somebody's count."""
    title = f"Attack in {where['name']}"
    text = f"{title}\n{words.format(killed=killed, who=who, where=where['name'])}"
    at = len(title) + 1

    def span(part: str) -> tuple[int, int]:
        start = text.index(part, at)
        return start, start + len(part)

    return Report(
        id=f"r_{id_ * 16}",
        url=f"https://{outlet.casefold().replace(' ', '')}.example/{id_}",
        outlet=outlet,
        title=title,
        language="en",
        published=f"{day}T18:00:00+00:00",
        reader=ReaderInfo(version="0.1"),
        text=text,
        blocks=(
            Block(kind="title", span=(0, len(title))),
            Block(kind="paragraph", span=(at, len(text))),
        ),
        actors=(Actor(id="a1", name=who, mentions=(span(who),)),),
        places=(Place(id="p1", mentions=(span(where["name"]),), precision=1, **where),),
        times=(
            Time(
                id="t1",
                span=span("Sunday"),
                type="date",
                value=day,
                earliest=day,
                latest=day,
                precision=1,
            ),
        ),
        statements=(
            Statement(
                id="s1",
                kind="indirect",
                source=Source(span=span(who), actor="a1"),
                cue=(span("said"),),
                content=((at, span(who)[0]),),
            ),
        ),
        events=(
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
                        who=TollWho(span=span("people")),
                        low=killed,
                        best=killed,
                        high=killed,
                        span=span(str(killed)),
                        phrase=str(killed),
                        statement="s1",
                    ),
                ),
                voice=(VoiceStep(outlet=True), VoiceStep(statement="s1")),
            ),
        ),
    )


SAID = "A bomb killed {killed} people in {where} on Sunday, {who} said."
OTHER = (
    "Shoppers ran when on Sunday an explosion killed {killed} people in {where}, {who} said later."
)
THIRD = (
    "In {where} the wounded lay in every hall on Sunday after a blast killed {killed} people, "
    "{who} said."
)
FIRST, SECOND = "2020-05-03", "2021-02-14"
REPORTS = (
    report_of("a", "River Post", SAID, 10, "police", KIRKUK, FIRST),
    report_of("b", "Hill Gazette", OTHER, 14, "doctors", KIRKUK, FIRST),
    report_of("c", "Lake Courier", THIRD, 10, "police", KIRKUK, FIRST),
    report_of("d", "Desert Sun", SAID, 3, "the mayor", GAO, SECOND),
    report_of("e", "River Post", OTHER, 3, "the governor", GAO, SECOND),
)


def fill(location: str, *, link: bool = True) -> None:
    """Make the collection."""
    with Store.open(location) as store:
        for report in REPORTS:
            bare = report.model_copy(
                update=dict.fromkeys(("actors", "places", "times", "statements", "events"), ())
            )
            page = Page(bare, report.text.encode(), "text/plain", f"{report.outlet}.txt")
            store.add(page, report)
        if link:
            store.link()
