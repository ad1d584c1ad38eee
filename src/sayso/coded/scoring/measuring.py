"""Annotations of other tools as the measure: how much of them sayso read, and what it read beside.

For each kind of words and each relation: precision, recall and their harmonic mean F1. Words are
*exact* where they begin and end alike (white space aside) and have the same label, and *overlap*
where they have a character in common and the same label, one to one. Krippendorff's alpha compares
the coded fields, as ``sayso agreement`` does between people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from sayso.coded.annotations.changes import Coverage, asked, coverage
from sayso.coded.annotations.finding import Finder
from sayso.coded.annotations.form import CodedReport
from sayso.coded.annotations.graph import Graph, Seen
from sayso.coded.annotations.labels import LABELLED, Labels
from sayso.coded.annotations.readers import read_annotations
from sayso.coded.annotations.readers.files import OnError
from sayso.coded.annotations.trying import tried
from sayso.coded.scoring.scores import Counts, Difference, Scores, What
from sayso.coded.taking.cells import is_table
from sayso.desk.records import Records
from sayso.errors import InputError, Refused, UnsupportedInput
from sayso.export.annotations import LAYERS, Layer
from sayso.export.annotations.relations import RELATIONS
from sayso.export.annotations.types import plain
from sayso.extract.spans import overlap
from sayso.record import Spans
from sayso.review.agreement import Units
from sayso.review.apply import Reviewed
from sayso.store import Store


def score(
    store: Store,
    paths: Sequence[Path],
    *,
    labels: Labels | None = None,
    on_error: OnError | None = None,
    progress: Callable[[int], object] | None = None,
) -> Scores:
    """Measure what sayso read by what people annotated. Nothing is written.

    Args:
        store: The collection; of each report the reading as the machine made it counts.
        paths: Files, folders or archives of annotations.
        labels: What labels mean that are not ours. Only layers and relations that the files have,
            or that a user's own mapping names, are compared.
        on_error: Called with each file or item that cannot be read or placed.
        progress: Called with the number of reports so far.
    """
    labels = labels or Labels({}, {}, {})
    scores, units, fields = Scores(), Units(), set[str]()
    records, finder = Records(store), Finder(store)

    def fail(error: InputError) -> None:
        scores.refused.append(error)
        if on_error is not None:
            on_error(error)

    def read(on_error: OnError) -> Iterator[CodedReport]:
        return read_annotations(rest, on_error, offsets=labels.offsets)

    rest: list[Path] = []
    for path in paths:
        if is_table(path):
            fail(
                UnsupportedInput(
                    "a table, and no annotations",
                    source=str(path),
                    remedy="`sayso compare` lays coded events beside the collection",
                )
            )
        else:
            rest.append(path)
    covered = coverage(read(lambda _: None), labels)
    seen: dict[tuple[str, str | None], str] = {}
    for number, coded in enumerate(read(fail), 1):
        if not coded.marks:
            scores.empty += 1
            continue
        try:
            report = finder.find(coded)
        except Refused as error:
            fail(error)
            continue
        first = seen.setdefault((report, coded.who), coded.place)
        if first != coded.place:
            fail(
                Refused(
                    f"{report} was in {first} already",
                    source=coded.source,
                    place=coded.item or None,
                    remedy="give one person's annotations of a report once",
                )
            )
            continue
        _report(scores, units, fields, coded, records, store.current(report), labels, covered, fail)
        if progress is not None:
            progress(number)
    scores.agreement = [each for each in units.agreement() if each.field in fields]
    return scores


def _report(
    scores: Scores,
    units: Units,
    fields: set[str],
    coded: CodedReport,
    records: Records,
    current: tuple[str, int],
    labels: Labels,
    covered: Coverage,
    fail: OnError,
) -> None:
    machine = records.get(*current)
    found = asked(coded, Reviewed(machine), machine, labels, covered)
    for error in found.refused:
        fail(error)
    whole = any(mark.path is not None for mark in coded.marks)
    layers = [layer for layer in LAYERS if whole or covered.has(layer)]
    links = [name for name in RELATIONS if whole or name in covered.links]
    scores.reports += 1
    for layer in layers:
        theirs = found.file.of(layer)
        ours: list[Seen] = []
        beside: list[Seen] = []
        for mark in found.record.of(layer):
            (ours if whole or covered.has(layer, mark.label) else beside).append(mark)
        _layer(scores, layer, theirs, ours, beside, machine.id, machine.text)
    for name in links:
        _links(scores.links.setdefault(name, Counts()), name, found.file, found.record)
    gold, _, _ = tried(Reviewed(machine), found.changes)
    units.add(machine, {"sayso": Reviewed(machine), "the file": Reviewed(gold)})
    fields.update(_compared(layers, links))


def _layer(
    scores: Scores,
    layer: Layer,
    theirs: Sequence[Seen],
    ours: Sequence[Seen],
    beside: Sequence[Seen],
    report: str,
    text: str,
) -> None:
    """Count the marks of a layer; ``beside`` are ours of labels that the files do not speak of."""
    exact = _matched(theirs, ours, lambda a, b: float(a.at == b.at and _alike(a, b)))
    near = _matched(theirs, ours, lambda a, b: _shared(a.at, b.at) * _alike(a, b))
    for table, pairs in ((scores.exact, exact), (scores.overlap, near)):
        counts = table.setdefault(layer, Counts())
        counts.file += len(theirs)
        counts.ours += len(ours)
        counts.both += len(pairs)
    done, used = set(exact), set(exact.values())
    left = [m for m in theirs if m.key not in done]
    free = [m for m in ours if m.key not in used]
    there = [*free, *beside]
    other = _matched(left, there, lambda a, b: _shared(a.at, b.at))
    by_key = {m.key: m for m in there}
    for mark in left:
        mine = by_key.get(other.get(mark.key, ""))
        what: What = "missed" if mine is None else "label" if mark.at == mine.at else "words"
        scores.differences.append(_difference(report, text, what, mark, mine))
    for mine in free:
        if mine.key not in other.values():
            scores.differences.append(_difference(report, text, "more", None, mine))


def _difference(
    report: str, text: str, what: What, mark: Seen | None, there: Seen | None
) -> Difference:
    one = mark or there
    assert one is not None  # noqa: S101 - one of the two is there
    words = " … ".join(" ".join(text[a:b].split()) for a, b in one.at or one.spans)
    if mark is not None and there is not None and mark.at != there.at:
        words += " / " + " … ".join(" ".join(text[a:b].split()) for a, b in there.at)
    return Difference(
        report,
        one.layer,
        what,
        words,
        None if mark is None else mark.label or mark.layer,
        None if there is None else there.label or there.layer,
        one.at or one.spans,
    )


def _matched(
    theirs: Iterable[Seen], ours: Sequence[Seen], fit: Callable[[Seen, Seen], float]
) -> dict[str, str]:
    """Marks of the file with those of ours, one to one, the best fit first."""
    fits = sorted(
        (
            (-fits, n, m, one.key, other.key)
            for n, one in enumerate(theirs)
            for m, other in enumerate(ours)
            if (fits := fit(one, other)) > 0
        ),
    )
    out: dict[str, str] = {}
    used: set[str] = set()
    for _, _, _, one, other in fits:
        if one not in out and other not in used:
            out[one] = other
            used.add(other)
    return out


def _alike(mark: Seen, there: Seen) -> bool:
    """Whether two have one label, where the layer has labels and the file tells them."""
    if mark.layer not in LABELLED or mark.label is None:
        return True
    return plain(mark.label) == plain(there.label or "")


def _shared(a: Spans, b: Spans) -> float:
    common = sum(overlap(x, y) for x in a for y in b)
    every = sum(y - x for x, y in (*a, *b)) - common
    return common / every if common else 0.0


def _links(counts: Counts, name: str, file: Graph, record: Graph) -> None:
    """Relations: between marks that overlap; of an actor or a place any mention will do."""
    theirs = [(file.marks[o], p) for o in file.parts for p in file.part(o, name)]
    ours = [(record.marks[o], p) for o in record.parts for p in record.part(o, name)]
    used: set[int] = set()
    for owner, part in theirs:
        for n, (other, there) in enumerate(ours):
            if n not in used and _shared(owner.at, other.at) and _one(part, file, there, record):
                used.add(n)
                break
    counts.file += len(theirs)
    counts.ours += len(ours)
    counts.both += len(used)


def _one(mark: Seen, file: Graph, there: Seen, record: Graph) -> bool:
    def words(one: Seen, graph: Graph) -> Spans:
        thing = graph.thing.get(one.key)
        mentions = graph.mentions(thing) if thing is not None else [one]
        return tuple(span for mention in mentions for span in mention.at)

    return mark.layer == there.layer and bool(
        sum(overlap(x, y) for x in words(mark, file) for y in words(there, record))
    )


def _compared(layers: Iterable[Layer], links: Iterable[str]) -> Iterator[str]:
    """Fields of ``sayso.review.agreement`` that some layers and relations tell of."""
    for layer, names in _BY_LAYER.items():
        if layer in layers:
            yield from names
    for link, names in _BY_LINK.items():
        if link in links:
            yield from names


_BY_LAYER: dict[Layer, tuple[str, ...]] = {
    "events": ("event", "event.type", "event.mode", "event.status"),
    "tolls": ("toll", "toll.number"),
    "contents": ("statement", "statement.kind", "statement.stance"),
    "sources": ("statement.source",),
}
_BY_LINK: dict[str, tuple[str, ...]] = {
    "actor": ("event.actors",),
    "recipient": ("event.recipients",),
    "place": ("event.places",),
    "time": ("event.time",),
}
