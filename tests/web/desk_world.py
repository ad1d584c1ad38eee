"""A small collection at a desk: reports made by hand, linked, and somebody who asks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

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
from sayso.web.app import create_app
from sayso.web.served import Options

HERE = "http://127.0.0.1:8765"
HOSTILE = b"""<html><head><title>x</title><base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/gone">
<script>parent.stolen = 1</script><link rel="stylesheet" href="https://evil.example/a.css">
<style>@import url(https://evil.example/b.css); p { background: url('https://evil.example/c') }
</style>
</head><body onload="alert(1)"><p onclick="alert(2)" style="background:url(//evil.example/d)">The
words of the page.</p><img src="https://evil.example/e.png" onerror="alert(3)">
<a href="javascript:alert(4)">go</a><iframe src="https://evil.example/f"></iframe>
<form action="https://evil.example/g"><input name="q"></form>
<svg><script>alert(5)</script><image href="https://evil.example/h"/></svg>
<object data="https://evil.example/i"></object><video poster="https://evil.example/j"></video>
<math><mtext><style><img src=x onerror=alert(6)></style></mtext></math>
<p style="color: red">Red words.</p></body></html>"""


WORDS = "A bomb killed {killed} people in Kirkuk on Sunday, {who} said."
OTHER = (
    "Shoppers ran for their lives on Sunday when an explosion killed {killed} people, {who} said "
)
OTHER += "after the attack in Kirkuk."


def report_of(
    n: int,
    killed: int,
    who: str,
    outlet: str,
    *,
    title: str = "Blast hits a market in Kirkuk",
    words: str = WORDS,
    published: str = "2020-05-03T10:15:00+03:00",
) -> Report:
    """A report of one attack in Kirkuk, by somebody's count."""
    words = words.format(killed=killed, who=who)
    text = f"{title}\n{words}"
    at = len(title) + 1

    def span(part: str) -> tuple[int, int]:
        start = text.index(part, at)
        return start, start + len(part)

    url = f"https://{outlet.casefold().replace(' ', '')}.example/{n}"
    return Report(
        id="r_" + hashlib.sha256(url.encode()).hexdigest()[:16],
        url=url,
        outlet=outlet,
        title=title,
        language="en",
        published=published,
        relevance=0.5 + n / 100,
        reader=ReaderInfo(version="0.1"),
        text=text,
        blocks=(
            Block(kind="title", span=(0, len(title))),
            Block(kind="paragraph", span=(at, len(text))),
        ),
        actors=(Actor(id="a1", name=who, mentions=(span(who),)),),
        places=(
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
        times=(
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


REPORTS = (
    report_of(1, 10, "police", "River Post"),
    report_of(
        2,
        14,
        "doctors",
        "Hill Gazette",
        title="Doctors count dead of market bomb",
        words="Hospitals took in dozens of wounded. A bomb killed {killed} people in Kirkuk on "
        "Sunday, {who} said.",
    ),
    report_of(
        3,
        10,
        "police",
        "Lake Courier",
        title="Market bombing in Kirkuk",
        words=OTHER,
        published="2020-05-04T08:00:00Z",
    ),
)


def fill(location: str) -> None:
    """Make the collection and link it."""
    with Store.open(location) as store:
        for report in REPORTS:
            bare = report.model_copy(
                update=dict.fromkeys(("actors", "places", "times", "statements", "events"), ())
            )
            store.add(Page(bare, HOSTILE, "text/html", f"{report.outlet}.html"), report)
        store.link()


@contextmanager
def at_desk(location: str | Path, **options: Any) -> Iterator[TestClient]:
    """Somebody alone at the desk of a collection, who sends the token along."""
    app = create_app(str(location), options=Options(**{"name": "Amal", **options}))
    with TestClient(app, base_url=HERE) as client:
        client.headers["X-CSRF-Token"] = client.get("/api/me").json()["csrf"]
        yield client


def decide(client: TestClient, record: str, action: str, path: str = "", **more: Any) -> Any:
    """Decide something, which must be taken."""
    kind = "incidents" if record.startswith("i_") else "reports"
    body = {"action": action, "path": path, **more}
    answer = client.post(f"/api/{kind}/{record}/decisions", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()
