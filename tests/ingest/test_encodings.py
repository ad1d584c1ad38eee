from __future__ import annotations

import pytest

from sayso.errors import BinaryInput, UndecodableInput
from sayso.ingest import load
from sayso.ingest.decode import clean, decode

WORDS = "Стрелки убили трёх человек в городе Мариуполе в воскресенье, сообщила полиция. " * 4
LATIN = "Le général a déclaré que l’armée était prête à défendre la région. " * 4


@pytest.mark.parametrize(
    ("data", "declared", "encoding", "problem"),
    [
        (WORDS.encode(), None, "utf-8", False),
        (WORDS.encode("utf-8-sig"), None, "utf-8", False),
        (WORDS.encode("utf-16"), None, "utf-16", False),
        (WORDS.encode("cp1251"), "windows-1251", "cp1251", False),
        (WORDS.encode("cp1251"), None, "cp1251", True),
        (WORDS.encode(), "windows-1251", "utf-8", True),
        (LATIN.encode("cp1252"), "iso-8859-1", "cp1252", False),
        (LATIN.encode("cp1252"), "utf-8", "cp1252", True),
        (b"plain ASCII", "windows-1251", "utf-8", False),
    ],
)
def test_what_is_declared_is_checked(data, declared, encoding, problem):
    found = decode(data, declared=declared)
    assert found.text in (WORDS, LATIN, "plain ASCII")
    assert found.encoding == encoding
    assert bool(found.problem) is problem


def test_meta_charset_counts():
    page = f'<html><head><meta charset="windows-1251"></head><body>{WORDS}</body></html>'
    assert decode(page.encode("cp1251")).problem is None


def test_a_few_broken_sequences_do_not_change_the_encoding():
    found = decode(WORDS.encode()[:-3])
    assert found.encoding == "utf-8"
    assert found.text.startswith(WORDS[:100])


def test_undecodable():
    noise = bytes(range(0x80, 0xA0)) * 20
    with pytest.raises(UndecodableInput, match="save it as UTF-8"):
        decode(noise + b"\x81\x8d\x8f\x90\x9d" * 50, source="noise.txt")


def test_clean_keeps_offsets():
    assert clean("a\0b\ud800c") == "a\ufffdb\ufffdc"


def test_wrong_declaration_is_said(tmp_path, one):
    file = tmp_path / "a.txt"
    file.write_bytes(LATIN.encode("cp1252"))
    assert "wrong_encoding" in {w.code for w in one(file).report.warnings}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "office document"),
        (bytes(range(256)) * 20, "binary"),
        (b"\0\1\2\3" * 100, "binary"),
    ],
)
def test_binary_whatever_it_is_called(tmp_path, data, what):
    file = tmp_path / "page.html"
    file.write_bytes(data)
    with pytest.raises(BinaryInput, match=what):
        list(load(file))


def test_a_stray_nul_is_not_binary(tmp_path, one):
    file = tmp_path / "page.txt"
    file.write_bytes(b"Gunmen\0 killed three people in Balad, the police said on Sunday.")
    assert one(file).report.text.startswith("Gunmen\ufffd killed")
