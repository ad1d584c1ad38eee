"""Runs: whatever is killed, full or poisonous, nothing is lost or there twice; poison is named."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from stand_ins import DropLosers, StubMaker, stories, write_table

from sayso.errors import RunStopped, SaysoError
from sayso.run import folder as folder_module
from sayso.run import manifest
from sayso.run.folder import open_folder
from sayso.run.manifest import Plan
from sayso.run.progress import Progress
from sayso.run.reading import Part, ReadResult, read_to
from sayso.run.shard_reading import ReadShard
from sayso.run.shard_rows import rows
from sayso.run.shards import Format
from sayso.run.status import left_out, status
from sayso.run.workers import Workers, in_process, pool


def run(
    sources: list[Path], out: Path | str, workers: Workers | None = None, **options: Any
) -> ReadResult:
    """A run in this process with a stand-in for the reader."""
    settings: dict[str, Any] = {"shard_size": 4, "make_reader": StubMaker(), **options}
    return read_to(sources, out, workers=workers or in_process(), **settings)


def texts(out: Path | str) -> list[str]:
    return [row.report().text for row in rows(out, fail)]


def fail(error: Exception) -> None:
    raise error


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_table(tmp_path / "table.jsonl", stories(10))


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_shards_hold_all_of_a_report(tmp_path: Path, form: Format) -> None:
    table = write_table(tmp_path / "t.jsonl", stories(10))
    out = tmp_path / "out"
    seen: list[int] = []
    result = run(
        [table],
        out,
        format=form,
        outlet="River Post",
        progress=lambda p: seen.append(p.counts.read),
    )
    assert (result.counts.shards, result.counts.read, result.earlier) == (3, 10, 0)
    assert seen == [4, 8, 10]
    found = list(rows(out, fail))
    assert [row.report().text for row in found] == stories(10)
    first = found[0]
    assert (first.id, first.outlet, first.url) == (
        first.report().id,
        "River Post",
        "https://news.example/0",
    )
    assert first.raw == table.read_bytes().splitlines(keepends=True)[0]
    assert (first.size, first.extractor, first.published) == (
        len(first.raw),
        "sayso.plain",
        "2024-02-03",
    )
    assert status(out).complete


def test_pages_need_not_be_kept(tmp_path: Path, table: Path) -> None:
    run([table], tmp_path / "out", raw=False)
    (first, *_) = rows(tmp_path / "out", fail)
    assert first.raw is None
    assert len(first.sha256) == 64
    assert first.size > 0


def test_a_repeated_run_does_nothing_twice(tmp_path: Path, table: Path) -> None:
    out = tmp_path / "out"
    run([table], out)
    before = {p.name: p.stat().st_mtime_ns for p in out.glob("part-*")}
    again = run([table], out)
    assert (again.earlier, again.counts.read) == (10, 10)
    assert {p.name: p.stat().st_mtime_ns for p in out.glob("part-*")} == before


def test_what_has_no_marker_is_done_again(tmp_path: Path, table: Path) -> None:
    out = tmp_path / "out"
    run([table], out)
    whole = {p.name: p.read_bytes() for p in out.glob("part-*.parquet")}
    (out / "part-00000-00001.json").unlink()
    (out / "part-00000-00001.parquet").write_bytes(b"half")
    (out / ".part-00000-00001.parquet.0123abcd.unfinished").write_bytes(b"ha")
    found = status(out)
    assert (found.complete, found.missing, found.shards) == (False, ("part-00000-00001",), 3)
    assert run([table], out).earlier == 6
    assert {p.name: p.read_bytes() for p in out.glob("part-*.parquet")} == whole
    assert not list(out.glob(".*unfinished"))


def test_another_run_is_not_mixed_in(tmp_path: Path, table: Path) -> None:
    out = tmp_path / "out"
    run([table], out)
    with pytest.raises(SaysoError, match=r"setting shard_size: 4, now 5 .*another folder"):
        run([table], out, shard_size=5)
    with pytest.raises(SaysoError, match="the sources"):
        run([table, table], out)
    with pytest.raises(SaysoError, match="setting screen"):
        run([table], out, screen=DropLosers())
    plan = json.loads((out / "run.json").read_text())
    plan["versions"]["sayso"] = "0.0.1"
    (out / "run.json").write_text(json.dumps(plan))
    with pytest.raises(SaysoError, match=r"version sayso: 0.0.1, now"):
        run([table], out)


def test_a_source_that_has_changed_is_not_mixed_in(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.jsonl", stories(10))
    out = tmp_path / "out"
    run([table], out)
    write_table(table, stories(11))
    with pytest.raises(SaysoError, match="has changed since"):
        run([table], out)
    (out / "source-00000.json").unlink()  # cut in part: what the finished shards are of is known
    write_table(table, ["Another story, a doctor said.", *stories(9)])
    with pytest.raises(SaysoError, match="has changed since"):
        run([table], out)


def test_a_folder_that_has_grown_is_not_mixed_in(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, story in enumerate(stories(5)):
        (folder / f"{n}.txt").write_text(story)
    out = tmp_path / "out"
    assert run([folder], out).counts.read == 5
    assert run([folder], out).earlier == 5
    (folder / "0a.txt").write_text("Another story, a doctor said.")
    with pytest.raises(SaysoError, match="has changed since"):
        run([folder], out)


def test_what_is_left_out_is_named_and_counted(tmp_path: Path) -> None:
    table = write_table(
        tmp_path / "t.jsonl", ["Fine weather.", "BREAK this.", *stories(3), "More weather."]
    )
    missing = tmp_path / "none.html"
    out = tmp_path / "out"
    result = run([table, missing], out, screen=DropLosers())
    assert result.counts.read == 3
    assert result.counts.dropped == {"not_relevant": 2}
    assert result.counts.failed == {"InputError": 2}
    found = list(left_out(out))
    assert [(left.kind, left.reason) for left in found] == [
        ("dropped", "not_relevant"),
        ("failed", "InputError"),
        ("dropped", "not_relevant"),
        ("failed", "InputError"),
    ]
    assert found[0].url == "https://news.example/0"
    assert "out of order" in found[1].detail
    assert str(missing) in found[3].origin
    assert texts(out) == stories(3)


def test_poison_is_found_and_named_and_the_rest_is_read(tmp_path: Path) -> None:
    words = stories(6)
    words[1], words[4] = "CRASH one.", "CRASH two."
    table = write_table(tmp_path / "t.jsonl", words)
    out = tmp_path / "out"
    with pool(2) as workers:
        result = run([table], out, workers, shard_size=6)
    assert result.unfinished == ()
    assert texts(out) == [w for w in words if "CRASH" not in w]
    assert result.counts.failed == {"WorkerLost": 2}
    assert ["SIGSEGV" in left.detail for left in left_out(out)] == [True, True]
    assert ["line 2" in left.origin for left in left_out(out)] == [True, False]


def test_a_shard_that_no_worker_survives_is_left_for_later(tmp_path: Path) -> None:
    """Each of its reports alone does no harm, so none is blamed and none is lost."""
    table = write_table(tmp_path / "t.jsonl", ["CROWD one.", "CROWD two.", *stories(2)])
    out = tmp_path / "out"
    with pool(1) as workers:
        result = run([table], out, workers, shard_size=2)
    assert result.unfinished == ("part-00000-00000",)
    assert texts(out) == stories(2)
    assert status(out).missing == ("part-00000-00000",)


def test_a_report_that_never_ends_is_named(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.jsonl", ["ENDLESS story.", *stories(3)])
    out = tmp_path / "out"
    with pool(1) as workers:
        result = run([table], out, workers, seconds=1.0)
    assert texts(out) == stories(3)
    assert result.counts.failed == {"TooSlow": 1}


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.jsonl", stories(20))
    die = tmp_path / "die"
    die.touch()
    with pool(2) as workers:
        run([table], tmp_path / "out", workers, make_reader=StubMaker(die))
    assert not die.exists()
    assert texts(tmp_path / "out") == stories(20)
    assert not list(left_out(tmp_path / "out"))


def test_parts_together_are_the_whole(tmp_path: Path, table: Path) -> None:
    other = write_table(tmp_path / "other.jsonl", [f"{s} Again." for s in stories(9)])
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    run([table, other], whole)
    for rank in range(3):
        assert not (parts / "run.json").exists() or not status(parts).complete
        run([table, other], parts, part=Part(rank, 3))
    assert status(parts).complete
    assert shards(parts) == shards(whole)
    assert run([table, other], parts).earlier == 19  # the whole finds nothing to do


def test_each_source_is_opened_for_one_part_only_where_there_are_enough(tmp_path: Path) -> None:
    tables = [write_table(tmp_path / f"{n}.jsonl", [f"Story {n}, he said."]) for n in range(4)]
    run(tables, tmp_path / "out", part=Part(1, 2))
    found = status(tmp_path / "out")
    assert found.uncut == (str(tables[0]), str(tables[2]))
    assert texts(tmp_path / "out") == ["Story 1, he said.", "Story 3, he said."]


def test_who_reads_makes_no_difference(tmp_path: Path) -> None:
    examples = Path(__file__).parents[2] / "examples" / "reports"
    source = tmp_path / "in"
    source.mkdir()
    for path in sorted(examples.glob("*.html"))[:4]:
        (source / path.name).write_bytes(path.read_bytes())
    run([source], tmp_path / "one", make_reader=None, shard_size=2)
    with pool(1) as workers:  # a second one would load the models once more
        run([source], tmp_path / "two", workers, make_reader=None, shard_size=2)
    assert shards(tmp_path / "one") == shards(tmp_path / "two")
    assert len(shards(tmp_path / "one")) == 2
    assert all(row.report().events for row in rows(tmp_path / "one", fail))


def shards(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("part-*.parquet"))}


def test_a_full_disk_stops_the_run_and_costs_nothing(
    tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    written = 0

    def fsync(_: int) -> None:
        nonlocal written
        written += 1
        if written > 8:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_module.os, "fsync", fsync)
    with pytest.raises(RunStopped, match=r"No space left on device \(make room and repeat"):
        run([table], out)
    monkeypatch.undo()
    assert not status(out).complete
    assert not list(out.glob(".*unfinished"))
    run([table], out)
    assert texts(out) == stories(10)


def test_the_run_of_a_killed_process_goes_on(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.jsonl", stories(40))
    out = tmp_path / "out"
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from stand_ins import StubMaker\n"
        "from sayso.run.reading import read_to\n"
        "from sayso.run.workers import pool\n"
        "if __name__ == '__main__':\n"
        "    with pool(2) as workers:\n"
        f"        read_to([{str(table)!r}], {str(out)!r}, workers=workers, shard_size=1,\n"
        "                make_reader=StubMaker())\n"
    )
    process = subprocess.Popen([sys.executable, script])
    try:
        end = time.monotonic() + 30
        while len(list(out.glob("part-*.json"))) < 5:
            assert time.monotonic() < end
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()
    result = run([table], out, shard_size=1)
    assert 5 <= result.earlier < 40
    assert texts(out) == stories(40)


def test_parts_that_begin_at_the_same_moment_are_of_one_plan(
    tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan of the one comes while the other has just seen that there is none."""
    out = tmp_path / "out"
    real = manifest._content

    def meanwhile(plan: Plan) -> bytes:
        monkeypatch.undo()
        run([table], out, part=Part(0, 2))
        return real(plan)

    monkeypatch.setattr(manifest, "_content", meanwhile)
    with pytest.raises(SaysoError, match="setting shard_size: 4, now 5"):
        run([table], out, part=Part(1, 2), shard_size=5)
    assert not list(out.glob(".run*"))
    run([table], out, part=Part(1, 2))
    assert texts(out) == stories(10)


