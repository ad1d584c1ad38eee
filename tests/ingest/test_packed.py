from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile

import fsspec
import pytest
import zstandard
from archives import page, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import (
    BinaryInput,
    EmptyInput,
    InputError,
    InputTooLarge,
    MalformedInput,
    UnsupportedInput,
)
from sayso.ingest import load, pieces

ROWS = b"".join(b'{"text": "Ten people died in town %d.", "id": %d}\n' % (n, n) for n in range(500))
PACKS = {
    ".gz": gzip.compress,
    ".zst": zstandard.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


@pytest.mark.parametrize("suffix", sorted(PACKS))
def test_any_kind_may_be_compressed(tmp_path, suffix):
    (tmp_path / f"rows.jsonl{suffix}").write_bytes(PACKS[suffix](ROWS))
    (tmp_path / f"page.html{suffix}").write_bytes(PACKS[suffix](page(7).encode()))
    found = list(pieces(tmp_path))
    assert len(found) == 501
    assert found[0].kind == "html"
    assert found[0].data == page(7).encode()
    assert found[-1].origin == f"{tmp_path / 'rows.jsonl'}{suffix} line 500 (499)"


def test_several_members_one_after_the_other(tmp_path):
    for suffix, pack in PACKS.items():
        file = tmp_path / f"rows.jsonl{suffix}"
        half = ROWS.index(b"\n", 9000) + 1
        padding = bytes(100_000) if suffix == ".xz" else b""
        file.write_bytes(pack(ROWS[:half]) + padding + pack(ROWS[half:]) + padding)
        assert sum(1 for _ in pieces(file)) == 500, suffix


@pytest.mark.parametrize("suffix", sorted(PACKS))
def test_what_comes_before_the_break_is_read(tmp_path, suffix):
    rows = b"".join(
        b'{"text": "%d people died in a town near Balad."}\n' % (n * 7919 % 10007)
        for n in range(20_000)
    )
    file = tmp_path / f"rows.jsonl{suffix}"
    packed = PACKS[suffix](rows)
    file.write_bytes(packed[: len(packed) // 2])
    errors: list[InputError] = []
    count = sum(1 for _ in pieces(file, on_error=errors.append))
    # xz and bzip2 have large blocks, so that little may be left.
    assert count < 20_000
    assert count > 0 or suffix in (".bz2", ".xz")
    assert isinstance(errors[-1], MalformedInput)
    assert str(file) in str(errors[-1])


@pytest.mark.parametrize("suffix", sorted(PACKS))
def test_a_bomb_fills_neither_memory_nor_disk(tmp_path, suffix):
    bomb = b"<html><p>" + b" " * (21 * 2**20)
    file = tmp_path / f"page.html{suffix}"
    file.write_bytes(PACKS[suffix](bomb))
    with pytest.raises(InputTooLarge, match="20 MB"):
        list(pieces(file))


@pytest.mark.parametrize("suffix", [".xz", ".zst"])
def test_a_file_may_not_ask_for_all_memory(tmp_path, suffix):
    file = tmp_path / f"page.html{suffix}"
    if suffix == ".xz":
        wide = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 2**29}]
        file.write_bytes(lzma.compress(page(1).encode(), filters=wide))
    else:
        wide = zstandard.ZstdCompressionParameters(window_log=30)
        packer = zstandard.ZstdCompressor(compression_params=wide).compressobj()
        file.write_bytes(packer.compress(page(1).encode()) + packer.flush())
    with pytest.raises(MalformedInput, match=r"page\.html.*broken"):
        list(pieces(file))


def test_layer_upon_layer_is_given_up(tmp_path):
    data = page(1).encode()
    for _ in range(9):
        data = gzip.compress(data)
    file = tmp_path / "a.gz"
    file.write_bytes(data)
    with pytest.raises(UnsupportedInput, match="layers"):
        list(pieces(file))
    nested = page(1).encode()
    for _ in range(9):
        nested = zipped({"inner.zip" if nested[:2] == b"PK" else "a.html": nested})
    file.write_bytes(nested)
    with pytest.raises(UnsupportedInput, match="layers"):
        list(pieces(file))


def test_a_zip_is_read_like_a_folder(tmp_path):
    file = tmp_path / "pages.zip"
    members = {
        "b/two.html": page(2).encode(),
        "a.html": page(1).encode(),
        "../../escape.html": page(3).encode(),
        "rows.jsonl.gz": gzip.compress(ROWS),
        "inner.zip": zipped({"four.html": page(4).encode()}),
        "__MACOSX/a.html": b"x",
        "picture.png": b"\x89PNG",
        "empty.txt": b"",
    }
    file.write_bytes(zipped(members))
    errors: list[InputError] = []
    found = list(pieces(file, url="https://a.test/pages.zip", on_error=errors.append))
    pages_found = [p for p in found if p.kind == "html"]
    assert [p.origin.removeprefix(f"{file}/") for p in pages_found] == [
        *("../../escape.html", "a.html", "b/two.html", "inner.zip/four.html"),
    ]
    assert len(found) == 504
    assert {p.meta.url for p in found} == {None}, "the archive's address is no page's"
    assert [type(e) for e in errors] == [EmptyInput]
    assert list(tmp_path.iterdir()) == [file], "nothing is unpacked"


def test_zips_that_cannot_be_read(tmp_path):
    file = tmp_path / "pages.zip"
    whole = zipped({"a.html": page(1).encode(), "b.html": page(2).encode()})
    file.write_bytes(whole[:-30])
    with pytest.raises(MalformedInput, match="broken ZIP"):
        list(pieces(file))
    file.write_bytes(zipped({"a.png": b"x"}))
    with pytest.raises(EmptyInput, match="no file in the archive"):
        list(pieces(file))
    at = whole.index(b"a.html") + 20
    file.write_bytes(whole[:at] + b"\xff" * 30 + whole[at + 30 :])
    errors: list[InputError] = []
    assert [p.origin for p in pieces(file, on_error=errors.append)] == [f"{file}/b.html"]
    assert f"{file}/a.html" in str(errors[0])
    (tmp_path / "pages.zip.gz").write_bytes(gzip.compress(whole))
    assert len(list(pieces(tmp_path / "pages.zip.gz"))) == 2, "it is small enough to be held"
    file.write_bytes(zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}))
    with pytest.raises(BinaryInput, match="office document"):
        list(pieces(file))


