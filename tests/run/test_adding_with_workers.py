"""A collection filled by workers, or from shards, is the same as one filled here."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import StubMaker, StubReader, stories, write_table

from sayso.corpus import Corpus
from sayso.errors import InputError
from sayso.run.reading import read_to
from sayso.run.workers import in_process, pool


def open_corpus(path: Path) -> Corpus:
    return Corpus(path, reader=StubReader())  # type: ignore[arg-type]


def content(corpus: Corpus) -> set[tuple[str, bytes, str]]:
    return {(r.id, corpus.raw(r.id)[0], r.text) for r in corpus.reports()}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_table(tmp_path / "t.jsonl", [*stories(4), "BREAK this.", "", *stories(5)[4:]])


def test_workers_read_and_the_parent_stores(tmp_path: Path, table: Path) -> None:
    with open_corpus(tmp_path / "here.db") as corpus:
        here = corpus.add([table, tmp_path / "none"])
        expected = content(corpus)
    errors: list[InputError] = []
    seen: list[str] = []
    with open_corpus(tmp_path / "pool.db") as corpus, pool(1) as workers:
        sources = [table, tmp_path / "none", {"text": stories(1)[0], "url": "https://a.example/b"}]
        result = corpus.add(sources, workers=workers, on_error=errors.append, progress=seen.append)
        assert result.added == here.added + 1 == 6
        assert sorted(map(str, errors)) == sorted(map(str, here.failed))
        assert len(errors) == 3
        assert len(seen) == 9
        assert expected < content(corpus)
        again = corpus.add(sources, workers=workers)
        assert (again.added, again.unchanged) == (0, 6)


def test_a_report_that_kills_its_worker_is_a_failed_input(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.jsonl", [stories(1)[0], "CRASH."])
    with open_corpus(tmp_path / "r.db") as corpus, pool(1) as workers:
        result = corpus.add([table], workers=workers)
    assert result.added == 1
    assert ["line 2: the worker was ended by SIGSEGV" in str(e) for e in result.failed] == [True]


@pytest.mark.parametrize("raw", [True, False])
def test_shards_are_stored_in_bulk(tmp_path: Path, table: Path, *, raw: bool) -> None:
    shards = tmp_path / "shards"
    read_to([table], shards, workers=in_process(), shard_size=3, make_reader=StubMaker(), raw=raw)
    with open_corpus(tmp_path / "here.db") as corpus:
        corpus.add([table])
        expected = [report.model_dump() for report in corpus.reports()]
        kept = content(corpus)
    with open_corpus(tmp_path / "bulk.db") as corpus:
        seen: list[str] = []
        result = corpus.add([shards], progress=seen.append)
        assert (result.added, result.unchanged, result.failed) == (5, 0, ())
        assert len(seen) == 5
        assert [report.model_dump() for report in corpus.reports()] == expected
        if raw:
            assert content(corpus) == kept
        assert corpus.add([str(shards)]).unchanged == 5


def test_a_run_that_is_not_finished_is_told(tmp_path: Path, table: Path) -> None:
    shards = tmp_path / "shards"
    read_to([table], shards, workers=in_process(), shard_size=3, make_reader=StubMaker())
    (shards / "part-00000-00000.json").unlink()
    with open_corpus(tmp_path / "r.db") as corpus:
        result = corpus.add([shards])
        assert result.added == 2
        assert ["1 shards are missing" in str(error) for error in result.failed] == [True]
        read_to([table], shards, workers=in_process(), shard_size=3, make_reader=StubMaker())
        again = corpus.add([shards])
    assert (again.added, again.unchanged, again.failed) == (3, 2, ())


def test_a_damaged_shard_costs_its_reports_only(tmp_path: Path, table: Path) -> None:
    shards = tmp_path / "shards"
    read_to([table], shards, workers=in_process(), shard_size=3, make_reader=StubMaker())
    (shards / "part-00000-00000.parquet").write_bytes(b"worn")
    with open_corpus(tmp_path / "r.db") as corpus:
        result = corpus.add([shards])
    assert result.added == 2
    assert ["the shard is damaged" in str(error) for error in result.failed] == [True]
