"""Sources of one incident that are one, whatever each report calls them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.linking.names import key_of, same_name, same_person
from sayso.linking.origins.press import Deep


def one_source(deep: Sequence[Deep]) -> dict[str, Deep]:
    """For each source that is another of the same incident, that other one.

    Args:
        deep: The sources of one incident, as each report names them.

    Returns:
        Key of a source to the source that it counts as: the one that is named most fully. A
        person who speaks for a body in one report speaks for it in the others; a name is one with
        the fuller name that it is part of, unless there are two such; "the mayor" is the one
        mayor whom another report names.
    """
    distinct = list({d.key: d for d in deep if d.kind in ("source", "anonymous")}.values())
    out: dict[str, Deep] = {}
    for group in _same_words(distinct):
        best = max(group, key=lambda d: (d.named, len(d.name), d.key))
        out.update((d.key, replace(best, why="")) for d in group if d.key != best.key)
    left = [d for d in distinct if d.key not in out]
    sources = [d for d in left if d.kind == "source"]
    speakers = {d.speaker: d for d in deep if d.speaker}
    for found in sources:
        bodies = {d.key: d for name, d in speakers.items() if same_person(name, found.name)}
        if len(bodies) == 1 and found.key not in bodies and found.person:
            (body,) = bodies.values()
            out[found.key] = replace(
                body, why=f"{found.name} speaks for {body.name}", rules=("speaks_for",)
            )
        elif fuller := _fuller(found, sources):
            out[found.key] = replace(
                fuller, why=f"{found.name} is {fuller.name}", rules=("same_person",)
            )
    return {d.key: _end(d, out) for d in distinct if d.key in out}


def _same_words(sources: Iterable[Deep]) -> list[list[Deep]]:
    """Those of one name or description; what is known of their countries does not differ."""
    of_name: dict[tuple[str, str], list[Deep]] = defaultdict(list)
    for d in sources:
        if d.kind == "anonymous":
            of_name["anonymous", d.sort].append(d)
        else:
            other = d.sort.removeprefix("described").removeprefix("named")
            of_name["source", key_of(_plain(d)) + other].append(d)
    out = []
    for group in of_name.values():
        countries = sorted({d.country for d in group if d.country})
        if len(countries) <= 1:
            out.append(group)
            continue
        by_country: dict[str, list[Deep]] = defaultdict(list)
        for d in group:
            by_country[d.country or countries[0]].append(d)
        out.extend(by_country.values())
    return out


def _plain(found: Deep) -> str:
    """The description in a described source's key, else the name."""
    if found.key.startswith("described:"):
        return found.key.split(":", 2)[2].rsplit("|", 1)[0]
    return found.name


def _fuller(found: Deep, sources: Sequence[Deep]) -> Deep | None:
    """The one source whose name is this one's in full, or who holds this one's office."""
    if "(another)" in found.sort:
        return None
    fuller = sorted(
        (
            d
            for d in sources
            if len(d.name) > len(found.name)
            and _may_be_one(found, d)
            and _one_name(d.name, found.name)
        ),
        key=lambda d: (-len(d.name), d.key),
    )
    if fuller and all(_one_name(d.name, fuller[0].name) for d in fuller):
        return fuller[0]
    if found.person and not found.named and found.office:
        holders = {d.key: d for d in sources if d.named and d.person and _holds(d, found)}
        if len(holders) == 1:
            return next(iter(holders.values()))
    return None


def _one_name(a: str, b: str) -> bool:
    """Whether one name is part of the other, or its letters."""
    return same_person(a, b) or ((a.isupper() or b.isupper()) and same_name(a, b))


def _holds(named: Deep, described: Deep) -> bool:
    """Whether a named person is what another is only described as: "Mayor Sade", "the mayor".

    "The interior minister" is no other minister than that one.
    """
    one, two = ((d.office or "").casefold().split() for d in (named, described))
    if not (one and two) or one[-1] != two[-1]:
        return False
    return set(one) <= set(two) or set(two) <= set(one)


def _may_be_one(a: Deep, b: Deep) -> bool:
    """Whether nothing keeps two sources apart: a person is no body, one country no other."""
    if a.person != b.person and a.named and b.named:
        return False
    return not (a.country and b.country and a.country != b.country) or (a.named and b.named)


def _end(found: Deep, to: Mapping[str, Deep]) -> Deep:
    """The last of a chain of merges, with the first reason that there is, and the rules of all."""
    last, seen = to[found.key], {found.key}
    why, rules = last.why, [*found.rules, *last.rules]
    while last.key in to and last.key not in seen:
        seen.add(last.key)
        last = to[last.key]
        why = why or last.why
        rules += last.rules
    return replace(last, why=why, rules=tuple(dict.fromkeys(rules)))
