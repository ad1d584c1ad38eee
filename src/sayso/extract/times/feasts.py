"""What the rules of the time grammar make of feasts and of dates of other calendars."""

from __future__ import annotations

from sayso.extract.times.forms import Calendar, Feast, Foreign
from sayso.extract.times.pattern import Hit, Reading, mod_of

# The months that are spoken of by themselves, as one speaks of a feast.
_MONTHS_AS_FEASTS = {1: "muharram", 9: "ramadan"}
# Years that news and history can be dated by in the Hijri and the Persian calendar.
_OTHER_YEARS = range(1200, 1500)


def foreign_date(hit: Hit) -> Reading | None:
    """A day of the Hijri or a Persian calendar: "12 Rajab 1445", "21 Khordad"."""
    if not hit.written("m")[0].isupper():
        return None
    day, year = hit.number("d"), hit.number("y")
    if day is None or not 1 <= day <= 32:
        return None
    if "AFGHAN" in hit.word("m").classes and year not in _OTHER_YEARS:
        return None  # "2 Asad" may be two men
    month = hit.number("m")
    if year is not None and year > _OTHER_YEARS[-1]:
        return Reading(Foreign(_calendar(hit), None, month, day, within=year))
    return Reading(Foreign(_calendar(hit), year, month, day))


def foreign_month(hit: Hit) -> Reading | None:
    """A month of the Hijri or a Persian calendar with its year: "Sha'ban 1443"."""
    year = hit.number("y")
    marked = hit.has("lunar") or hit.has("solar")
    if not hit.written("m")[0].isupper() or not (marked or year in _OTHER_YEARS):
        return None
    return Reading(Foreign(_calendar(hit), year, hit.number("m")))


def foreign_year(hit: Hit) -> Reading | None:
    """A year of the Hijri or a Persian calendar: "1445 AH", "1402 SH"."""
    year = hit.number("y")
    # "ah" is also a sigh, and "solar" may go with a panel.
    if hit.has("solar"):
        marked = hit.has("hijri") or hit.written("solar").isupper()
        return Reading(Foreign("persian", year)) if marked and year in _OTHER_YEARS else None
    marked = hit.word("lunar").lower not in ("ah", "a.h") or hit.written("lunar").isupper()
    return Reading(Foreign("hijri", year)) if marked else None


def _calendar(hit: Hit) -> Calendar:
    return "hijri" if "HIJRI" in hit.word("m").classes else "persian"


def feast(hit: Hit) -> Reading | None:
    """A feast: "Easter", "last year's Ramadan", "the second day of Eid al-Fitr"."""
    if "HIJRI" in hit.word("f").classes:
        key = _MONTHS_AS_FEASTS.get(hit.number("f") or 0)
    else:
        key = hit.string("f")
    written = hit.written("f")
    if _is_a_man(hit):
        return None
    if key is None or not (written[0].isupper() or " of " in written) or hit.is_title:
        return None
    if "HIJRI" in hit.word("f").classes and hit.number("y") in _OTHER_YEARS:
        return None  # "Ramadan 1445" is a month of that calendar's year
    nth = 0 if hit.has("eve") else hit.number("n")
    shift = hit.number("ly")
    form = Feast(key, hit.number("y"), hit.number("l"), shift, nth)
    return Reading(form, clock=hit.string("p"), mod=mod_of(hit))


def _is_a_man(hit: Hit) -> bool:
    """Whether the month is a man's name: "Ramadan Abdullah"."""
    word, after = hit.word("f"), hit.neighbour(1)
    text = hit.text.parse.text
    if "HIJRI" not in word.classes or after is None or after.start != word.end + 1:
        return False
    return text[after.start].isupper() and not text[word.start : after.end].isupper()
