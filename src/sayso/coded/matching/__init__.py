"""Which events of two sides are one: looked up, scored, assigned one to one."""

from __future__ import annotations

from sayso.coded.matching.match import Matched, Miss, Pair, match
from sayso.coded.matching.points import NEEDED, Reach

__all__ = ["NEEDED", "Matched", "Miss", "Pair", "Reach", "match"]
