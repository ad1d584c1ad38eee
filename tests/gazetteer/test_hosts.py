from __future__ import annotations

import pytest

from sayso.gazetteer.hosts import country_of_host


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.co.uk/a", "GBR"),
        ("http://news.example.ie", "IRL"),
        ("https://example.iq/2020/05", "IRQ"),
        ("https://example.com/iq", None),
        ("https://example.tv/x", None),
        ("not an address", None),
        ("http://[half", None),
        ("https://example.co.uk./x", "GBR"),
        ("https://t.co/x", None),
        (None, None),
    ],
)
def test_the_country_of_an_address(url: str | None, country: str | None) -> None:
    assert country_of_host(url) == country
