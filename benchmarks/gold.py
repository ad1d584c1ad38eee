"""Load the gold chains: reports with every statement, its parts and its place in the chain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from sayso.record import Block, Span, Stance, StatementKind

SOURCE_KINDS = ("official", "party", "witness", "expert", "outlet", "document", "other")
_FIELDS = frozenset(
    ["at", "source", "actor", "source_kind", "cue", "content", "medium", "kind", "stance",
     "parent", "anonymous", "reason", "hedges"]
)  # fmt: skip
Side = Literal["develop", "report"]


@dataclass(frozen=True)
class GoldStatement:
    """One annotated statement; spans are offsets into the report's text."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    medium: tuple[Span, ...]
    kind: str
    stance: str
    actor: str | None
    source_kind: str | None
    anonymous: bool
    reason: tuple[Span, ...]
    hedges: tuple[Span, ...]
    parent: str | None


@dataclass(frozen=True)
class GoldReport:
    """A report with its statements and, for each event, the innermost statement telling it."""

    id: str
    outlet: str
    published: str | None
    text: str
    blocks: tuple[Block, ...]
    statements: dict[str, GoldStatement]
    events: tuple[tuple[Span, str | None], ...]
    single: bool

    @property
    def side(self) -> Side:
        """Every third entry only reports figures."""
        return "report" if int(re.sub(r"\D", "", self.id)) % 3 == 0 else "develop"

    def chain(self, statement: str | None) -> list[str]:
        """Ids from the outermost statement to the given one."""
        out: list[str] = []
        while statement is not None and statement not in out:
            out.insert(0, statement)
            statement = self.statements[statement].parent
        return out


def load(folder: Path) -> Iterator[GoldReport]:
    """All reports, then all sentences.

    Raises:
        ValueError: An entry is wrong; the message names file, entry and words.
    """
    for path in sorted((folder / "reports").glob("*.yaml")):
        yield _entry(path, yaml.safe_load(path.read_text(encoding="utf-8")), single=False)
    yield from _sentences(folder / "sentences")


def load_training(folder: Path) -> Iterator[GoldReport]:
    """The sentences that are there to be learnt from: read once, and never scored.

    Raises:
        ValueError: As for :func:`load`.
    """
    yield from _sentences(folder / "training")


def _sentences(folder: Path) -> Iterator[GoldReport]:
    for path in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield _entry(path, row, single=True)


def _entry(path: Path, raw: Mapping[str, Any], *, single: bool) -> GoldReport:
    text = "\n\n".join(b["words"] for b in raw["text"])
    blocks: list[Block] = []
    at = 0
    for b in raw["text"]:
        end = at + len(b["words"])
        blocks.append(
            Block(kind=b.get("kind", "paragraph"), span=(at, end), teller=b.get("teller"))
        )
        at = end + 2
    where = f"{path.name}: {raw['id']}"

    def spans(value: str | Sequence[str] | None, at: int, what: str) -> tuple[Span, ...]:
        values = [value] if isinstance(value, str) else value or []
        return tuple(_find(text, blocks, v, at, f"{where}: {what}") for v in values)

    statements: dict[str, GoldStatement] = {}
    for key, s in (raw.get("statements") or {}).items():
        unknown = set(s) - _FIELDS
        if unknown:
            raise ValueError(f"{where}: {key}: unknown fields {sorted(unknown)}")
        place = s["at"]
        for field, allowed in (("kind", get_args(StatementKind)), ("stance", get_args(Stance)),
                               ("source_kind", SOURCE_KINDS)):  # fmt: skip
            if s.get(field) not in (*allowed, None):
                raise ValueError(f"{where}: {key}: {field} {s[field]!r} is none of {allowed}")
        if not s.get("kind") or not s.get("content"):
            raise ValueError(f"{where}: {key}: kind and content are needed")
        statements[key] = GoldStatement(
            id=key,
            source=spans(s.get("source"), place, f"{key}.source"),
            cue=spans(s.get("cue"), place, f"{key}.cue"),
            content=spans(s["content"], place, f"{key}.content"),
            medium=spans(s.get("medium"), place, f"{key}.medium"),
            kind=s["kind"],
            stance=s.get("stance") or "states",
            actor=s.get("actor"),
            source_kind=s.get("source_kind"),
            anonymous=bool(s.get("anonymous")),
            reason=spans(s.get("reason"), place, f"{key}.reason"),
            hedges=spans(s.get("hedges"), place, f"{key}.hedges"),
            parent=s.get("parent"),
        )
    for s in statements.values():
        if s.parent is not None and s.parent not in statements:
            raise ValueError(f"{where}: {s.id}: no statement {s.parent!r}")
    events: list[tuple[Span, str | None]] = []
    for e in raw.get("events") or []:
        voice = None if e["voice"] == "outlet" else e["voice"]
        if voice is not None and voice not in statements:
            raise ValueError(f"{where}: event {e['words']!r}: no statement {voice!r}")
        (span,) = spans(e["words"], e["at"], "events")
        events.append((span, voice))
    return GoldReport(
        id=raw["id"], outlet=raw.get("outlet") or "Outlet", published=raw.get("published"),
        text=text, blocks=tuple(blocks), statements=statements, events=tuple(events),
        single=single,
    )  # fmt: skip


def _find(text: str, blocks: Sequence[Block], words: str, at: int, where: str) -> Span:
    """The span of ``words`` in block ``at``, from 1; the guide explains ``@n``, ``#n``, ``…``."""
    moved = re.match(r"@(\d+) ", words)
    if moved:
        at, words = int(moved[1]), words[moved.end() :]
    if not 1 <= at <= len(blocks):
        raise ValueError(f"{where}: there is no block {at}")
    nth = re.search(r"#(\d+)$", words)
    count = int(nth[1]) if nth else 1
    words = words[: nth.start()] if nth else words
    first, _, last = words.partition(" … ")
    start, end = blocks[at - 1].span
    pattern = re.escape(first)
    pattern = (r"(?<!\w)" if first[:1].isalnum() else "") + pattern
    pattern += r"(?!\w)" if first[-1:].isalnum() else ""
    found = list(re.compile(pattern).finditer(text, start, end))
    if len(found) < count:
        raise ValueError(f"{where}: block {at} does not say {words!r} {count} times")
    begin, close = found[count - 1].span()
    if last:
        tail = re.compile(re.escape(last) + (r"(?!\w)" if last[-1:].isalnum() else ""))
        match = tail.search(text, close, end)
        if match is None:
            raise ValueError(f"{where}: block {at} does not go on to {last!r}")
        close = match.end()
    return begin, close
