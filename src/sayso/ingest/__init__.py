"""Bytes to pages: text in blocks, with outlet, agency, byline and times; nothing is read yet."""

from sayso.ingest.loading import load
from sayso.ingest.page import Page

__all__ = ["Page", "load"]
