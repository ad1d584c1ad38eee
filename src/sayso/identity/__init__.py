"""Who that is outside of the report: an authority file that the user provides."""

from sayso.identity.authority import Authority, Entry, load_authority
from sayso.identity.linking import identify

__all__ = ["Authority", "Entry", "identify", "load_authority"]
