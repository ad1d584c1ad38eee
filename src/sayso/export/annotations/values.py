"""The coded fields of an object of a record, as plain values."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from sayso.export.annotations.model import Value
from sayso.export.shared.clean import unicode_text
from sayso.record import Identity, Record, VoiceStep

# Fields that are words of the text or objects of their own, and the id, which is in the path.
_NOT_VALUES = frozenset(
    {"id", "evidence", "mentions", "span", "spans", "anchor", "source", "cue", "content", "medium",
     "hedges", "instrument", "tolls", "who", "cast", "reason", "voice"}
)  # fmt: skip


def values_of(thing: Record) -> dict[str, Value]:
    """The fields of an object by the record's own names.

    Without spans, without what is null or empty, and without flags that are not set.
    """
    found: dict[str, Value] = {}
    for name, default in _fields(type(thing)):
        value = getattr(thing, name)
        if value is None or value == () or (value is False and default is False):
            continue
        found[name] = _plain(value)
    return found


def voice_of(voice: Iterable[VoiceStep]) -> dict[str, Value]:
    """A chain of tellers, the outermost first: ``outlet``, ``teller:NAME``, ``statement:s1``."""
    steps = tuple(_step(step) for step in voice)
    return {"voice": steps} if steps else {}


def _plain(value: Any) -> Value:
    if isinstance(value, Identity):
        return unicode_text(f"{value.scheme}:{value.id}")
    if isinstance(value, tuple):
        return tuple(unicode_text(each) for each in value)
    if isinstance(value, str):
        return unicode_text(value)
    plain: Value = value
    return plain


def _step(step: VoiceStep) -> str:
    if step.outlet:
        return "outlet"
    if step.teller is not None:
        return unicode_text(f"teller:{step.teller}")
    return f"statement:{step.statement}"


@functools.cache
def _fields(model: type[Record]) -> tuple[tuple[str, object], ...]:
    return tuple(
        (name, info.default) for name, info in model.model_fields.items() if name not in _NOT_VALUES
    )
