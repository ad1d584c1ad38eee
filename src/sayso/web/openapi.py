"""Prints the OpenAPI description of the desk's API, or writes it to a file.

The types of the client are made of it: ``python -m sayso.web.openapi FILE``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sayso.web.app import routes_app


def description() -> str:
    """The description, as JSON."""
    return json.dumps(routes_app().openapi(), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> None:
    """Print it, or write it to the file that is named.

    Args:
        arguments: Of the command line.
    """
    if arguments:
        Path(arguments[0]).write_text(description(), encoding="utf-8")
    else:
        sys.stdout.write(description())


if __name__ == "__main__":
    main(sys.argv[1:])
