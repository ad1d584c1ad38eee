"""What a field might be: the words of the report to step through, the likeliest first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sayso.errors import Refused
from sayso.extract.spans import overlap
from sayso.language.quotes import find_quotes
from sayso.language.unread import UNREAD
from sayso.record import Actor, Block, Event, Medium, Place, Report, Span, Statement
from sayso.resolve.voices import Voices
from sayso.review.paths import Path, parse_path
from sayso.review.suggest_events import counts_people, effect_near, toll_at
from sayso.review.suggest_statements import cues_near, sources_near
from sayso.review.surface import (
    block_of,
    distance,
    nearest,
    numbers_in,
    sentence_of,
    snapped,
)
from sayso.review.trigger_words import named_in

_MOST = 60
"""More than a person would step through."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that a field might have.

    Attributes:
        value: The field's whole value, as JSON has it: a ``correct`` takes it as it is. Of a field
            with several values it is a list of one; what a person wants beside it they join.
        span: The words to show for it; None where there are none.
        words: Those words, or what stands for them.
        machine: Whether the field has this value now.
    """

    value: Any
    span: Span | None
    words: str
    machine: bool = False


Found = Iterable[tuple[Any, Span | None]]


def candidates(report: Report, path: str) -> list[Candidate]:
    """The values that a field might have: first what it has now, then the nearest words first.

    Args:
        report: The report as the person sees it.
        path: A field of an object: ``events.e1.actors``.

    Returns:
        At most 60, each value once; only what the field has where nothing can be stepped through.

    Raises:
        Refused: There is no such field or object.
    """
    place = parse_path(path)
    item = _item(report, place)
    field = cast("str", place.field)
    now = item.model_dump(mode="json", include={field})[field]
    out = [_candidate(report, now, _first_span(report, field, getattr(item, field)), machine=True)]
    seen = {_key(now)}
    finder = _FINDERS.get((type(item), field))
    for value, span in finder(report, item) if finder else ():
        plain = _plain(value)
        if _key(plain) not in seen:
            seen.add(_key(plain))
            out.append(_candidate(report, plain, span))
        if len(out) == _MOST:
            break
    return out


def _item(report: Report, path: Path) -> Any:
    if path.kind is None or path.field is None:
        raise Refused(
            "only fields of objects have candidates",
            place=str(path),
            remedy="as in events.e1.actors",
        )
    for item in getattr(report, path.kind):
        if item.id == path.id:
            return item
    raise Refused(f"the report has no {path.kind}.{path.id}", place=str(path))


def _candidate(
    report: Report, value: Any, span: Span | None, *, machine: bool = False
) -> Candidate:
    shown = report.words(span) if span else value if isinstance(value, str) else ""
    words = " ".join(shown.split())
    return Candidate(value, span, words, machine)


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _first_span(report: Report, field: str, value: Any) -> Span | None:
    """Where the words of a value begin that the field has now."""
    if value is None or value == ():
        return None
    if field in ("actors", "recipients", "places"):
        kind = "places" if field == "places" else "actors"
        return next((i.mentions[0] for i in getattr(report, kind) if i.id == value[0]), None)
    if field == "time":
        return next((t.span for t in report.times if t.id == value), None)
    if field in ("anchor", "span"):
        return cast("Span", value)
    if field in ("cue", "content", "mentions", "hedges"):
        return cast("Span", value[0])
    part = value[0] if isinstance(value, tuple) else value
    return getattr(part, "span", None)


def _actors(report: Report, event: Event) -> Iterator[tuple[Any, Span | None]]:
    for span, id_ in _by_nearness(report.actors, event.anchor):
        yield [id_], span


def _places(report: Report, event: Event) -> Iterator[tuple[Any, Span | None]]:
    for span, id_ in _by_nearness(report.places, event.anchor):
        yield [id_], span


def _by_nearness(items: Iterable[Actor | Place], at: Span) -> list[tuple[Span, str]]:
    """Each thing once, by its mention that is nearest."""
    found = [(min(i.mentions, key=lambda m: distance(m, at)), i.id) for i in items if i.mentions]
    return sorted(found, key=lambda pair: distance(pair[0], at))


def _time(report: Report, event: Event) -> Iterator[tuple[Any, Span | None]]:
    for time in sorted(report.times, key=lambda t: distance(t.span, event.anchor)):
        yield time.id, time.span


def _tolls(report: Report, event: Event) -> Iterator[tuple[Any, Span | None]]:
    """Every number that may count people, what is not counted yet before what is."""
    voices = Voices(report, report.statements)
    taken = {toll.span: toll for e in report.events for toll in e.tolls}
    blocks = [b for b in report.blocks if b.kind not in UNREAD] or [
        Block(kind="paragraph", span=(0, len(report.text)))
    ]
    # the nearest paragraph first, so that of a long report only a part is looked through
    blocks.sort(key=lambda block: distance(block.span, event.anchor))
    numbers = (
        found
        for block in blocks
        for found in sorted(
            numbers_in(report.text, block.span), key=lambda pair: distance(pair[0], event.anchor)
        )
        if counts_people(report, found[0])
    )
    for at, number in numbers:
        if at in taken:
            yield [taken[at]], at
        else:
            effect = effect_near(report, at, sentence_of(report, at)) or "killed"
            yield [toll_at(report, at, number, effect, voices)], at


def _anchor(report: Report, event: Event) -> Iterator[tuple[Any, Span | None]]:
    area = block_of(report, event.anchor)
    spans = dict.fromkeys(named.anchor for named in named_in(report, area))
    for span in sorted(spans, key=lambda s: distance(s, event.anchor)):
        yield span, span


def _type(report: Report, event: Event) -> Iterator[tuple[Any, Span | None]]:
    """What the codebook has for these words, then what the report's other events are."""
    for named in named_in(report, event.anchor):
        yield named.trigger.type, None
    for other in sorted(report.events, key=lambda e: distance(e.anchor, event.anchor)):
        yield other.type, None


def _same_as(report: Report, event: Event) -> Iterator[tuple[Any, Span | None]]:
    others = [e for e in report.events if e.id != event.id and e.same_as is None]
    for other in sorted(
        others, key=lambda e: (e.type != event.type, distance(e.anchor, event.anchor))
    ):
        yield other.id, other.anchor


def _source(report: Report, s: Statement) -> Iterator[tuple[Any, Span | None]]:
    at = s.cue[0] if s.cue else s.content[0]
    for source in sources_near(report, at):
        if not any(overlap(source.span, content) for content in s.content):
            yield source, source.span


def _medium(report: Report, s: Statement) -> Iterator[tuple[Any, Span | None]]:
    at = s.cue[-1] if s.cue else s.content[0]
    for span, id_ in _by_nearness(report.actors, at):
        yield Medium(span=span, actor=id_), span


def _cue(report: Report, s: Statement) -> Iterator[tuple[Any, Span | None]]:
    for content in s.content:
        for cue in cues_near(report, content):
            yield [cue], cue


def _content(report: Report, s: Statement) -> Iterator[tuple[Any, Span | None]]:
    """Quotations of the paragraph, what the sentence says before and after the cue, all of it."""
    at = s.cue[0] if s.cue else s.content[0]
    block = block_of(report, at)
    sentence = sentence_of(report, at)
    found = [q.span for q in find_quotes(report.text, (Block(kind="paragraph", span=block),))]
    found.sort(key=lambda span: distance(span, at))
    ends = [at, *([s.source.span] if s.source else [])]
    found.append((sentence[0], min(a for a, _ in ends)))
    found.append((max(b for _, b in ends), sentence[1]))
    found.append(sentence)
    for span in found:
        whole = snapped(report.text, span) if span[0] < span[1] else span
        if any(letter.isalnum() for letter in report.words(whole)):
            yield [whole], whole


def _parent(report: Report, s: Statement) -> Iterator[tuple[Any, Span | None]]:
    at = s.cue[0] if s.cue else s.content[0]
    others = [o for o in report.statements if o.id != s.id and o.content]
    others.sort(key=lambda o: (not any(overlap(at, c) for c in o.content), nearest(o.content, at)))
    for other in others:
        yield other.id, other.content[0]
    yield None, None


def _member_of(report: Report, actor: Actor) -> Iterator[tuple[Any, Span | None]]:
    others = [a for a in report.actors if a.id != actor.id]
    for span, id_ in _by_nearness(others, actor.mentions[0]):
        yield id_, span


def _name(report: Report, item: Actor | Place) -> Iterator[tuple[Any, Span | None]]:
    for span in sorted(item.mentions, key=lambda m: m[0] - m[1]):
        yield " ".join(report.words(span).split()), span


Finder = Callable[[Report, Any], Found]
_FINDERS: Mapping[tuple[type, str], Finder] = {
    (Event, "actors"): _actors,
    (Event, "recipients"): _actors,
    (Event, "places"): _places,
    (Event, "time"): _time,
    (Event, "tolls"): _tolls,
    (Event, "anchor"): _anchor,
    (Event, "type"): _type,
    (Event, "same_as"): _same_as,
    (Statement, "source"): _source,
    (Statement, "medium"): _medium,
    (Statement, "cue"): _cue,
    (Statement, "content"): _content,
    (Statement, "parent"): _parent,
    (Actor, "member_of"): _member_of,
    (Actor, "name"): _name,
    (Place, "name"): _name,
}
