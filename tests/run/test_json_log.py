"""The log is a JSON object a line, whatever is logged."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.run.json_log import log_to


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = log_to(tmp_path / "log.jsonl")
    yield tmp_path / "log.jsonl"
    logging.getLogger("sayso").removeHandler(handler)
    logging.getLogger("sayso").setLevel(logging.NOTSET)
    handler.close()


def lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_events_with_their_fields(log: Path) -> None:
    logger = logging.getLogger("sayso.somewhere")
    logger.info(
        "shard finished", extra={"shard": "part-1", "path": Path("a\nb"), "dropped": {"x": 1}}
    )
    logger.warning("%s is late", "The café", extra={"half": "\udce9"})
    first, second = lines(log)
    assert first.pop("time").endswith("+00:00")  # type: ignore[attr-defined]
    assert first == {
        "level": "info",
        "logger": "sayso.somewhere",
        "event": "shard finished",
        "shard": "part-1",
        "path": "a\nb",
        "dropped": {"x": 1},
    }
    assert (second["level"], second["event"]) == ("warning", "The café is late")


def test_an_exception_is_one_line(log: Path) -> None:
    try:
        int("bug")
    except ValueError:
        logging.getLogger("sayso").exception("it failed")
    (line,) = lines(log)
    assert "ValueError: invalid literal" in str(line["exception"])


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="log cannot be written"):
        log_to(tmp_path / "none" / "log.jsonl")
