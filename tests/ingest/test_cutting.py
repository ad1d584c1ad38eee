from __future__ import annotations

import json
import pickle

import pytest
from archives import WORDS, gzipped, page, pages_of
from pages import ALL

from sayso.errors import InputError, MalformedInput
from sayso.ingest import Piece, load, page_of_piece, pieces

FEED = (
    "<rss version='2.0'><channel><title>Example Times</title>"
    + "".join(
        f"<item><title>T{n}</title><description>{WORDS[n]}</description></item>" for n in (0, 1)
    )
    + "</channel></rss>"
)
ROWS = "\n".join(json.dumps({"text": w, "date": "03/04/2020"}) for w in WORDS)


@pytest.fixture
def folder(tmp_path):
    """A source of every kind."""
    for name, markup in ALL.items():
        (tmp_path / f"{name}.html").write_text(markup, encoding="utf-8")
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "rows.jsonl").write_text(ROWS)
    (tmp_path / "latin.txt").write_bytes("Zwei Männer starben.".encode("cp1252"))
    (tmp_path / "crawl.warc.gz").write_bytes(gzipped(pages_of(2)))
    (tmp_path / "broken.json").write_text("{")
    return tmp_path


def test_the_two_halves_make_what_load_makes(folder):
    errors: list[InputError] = []
    whole = list(load(folder, outlet="Example", on_error=errors.append))
    halves = list(pieces(folder, outlet="Example", on_error=lambda _: None))
    assert len(whole) == len(ALL) + 2 + 3 + 1 + 2
    assert [page_of_piece(p) for p in halves] == whole
    assert [p.kept for p in halves] == [p.raw for p in whole]
    assert [type(e) for e in errors] == [MalformedInput]


def test_pieces_travel_and_come_in_one_order(folder):
    first, again = (list(pieces(folder, on_error=lambda _: None)) for _ in range(2))
    assert first == again
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 - our own
    assert len({p.origin for p in first}) == len(first)


def test_a_piece_is_not_used_up(folder):
    for piece in pieces(folder, on_error=lambda _: None):
        assert page_of_piece(piece) == page_of_piece(piece)


def test_text_as_it_stands():
    odd = "\ufeffGunmen killed ten people, \ud800 they said."
    (piece,) = pieces(text=odd)
    assert page_of_piece(piece).report.text == odd.replace("\ud800", "\ufffd")


def test_nothing_is_parsed_before_it_is_asked_for(monkeypatch):
    monkeypatch.setattr("sayso.ingest.pages.decode", lambda *_, **__: pytest.fail("decoded"))
    (piece,) = pieces(html=page(1).encode())
    assert piece == Piece("html", page(1).encode(), "html", "text/html", piece.meta)
