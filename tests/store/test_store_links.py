"""Links: stored, replaced, forwarded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from store_reports import page_and_report

from sayso.errors import NotFound, StoreError
from sayso.linking import Linked, Links
from sayso.linking.copies.fingerprints import Fingerprints
from sayso.linking.incidents.ids import Forward
from sayso.linking.stories.term_table import TermTable
from sayso.record import Account, Copy, EventRef, Incident, IncidentPlace, Origin, TollRange
from sayso.store import Store

ORIGIN = Origin(id="o1", name="River Post", kind="outlet", reports=("r1",), rule="own")


def incident(
    id_: str,
    *events: str,
    type_: str = "ASSAULT",
    earliest: str | None = "2020-05-02",
    latest: str | None = "2020-05-03",
    country: str = "IRQ",
    contested: tuple[str, ...] = (),
) -> Incident:
    """An incident; an event is written ``r1/e1``."""
    refs = tuple(EventRef(report=r, event=e) for r, e in (x.split("/") for x in events))
    return Incident(
        id=id_,
        type=type_,
        places=(IncidentPlace(name="Kirkuk", country=country),),
        earliest=earliest,
        latest=latest,
        events=refs,
        accounts={"killed": (Account(value="10", best=10, origins=("o1",), reports=("r1",)),)},
        contested=contested,
        tolls={"killed": TollRange(low=10, best=10, high=None, rule="ucdp")},
    )


def linked(*incidents: Incident, forwards: tuple[Forward, ...] = ()) -> Linked:
    """What a linking that found these would give; nothing to remember."""
    copy = Copy(
        **{"from": "r1"},
        to="r2",
        kind="excerpt",
        spans=((0, 5, 3, 8),),
        share=0.5,
        share_from=0.25,
        direction="credit",
        why="“River Post reported”",
    )
    return Linked(
        notes=(),
        fingerprints=Fingerprints.none(),
        table=TermTable(),
        chances={},
        copies=(copy,) if incidents else (),
        undone=frozenset(),
        replaced=frozenset(),
        incidents=incidents,
        origins={i.id: (ORIGIN,) for i in incidents},
        forwards=forwards,
    )


def test_links_come_back_equal(store: Store) -> None:
    assert store.links() is None
    given = linked(incident("i_1", "r1/e1", "r2/e1"), incident("i_2", "r3/e1"))
    store.save_links(given, rule="acled")
    assert store.links() == Links(given.copies, (ORIGIN,), given.incidents)
    assert store.incident("i_1") == given.incidents[0]


def test_linking_anew_replaces_all(store: Store) -> None:
    store.save_links(linked(incident("i_1", "r1/e1")))
    store.save_links(linked(), anew=True)
    assert store.links() == Links()
    assert store.incidents() == []


def test_incidents_take_the_place_of_some(store: Store) -> None:
    store.save_links(linked(incident("i_1", "r1/e1"), incident("i_2", "r2/e1")))
    more = linked(incident("i_1", "r1/e1", "r3/e1"))
    store.save_links(replace(more, copies=(), replaced=frozenset({"i_1"})))
    assert [len(store.incident(i).events) for i in ("i_1", "i_2")] == [2, 1]
    assert store.stats().origins == store.stats().copies == 1
    assert store.check(quick=True) == []  # the reports of these links are not there


def test_a_broken_set_changes_nothing(store: Store) -> None:
    given = linked(incident("i_1", "r1/e1"))
    store.save_links(given)
    before = store.links()
    broken = linked(incident("i_2", "r1/e1"), incident("i_2", "r1/e2"))
    for anew in (False, True):
        with pytest.raises(StoreError):
            store.save_links(broken, anew=anew)
        assert store.links() == before


def test_ids_that_are_gone_lead_on(store: Store) -> None:
    # a and b are one now; c was split; d is gone.
    moved: tuple[Forward, ...] = (
        ("i_a", "i_ab"),
        ("i_b", "i_ab"),
        ("i_c", "i_c2"),
        ("i_c", "i_c1"),
        ("i_d", None),
    )
    parts = (incident("i_c1", "r4/e1"), incident("i_c2", "r5/e1", "r6/e1"))
    store.save_links(linked(incident("i_ab", "r1/e1"), *parts, forwards=moved))
    assert store.incident("i_a").id == store.incident("i_b").id == "i_ab"
    with pytest.raises(NotFound, match="split into i_c2, i_c1"):
        store.incident("i_c")
    with pytest.raises(NotFound, match="none of its events"):
        store.incident("i_d")
    # One step more: the forward of a forward, and c is whole again under another id.
    moved = (("i_ab", "i_x"), ("i_c1", "i_y"), ("i_c2", "i_y"))
    both = incident("i_x", "r1/e1"), incident("i_y", "r4/e1", "r5/e1", "r6/e1")
    store.save_links(linked(*both, forwards=moved), anew=True)
    assert store.incident("i_a").id == "i_x"
    assert store.incident("i_c").id == "i_y"
    # An id that comes back is itself again.
    store.save_links(linked(incident("i_a", "r1/e1"), forwards=(("i_x", "i_a"),)), anew=True)
    assert store.incident("i_a").id == store.incident("i_x").id == "i_a"


def test_a_living_incident_is_found_though_parts_of_it_went_elsewhere(store: Store) -> None:
    parts = incident("i_a", "r1/e1", "r2/e1"), incident("i_b", "r3/e1")
    store.save_links(linked(*parts, forwards=(("i_a", "i_b"),)))
    assert store.incident("i_a").id == "i_a"


def test_forwards_that_lead_in_a_circle_end(store: Store) -> None:
    for old, new in (("i_a", "i_b"), ("i_b", "i_a"), ("i_a", "i_b")):
        found = linked(incident(new, "r1/e1"), forwards=((old, new),))
        store.save_links(found, anew=True)
    store.save_links(linked(forwards=(("i_b", None),)), anew=True)
    with pytest.raises(NotFound, match="none of its events"):
        store.incident("i_a")


def test_an_incident_by_the_beginning_of_its_id(store: Store) -> None:
    store.save_links(linked(incident("i_abc", "r1/e1"), incident("i_abd", "r2/e1")))
    assert store.incident("i_abd").id == "i_abd"
    with pytest.raises(NotFound, match="beginning of several incident ids"):
        store.incident("i_ab")
    with pytest.raises(NotFound, match="nearest: i_abc, i_abd"):
        store.incident("i_abx")


def test_incidents_by_what_they_are(store: Store) -> None:
    store.save_links(
        linked(
            incident("i_1", "r1/e1", earliest="2020-05-02", latest="2020-05-02"),
            incident(
                "i_2",
                "r1/e2",
                type_="PROTEST",
                country="SYR",
                earliest="2020-06-01",
                latest="2020-06-01",
            ),
            incident("i_3", "r1/e3", earliest=None, latest=None, contested=("killed",)),
            incident("i_4", "r1/e4", earliest="2020-05-01", latest="2020-05-09"),
        )
    )

    def ids(**filters: object) -> list[str]:
        return [i.id for i in store.incidents(**filters)]  # type: ignore[arg-type]

    assert ids() == ["i_2", "i_4", "i_1", "i_3"]
    assert ids(type="protest") == ["i_2"]
    assert ids(without={"PROTEST"}) == ["i_4", "i_1", "i_3"]
    assert ids(country="irq") == ["i_4", "i_1", "i_3"]
    assert ids(country="Iraq") == ids(country="irq")
    for unknown in ("IR", "%"):
        with pytest.raises(NotFound, match="no country"):
            ids(country=unknown)
    assert ids(since="2020-05-03", until="2020-05-31") == ["i_4"]
    assert ids(contested=True) == ["i_3"]
    assert ids(contested=False, limit=1) == ["i_2"]


def test_stats_say_what_is_not_linked_yet(store: Store, path: Path) -> None:
    first, second, third = (page_and_report(n) for n in range(3))
    store.add(*first)
    newest = store.newest_reading()
    store.add(*second)  # while the linking runs
    store.save_links(linked(incident("i_1", "r1/e1")), last_reading=newest)
    assert store.stats().not_linked == 1
    store.add(*third)
    store.add_reading(first[1].model_copy(update={"events": ()}))
    stats = store.stats()
    assert (stats.not_linked, stats.incidents, stats.copies, stats.origins) == (3, 1, 1, 1)
    assert stats.linked is not None
    store.save_links(linked(), anew=True)
    assert store.stats().not_linked == 0
