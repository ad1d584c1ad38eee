"""Small archives in the forms that are met in the wild. Reports and addresses are invented."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping

WORDS = (
    "Gunmen attacked a checkpoint near Balad on Sunday, killing three policemen, officials said.",
    "“They came in two cars and opened fire,” said Hamid Example, a shopkeeper who saw it.",
    "No group said that it had carried out the attack, the second there in a week.",
)


def page(number: int, published: str | None = "2020-05-03T10:15:00+03:00") -> str:
    """A web page with its own number in the title."""
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    return (
        f"<html lang='en'><head><title>Attack {number} near Balad</title>{meta}</head><body>"
        f"<article><h1>Attack {number} near Balad</h1>"
        + "".join(f"<p>{words}</p>" for words in WORDS)
        + "</article></body></html>"
    )


def record(
    url: str | None,
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    http: Mapping[str, str] | None = None,
    media: str = "application/http; msgtype=response",
    extra: Mapping[str, str] | None = None,
) -> bytes:
    """One record of a WARC file."""
    headers = {"Content-Type": "text/html; charset=utf-8"} if http is None else http
    block = body
    if media.startswith("application/http"):
        lines = [f"HTTP/1.1 {status}", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
        block = "\r\n".join(lines).encode() + body
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Date": "2020-05-03T12:00:00Z",
        **({"WARC-Target-URI": url} if url else {}),
        "Content-Type": media,
        "Content-Length": str(len(block)),
        **(extra or {}),
    }
    head = "\r\n".join(["WARC/1.0", *(f"{k}: {v}" for k, v in fields.items()), "", ""])
    return head.encode() + block + b"\r\n\r\n"


def pages_of(count: int) -> list[bytes]:
    """Records of so many pages."""
    return [
        record(f"https://example-times.test/{n}", page(n).encode()) for n in range(1, count + 1)
    ]


def gzipped(records: Iterable[bytes]) -> bytes:
    """A WARC file as crawlers write it: each record compressed by itself."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
