"""Databases as earlier versions of sayso left them: their tables, and rows written out by hand.

Nothing here goes through the code of today but the migrations up to a revision, so that what is
tested is what people have on their disks.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from sqlalchemy import Connection, text

from sayso.store.database import migrate
from sayso.store.engines import dialect_at

RAW = b"<html><h1>Shelling near Taiz</h1><p>Three people died, a doctor said.</p></html>"
TEXT = "Shelling near Taiz\nThree people died, a doctor said."
OUTLET = "ÉCHO du Golfe"
ID, OTHER = "r_0123456789abcdef", "r_fedcba9876543210"

RECORD: dict[str, Any] = {
    "schema": "sayso/report/1",
    "id": ID,
    "url": "https://echo.example/taiz",
    "outlet": OUTLET,
    "title": "Shelling near Taiz",
    "language": "en",
    "published": "2021-02-03T22:30:00-05:00",
    "reader": {"version": "0.0.1", "models": {"parser": "sha256:1"}},
    "text": TEXT,
    "blocks": [{"kind": "title", "span": [0, 18]}, {"kind": "paragraph", "span": [19, 52]}],
    "actors": [{"id": "a1", "name": "a doctor", "mentions": [[38, 46]]}],
    "places": [
        {"id": "p1", "name": "Taiz", "mentions": [[14, 18]], "geonames": 70225, "country": "YEM"}
    ],
    "statements": [
        {
            "id": "s1",
            "kind": "indirect",
            "source": {"span": [38, 46], "actor": "a1", "anonymous": True},
            "cue": [[47, 51]],
            "content": [[19, 36]],
        }
    ],
    "events": [
        {
            "id": "e1",
            "type": "ASSAULT",
            "anchor": [0, 8],
            "places": ["p1"],
            "tolls": [
                {
                    "effect": "killed",
                    "low": 3,
                    "best": 3,
                    "high": 3,
                    "span": [19, 24],
                    "phrase": "Three",
                    "statement": "s1",
                }
            ],
            "voice": [{"outlet": True}, {"statement": "s1"}],
        }
    ],
}
OLDER = {**RECORD, "events": [], "reader": {"version": "0.0.0", "models": {}}}
SECOND = {"schema": "sayso/report/1", "id": OTHER, "reader": OLDER["reader"], "text": "Nothing."}

INCIDENT: dict[str, Any] = {
    "id": "i_1539",
    "type": "ASSAULT",
    "events": [{"report": ID, "event": "e1"}],
    "accounts": {},
    "tolls": {},
}
ORIGIN = {"id": "o1", "name": OUTLET, "kind": "outlet", "reports": [ID], "rule": "own"}
COPY: dict[str, Any] = {
    "from": ID,
    "to": OTHER,
    "kind": "excerpt",
    "spans": [],
    "share": 0.5,
    "share_from": 0.25,
    "direction": "time",
    "why": "an hour later",
}
"""Fields without a value are left out; the record's types fill them in."""


def old_database(location: str, revision: str) -> None:
    """Make a database of a revision, with the rows that a version of the time wrote."""
    dialect = dialect_at(location, 1)
    engine = dialect.engine()
    try:
        dialect.prepare(engine)
        with engine.execution_options(write=True).begin() as connection:
            dialect.claim(connection)
            migrate(connection, revision)
            _reports(connection, revision)
            body = "Three people died, a doctor said."
            entries = [(1, "Shelling near Taiz", body), (2, "", "Nothing.")]
            dialect.index_many(connection, entries, fresh=True)
            _links(connection, revision)
            if revision >= "0003":
                _memory(connection)
            dialect.settle(connection)
    finally:
        engine.dispose()


def decided_database(location: str) -> None:
    """Make a database of revision 0005: decisions, a near copy, how relevant a report is."""
    old_database(location, "0003")
    dialect = dialect_at(location, 1)
    engine = dialect.engine()
    try:
        with engine.execution_options(write=True).begin() as connection:
            relevant = zlib.compress(_json({**RECORD, "relevance": 0.75}).encode(), 1)
            connection.execute(
                text("UPDATE readings SET record = :record WHERE number = 3"), {"record": relevant}
            )
            connection.execute(text("UPDATE copies SET share = 0.9, kind = 'rewrite'"))
            contested = _json({**INCIDENT, "contested": ["killed"]})
            connection.execute(
                text("UPDATE incidents SET contested = TRUE, record = :record"),
                {"record": contested},
            )
            migrate(connection, "0005")
            for number, action, path, replaces in (
                (1, "correct", "title", None),
                (2, "confirm", "", None),
                (3, "note", "title", 1),
            ):
                _insert(
                    connection,
                    "decisions",
                    number=number,
                    made=f"2024-01-03T00:00:0{number}+00:00",
                    who="Amal",
                    action=action,
                    record=ID,
                    path=path,
                    reading=3,
                    replaces=replaces,
                )
            dialect.settle(connection)
    finally:
        engine.dispose()


