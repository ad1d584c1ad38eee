"""Web Annotations: what pyld and rdflib make of them, and the words found again by selectors."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from anno_context import AS, CONTEXT, DCTERMS, OA
from annotated_reports import HOSTILE, at, filled, reads, wire
from hypothesis import given, settings
from pyld import jsonld
from rdflib import RDF, XSD, Graph, Namespace, URIRef

from sayso.desk import Desk
from sayso.export import export
from sayso.export.annotations import annotated
from sayso.export.annotations.files import json_line
from sayso.export.annotations.makers import Makers
from sayso.export.source import Asked
from sayso.export.web_annotation import CONTEXT as ADDRESS
from sayso.export.web_annotation import nodes
from sayso.store.snapshot import Read

# rdflib's own parser uses what rdflib deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

Node = dict[str, Any]
BASE = {"base": "https://export.example/"}
"""Where the folder is: the cached text is named relative to it."""
NOBODY = Makers({}, "2026-11-27T10:00:00+00:00")


def listed(value: Any) -> list[Any]:
    """One or many as many."""
    return value if isinstance(value, list) else [value]


def found_again(text: str, target: Node) -> tuple[int, int]:
    """The words of a target, by its quotation; of several places the one at its position."""
    quote, position = target["selector"]
    around = re.escape(quote["prefix"]), re.escape(quote["exact"]), re.escape(quote["suffix"])
    pattern = re.compile(f"(?<={around[0]})(?={around[1]}{around[2]})")
    starts = {found.start() for found in pattern.finditer(text)}
    assert position["start"] in starts
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"]
    return start, end


@settings(deadline=None, max_examples=60)
@given(reads())
def test_all_words_are_found_again_by_their_selectors(read: Read) -> None:
    marked = annotated(read)
    text = marked.report.text
    lines = [json_line(node) for node in nodes(marked, NOBODY)]
    assert all(line.splitlines() == [line.rstrip("\n")] for line in lines)
    back = [json.loads(line) for line in lines]
    ids = [node["id"] for node in back]
    assert len(set(ids)) == len(ids)

    spans: dict[str, set[tuple[int, int]]] = {}
    for each in marked.annotations:
        of = each.thing if each.layer in ("actors", "places") else each.path
        spans.setdefault(of, set()).update(each.spans)
    things = [node for node in back if node["motivation"] != "linking"]
    assert {node["id"].partition("#")[2] for node in things} == set(spans)
    for node in things:
        found = {found_again(text, target) for target in listed(node["target"])}
        assert found == spans[node["id"].partition("#")[2]]
    links = [node for node in back if node["motivation"] == "linking"]
    assert len(links) == len(marked.relations)
    for node in links:
        assert {node["target"], node["body"][0]["source"]} <= set(ids)


@settings(deadline=None, max_examples=15)
@given(reads())
def test_nothing_is_lost_as_linked_data(read: Read) -> None:
    for node in nodes(annotated(read), NOBODY):
        assert node["@context"] == ADDRESS
        local = {**node, "@context": CONTEXT}
        back = jsonld.compact(jsonld.expand(local, BASE), CONTEXT, BASE)
        assert _sorted({**back, "@context": ADDRESS}) == _sorted(node)


def _sorted(value: Any) -> Any:
    """A value whose lists are in an order of their own: sets have none in linked data."""
    if isinstance(value, dict):
        return {key: _sorted(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def by_path(read: Read, makers: Makers = NOBODY) -> dict[str, Node]:
    """Annotations by what comes after the report's IRI."""
    return {n["id"].partition("#")[2]: n for n in nodes(annotated(read), makers)}


def bodies(node: Node) -> dict[str, Any]:
    """What the bodies say, by purpose."""
    return {body["purpose"]: body.get("value", body.get("source")) for body in node["body"]}


def test_a_story() -> None:
    found = by_path(Read(wire(), {"e1": "i_42"}))
    event = found["events.e1.anchor"]
    said = bodies(event)
    assert said["tagging"] == "events"
    assert said["classifying"] == "ASSAULT"
    assert said["linking"] == "urn:sayso:incident:i_42"
    assert json.loads(said["describing"])["voice"] == ["outlet", "statement:s1", "statement:s2"]
    assert event["motivation"] == "classifying"
    assert event["created"] == "2026-11-27T10:00:00Z"
    assert event["creator"]["name"] == "sayso 0.1.0"
    target = event["target"]
    assert target["source"] == "https://wire.example/gao?a=1&b=2"
    assert target["state"]["cached"] == "texts/r_wire.txt"
    quote, position = target["selector"]
    assert quote["exact"] == "open fire"
    assert quote["prefix"].endswith("Brigade ")
    assert len(quote["prefix"]) == len(quote["suffix"]) == 32
    # code points: the emoji before it counts once
    assert (position["start"], position["end"]) == at("open fire")

    place = found["places.p1"]
    assert place["motivation"] == "identifying"
    assert bodies(place)["identifying"] == "https://sws.geonames.org/2457161/"
    assert [t["selector"][0]["exact"] for t in place["target"]] == ["Gao", "GAO", "Gao"]
    assert bodies(found["actors.a1"])["identifying"] == "http://www.wikidata.org/entity/Q42"
    assert len(listed(found["statements.s3.content"]["target"])) == 2

    link = found["source_of/statements.s1.source/statements.s1.content"]
    assert link["motivation"] == "linking"
    assert bodies(link)["classifying"] == "source_of"
    assert bodies(link)["linking"] == found["statements.s1.source"]["id"]
    assert link["target"] == found["statements.s1.content"]["id"]


