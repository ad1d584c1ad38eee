"""What a run writes down of itself: what it was asked, what is finished, what is missing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from sayso import __version__
from sayso.errors import SaysoError
from sayso.run.folder import Folder

RUN_FILE = "run.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Marker:
    """A shard that is finished.

    Attributes:
        shard: Its name.
        file: The file with the reports.
        inputs: SHA-256 of what went in.
        pieces: Reports that went in.
        read: Reports that are in it.
        not_read: Of these, those that are kept but not read: in another language, withdrawn.
        dropped: What was left out because it was not worth reading, by reason.
        failed: What could not be read, by kind of error.
        size: Bytes of the file.
        sha256: Of the file.
        version: Of sayso.
        seconds: By the clock.
        processor_seconds: Of the worker's processor.
    """

    shard: str
    file: str
    inputs: str
    pieces: int
    read: int
    not_read: int
    dropped: dict[str, int]
    failed: dict[str, int]
    size: int
    sha256: str
    version: str
    seconds: float
    processor_seconds: float

    @property
    def marker_file(self) -> str:
        """The file of the marker itself."""
        return marker_file(self.shard)

    @property
    def left_file(self) -> str:
        """The file that names what was left out, if anything was."""
        return f"{self.shard.replace('part', 'left')}.jsonl.zst"


@dataclass(frozen=True, slots=True)
class SourceEnd:
    """A source that was cut to its end.

    Attributes:
        shards: How many there are of it.
        pieces: How many reports went into them.
        stamp: Size and time of change of a local file; empty for an address; None where it cannot
            be told whether it has changed.
    """

    source: str
    shards: int
    pieces: int
    stamp: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run was asked to do. A folder holds the shards of one plan.

    Attributes:
        sources: Files, folders and addresses, in their order.
        settings: Whatever makes a difference to what is read or how it is cut.
        versions: Of sayso, of its models and word lists.
    """

    sources: tuple[str, ...]
    settings: Mapping[str, Any]
    versions: Mapping[str, str]

    def differs(self, other: Plan) -> str | None:
        """In what another plan differs; None when it does not."""
        if self.sources != other.sources:
            return "the sources"
        for name, ours, theirs in (
            ("version", self.versions, other.versions),
            ("setting", self.settings, other.settings),
        ):
            for key in sorted({*ours, *theirs}):
                if ours.get(key) != theirs.get(key):
                    return f"the {name} {key}: {ours.get(key)}, now {theirs.get(key)}"
        return None


def versions() -> dict[str, str]:
    """Of sayso, and a digest of all models and word lists that come with it."""
    return {"sayso": __version__, "models": _digest("models"), "lexicon": _digest("lexicon")}


@cache
def _digest(room: str) -> str:
    found = hashlib.sha256()
    for entry in sorted(files("sayso").joinpath(room).iterdir(), key=lambda e: e.name):
        if entry.is_file() and not entry.name.endswith((".py", ".pyc")):
            found.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return found.hexdigest()[:16]


def marker_file(shard: str) -> str:
    """The file that says that a shard is finished."""
    return f"{shard}.json"


def end_file(source: int) -> str:
    """The file that says that a source was cut to its end."""
    return f"source-{source:05}.json"


def keep_plan(folder: Folder, plan: Plan) -> None:
    """Write down what a folder is for, or see that it is for that.

    Raises:
        SaysoError: It is for something else.
        OSError: It cannot be written.
    """
    there = folder.read(RUN_FILE)
    if there is None:
        try:
            folder.write(RUN_FILE, _content(plan), fresh=True)
        except FileExistsError:  # of another part, which began at the same moment
            there = folder.read(RUN_FILE) or b""
        else:
            return
    # compared as they are written: a tuple is a list there
    asked = Plan(plan.sources, *json.loads(json.dumps([plan.settings, plan.versions])))
    if difference := _plan(there, folder.name).differs(asked):
        raise SaysoError(
            f"holds another run, with a difference in {difference}",
            source=folder.name,
            remedy="read into another folder, or repeat that run as it was to go on with it",
        )


def _content(plan: Plan) -> bytes:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    content = {"format": _FORMAT, "made": made, **asdict(plan)}
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def plan_of(folder: Folder) -> Plan:
    """What a folder is for.

    Raises:
        SaysoError: Nothing was read into it.
    """
    there = folder.read(RUN_FILE)
    if there is None:
        raise SaysoError(
            f"no folder of shards: there is no {RUN_FILE}",
            source=folder.name,
            remedy="name a folder that `sayso read --out` wrote",
        )
    return _plan(there, folder.name)


def _plan(data: bytes, name: str) -> Plan:
    try:
        content = json.loads(data)
        if content["format"] != _FORMAT:
            raise SaysoError(
                f"{RUN_FILE} is of another version of sayso", source=name, remedy="use that version"
            )
        return Plan(tuple(content["sources"]), content["settings"], content["versions"])
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(name, RUN_FILE) from error


def read_marker(folder: Folder, shard: str) -> Marker | None:
    """The marker of a shard; None when the shard is not finished.

    Raises:
        SaysoError: The marker is damaged.
    """
    data = folder.read(marker_file(shard))
    try:
        return None if data is None else Marker(**json.loads(data))
    except (ValueError, TypeError) as error:
        raise _damaged(folder.name, marker_file(shard)) from error


def read_end(folder: Folder, source: int) -> SourceEnd | None:
    """How many shards a source has; None when it was not cut to its end.

    Raises:
        SaysoError: The file is damaged.
    """
    data = folder.read(end_file(source))
    try:
        return None if data is None else SourceEnd(**json.loads(data))
    except (ValueError, TypeError) as error:
        raise _damaged(folder.name, end_file(source)) from error


def write_end(folder: Folder, number: int, end: SourceEnd) -> None:
    """Write down that a source was cut to its end."""
    folder.write(end_file(number), json.dumps(asdict(end), ensure_ascii=False).encode())


def _damaged(folder: str, file: str) -> SaysoError:
    return SaysoError(
        "damaged",
        source=f"{folder}/{file}",
        remedy="remove it and read again: nothing else is lost",
    )
