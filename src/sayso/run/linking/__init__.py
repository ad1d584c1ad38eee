"""Linking at scale: the work of :func:`sayso.linking.link` as stages over blocks of reports."""

from sayso.run.linking.driver import BLOCK, LinkedShards, link_shards
from sayso.run.linking.result import read_links

__all__ = ["BLOCK", "LinkedShards", "link_shards", "read_links"]
