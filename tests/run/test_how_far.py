"""How far a run is, as a person sees it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sayso.cli.progress import how_long, run_line
from sayso.run.progress import Extent, Progress
from sayso.run.status import Counts


def test_a_line() -> None:
    counts = Counts(
        pieces=1200,
        read=900,
        dropped={"too_short": 200, "language": 70, "http_404": 20, "empty": 9},
        failed={"NoArticle": 1},
    )
    now = Progress(counts, earlier=200, began=time.monotonic() - 100, share=0.25, drawn=1500)
    line = run_line(now)
    assert line.startswith("1,200 reports, 10.0/s, about 8 min left, ")
    assert line.endswith(
        "299 dropped (too_short 200, language 70, http_404 20), 1 failed (NoArticle 1)"
    )


def test_what_is_not_known_is_not_said() -> None:
    now = Progress(Counts(pieces=3), earlier=0, began=time.monotonic() - 1, share=None, drawn=3)
    assert "left" not in run_line(now)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59, "59 s"), (60, "1 min"), (7300, "2 h 1 min"), (7.2e6, "2,000 h 0 min")],
)
def test_stretches_of_time(seconds: float, words: str) -> None:
    assert how_long(seconds) == words


def test_the_share_goes_by_what_the_sources_take_on_disk(tmp_path: Path) -> None:
    plain, packed, folder = tmp_path / "a.txt", tmp_path / "b.jsonl.gz", tmp_path / "c"
    plain.write_bytes(b"x" * 100)
    packed.write_bytes(b"x" * 300)
    folder.mkdir()
    (folder / "d.html").write_bytes(b"x" * 600)
    extent = Extent([str(plain), str(packed), str(folder)])
    assert extent.share(0, 0) is None
    assert extent.share(0, 50) == pytest.approx(0.05)
    assert extent.share(1, 10_000) == pytest.approx(0.1)  # packed: only known at its end
    assert extent.share(2, 300) == pytest.approx(0.7)
    assert extent.share(2, 10_000) == pytest.approx(1.0)
    assert extent.share(3, 0) == pytest.approx(1.0)


def test_sources_elsewhere_count_alike() -> None:
    extent = Extent(["s3://bucket/a", "s3://bucket/b"])
    assert extent.share(0, 500) is None
    assert extent.share(1, 500) == pytest.approx(0.5)
