"""A comparison as tables: pairs, their differences, and what only one side has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.coded.comparing.compare import RELATIONS, Alone, Compared, Comparison, Party
from sayso.coded.comparing.difference import FIELDS, count_words, day_words, party_words
from sayso.coded.event import CodedEvent
from sayso.errors import ExportError
from sayso.export.table_files.csv_file import write_csv
from sayso.record import Points
from sayso.tables.table import Cell, Column, Row, Table

_OURS = Column("ours", "string", "Id of the event on the first side.", required=True)
_THEIRS = Column("theirs", "string", "Id of the event on the second side.", required=True)
_POINTS = Column("points", "number", "Points for their being one event: the sum over all fields.")
_WHY = Column("why", "string", "The points field by field, with what was found.")


def _side(prefix: str) -> Iterator[Column]:
    whose = "first" if prefix == "ours" else "second"
    for name, means in (
        ("date", "When it was."),
        ("place", "Where it was."),
        ("country", "The country: ISO 3166-1 alpha-3."),
        ("parties", "The parties, a side each."),
        ("type", "What it is called in its codebook."),
        ("killed", "How many were killed, with the bounds."),
        ("injured", "How many were injured, with the bounds."),
    ):
        yield Column(f"{prefix}_{name}", "string", f"{means} As the {whose} side has it.")


def _told(event: CodedEvent) -> tuple[Cell, ...]:
    spot = event.spot
    return (
        day_words(event),
        (spot.name or spot.admin1) if spot else None,
        event.country,
        party_words(event),
        event.type,
        count_words(event.counts.get("killed")),
        count_words(event.counts.get("injured")),
    )


def points_words(points: Iterable[Points]) -> str:
    """Points of each field in one line."""
    return "; ".join(f"{p.field} {p.value:+g} ({p.words})" for p in points)


def _pairs(found: Comparison) -> Iterator[Row]:
    for pair in found.pairs:
        relations = {d.field: d.relation for d in pair.differences}
        yield (
            pair.ours.id,
            pair.theirs.id,
            pair.also,
            pair.score,
            points_words(pair.points),
            *(relations.get(name) for name in FIELDS),
            *_told(pair.ours),
            *_told(pair.theirs),
        )


PAIRS: Table[Any] = Table(
    name="pairs",
    title="Events that both sides have",
    means="An event of each side that are one.",
    columns=(
        _OURS,
        _THEIRS,
        Column(
            "also",
            "boolean",
            "Whether one of the two has a better partner: one side tells as several events what "
            "the other counts as one.",
            required=True,
        ),
        _POINTS,
        _WHY,
        *(
            Column(
                name.replace(" ", "_"),
                "string",
                f"How the two stand on the {name}: `same`; `compatible`, both can be true; "
                "`different`, both cannot; told by one side alone. Empty: neither tells it.",
                values=RELATIONS,
            )
            for name in FIELDS
        ),
        *_side("ours"),
        *_side("theirs"),
    ),
    of="comparison",
    rows=_pairs,
    key=("ours", "theirs"),
)


def _differences(found: Comparison) -> Iterator[Row]:
    for pair in found.pairs:
        for each in pair.differences:
            yield (
                pair.ours.id,
                pair.theirs.id,
                each.field,
                each.relation,
                each.ours,
                each.theirs,
                each.words,
                "; ".join(each.origins),
            )


DIFFERENCES: Table[Any] = Table(
    name="differences",
    title="Pairs field by field",
    means="One field of a pair.",
    columns=(
        _OURS,
        _THEIRS,
        Column("field", "string", "Which field.", values=FIELDS, required=True),
        Column(
            "relation",
            "string",
            "How the two stand: `same`; `compatible`, both can be true, as one is vaguer; "
            "`different`, both cannot be true; told by one side alone.",
            values=RELATIONS,
            required=True,
        ),
        Column("said_by_ours", "string", "What the first side says."),
        Column("said_by_theirs", "string", "What the second side says."),
        Column("words", "string", "How they differ, or whose figure it is."),
        Column(
            "origins",
            "string",
            "Of ours: the origins that give the other side's figure, joined by `; `.",
        ),
    ),
    of="comparison",
    rows=_differences,
    key=("ours", "theirs", "field"),
)


def _alone(found: Iterable[Alone]) -> Iterator[Row]:
    for each in found:
        yield (
            each.event.id,
            each.event.line,
            *_told(each.event),
            "; ".join(each.event.sources) or None,
            each.event.notes or None,
            each.why,
            each.nearest.id if each.nearest else None,
            each.score,
            points_words(each.points),
        )


def _only(name: str, whose: str, other: str) -> Table[Any]:
    return Table(
        name=name,
        title=f"Events that only the {whose} side has",
        means=f"An event of the {whose} side that the {other} does not have, with what comes "
        "nearest.",
        columns=(
            Column("id", "string", "Id of the event.", required=True),
            Column("line", "string", "Where it stands in its file."),
            *(Column(c.name.split("_")[1], c.kind, c.means) for c in _side("ours")),
            Column("sources", "string", "Who told it, joined by `; `."),
            Column("notes", "string", "What the data says of it in words."),
            Column("missing", "string", "Why it has no partner.", required=True),
            Column(
                "nearest",
                "string",
                f"Id of what comes nearest on the {other} side; without points it is out of reach.",
            ),
            _POINTS,
            _WHY,
        ),
        of="comparison",
        rows=(lambda found: _alone(found.only_ours))
        if name == "only_ours"
        else (lambda found: _alone(found.only_theirs)),
        key=("id",),
    )


ONLY_OURS = _only("only_ours", "first", "second")
ONLY_THEIRS = _only("only_theirs", "second", "first")
TABLES: tuple[Table[Any], ...] = (PAIRS, DIFFERENCES, ONLY_OURS, ONLY_THEIRS)
"""All tables of a comparison."""


def write_comparison(found: Comparison, folder: Path) -> dict[str, int]:
    """Write a comparison as CSV files into a folder; files of those names are replaced.

    Args:
        found: The comparison.
        folder: Where; it is made if it is not there.

    Returns:
        How many rows each file has, by its name.

    Raises:
        ExportError: It cannot be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {
            f"{table.name}.csv": write_csv(
                folder / f"{table.name}.csv", table.columns, table.rows(found)
            )
            for table in TABLES
        }
    except OSError as error:
        raise ExportError(
            f"cannot be written: {error.strerror}", source=str(folder), remedy="name another folder"
        ) from error