def test_a_tar_is_streamed(tmp_path):
    file = tmp_path / "pages.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        for name in ("b.html", "../a.html", "x.png", ".hidden.html"):
            data = page(1).encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    assert [p.origin for p in pieces(file)] == [f"{file}/b.html", f"{file}/../a.html"]
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes())[:900]))
    with pytest.raises(MalformedInput):
        list(pieces(file))


def test_patterns_name_files(tmp_path):
    for name in ("a1.html", "a2.html", "b.html", "sub/a3.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page(1))
    assert [p.origin[-7:] for p in pieces(f"{tmp_path}/a*.html")] == ["a1.html", "a2.html"]
    assert len(list(pieces(f"{tmp_path}/**/a?.html"))) == 3
    with pytest.raises(InputError, match="no file of this pattern"):
        list(pieces(f"{tmp_path}/c*.html"))
    (tmp_path / "odd[1].html").write_text(page(1))
    assert len(list(pieces(f"{tmp_path}/odd[1].html"))) == 1, "a file of that name comes first"


@pytest.fixture
def store():
    """A folder in memory."""
    memory = fsspec.filesystem("memory")
    memory.pipe("/news/rows.jsonl.gz", gzip.compress(ROWS))
    memory.pipe("/news/a.html", page(1).encode())
    memory.pipe("/news/picture.png", b"\x89PNG")
    memory.pipe("/news/pages.zip", zipped({"in/z.html": page(2).encode()}))
    yield memory
    memory.rm("/news", recursive=True)


def test_remote_files_patterns_and_folders(store):
    assert len(list(pieces("memory://news/rows.jsonl.gz"))) == 500
    assert [p.origin for p in pieces("memory://news/*.html")] == ["memory:///news/a.html"]
    folder = list(pieces("memory://news"))
    assert len(folder) == 502
    assert folder[0].origin == "memory:///news/a.html"
    (inner,) = pieces("zip://in/*.html::memory://news/pages.zip")
    assert inner.data == page(2).encode()
    assert inner.origin.endswith("::memory://news/pages.zip")


def test_a_local_file_by_its_address(tmp_path):
    (tmp_path / "a.html").write_text(page(1))
    (read,) = load(f"file://{tmp_path}/a.html")
    assert read.report.title == "Attack 1 near Balad"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://nowhere/a.html", "cannot be opened"),
        ("memory://nowhere/*.html", "no file of this pattern"),
        ("s3://bucket/a.html", r"driver.*\(pip install s3fs\)"),
        ("nonsense://x/y", "nonsense:// is not known"),
        ("zip://a.html::http://127.0.0.1/pages.zip", "http is not read within"),
        ("simplecache::https://127.0.0.1/a.html", "https is not read within"),
        ("generic://http://127.0.0.1/a.html", "generic is not read within"),
        ("jlab://127.0.0.1/a.html", "jlab is not read within"),
    ],
)
def test_remote_files_that_cannot_be_read(address, message):
    with pytest.raises(InputError, match=message):
        list(pieces(address))


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_damaged_files_raise_nothing_but_input_errors(tmp_path_factory, data):
    suffix = data.draw(st.sampled_from([*PACKS, ".zip"]))
    rows = ROWS[: ROWS.index(b"\n", 1500) + 1]
    whole = zipped({"a.jsonl": rows}) if suffix == ".zip" else PACKS[suffix](rows)
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole)))
    harmed = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + 4 :]
    file = tmp_path_factory.mktemp("cut") / f"rows.jsonl{suffix}"
    for damaged in (whole[:cut], harmed):
        file.write_bytes(damaged)
        errors: list[InputError] = []
        list(load(file, on_error=errors.append))
        assert all(str(file) in str(error) for error in errors)
