"""The encoder that ships: one pass over a report, whose states every head shares."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from pathlib import Path

from sayso.language.encoding import Encoding, encode
from sayso.language.engines import Engine, best_engine
from sayso.language.pieces import cut
from sayso.language.unread import UNREAD
from sayso.record import Block

MODEL = "reader.onnx"


def encode_report(text: str, blocks: tuple[Block, ...]) -> Encoding:
    """The scores for one report; blocks that carry no running text are left out."""
    return encode([cut(text, blocks, UNREAD)], _engine())[0]


def version() -> dict[str, str]:
    """Name and hash of the model."""
    return {MODEL: digest(MODEL)}


def shipped(name: str) -> Path:
    """The file of a model that comes with the package."""
    path = resources.files("sayso") / "models" / name
    assert isinstance(path, Path)  # noqa: S101 - wheels are unpacked
    return path


@functools.cache
def digest(name: str) -> str:
    """The hash of a model that comes with the package."""
    return "sha256:" + hashlib.sha256(shipped(name).read_bytes()).hexdigest()


@functools.cache
def _engine() -> Engine:
    return best_engine(str(shipped(MODEL)))
