"""Which decisions about incidents count: a person's own, or what all who decided agree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from sayso.review.decision import Decision
from sayso.review.holding import holding
from sayso.review.incident_groups import GROUPING, now_named


def counted(decisions: Iterable[Decision], who: str | None = None) -> list[Decision]:
    """The decisions about incidents that make the state of them, in the order of deciding.

    Args:
        decisions: Everything that was decided about incidents.
        who: Whose view: coders see the machine's incidents with their own decisions. None: the
            official state. There an adjudicator's word is the last; else what people decided
            counts where all agree who decided about the same.

    Returns:
        Merges and splits, verdicts and values. Notes and flags are all given: they change nothing.
    """
    held = holding(decisions)
    if who is not None:
        return [d for d in held if d.who == who and d.stage == "coding"]
    final = [d for d in held if d.stage == "adjudication"]
    closed = {key for d in final if (key := topic(d)) is not None}
    coded = [d for d in held if d.stage == "coding"]
    out = [d for d in agreed(coded) if topic(d) not in closed]
    out += [d for d in coded if topic(d) is None]
    return sorted([*out, *final], key=lambda d: (d.stage == "adjudication", d.number))


def topic(decision: Decision) -> tuple[str, str] | None:
    """What a decision is about: a field of an incident, or the incident as a whole.

    Returns:
        None for notes and flags, which decide nothing.
    """
    if decision.action in ("note", "flag", "undo"):
        return None
    return decision.record, decision.path


def agreed(coded: Iterable[Decision]) -> list[Decision]:
    """Of the decisions of several people, those on which all agree who decided on the same.

    Where one person alone decided about something, that counts.
    """
    by_topic: dict[tuple[str, str], dict[str, list[Decision]]] = defaultdict(dict)
    for d in coded:
        if (key := topic(d)) is not None:
            by_topic[key].setdefault(d.who, []).append(d)
    out: list[Decision] = []
    for people in by_topic.values():
        said = {who: _last_words(mine) for who, mine in people.items()}
        shared = set.intersection(*(set(words) for words in said.values()))
        first = next(iter(said.values()))
        out += [d for words, d in first.items() if words in shared]
    return sorted(out, key=lambda d: d.number)


def _last_words(mine: Sequence[Decision]) -> dict[Hashable, Decision]:
    """What a person's decisions about one thing come to: merges, splits, and the latest of others.

    After a merge or split, it goes without saying that the incident is right as it stands.
    """
    found: dict[Hashable, Decision] = {meaning(d): d for d in mine if d.action in GROUPING}
    last = next((d for d in reversed(mine) if d.action not in GROUPING), None)
    if last is not None and not (last.action == "confirm" and found):
        found[meaning(last)] = last
    return found


def meaning(decision: Decision) -> Hashable:
    """What a decision says, so that two people's can be compared."""
    new = decision.new if isinstance(decision.new, dict) else {}
    if decision.action == "merge":
        return "merge", frozenset((decision.record, str(new.get("into"))))
    if decision.action == "split":
        return "split", frozenset(now_named(decision)[0])
    return decision.action, _plain(new.get("value", decision.new))


def _plain(value: Any) -> Hashable:
    return " ".join(value.casefold().split()) if isinstance(value, str) else repr(value)
