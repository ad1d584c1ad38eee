from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_reports import at, plain

from sayso.linking import cluster_mentions
from sayso.linking.agglomerate import average_link
from sayso.linking.mentions.families import families
from sayso.linking.mentions.likeness import likeness, stories
from sayso.linking.wording import Wording, cosine, near_pairs, profile, stem


def singles(n: int) -> list[list[int]]:
    return [[i] for i in range(n)]


def test_a_chain_of_pairs_is_not_one_cluster() -> None:
    chain = [(i, i + 1, 1.0) for i in range(9)]
    assert max(map(len, average_link(singles(10), chain, 0.6))) <= 2


def test_guards_hold_after_merges() -> None:
    pairs = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.8)]

    def allowed(a: list[int], b: list[int]) -> bool:
        return not {0, 2} <= {*a, *b}

    assert average_link(singles(3), pairs, 0.1, allowed) == [[0, 1], [2]]


def test_groups_stay_together() -> None:
    assert average_link([[0, 2], [1]], [(0, 1, 0.1)], 0.5) == [[0, 2], [1]]


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0, 1)), max_size=40),
    st.floats(0.05, 1),
)
def test_clusters_partition_the_items(raw: list[tuple[int, int, float]], threshold: float) -> None:
    pairs = {(min(a, b), max(a, b)): s for a, b, s in raw if a != b}
    rows = [(a, b, s) for (a, b), s in sorted(pairs.items())]
    clusters = average_link(singles(12), rows, threshold)
    assert sorted(i for c in clusters for i in c) == list(range(12))
    assert average_link(singles(12), rows[::-1], threshold) == clusters


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("killed", "killings"),
        ("protesters", "protester"),
        ("attacked", "attacks"),
        ("cities", "city"),
    ],
)
def test_stems(one: str, two: str) -> None:
    assert stem(one) == stem(two)


def test_families() -> None:
    assert families(["shot"]) == families(["gunfire"]) == families(["shooting"])
    assert families(["killed"]) != families(["wounded"])
    assert families(["checked", "in"]) == families(["checks", "into"])


def test_near_pairs_are_the_cosines() -> None:
    texts = [
        "A bomb hit the market of Balad on Saturday.",
        "On Saturday a bomb hit Balad, the market town.",
        "The cocoa harvest of Tema was poor.",
    ]
    wording = Wording([profile(t) for t in texts])
    (pair,) = near_pairs(wording.vectors, at_least=0.1)
    assert (pair.a, pair.b) == (0, 1)
    assert pair.cosine == pytest.approx(cosine(wording.vectors[0], wording.vectors[1]))


RAID = (
    "Gunmen raided the village of Zurmi late on Friday and {} the imam, Sani Danladi, residents "
    "said. The raid on Zurmi was the third since May."
)
STRIKE = (
    "Dockers in Mombasa went on strike over pay. The strike shut the port of Mombasa for a day."
)


def test_stories_by_wording_and_date() -> None:
    reports = [
        plain("r_a", RAID.format("abducted"), "A", "2021-06-05"),
        plain("r_b", RAID.format("seized"), "B", "2021-06-06"),
        plain("r_c", STRIKE, "C", "2021-06-06"),
        plain("r_d", "", "D"),
    ]
    assert stories(reports) == [[0, 1], [2], [3]]


def test_what_every_page_of_a_site_carries_makes_no_story() -> None:
    menu = "Kisumu Lantern Weather Lotteries Obituaries Jukebox Crosswords Marketplace Horoscopes"
    news = ("Maize", "Ferry", "Cholera", "Football", "Teacher", "Bridge")
    reports = [
        plain(
            f"r_{n}",
            f"In the {menu} today. The {word} of Town{n}, {word} Road, was in {word}ville.",
            "Kisumu Lantern",
            f"2021-0{n + 1}-03",
        )
        for n, word in enumerate(news)
    ]
    assert likeness(reports).pairs == {}
    of_one_day = [r.model_copy(update={"published": "2021-01-03"}) for r in reports]
    assert len(likeness(of_one_day).pairs) == 15


def test_mentions_across_reports() -> None:
    reports = [
        plain("r_a", RAID.format("abducted"), "A", "2021-06-05"),
        plain("r_b", RAID.format("kidnapped"), "B", "2021-06-06"),
        plain("r_c", STRIKE.replace("strike", "raid"), "C", "2021-06-06"),
    ]
    words = [
        ("r_a", "raided"),
        ("r_b", "raid"),
        ("r_a", "abducted"),
        ("r_b", "kidnapped"),
        ("r_c", "raid"),
    ]
    texts = {r.id: r.text for r in reports}
    found = cluster_mentions(reports, [(r, at(texts[r], w)) for r, w in words])
    assert found[0] == found[1]
    assert found[2] == found[3] != found[0]
    assert found[4] not in found[:4]
    assert cluster_mentions(reports, []) == []
