"""Full-text search."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_reports import page_and_report

from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.search import CLOSE, OPEN, hits_in

TEXTS = {
    "market": "A bomb killed at least 10 people in Kirkuk, police said.",
    "talks": "Talks opened in Bogotá, an envoy said. The attack did not come up.",
    "odd": 'The NEAR(2) sensor and the "AND" gate were shown. C++ was not.',
}


@pytest.fixture(autouse=True)
def _filled(store: Store) -> None:
    for n, (title, text) in enumerate(TEXTS.items()):
        store.add(*page_and_report(n, title=title, text=text))


def found(store: Store, query: str) -> set[str | None]:
    return {hit.title for hit in store.search(query)}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("bomb", {"market"}),
        ("BOMB kirkuk", {"market"}),
        ("bomb bogota", set()),
        ("bomb OR bogota", {"market", "talks"}),
        ("said -bomb", {"talks"}),
        ('said -"at least"', {"talks"}),
        ('"opened in"', {"talks"}),
        ('"in opened"', set()),
        ("attacks", {"talks"}),
        ("Bogota", {"talks"}),
        ("kir*", {"market"}),
        ("NEAR(2", {"odd"}),
        ("AND", {"odd"}),
        ('"unclosed', set()),
        ('"bomb killed', {"market"}),
        ("title:bomb", set()),
        ("c++", {"odd"}),
        ("^bomb", {"market"}),
        ("{bomb}", {"market"}),
        ('bo"mb', set()),
        ("bomb OR", {"market"}),
        ("OR bomb", {"market"}),
        ("bomb 😀", {"market"}),
        ("bomb\0", {"market"}),
    ],
)
def test_what_a_query_finds(store: Store, query: str, titles: set[str]) -> None:
    assert found(store, query) == titles


@pytest.mark.parametrize("query", ["", " ", '"', "***", "-", "-bomb", "OR", "😀", '""', "("])
def test_a_query_without_a_word_is_a_clear_error(store: Store, query: str) -> None:
    with pytest.raises(StoreError, match="nothing to search for"):
        store.search(query)


def test_a_pasted_article_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="100 words to search for"):
        store.search("bomb " * 100)


def test_a_hit_in_the_title_comes_first(store: Store) -> None:
    store.add(*page_and_report(7, title="Envoy", text="Nothing else is new."))
    assert [hit.title for hit in store.search("envoy")] == ["Envoy", "talks"]


def test_the_snippet_marks_the_words(store: Store) -> None:
    (hit,) = store.search('killed "at least"')
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["killed", "at least"]


def test_the_snippet_does_not_repeat_the_title(store: Store) -> None:
    (hit,) = store.search("market bomb")
    assert hit.title == "market"
    assert hit.snippet.startswith("A bomb")


def test_marks_in_the_text_do_not_confuse_the_snippet(store: Store) -> None:
    store.add(*page_and_report(8, title="x", text=f"a {OPEN}wolf{CLOSE}{CLOSE} and \0 a zebra"))
    (hit,) = store.search("zebra")
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["zebra"]


def test_hits_in_a_snippet() -> None:
    assert hits_in(f"…a {OPEN}b{CLOSE}{OPEN}c{CLOSE}") == ("…a bc", ((3, 4), (4, 5)))
    assert hits_in("plain") == ("plain", ())


def test_the_limit(store: Store) -> None:
    assert len(store.search("said", limit=1)) == 1


@given(
    query=st.text(max_size=30)
    | st.lists(
        st.sampled_from(
            ['"', "NEAR(", "AND", "OR", "NOT", "-", "*", "bomb", ":", "(", ")", "^", "+"]
        )
    ).map(" ".join)
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_query_breaks_the_search(store: Store, query: str) -> None:
    try:
        hits = store.search(query)
    except StoreError as error:
        assert "nothing to search for" in error.message  # noqa: PT017
    else:
        assert all(0 <= a < b <= len(hit.snippet) for hit in hits for a, b in hit.spans)
