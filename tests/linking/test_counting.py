"""What counts: every world of ``examples/worlds``, read and linked as any report would be."""

from __future__ import annotations

import pytest
from worlds import World, differences, load_worlds, read_worlds

from sayso.linking.rules import RULES
from sayso.record import Report

ALL = load_worlds()


@pytest.fixture(scope="module")
def read() -> dict[str, dict[str, Report]]:
    """The reports of all worlds by the world's name."""
    return dict(zip((w["name"] for w in ALL), read_worlds(ALL), strict=True))


def test_each_world_has_a_name_and_shows_a_rule() -> None:
    names = [w["name"] for w in ALL]
    assert len(names) == len(set(names))
    assert {w["rule"] for w in ALL} <= {rule.name for rule in RULES}


@pytest.mark.parametrize(
    "world",
    [
        pytest.param(
            world,
            id=world["name"],
            # a reading that goes wrong and is known to; strict, so that a mended one is noticed
            marks=[pytest.mark.xfail(reason=world["known_miss"])] if "known_miss" in world else [],
        )
        for world in ALL
    ],
)
def test_world(world: World, read: dict[str, dict[str, Report]]) -> None:
    assert differences(world, read[world["name"]]) == []
