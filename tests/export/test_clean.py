"""Text and addresses as a format can hold them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sayso.export.shared.clean import json_line, unicode_text, web_address, xml_text

ANY = st.text(st.characters(codec=None))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | ANY,
    lambda inner: st.lists(inner) | st.dictionaries(ANY, inner),
    max_leaves=8,
)


def clean(value: Any) -> Any:
    """A value with all its texts as others can read them."""
    if isinstance(value, str):
        return (
            value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "�")
        )
    if isinstance(value, dict):
        return {clean(key): clean(each) for key, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list) else value


@given(JSON)
def test_a_line_of_json_is_one_line_and_the_same_value(value: Any) -> None:
    line = json_line(value)
    assert "\n" not in line
    assert "\r" not in line
    line.encode()
    found = json.loads(line)
    assert "\0" not in json.dumps(found, ensure_ascii=False)
    if value == clean(value):
        assert found == value


def test_only_what_is_no_character_is_replaced() -> None:
    assert json.loads(json_line({"a\0": ["\ud800x", ("\\u0000", 1.5, None)]})) == {
        "a\ufffd": ["\ufffdx", ["\\u0000", 1.5, None]]
    }
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_line(float("nan"))


@given(ANY)
def test_xml_can_hold_any_text(text: str) -> None:
    element = etree.Element("a")
    element.text = xml_text(text)
    read = etree.fromstring(etree.tostring(element)).text or ""
    assert read == xml_text(text)
    assert len(read) == len(text)
    assert all(new in (old, "\ufffd") for new, old in zip(read, text, strict=True))


@given(ANY)
def test_text_can_be_encoded(text: str) -> None:
    cleaned = unicode_text(text)
    cleaned.encode()
    assert len(cleaned) == len(text)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        (" http://a.example/b c ", "http://a.example/b%20c"),
        ("HTTPS://a.example/%20", "https://a.example/%20"),
        ("https://a.example/\ud83d", "https://a.example/\ufffd"),
        ("https://bücher.example/ü", "https://bücher.example/ü"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/x", None),
        ("https:///x", None),
        ("https://[::1/x", None),
        ("a.example/x", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_on_the_web_are_addresses(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


@given(ANY)
def test_an_address_holds_nothing_that_none_may(text: str) -> None:
    address = web_address(f"https://a.example/{text}")
    assert address is not None
    assert not set(address) & set('<>"{}|\\^` \0\n')
    assert web_address(address) == address
