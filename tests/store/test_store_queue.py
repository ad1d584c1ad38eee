"""The queue: in order, filtered, near copies under their lead, with what a person has done."""

from __future__ import annotations

from typing import Any

import pytest
from desk_collection import add_reports, copy_of, links, told
from sqlalchemy import event

from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.queue_queries import Order

DAYS = ("2020-05-03", "2020-05-01", None, "2020-05-04", "2020-05-02")


def listed(store: Store, **asked: object) -> list[str]:
    """Ids of the leads, page by page."""
    found: list[str] = []
    after = None
    while True:
        page = store.queue(after=after, limit=2, **asked)  # type: ignore[arg-type]
        found += [group.lead.line.id for group in page.groups]
        after = page.next
        if after is None:
            return found


def test_each_order_is_walked_page_by_page(store: Store) -> None:
    a, b, c, d, e = add_reports(store, DAYS)
    assert listed(store) == [e, d, c, b, a]
    assert listed(store, order="newest") == [d, a, e, b, c]
    assert listed(store, order="oldest") == [b, e, a, d, c]


def test_orders_where_something_rare_is_asked_for(store: Store) -> None:
    a, b, c, d, e = add_reports(store, DAYS)
    for id_ in (a, c, d, b):
        store.decide(id_, "flag", who="Amal")
    asked = {"flagged": True, "who": "Amal"}
    assert listed(store, **asked) == [d, c, b, a]
    assert listed(store, order="newest", **asked) == [d, a, b, c]
    assert listed(store, order="oldest", **asked) == [b, a, d, c]
    assert listed(store, flagged=False, who="Amal") == [e]


def test_filters(store: Store) -> None:
    a, b, c, d, e = add_reports(store, DAYS)
    assert listed(store, since="2020-05-02", until="2020-05-03") == [e, a]
    assert listed(store, order="newest", until="2020-05-02") == [e, b]
    assert listed(store, outlet="RIVER post", type="assault", country="irq") == [e, d, c, b, a]
    assert listed(store, outlet="Another") == []
    assert listed(store, q='"(3)"') == [d]
    assert store.queue(q="kirkuk").left == 5
    assert store.queue(since="2020-05-04").left == 1
    with pytest.raises(StoreError, match="nothing to search for"):
        store.queue(q="?")


@pytest.mark.parametrize("after", ["x", "0.5", "a~b", "0.5~b", "0.5~-1", f"0.5~{10**20}"])
def test_a_place_that_is_none(store: Store, after: str) -> None:
    with pytest.raises(StoreError, match="no place in this list"):
        store.queue(after=after)
    with pytest.raises(StoreError, match="no place in this list"):
        store.queue(after="2020~b", order="newest")


def test_what_a_person_has_gone_through_is_done_for_them_alone(store: Store) -> None:
    a, b, c = add_reports(store, DAYS[:3])
    store.decide(a, "confirm", who="Amal")
    store.decide(b, "reject", who="Amal")
    store.decide(c, "confirm", who="Amal", path="events.e1")
    assert listed(store, who="Amal") == [c]
    assert listed(store, who="Amal", reviewed="yes") == [b, a]
    assert listed(store, who="Amal", reviewed="all") == [c, b, a]
    assert listed(store, who="Jo") == [c, b, a]
    assert listed(store) == [c]
    assert [store.queue(who=who).left for who in ("Amal", "Jo", None)] == [1, 3, 1]
    lines = {g.lead.line.id: g.lead for g in store.queue(who="Jo").groups}
    assert [(lines[id_].done, lines[id_].coders) for id_ in (a, b, c)] == [
        (False, 1),
        (False, 1),
        (False, 0),
    ]


