"""W3C Web Annotations (Recommendation of 23 February 2017), a line of JSON-LD each.

``annotations.jsonl`` has them, ``texts/`` the text of each report. An annotation is about words of
a report. Its *bodies* say what they were coded as: a tag for the kind of words, the code
(``classifying``), the entry in Wikidata or GeoNames (``identifying``), the incident (``linking``),
and all coded fields as JSON (``describing``). An annotation that links two others has the first as
its body and the second as its target; its tag says what the first is to the second.

Its *targets* are the words: of an actor or a place every mention, of other things that are
discontinuous every part, in the order of the text. The source of a target is the address of the
report. Each has two selectors for the same words. The quotation, with up to 32 characters before
and after, finds them in the page. The position counts code points, as the Recommendation asks for
(4.2.4; JavaScript counts UTF-16 units, so that each character beyond the BMP counts twice there).
It is a position in the text that sayso took out of the page, which is the ``cached`` copy that the
target's state names: a page has other text around that one.

``creator`` is the reader that made the annotation, with its version, or the person who added or
corrected it, under a pseudonym; ``created`` is when. What a person confirmed has a body that says
so (``assessing``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso import __version__
from sayso.export.annotations import Annotated, Annotation, annotated
from sayso.export.annotations.files import LeftOuts, iri_of, json_line, name_of
from sayso.export.annotations.makers import Makers, with_makers
from sayso.export.shared.clean import unicode_text, web_address
from sayso.export.source import Source
from sayso.record import Report, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a quotation; as many as Hypothesis keeps."""

Node = dict[str, Any]

_IDENTIFY = frozenset({"actors", "places", "times"})


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write the annotations of all reports, and their texts.

    Args:
        source: What is exported.
        folder: Where the files go.

    Returns:
        How many annotations, texts, and things left out there are.
    """
    (folder / "texts").mkdir()
    texts = lines = 0
    with (
        (folder / "annotations.jsonl").open("w", encoding="utf-8", newline="") as out,
        LeftOuts(folder, excel_safe=source.asked.excel_safe) as left_outs,
    ):
        for read, makers in with_makers(source, source.read()):
            marked = annotated(read)
            left_outs.add(marked.report, marked.left_out)
            path = folder / _cached(marked.report)
            path.write_bytes(marked.report.text.encode())
            texts += 1
            for node in nodes(marked, makers):
                out.write(json_line(node))
                lines += 1
    return {"annotations.jsonl": lines, "texts": texts, "left_out.csv": left_outs.count}


def nodes(marked: Annotated, makers: Makers) -> Iterator[Node]:
    """The annotations of one report: its things in the order of the record, then what links them.

    Args:
        marked: The report.
        makers: Who made what in it.
    """
    base = f"urn:sayso:report:{name_of(marked.report)}"
    signed = _Signed(makers, marked.report)
    whole = {
        "type": "SpecificResource",
        "source": web_address(marked.report.url) or base,
        "state": {"type": "TimeState", "cached": _cached(marked.report)},
    }
    groups: dict[str, list[Annotation]] = {}
    for each in marked.annotations:
        of = each.thing if each.layer in ("actors", "places") else each.path
        groups.setdefault(of, []).append(each)
    ids = {each.path: f"{base}#{of}" for of, group in groups.items() for each in group}
    for of, group in groups.items():
        one = group[0]
        targets = [
            {**whole, "selector": selectors(marked.report.text, span)}
            for each in group
            for span in each.spans
        ]
        yield {
            "@context": CONTEXT,
            "id": f"{base}#{of}",
            "type": "Annotation",
            "motivation": "identifying" if one.layer in _IDENTIFY else "classifying",
            **signed.by(one.path),
            "body": [*_bodies(one), *signed.checked(one.path)],
            "target": targets[0] if len(targets) == 1 else targets,
        }
    for relation in marked.relations:
        yield {
            "@context": CONTEXT,
            "id": f"{base}#{relation.label}/{relation.start}/{relation.end}",
            "type": "Annotation",
            "motivation": "linking",
            **signed.by(relation.start),
            "body": [
                {"type": "SpecificResource", "purpose": "linking", "source": ids[relation.start]},
                {"type": "TextualBody", "purpose": "classifying", "value": relation.label},
            ],
            "target": ids[relation.end],
        }


class _Signed:
    """Who made the annotations of a report, when, and what wrote them down here."""

    def __init__(self, makers: Makers, report: Report) -> None:
        self._makers = makers
        self._reader = _signature(_software(report.reader.version), makers.read)

    def by(self, path: str) -> Node:
        """The reader, or who added or corrected it."""
        mark = self._makers.of(path)
        if mark is None or mark.by is None or mark.state not in ("added", "corrected"):
            return self._reader
        return _signature(self._person(mark.by), mark.made)

    def checked(self, path: str) -> Iterator[Node]:
        """A body that says who confirmed it."""
        mark = self._makers.of(path)
        if mark is not None and mark.by is not None and mark.state == "confirmed":
            yield {
                "type": "TextualBody",
                "purpose": "assessing",
                "value": "confirmed",
                "creator": self._person(mark.by),
                "created": _time(mark.made),
            }

    def _person(self, who: str) -> Node:
        name = self._makers.people[who]
        return {"id": f"urn:sayso:person:{name}", "type": "Person", "nickname": name}


def _signature(creator: Node, made: str | None) -> Node:
    when = {} if made is None else {"created": _time(made)}
    return {"creator": creator, **when, "generator": _software(__version__)}


def _software(version: str) -> Node:
    """A version of sayso."""
    named = re.sub(r"[^A-Za-z0-9.+_-]", "_", version)
    name = unicode_text(f"sayso {version}")
    return {"id": f"urn:sayso:software:{named}", "type": "Software", "name": name}


def _time(stored: str | None) -> str | None:
    """A time in UTC as the Recommendation asks for it (3.3.4): with a ``Z``."""
    return None if stored is None else stored.removesuffix("+00:00").removesuffix("Z") + "Z"


def _cached(report: Report) -> str:
    return f"texts/{name_of(report)}.txt"


def _bodies(one: Annotation) -> Iterator[Node]:
    yield {"type": "TextualBody", "purpose": "tagging", "value": one.layer}
    yield {"type": "TextualBody", "purpose": "classifying", "value": one.label}
    known = iri_of(one)
    if known is not None:
        yield {"type": "SpecificResource", "purpose": "identifying", "source": known}
    incident = one.values.get("incident")
    if incident is not None:
        iri = f"urn:sayso:incident:{incident}"
        yield {"type": "SpecificResource", "purpose": "linking", "source": iri}
    if one.values:
        yield {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": json_line(one.values).rstrip("\n"),
        }


def selectors(text: str, span: Span) -> list[Node]:
    """The words at a span by quotation and by position (Recommendation, 4.2.4 and 4.2.5)."""
    start, end = span
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - AROUND, 0) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
