from __future__ import annotations

import os
import pickle
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from archives import WORDS, page, zipped

from sayso.errors import AddressRefused, FetchFailed, InputError, MalformedInput, UnsupportedInput
from sayso.ingest import Skipped, addresses, fetched, load, pieces
from sayso.ingest.fetch import Fetched


@pytest.fixture
def web(monkeypatch):
    """A web of three pages; what is asked for is noted, and nobody waits."""
    asked: list[str] = []

    def fetch(url):
        asked.append(url)
        if url.endswith("/gone"):
            raise FetchFailed("the server answers 404 Not Found", source=url)
        if url.endswith("/file"):
            return Fetched(b"%PDF-1.7", url, None, "application/pdf")
        if url.endswith("/rows"):
            return Fetched(b'{"text": "a"}\n{"text": "b"}\n', url, None, "application/json")
        data = page(1, published=None).replace("Attack 1", url.rpartition("/")[2]).encode()
        return Fetched(data, f"{url}?final", "utf-8", "text/html")

    monkeypatch.setattr("sayso.ingest.fetch.fetch", fetch)
    monkeypatch.setattr(addresses, "HOST_DELAY", 0.0)
    return asked


def gkg(number: int, url: str, source: str = "1", extras: str = "") -> str:
    cells = [""] * 27
    cells[0], cells[1] = f"20200503101500-{number}", "20200503101500"
    cells[2], cells[3], cells[4] = source, "example-times.test", url
    cells[25], cells[26] = "srclc:fra;eng:Moses 2.1.1", extras
    return "\t".join(cells)


EXTRAS = (
    "<PAGE_AUTHORS>Jane Doe;John Roe</PAGE_AUTHORS>"
    "<PAGE_PRECISEPUBTIMESTAMP>20200503071500</PAGE_PRECISEPUBTIMESTAMP>"
    "<PAGE_TITLE>Attack &amp; aftermath</PAGE_TITLE>"
)


def read(file, **options):
    errors: list[InputError] = []
    skipped: list[Skipped] = []
    found = list(pieces(file, on_error=errors.append, on_skip=skipped.append, **options))
    return found, errors, skipped


def test_gdelt_knowledge_graph(tmp_path, web):
    lines = [
        gkg(1, "https://example-times.test/a", extras=EXTRAS),
        gkg(2, "https://example-times.test/a#top"),
        gkg(3, "BBC Monitoring", source="2"),
        gkg(4, "ftp://example-times.test/b"),
        "20200503101500-5\tbroken",
        gkg(6, "https://example-times.test/b"),
    ]
    file = tmp_path / "20200503101500.gkg.csv.zip"
    file.write_bytes(zipped({"20200503101500.gkg.csv": "\n".join(lines).encode() + b"\n"}))
    found, errors, skipped = read(file)
    assert web == [], "a list is read without asking anybody"
    assert [p.meta.url for p in found] == [
        "https://example-times.test/a",
        "https://example-times.test/b",
    ]
    assert [s.reason for s in skipped] == ["same_address", "no_web_page"]
    assert ["line 4" in str(errors[0]), "line 5" in str(errors[1])] == [True, True]
    (first, second) = load(file, outlet="Example Times", on_error=lambda _: None)
    assert web == ["https://example-times.test/a", "https://example-times.test/b"]
    assert first.report.published == "2020-05-03T07:15:00+00:00"
    assert first.report.byline == "Jane Doe, John Roe"
    assert first.report.title == "a near Balad", "the page's own title comes first"
    assert first.report.outlet == "Example Times"
    assert first.report.url == "https://example-times.test/a?final"
    assert first.raw.startswith(b"<html")
    assert second.report.published is None, "when GDELT saw a page is no time of publication"


@pytest.mark.parametrize(
    ("name", "columns", "url"),
    [
        ("a.mentions.CSV", 16, 5),
        ("a.mentions.CSV", 14, 5),
        ("a.export.CSV", 61, 60),
        ("a.csv", 58, 57),
    ],
)
def test_gdelt_mentions_and_events(tmp_path, name, columns, url):
    cells = [""] * columns
    if "mentions" in name:
        cells[:4] = ["92", "20200503101500", "20200503103000", "1"]
    else:
        cells[:4] = ["92", "20200503", "202005", "2020"]
    rows = []
    for address in ("https://a.test/1", "https://a.test/1", "https://a.test/2"):
        cells[url] = address
        rows.append("\t".join(cells))
    file = tmp_path / name
    file.write_text("\n".join(rows))
    found, errors, skipped = read(file)
    assert errors == []
    assert [p.meta.url for p in found] == ["https://a.test/1", "https://a.test/2"]
    assert len(skipped) == 1
    assert found[1].origin == f"{file} line 3"


MEDIA_CLOUD = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "1,2023-01-02,en,example-times.test,example-times.test,2020-05-03,"
    '"Three killed, one held",https://example-times.test/a\n'
    "2,2023-01-02,en,example-times.test,example-times.test,05/04/2020,March,https://a.test/gone\n"
    "3,2023-01-02,en,example-times.test,example-times.test,,,\n"
)


def test_a_media_cloud_export(tmp_path, web):
    file = tmp_path / "media-cloud.csv"
    file.write_text(MEDIA_CLOUD)
    found, errors, _ = read(file)
    assert [p.kind for p in found] == ["address", "address"]
    assert "line 4: no address in the row" in str(errors[0])
    errors.clear()
    (report,) = (p.report for p in load(file, on_error=errors.append))
    assert (report.outlet, report.published) == ("example-times.test", "2020-05-03")
    assert "404" in str(errors[0])
    assert f"{file} line 3 (2), https://a.test/gone" in str(errors[0])


