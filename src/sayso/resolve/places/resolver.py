"""Where on earth the places are that a report names.

Ranking is in ``ranking``. A place that cannot be told keeps its mentions, and ``why`` names
the nearest candidates. Precision is UCDP where_prec (GED codebook 23.1): 1 the named town, 2 near
it, 3 second-order and 4 first-order area, 5 a larger or vague area, 6 country, 7 sea or air.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sayso.extract.toponyms import ToponymMention
from sayso.gazetteer import Entry, Gazetteer, Match
from sayso.gazetteer.distance import kilometres
from sayso.gazetteer.keys import bare_keys, name_key
from sayso.language.parse import Parse
from sayso.record import Place
from sayso.resolve.places.filling import area_told, place_of
from sayso.resolve.places.ranking import Context, Group, lies_within, rank, spelling

# Measured on held-out news: of the places given 92 to 94 of 100 are within 161 km of the annotated
# one; at .35 it was 89 to 91, with 1 to 4 of 100 more names placed.
LEAST_CHANCE = 0.6
# A capital is what is meant where nothing speaks for another place of its name.
LEAST_CAPITAL = 0.3
# A town in a country that nothing else in the report speaks for is more often a person, a firm or a
# place that the gazetteer lacks.
LEAST_STRANGER = 0.8
# Similarity (0-100) of names a letter apart. Measured on annotated news, one in nine such hits in
# the report's countries was the place meant, so one counts only inside the area written beside the
# name ("Hawidja, Kirkuk"); elsewhere it is shown as the nearest candidate.
FUZZY_CUTOFF = 85.0
LOOSE_LENGTH = 5
NAMESAKE = 2  # so much better known is a town than the area, if the bare name means the town
SAME_PLACE_KM = 40.0
_AREAS = frozenset({"country", "admin1"})
_BROAD = frozenset({"country", "region", "water"})
_DATELINE_PART = re.compile(r"[^\W\d_][^,(–—/\d]{1,40}")


def resolve_places(
    mentions: Sequence[ToponymMention],
    parse: Parse,
    gazetteer: Gazetteer,
    *,
    outlet_country: str | None = None,
) -> list[Place]:
    """One place for each distinct place named, with all its mentions.

    Args:
        mentions: What ``find_toponyms`` found; metonyms count as context only.
        parse: The report's parse.
        gazetteer: Where names are looked up.
        outlet_country: ISO 3166-1 alpha-3 code of the outlet's country, if known: weak context.

    Returns:
        Places with ids ``p1`` … in the order of their first mentions.
    """
    groups = _group(mentions, parse, gazetteer)
    groups += _datelines(parse, gazetteer)
    context = Context(named=_named_countries(mentions, parse, gazetteer, outlet_country))
    _widen(groups, context, gazetteer)
    chances = rank(groups, context)
    spoken = _spoken(groups, chances, context)
    merged: dict[object, tuple[Group, Match | None, float, list[ToponymMention]]] = {}
    for group, chance in zip(groups, chances, strict=True):
        if not group.counts:
            continue
        match, sure = _choose(group, chance)
        if match is None:
            group.area = area_told(group, chance)
        if match is not None and sure < LEAST_STRANGER and _stranger(match.entry, spoken):
            match = None
        if match is not None:
            match = _area_of(match, group.kind, gazetteer)
        key: object = name_key(group.words) if match is None else match.entry.id
        if key in merged:
            old = merged[key]
            old[3].extend(group.mentions)
            merged[key] = (old[0], old[1], max(old[2], sure), old[3])
        else:
            merged[key] = (group, match, sure, list(group.mentions))
    ordered = sorted(merged.values(), key=lambda x: min(m.span for m in x[3]))
    return [
        place_of(f"p{n}", group, match, sure, sorted(where, key=lambda m: m.span))
        for n, (group, match, sure, where) in enumerate(ordered, start=1)
    ]


def _group(mentions: Sequence[ToponymMention], parse: Parse, gazetteer: Gazetteer) -> list[Group]:
    """One group a name; an area ("Idlib province") apart from the town of its name.

    A name with two different containers ("Paris, Texas", "Paris, France") makes two groups, and
    mentions without one go with the first.
    """
    groups: dict[tuple[str, str, str], Group] = {}
    first: dict[tuple[str, str], tuple[str, str, str]] = {}
    for m in mentions:
        words = parse.words(m.span)
        base = (name_key(words), m.kind if m.kind in ("admin1", "admin2") else m.role)
        within: tuple[Match, ...] = ()
        if m.within is not None:
            outer = parse.words(m.within)
            matches = lookup(gazetteer, words)
            around = gazetteer.lookup(outer)
            if not matches or any(lies_within(x.entry, around) for x in matches):
                within = around
        key = (*base, name_key(parse.words(m.within)) if within and m.within else "")
        if not key[2] and base in first:
            key = first[base]
        elif base in first and not first[base][2]:
            # The container is written at a later mention of the same name.
            groups[key] = groups.pop(first[base])
            first[base] = key
        first.setdefault(base, key)
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(words, matches=lookup(gazetteer, words))
            group.counts = m.role == "place"
        group.within = group.within or within
        group.mentions.append(m)
    for group in groups.values():
        group.matches = _inside(group)
    return list(groups.values())


def _inside(group: Group) -> tuple[Match, ...]:
    """The matches inside the area written beside the name, if there are any.

    Not for the names of countries and first-order areas: "Georgia, Alabama and Texas" is a list.
    """
    alike = (m for m in group.matches if spelling(m.entry.name) == group.spelling)
    if any(m.entry.feature in ("country", "admin1") for m in alike):
        return group.matches
    return tuple(m for m in group.matches if lies_within(m.entry, group.within)) or group.matches


def lookup(gazetteer: Gazetteer, words: str) -> tuple[Match, ...]:
    """Exact look-up, then without the word for its kind ("Anbar Province").

    The name of a country or a well-known region is no town's second name: "El Salvador" is not
    San Salvador, "Donbas" not Donetsk.
    """
    found = gazetteer.lookup(words)
    for bare in () if found else bare_keys(name_key(words)):
        found = found or gazetteer.lookup(bare)
    written = spelling(words)
    alike = {m.entry.id for m in found if spelling(m.entry.name) == written}
    if any(m.entry.feature in _BROAD and m.entry.id in alike for m in found):
        return tuple(m for m in found if m.kind != "other" or m.entry.id in alike)
    return found


def _datelines(parse: Parse, gazetteer: Gazetteer) -> list[Group]:
    """The places of dateline blocks, as context."""
    out = []
    for block in parse.blocks:
        if block.kind != "dateline":
            continue
        parts = _DATELINE_PART.findall(parse.words(block.span)[:120])
        found = [(part.strip(), gazetteer.lookup(part.strip(" -"))) for part in parts[:2]]
        for n, (part, matches) in enumerate(found):
            if matches:
                around = found[n + 1][1] if n + 1 < len(found) else ()
                out.append(Group(part, matches=matches, within=around, counts=False))
    return out


def _named_countries(
    mentions: Sequence[ToponymMention],
    parse: Parse,
    gazetteer: Gazetteer,
    outlet_country: str | None,
) -> dict[str, float]:
    """Countries by how often they, their people or governments are named."""
    out: Counter[str] = Counter()
    for m in mentions:
        words = parse.words(m.span)
        if (m.role == "metonym" or not gazetteer.is_seat(words)) and (
            iso3 := gazetteer.country_of(words)
        ):
            out[iso3] += 1
    at, tokens = 0, parse.tokens
    while at < len(tokens):
        width = 1
        for n in (2, 1) if parse.text[tokens[at].start].isupper() else ():
            last = min(at + n, len(tokens))
            words = parse.text[tokens[at].start : tokens[last - 1].end]
            if gazetteer.is_demonym(words):
                if iso3 := gazetteer.country_of(words):
                    out[iso3] += 1
                width = n
                break
        at += width
    named = {iso3: math.log1p(n) for iso3, n in out.items()}
    if outlet_country is not None:
        named[outlet_country] = named.get(outlet_country, 0.0) + 0.5
    return named


def _widen(groups: Sequence[Group], context: Context, gazetteer: Gazetteer) -> None:
    """Matches for names not listed as written: other transliterations, then close spellings.

    Only inside the countries that the report names or that its other names lie in.
    """
    missing = [g for g in groups if not g.matches and g.counts and g.kind != "site"]
    if not missing:
        return
    known: Counter[str] = Counter()
    for iso3 in context.named:
        known[iso3] += 1
    for group in groups:
        countries = {m.entry.country for m in group.matches if m.entry.country}
        if len(countries) == 1:
            known[countries.pop()] += 1
    allowed = {iso3 for iso3, _ in known.most_common(4)}
    for group in missing:
        if len(name_key(group.words)) < LOOSE_LENGTH:
            continue
        loose = gazetteer.lookup_loose(group.words)
        group.matches = tuple(m for m in loose if m.entry.country in allowed)
        if not group.matches:
            beside = {m.entry.country for m in group.within if m.entry.feature in _AREAS}
            countries = allowed | {c for c in beside if c}
            close = gazetteer.lookup_fuzzy(group.words, countries, cutoff=FUZZY_CUTOFF)
            inside = [m for m in close if lies_within(m.entry, group.within)]
            group.matches, group.close = tuple(inside), tuple(close)


def _choose(group: Group, chances: Sequence[float]) -> tuple[Match | None, float]:
    """The likeliest match, and how likely it or one beside it is meant."""
    if not chances:
        return None, 0.0
    best = max(range(len(chances)), key=chances.__getitem__)
    match = group.matches[best]
    sure = sum(
        chance
        for chance, other in zip(chances, group.matches, strict=True)
        if km(match.entry, other.entry) <= SAME_PLACE_KM or _nested(match.entry, other.entry)
    )
    if sure < (LEAST_CAPITAL if match.entry.feature == "capital" else LEAST_CHANCE):
        return None, sure
    return _town_of(match, group), sure


def _nested(one: Entry, other: Entry) -> bool:
    """Whether one lies in the other: a town in the district or province that is called after it."""
    if "admin2" in (one.feature, other.feature) and one.admin1_id == other.admin1_id is not None:
        return True
    return one.id in (other.admin1_id, other.admin2_id) or other.id in (
        one.admin1_id,
        one.admin2_id,
    )


def _spoken(
    groups: Sequence[Group], chances: Sequence[Sequence[float]], context: Context
) -> dict[str, float]:
    """How much of the report lies in each country."""
    out: defaultdict[str, float] = defaultdict(float, context.named)
    for group, chance in zip(groups, chances, strict=True):
        for match, c in zip(group.matches, chance, strict=True):
            if match.entry.country:
                out[match.entry.country] += c
    return out


def _stranger(e: Entry, spoken: Mapping[str, float]) -> bool:
    """Whether nothing else in a report that has other places lies in the entry's country."""
    if e.feature in _BROAD or e.feature == "capital" or e.country is None:
        return False
    # One name speaks for its country with 1 at most.
    here = spoken.get(e.country, 0.0)
    return here < 1.2 and sum(spoken.values()) - here > 1.5


