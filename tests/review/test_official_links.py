"""What people decided, in what is linked, listed and shown: in a file and on a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sayso
from sayso.cli.app import app
from sayso.corpus import Corpus
from sayso.errors import NotFound
from sayso.ingest.page import Page
from sayso.record import Incident, Report
from sayso.review.incident_overlay import incident_state
from sayso.review.incident_readings import with_seen
from sayso.store import Store
from tests.linking.linking_reports import BASRA, attack

REPORTS = [
    attack("r_00000000000000aa", "Example Wire", "2020-05-03", killed=10, source="Amadou Sarr"),
    attack("r_00000000000000ab", "River Daily", "2020-05-03", killed=12),
    attack("r_00000000000000ac", "Delta Post", "2020-05-04", killed=14, where=BASRA),
    attack("r_00000000000000ad", "Harbour News", "2020-06-04", killed=2, day="2020-06-03"),
    attack("r_00000000000000ae", "Harbour News", "2020-07-04", killed=2, day="2020-07-03"),
    attack("r_00000000000000af", "Harbour News", "2020-08-04", killed=2, day="2020-08-03"),
]
LATER = attack("r_00000000000000b0", "Morning Post", "2020-05-05", killed=14, where=BASRA)


def add(store: Store, *reports: Report) -> None:
    for report in reports:
        store.add(Page(report, report.id.encode(), "text/plain", report.id), report)


@pytest.fixture
def corpus(location: str) -> Iterator[Corpus]:
    with Store.open(location) as store:
        add(store, *REPORTS)
    with sayso.open(location) as opened:
        opened.link()
        yield opened


@pytest.fixture
def store(corpus: Corpus, location: str) -> Iterator[Store]:
    with Store.open(location, create=False) as opened:
        yield opened


def of(corpus: Corpus, report: Report, *, machine: bool = False) -> Incident:
    """The incident that a report's event is in."""
    (found,) = (
        i for i in corpus.incidents(machine=machine) if any(e.report == report.id for e in i.events)
    )
    return found


def keys(incident: Incident) -> list[list[str]]:
    return [[e.report, e.event] for e in incident.events]


def merge(store: Store, one: Incident, other: Incident) -> int:
    new = {"into": other.id, "events": keys(one), "into_events": keys(other)}
    return store.decide(one.id, "merge", who="Amal", new=new)


def test_a_merge_is_laid_over_every_linking(corpus: Corpus, store: Store) -> None:
    big, small = of(corpus, REPORTS[0]), of(corpus, REPORTS[2])
    merge(store, small, big)
    corpus.link()
    assert {e[0] for e in keys(of(corpus, REPORTS[2]))} == {r.id for r in REPORTS[:3]}
    assert corpus.incident(small.id).id == big.id
    assert of(corpus, REPORTS[2], machine=True) == small
    assert corpus.incident(small.id, machine=True) == small
    add(store, LATER)
    assert corpus.link().linked == 1
    assert {e[0] for e in keys(of(corpus, LATER))} == {r.id for r in (*REPORTS[:3], LATER)}
    corpus.link(full=True)
    merged = of(corpus, LATER)
    assert {e[0] for e in keys(merged)} == {r.id for r in (*REPORTS[:3], LATER)}
    named = {o for each in merged.accounts.values() for a in each for o in a.origins}
    assert named <= {o.id for o in corpus.links_of([merged]).origins}


def test_undo_brings_back_what_linking_found(corpus: Corpus, store: Store) -> None:
    big, small = of(corpus, REPORTS[0]), of(corpus, REPORTS[2])
    number = merge(store, small, big)
    corpus.link()
    store.decide(small.id, "undo", who="Amal", replaces=number)
    corpus.link()
    assert of(corpus, REPORTS[2]) == small
    assert of(corpus, REPORTS[0]) == big


def test_a_split_has_an_id_of_its_own_that_stays(corpus: Corpus, store: Store) -> None:
    whole = of(corpus, REPORTS[0])
    split = [e for e in keys(whole) if e[0] == REPORTS[1].id]
    store.decide(whole.id, "split", who="Amal", new={"events": split})
    corpus.link()
    part = of(corpus, REPORTS[1])
    assert keys(part) == split
    assert part.id != whole.id
    corpus.link(full=True)
    assert corpus.incident(part.id) == part
    store.decide(part.id, "reject", who="Amal", reason="a drill")
    corpus.link()
    assert all(REPORTS[1].id not in {e.report for e in i.events} for i in corpus.incidents())
    with pytest.raises(NotFound):
        corpus.incident(part.id, machine=True)


