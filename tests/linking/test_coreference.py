from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from linking_reports import at, plain

from sayso.linking import cluster_mentions
from sayso.linking.mentions.layout import DOCUMENT_FEATURES, MENTION_FEATURES
from sayso.linking.mentions.net import read, score, stretches, version
from sayso.linking.mentions.pairs import Told, mention_features, report_features
from sayso.linking.mentions.reports import Neighbours
from sayso.linking.mentions.views import Collection, apart, lines, sentence_of
from sayso.record import Report, Span

FIRST = (
    "A gunman shot dead the grocer Tomas Irawe in Lodwar on Monday. The killing of Irawe shocked "
    "the town.\nPolice in Lodwar opened an inquiry into the death."
)
SECOND = (
    "Two days after Tomas Irawe was murdered in Lodwar, police arrested a man. Dr. Achol Deng, who "
    "saw the body, said that Irawe died at once."
)
OTHER = (
    "A bus fell off a bridge near Mbeya on Friday and nine passengers died. The deaths are the "
    "first on that road this year."
)
WORDS = [
    ("r_a", "killing"),
    ("r_a", "death"),
    ("r_b", "murdered"),
    ("r_b", "arrested"),
    ("r_b", "died"),
    ("r_c", "died"),
    ("r_c", "deaths"),
]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [
        plain("r_a", FIRST, "A", "2021-06-08"),
        plain("r_b", SECOND, "B", "2021-06-09"),
        plain("r_c", OTHER, "C", "2021-06-12"),
    ]


@pytest.fixture(scope="module")
def mentions(reports: list[Report]) -> list[tuple[str, Span]]:
    texts = {r.id: r.text for r in reports}
    return [(report, at(texts[report], word)) for report, word in WORDS]


def views(texts: list[str], spans: list[list[Span]]) -> Collection:
    return Collection(texts, spans)


def test_kinds_and_incidents_are_told_apart(
    reports: list[Report], mentions: list[tuple[str, Span]]
) -> None:
    of = dict(zip(WORDS, cluster_mentions(reports, mentions), strict=True))
    assert of["r_a", "killing"] == of["r_a", "death"]
    assert of["r_c", "died"] == of["r_c", "deaths"]
    assert of["r_b", "died"] != of["r_c", "died"]
    assert of["r_b", "arrested"] not in {c for key, c in of.items() if key != ("r_b", "arrested")}


def test_the_order_of_reports_and_mentions_does_not_matter(
    reports: list[Report], mentions: list[tuple[str, Span]]
) -> None:
    def groups(rows: list[Report], asked: list[tuple[str, Span]]) -> set[frozenset[object]]:
        named = cluster_mentions(rows, asked)
        return {
            frozenset(m for m, c in zip(asked, named, strict=True) if c == name) for name in named
        }

    shuffled = list(mentions)
    random.Random(3).shuffle(shuffled)
    assert groups(reports, mentions) == groups(reports[::-1], shuffled)


def test_reports_without_words_or_mentions(reports: list[Report]) -> None:
    empty = plain("r_d", "", "D")
    marks = plain("r_e", "…\n\n—", "E")
    assert cluster_mentions([], []) == []
    assert cluster_mentions([*reports, empty, marks], []) == []
    asked: list[tuple[str, Span]] = [
        ("r_d", (0, 0)),
        ("r_e", (0, 1)),
        ("r_a", at(FIRST, "killing")),
        ("r_a", at(FIRST, "killing")),
    ]
    found = cluster_mentions([*reports, empty, marks], asked)
    assert len(found) == 4
    assert found[2] == found[3]
    assert found[2] not in found[:2]
    with pytest.raises(KeyError):
        cluster_mentions(reports, [("r_z", (0, 1))])


def test_a_name_is_a_number_shared_by_reports() -> None:
    collection = views([FIRST, SECOND], [[], []])
    number = collection.numbers["iraw" if "iraw" in collection.numbers else "irawe"]
    assert all(number in view.words for view in collection.views)
    assert "the" not in collection.numbers


def test_sentences_run_past_titles_and_end_with_lines() -> None:
    spans = [[at(SECOND, "died")], [at(FIRST, "death")]]
    second, first = views([SECOND, FIRST], spans).views
    for view, text, begins in ((second, SECOND, "Dr. Achol"), (first, FIRST, "Police in")):
        low, _ = sentence_of(view, 0)
        assert text[view.pieces.starts[low] :].startswith(begins)
    assert apart(second).shape == (1, len(second.pieces), 5)
    assert len(lines("one\n \ntwo")) == 2


@pytest.fixture(scope="module")
def told(reports: list[Report], mentions: list[tuple[str, Span]]) -> list[Told]:
    spans = [[span for id_, span in mentions if id_ == r.id] for r in reports]
    collection = views([r.text for r in reports], spans)
    return [read(view, collection.rarity) for view in collection.views]


def test_scores_are_the_same_both_ways(told: list[Told], reports: list[Report]) -> None:
    near = Neighbours(reports)
    a, b, _ = told
    there, back = score(a, b, near.between(0, 1)), score(b, a, near.between(1, 0))
    assert there.shape == (len(a.view.mentions), len(b.view.mentions))
    assert there == pytest.approx(back.T, abs=1e-4)
    assert report_features(a, b, near.between(0, 1)).shape == (DOCUMENT_FEATURES,)
    assert mention_features(a, b, near.between(0, 1)).shape[-1] == MENTION_FEATURES


def test_what_a_mention_draws_on_is_a_share(told: list[Told]) -> None:
    for each in told:
        assert np.all(each.rows >= 0)
        assert np.all(each.rows[:, :6].sum(-1) <= 1.0001)


def test_stretches_cover_a_text_once() -> None:
    for length in (0, 1, 384, 385, 2000):
        cores = [range(core, end) for _, core, end in stretches(length)]
        assert [i for c in cores for i in c] == list(range(length))
        assert all(end - begin <= 384 for begin, _, end in stretches(length))


def test_the_card_is_of_the_models_that_ship() -> None:
    card = Path(__file__).parents[2] / "docs" / "models.md"
    text = card.read_text(encoding="utf-8")
    assert all(digest.removeprefix("sha256:") in text for digest in version().values())
