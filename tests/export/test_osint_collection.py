"""Formats for maps and for OSINT tools, from a collection that is linked and decided on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.desk import Desk
from sayso.export import export
from sayso.export.source import Asked
from sayso.export.stix.incident import incident_id, report_id
from sayso.ingest.page import Page
from sayso.review.incident_overlay import official_incidents
from sayso.store import Store
from tests.linking.linking_reports import BASRA, attack

REPORTS = [
    attack("r_00000000000000aa", "Example Wire", "2020-05-03", killed=10, source="Amadou Sarr"),
    attack("r_00000000000000ab", "River Daily", "2020-05-03", killed=12),
    attack("r_00000000000000ac", "Delta Post", "2020-05-04", killed=14, where=BASRA),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("osint") / "reports.db") as opened:
        filled(opened)
        yield opened


def filled(store: Store) -> None:
    """Add the reports and link them."""
    for report in REPORTS:
        store.add(Page(report, report.id.encode(), "text/plain", report.id), report)
    store.link(overlay=official_incidents)


def exported(store: Store, to: str, folder: Path, **asked: Any) -> str:
    """What the first file of an export holds."""
    done = export(store, to, folder, Asked(**asked))
    name = {"stix": "bundle.json", "schema-org": "claims.jsonld"}.get(to, f"incidents.{to}")
    assert name in done.files
    return (folder / name).read_text(encoding="utf-8")


def objects(bundle: str) -> dict[str, Any]:
    """Objects by id."""
    return {each["id"]: each for each in json.loads(bundle)["objects"]}


@pytest.mark.parametrize("to", ["geojson", "kml", "stix", "schema-org"])
def test_an_unchanged_collection_gives_the_same_bytes(
    store: Store, tmp_path: Path, to: str
) -> None:
    first = exported(store, to, tmp_path / "one")
    store.link(full=True, overlay=official_incidents)
    assert exported(store, to, tmp_path / "two") == first


@pytest.mark.parametrize("to", ["geojson", "kml", "stix"])
def test_a_filter_narrows_the_incidents(store: Store, tmp_path: Path, to: str) -> None:
    text = exported(store, to, tmp_path / "some", where="place:Basra")
    assert "Basra" in text
    assert "Balad" not in text
    assert "Basra" in exported(store, to, tmp_path / "all")


def test_a_filter_narrows_the_reports_and_with_them_the_claims(
    store: Store, tmp_path: Path
) -> None:
    claims = exported(store, "schema-org", tmp_path / "some", where='outlet:"Delta Post"')
    (event,) = [n for n in json.loads(claims)["@graph"] if n.get("@type") == "Event"]
    assert event["location"]["name"] == "Basra"
    reports = json.loads((tmp_path / "some" / "reports.jsonld").read_text(encoding="utf-8"))
    assert [n["identifier"] for n in reports["@graph"] if n["@type"] == "NewsArticle"] == [
        REPORTS[2].id
    ]


def test_another_rule_counts_anew(store: Store, tmp_path: Path) -> None:
    for rule in ("minmax", "acled"):
        made = json.loads(exported(store, "geojson", tmp_path / rule, rule=rule))
        assert {f["properties"]["rule"] for f in made["features"]} == {rule}


def test_only_what_is_decided_about_is_modified(store: Store, tmp_path: Path) -> None:
    before = objects(exported(store, "stix", tmp_path / "before"))
    with store.snapshot() as snapshot:
        told = {t.incident.places[0].name: t.incident.id for t in snapshot.told()}
    Desk(store, "Amal").decide(told["Basra"], "correct", path="type", new="COERCE")
    after = objects(exported(store, "stix", tmp_path / "after"))
    machine = objects(exported(store, "stix", tmp_path / "machine", official=False))
    assert before.keys() == after.keys()
    changed = {id_ for id_ in before if before[id_] != after[id_]}
    assert {incident_id(told["Basra"]), report_id(REPORTS[2].id)} <= changed
    assert incident_id(told["Balad"]) not in changed
    for id_ in changed:
        assert after[id_]["created"] == before[id_]["created"]
        assert after[id_]["modified"] > before[id_]["modified"]
    assert machine[incident_id(told["Basra"])]["labels"][0] == "ASSAULT"
    assert after[incident_id(told["Basra"])]["labels"][0] == "COERCE"


def test_either_engine_gives_the_same_objects(location: str, store: Store, tmp_path: Path) -> None:
    expected = objects(exported(store, "stix", tmp_path / "one", official=False))
    with Store.open(location) as opened:
        filled(opened)
        for to in ("geojson", "kml", "schema-org"):
            assert exported(opened, to, tmp_path / to) == exported(
                store, to, tmp_path / f"{to}-one", official=False
            )
        found = objects(exported(opened, "stix", tmp_path / "stix"))
    for each in (*expected.values(), *found.values()):
        del each["created"], each["modified"]
    assert found == expected
