"""One report made by hand, in two readings with other ids."""

from collections.abc import Iterator
from contextlib import contextmanager

from sayso.ingest.page import Page
from sayso.record import (
    Actor,
    Block,
    Event,
    ReaderInfo,
    Report,
    Source,
    Statement,
    VoiceStep,
)
from sayso.store import Store

TITLE = "Blast in Goma"
TEXT = f"{TITLE}\nA bomb killed two men in Goma, a doctor said."


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words, len(TITLE))
    return start, start + len(words)


def _report(version: str, event: str, statement: str, actor: str) -> Report:
    return Report(
        id="r_0123456789abcdef",
        url="https://lakepost.example/1",
        outlet="Lake Post",
        title=TITLE,
        language="en",
        published="2024-02-01T10:00:00+02:00",
        reader=ReaderInfo(version=version),
        text=TEXT,
        blocks=(
            Block(kind="title", span=(0, len(TITLE))),
            Block(kind="paragraph", span=(len(TITLE) + 1, len(TEXT))),
        ),
        actors=(Actor(id=actor, name="a doctor", mentions=(_span("a doctor"),)),),
        statements=(
            Statement(
                id=statement,
                kind="indirect",
                source=Source(span=_span("a doctor"), actor=actor),
                cue=(_span("said"),),
                content=((len(TITLE) + 1, _span("a doctor")[0]),),
            ),
        ),
        events=(
            Event(
                id=event,
                type="ASSAULT",
                mode="explosives",
                anchor=_span("killed"),
                voice=(VoiceStep(outlet=True), VoiceStep(statement=statement)),
            ),
        ),
    )


REPORT = _report("0.1", "e1", "s1", "a1")


def other_reading() -> Report:
    """The same report as a newer reader reads it."""
    return _report("0.2", "e5", "s7", "a3")


@contextmanager
def stored(location: str) -> Iterator[Store]:
    """A collection with the report in it."""
    bare = REPORT.model_copy(update=dict.fromkeys(("actors", "statements", "events"), ()))
    with Store.open(location) as store:
        store.add(Page(bare, b"<p>as it came in</p>", "text/html", "1.html"), REPORT)
        yield store
