"""A STIX 2.1 bundle, as OpenCTI and MISP import it.

- ``report``: a news report, with the incidents that it tells of; ``identity``: its outlet and
  agency.
- ``incident``: one happening; what STIX has no property for is in a property extension whose
  definition is in the bundle.
- ``location``, ``identity``: places and named parties, ``related-to`` the incident.
- ``note``: one value that is told of an incident, with who tells it as ``authors``.
- ``relationship`` ``derived-from``: one report carries text of another.

Ids are UUIDs of version 5 made from ours, so that what is imported again is updated; an unchanged
collection gives the same bytes. There is no ``opinion``, ``confidence``, ``sighting`` or
``attributed-to``: these would be verdicts. Nor is there a TLP marking: whoever shares it sets one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, TypeVar

from sayso.export.shared.aside import Aside
from sayso.export.shared.clean import json_line
from sayso.export.source import Source
from sayso.export.stix.incident import incident_objects
from sayso.export.stix.objects import SINCE, Object, constants, object_id, timestamp
from sayso.export.stix.reports import copy_object, lists, report_objects
from sayso.store.snapshot import TOGETHER

T = TypeVar("T")


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write the bundle.

    Returns:
        How many objects it has.
    """
    with (
        (folder / "bundle.json").open("w", encoding="utf-8", newline="\n") as file,
        Aside() as written,
        Aside() as told_by,
    ):
        bundle = _Bundle(file)
        for each in chain(
            constants(), _of_incidents(source, told_by), _of_reports(source, told_by)
        ):
            # a place or a party comes with each of its incidents, and is always the same
            if each["created"] != SINCE or written.put(each["id"]):
                bundle.add(each)
        bundle.close()
    return {"bundle.json": bundle.objects}


def _of_incidents(source: Source, told_by: Aside) -> Iterator[Object]:
    """Objects of the incidents; puts aside which of them each report is to list."""
    for together in _batches(source.told()):
        times = source.snapshot.incident_times([told.incident.id for told in together])
        for told in together:
            created, modified = map(timestamp, times[told.incident.id])
            made = {each["id"]: each for each in incident_objects(told, created, modified)}
            yield from made.values()
            for report in told.reports:
                listed = [id_ for id_, each in made.items() if lists(report, each)]
                told_by.put(report, " ".join((modified, *listed)))


def _of_reports(source: Source, told_by: Aside) -> Iterator[Object]:
    """The reports that tell of them, their outlets and agencies, and which carries which."""
    for together in _batches(told_by.groups()):
        ids = [report for report, _ in together]
        heads = source.snapshot.heads(ids)
        times = source.snapshot.report_times(ids)
        for report, incidents in together:
            yield from report_objects(heads[report], times[report], incidents)
    for copies in _batches(source.copies()):
        between = [copy for copy in copies if told_by.of(copy.from_) and told_by.of(copy.to)]
        times = source.snapshot.report_times([copy.to for copy in between])
        for copy in between:
            yield copy_object(copy, times[copy.to])


def _batches(every: Iterable[T]) -> Iterator[list[T]]:
    left = iter(every)
    while together := list(islice(left, TOGETHER)):
        yield together


class _Bundle:
    """An open bundle; its id is made of what is in it, and so comes last."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._between = '{"type": "bundle", "objects": [\n'
        self.objects = 0

    def add(self, each: Object) -> None:
        """Write an object."""
        line = json_line(each)
        self._digest.update(line.encode())
        self._file.write(self._between + line)
        self._between = ",\n"
        self.objects += 1

    def close(self) -> None:
        """Write the end."""
        id_ = object_id("bundle", self._digest.hexdigest())
        self._file.write(f'\n], "id": "{id_}"}}\n')
