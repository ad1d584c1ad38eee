"""Stored pages at the desk: nothing in them runs, nothing is loaded."""

import re

import pytest
from desk_world import HOSTILE, REPORTS, at_desk, fill

from sayso.web.inert import inert

GONE = """
evil.example script alert onload onclick onerror refresh <img <base <iframe <form <svg <object
<video <math @import url(
""".split()


@pytest.mark.parametrize("gone", GONE)
def test_nothing_of_a_hostile_page_is_left_that_could_do_anything(gone: str) -> None:
    assert gone not in inert(HOSTILE, "text/html").lower()


def test_the_words_and_the_form_of_a_page_stay() -> None:
    shown = inert(HOSTILE, "text/html")
    assert "words of the page." in shown
    assert re.search(r'<p style="color: red">\s*Red words', shown)


@pytest.mark.parametrize(
    "page",
    [
        "<p style='background:u\\72l(//evil.example/x)'>a</p>",
        "<p style='background:URL (//evil.example/x)'>a</p>",
        "<style>@imp\\ort '//evil.example/x';</style><p>a</p>",
        "<p style='background:image-set(\"//evil.example/x\" 1x)'>a</p>",
        "<a href=' java\tscript:alert(1)'>a</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
        "<p><!--[if IE]><script>alert(1)</script><![endif]-->a</p>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a</noscript>",
        "<template><img src=//evil.example/x></template><p>a</p>",
        "<link rel=preload href=//evil.example/x><p>a</p>",
        "<body background=//evil.example/x><p>a</p>",
        "<table background=//evil.example/x><tr><td>a</table>",
        "<input type=image src=//evil.example/x><p>a</p>",
        "<p>a</p><audio src=//evil.example/x autoplay></audio>",
    ],
)
def test_ways_around(page: str) -> None:
    shown = inert(page.encode(), "text/html; charset=utf-8").lower()
    assert "evil.example" not in shown
    assert "<script" not in shown
    assert "alert(" not in re.sub(r'title="[^"]*"', "", shown)
    assert "a" in re.sub("<[^>]*>", "", shown)


def test_what_is_no_html_is_shown_as_text() -> None:
    shown = inert(b'{"a": "<script>alert(1)</script>"}\x00', "application/json")
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_bytes_in_other_encodings_are_read() -> None:
    assert "Straße" in inert("<p>Straße</p>".encode("latin-1"), "text/html; charset=iso-8859-1")
    assert "Straße" in inert(
        "<meta charset=utf-8><p>Straße</p>".encode(), "text/html; charset=bogus"
    )
    assert "Київ" in inert("<p>Київ</p>".encode(), "text/html; charset=utf-8")


def test_an_empty_page_is_a_page() -> None:
    assert "<html>" in inert(b"", "text/html")


def test_the_browser_is_told_to_let_nothing_run(tmp_path: object) -> None:
    location = f"{tmp_path}/reports.db"
    fill(location)
    with at_desk(location) as client:
        raw = client.get(f"/api/reports/{REPORTS[0].id}/raw")
        page = client.get(f"/api/reports/{REPORTS[0].id}/page")
    assert raw.content == HOSTILE
    assert raw.headers["Content-Type"].startswith("text/plain")
    for answer in (raw, page):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox; default-src 'none'")
        assert "allow-scripts" not in policy
        assert "script-src" not in policy
    assert "evil.example" not in page.text
