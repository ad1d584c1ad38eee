"""A collection of awkward reports, out in every format and in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotated_reports import filled

from sayso.coded.scoring import score
from sayso.coded.taking import take_annotations
from sayso.desk import Desk
from sayso.export import export

FORMATS = ("brat", "web-annotation", "doccano", "label-studio", "records")


@pytest.mark.parametrize("format_", FORMATS)
def test_out_and_in_again_decides_nothing(format_: str, tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        folder = tmp_path / "out"
        export(store, format_, folder)
        taken = take_annotations(store, [folder], who="Amal")
        assert taken.decisions == []
        assert taken.refused == []
        assert taken.records + taken.empty >= 7  # some formats have no reports without words
        scores = score(store, [folder])
        assert scores.differences == []


@pytest.mark.parametrize("format_", FORMATS)
def test_what_people_made_is_what_others_take(format_: str, tmp_path: Path) -> None:
    """The official state goes out; whoever takes it in decides the same."""
    with filled(tmp_path) as store:
        desk = Desk(store, "Amal")
        desk.decide("r_wire", "correct", path="events.e1.type", new="COERCE")
        desk.decide("r_wire", "reject", path="statements.s3")
        desk.decide("r_wire", "correct", path="events.e1.recipients", new=["a3"])
        folder = tmp_path / "out"
        export(store, format_, folder)
        assert take_annotations(store, [folder], who="Amal").decisions == []
        told = take_annotations(store, [folder], who="Rana")
        assert told.refused == []
        assert {(d.action, d.path) for d in told.decisions} >= {
            ("correct", "events.e1.type"),
            ("reject", "statements.s3"),
            ("correct", "events.e1.recipients"),
        }
        assert take_annotations(store, [folder], who="Rana").decisions == []
        mine, theirs = (Desk(store, who).report("r_wire").report for who in ("Amal", "Rana"))
        assert [e.model_dump(exclude={"cameo", "mode"}) for e in mine.events] == [
            e.model_dump(exclude={"cameo", "mode"}) for e in theirs.events
        ]
        assert mine.statements == theirs.statements
