"""Where in a report a decision is about: nothing (all of it), ``title``, ``events.e1.type``."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal, cast, get_args

from pydantic import TypeAdapter

from sayso.errors import Refused
from sayso.record import Actor, Event, Place, Record, Report, Statement, Time

Kind = Literal["actors", "places", "times", "statements", "events"]

MODELS: MappingProxyType[Kind, type[Record]] = MappingProxyType(
    {"actors": Actor, "places": Place, "times": Time, "statements": Statement, "events": Event}
)
"""Collections of a report whose objects have ids, and what they hold."""

KINDS: tuple[Kind, ...] = get_args(Kind)

REPORT_FIELDS = ("title", "outlet", "agency", "byline", "language", "published", "modified")
"""Fields of the report itself that people decide about."""

_NOT_DECIDED = frozenset({"id", "evidence", "confidence", "why"})
"""What the machine says of its own reading; a person's reason stands in the decision."""

ADDED = re.compile(r"h[0-9a-z]{4,12}")
"""Ids of what people added."""


@dataclass(frozen=True, slots=True)
class Path:
    """A place in a report, taken apart.

    Attributes:
        kind: The collection; None where it is about the report itself.
        id: The object's id; of ``loaded`` its index.
        field: The field of the object, or of the report.
        loaded: Whether it is a wording that takes a side, which has an index and no id.
    """

    kind: Kind | None = None
    id: str | None = None
    field: str | None = None
    loaded: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is about all of the report."""
        return self == Path()

    def __str__(self) -> str:
        parts = ("loaded" if self.loaded else self.kind, self.id, self.field)
        return ".".join(part for part in parts if part)

    def at(self, field: str | None) -> Path:
        """The same object's field; None: the object."""
        return Path(self.kind, self.id, field)


def fields(kind: Kind) -> tuple[str, ...]:
    """The fields of a collection's objects that people decide about."""
    return tuple(name for name in MODELS[kind].model_fields if name not in _NOT_DECIDED)


@functools.lru_cache(maxsize=20_000)
def parse_path(text: str) -> Path:
    """Take a path apart.

    Raises:
        Refused: There is no such collection or field.
    """
    if not text:
        return Path()
    first, *rest = text.split(".")
    if not rest and first in REPORT_FIELDS:
        return Path(field=first)
    if first == "loaded" and len(rest) == 1 and rest[0].isdecimal():
        return Path(id=rest[0], loaded=True)
    if first not in MODELS:
        raise Refused(
            f"there is no {first!r} in a report to decide about",
            place=text,
            remedy=f"one of {', '.join((*REPORT_FIELDS, *KINDS))}",
        )
    kind = cast("Kind", first)
    if not 1 <= len(rest) <= 2 or not all(rest):
        raise Refused(
            "this is no path", place=text, remedy=f"as in {first}.{first[0]}1 or with a field"
        )
    if len(rest) == 2 and rest[1] not in fields(kind):
        raise Refused(
            f"{first} have no field {rest[1]!r} to decide about",
            place=text,
            remedy=f"one of {', '.join(fields(kind))}",
        )
    return Path(kind, rest[0], rest[1] if len(rest) == 2 else None)


@functools.cache
def adapter(kind: Kind | None, field: str | None) -> TypeAdapter[Any]:
    """What checks the values of a field (of the report's own fields without a kind), or objects."""
    if kind is not None and field is None:
        return TypeAdapter(MODELS[kind])
    model: type[Record] = Report if kind is None else MODELS[kind]
    info = model.model_fields[cast("str", field)]
    checked: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(checked)
