"""Who said what, and the collection as a whole."""

from __future__ import annotations

import pytest
from desk_collection import add_reports, copy_of, corrected, links, told
from test_store_links import ORIGIN

from sayso.errors import StoreError
from sayso.record import Account, Report
from sayso.review.incidents import IncidentReview
from sayso.store import Store
from sayso.store.desk_views import Count
from sayso.store.reviewed import ReviewedReport


def other_source(report: Report, name: str) -> Report:
    """A report whose source has another name."""
    (actor,) = report.actors
    return report.model_copy(update={"actors": (actor.model_copy(update={"name": name}),)})


def test_a_sources_statements_in_the_order_of_publication(store: Store) -> None:
    a, b, c = add_reports(store, ["2020-05-03", "2020-05-01", "2020-05-02"])
    page = store.said(source="POLICE", limit=2)
    assert [line.report for line in page.lines] == [b, c]
    assert [line.report for line in store.said(source="police", after=page.next).lines] == [a]
    line = page.lines[0]
    assert (line.statement, line.source, line.actor) == ("s1", "police", "police")
    assert (line.outlet, line.published) == ("River Post", "2020-05-01T10:00:00Z")
    assert (line.cue, line.stance, line.kind) == ("said", "states", "indirect")
    assert line.content.startswith("A bomb killed")
    assert [x.report for x in store.said(outlet="river post").lines] == [b, c, a]
    assert store.said(actor="police", outlet="River Post").lines[0] == line
    assert store.said(actor="police", outlet="Other").lines == ()
    assert store.said(source="nobody").lines == ()
    with pytest.raises(StoreError, match="whose statements"):
        store.said()
    with pytest.raises(StoreError, match="no place in this list"):
        store.said(source="police", after="x")


def test_an_actor_is_found_by_name_and_words_alone_by_the_words(store: Store) -> None:
    (a,) = add_reports(store, ["2020-05-03"], actors=())
    (b,) = add_reports(store, ["2020-05-04"])
    assert [line.report for line in store.said(source="police").lines] == [a, b]
    assert [line.report for line in store.said(actor="police").lines] == [b]


def test_statements_are_as_people_made_them(store: Store) -> None:
    (a,) = add_reports(store, ["2020-05-03"])
    number = store.decide(a, "correct", who="Amal", path="actors.a1.name")
    made = other_source(store.get(a), "The Governor")
    store.save_reviewed([ReviewedReport(a, number, store.current(a)[1], made)])
    assert [line.actor for line in store.said(source="the governor").lines] == ["The Governor"]
    assert store.said(source="police").lines == ()
    assert [line.actor for line in store.said(outlet="River Post").lines] == ["The Governor"]
    assert [s.actor for s in store.said(outlet="River Post", official=False).lines] == ["police"]


def test_figures(store: Store) -> None:
    a, b, c = add_reports(store, ["2020-05-03", "2020-06-01", None])
    store.save_links(
        links(told("i_1", f"{a}/e1", f"{b}/e1", contested=True), told("i_2", f"{c}/e1"))
    )
    store.decide(a, "confirm", who="Amal")
    store.decide(a, "confirm", who="Jo")
    store.decide(b, "flag", who="Jo")
    found = store.figures()
    assert (found.totals["reports"], found.totals["incidents"], found.totals["contested"]) == (
        3,
        2,
        1,
    )
    assert (found.totals["decisions"], found.reviewed, found.flagged, found.not_linked) == (
        3,
        1,
        1,
        0,
    )
    assert found.outlets == (Count("River Post", 3),)
    assert found.types == (Count("ASSAULT", 3),)
    assert found.countries == (Count("IRQ", 3),)
    assert found.sources == (Count("police", 3),)
    assert found.months == (Count("2020-05", 1), Count("2020-06", 1))
    assert {c.value: c.count for c in found.standing if c.count} == {"agreed": 1, "contested": 1}
    assert found.readers == (Count("0.1", 3),)


def test_figures_that_tell_nothing_of_others(store: Store) -> None:
    (a,) = add_reports(store, ["2020-05-03"])
    account = Account(value="10", origins=(ORIGIN.id,), reports=(a,))
    incident = told("i_1", f"{a}/e1").model_copy(update={"accounts": {"killed": (account,)}})
    store.save_links(links(incident))
    number = store.decide(a, "confirm", who="Amal")
    made = corrected(store.get(a), "Other Post", 12)
    store.save_reviewed(
        [ReviewedReport(a, number, store.current(a)[1], made)],
        [IncidentReview("i_1", incident, incident, hidden=True, state="rejected", origins=())],
    )
    people, machine = store.figures(), store.figures(official=False, who="Jo")
    assert (people.outlets, machine.outlets) == (
        (Count("Other Post", 1),),
        (Count("River Post", 1),),
    )
    assert (people.types, machine.types) == ((Count("COERCE", 1),), (Count("ASSAULT", 1),))
    assert (people.totals["incidents"], machine.totals["incidents"]) == (0, 1)
    assert (people.totals["decisions"], machine.totals["decisions"]) == (1, 0)
    assert (people.reviewed, machine.reviewed) == (1, 0)
    assert (people.not_linked, machine.not_linked) == (1, 0)
    origins = [len(store.links_of([incident], official=o).origins) for o in (True, False)]
    assert origins == [0, 1]


def test_figures_of_nothing(store: Store) -> None:
    found = store.figures()
    assert (found.totals["reports"], found.linked, found.months) == (0, None, ())


def test_who_has_gone_through_the_same(store: Store) -> None:
    a, b = add_reports(store, ["2020-05-03", "2020-05-04"])
    for who in ("Jo", "Amal"):
        store.decide(a, "confirm", who=who)
    store.decide(b, "confirm", who="Jo")
    store.decide(b, "confirm", who="Ada", stage="adjudication")
    (coded,) = store.coded_twice()
    assert (coded.report, coded.coders, coded.adjudicated) == (a, ("Amal", "Jo"), False)
    store.decide(a, "confirm", who="Ada", stage="adjudication")
    assert [c.adjudicated for c in store.coded_twice()] == [True]


def test_heads_and_copies(store: Store) -> None:
    a, b = add_reports(store, ["2020-05-03", "2020-05-04"])
    store.save_links(links(copies=[copy_of(a, b)]))
    assert [(c.from_, c.to) for c in store.copies_of(a)] == [(a, b)]
    assert store.copies_of(b) == store.copies_of(a)
    heads = store.heads([a, "r_none"])
    assert (heads[a].outlet, heads[a].published) == ("River Post", "2020-05-03T10:00:00Z")
    assert list(heads) == [a]