def test_a_decided_report_is_linked_again_alone_as_people_made_it(
    corpus: Corpus, store: Store
) -> None:
    first = REPORTS[1]
    store.decide(first.id, "reject", who="Amal", path="events.e1")
    done = corpus.link()
    assert (done.linked, done.anew) == (1, False)
    assert {e[0] for e in keys(of(corpus, REPORTS[0]))} == {REPORTS[0].id}
    assert corpus.show(first.id).events == ()
    assert corpus.show(first.id, machine=True).events == first.events
    assert corpus.link().linked == 0


def test_a_note_links_nothing_again(corpus: Corpus, store: Store) -> None:
    store.decide(REPORTS[1].id, "note", who="Amal", reason="look at the caption")
    store.decide(REPORTS[1].id, "flag", who="Amal")
    assert corpus.link().linked == 0


def test_one_person_sees_what_another_does_not(corpus: Corpus, store: Store) -> None:
    big, small = of(corpus, REPORTS[0]), of(corpus, REPORTS[2])
    merge(store, small, big)
    mine = incident_state(store, big.id, "Amal")[big.id]
    assert mine.incident is not None
    assert len(mine.incident.events) == len(big.events) + len(small.events)
    assert incident_state(store, big.id, "Jo")[big.id].incident == big


def test_a_decided_toll_survives_a_linking(corpus: Corpus, store: Store) -> None:
    incident = of(corpus, REPORTS[0])
    assert "killed" in incident.contested
    store.decide(incident.id, "correct", who="Amal", path="killed", new={"value": "12"})
    corpus.link()
    decided = of(corpus, REPORTS[0])
    assert decided.agreed["killed"] == "12"
    assert decided.id not in {i.id for i in corpus.incidents(contested=True)}
    assert incident.id in {i.id for i in corpus.incidents(contested=True, machine=True)}


def test_explain_tells_why_people_put_it_together(corpus: Corpus, store: Store) -> None:
    big, small = of(corpus, REPORTS[0]), of(corpus, REPORTS[2])
    merge(store, small, big)
    corpus.link()
    told = "\n".join(corpus.explain(big.id))
    assert "put together by Amal" in told
    assert "14" in "\n".join(corpus.explain(f"{small.id}.killed"))
    assert f"incident {big.id}" in "\n".join(corpus.explain(REPORTS[2].id))


def test_commands_show_what_people_made_and_the_machine_on_demand(
    corpus: Corpus, store: Store, location: str
) -> None:
    incident = of(corpus, REPORTS[0])
    store.decide(incident.id, "reject", who="Amal")
    store.decide(REPORTS[3].id, "reject", who="Amal", path="events.e1")
    corpus.link()

    def printed(*words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--json"])
        assert done.exit_code == 0, done.output
        return done.output

    assert incident.id not in printed("incidents", location)
    assert incident.id in printed("incidents", location, "--machine")
    assert json.loads(printed("show", location, REPORTS[3].id))["events"] == []
    assert len(json.loads(printed("show", location, REPORTS[3].id, "--machine"))["events"]) == 1
    one = json.loads(printed("incident", location, incident.id, "--machine"))["incident"]
    assert one["id"] == incident.id


def test_a_merge_survives_a_new_reading_whose_events_have_other_ids(
    corpus: Corpus, store: Store
) -> None:
    big, small = of(corpus, REPORTS[0]), of(corpus, REPORTS[2])
    new = {"into": big.id, "events": keys(small), "into_events": keys(big)}
    store.decide(small.id, "merge", who="Amal", new=with_seen(new, store))
    third = REPORTS[2]
    again = third.events[0].model_copy(update={"id": "e9"})
    first = again.model_copy(update={"id": "e1", "anchor": (0, 2), "status": "planned"})
    assert store.add_reading(third.model_copy(update={"events": (first, again)}))
    assert corpus.link().linked == 1
    merged = of(corpus, third)
    assert {e[0] for e in keys(merged)} == {r.id for r in REPORTS[:3]}
    assert [third.id, "e9"] in keys(merged)


def test_what_was_exported_makes_the_same_incidents_elsewhere(
    corpus: Corpus, store: Store, tmp_path: Path
) -> None:
    big, small = of(corpus, REPORTS[0]), of(corpus, REPORTS[2])
    merge(store, small, big)
    store.decide(big.id, "correct", who="Amal", path="killed", new={"value": "14"})
    corpus.link()
    other = str(tmp_path / "other.db")
    with Store.open(other) as copy:
        add(copy, *reversed(REPORTS))
        with sayso.open(other) as second:
            second.link()
            assert copy.replay(store.log()).written == 2
            assert copy.replay(store.log()).written == 0
            second.link()
            there = of(second, REPORTS[2])
    here = of(corpus, REPORTS[2])
    assert set(map(tuple, keys(there))) == set(map(tuple, keys(here)))
    assert there.agreed["killed"] == here.agreed["killed"] == "14"
