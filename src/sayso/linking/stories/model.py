"""How likely it is that two reports are on one story: the sum of what each field adds.

An additive model (Hastie and Tibshirani 1990): each measurement of
:mod:`sayso.linking.stories.fields` adds so many points of log-odds, read off a step function that
was fitted on pairs of reports (``training.stories``). Because nothing but a sum is in it, the
points of each field can be shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from sayso.linking.stories.fields import FIELDS

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StoryModel:
    """Points of log-odds by field: ``points[f][k]`` where ``k`` cuts of ``f`` lie below a value."""

    bias: float
    cuts: tuple[Floats, ...]
    points: tuple[Floats, ...]

    def parts(self, measurements: Floats) -> Floats:
        """What each field adds.

        Args:
            measurements: Of shape (pairs, fields), in the order of ``FIELDS``.

        Returns:
            Log-odds, of the same shape.
        """
        out = np.empty_like(measurements)
        for f, (cuts, points) in enumerate(zip(self.cuts, self.points, strict=True)):
            out[:, f] = points[np.searchsorted(cuts, measurements[:, f], side="left")]
        return out

    def chance(self, measurements: Floats) -> Floats:
        """The probability that the reports of each pair are on one story, of shape (pairs,)."""
        odds = self.bias + self.parts(measurements).sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)


@cache
def story_model() -> StoryModel:
    """The model that ships.

    Raises:
        ValueError: The file's fields are not those that are measured.
    """
    file = resources.files("sayso.models") / "stories.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    if tuple(found["fields"]) != FIELDS:
        raise ValueError("models/stories.json was fitted on other fields; run training.stories")
    return StoryModel(
        bias=found["bias"],
        cuts=tuple(np.array(steps["cuts"], dtype=np.float64) for steps in found["fields"].values()),
        points=tuple(
            np.array(steps["points"], dtype=np.float64) for steps in found["fields"].values()
        ),
    )
