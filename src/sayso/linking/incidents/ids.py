"""Ids of incidents that stay when reports are added, and forwards for those that do not."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.linking.incidents.clusters import Cluster
from sayso.linking.memory import EventKey

Forward = tuple[str, str | None]
"""An id of before and where it leads: to an incident with events of it, or to none."""


def events_of(cluster: Cluster) -> list[EventKey]:
    """The events of a cluster."""
    return [(h.report_id, event) for h in cluster.happenings for event in h.events]


def with_ids(
    clusters: Sequence[Cluster], before: Mapping[EventKey, str], in_use: Callable[[str], bool]
) -> list[Cluster]:
    """Give clusters the ids that their events had before.

    The cluster with most of an incident's events keeps its id, of equals the earlier founded; a
    cluster that merges several keeps that of which it has most, of equals that of the earlier
    event. All others get an id made from
    their founding event.

    Args:
        clusters: In the order of their founding.
        before: The incident that each event was in.
        in_use: Whether an incident has an id, one of those that stay as they are included.
    """
    shares: list[tuple[int, int, int, str]] = []
    for n, cluster in enumerate(clusters):
        held = Counter(before[event] for event in events_of(cluster) if event in before)
        shares.extend((-count, n, k, old) for k, (old, count) in enumerate(held.items()))
    taken: dict[int, str] = {}
    kept: set[str] = set()
    for _, n, _, old in sorted(shares):
        if n not in taken and old not in kept:
            taken[n] = old
            kept.add(old)
    used = set(before.values())
    out = []
    for n, cluster in enumerate(clusters):
        # the founder may be that of an incident that another cluster carries on
        id_ = taken.get(n) or _free(cluster.founding_id, lambda x: x in used or in_use(x))
        used.add(id_)
        out.append(replace(cluster, id=id_))
    return out


def founded_ids(founding: Iterable[str]) -> list[str]:
    """The ids of clusters of which none was there before.

    Args:
        founding: The founding id of each, in the order of their founding.
    """
    used: set[str] = set()
    out = []
    for id_ in founding:
        out.append(_free(id_, used.__contains__))
        used.add(out[-1])
    return out


def forwards(clusters: Sequence[Cluster], before: Mapping[EventKey, str]) -> list[Forward]:
    """Where the ids of before lead: merged, split, or gone.

    Args:
        clusters: With their ids.
        before: The incident that each event was in.

    Returns:
        For each id whose events are not all in the incident of that id: the other incidents that
        hold some of them, the largest share first; None when no incident does.
    """
    now = {
        event: cluster.id for cluster in clusters if cluster.shown for event in events_of(cluster)
    }
    led: dict[str, Counter[str]] = {}
    for event, old in before.items():
        here = led.setdefault(old, Counter())
        if event in now:
            here[now[event]] += 1
    out: list[Forward] = []
    for old in sorted(led):
        others = sorted((-n, new) for new, n in led[old].items() if new != old)
        out.extend((old, new) for _, new in others)
        if not led[old]:
            out.append((old, None))
    return out


def _free(id_: str, in_use: Callable[[str], bool]) -> str:
    while in_use(id_):
        id_ = _id_of(id_)
    return id_


def _id_of(seed: str) -> str:
    return f"i_{hashlib.blake2b(seed.encode(), digest_size=6).hexdigest()}"
