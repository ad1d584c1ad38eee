"""schema.org: what pyld and rdflib make of it, with nothing fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from osint_source import HOSTILE, ORIGINS, copy, incident, source, told
from pyld import jsonld
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SDO

from sayso.export.schema_org import write
from sayso.export.source import Source
from sayso.record import (
    Actor,
    Block,
    Identity,
    Medium,
    ReaderInfo,
    Report,
    Statement,
)
from sayso.record import Source as Teller
from sayso.store.snapshot import Read, Told

# rdflib's own parser uses what rdflib deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

TEXT = (
    "KIRKUK, May 3 - Eleven people died, a doctor told Example TV. "
    "“The ward is full,” said Dr Sara Amin. "
    "The mayor said that the police had said that the road was closed."
)
REPORT = "urn:sayso:report:r_1"


def span(words: str) -> tuple[int, int]:
    """Where words stand."""
    start = TEXT.index(words)
    return (start, start + len(words))


def report(id_: str = "r_1", **changes: Any) -> Report:
    """An article with a claim, a quotation, and a claim in a claim."""
    coded = {
        "id": id_,
        "url": f"https://riverdaily.example/{id_}",
        "outlet": "River Daily",
        "agency": "Example Wire",
        "title": "Bomb in Kirkuk",
        "byline": "Ana Reporter",
        "language": "en",
        "published": "2020-05-03T10:00:00+03:00",
        "reader": ReaderInfo(version="test"),
        "text": TEXT,
        "blocks": (Block(kind="dateline", span=span("KIRKUK, May 3")),),
        "actors": (
            Actor(
                id="a1",
                name="Sara Amin",
                mentions=(span("Dr Sara Amin"),),
                kind="person",
                role="doctor",
                identity=Identity(scheme="wikidata", id="Q42"),
            ),
            Actor(id="a2", name="police", mentions=(span("the police"),), kind="state_body"),
        ),
        "statements": (
            Statement(
                id="s1",
                kind="indirect",
                source=Teller(span=span("a doctor"), anonymous=True, kind="expert"),
                cue=(span("told"),),
                content=(span("Eleven people died"),),
                medium=Medium(span=span("Example TV")),
                stance="claims",
            ),
            Statement(
                id="s2",
                kind="direct",
                source=Teller(span=span("Dr Sara Amin"), actor="a1"),
                cue=(span("said"),),
                content=(span("The ward is full"),),
            ),
            Statement(
                id="s3",
                kind="indirect",
                source=Teller(span=span("The mayor")),
                content=(span("the police had said that the road was closed"),),
            ),
            Statement(
                id="s4",
                kind="indirect",
                source=Teller(span=span("the police"), actor="a2"),
                content=(span("the road was closed"),),
                parent="s3",
            ),
        ),
    }
    return Report.model_validate(coded | changes)


def written(folder: Path, made: Source) -> dict[str, list[dict[str, Any]]]:
    """The nodes of each file."""
    write(made, folder)
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))["@graph"]
        for path in folder.iterdir()
    }


def graph(path: Path) -> Graph:
    """What rdflib reads."""
    return Graph().parse(path, format="json-ld")


def both() -> Source:
    reads = [
        Read(report(), {"e1": "i_1"}),
        Read(report("r_2", original="https://first.example/a"), {"e1": "i_1", "e2": "i_9"}),
    ]
    return source([told(), told(id_="i_8")], reads, [copy()])


def test_an_article_says_who_published_it_and_what_it_carries(tmp_path: Path) -> None:
    assert write(both(), tmp_path) == {"reports.jsonld": 2, "claims.jsonld": 1}
    found = graph(tmp_path / "reports.jsonld")
    one, two = URIRef(REPORT), URIRef("urn:sayso:report:r_2")
    assert found.value(one, RDF.type) == SDO.NewsArticle
    assert found.value(one, SDO.headline) == Literal("Bomb in Kirkuk")
    assert found.value(one, SDO.url) == URIRef("https://riverdaily.example/r_1")
    assert found.value(one, SDO.datePublished) == Literal("2020-05-03T10:00:00+03:00")
    assert found.value(one, SDO.dateline) == Literal("KIRKUK, May 3")
    assert found.value(one, SDO.creditText) == Literal("Ana Reporter")
    publisher = found.value(one, SDO.publisher)
    assert found.value(publisher, SDO.name) == Literal("River Daily")
    assert found.value(publisher, RDF.type) == SDO.NewsMediaOrganization
    agency = found.value(one, SDO.sourceOrganization)
    assert found.value(agency, SDO.name) == Literal("Example Wire")
    assert set(found.objects(two, SDO.isBasedOn)) == {one, URIRef("https://first.example/a")}
    assert not list(found.objects(one, SDO.isBasedOn))
    assert set(found.objects(two, SDO.about)) == {
        URIRef("urn:sayso:incident:i_1"),
        URIRef("urn:sayso:incident:i_9"),
    }


def test_quoted_words_are_quotations_and_reported_ones_claims(tmp_path: Path) -> None:
    write(source(reads=[Read(report(), {})]), tmp_path)
    found = graph(tmp_path / "reports.jsonld")
    terms = "urn:sayso:terms:"
    claim = URIRef(f"{REPORT}:statement:s1")
    assert found.value(claim, RDF.type) == SDO.Claim
    assert found.value(claim, SDO.text) == Literal("Eleven people died")
    assert found.value(claim, SDO.appearance) == URIRef(REPORT)
    assert found.value(found.value(claim, SDO.author), SDO.name) == Literal("a doctor")
    assert found.value(claim, URIRef(terms + "stance")) == Literal("claims")
    assert found.value(claim, URIRef(terms + "medium")) == Literal("Example TV")
    assert found.value(claim, URIRef(terms + "anonymous")) == Literal(True)
    quotation = URIRef(f"{REPORT}:statement:s2")
    assert found.value(quotation, RDF.type) == SDO.Quotation
    speaker = found.value(quotation, SDO.spokenByCharacter)
    assert speaker == URIRef(f"{REPORT}:actor:a1")
    assert found.value(speaker, SDO.sameAs) == URIRef("http://www.wikidata.org/entity/Q42")
    assert found.value(speaker, SDO.jobTitle) == Literal("doctor")
    assert not list(found.objects(quotation, SDO.appearance))


def test_who_repeats_whom_is_a_part_of_a_part(tmp_path: Path) -> None:
    write(source(reads=[Read(report(), {})]), tmp_path)
    found = graph(tmp_path / "reports.jsonld")
    inner, outer = (URIRef(f"{REPORT}:statement:{s}") for s in ("s4", "s3"))
    assert found.value(inner, SDO.isPartOf) == outer
    assert found.value(outer, SDO.isPartOf) == URIRef(REPORT)
    assert found.value(found.value(inner, SDO.author), RDF.type) == SDO.GovernmentOrganization


def test_a_value_is_a_claim_of_its_origins_and_appeared_first_somewhere(tmp_path: Path) -> None:
    write(both(), tmp_path)
    found = graph(tmp_path / "claims.jsonld")
    event = URIRef("urn:sayso:incident:i_1")
    assert found.value(event, RDF.type) == SDO.Event
    assert found.value(event, SDO.startDate) == Literal("2020-05-03")
    place = found.value(event, SDO.location)
    assert place == URIRef("https://sws.geonames.org/94787/")
    assert found.value(found.value(place, SDO.geo), SDO.latitude).toPython() == 35.46806
    (eleven,) = found.subjects(SDO.text, Literal("killed: 11"))
    assert found.value(eleven, SDO.about) == event
    assert found.value(eleven, SDO.firstAppearance) == URIRef(REPORT)
    assert set(found.objects(eleven, SDO.appearance)) == {
        URIRef(REPORT),
        URIRef("urn:sayso:report:r_2"),
    }
    assert found.value(eleven, SDO.isBasedOn) == URIRef(f"{REPORT}:statement:s1")
    assert found.value(found.value(eleven, SDO.author), SDO.name) == Literal("central hospital")
    assert (
        URIRef("urn:sayso:report:r_2"),
        SDO.citation,
        URIRef(REPORT),
    ) in found


def test_what_is_only_denied_is_nobodys_claim(tmp_path: Path) -> None:
    account = incident().accounts["killed"][0].model_copy(update={"denied": True})
    one = told(accounts={"killed": (account,)}, telling=(), earliest=None, latest="2020-05-05")
    nodes = written(tmp_path, source([one], [Read(report(), {"e1": "i_1"})]))["claims"]
    claim = next(node for node in nodes if node.get("@type") == "Claim")
    assert "author" not in claim
    assert claim["deniedBy"]["name"] == "central hospital"
    assert "firstAppearance" not in claim
    event = next(node for node in nodes if node.get("@type") == "Event")
    assert "startDate" not in event
    kind = "ASSAULT (explosives), Kirkuk, by 2020-05-05"
    assert event["name"] == f"{kind}, told only to be denied"


def test_nobody_rates_anything(tmp_path: Path) -> None:
    write(both(), tmp_path)
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert "Review" not in text
    assert "ating" not in text


def test_every_key_means_something_without_the_network(tmp_path: Path) -> None:
    def nothing(url: str, options: object) -> None:
        raise AssertionError(f"asked for {url}")

    write(both(), tmp_path)
    for path in tmp_path.iterdir():
        document = json.loads(path.read_text(encoding="utf-8"))
        terms = set(document["@context"])
        for node in document["@graph"]:
            assert {k for k in node if not k.startswith("@")} <= terms
        expanded = jsonld.expand(document, {"documentLoader": nothing})
        assert len(expanded) == len(document["@graph"])


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_stay_values(tmp_path: Path, value: str) -> None:
    hostile = Report.model_construct(
        **dict(report()) | {"title": value, "outlet": value, "url": value, "byline": value}
    )
    origins = {"o_1": ORIGINS["o_1"].model_copy(update={"name": value})}
    one = incident(type="ASSAULT").model_copy(update={"mode": value})
    kept = value.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
    nodes = written(
        tmp_path, source([Told(one, origins, {}, None)], [Read(hostile, {"e1": "i_1"})])
    )
    assert nodes["reports"][0]["headline"] == kept
    assert "url" not in nodes["reports"][0]
    assert kept in nodes["reports"][0]["identifier"]
    assert nodes["claims"][0]["mode"] == kept
    found = graph(tmp_path / "reports.jsonld")
    assert found.value(URIRef(REPORT), SDO.headline) == Literal(kept)


def test_addresses_are_ones_that_others_can_read(tmp_path: Path) -> None:
    odd = report(url='https://a.example/b c?q=<x>"{}|^`\\#ü')
    script = report("r_3", url="javascript:alert(1)")
    nodes = written(tmp_path, source(reads=[Read(odd, {}), Read(script, {})]))["reports"]
    assert nodes[0]["url"] == "https://a.example/b%20c?q=%3Cx%3E%22%7B%7D%7C%5E%60%5C#ü"
    article = next(node for node in nodes if node["@id"].endswith("r_3"))
    assert "url" not in article


def test_the_same_state_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(both(), tmp_path / name)
    for name in ("reports.jsonld", "claims.jsonld"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_nothing_is_a_graph_of_nothing(tmp_path: Path) -> None:
    assert written(tmp_path, source()) == {"reports": [], "claims": []}
