"""Bytes to pages: text in blocks, with outlet, agency, byline and times; nothing is read yet."""

from sayso.ingest.addresses import fetched
from sayso.ingest.loading import load, pieces
from sayso.ingest.page import Page
from sayso.ingest.pages import page_of_piece
from sayso.ingest.piece import Piece, Skipped

__all__ = ["Page", "Piece", "Skipped", "fetched", "load", "page_of_piece", "pieces"]
