"""The encoder that ships: one pass over a report, whose states every head shares."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from pathlib import Path

from sayso.language.encoding import Encoding, Run, encode
from sayso.language.engines import best_engine
from sayso.language.pieces import cut
from sayso.language.unread import UNREAD
from sayso.record import Block

MODEL = "reader.onnx"


def encode_report(text: str, blocks: tuple[Block, ...]) -> Encoding:
    """The scores for one report; blocks that carry no running text are left out."""
    return encode([cut(text, blocks, UNREAD)], _engine())[0]


def version() -> dict[str, str]:
    """Name and hash of the model."""
    return {MODEL: _digest()}


def _path() -> Path:
    path = resources.files("sayso") / "models" / MODEL
    assert isinstance(path, Path)  # noqa: S101 - wheels are unpacked
    return path


@functools.cache
def _digest() -> str:
    return "sha256:" + hashlib.sha256(_path().read_bytes()).hexdigest()


@functools.cache
def _engine() -> Run:
    return best_engine(_path())
