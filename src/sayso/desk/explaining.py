"""Why reports are linked, and why a field has its value, as people have made it."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.linking import explain
from sayso.store import Store
from sayso.store.mapping import StoredReports


def explained(store: Store, given: str) -> list[str]:
    """Say why, in lines for a person.

    Args:
        store: A collection that was linked.
        given: A report, an event (``r_x/e3``), an incident, a field of one (``i_x.killed``) or an
            origin. The beginning of a report's or an incident's id is enough.

    Raises:
        NotFound: There is nothing with this id.
    """
    name = re.split("[/.:]", given, maxsplit=1)[0]
    rest = given[len(name) :]
    reports = StoredReports(store, official=True)
    if name.startswith("i_"):
        incident = store.incident(name, official=True)
        return explain.explain(incident.id + rest, store.links_of([incident]), reports)
    links = store.links()
    assert links is not None  # noqa: S101 - the caller has made sure
    if name.startswith("r_"):
        name = store.get(name).id
    return explain.explain(
        name + rest, replace(links, incidents=tuple(store.incidents(official=True))), reports
    )
