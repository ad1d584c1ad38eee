"""Weights as a module of Python that sayso imports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def table(name: str, weights: Mapping[str, float]) -> str:
    """A dictionary of weights in the style of the formatter."""
    lines = "".join(f'    "{key}": {weights[key]},\n' for key in sorted(weights))
    return f"{name}: dict[str, float] = {{\n{lines}}}\n"


def write(path: Path, heading: str, *parts: str) -> None:
    """Write a module.

    Args:
        path: The file to write.
        heading: Its docstring; it says by which command it was written.
        parts: Its statements.
    """
    path.write_text("\n".join([f'"""{heading}"""\n', *parts]), encoding="utf-8")
