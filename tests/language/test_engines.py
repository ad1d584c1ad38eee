"""Both engines run the file that ships, and say the same."""

from __future__ import annotations

import numpy as np
import pytest
from test_pieces import blocks

from sayso.language.encoder import MODEL, encode_report, shipped, version
from sayso.language.encoding import Encoding, encode
from sayso.language.engines import onnx_engine, openvino_engine
from sayso.language.pieces import cut

TEXT = (
    "Army convoy ambushed east of Palmyra\n"
    "An army convoy was ambushed on Tuesday, the state news agency quoted a military source as "
    "saying. Two officials told Corvus Press that at least 13 soldiers were dead.\n"
    '"They are alive, and they will be exchanged," said the commander. "We are not for sale."'
)
MOST_TAGS_DIFFER = 0.02
"""Share of pieces at which the two engines' 8-bit kernels may tip a tag over."""


def by(engine: str) -> Encoding:
    if engine == "openvino":
        pytest.importorskip("openvino", reason="an extra")
    run = {"onnx": onnx_engine, "openvino": openvino_engine}[engine](str(shipped(MODEL)))
    return encode([cut(TEXT, blocks(TEXT))], run)[0]


def test_the_engines_agree() -> None:
    one, other = by("onnx"), by("openvino")
    assert (one.tags.argmax(-1) != other.tags.argmax(-1)).mean() <= MOST_TAGS_DIFFER
    assert float(np.abs(one.tags - other.tags).mean()) < 0.2


@pytest.mark.parametrize("engine", ["onnx", "openvino"])
def test_an_engine_says_the_same_twice(engine: str) -> None:
    assert np.array_equal(by(engine).tags, by(engine).tags)


def test_windows_do_not_depend_on_what_was_read_before() -> None:
    before = encode_report(TEXT, blocks(TEXT))
    encode_report("Other words. " * 300, blocks("Other words. " * 300))
    assert np.array_equal(encode_report(TEXT, blocks(TEXT)).tags, before.tags)


def test_the_model_is_named_by_its_hash() -> None:
    assert version()[MODEL].startswith("sha256:")
    assert shipped(MODEL).stat().st_size < 40_000_000


def test_an_empty_report_is_encoded() -> None:
    assert len(encode_report("", ()).pieces) == 0
