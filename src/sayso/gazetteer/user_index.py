"""The user's own places as look-ups find them: a few dictionaries in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from sayso.gazetteer.entry import Entry, NameKind
from sayso.gazetteer.keys import loose_keys, name_key
from sayso.gazetteer.schema import FIRST_USER_ID
from sayso.gazetteer.user_places import UserPlace

FindArea = Callable[[str, str, str], Entry | None]
"""Country, feature and name of an area to its entry."""


class UserIndex:
    """Entries by key, by loose key, and by country.

    Args:
        places: The user's places.
        find_area: Looks up the areas that they say they lie in.
    """

    def __init__(self, places: Sequence[UserPlace], find_area: FindArea) -> None:
        self.exact: defaultdict[str, list[tuple[Entry, NameKind]]] = defaultdict(list)
        self.loose: defaultdict[str, list[Entry]] = defaultdict(list)
        self.keys: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        """By country: loose keys with ids."""
        self.by_id: dict[int, Entry] = {}
        for place in places:
            entry = _entry(place, find_area)
            self.by_id[entry.id] = entry
            kinds: dict[str, NameKind] = {name_key(place.name): "own"}
            for name in place.also:
                kinds.setdefault(name_key(name), "common")
            folded: dict[str, None] = {}
            for key, kind in kinds.items():
                self.exact[key].append((entry, kind))
                folded |= dict.fromkeys(loose_keys(key, place.country))
            for loose in folded:
                self.loose[loose].append(entry)
                self.keys[place.country].append((loose, entry.id))


def _entry(place: UserPlace, find_area: FindArea) -> Entry:
    admin1 = find_area(place.country, "admin1", place.admin1) if place.admin1 else None
    admin2 = find_area(place.country, "admin2", place.admin2) if place.admin2 else None
    first = admin1.id if admin1 else admin2.admin1_id if admin2 else None
    return Entry(
        id=FIRST_USER_ID - place.id,
        name=place.name,
        feature="city",
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1_id=first,
        admin2_id=admin2.id if admin2 else None,
        population=place.population,
        fame=1 + len(place.also),
        precision=1,
        admin1=admin1.name if admin1 else place.admin1 or (admin2.admin1 if admin2 else None),
        admin2=admin2.name if admin2 else place.admin2,
    )
