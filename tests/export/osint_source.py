"""A state of a collection that is made by hand, to be exported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from sayso.export.source import Asked, Source
from sayso.record import (
    Account,
    Copy,
    EventRef,
    Incident,
    IncidentPlace,
    Origin,
    Party,
    StatementRef,
    Step,
    TollRange,
)
from sayso.store import Store
from sayso.store.desk_views import ReportHead
from sayso.store.snapshot import Read, Snapshot, Told

HOSTILE = (
    '"quotes" \\ and\nlines\r\n\ttabs',
    "</description><script>alert(1)</script>",
    "]]> <![CDATA[ <!-- & &lt;b&gt; &amp; &#x0;",
    "NUL \0 and \x0b\x1b control",
    "lone \ud83d half",
    "\u202eright to left\u202c \u05d0\u05d1\u05d2 \u0627\u0644",
    "=cmd|'/C calc'!A0",
    "{{7*7}} ${x} %s %(y)s",
    "emoji \U0001f600, joined e\u0301, no width \u200b\ufeff",
    "x" * 100_000,
)


def incident(id_: str = "i_1", **changes: Any) -> Incident:
    """Nine or eleven killed in Kirkuk, by the hospital and by the police."""
    told = {
        "id": id_,
        "type": "ASSAULT",
        "mode": "explosives",
        "places": (KIRKUK,),
        "earliest": "2020-05-03",
        "latest": "2020-05-03",
        "events": (EventRef(report="r_1", event="e1"), EventRef(report="r_2", event="e1")),
        "accounts": {
            "killed": (
                Account(
                    value="11",
                    low=11,
                    best=11,
                    high=11,
                    origins=("o_1",),
                    reports=("r_2", "r_1"),
                    statements=(StatementRef(report="r_1", statement="s1"),),
                    told="2020-05-03T10:00:00Z",
                ),
                Account(value="9", low=9, best=9, high=9, origins=("o_2",), reports=("r_2",)),
            ),
            "actors": (
                Account(
                    value="Northern Column",
                    origins=("o_2",),
                    reports=("r_2",),
                    party=Party(
                        name="Northern Column", kind="organization", country="IRQ", sector="REB"
                    ),
                ),
            ),
        },
        "contested": ("killed",),
        "tolls": {"killed": TollRange(low=9, best=9, high=11, rule="ucdp")},
        "standing": {"killed": "contested", "actors": "one_origin"},
        "telling": (
            Step(report="r_1", told="2020-05-03T10:00:00Z", origins=("o_1",)),
            Step(report="r_2", told="2020-05-04", origins=("o_2",), follows="r_1", how="citation"),
        ),
    }
    return Incident.model_validate(told | changes)


KIRKUK = IncidentPlace(
    name="Kirkuk",
    geonames=94787,
    lat=35.46806,
    lon=44.39222,
    country="IRQ",
    admin1="Kirkuk",
    precision=1,
)
HEADS = {
    "r_1": ReportHead(
        "r_1",
        "Bomb in Kirkuk",
        "River Daily",
        None,
        "2020-05-03T10:00:00Z",
        "https://riverdaily.example/1",
        "en",
    ),
    "r_2": ReportHead(
        "r_2", "Police count nine", "Plateau Mirror", "Example Wire", "2020-05-04", None, "en"
    ),
}
ORIGINS = {
    "o_1": Origin(
        id="o_1", name="central hospital", kind="source", reports=("r_1", "r_2"), rule="cited"
    ),
    "o_2": Origin(
        id="o_2", name="Plateau Mirror", kind="outlet", reports=("r_2",), rule="own reporting"
    ),
}


def told(one: Incident | None = None, state: str | None = None, **changes: Any) -> Told:
    """An incident with its origins and the heads of its reports."""
    return Told(one or incident(**changes), ORIGINS, HEADS, state)


class MadeSnapshot:
    """What a snapshot gives, from lists."""

    def __init__(self, tolds: Sequence[Told], reads: Sequence[Read], copies: Sequence[Copy]):
        self._told, self._read, self._copies = tolds, reads, copies

    def told(self, where: str | None = None) -> Iterator[Told]:
        assert where is None
        yield from self._told

    def read(self, where: str | None = None, *, of: str = "reports") -> Iterator[Read]:
        assert where is None
        assert of in ("reports", "incidents")
        yield from self._read

    def copies(self, where: str | None = None, *, of: str = "reports") -> Iterator[Copy]:
        assert where is None
        assert of in ("reports", "incidents")
        yield from self._copies

    def heads(self, ids: Sequence[str]) -> dict[str, ReportHead]:
        heads = {id_: head for told in self._told for id_, head in told.reports.items()}
        return {id_: heads[id_] for id_ in ids if id_ in heads}

    def incident_times(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        return dict.fromkeys(ids, ("2021-01-02T03:04:05+00:00", "2021-02-03T04:05:06.789+00:00"))

    def report_times(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        return dict.fromkeys(ids, ("2021-01-01T00:00:00+00:00", "2021-01-01T00:00:00+00:00"))


def copy(from_: str = "r_1", to: str = "r_2") -> Copy:
    """One report carries the text of another."""
    made = {"from": from_, "to": to, "kind": "reprint", "spans": (), "share": 1, "share_from": 1}
    return Copy.model_validate(made | {"direction": "credit", "why": "it says so"})


def source(
    tolds: Sequence[Told] = (), reads: Sequence[Read] = (), copies: Sequence[Copy] = ()
) -> Source:
    """What an export is written from, without a database."""
    snapshot = cast("Snapshot", MadeSnapshot(tolds, reads, copies))
    return Source(cast("Store", None), snapshot, Asked())
