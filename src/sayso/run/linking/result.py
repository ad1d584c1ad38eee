"""The outcome of linking shards, read back."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import NotFound
from sayso.linking.links import Links, merged
from sayso.record import Copy, Incident, Origin
from sayso.run.linking.work import Tables


def read_links(folder: str | Path) -> Links:
    """All links of a folder that :func:`~sayso.run.linking.link_shards` wrote, in their order.

    They are in memory all together; the tables are there for more than that has room for.

    Raises:
        NotFound: The folder holds none, or not all yet.
        MissingExtra: pyarrow is not installed.
    """
    out = Tables(Path(folder))
    if out.json("links") is None:
        raise NotFound(
            "no links", source=str(folder), remedy="run `sayso link SHARDS --out` to its end"
        )

    def rows(table: str, *order: str) -> list[dict[str, object]]:
        found = [
            row
            for n in out.numbers(table)
            for row in out.read(table, n, columns[table]).to_pylist()
        ]
        return sorted(found, key=lambda row: tuple(row[name] for name in order))

    columns = {
        "copies": ["a", "b", "record"],
        "origins": ["place", "incident", "record"],
        "incidents": ["place", "record"],
    }
    origins: dict[str, list[Origin]] = {}
    for row in rows("origins", "place"):
        found = Origin.model_validate_json(str(row["record"]))
        origins.setdefault(str(row["incident"]), []).append(found)
    return Links(
        copies=tuple(
            Copy.model_validate_json(str(row["record"])) for row in rows("copies", "a", "b")
        ),
        origins=merged(origins),
        incidents=tuple(
            Incident.model_validate_json(str(row["record"])) for row in rows("incidents", "place")
        ),
    )
