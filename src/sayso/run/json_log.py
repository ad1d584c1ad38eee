"""The log of a program as lines of JSON, for other programs to read."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

from sayso.errors import SaysoError

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, event, and what was given as ``extra``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        given = {key: value for key, value in vars(record).items() if key not in _USUAL}
        # what begins so is of other libraries: Ray marks every record of the program
        line |= {key: value for key, value in given.items() if not key.startswith("_")}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to(path: Path) -> logging.Handler:
    """Add all that sayso logs, from now on, to a file.

    Args:
        path: The file; what is in it stays.

    Returns:
        The handler, to be taken off the logger ``sayso`` again.

    Raises:
        SaysoError: The file cannot be written.
    """
    try:
        handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise SaysoError(
            f"the log cannot be written: {error.strerror}",
            source=str(path),
            remedy="name another file",
        ) from error
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("sayso")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler
