"""A report with a reading of it, written for these tests, and decisions about it."""

from __future__ import annotations

import re
from typing import Any

from sayso.record import (
    Actor,
    Attack,
    Block,
    Cast,
    Event,
    Loaded,
    Place,
    ReaderInfo,
    Report,
    Source,
    Span,
    Statement,
    Time,
    Toll,
    TollWho,
    Total,
    VoiceStep,
)
from sayso.review.decision import Action, Decision, Stage

TEXT = """Two killed in attack on Goma market

Two traders were killed on Monday when gunmen attacked the Virunga market in Goma, police said. \
The attack lasted ten minutes.

“They came in a white car,” said Josephine Kavira, a doctor. The Lake Front denied that its \
fighters had burned the stalls, and it accused soldiers of looting shops in Sake.

At least 12 people were wounded, the hospital said."""

OUTLET = VoiceStep(outlet=True)


def at(words: str, nth: int = 0, text: str = TEXT) -> Span:
    """Where words stand, the nth time."""
    return [m.span() for m in re.finditer(re.escape(words), text)][nth]


def told(*statements: str) -> tuple[VoiceStep, ...]:
    """A chain of tellers from the outlet on."""
    return (OUTLET, *(VoiceStep(statement=s) for s in statements))


def report() -> Report:
    """The machine's reading."""
    return Report(
        id="r_goma",
        outlet="Example Wire",
        url="https://wire.example/goma",
        title="Two killed in attack on Goma market",
        language="en",
        published="2024-05-07T10:00:00+00:00",
        reader=ReaderInfo(version="1"),
        text=TEXT,
        blocks=tuple(
            Block(kind="paragraph" if m.start() else "title", span=m.span())
            for m in re.finditer(r"[^\n]+", TEXT)
        ),
        actors=(
            Actor(id="a1", name="traders", mentions=(at("Two traders"),), kind="group"),
            Actor(
                id="a2",
                name="gunmen",
                mentions=(at("gunmen"), at("They")),
                kind="group",
                sector="REB",
                evidence={"sector": (at("gunmen"),)},
            ),
            Actor(id="a3", name="police", mentions=(at("police"),), kind="state_body"),
            Actor(id="a4", name="Lake Front", mentions=(at("The Lake Front"), at("it accused"))),
            Actor(id="a5", name="fighters", mentions=(at("fighters"),), member_of="a4"),
            Actor(id="a6", name="soldiers", mentions=(at("soldiers"),)),
            Actor(id="a7", name="Josephine Kavira", mentions=(at("Josephine Kavira"),)),
        ),
        places=(
            Place(id="p1", name="Goma", mentions=(at("Goma"), at("Goma", 1)), lat=-1.67, lon=29.22),
            Place(id="p2", name="Virunga", mentions=(at("Virunga"),), why="not in the gazetteer"),
            Place(id="p3", name="Sake", mentions=(at("Sake"),), confidence=0.6),
        ),
        times=(
            Time(id="t1", span=at("Monday"), type="date", value="2024-05-06",
                 earliest="2024-05-06", latest="2024-05-06", precision=1),
        ),
        statements=(
            Statement(
                id="s1", kind="indirect", source=Source(span=at("police"), actor="a3"),
                cue=(at("said"),), content=((at("Two traders")[0], at("Goma", 1)[1]),),
            ),
            Statement(
                id="s2", kind="indirect", source=Source(span=at("The Lake Front"), actor="a4"),
                cue=(at("denied"),), stance="denies",
                content=((at("its fighters")[0], at("Sake")[1]),),
            ),
            Statement(
                id="s3", kind="indirect", source=Source(span=at("it accused"), actor="a4"),
                cue=(at("accused"),), stance="accuses", parent="s2",
                content=((at("soldiers")[0], at("Sake")[1]),),
            ),
        ),
        events=(
            Event(
                id="e1", type="ASSAULT", mode="firearms", cameo="190", anchor=at("killed", 1),
                actors=("a2",), recipients=("a1",), places=("p1",), time="t1",
                tolls=(
                    Toll(effect="killed", who=TollWho(span=at("Two traders"), actor="a1"), low=2,
                         best=2, high=2, span=at("Two", 1), phrase="Two", statement="s1"),
                ),
                voice=told("s1"), evidence={"type": (at("killed", 1),), "mode": (at("gunmen"),)},
            ),
            Event(
                id="e2", type="ASSAULT", anchor=at("attacked"), actors=("a2",), places=("p1",),
                voice=told("s1"), same_as="e1",
            ),
            Event(
                id="e3", type="ASSAULT", anchor=at("The attack"), places=("p1",), same_as="e1",
                voice=told(),
            ),
            Event(
                id="e4", type="ASSAULT", anchor=at("burned"), actors=("a5",), status="denied",
                voice=told("s2"),
            ),
            Event(
                id="e5", type="COERCE", anchor=at("looting"), actors=("a6",), places=("p3",),
                voice=told("s2", "s3"),
            ),
        ),
        attacks=(
            Attack(
                id="k1", type="attack", stage="accomplished", events=("e1", "e2"), place="p1",
                cast=(Cast(part="perpetrator", span=at("gunmen"), actor="a2"),),
            ),
        ),
        totals=(Total(effect="killed", number=2, spans=(at("Two", 1),), confidence=0.9),),
        loaded=(
            Loaded(span=at("looting"), term="looting", kind="label", voice=told("s2", "s3")),
            Loaded(span=at("gunmen"), term="gunmen", kind="label", voice=told("s1")),
        ),
    )  # fmt: skip


class Deciding(list[Decision]):
    """Decisions, numbered as a store would number them."""

    def add(
        self,
        action: Action,
        path: str = "",
        new: Any = None,
        *,
        who: str = "Amal",
        stage: Stage = "coding",
        reason: str | None = None,
        replaces: int | None = None,
        reading: int = 1,
        record: str = "r_goma",
    ) -> Decision:
        """One more."""
        number = len(self) + 1
        made = f"2026-03-02T09:{number // 60:02}:{number % 60:02}.000000+00:00"
        decision = Decision(
            number, made, who, action, record, path, reading, None, new, reason, replaces,
            current=True, stage=stage,
        )  # fmt: skip
        self.append(decision)
        return decision


def decide(action: Action, path: str = "", new: Any = None, **more: Any) -> list[Decision]:
    """One decision."""
    log = Deciding()
    log.add(action, path, new, **more)
    return log
