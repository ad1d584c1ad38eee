"""What the heads of events say, asked by words, with scores made by hand."""

from __future__ import annotations

import numpy as np

from sayso.extract.events import Scored, relevance
from sayso.language.encoding import Encoding
from sayso.language.heads import (
    EVENTS_WIDTH,
    KINDS,
    LINK_WIDTH,
    ROLES,
    SLICES,
    STATE_WIDTH,
    STATUSES,
    WIDTHS,
)
from sayso.language.pieces import cut
from sayso.record import Block

TEXT = "rebels attacked soldiers"


def scored() -> Scored:
    pieces = cut(TEXT, (Block(kind="paragraph", span=(0, len(TEXT))),))
    events = np.zeros((len(pieces), EVENTS_WIDTH), dtype=np.float32)
    events[:, SLICES["kind"].start] = 5
    events[1, SLICES["kind"].start + KINDS.index(("ASSAULT", "firearms"))] = 9
    events[1, SLICES["status"].start + STATUSES.index("denied")] = 6
    for party in (0, 2):
        events[party, SLICES["parts"].start + 1] = 4
    vectors = events[:, SLICES["roles"]].reshape(len(pieces), len(ROLES) + 1, LINK_WIDTH)
    vectors[1, ROLES.index("actor"), 0] = vectors[0, len(ROLES), 0] = 6
    vectors[1, ROLES.index("recipient"), 1] = vectors[2, len(ROLES), 1] = 6
    events[:, SLICES["roles"]] = vectors.reshape(len(pieces), -1)
    tags = np.zeros((len(pieces), 3, 7), dtype=np.float32)
    states = np.zeros((len(pieces), STATE_WIDTH), dtype=np.float32)
    return Scored(Encoding(pieces, tags, (), events, states))


def test_an_anchor_with_its_kind() -> None:
    words = list(scored().words(0.5))
    assert [(TEXT[slice(*w.span)], w.type, w.mode) for w in words] == [
        ("attacked", "ASSAULT", "firearms")
    ]
    assert words[0].share > 0.9


def test_who_did_it_to_whom() -> None:
    roles = scored().roles((7, 15))
    assert [TEXT[slice(*s)] for s in roles["actor"]] == ["rebels"]
    assert [TEXT[slice(*s)] for s in roles["recipient"]] == ["soldiers"]
    assert not roles["thing"]


def test_how_it_is_told() -> None:
    assert scored().status((7, 15))[0] == "denied"


def test_a_span_outside_of_the_text_is_nothing() -> None:
    assert scored().word((90, 95)) is None
    assert scored().status((90, 95)) == ("happened", 0.0)
    assert not scored().roles((90, 95))["actor"]


def test_no_text_is_not_relevant() -> None:
    pieces = cut("", ())
    nothing = Scored(
        Encoding(
            pieces,
            np.zeros((0, 3, 7), dtype=np.float32),
            (),
            np.zeros((0, EVENTS_WIDTH), dtype=np.float32),
            np.zeros((0, STATE_WIDTH), dtype=np.float32),
        )
    )
    assert max(relevance(nothing)) < -5


def test_the_layout_has_a_place_for_every_head() -> None:
    ends = [SLICES[name].stop for name in WIDTHS]
    assert ends[-1] == EVENTS_WIDTH
    assert [SLICES[name].start for name in WIDTHS] == [0, *ends[:-1]]