def test_undo_and_taking_a_flag_off(store: Store) -> None:
    (a,) = add_reports(store, DAYS[:1])
    done = store.decide(a, "confirm", who="Amal")
    undone = store.decide(a, "undo", who="Amal", replaces=done)
    assert listed(store, who="Amal") == [a]
    store.decide(a, "confirm", who="Amal", replaces=undone)
    assert listed(store, who="Amal") == []
    store.decide(a, "flag", who="Amal", path="events.e1")
    (group,) = store.queue(who="Amal", reviewed="all").groups
    assert (group.lead.flagged, group.lead.done) == (True, True)
    store.decide(a, "flag", who="Amal", path="events.e1", new=False)
    (group,) = store.queue(who="Amal", reviewed="all").groups
    assert not group.lead.flagged
    assert store.check() == []


def test_near_copies_stand_under_what_they_go_back_to(store: Store) -> None:
    a, b, c, d, e = add_reports(store, DAYS)
    copies = [copy_of(a, b), copy_of(b, c, kind="excerpt"), copy_of(a, d, share=0.5)]
    store.save_links(links(copies=[*copies, copy_of(a, e, kind="quotes")]))
    page = store.queue()
    groups = [(g.lead.line.id, [line.line.id for line in g.copies]) for g in page.groups]
    assert groups == [(e, []), (d, []), (a, [b, c])]
    assert page.left == 3
    assert store.check() == []


def test_a_copy_stands_alone_where_its_lead_does_not_fit(store: Store) -> None:
    a, b = add_reports(store, DAYS[:2])
    store.save_links(links(copies=[copy_of(a, b)]))
    assert listed(store, until="2020-05-01") == [b]
    assert listed(store) == [a]
    store.decide(a, "confirm", who="Amal")
    assert listed(store, who="Amal") == []  # its copies need not be gone through either


def test_copies_of_one_another(store: Store) -> None:
    a, b, c = add_reports(store, DAYS[:3])
    store.save_links(links(copies=[copy_of(a, b), copy_of(b, a), copy_of(b, c)]))
    assert listed(store) == [a]
    assert store.check() == []
    store.save_links(links(), anew=True)
    assert listed(store) == [c, b, a]


def test_contested(store: Store) -> None:
    a, b, c = add_reports(store, DAYS[:3])
    incidents = (told("i_1", f"{a}/e1", f"{b}/e1", contested=True), told("i_2", f"{c}/e1"))
    store.save_links(links(*incidents))
    assert listed(store, contested=True) == [b, a]
    assert listed(store, contested=False) == [c]
    assert [g.lead.contested for g in store.queue().groups] == [False, True, True]
    store.save_links(links(told("i_1", f"{a}/e1")), anew=True)
    assert listed(store, contested=True) == []


def test_relevance_that_is_not_known_comes_last(store: Store) -> None:
    (a,) = add_reports(store, ("2020-05-03",), relevance=None)
    b, c = add_reports(store, ("2020-05-01", "2020-05-01"), outlet="Another")
    page = store.queue()
    assert [g.lead.line.id for g in page.groups] == [c, b, a]
    assert [g.lead.relevance for g in page.groups] == [0.2, 0.1, None]
    assert listed(store) == [c, b, a]


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_the_queue_is_a_walk_along_an_index(store: Store, order: Order) -> None:
    add_reports(store, DAYS)
    asked: list[tuple[str, Any]] = []

    def listen(_c: object, _u: object, statement: str, parameters: Any, *_: object) -> None:
        if "ORDER BY" in statement and " LIMIT " in statement:
            asked.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", listen)
    try:
        store.queue(order=order, who="Amal", limit=2)
    finally:
        event.remove(store._engine, "before_cursor_execute", listen)
    with store._reading() as session:
        steps = [
            str(row[3])
            for statement, parameters in asked
            for row in session.connection().exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
        ]
    assert steps
    # None sorts, and none reads a table in another order than that of an index.
    assert not [step for step in steps if "TEMP B-TREE" in step], steps
    assert not [step for step in steps if "SCAN" in step and "USING INDEX" not in step], steps
