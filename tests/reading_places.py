"""Text to what the network says of its places, for tests."""

from __future__ import annotations

import functools

from sayso.extract.toponyms import PlaceReading, ToponymMention, find_toponyms, read_toponyms
from sayso.gazetteer import Gazetteer
from sayso.language.encoder import encode_report
from sayso.language.parse import Parse


@functools.cache
def shipped() -> Gazetteer:
    """The gazetteer of the packages."""
    return Gazetteer()


def reading(parsed: Parse) -> PlaceReading:
    """What the network says of a parsed text."""
    return read_toponyms(parsed, encode_report(parsed.text, parsed.blocks), shipped())


def toponyms(parsed: Parse) -> list[ToponymMention]:
    """The place names of a parsed text."""
    return find_toponyms(reading(parsed), parsed, shipped())
