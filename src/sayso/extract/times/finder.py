"""When: the time expressions of a report, as TIMEX3 sees them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extract.times.forms import Clock, Named, Role, Tense, TimeMention
from sayso.extract.times.grammar import RULES
from sayso.extract.times.pattern import Builder, Hit, Pattern, Reading, Text
from sayso.extract.times.words import lex
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token

__all__ = ["TimeMention", "find_times"]

# The sentence of what is not in one.
NO_SENTENCE = -2
# Between the ends of a range ("5 - 12 September", "from May to July"), at most this many
# characters of dashes, "and", "to", "until".
_LINK = frozenset({"-", "–", "—", "to", "and", "or", "until", "till", "through", ","})
_LINK_WIDTH = 10
_DAY = 24 * 60
_NOON = 12 * 60
_NIGHTFALL = 6 * 60
_AFTER_NOON = frozenset({"TAF", "TEV", "TNI"})
_WEST = 12 * 60 - 1
_FUTURE = word_set("will wo would shall 'll ll ’ll may might can must")
_AHEAD = word_set(
    "plan expect schedule intend hope aim promise vow agree due want prepare set ask call urge "
    "order invite begin start require likely suppose slate threaten pledge decide offer seek"
)
# Participles of these say when something is to be; of the others, only with "for" or "to": "set
# for Friday", but "a record set on Friday".
_TIMETABLED = word_set("plan expect schedule due slate suppose anticipate")
# Verbs whose past looks like their present, which the tagger cannot tell apart.
_SAME_IN_PAST = word_set("hit hurt cut set put let shut cast cost spread quit split burst")
# What is put off or granted "until Tuesday" has not come to its end.
_PUT_OFF = word_set(
    "extend postpone delay defer adjourn suspend remand give grant wait prolong reschedule"
)
_WHEN = word_set("in on by until during throughout through around circa about")
_DUE = word_set("payable effective due redeemable")


def find_times(parse: Parse) -> list[TimeMention]:
    """Find the time expressions of a report, in text order, none overlapping.

    Args:
        parse: The parsed report.

    Returns:
        The mentions; what dates they name is told by :func:`sayso.resolve.dates.resolve_times`.
    """
    found = [m for text in _texts(parse) for m in _mentions(text)]
    found += [m for text in _datelines(parse) for m in _mentions(text) if m.form.is_day]
    found.sort(key=lambda m: m.span)
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


def _datelines(parse: Parse) -> Iterator[Text]:
    """The datelines, which have no sentences but may have a date."""
    for block in parse.blocks:
        if block.kind == "dateline":
            yield Text(parse, lex(parse.text, *block.span))


def _mentions(text: Text) -> Iterator[TimeMention]:
    """The longest expression at each place, read by the first rule that takes it."""
    hits: list[tuple[int, int, int, Hit, Reading]] = []
    for order, (pattern, build) in _rules_for(text.mask):
        for hit in pattern.hits(text):
            reading = None if hit.is_name else build(hit)
            if reading:
                hits.append((hit.first, -hit.last, order, hit, reading))
    end = 0
    for first, _, _, hit, reading in sorted(hits, key=lambda h: h[:3]):
        if first >= end:
            end = hit.last
            yield _mention(text, hit, reading)


@functools.lru_cache(maxsize=4096)
def _rules_for(mask: int) -> tuple[tuple[int, tuple[Pattern, Builder]], ...]:
    """The rules that words of these kinds can match, with their order."""
    return tuple((n, rule) for n, rule in enumerate(RULES) if rule[0].may_fit(mask))


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
        tokens[0].sent if tokens else NO_SENTENCE,
        reading.overnight,
        _role(text.parse, tokens, reading) if tokens else None,
    )


def _role(parse: Parse, tokens: Sequence[Token], reading: Reading) -> Role | None:
    """What an expression is told for, so far as its neighbours show."""
    first, last = tokens[0], tokens[-1]
    if last.dep in ("nummod", "compound", "nmod", "amod") and last.head > last.i:
        return "noun"
    before = parse.tokens[first.i - 1].lower if first.i else ""
    return "scene" if reading.mod or before in _WHEN else None


def _tense(parse: Parse, first: Token, last: Token) -> Tense | None:
    """Whether the words before it or the verb that it depends on look back or ahead."""
    before = [t.lower for t in parse.tokens[max(0, first.i - 3) : first.i]]
    if before in (["as", "early", "as"], ["as", "soon", "as"]):
        return "future"
    if before[-1:] in (["until"], ["till"]) and _is_ahead(parse, last):
        return "future"
    if before[-1:] in (["to"], ["through"]) and _is_put_off(parse, last):
        return "future"
    at = last
    while at.pos not in ("VERB", "AUX"):
        if at.lemma in _DUE:
            # "a dividend payable Dec. 15"; what had been due is over
            return "past" if _was_over(parse, parse.tokens[at.head]) else "future"
        # "Friday's ruling", "the attack on Friday will ...": the verb is not about the day.
        if at.dep in ("poss", "nsubj", "nsubjpass", "csubj") or at.head == at.i:
            return None
        at = parse.tokens[at.head]
    return _verb_tense(parse, at)


def _verb_tense(parse: Parse, verb: Token) -> Tense | None:
    helpers = parse.children(verb.i, "aux", "auxpass")
    if any(h.tag == "MD" and h.lower in _FUTURE for h in helpers):
        return "future"
    if verb.tag == "VBN" and _is_timetabled(parse, verb):
        # "expected in May", "scheduled for Friday"; what had been expected is over
        return "past" if _was_over(parse, verb) else "future"
    if verb.tag == "VB" and any(h.lower == "to" for h in helpers):
        head = parse.tokens[verb.head]
        # "Is to meet on Friday", "plans to meet on Friday".
        if head.tag in ("NN", "NNS") and _is_first(parse, head):
            # "Among the first states to join on Friday was Chad"
            verbs = (t for t in parse.ancestors(head.i) if t.pos in ("VERB", "AUX"))
            above = next(verbs, None)
            return _verb_tense(parse, above) if above else None
        going = head.lower == "going"
        is_to = head.lemma == "be" and verb.dep != "csubj"
        ahead = head.lemma in _AHEAD or going or is_to or head.tag in ("NN", "NNS")
        if ahead and (_was_over(parse, head) or _was_over(parse, parse.tokens[head.head])):
            return "past"  # "it had been due to end on Friday"
        return "future" if ahead else _plain(head)
    if any(h.tag == "VBD" or h.lemma == "have" for h in helpers):
        return "past"
    if verb.tag == "VBN" and helpers:
        return None  # "is heard"
    if verb.tag == "VBP" and verb.lemma in _SAME_IN_PAST:
        return "past"  # "rockets hit the port on Friday"
    if verb.tag == "VBD" and verb.lemma == "plan" and parse.children(verb.i, "dobj"):
        return "future"  # "they planned a march on Saturday"
    if verb.tag in ("VBZ", "VBP") and parse.blocks[verb.block].kind != "title":
        return "future"  # "parliament votes on Thursday"
    return _plain(verb)


def _is_timetabled(parse: Parse, verb: Token) -> bool:
    """Whether a participle says that something is to be."""
    if verb.lemma in _TIMETABLED:
        return True
    return verb.lemma in _AHEAD and any(
        t.lower in ("for", "to") for t in parse.children(verb.i, "prep", "xcomp", "aux")
    )


def _is_first(parse: Parse, noun: Token) -> bool:
    """Whether a noun is the first, last or only one to do something, which it then has done."""
    kin = parse.children(noun.i, "amod", "advmod", "nummod")
    return any(t.lower in ("first", "last", "latest", "only") for t in kin)


def _was_over(parse: Parse, verb: Token) -> bool:
    return any(h.lower == "had" for h in parse.children(verb.i, "aux", "auxpass"))


def _is_ahead(parse: Parse, token: Token) -> bool:
    """Whether something above says "will" or "would", or that it is put off."""
    heads = list(parse.ancestors(token.i))
    if _is_put_off(parse, token):
        return True
    above = (h for head in heads for h in parse.children(head.i, "aux"))
    return any(h.lower in ("will", "would", "'ll", "shall") for h in above)


def _is_put_off(parse: Parse, token: Token) -> bool:
    """Whether the verb above says that something is postponed or granted."""
    verb = next((t for t in parse.ancestors(token.i) if t.pos == "VERB"), None)
    return verb is not None and verb.lemma in _PUT_OFF and verb.tag != "VB"


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
    if b.span[0] - a.span[1] > _LINK_WIDTH:
        return None
    if isinstance(a.form, Clock) and isinstance(b.form, Clock):
        return _with_zone(parse, a, b) if gap == "(" else None
    if gap not in ("", ",", "at", "of", "of the"):
        return None
    time, date = (a, b) if isinstance(a.form, Clock) else (b, a)
    clock = _of_part(time.clock, date.clock)
    if not isinstance(time.form, Clock) or not date.form.is_day or clock is None:
        return None
    tense = "future" if a.tense == "future" else date.tense
    return replace(date, span=(a.span[0], b.span[1]), type="time", clock=clock, tense=tense)


def _of_part(clock: str | None, part: str | None) -> str | None:
    """A time of day in a part of the day: "5 o'clock Friday evening"; None if it has no figures."""
    minutes = _minutes(clock)
    if part is None or clock is None:
        return clock
    if minutes is None or part not in _AFTER_NOON:
        return clock if minutes is not None and part == "TMO" else None
    late = minutes < _NOON and (part != "TNI" or minutes >= _NIGHTFALL)
    minutes += _NOON if late else 0
    return f"T{minutes // 60:02d}:{minutes % 60:02d}{clock[6:]}"


def _with_zone(parse: Parse, local: TimeMention, utc: TimeMention) -> TimeMention | None:
    """A time of day with its offset from UTC, where both are told: "10pm (1900 GMT)"."""
    here, there = _minutes(local.clock), _minutes(utc.clock)
    if here is None or there is None or not (utc.clock or "").endswith("Z"):
        return None
    # Zones lie from twelve hours behind to fourteen ahead.
    ahead = (here - there + _WEST) % _DAY - _WEST
    sign = "+" if ahead >= 0 else "-"
    offset = f"{sign}{abs(ahead) // 60:02d}:{abs(ahead) % 60:02d}"
    closed = parse.text[utc.span[1] : utc.span[1] + 1] == ")"
    return replace(
        local,
        span=(local.span[0], utc.span[1] + closed),
        clock=f"{(local.clock or '')[:6]}{offset}",
    )


def _minutes(clock: str | None) -> int | None:
    """Minutes since midnight of ``T10:30``; None for parts of the day."""
    figures = (clock or "")[1:6]
    if len(figures) < 5 or not figures.replace(":", "").isdigit():
        return None
    return int(figures[:2]) * 60 + int(figures[3:])
