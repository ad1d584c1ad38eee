"""An incident told in many ways: an agency, a cited outlet, a circle, copies of copies."""

from __future__ import annotations

from view_links import Collection, Linked

from sayso.record import (
    Account,
    Copy,
    Event,
    EventRef,
    Incident,
    Origin,
    ReaderInfo,
    Report,
    Source,
    Statement,
    StatementRef,
    Toll,
    VoiceStep,
)

OUTLET = VoiceStep(outlet=True)


def told(
    id_: str, outlet: str, day: int, said: str, source: str | None, agency: str | None = None
) -> Report:
    """A report of one sentence: ``said``, by a source or in the report's own voice."""
    text = f"{source} said: {said}" if source else said
    start = text.index(said)
    number = text.index("people") - 3
    statements: tuple[Statement, ...] = ()
    if source:
        statement = Statement(
            id="s1",
            kind="indirect",
            source=Source(span=(0, len(source))),
            cue=((len(source) + 1, start - 2),),
            content=((start, len(text)),),
        )
        statements = (statement,)
    steps = [OUTLET]
    if agency:
        steps.append(VoiceStep(teller=agency))
    if source:
        steps.append(VoiceStep(statement="s1"))
    toll = Toll(
        effect="killed",
        low=12,
        best=12,
        high=12,
        span=(number, number + 2),
        phrase="12",
        statement="s1" if source else None,
    )
    event = Event(
        id="e1",
        type="ASSAULT",
        anchor=(start, start + 6),
        tolls=(toll,),
        voice=tuple(steps),
    )
    return Report(
        id=id_,
        outlet=outlet,
        agency=agency,
        published=f"2021-03-{day:02}T08:00:00Z",
        title=said,
        language="en",
        reader=ReaderInfo(version="0.1.0"),
        text=text,
        statements=statements,
        events=(event,),
    )


def copied(from_: str, to: str, kind: str = "reprint") -> Copy:
    """One report carries the text of another."""
    return Copy.model_validate(
        {
            "from": from_,
            "to": to,
            "kind": kind,
            "spans": ((0, 10, 0, 10),),
            "share": 1.0,
            "share_from": 1.0,
            "direction": "time",
            "why": "it came later",
        }
    )


def account(value: int, origin: str, *reports: Report) -> Account:
    """A number killed, told by one origin in some reports."""
    return Account(
        value=str(value),
        low=value,
        best=value,
        high=value,
        origins=(origin,),
        reports=tuple(r.id for r in reports),
        events=tuple(EventRef(report=r.id, event="e1") for r in reports),
        statements=tuple(
            StatementRef(report=r.id, statement="s1") for r in reports if r.statements
        ),
        told=reports[0].published,
    )


def origin(id_: str, name: str, kind: str, *reports: Report, **more: object) -> Origin:
    """An origin behind some reports."""
    ids = tuple(r.id for r in reports)
    return Origin.model_validate(
        {"id": id_, "name": name, "kind": kind, "reports": ids, "rule": "", **more}
    )


def chains(copies: int = 2) -> Collection:
    """The hospital by way of an agency and of a paper that cites it; a circle; own reporting."""
    killed = "Shells killed 12 people in Bria"
    wire = told("r_wire", "Lakes Daily", 1, killed, "The hospital", agency="Sahel Press Agency")
    cites = told("r_cites", "City News", 2, killed, "Lakes Daily")
    further = [
        told(f"r_copy{i}", f"Mirror {i}", 3, killed, "The hospital", agency="Sahel Press Agency")
        for i in range(copies)
    ]
    post = told("r_post", "Morning Post", 2, killed, "Evening Star")
    star = told("r_star", "Evening Star", 2, killed, "Morning Post")
    own = told("r_own", "Bria Bulletin", 4, killed, None)
    hospital = origin("o_h", "hospital", "source", wire, cites, *further, rules=("cited_press",))
    ring = origin(
        "o_c",
        "Morning Post",
        "outlet",
        post,
        star,
        rules=("circular",),
        circle=("Morning Post", "Evening Star"),
    )
    bulletin = origin("o_b", "Bria Bulletin", "outlet", own)
    reports = [wire, cites, *further, post, star, own]
    incident = Incident(
        id="i_bria",
        type="ASSAULT",
        events=tuple(EventRef(report=r.id, event="e1") for r in reports),
        accounts={
            "killed": (
                account(12, "o_h", wire, cites, *further),
                account(11, "o_c", post, star),
                account(30, "o_b", own),
            )
        },
        standing={"killed": "contested"},
        contested=("killed",),
    )
    links = Linked(
        copies=tuple(copied("r_wire", r.id) for r in further),
        origins=(hospital, ring, bulletin),
        incidents=(incident,),
    )
    return Collection({r.id: r for r in reports}, links, [incident])
