"""Annotations of other tools as the measure of what sayso read."""

from __future__ import annotations

from sayso.coded.scoring.measuring import score
from sayso.coded.scoring.scores import WHAT, Counts, Difference, Scores, What

__all__ = ["WHAT", "Counts", "Difference", "Scores", "What", "score"]
