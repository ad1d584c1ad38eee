"""The example reports, added and linked bit by bit."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from expected import read_examples

from sayso.ingest.page import Page
from sayso.linking import link
from sayso.store import Store


@pytest.mark.parametrize("seed", range(3))
def test_the_examples_bit_by_bit_are_the_examples_at_once(tmp_path: Path, seed: int) -> None:
    reports = list(read_examples().values())
    wanted = link(reports)
    chance = random.Random(seed)
    order = chance.sample(reports, len(reports))
    cuts = sorted(chance.sample(range(1, len(order)), 4))
    with Store.open(tmp_path / "examples.db") as store:
        for begin, end in itertools.pairwise([0, *cuts, len(order)]):
            for report in order[begin:end]:
                store.add(Page(report, report.id.encode(), "text/plain", report.id), report)
            assert store.link().linked == end - begin
        found = store.links()
    assert found is not None
    assert found.copies == wanted.copies
    # Ids are made from the founding event of the first time, and those of unnamed origins of them.
    by_events = {incident.events: incident for incident in found.incidents}
    assert by_events.keys() == {incident.events for incident in wanted.incidents}
    for incident in wanted.incidents:
        same = by_events[incident.events]
        assert (same.type, same.places, same.tolls.keys()) == (
            incident.type,
            incident.places,
            incident.tolls.keys(),
        )
        assert (same.agreed, same.contested) == (incident.agreed, incident.contested)
        assert {
            field: [(a.value, len(a.origins), a.reports) for a in accounts]
            for field, accounts in same.accounts.items()
        } == {
            field: [(a.value, len(a.origins), a.reports) for a in accounts]
            for field, accounts in incident.accounts.items()
        }
