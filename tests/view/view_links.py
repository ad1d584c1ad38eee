"""Links between the hand-made reports, as linking would write them down."""

from __future__ import annotations

from dataclasses import dataclass, field

from view_reports import governor_report, wire_report

from sayso.record import (
    Account,
    Allegation,
    Copy,
    EventRef,
    Incident,
    IncidentPlace,
    Join,
    Origin,
    OriginFigure,
    Points,
    Report,
    StatementRef,
    Step,
    TollRange,
)

FIRST = "2020-05-03T10:15:00+00:00"
LAST = "2020-05-04T18:00:00+00:00"


@dataclass(frozen=True)
class Linked:
    """What linking gives to the views."""

    copies: tuple[Copy, ...] = ()
    origins: tuple[Origin, ...] = ()
    incidents: tuple[Incident, ...] = ()


@dataclass(frozen=True)
class Collection:
    """Reports and what joins them."""

    reports: dict[str, Report]
    links: Linked
    incidents: list[Incident] = field(default_factory=list)


def collection() -> Collection:
    """The wire's story in two papers, and the governor's account of the same market."""
    daily = wire_report()
    herald = wire_report(id="r_herald", outlet="Example Herald", published="2020-05-03T21:00:00Z")
    post = governor_report()
    village = Origin(
        id="o1",
        name="villagers",
        kind="anonymous",
        reports=("r_daily", "r_herald"),
        rule="deepest source named",
        rules=("deepest_named", "copied"),
    )
    governor = Origin(
        id="o2",
        name="The governor of Gao",
        kind="source",
        reports=("r_post",),
        rule="deepest source",
        rules=("deepest_named",),
    )
    brigade = Origin(
        id="o3",
        name="Amadou Sarr",
        kind="source",
        reports=("r_daily", "r_herald"),
        rule="deepest source named",
    )
    both = ("r_daily", "r_herald")
    ten = Account(
        value="at least 10",
        low=10,
        best=10,
        origins=("o1",),
        reports=both,
        statements=(StatementRef(report="r_daily", statement="s2"),),
        events=(EventRef(report="r_daily", event="e1"), EventRef(report="r_herald", event="e1")),
        told=FIRST,
    )
    twelve = Account(
        value="12",
        low=12,
        best=12,
        high=12,
        origins=("o2",),
        reports=("r_post",),
        superseded_by="14",
        told="2020-05-04T09:00:00+00:00",
    )
    fourteen = Account(
        value="14",
        low=14,
        best=14,
        high=14,
        origins=("o2",),
        reports=("r_post",),
        statements=(StatementRef(report="r_post", statement="s1"),),
        events=(EventRef(report="r_post", event="e1"),),
        told=LAST,
    )
    nine = Account(
        value="9",
        low=9,
        best=9,
        high=9,
        origins=("o2",),
        reports=("r_post",),
        events=(EventRef(report="r_post", event="e1"),),
    )
    brigade_did = Account(
        value="River Brigade",
        origins=("o1",),
        reports=both,
        events=(EventRef(report="r_daily", event="e1"),),
    )
    brigade_denies = Account(
        value="River Brigade",
        origins=("o3",),
        reports=both,
        denied=True,
        events=(EventRef(report="r_daily", event="e2"),),
        statements=(StatementRef(report="r_daily", statement="s3"),),
    )
    army_did = Account(
        value="an army patrol",
        origins=("o2",),
        reports=("r_post",),
        events=(EventRef(report="r_post", event="e1"),),
    )
    incident = Incident(
        id="i_gao",
        type="ASSAULT",
        mode="firearms",
        places=(IncidentPlace(name="Gao", country="MLI", precision=2),),
        earliest="2020-05-02",
        latest="2020-05-02",
        events=(
            EventRef(report="r_daily", event="e1"),
            EventRef(report="r_herald", event="e1"),
            EventRef(report="r_post", event="e1"),
        ),
        accounts={
            "killed": (ten, twelve, fourteen),
            "injured": (nine,),
            "actors": (brigade_did, army_did, brigade_denies),
            "place": (
                Account(
                    value="Gao", origins=("o1", "o2"), reports=("r_daily", "r_herald", "r_post")
                ),
            ),
        },
        agreed={"place": "Gao"},
        contested=("killed", "actors"),
        tolls={
            "killed": TollRange(
                low=10,
                best=14,
                high=14,
                rule="ucdp",
                origins=(
                    OriginFigure(origin="o1", low=10, best=10, high=None, told=FIRST),
                    OriginFigure(origin="o2", low=14, best=14, high=14, told=LAST),
                ),
            )
        },
        standing={
            "killed": "contested",
            "injured": "one_origin",
            "actors": "contested",
            "place": "agreed",
        },
        allegations=(
            Allegation(accused="River Brigade", by=("o1",), denied_by=("o3",)),
            Allegation(accused="an army patrol", by=("o2",)),
        ),
        telling=(
            Step(report="r_daily", told=FIRST, origins=("o1", "o3")),
            Step(
                report="r_herald",
                told="2020-05-03T21:00:00Z",
                follows="r_daily",
                how="copy",
                why="it carries the text of Example Daily",
            ),
            Step(report="r_post", told=LAST, origins=("o2",)),
        ),
        joins=(
            Join(
                event=EventRef(report="r_post", event="e1"),
                to=EventRef(report="r_daily", event="e1"),
                score=5.2,
                needed=4.5,
                points=(
                    Points(field="type", value=1.0, words="ASSAULT"),
                    Points(field="place", value=3.0, words="same place: Gao"),
                    Points(field="day", value=2.0, words="2020-05-02"),
                    Points(field="actors", value=-0.8, words="River Brigade, an army patrol"),
                ),
            ),
            Join(
                event=EventRef(report="r_daily", event="e2"),
                to=EventRef(report="r_daily", event="e1"),
                score=4.5,
                needed=4.5,
                why="the report says so",
            ),
        ),
    )
    length = len(daily.text)
    links = Linked(
        copies=(
            Copy.model_validate(
                {
                    "from": "r_daily",
                    "to": "r_herald",
                    "kind": "reprint",
                    "spans": ((0, length, 0, length),),
                    "share": 1.0,
                    "share_from": 1.0,
                    "direction": "time",
                    "why": "published later",
                }
            ),
        ),
        origins=(village, governor, brigade),
        incidents=(incident,),
    )
    return Collection({r.id: r for r in (daily, herald, post)}, links, [incident])
