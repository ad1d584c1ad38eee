"""Word lists that sayso reads with, as YAML that a person can open and check."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any

import yaml


@functools.cache
def load(name: str) -> Any:
    """The word list ``name.yaml``, parsed once."""
    text = (files(__name__) / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)
