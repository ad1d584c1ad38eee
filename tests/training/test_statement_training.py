"""Labels for the encoder, and a fit of a few steps where torch is installed."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from sayso.language.heads import LEVELS, TAGS
from training.examples import NONE, UNKNOWN, Attribution, Example, chains, label
from training.renaming import names_in

TEXT = "The agency quoted a mayor as saying the army had left Kharkiv .\nNobody knows ."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def example(levels: int = LEVELS) -> Example:
    outer = Attribution(
        [span("The agency")],
        [span("quoted")],
        [span("a mayor as saying the army had left Kharkiv")],
    )
    inner = Attribution(
        [span("a mayor")], [span("as saying")], [span("the army had left Kharkiv")], level=1
    )
    return label("x", TEXT, [outer, inner], levels=levels)


def tagged(e: Example, level: int) -> list[tuple[str, str]]:
    return [
        (TEXT[a:b], TAGS[t])
        for a, b, t in zip(e.pieces.starts, e.pieces.ends, e.tags[level], strict=True)
        if t > 0
    ]


def test_parts_become_tags_level_by_level() -> None:
    e = example()
    assert tagged(e, 0)[:4] == [
        ("The", "B-source"), ("agency", "I-source"), ("quoted", "B-cue"), ("a", "B-content"),
    ]  # fmt: skip
    assert tagged(e, 1)[:3] == [("a", "B-source"), ("mayor", "I-source"), ("as", "B-cue")]
    assert tagged(e, 2) == []


def test_links_point_from_content_to_cue_and_from_cue_to_source() -> None:
    e = example()
    words = [TEXT[a:b] for a, b in zip(e.pieces.starts, e.pieces.ends, strict=True)]
    cue = words.index("quoted")
    assert e.source_of[cue] == words.index("The")
    assert set(e.cue_of[0][e.tags[0] >= TAGS.index("B-content")]) == {cue}
    assert e.cue_of[1][words.index("army")] == words.index("as")


def test_levels_that_nobody_annotated_are_unknown() -> None:
    e = example(levels=1)
    assert set(e.tags[1]) == {UNKNOWN} == set(e.tags[2])


def test_a_cue_without_a_source_says_so() -> None:
    e = label("x", TEXT, [Attribution([], [span("knows")], [span("Nobody")])])
    assert NONE in e.source_of


def test_the_reporting_side_is_not_learnt_from() -> None:
    found = list(chains(Path(__file__).parents[2] / "gold"))
    learnt = {e.name for e in found}
    assert len(learnt) == len(found) > 300
    assert not any(int(n[1:]) % 3 == 0 for n in learnt if not n.startswith("t"))


def test_exchanged_names_keep_their_length() -> None:
    text = "On Monday Kerimov met Petrov . Petrov said Kerimov had left Kabul for Herat . " * 3
    e = label("x", text, [])
    names = names_in([e])
    other = names.exchange(e.pieces, 0, len(e.pieces), random.Random(4))
    assert len(other) == len(e.pieces)
    assert (other != e.pieces.ids).any()
    kept = e.pieces.features % 6 != 2
    assert np.array_equal(other[kept], e.pieces.ids[kept])


def test_a_small_network_learns_and_goes_on_after_a_stop(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="the training extra")
    from training.encoder import Encoder, Shape
    from training.fit import fit
    from training.heads import Network

    shape = Shape(1, 24, 2, 48, 30522, 512, 1e-12, relative=False)

    def network() -> Network:
        torch.manual_seed(1)
        return Network(Encoder(shape))

    data = [example() for _ in range(8)]
    done = network()
    fit(done, data, tmp_path / "a", epochs=4, rate=1e-3, pieces=128, seed=1)
    stopped = network()
    fit(stopped, data, tmp_path / "b", epochs=4, rate=1e-3, pieces=128, seed=1, minutes=0)
    assert (tmp_path / "b" / "state.pt").exists()
    again = network()
    fit(again, data, tmp_path / "b", epochs=4, rate=1e-3, pieces=128, seed=1)
    before, after = network().state_dict(), done.state_dict()
    assert any(not torch.equal(before[k], after[k]) for k in before)
    assert (tmp_path / "b" / "weights.pt").exists()
