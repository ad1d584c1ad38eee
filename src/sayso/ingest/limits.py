"""How much is read of one report.

News reports have 500 words; the longest government documents have some tens of thousands. The
limits are far above both, so that what exceeds them is a mistake (a whole archive in one file),
and low enough that no input can take the memory of the machine.
"""

MAX_BYTES = 20 * 1024 * 1024
"""Bytes of one page, one record of a table, one feed."""

MAX_WORDS = 200_000
"""White-space separated words of one report."""
