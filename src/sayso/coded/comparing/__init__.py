"""Two sets of events side by side: how pairs differ, what each has alone, as tables."""

from __future__ import annotations

from sayso.coded.comparing.compare import Comparison, compare

__all__ = ["Comparison", "compare"]
