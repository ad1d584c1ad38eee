"""When: the time expressions of a report, as TIMEX3 sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.extract.times.forms import Clock, Named, Tense, TimeMention
from sayso.extract.times.grammar import RULES
from sayso.extract.times.pattern import Hit, Reading, Text
from sayso.extract.times.words import lex
from sayso.language.parse import Parse, Token

__all__ = ["TimeMention", "find_times"]

# Between the ends of a range ("5 - 12 September", "from May to July"), at most this many
# characters of dashes, "and", "to", "until".
_LINK = frozenset({"-", "–", "—", "to", "and", "or", "until", "till", "through", ","})
_LINK_WIDTH = 10
_FUTURE = frozenset({"will", "wo", "shall", "'ll", "ll", "’ll", "may", "might", "can", "must"})
_AHEAD = frozenset(
    [
        "plan",
        "expect",
        "schedule",
        "intend",
        "hope",
        "aim",
        "promise",
        "vow",
        "agree",
        "due",
        "want",
        "prepare",
        "set",
        "ask",
        "call",
        "urge",
        "order",
        "invite",
        "begin",
        "start",
        "require",
        "likely",
    ]
)


def find_times(parse: Parse) -> list[TimeMention]:
    """Find the time expressions of a report, in text order, none overlapping.

    Args:
        parse: The parsed report.

    Returns:
        The mentions; what dates they name is told by :func:`sayso.resolve.dates.resolve_times`.
    """
    found = [m for text in _texts(parse) for m in _mentions(text)]
    return _join_clocks(parse, _share_parts(parse, found))


def _texts(parse: Parse) -> Iterator[Text]:
    """The parsed blocks."""
    first = 0
    for i, sentence in enumerate(parse.sentences):
        last = i + 1 == len(parse.sentences)
        if last or parse.sentences[i + 1].block != sentence.block:
            start, end = parse.sentences[first].start, sentence.end
            yield Text(parse, lex(parse.text, start, end))
            first = i + 1


def _mentions(text: Text) -> Iterator[TimeMention]:
    """The longest expression at each place, read by the first rule that takes it."""
    hits: list[tuple[int, int, int, Hit, Reading]] = []
    for order, (pattern, build) in enumerate(RULES):
        for hit in pattern.hits(text):
            reading = build(hit)
            if reading:
                hits.append((hit.first, -hit.last, order, hit, reading))
    end = 0
    for first, _, _, hit, reading in sorted(hits, key=lambda h: h[:3]):
        if first >= end:
            end = hit.last
            yield _mention(text, hit, reading)


def _mention(text: Text, hit: Hit, reading: Reading) -> TimeMention:
    span = (text.words[hit.first].start, text.words[hit.last - 1].end)
    tokens = text.parse.between(*span)
    return TimeMention(
        span,
        reading.type,
        reading.form,
        reading.clock,
        reading.mod,
        _tense(text.parse, tokens[0], tokens[-1]) if tokens else None,
        tokens[0].sent if tokens else 0,
    )


def _tense(parse: Parse, first: Token, last: Token) -> Tense | None:
    """Whether the words before it or the verb that it depends on look back or ahead."""
    before = [t.lower for t in parse.tokens[max(0, first.i - 3) : first.i]]
    if before in (["as", "early", "as"], ["as", "soon", "as"]):
        return "future"
    if before[-1:] in (["until"], ["till"]) and _is_ahead(parse, last):
        return "future"
    at = last
    while at.pos not in ("VERB", "AUX"):
        # "Friday's ruling", "the attack on Friday will ...": the verb is not about the day.
        if at.dep in ("poss", "nsubj", "nsubjpass", "csubj") or at.head == at.i:
            return None
        at = parse.tokens[at.head]
    return _verb_tense(parse, at)


def _verb_tense(parse: Parse, verb: Token) -> Tense | None:
    helpers = parse.children(verb.i, "aux", "auxpass")
    if any(h.tag == "MD" and h.lower in _FUTURE for h in helpers):
        return "future"
    if verb.tag == "VBN" and verb.lemma in _AHEAD:
        return "future"  # "expected in May", "scheduled for Friday"
    if verb.tag == "VB" and any(h.lower == "to" for h in helpers):
        head = parse.tokens[verb.head]
        # "Is to meet on Friday", "plans to meet on Friday".
        ahead = head.lemma in _AHEAD or head.lemma == "be" or head.tag in ("NN", "NNS")
        return "future" if ahead else _plain(head)
    if any(h.tag == "VBD" or h.lemma == "have" for h in helpers):
        return "past"
    if verb.tag == "VBN" and helpers:
        return None  # "is heard"
    if verb.tag in ("VBZ", "VBP") and parse.blocks[verb.block].kind != "title":
        return "future"  # "parliament votes on Thursday"
    return _plain(verb)


def _is_ahead(parse: Parse, token: Token) -> bool:
    """Whether something above says "will" or "would"."""
    above = (h for head in parse.ancestors(token.i) for h in parse.children(head.i, "aux"))
    return any(h.lower in ("will", "would", "'ll", "shall") for h in above)


def _plain(verb: Token) -> Tense | None:
    return "past" if verb.tag in ("VBD", "VBN") else None


def _linked(parse: Parse, one: TimeMention, other: TimeMention) -> bool:
    """Whether two expressions are the ends of a range or neighbours in a list."""
    gap = parse.text[one.span[1] : other.span[0]]
    return len(gap) <= _LINK_WIDTH and gap.strip().lower() in _LINK


def _share_parts(parse: Parse, found: list[TimeMention]) -> list[TimeMention]:
    """Give the ends of a range what only one of them says: "5 - 12 September 1914"."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i], out[i + 1]
        if isinstance(a.form, Named) and isinstance(b.form, Named) and _linked(parse, a, b):
            out[i] = a.with_form(_complete(a.form, b.form))
    for i in range(1, len(out)):
        a, b = out[i - 1], out[i]
        if isinstance(a.form, Named) and isinstance(b.form, Named) and _linked(parse, a, b):
            out[i] = b.with_form(_complete(b.form, a.form, forward=True))
    return out


