"""Copies found report by report are those that are found all at once."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_reports import plain

from sayso.linking.copies.detours import without_detours
from sayso.linking.copies.find import find_copies, new_copies
from sayso.linking.copies.fingerprints import Fingerprints, Known
from sayso.record import Copy, Report

VOCABULARY = [f"word{k}" for k in range(400)]


def story(seed: int, sentences: int = 12) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(VOCABULARY, k=14)).capitalize() + "." for _ in range(sentences)]


def collection(seed: int, size: int = 24) -> list[Report]:
    """Stories, reprints, excerpts and mixtures by many outlets on a few days."""
    rng = random.Random(seed)
    stories = [story(seed * 100 + k) for k in range(5)]
    reports = []
    for n in range(size):
        one, two = rng.sample(stories, 2)
        begin = rng.randrange(6)
        text = {
            0: one,
            1: one[begin : begin + 5],
            2: two[:6] + one[begin : begin + 4],
            3: story(seed * 100 + 50 + n),
        }[rng.randrange(4)]
        when = f"2021-03-{rng.randrange(1, 4):02}T{rng.randrange(24):02}:00:00Z"
        reports.append(plain(f"r_{n:02}", "\n".join(text), f"Paper {n}", when))
    return reports


class Collection:
    """Remembers what the linker and the store remember, through bytes."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.blob = b""
        self.copies: list[Copy] = []
        self.loaded: set[int] = set()

    def load(self, numbers: Sequence[int]) -> Mapping[int, Report]:
        self.loaded.update(numbers)
        return {n: self.reports[n] for n in numbers}

    def add(self, reports: Sequence[Report]) -> list[Copy]:
        new = dict(enumerate(reports, len(self.reports)))
        self.reports.extend(reports)
        memory = Fingerprints.from_bytes(self.blob)
        found, fresh = new_copies(new, memory, Known.of(self.reports), self.load)
        self.blob = memory.added(fresh).to_bytes()
        self.copies += found
        return found


def by_pair(copies: Sequence[Copy]) -> dict[tuple[str, str], Copy]:
    out = {(c.from_, c.to): c for c in copies}
    assert len(out) == len(copies)
    return out


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 8), min_size=1, max_size=6))
def test_part_by_part_is_all_at_once(seed: int, sizes: list[int]) -> None:
    reports = collection(seed)
    expected = by_pair(find_copies(reports))
    random.Random(seed).shuffle(reports)
    kept = Collection()
    begin = 0
    for size in [*sizes, len(reports)]:
        kept.add(reports[begin : begin + size])
        begin += size
    assert by_pair(without_detours(kept.copies)) == expected
    assert expected


def test_only_reports_that_may_share_text_are_loaded() -> None:
    kept = Collection()
    kept.add([plain(f"r_{n}", "\n".join(story(n)), f"Paper {n}") for n in range(30)])
    assert not kept.loaded
    (copy,) = kept.add([plain("r_new", "\n".join(story(7)[:5]), "Lake Post")])
    assert {copy.from_, copy.to} == {"r_7", "r_new"}
    assert kept.loaded == {7}


def test_a_report_that_is_gone_is_left_out() -> None:
    old = plain("r_a", "\n".join(story(1)), "A", "2021-03-01")
    new = plain("r_b", "\n".join(story(1)), "B", "2021-03-02")
    _, memory = new_copies({0: old}, Fingerprints.none(), Known.of([old]), lambda _: {})
    found, _ = new_copies({1: new}, memory, Known.of([old, new]), lambda _: {})
    assert found == []


def test_a_report_read_anew_is_no_copy_of_what_it_was() -> None:
    old = plain("r_a", "\n".join(story(1)), "A", "2021-03-01")
    known = Known.of([old])
    _, memory = new_copies({0: old}, Fingerprints.none(), known, lambda _: {})
    again, fresh = new_copies({0: old}, memory, known, lambda _: {})
    assert again == []
    assert fresh.to_bytes() == memory.to_bytes()


FOOTER = (
    "Sign up for our newsletter and never miss a story from the region again, follow us for more "
    "news, pictures and talk, and write to the editor at the address below if you saw it happen."
)


@pytest.mark.parametrize("outlets", ["Rift Daily", "Paper {n}"])
def test_standing_text_is_learnt_over_time(outlets: str) -> None:
    kept = Collection()
    found = []
    for n in range(8):
        text = "\n".join([*story(n)[:8], FOOTER, *story(n)[8:]])
        report = plain(f"r_{n}", text, outlets.format(n=n), f"2021-0{n + 1}-02")
        found.append(kept.add([report]))
    assert not any(found[5:])


def test_a_wire_story_stays_apart_from_standing_text() -> None:
    """It is as widespread, but those who carry it consist of it; one who quotes it is a copy."""
    kept = Collection()
    wire = story(1)
    for n in range(12):
        kept.add([plain(f"r_{n:02}", "\n".join(wire), f"Paper {n}", f"2021-03-{2 * n + 1:02}")])
    text = "\n".join([*story(2), *wire[3:7], *story(3)])
    found = kept.add([plain("r_x", text, "Lake Post", "2021-03-29")])
    assert ("r_00", "r_x") in by_pair(found)


def test_what_is_remembered_is_small_and_survives_bytes() -> None:
    report = plain("r_a", "\n".join(story(1, 40)), "A")
    _, fresh = new_copies({5: report}, Fingerprints.none(), Known.of([report] * 6), lambda _: {})
    words = 14 * 40
    assert 0.3 * words < len(fresh) < 0.5 * words
    again = Fingerprints.from_bytes(fresh.to_bytes())
    assert len(fresh.to_bytes()) == 12 * len(fresh)
    assert np.array_equal(again.hashes, fresh.hashes)
    assert set(again.holders.tolist()) == {5}


def test_bytes_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="whole number"):
        Fingerprints.from_bytes(b"12345")


def test_a_crowd_is_compared_in_linear_time() -> None:
    text = "\n".join(story(1))
    papers = [
        plain(f"r_{n:03}", text + "\n" + story(n)[0], f"Paper {n}", f"2021-03-01T{n % 24:02}:00Z")
        for n in range(2, 122)
    ]
    found = find_copies(papers)
    first = min(papers, key=lambda r: (r.published, r.id)).id
    assert {(first, r.id) for r in papers if r.id != first} <= set(by_pair(found))
