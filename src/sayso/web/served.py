"""What one running server holds: the desk, its jobs, who listens, who may come in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.desk import Desk
from sayso.web.exporting import Exports

if TYPE_CHECKING:
    from sayso.web.access import Access
    from sayso.web.jobs import Jobs
    from sayso.web.keymap import KeymapFile
    from sayso.web.stream import Broadcaster


@dataclass(frozen=True, slots=True)
class Options:
    """How a collection is served.

    Attributes:
        name: Of the one local person; with ``team`` nobody's.
        team: People log in.
        keymap: The person's own keymap; None: where the system keeps such files.
        client: The folder of the compiled client; None: the package's.
        proxies: Addresses and networks of proxies that may say who asked them.
        plain_http: People may log in without TLS, also past a proxy.
    """

    name: str = "local"
    team: bool = False
    keymap: Path | None = None
    client: Path | None = None
    proxies: tuple[str, ...] = ()
    plain_http: bool = False


@dataclass(slots=True)
class Served:
    """Everything that a request can need."""

    location: str | Path
    desk: Desk
    access: Access
    stream: Broadcaster
    jobs: Jobs
    keymap: KeymapFile
    exports: Exports = field(default_factory=Exports)
