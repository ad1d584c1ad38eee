"""The base of all that goes over the wire."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """Immutable and closed, so that a misspelt field of a request is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)
