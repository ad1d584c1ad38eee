"""Both engines know the same words, find the same reports and mark the same hits."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_reports import page_and_report

from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.engines.fts5 import TOKENIZER, Words, expression
from sayso.store.engines.tsearch import tsquery, tsvector
from sayso.store.search import Query, Term, parse

TEXTS = {
    "market": "A bomb killed at least 10 people in Kirkuk's market, police said on Sunday.",
    "talks": "Talks opened in Bogotá, an envoy said. The attacks did not come up; ATTACKERS did.",
    "odd": "The NEAR(2) sensor, C++ and x² were shown. مقتل ثلاثة أشخاص. Взрыв в Грозном.",
    "long": "Shelling. " * 300 + "An explosion, exploding explosives; “at least” nine people died.",
}

odd = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("éÉe\u0301ß\u0130ıﬁŉ²½Ⅷ\u200d\u00ad'’“-_.\u0640\ue000aA1 "),
    ),
    max_size=60,
)


def known_to_fts5(text: str) -> list[str]:
    """What SQLite itself sees in a text."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE t USING fts5(x, tokenize='{TOKENIZER}')")
        db.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        db.execute("INSERT INTO t VALUES (?)", (text,))
        return [row[0] for row in db.execute("SELECT term FROM v ORDER BY offset")]


WORDS = Words()


@given(text=odd)
@settings(max_examples=200, deadline=None)
def test_the_words_are_those_of_fts5(text: str) -> None:
    text = text.replace("\0", " ")
    assert WORDS.of(text) == known_to_fts5(text)


@pytest.mark.parametrize("text", TEXTS.values())
def test_the_words_of_a_text(text: str) -> None:
    assert Words().of(text) == known_to_fts5(text)


def test_words_are_learned_from_many_threads() -> None:
    shared, found = Words(), {}

    def learn(n: int) -> None:
        found[n] = [shared.of(f"attacks{n} word{m} bombing{m % (n + 1)}") for m in range(50)]

    threads = [threading.Thread(target=learn, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n in range(4):
        expected = [known_to_fts5(f"attacks{n} word{m} bombing{m % (n + 1)}") for m in range(50)]
        assert found[n] == expected


def test_the_vocabulary_is_forgotten_when_it_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.engines.fts5._KEPT", 3)
    few = Words()
    for _ in range(2):
        for text in TEXTS.values():
            assert few.of(text) == known_to_fts5(text)


def test_a_report_as_postgresql_reads_it() -> None:
    assert tsvector("Attack in Kirkuk", "Attacks, O'Neil said") == (
        "'attack':1A,5B 'in':2A 'kirkuk':3A 'o':6B 'neil':7B 'said':8B"
    )
    assert tsvector("", "") == ""
    assert tsvector("", "x" * 3000 + " y") == "'y':3B"
    assert max(len(p.split(",")) for p in tsvector("", "a " * 9999).split(":")) == 255
    assert tsvector("", "a " * 20_000 + "last").endswith("'last':16383B")
    many = tsvector("", " ".join(f"w{n}" for n in range(200_000)))
    assert len(many) < 2**20 * 1.5


def test_queries_as_each_engine_reads_them() -> None:
    query = parse('attacks "at least" expl* OR talks -"two words"')
    assert query == Query(
        groups=(
            (Term("attacks"), Term("at least"), Term("expl*", prefix=True)),
            (Term("talks"),),
        ),
        without=(Term("two words"),),
    )
    assert expression(query) == (
        '(("attacks" AND "at least" AND "expl*"*) OR ("talks")) NOT ("two words")'
    )
    assert tsquery(query) == (
        "((('attack') & ('at' <-> 'least') & ('expl':*)) | (('talk'))) & !(('two' <-> 'word'))"
    )


@pytest.fixture(scope="module")
def both(
    postgres: object, postgres_collection: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Store]]:
    postgres.empty(postgres_collection)  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("both") / "reports.db"
    url = postgres.url(postgres_collection)  # type: ignore[attr-defined]
    with Store.open(path) as sqlite, Store.open(url) as other:
        for n, (title, text) in enumerate(TEXTS.items()):
            for store in (sqlite, other):
                store.add(*page_and_report(n, title=title, text=text))
        yield sqlite, other


words = st.sampled_from(
    """
    " | OR | - | bomb | attack* | Bogota | kirkuk's | "at least" | c++ | x2 | expl* | said | -said
    | 10 | взрыв | مقتل | "shelling shelling" | nine people | "market a" | shell* | "people died"
    | -market | NEAR(2) | ² | the | "in Bog*" | at* -bomb
    """.strip().split(" | ")
)


@given(query=st.lists(words, max_size=4).map(" ".join) | odd)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_both_find_the_same_and_mark_the_same(both: tuple[Store, Store], query: str) -> None:
    found = []
    for store in both:
        try:
            found.append(sorted(store.search(query), key=lambda hit: hit.id))
        except StoreError as error:
            found.append(error.message)
    assert found[0] == found[1]
