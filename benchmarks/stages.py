"""Processor time by stage, measured from outside: the functions of the reader are wrapped.

A stage's time is its own: what another stage inside it takes counts there. Nothing in the package
knows of this, so a release is measured as it is.
"""

from __future__ import annotations

import functools
import importlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from sayso.language import encoder, engines
from sayso.language.engines import Engine, Floats, Inputs

REST = "assembling and the rest"
ENCODER = "the encoder's own pass"
OTHER_NETS = "the other networks' passes"

# Stage to functions, as "module:name"; a name is replaced in every module of ours that holds it.
FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "page: outline, metadata, blocks": ("sayso.ingest.html:draft_of",),
    "page: trafilatura": ("sayso.ingest.article:witness",),
    "page: notes, credits, the report": ("sayso.ingest.assemble:page_of",),
    "page: language": ("sayso.ingest.language:language_of",),
    "pieces": ("sayso.language.encoder:cut",),
    "syntax": ("sayso.language.parsing:parse_report",),
    "statements": ("sayso.extract.statements:find_statements",),
    "events": ("sayso.extract.events:find_events",),
    "events: relevance": ("sayso.extract.events:relevance",),
    "attacks": (
        "sayso.extract.attacks:find_attacks",
        "sayso.extract.attacks:taking_part",
        "sayso.resolve.attacks:assemble_attacks",
    ),
    "toponyms": (
        "sayso.extract.toponyms:read_toponyms",
        "sayso.extract.toponyms:find_toponyms",
    ),
    "times": ("sayso.extract.times:find_times", "sayso.resolve.dates:resolve_times"),
    "places": ("sayso.resolve.places:resolve_places",),
    "settings": ("sayso.resolve.settings:settle",),
    "actors": ("sayso.resolve.actors:resolve_actors",),
    "voices": ("sayso.resolve.voices:assemble_statements",),
    "totals": ("sayso.extract.tolls.totals:find_totals",),
    "loaded words": ("sayso.extract.loaded:find_loaded",),
}


class Clock:
    """Own processor time of nested stages, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._row: list[str] = []
        self._since = time.process_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what goes on inside for a stage."""
        self._turn()
        self._row.append(name)
        try:
            yield
        finally:
            self._turn()
            self._row.pop()

    def _turn(self) -> None:
        now = time.process_time()
        if self._row:
            name = self._row[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function whose calls count for a stage; a generator's are its steps."""

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                found = function(*args, **kwargs)
            return self._steps(name, found) if isinstance(found, Iterator) else found

        return call

    def _steps(self, name: str, steps: Iterator[Any]) -> Iterator[Any]:
        end = object()
        while True:
            with self.stage(name):
                step = next(steps, end)
            if step is end:
                return
            yield step


@contextmanager
def measured(work: str = REST) -> Iterator[Clock]:
    """Wrap the reader's stages, count until the block ends, and put everything back."""
    clock = Clock()
    undo: list[tuple[Any, str, Any]] = []
    for stage, names in FUNCTIONS.items():
        for each in names:
            where, _, name = each.partition(":")
            function = getattr(importlib.import_module(where), name)
            timed = clock.timed(stage, function)
            for module in _ours():
                if vars(module).get(name) is function:
                    undo.append((module, name, function))
                    setattr(module, name, timed)
    try:
        with _engines(clock), clock.stage(work):
            yield clock
    finally:
        for module, name, function in undo:
            setattr(module, name, function)


def _ours() -> list[ModuleType]:
    return [m for name, m in list(sys.modules.items()) if name.partition(".")[0] == "sayso"]


@contextmanager
def _engines(clock: Clock) -> Iterator[None]:
    """The engines of all networks are made anew, timed, and forgotten at the end."""
    makers = {name: getattr(engines, name) for name in ("openvino_engine", "onnx_engine")}
    own = str(encoder.shipped(encoder.MODEL))

    def timed(maker: Callable[[str], Engine], path: str) -> Engine:
        run = maker(path)
        stage = ENCODER if path == own else OTHER_NETS

        def call(inputs: Inputs) -> list[Floats]:
            with clock.stage(stage):
                return run(inputs)

        return call

    for name, maker in makers.items():
        setattr(engines, name, functools.cache(functools.partial(timed, maker)))
    caches = _forget()
    try:
        yield
    finally:
        for name, maker in makers.items():
            setattr(engines, name, maker)
        _forget(caches)


def _forget(caches: list[Any] | None = None) -> list[Any]:
    """Empty the caches of the functions that hold an engine."""
    found = caches or [
        function
        for module in _ours()
        for function in [vars(module).get("_engine")]
        if hasattr(function, "cache_clear")
    ]
    for function in found:
        function.cache_clear()
    return found