def _town_of(match: Match, group: Group) -> Match:
    """The town, where an area and a better-known town in it share the name written.

    Without a word such as "province", writers mean the town ("a bomb in Idlib").
    """
    area = match.entry
    if group.kind in ("admin1", "admin2") or area.feature not in ("admin1", "admin2"):
        return match
    towns = [
        m
        for m in group.matches
        if m.entry.feature in ("city", "capital")
        and area.id in (m.entry.admin1_id, m.entry.admin2_id)
        and (m.kind == "own" or (match.kind != "own" and m.kind == "other"))
        and m.entry.fame > NAMESAKE * area.fame
    ]
    return max(towns, key=lambda m: m.entry.fame) if towns else match


def _area_of(match: Match, kind: str | None, gazetteer: Gazetteer) -> Match:
    """The area named after a town, when the report says "region" and the town alone is listed."""
    e = match.entry
    area = {"admin1": e.admin1_id, "admin2": e.admin2_id}.get(kind or "")
    if e.precision != 1 or area is None:
        return match
    outer = gazetteer.get(area)
    if outer is None or spelling(outer.name)[:4] != spelling(e.name)[:4]:
        return match
    return Match(outer, match.kind, match.score)


def km(a: Entry, b: Entry) -> float:
    """Great-circle distance in kilometres; 0 for the same entry, infinite without coordinates."""
    return 0.0 if a.id == b.id else kilometres(a.lat, a.lon, b.lat, b.lon)
