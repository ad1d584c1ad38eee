"""The pages of a task: screened, decoded, and what is lost on the way with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Protocol

from sayso.errors import InputError, TooSlow, WorkerLost
from sayso.ingest import Page, Piece, fetched, page_of_piece
from sayso.run.guarded import limited, one_input
from sayso.run.tasks import Left, Task, left_of
from sayso.screen import Dropped


class Screens(Protocol):
    """A cheap look at pieces: a ``sayso.screen.Screen``."""

    def drop_reason(self, piece: Piece) -> Dropped | None:
        """Why a piece is not worth the full read."""
        ...


class TaskPages:
    """Makes pages of the pieces of a task.

    Args:
        task: The pieces.
        screen: Looks at each first; None for none.
        seconds: What each may take.
    """

    def __init__(
        self, task: Task, *, screen: Screens | None = None, seconds: float | None = None
    ) -> None:
        self._task = task
        self._screen = screen
        self._seconds = seconds
        self._place = {piece.origin: n for n, piece in enumerate(task.pieces)}
        self._lost: list[tuple[int, Left, InputError | None]] = []
        self.interrupted = False
        """Whether something took too long and was interrupted."""

    def __iter__(self) -> Iterator[Page]:
        poison = dict(self._task.poison)
        for n, piece in enumerate(self._task.pieces):
            page = None
            with one_input(piece.origin, partial(self._lose, n)):
                if n in poison:
                    raise WorkerLost(
                        poison[n], source=piece.origin, remedy="please report this input"
                    )
                here = fetched(piece)  # has limits of its own, and may wait for its turn
                with limited(self._seconds):
                    page = self._page(n, here)
            if page:
                yield page

    def lose(self, page: Page, error: InputError) -> None:
        """Count a page that could not be read."""
        self._lose(self._place[page.origin], error)

    @property
    def left(self) -> list[Left]:
        """All that was left out, in the order of the pieces."""
        lost = sorted(self._lost, key=lambda each: each[0])
        return [*self._task.left, *(left for _, left, _ in lost)]

    @property
    def errors(self) -> list[InputError]:
        """Why pages could not be read."""
        return [error for _, _, error in self._lost if error]

    def _page(self, n: int, piece: Piece) -> Page | None:
        dropped = self._screen.drop_reason(piece) if self._screen else None
        if dropped is None:
            return page_of_piece(piece)
        left = Left("dropped", dropped.reason, piece.origin, dropped.detail, piece.meta.url)
        self._lost.append((n, left, None))
        return None

    def _lose(self, n: int, error: InputError) -> None:
        piece = self._task.pieces[n]
        self.interrupted |= isinstance(error, TooSlow)
        self._lost.append((n, left_of(error, piece.origin, piece.meta.url), error))