def test_a_plain_list(tmp_path, web):
    file = tmp_path / "addresses.txt"
    file.write_text("# from the archive\nhttps://a.test/1\n\nhttps://a.test/1\nhttps://b.test/2\n")
    found, errors, skipped = read(file)
    assert errors == []
    assert [p.meta.url for p in found] == ["https://a.test/1", "https://b.test/2"]
    assert [s.reason for s in skipped] == ["same_address"]
    file.write_text("https://a.test/1\nis where the report was, he said.\n")
    assert [p.kind for p in pieces(file)] == ["text"]


def test_what_is_at_an_address_must_be_a_page(tmp_path, web):
    file = tmp_path / "list.txt"
    file.write_text("https://a.test/file\nhttps://a.test/rows\n")
    errors: list[InputError] = []
    assert list(load(file, on_error=errors.append)) == []
    assert "PDF" in str(errors[0])
    assert isinstance(errors[1], UnsupportedInput)
    assert "a jsonl file, not a page" in str(errors[1])


def test_an_error_at_an_address_names_the_line(tmp_path, web):
    file = tmp_path / "a.txt"
    file.write_text("https://a.test/1\nhttps://a.test/file\nhttps://a.test/rows\n")
    _, document, rows = pieces(file)
    for piece, line in ((document, 2), (rows, 3)):
        with pytest.raises(InputError) as caught:
            fetched(piece)
        assert str(caught.value).startswith(f"{file} line {line}, https://a.test/")


def test_a_time_that_there_is_not_is_no_time(tmp_path, web):
    file = tmp_path / "a.gkg.csv"
    times = ["20200503101500", "20200231101500", "20200503990000"]
    file.write_text(
        "\n".join(
            gkg(
                n,
                f"https://a.test/{n}",
                extras=f"<PAGE_PRECISEPUBTIMESTAMP>{t}</PAGE_PRECISEPUBTIMESTAMP>",
            )
            for n, t in enumerate(times)
        )
    )
    said = [piece.fallback.published for piece in pieces(file)]
    assert said == ["2020-05-03T10:15:00+00:00", None, None]


def test_a_place_to_keep_turns_that_is_somebody_elses(tmp_path, web, monkeypatch):
    monkeypatch.setattr(addresses.tempfile, "gettempdir", lambda: str(tmp_path))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"sayso-hosts-{os.getuid()}").symlink_to(elsewhere)
    file = tmp_path / "a.txt"
    file.write_text("https://a.test/1\n")
    assert fetched(next(pieces(file))).data
    assert not list(elsewhere.iterdir())


def test_an_address_is_fetched_once_and_may_travel(tmp_path, web):
    file = tmp_path / "list.txt"
    file.write_text("https://a.test/1\n")
    (piece,) = pieces(file)
    whole = fetched(pickle.loads(pickle.dumps(piece)))  # noqa: S301 - our own
    assert whole.kind == "html"
    assert fetched(whole) is whole
    assert web == ["https://a.test/1"]


def test_one_request_a_host_at_a_time(tmp_path, web, monkeypatch):
    slept: list[float] = []
    monkeypatch.setattr(addresses, "HOST_DELAY", 5.0)
    monkeypatch.setattr(addresses.time, "sleep", slept.append)
    monkeypatch.setattr(addresses.tempfile, "gettempdir", lambda: str(tmp_path))
    file = tmp_path / "list.txt"
    file.write_text("https://a.test/1\nhttps://b.test/1\nhttps://a.test/2\n")
    list(load(file))
    assert len(slept) == 1, "only the host that was asked a moment ago is waited for"
    assert 4 < slept[0] <= 5


def test_nobody_asks_a_host_while_another_does(tmp_path, web, monkeypatch):
    monkeypatch.setattr(addresses.tempfile, "gettempdir", lambda: str(tmp_path))
    asking: list[int] = []
    most: list[int] = []

    def fetch(url):
        asking.append(1)
        most.append(len(asking))
        time.sleep(0.01)
        asking.pop()
        return Fetched(page(1).encode(), url, None, "text/html")

    monkeypatch.setattr("sayso.ingest.fetch.fetch", fetch)
    file = tmp_path / "list.txt"
    file.write_text("".join(f"https://a.test/{n}\n" for n in range(12)))
    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(fetched, pieces(file)))) == 12
    assert max(most) == 1


def test_without_a_place_to_keep_turns(tmp_path, web, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(addresses.tempfile, "gettempdir", lambda: str(tmp_path / "file"))
    (tmp_path / "list.txt").write_text("https://a.test/1\n")
    assert len(list(load(tmp_path / "list.txt"))) == 1


def test_a_list_leads_to_no_local_address(tmp_path):
    file = tmp_path / "list.txt"
    file.write_text("http://127.0.0.1:9/admin\nhttp://[::1]/x\nhttp://169.254.169.254/latest\n")
    errors: list[InputError] = []
    assert list(load(file, on_error=errors.append)) == []
    assert [type(e) for e in errors] == [AddressRefused] * 3
    assert f"{file} line 3, http://169.254.169.254/latest" in str(errors[2])


def test_rows_with_text_are_never_fetched(tmp_path, web):
    file = tmp_path / "rows.csv"
    file.write_text(f'text,url\n"{WORDS[0]}",https://a.test/1\n,https://a.test/2\n')
    errors: list[InputError] = []
    assert len(list(load(file, on_error=errors.append))) == 1
    assert "no text in the row" in str(errors[0])
    assert web == []


def test_an_address_must_be_one(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("url,outlet\nfile:///etc/passwd,A\n")
    with pytest.raises(MalformedInput, match="is not the address of a page"):
        list(pieces(file))