def _event(event: CodedEvent) -> dict[str, Any]:
    spot = event.spot
    return {
        "id": event.id,
        "line": event.line or None,
        "date": day_words(event) or None,
        "earliest": event.earliest.isoformat() if event.earliest else None,
        "latest": event.latest.isoformat() if event.latest else None,
        "place": spot.name if spot else None,
        "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None,
        "where_prec": spot.precision if spot else None,
        "country": event.country,
        "admin1": event.admin1,
        "parties": [[side.name for side in each] for each in event.sides],
        "type": event.type,
        "sources": list(event.sources),
        "notes": event.notes or None,
        **{
            effect: {"low": count.low, "best": count.best, "high": count.high}
            for effect, count in event.counts.items()
        },
    }


def _points(points: Iterable[Points]) -> list[dict[str, Any]]:
    return [{"field": p.field, "points": p.value, "words": p.words} for p in points]


def _pair(pair: Compared) -> dict[str, Any]:
    return {
        "ours": _event(pair.ours),
        "theirs": _event(pair.theirs),
        "also": pair.also,
        "score": pair.score,
        "points": _points(pair.points),
        "differences": [
            {
                "field": d.field,
                "relation": d.relation,
                "ours": d.ours,
                "theirs": d.theirs,
                "words": d.words,
                "origins": list(d.origins),
            }
            for d in pair.differences
        ],
    }


def _one(each: Alone) -> dict[str, Any]:
    return {
        **_event(each.event),
        "why": each.why,
        "nearest": _event(each.nearest) if each.nearest else None,
        "score": each.score,
        "points": _points(each.points),
    }


def to_data(found: Comparison) -> dict[str, Any]:
    """A comparison as plain values, for JSON."""
    return {
        "ours": _whose(found.ours),
        "theirs": _whose(found.theirs),
        "where": found.filter,
        "days": found.reach.days,
        "km": found.reach.km,
        "needed": found.needed,
        "matched": len(found.matched),
        "fields": [
            {
                "field": each.field,
                "same": each.same,
                "compatible": each.compatible,
                "different": each.different,
                "only_ours": each.only_ours,
                "only_theirs": each.only_theirs,
            }
            for each in found.fields
        ],
        "totals": [
            {
                "effect": each.effect,
                "of": each.of,
                **{
                    who: dict(zip(("low", "best", "high", "events"), sums, strict=True))
                    for who, sums in (("ours", each.ours), ("theirs", each.theirs))
                },
            }
            for each in found.totals
        ],
        "pairs": [_pair(pair) for pair in found.pairs],
        "groups": [
            {
                "side": "theirs" if each.is_theirs else "ours",
                "one": each.one.id,
                "several": [event.id for event in each.several],
                "killed_one": each.killed[0],
                "killed_several": each.killed[1],
            }
            for each in found.groups
        ],
        "only_ours": [_one(each) for each in found.only_ours],
        "only_theirs": [_one(each) for each in found.only_theirs],
    }


def _whose(party: Party) -> dict[str, Any]:
    return {
        "source": party.name,
        "kind": party.kind,
        "events": party.events,
        "failed": len(party.failed),
        "out_of_scope": party.out_of_scope,
    }