def _complete(form: Named, other: Named, *, forward: bool = False) -> Named:
    """``form`` with the year, and for a bare day the month, of its neighbour."""
    if form.day is not None and form.month is None and other.month is not None:
        return replace(form, month=other.month, year=other.year, which=other.which)
    lacks_year = form.year is None and form.which is None and form.year_shift is None
    if lacks_year and form.weekday is None and (form.month or form.part) and not forward:
        # "December - January 1951" spans two years.
        turns = form.month and other.month and form.month > other.month and other.year
        year = other.year - 1 if turns and other.year else other.year
        return replace(form, year=year, year_shift=other.year_shift)
    return form


def _join_clocks(parse: Parse, found: list[TimeMention]) -> list[TimeMention]:
    """Make one of a time of day and its date: "10 a.m. Friday", "Friday at noon"."""
    out: list[TimeMention] = []
    for mention in found:
        before = out[-1] if out else None
        joined = _joined(parse, before, mention) if before else None
        if joined:
            out[-1] = joined
        else:
            out.append(mention)
    return out


def _joined(parse: Parse, a: TimeMention, b: TimeMention) -> TimeMention | None:
    gap = parse.text[a.span[1] : b.span[0]].strip().lower()
    if gap not in ("", ",", "at", "of", "of the", "(") or b.span[0] - a.span[1] > _LINK_WIDTH:
        return None
    time, date = (a, b) if isinstance(a.form, Clock) else (b, a)
    whole = date.form.is_day and date.clock is None
    if not isinstance(time.form, Clock) or not whole:
        return None
    return replace(date, span=(a.span[0], b.span[1]), type="time", clock=time.clock)
