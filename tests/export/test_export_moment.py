"""All of an export is of one moment, also what it asks of people and their decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from linked_examples import linked_examples

from sayso.desk import Desk
from sayso.export import export, prov
from sayso.export.source import Asked, Source
from sayso.store import Store
from sayso.store.copying import copy_database


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_who_decides_meanwhile_is_not_in_it(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    location = str(linked_examples(tmp_path))
    if engine == "postgresql":
        address = str(request.getfixturevalue("postgres_url"))
        copy_database(location, address)
        location = address
    folder = tmp_path / "prov"
    folder.mkdir()
    with Store.open(location) as store, Store.open(location) as other:
        with store.snapshot() as snapshot:
            source = Source(store.within(snapshot), snapshot, Asked())
            reads = list(source.read())
            report = next(read.report for read in reads if read.report.events)
            desk = Desk(other, "Noor")
            desk.decide(report.id, "confirm", path=f"events.{report.events[0].id}")
            assert other.deciders() == ["Noor"]
            assert source.store.deciders() == []
            assert source.store.decisions_of([report.id]) == []
            done = prov.write(source, folder)
            assert done["reports.jsonl"] == len(reads)
            assert "person-1" not in (folder / "reports.jsonl").read_text(encoding="ascii")
        export(store, "prov", tmp_path / "later")
        assert "person-1" in (tmp_path / "later" / "reports.jsonl").read_text(encoding="ascii")