def _insert(connection: Connection, table: str, **row: object) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)  # noqa: S608


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _reports(connection: Connection, revision: str) -> None:
    for number, raw in ((1, RAW), (2, b"Nothing.")):
        _insert(
            connection,
            "documents",
            number=number,
            sha256=hashlib.sha256(raw).hexdigest(),
            media_type="text/html",
            origin=f"{number}.html",
            size=len(raw),
            extractor="trafilatura",
            extractor_version="2.0",
            added="2024-01-01T00:00:00+00:00",
            raw=zlib.compress(raw),
        )
    _insert(
        connection,
        "reports",
        number=1,
        id=ID,
        document=1,
        url="https://echo.example/taiz",
        outlet=OUTLET,
        title="Shelling near Taiz",
        language="en",
        published="2021-02-03T22:30:00-05:00",
        day="2021-02-03",
        instant="2021-02-04T03:30:00+00:00",
        added="2024-01-01T00:00:00+00:00",
    )
    _insert(
        connection, "reports", number=2, id=OTHER, document=2, added="2024-01-01T00:00:00+00:00"
    )
    for number, report, record in ((1, 1, OLDER), (2, 2, SECOND), (3, 1, RECORD)):
        reader = record["reader"]
        _insert(
            connection,
            "readings",
            number=number,
            report=report,
            reader_version=reader["version"],
            models=_json(reader["models"]),
            made="2024-01-01T00:00:00+00:00",
            record=zlib.compress(_json(record).encode()),
        )
    _rows(connection, revision)


def _rows(connection: Connection, revision: str) -> None:
    newer = {"source_kind": None, "hedges": ""} if revision >= "0002" else {}
    _insert(
        connection,
        "statements",
        number=1,
        reading=3,
        id="s1",
        kind="indirect",
        stance="states",
        source="a doctor",
        actor="a doctor",
        anonymous=True,
        cue="said",
        content="Three people died",
        **newer,
    )
    _insert(
        connection,
        "places",
        number=1,
        reading=3,
        id="p1",
        name="Taiz",
        geonames=70225,
        country="YEM",
    )
    _insert(
        connection,
        "events",
        number=1,
        reading=3,
        id="e1",
        type="ASSAULT",
        contexts="",
        status="happened",
        background=False,
        anchor="Shelling",
        actors="",
        recipients="",
        voice="[]",
        confidence=1.0,
    )
    _insert(connection, "event_places", event=1, place=1)
    _insert(
        connection,
        "tolls",
        number=1,
        reading=3,
        event=1,
        effect="killed",
        low=3,
        best=3,
        high=3,
        phrase="Three",
        statement="s1",
    )


def _links(connection: Connection, revision: str) -> None:
    _insert(
        connection,
        "link_runs",
        number=1,
        version="0.0.1",
        rule="acled",
        made="2024-01-02T00:00:00+00:00",
        last_reading=3,
    )
    _insert(
        connection,
        "copies",
        number=1,
        run=1,
        from_report=ID,
        to_report=OTHER,
        kind="excerpt",
        share=0.5,
        record=_json(COPY),
    )
    incident = INCIDENT if revision >= "0003" else {**INCIDENT, "why": ["the same day"]}
    _insert(
        connection,
        "incidents",
        number=1,
        run=1,
        id="i_1539",
        type="ASSAULT",
        countries=" YEM ",
        contested=False,
        record=_json(incident),
    )
    _insert(connection, "incident_members", incident="i_1539", report=ID, event="e1")
    of_it = {"incident": "i_1539"} if revision >= "0003" else {}
    _insert(
        connection,
        "origins",
        number=1,
        run=1,
        id="o1",
        name=OUTLET,
        kind="outlet",
        record=_json(ORIGIN),
        **of_it,
    )
    _insert(connection, "incident_forwards", number=1, old="i_old", new="i_1539", run=1)


def _memory(connection: Connection) -> None:
    for number, told in ((0, "2021-02-04T03:30"), (1, "9999")):
        _insert(connection, "linked_reports", number=number, report=number + 1, told=told)
        _insert(connection, "link_notes", number=number, note=zlib.compress(b"{}", 1))
    _insert(
        connection,
        "link_arrays",
        number=1,
        kind="terms",
        first=0,
        size=2,
        array=b"\x00\x01",
    )
    _insert(connection, "link_chances", a=0, b=1, chance=0.75)
    _insert(
        connection,
        "link_places",
        number=1,
        place="gn:70225",
        first_day=737824,
        last_day=737824,
        report=0,
        happening=0,
    )
