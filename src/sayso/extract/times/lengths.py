"""What the rules of the time grammar make of lengths of time, sets and vague words."""

from __future__ import annotations

from sayso.extract.times.forms import Fixed, Length
from sayso.extract.times.pattern import Builder, Hit, Reading
from sayso.extract.word_set import word_set

# Half of a unit in the next smaller one.
_HALVES = {"TH": "30M", "TM": "30S", "Y": "6M"}
_CLOCK_AFTER = word_set("at by until till from since around about before after and to")
_LASTING = word_set(
    "war conflict crisis truce ceasefire armistice insurgency rebellion uprising revolt revolution "
    "siege blockade embargo boycott dispute feud standoff stalemate campaign offensive occupation "
    "violence fighting unrest strike protest peace process accord agreement deal treaty ban curfew "
    "law rule policy government regime"
)
_AHEAD = word_set("will wo shall 'll ’ll may might can could to")
_REACH = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1}


def amount(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time: ``P2D``, ``PT30M``, ``PXY``."""
    factor, letter = {"DE": (10, "Y"), "CE": (100, "Y"), "FN": (2, "W")}.get(unit, (1, unit))
    if number is not None and number % 1 == 0.5 and letter in _HALVES:
        whole = f"{int(number)}{letter[-1]}" if number > 1 else ""
        return f"{'PT' if letter[0] == 'T' else 'P'}{whole}{_HALVES[letter]}"
    figure = "X" if number is None else f"{number * factor:g}"
    if number is not None and number * factor >= 100_000:
        figure = str(int(number * factor))
    return f"PT{figure}{letter[1]}" if letter.startswith("T") else f"P{figure}{letter}"


def duration(hit: Hit) -> Reading | None:
    """A length of time: "three months", "two-day", "a year and a half"."""
    number = hit.value("n")
    number = number if isinstance(number, int | float) else None
    if hit.has("n") and (_counts_nothing(hit) or _is_article_of_more(hit)):
        return None
    if hit.has("r") and hit.tag("r").startswith("VB"):
        return None  # "the visit will last two days"
    after = hit.neighbour(1)
    if hit.string("u") == "Q" and _is_fraction(hit):
        return None
    if after is not None and (after.lower in ("old", "olds", "age", "ago")):
        return None
    if after is not None and after.lower == "-":
        beyond = hit.neighbour(2)
        if beyond is not None and beyond.lower in ("old", "olds", "ago", "earlier"):
            return None
    unit = hit.string("u") or ""
    if hit.has("half"):
        number = (number or 0) + 0.5
    if unit == "TS" and (hit.has("n") and "ARTICLE" in hit.word("n").classes):
        return None
    if _is_rate(hit):
        return Reading(Fixed(amount(1, unit)), "set")
    if unit == "WE" and number == 1:
        return Reading(Fixed("P1WE"), "duration")
    value = amount(number, unit)
    reach = _REACH.get(hit.word("r").lower) if hit.has("r") else None
    # "The last two weeks of the siege" do not end today.
    if reach and number is not None and (after is None or after.lower != "of"):
        return Reading(Length(value, number, unit, reach), "duration")
    return Reading(Fixed(value), "duration")


def _counts_nothing(hit: Hit) -> bool:
    """Whether the number is a year ("the 1988 quarter") or a time of day ("at 0530 hours")."""
    if not hit.written("n").isdigit():
        return False
    if "MILITARY" in hit.word("n").classes and hit.string("u") == "TH":
        before = hit.neighbour(-1)
        told_when = before is not None and before.lower in _CLOCK_AFTER
        return told_when or hit.written("n")[0] == "0"
    return "YEAR" in hit.word("n").classes


def _is_article_of_more(hit: Hit) -> bool:
    """Whether the article goes with what follows: "a months-long siege"."""
    return "ARTICLE" in hit.word("n").classes and "UNITS" in hit.word("u").classes


def _is_fraction(hit: Hit) -> bool:
    """Fractions: "A quarter of the force", "three-quarters"."""
    after = hit.neighbour(1)
    dashed = hit.text.words[hit.last - 2].lower == "-"
    return (after is not None and after.lower == "of") or (
        dashed and hit.word("u").lower[-1] == "s"
    )


def _is_rate(hit: Hit) -> bool:
    """Rates: "Four dollars a day", "twice a week"."""
    if not hit.has("n") or "ARTICLE" not in hit.word("n").classes:
        return False
    token = hit.text.token(hit.last - 1)
    if token is None or token.dep not in ("npadvmod", "nmod", "appos", "pobj"):
        return False
    head = hit.text.parse.tokens[token.head]
    nominal = head.pos in ("NOUN", "NUM", "SYM", "PROPN", "ADV")
    return nominal and head.i < token.i and token.dep == "npadvmod"


def one_unit(hit: Hit) -> Reading:
    """A length of one unit: "an additional year", "a week-long truce", "daylong talks"."""
    return Reading(Fixed(amount(1, hit.string("u") or "")), "duration")


def age(hit: Hit) -> Reading | None:
    """How long something has gone on, "the two-year-old war"; people's ages are no times."""
    token = hit.text.token(hit.last - 1)
    number = hit.number("n")
    if token is None or number is None or hit.text.parse.tokens[token.head].lemma not in _LASTING:
        return None
    return Reading(Fixed(amount(number, hit.string("u") or "")), "duration")


def half_unit(hit: Hit) -> Reading:
    """Half of a unit: "half an hour"."""
    unit = hit.string("u") or ""
    return Reading(Fixed({"D": "PT12H"}.get(unit, amount(0.5, unit))), "duration")


def vague_length(hit: Hit) -> Reading | None:
    """A length without a number: "for months", "weeks of fighting"."""
    unit, before = hit.string("u") or "", hit.neighbour(-1)
    if unit == "Q" and before is not None and (before.lower == "-" or "NUMBER" in before.classes):
        return None  # "three-quarters of the force"
    return Reading(Fixed(amount(None, unit)), "duration")


def recent(hit: Hit) -> Reading:
    """A length that ends about now, "recent weeks"; of years, the past."""
    unit = hit.string("u") or ""
    if unit == "Y":
        return Reading(Fixed("PAST_REF"))
    return Reading(Fixed(amount(None, unit)), "duration")


def year_of_accounts(_: Hit) -> Reading:
    """A year that ends on a day that is told: "the year ended March 31"."""
    return Reading(Fixed("P1Y"), "duration")


def one_day(hit: Hit) -> Reading | None:
    """Some day to come: "he will one day return"."""
    before, two_before = hit.neighbour(-1), hit.neighbour(-2)
    looks_ahead = {"will", "would", "may", "might", "could", "can"}
    near = {word.lower for word in (before, two_before) if word}
    words = [word.lower for word in hit.text.words[hit.first : hit.last]]
    if words != ["one", "day"] or not near & looks_ahead:
        return None
    return Reading(Fixed("FUTURE_REF"))


def every(hit: Hit) -> Reading:
    """A set by length: "every two weeks"."""
    number = 2 if hit.has("other") else hit.value("n") if hit.has("n") else 1
    count = number if isinstance(number, int | float) else None
    return Reading(Fixed(amount(count, hit.string("u") or "")), "set")


def every_named(hit: Hit) -> Reading:
    """A set by name: "every Monday"."""
    if hit.has("w"):
        part = hit.string("p") or ""
        return Reading(Fixed(f"XXXX-WXX-{hit.number('w')}{part}"), "set")
    if hit.has("d"):
        return Reading(Fixed(f"XXXX-XX-XX{hit.string('d')}"), "set")
    if hit.has("m"):
        return Reading(Fixed(f"XXXX-{hit.number('m'):02d}"), "set")
    return Reading(Fixed(f"XXXX-{hit.string('s')}"), "set")


def weekends(_: Hit) -> Reading:
    """A set of weekends."""
    return Reading(Fixed("XXXX-WXX-WE"), "set")


def adverb(hit: Hit) -> Reading:
    """A set by adverb: "daily"."""
    return Reading(Fixed(hit.string("a") or ""), "set")


def ref(value: str) -> Builder:
    """A vague reference to past, present or future."""
    return lambda _: Reading(Fixed(value))


def future(hit: Hit) -> Reading | None:
    """The future; not what something will be by itself: "its future flagship"."""
    token = hit.text.token(hit.first)
    if token is None:
        return None
    head = hit.text.parse.tokens[token.head]
    attribute = token.dep in ("compound", "amod")
    if attribute and hit.text.parse.children(head.i, "poss"):
        return None
    return Reading(Fixed("FUTURE_REF"))


def soon(hit: Hit) -> Reading | None:
    """The near future, "it will soon begin"; in a story told, "he soon left", no time."""
    token = hit.text.token(hit.first)
    if token is None or any(_is_as(hit, place) for place in (-1, 1)):
        return None
    parse = hit.text.parse
    heads = [token, *parse.ancestors(token.i)]
    verb = next((t for t in heads if t.pos == "VERB"), None)
    helpers = parse.children(verb.i, "aux", "auxpass") if verb else []
    ahead = any(t.lower in _AHEAD for t in helpers)
    return Reading(Fixed("FUTURE_REF")) if ahead else None


def _is_as(hit: Hit, place: int) -> bool:
    word = hit.neighbour(place)
    return word is not None and word.lower in ("as", "after", "afterwards")


def hours_of(value: str) -> Builder:
    """The night or the daytime of no day in particular: "they move at night"."""
    return lambda _: Reading(Fixed(value), "time")


def now(hit: Hit) -> Reading | None:
    """The present, except in compounds ("now-defunct")."""
    after = hit.neighbour(1)
    return None if after is not None and after.lower == "-" else Reading(Fixed("PRESENT_REF"))
