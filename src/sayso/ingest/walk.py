"""One walk through a source: what the caller says, and where errors and what is no report go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sayso.errors import InputError
from sayso.ingest.draft import Meta
from sayso.ingest.piece import OnSkip, Skipped

OnError = Callable[[InputError], None]
"""Called with each input that cannot be read."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of every report of a source."""

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    columns: Mapping[str, str] | None = None

    def meta(self) -> Meta:
        """It as metadata of one report."""
        return Meta(outlet=self.outlet, published=self.published, url=self.url)


@dataclass(frozen=True, slots=True)
class Walk:
    """What goes along with a source while it is cut into pieces.

    Attributes:
        given: What the caller says.
        failed: Takes each input that cannot be read; raises it where the caller wants that.
        on_skip: Takes what is passed over.
    """

    given: Given
    failed: OnError
    on_skip: OnSkip | None = None

    def skip(self, reason: str, origin: str) -> None:
        """Count something that is no report."""
        if self.on_skip is not None:
            self.on_skip(Skipped(reason, origin))
