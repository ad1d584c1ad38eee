"""Fields of filters, and formats of exports."""

from __future__ import annotations

from typing import Literal

from sayso.web.wire.base import Wire


class FieldOut(Wire):
    """A field of the filter language."""

    name: str
    kind: Literal["name", "code", "number", "day", "flag"]
    """Part of a name, one of some values, a number, a day, or yes and no."""
    about: Literal["incident", "report", "both"]
    incidents: str
    """What it means of an incident."""
    reports: str
    """What it means of a report."""
    example: str
    values: list[str]
    """All that there are, where they are always the same."""
    decided: bool
    """It tells what people decided, which coders do not see."""


class Fields(Wire):
    """The fields of the filter language."""

    fields: list[FieldOut]
    verbal: list[str]
    """Event types of things said, which lists leave out unless types are asked for."""


class FormatOut(Wire):
    """A format of exports."""

    name: str
    means: str
    of: Literal["incidents", "reports"]
    """What a filter narrows."""
    files: list[str]
    """Kinds of files; none: it has its own."""
    tells_who: bool
    """It says who decided what, which takes an adjudicator."""


class Formats(Wire):
    """The formats of exports."""

    formats: list[FormatOut]