def test_workers_of_another_version(tmp_path: Path, table: Path) -> None:
    shard = ReadShard(str(tmp_path), StubMaker(), "jsonl", version="0.0.1")
    with pytest.raises(SaysoError, match=r"the run is of 0.0.1 \(install the same"):
        shard.setup()


def test_one_at_a_time(tmp_path: Path, table: Path) -> None:
    out = tmp_path / "out"

    def second(_: Progress) -> None:
        run([table], out)

    with pytest.raises(SaysoError, match="another process is reading into this folder"):
        run([table], out, progress=second)


def test_standard_input_cannot_be_read_again(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="cannot be read again"):
        run([Path("-")], tmp_path / "out")


def test_a_folder_that_fsspec_reaches(table: Path) -> None:
    out = "memory://a-run/out"
    assert run([table], out).counts.read == 10
    assert run([table], out).earlier == 10
    assert texts(out) == stories(10)
    assert status(out).complete


def test_a_damaged_shard_is_named_and_the_others_go_on(tmp_path: Path, table: Path) -> None:
    out = tmp_path / "out"
    run([table], out)
    (out / "part-00000-00000.parquet").write_bytes(b"worn")
    errors: list[Exception] = []
    assert [row.report().text for row in rows(out, errors.append)] == stories(10)[4:]
    assert ["part-00000-00000.parquet: the shard is damaged" in str(e) for e in errors] == [True]


def test_damage_where_drops_are_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([write_table(tmp_path / "t.jsonl", ["Fine weather."])], out, screen=DropLosers())
    (out / "left-00000-00000.jsonl.zst").write_bytes(b"worn")
    with pytest.raises(SaysoError, match=r"left-00000-00000.jsonl.zst: damaged \(remove it"):
        list(left_out(out))


def test_a_folder_without_shards(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"no folder of shards"):
        status(tmp_path)
    with pytest.raises(SaysoError, match="no such folder"):
        status(tmp_path / "none")
    (tmp_path / "run.json").write_text("{")
    with pytest.raises(SaysoError, match="damaged"):
        status(tmp_path)


def test_how_far_it_is(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.jsonl", stories(40))
    shares: list[float | None] = []
    left: list[float | None] = []

    def look(now: Progress) -> None:
        shares.append(now.share)
        left.append(now.remaining)

    run([table], tmp_path / "out", progress=look)
    assert shares == sorted(shares, key=lambda share: share or 0.0)
    assert shares[-1] == pytest.approx(1.0)
    assert left[-1] == pytest.approx(0.0)
    assert left[0] is not None
    assert left[0] > 0
    assert open_folder(tmp_path / "out", create=False).files()
