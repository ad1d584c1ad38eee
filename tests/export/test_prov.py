"""PROV: which reader and whose decision made each value, read back by packages of others."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from linked_examples import linked_examples
from prov.model import (
    PROV,
    ProvAssociation,
    ProvDerivation,
    ProvDocument,
    ProvGeneration,
    ProvInvalidation,
    ProvUsage,
)

from sayso.desk import Desk
from sayso.errors import MissingExtra
from sayso.export import export
from sayso.export.source import Asked
from sayso.store import Store

Made = dict[str, ProvDocument]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(linked_examples(tmp_path)) as opened:
        yield opened


def exported(store: Store, folder: Path, **asked: Any) -> tuple[Made, Made]:
    """Documents of reports and of incidents, by their ids."""
    export(store, "prov", folder, Asked(**asked))
    found = []
    for name in ("reports", "incidents"):
        text = (folder / f"{name}.jsonl").read_text(encoding="ascii")
        documents = [ProvDocument.deserialize(content=x, format="json") for x in text.splitlines()]
        of = {"reports": "Report", "incidents": "Incident"}[name]
        found.append({_subject(d, of): d for d in documents})
    return found[0], found[1]


def _subject(document: ProvDocument, kind: str) -> str:
    """What a document is about: the one of its kind that is no version of another."""
    names = [
        str(record.identifier)
        for record in document.records
        if record.identifier
        and any(str(t) == f"sayso:{kind}" for t in record.get_asserted_types())
        and "@" not in str(record.identifier)
    ]
    (name,) = names
    return name.partition(":")[2]


def ends(document: ProvDocument, kind: type[Any]) -> set[tuple[str, str]]:
    """The two ends of each relation of a kind."""
    found = set()
    for record in document.get_records(kind):
        one, other = (str(value) for _, value in record.formal_attributes[:2])
        found.add((one, other))
    return found


def test_every_report_and_incident_has_a_document(store: Store, tmp_path: Path) -> None:
    reports, incidents = exported(store, tmp_path / "out")
    assert set(reports) == set(store.ids())
    assert set(incidents) == {incident.id for incident in store.incidents()}


def test_what_nobody_decided_is_the_readers(store: Store, tmp_path: Path) -> None:
    reports, _ = exported(store, tmp_path / "out")
    for id_, document in reports.items():
        record = store.get(id_)
        things = [f"events.{e.id}" for e in record.events]
        things += [f"statements.{s.id}" for s in record.statements]
        things += [f"actors.{a.id}" for a in record.actors]
        made = ends(document, ProvGeneration)
        (reading,) = store.readings(id_)
        for thing in things:
            assert (f"report:{id_}#{thing}", f"reading:{reading.number}") in made
        agents = ends(document, ProvAssociation)
        assert agents == {(f"reading:{reading.number}", f"software:sayso-{reading.version}")}
        used = {other for _, other in ends(document, ProvUsage)}
        assert f"document:{reading.sha256}" in used
        digests = {str(v) for r in document.records for v in r.get_attribute("sayso:digest")}
        assert digests == set(reading.models.values())
        derived = ends(document, ProvDerivation)
        assert (f"report:{id_}@{reading.number}", f"document:{reading.sha256}") in derived
        if record.url:
            (primary,) = [
                record_
                for record_ in document.get_records(ProvDerivation)
                if PROV["PrimarySource"] in record_.get_asserted_types()
            ]
            source = str(primary.formal_attributes[1][1])
            (entity,) = document.get_record(source)
            assert {str(x) for x in entity.get_attribute(PROV["location"])} == {record.url}


def test_the_words_of_each_thing_are_in_the_text(store: Store, tmp_path: Path) -> None:
    reports, _ = exported(store, tmp_path / "out")
    seen = 0
    for id_, document in reports.items():
        record = store.get(id_)
        for derived in document.get_records(ProvDerivation):
            name = str(derived.formal_attributes[0][1])
            spans = [tuple(map(int, c.split(","))) for c in derived.get_attribute("sayso:char")]
            kind, _, thing = name.partition("#")[2].partition(".")
            if kind == "events" and "@" not in thing:
                (event,) = [e for e in record.events if e.id == thing]
                assert event.anchor in spans
                seen += 1
            assert all(0 <= start <= end <= len(record.text) for start, end in spans)
    assert seen > 50


def test_decisions_say_who_made_a_value_and_what_was_before(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, "Amal Q")
    id_ = next(id_ for id_ in store.ids() if len(store.get(id_).events) > 2)
    before = store.get(id_)
    first, second = before.events[:2]
    other = "PROTEST" if first.type != "PROTEST" else "ASSAULT"
    corrected = desk.decide(id_, "correct", path=f"events.{first.id}.type", new=other).decision
    rejected = desk.decide(id_, "reject", path=f"events.{second.id}").decision
    confirmed = desk.decide(
        id_, "confirm", path=f"statements.{before.statements[0].id}", reason="a secret reason"
    ).decision
    undone = desk.decide(id_, "correct", path="title", new="another").decision
    desk.undo()
    reports, _ = exported(store, tmp_path / "out")
    document = reports[id_]
    (reading,) = store.readings(id_)
    value = f"report:{id_}#events.{first.id}.type"
    old = f"{value}@{reading.number}"
    made = ends(document, ProvGeneration)
    assert {(value, f"decision:{corrected.number}"), (old, f"reading:{reading.number}")} <= made
    (entity,), (machine,) = document.get_record(value), document.get_record(old)
    assert [json.loads(v) for v in entity.get_attribute("sayso:value")] == [other]
    assert [json.loads(v) for v in machine.get_attribute("sayso:value")] == [first.type]
    revisions = {
        tuple(str(v) for _, v in r.formal_attributes[:2])
        for r in document.get_records(ProvDerivation)
        if PROV["Revision"] in r.get_asserted_types()
    }
    assert (value, old) in revisions
    gone = f"report:{id_}#events.{second.id}"
    assert (gone, f"decision:{rejected.number}") in ends(document, ProvInvalidation)
    assert (gone, f"reading:{reading.number}") in made
    kept = f"report:{id_}#statements.{before.statements[0].id}"
    assert (f"decision:{confirmed.number}", kept) in ends(document, ProvUsage)
    assert (f"decision:{corrected.number}", "person:person-1") in ends(document, ProvAssociation)
    written = (tmp_path / "out" / "reports.jsonl").read_text(encoding="ascii")
    assert f"decision:{undone.number}" not in written
    assert "Amal" not in written
    assert "a secret reason" not in written


def test_of_several_coders_only_what_counts_is_told_of(store: Store, tmp_path: Path) -> None:
    id_ = store.ids()[0]
    event = store.get(id_).events[0]
    one, other, last = (Desk(store, who, alone=False) for who in ("Amal", "Jo", "Kim"))
    path = f"events.{event.id}.mode"
    for desk, mode in ((one, "firearms"), (other, "heavy-weapons")):
        desk.decide(id_, "correct", path=path, new=mode)
        desk.decide(id_, "confirm")
    store.add_person("Amal", password="a hash", role="coder")  # noqa: S106 - of nobody
    reports, _ = exported(store, tmp_path / "out")
    value = f"report:{id_}#{path}"
    assert not reports[id_].get_record(value), "they do not agree"
    decided = last.decide(id_, "correct", path=path, new="aerial", stage="adjudication").decision
    reports, _ = exported(store, tmp_path / "out")
    (entity,) = reports[id_].get_record(value)
    assert [json.loads(v) for v in entity.get_attribute("sayso:value")] == ["aerial"]
    (association,) = [
        r
        for r in reports[id_].get_records(ProvAssociation)
        if str(r.formal_attributes[0][1]) == f"decision:{decided.number}"
    ]
    assert {str(role) for role in association.get_attribute(PROV["role"])} == {"adjudicator"}


def test_an_incident_has_its_versions(store: Store, tmp_path: Path) -> None:
    (id_, *_) = (incident.id for incident in store.incidents())
    decision = Desk(store, "Amal").decide(id_, "confirm").decision
    _, incidents = exported(store, tmp_path / "out")
    document = incidents[id_]
    made = dict(ends(document, ProvGeneration))
    first, last = sorted(made, key=lambda name: int(name.partition("@")[2]))
    assert made[first].startswith("linking:")
    assert made[last] == f"decision:{decision.number}"
    reports = {e.report for e in store.incident(id_).events}
    derived = ends(document, ProvDerivation)
    assert {(f"incident:{id_}", f"report:{r}") for r in reports} <= derived
    assert (last, first) in derived


def test_the_machines_state_has_no_people(store: Store, tmp_path: Path) -> None:
    Desk(store, "Amal").decide(store.ids()[0], "reject", path="events.e1")
    reports, incidents = exported(store, tmp_path / "out", official=False)
    for document in (*reports.values(), *incidents.values()):
        assert "person" not in {str(r.identifier).partition(":")[0] for r in document.records}


def test_a_report_that_was_read_again_is_a_revision(store: Store, tmp_path: Path) -> None:
    before = store.get(store.ids()[0])
    reader = before.reader.model_copy(update={"version": "9.9"})
    store.add_reading(before.model_copy(update={"reader": reader}))
    reports, _ = exported(store, tmp_path / "out")
    document = reports[before.id]
    old, new = (reading.number for reading in store.readings(before.id))
    versions = (f"report:{before.id}@{new}", f"report:{before.id}@{old}")
    assert versions in ends(document, ProvDerivation)
    assert (f"reading:{new}", "software:sayso-9.9") in ends(document, ProvAssociation)


def test_rdflib_reads_it_as_prov_o(store: Store, tmp_path: Path) -> None:
    Desk(store, "Amal").decide(store.ids()[0], "reject", path="events.e1")
    reports, _ = exported(store, tmp_path / "out")
    document = reports[store.ids()[0]]
    with warnings.catch_warnings():
        # of rdflib, in how the package prov uses it
        warnings.simplefilter("ignore", DeprecationWarning)
        turtle = document.serialize(format="rdf", rdf_format="turtle")
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    rows = graph.query(
        "PREFIX prov: <http://www.w3.org/ns/prov#>"
        " SELECT ?value ?who WHERE { ?value prov:wasInvalidatedBy|"
        " (prov:qualifiedInvalidation/prov:activity) ?decision ."
        " ?decision prov:wasAssociatedWith|(prov:qualifiedAssociation/prov:agent) ?who }"
    )
    found = {(str(value), str(who)) for value, who in rows}  # type: ignore[misc]
    assert found == {(f"urn:sayso:report:{store.ids()[0]}#events.e1", "urn:sayso:person:person-1")}


def test_without_the_package_the_extra_is_named(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prov.model", None)
    for name in [n for n in sys.modules if n.startswith("sayso.export.prov.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtra, match=r"sayso\[export\]"):
        export(store, "prov", tmp_path / "out")
    assert not (tmp_path / "out").exists()