def test_a_graph_of_a_story() -> None:
    graph = Graph()
    oa, dcterms, activity = Namespace(OA), Namespace(DCTERMS), Namespace(AS)
    every = list(nodes(annotated(Read(wire(), {})), NOBODY))
    for node in every:
        graph.parse(data=json.dumps({**node, "@context": CONTEXT}), format="json-ld")
    assert set(graph.subjects(RDF.type, oa.Annotation)) == {URIRef(n["id"]) for n in every}
    event = URIRef("urn:sayso:report:r_wire#events.e1.anchor")
    assert graph.value(event, oa.motivatedBy) == oa.classifying
    target = graph.value(event, oa.hasTarget)
    assert graph.value(target, oa.hasSource) == URIRef("https://wire.example/gao?a=1&b=2")
    kinds = {graph.value(s, RDF.type) for s in graph.objects(target, oa.hasSelector)}
    assert kinds == {oa.TextQuoteSelector, oa.TextPositionSelector}
    (position,) = [
        s
        for s in graph.objects(target, oa.hasSelector)
        if graph.value(s, RDF.type) == oa.TextPositionSelector
    ]
    start = graph.value(position, oa.start)
    assert start is not None
    assert (int(start), start.datatype) == (at("open fire")[0], XSD.nonNegativeInteger)  # type: ignore[attr-defined]
    assert graph.value(graph.value(event, dcterms.creator), RDF.type) == activity.Application


def annotations_of(folder: Path) -> list[Node]:
    """The annotations of a folder."""
    text = (folder / "annotations.jsonl").read_bytes().decode()
    return [json.loads(line) for line in text.splitlines()]


def test_the_cached_text_is_what_positions_count(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        written = export(store, "web-annotation", tmp_path / "out")
    found = annotations_of(tmp_path / "out")
    assert len(found) == written.files["annotations.jsonl"]
    assert written.files["texts"] == len(HOSTILE) + 1
    seen = set()
    for node in found:
        for target in listed(node["target"]):
            if isinstance(target, str):
                continue
            cached = target["state"]["cached"]
            text = (tmp_path / "out" / cached).read_bytes().decode()
            found_again(text, target)
            seen.add(cached)
    assert len(seen) == len(HOSTILE) + 1
    # a report without an address is named by its id
    assert {t["source"] for n in found for t in listed(n["target"]) if "r_h2.txt" in str(t)} == {
        "urn:sayso:report:r_h2"
    }


def test_it_says_who_decided_but_not_their_name(tmp_path: Path) -> None:
    with filled(tmp_path, [wire()]) as store:
        desk = Desk(store, "Amal Haddad")
        desk.decide("r_wire", "correct", path="events.e1.mode", new="heavy-weapons")
        desk.decide("r_wire", "confirm", path="statements.s1")
        added = {"id": "hr4d10", "name": "Radio Example", "mentions": [at("Radio Example")]}
        desk.decide("r_wire", "add", path="actors.hr4d10", new=added)
        export(store, "web-annotation", tmp_path / "out")
        export(store, "web-annotation", tmp_path / "machine", Asked(official=False))
    found = {n["id"].partition("#")[2]: n for n in annotations_of(tmp_path / "out")}
    event = found["events.e1.anchor"]
    assert (event["creator"]["type"], event["creator"]["nickname"]) == ("Person", "person-1")
    assert json.loads(bodies(event)["describing"])["mode"] == "heavy-weapons"
    # what was not corrected is still the reader's
    assert found["events.e2.anchor"]["creator"]["type"] == "Software"
    assert found["events.e1.tolls.0"]["creator"]["type"] == "Software"
    statement = found["statements.s1.content"]
    assert statement["creator"]["type"] == "Software"
    assert bodies(statement)["assessing"] == "confirmed"
    (new,) = [n for path, n in found.items() if re.fullmatch(r"actors\.h\w+", path)]
    assert new["creator"]["nickname"] == "person-1"
    assert "Amal" not in (tmp_path / "out" / "annotations.jsonl").read_text(encoding="utf-8")
    machine = annotations_of(tmp_path / "machine")
    assert {n["creator"]["type"] for n in machine} == {"Software"}
    assert {n["id"].partition("#")[2] for n in machine} < set(found)


def test_no_reports(tmp_path: Path) -> None:
    with filled(tmp_path, []) as store:
        assert export(store, "web-annotation", tmp_path / "out").files["annotations.jsonl"] == 0
    assert annotations_of(tmp_path / "out") == []
