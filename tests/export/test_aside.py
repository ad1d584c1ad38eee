"""Pairs that are put aside while a stream goes by."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.shared.aside import Aside

PAIRS = st.lists(st.tuples(st.text("abå%_"), st.text("xy\0")), max_size=30)


@given(PAIRS)
def test_each_pair_is_there_once_and_in_order(pairs: list[tuple[str, str]]) -> None:
    with Aside() as aside:
        new = [aside.put(*pair) for pair in pairs]
        assert sum(new) == len(set(pairs))
        keys = sorted({key for key, _ in pairs})
        for key in keys:
            assert aside.of(key) == sorted({value for k, value in pairs if k == key})
        assert list(aside.groups()) == [(key, aside.of(key)) for key in keys]


def test_a_key_that_is_not_there_has_nothing() -> None:
    with Aside() as aside:
        assert aside.of("a") == []
        assert list(aside.groups()) == []
        assert aside.put("a")
        assert not aside.put("a")
        assert aside.of("a") == [""]


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        with Aside() as aside:
            aside.put("a", "b")
            assert list(tmp_path.iterdir())
            raise ZeroDivisionError

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []
