"""The fields of the filter language, with what each means for incidents and for reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "code", "number", "day", "flag"]
About = Literal["incident", "report", "both"]


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field.

    Attributes:
        name: As it stands before the colon.
        kind: ``name``: part of a name, in any case; ``code``: one of some values; ``number``;
            ``day``: a day, month or year; ``flag``: yes or no.
        about: Whose field it is. One of incidents means for reports "tells of an incident that
            …", one of reports means for incidents "a report that tells of it …".
        incidents: What it means of an incident.
        reports: What it means of a report.
        example: A value.
        values: All that there are, where they are few and always the same.
        broken: Numbers may have decimals.
        decided: It tells what people decided.
        own: It tells what the person who asks marked.
    """

    name: str
    kind: Kind
    about: About
    incidents: str
    reports: str
    example: str
    values: tuple[str, ...] = ()
    broken: bool = False
    decided: bool = False
    own: bool = False


STATES = ("confirmed", "corrected", "merged", "split", "none")
"""What people decided about an incident that lists show."""

_OF_IT = "tells of an incident of which this holds"
_BY_ONE = "a report that tells of it has this"


def _incident(name: str, kind: Kind, means: str, example: str, **more: object) -> FilterField:
    return FilterField(name, kind, "incident", means, _OF_IT, example, **more)  # type: ignore[arg-type]


def _report(name: str, kind: Kind, means: str, example: str, **more: object) -> FilterField:
    return FilterField(name, kind, "report", _BY_ONE, means, example, **more)  # type: ignore[arg-type]


def _figure(effect: str, who: str) -> FilterField:
    means = f"the best figure for people {who}, over all accounts; else the lowest or highest"
    return _incident(effect, "number", means, ">=10")


_FIELDS = (
    FilterField(
        "type",
        "code",
        "both",
        "its PLOVER event type",
        "has an event of this type",
        "ASSAULT",
    ),
    _incident("mode", "code", "its PLOVER mode", "aerial"),
    FilterField(
        "country",
        "code",
        "both",
        "happened in this country (ISO 3166-1 alpha-3 code, or a name)",
        "names a place in this country",
        "SYR",
    ),
    _incident("place", "name", "the name of a place where it happened", "Homs"),
    _incident("admin1", "name", "the first-level division of such a place", "Idlib"),
    _incident("actor", "name", "somebody who is told to have done it", "army"),
    _incident("recipient", "name", "somebody to whom it is told to have been done", "police"),
    _incident("party", "name", "an actor or a recipient", "army"),
    _incident("origin", "name", "an origin of one of its accounts", '"interior ministry"'),
    FilterField(
        "date",
        "day",
        "both",
        "may have happened then: its days overlap these; `=` all its days lie in them",
        "was published then, by the page's own clock",
        "2024-02",
    ),
    FilterField(
        "since",
        "day",
        "both",
        "may have happened on this day or later",
        "was published on this day or later",
        "2024-02-01",
    ),
    FilterField(
        "until",
        "day",
        "both",
        "may have happened on this day or earlier",
        "was published on this day or earlier",
        "2024-02-29",
    ),
    _incident("happened", "day", "as `date` of incidents", "2024-02"),
    _report("published", "day", "as `date` of reports", "2024-02"),
    _figure("killed", "killed"),
    _incident("killed_low", "number", "the lowest figure for people killed", ">=10"),
    _incident("killed_high", "number", "the highest figure for people killed", "<100"),
    _figure("injured", "injured"),
    _figure("captured", "captured"),
    _figure("missing", "missing"),
    _figure("displaced", "displaced"),
    _figure("arrested", "arrested"),
    _figure("participants", "who took part"),
    _incident("reports", "number", "how many reports tell of it", ">1"),
    _incident("origins", "number", "how many origins its accounts go back to", ">=2"),
    _incident(
        "contested",
        "flag",
        "origins disagree on a field of it; or on the field that is named, as `killed`",
        "killed",
    ),
    _incident(
        "state",
        "code",
        "what people decided about it",
        "confirmed",
        values=STATES,
        decided=True,
    ),
    _incident("lat", "number", "its latitude in degrees", "33..37.5", broken=True),
    _incident("lon", "number", "its longitude in degrees", "-10..5", broken=True),
    _incident("precision", "number", "UCDP where_prec of its coordinates, 1 to 7", "<=3"),
    FilterField("id", "code", "both", "its id, or the beginning of it", "likewise", "i_1a2b"),
    _incident("incident", "code", "its id, or the beginning of it", "i_1a2b"),
    _report("report", "code", "its id, or the beginning of it", "r_1a2b"),
    _report("outlet", "name", "the outlet", "Reuters"),
    _report("agency", "name", "the agency that it credits", "AFP"),
    _report("language", "code", "its language (ISO 639-1)", "en"),
    _report("source", "name", "somebody whom it quotes or cites", '"army spokesman"'),
    _report("added", "day", "was added to the collection then (UTC)", ">=2024-02-01"),
    _report(
        "relevance",
        "number",
        "how likely it tells of conflict, 0 to 1",
        ">=0.5",
        broken=True,
    ),
    _report("copy", "flag", "is a near copy of an earlier report", "no", values=("yes", "no")),
    _report(
        "reviewed",
        "flag",
        "the person who asks has gone through it; on the command line and in exports, anybody has",
        "no",
        values=("yes", "no"),
        own=True,
    ),
    _report(
        "flagged",
        "flag",
        "the person who asks has flagged it; on the command line and in exports, anybody has",
        "yes",
        values=("yes", "no"),
        own=True,
    ),
)

FIELDS: dict[str, FilterField] = {each.name: each for each in _FIELDS}
"""All fields, by name."""
