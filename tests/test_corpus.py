"""The collection: adding goes on whatever happens, linking replaces, reading needs no reader."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso import ingest, linking, record
from sayso.corpus import Corpus
from sayso.errors import EmptyInput, InputError, MissingExtra, NotFound, StoreError
from sayso.ingest.page import Page
from sayso.linking import Linked, explain
from sayso.linking.copies.fingerprints import Fingerprints
from sayso.linking.memory import note_of
from sayso.linking.stories.term_table import TermTable
from sayso.record import EventRef, Incident, ReaderInfo, Report
from sayso.store import Store


def page(name: str) -> Page:
    key = name.encode("ascii", "ignore").decode()
    report = Report(
        id=f"r_{key}", title=name, outlet="River Post", reader=ReaderInfo(version="0"), text=name
    )
    return Page(
        report=report,
        raw=name.encode("utf-8", "surrogatepass"),
        media_type="text/plain",
        origin=f"{name}.txt",
    )


class StubReader:
    """Reads everything but what its name says."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.version = "1"
        self.bad = "breaks"

    def read_pages(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Report]]:
        batch = list(pages)
        self.batches.append([p.report.text for p in batch])
        for each in batch:
            if self.bad in each.report.text:
                raise RuntimeError("out of order")
            if "unset" in each.report.text:
                raise MissingExtra("no model")
            read = record.Warning(code="read", message="read")
            yield (
                each,
                each.report.model_copy(
                    update={"warnings": (read,), "reader": ReaderInfo(version=self.version)}
                ),
            )


def stub_load(source: str | None = None, *, on_error: Any, **options: Any) -> Iterator[Page]:
    """A source is names of reports, parted by commas."""
    if options.get("text"):
        source = options["text"]
    for name in (source or "").split(","):
        if name == "empty":
            on_error(EmptyInput("nothing in it", source=name))
        elif name == "gone":
            raise InputError("no such file", source=name)
        elif name == "bug":
            raise ZeroDivisionError("bug")
        else:
            yield page(name)


@pytest.fixture
def reader() -> StubReader:
    return StubReader()


@pytest.fixture
def corpus(location: str, monkeypatch: pytest.MonkeyPatch, reader: StubReader) -> Iterator[Corpus]:
    monkeypatch.setattr(ingest, "load", stub_load)
    with Corpus(location, reader=reader) as opened:  # type: ignore[arg-type]
        yield opened


def test_adding(corpus: Corpus, reader: StubReader) -> None:
    seen: list[str] = []
    result = corpus.add(["a,b", {"text": "c"}], progress=seen.append)
    assert (result.added, result.unchanged, result.failed) == (3, 0, ())
    assert seen == ["a", "b", "c"]
    assert reader.batches == [["a", "b", "c"]]
    assert corpus.show("r_a").warnings[0].code == "read"
    assert corpus.raw("r_a") == (b"a", "text/plain")


def test_what_is_there_is_not_read_again(corpus: Corpus, reader: StubReader) -> None:
    corpus.add(["a,b"])
    result = corpus.add(["a,b,c"])
    assert (result.added, result.unchanged) == (1, 2)
    assert reader.batches == [["a", "b"], ["c"]]


def test_the_same_report_twice_in_one_call(corpus: Corpus) -> None:
    result = corpus.add(["a,a", "a"])
    assert (result.added, result.unchanged) == (1, 2)


def test_bad_inputs_do_not_stop_the_rest(corpus: Corpus) -> None:
    errors: list[InputError] = []
    seen: list[str] = []
    result = corpus.add(
        ["a", "empty,b", "gone", "bug", "c,breaks,d", "e"],
        on_error=errors.append,
        progress=seen.append,
    )
    assert result.added == 5
    assert list(result.failed) == errors
    assert sorted(str(e) for e in errors) == [
        "breaks.txt: could not be read: RuntimeError: out of order"
        " (the rest went on; please report this input)",
        "bug: could not be read: ZeroDivisionError: bug"
        " (the rest went on; please report this input)",
        "empty: nothing in it",
        "gone: no such file",
    ]
    assert sorted(seen) == ["a", "b", "breaks.txt", "bug", "c", "d", "e", "empty", "gone"]


def test_a_broken_set_up_stops_at_once_and_keeps_what_was_read(corpus: Corpus) -> None:
    with pytest.raises(MissingExtra):
        corpus.add(["a,unset,b"])
    assert [line.id for line in corpus.list()] == ["r_a"]


def test_each_report_is_stored_as_soon_as_it_is_read(corpus: Corpus) -> None:
    def interrupted(what: str) -> None:
        if what == "b":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.add(["a,b,c"], progress=interrupted)
    assert [r.id for r in corpus.reports()] == ["r_a", "r_b"]
    assert corpus.add(["a,b,c"]).added == 1


def test_many_are_read_in_batches(corpus: Corpus, reader: StubReader) -> None:
    corpus.add([",".join(f"n{n}" for n in range(70))])
    assert [len(batch) for batch in reader.batches] == [32, 32, 6]


def test_text_that_cannot_be_stored_is_a_failed_input(corpus: Corpus) -> None:
    result = corpus.add(["half\ud800,a"])
    assert result.added == 1
    assert ["not valid Unicode" in str(error) for error in result.failed] == [True]


def test_a_file_whose_name_is_no_text(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = dataclasses.replace(page("a"), origin="caf\udce9.txt")
    monkeypatch.setattr(ingest, "load", lambda *_, **__: iter([odd]))
    assert corpus.add(["x"]).added == 1


def test_a_missing_database_is_an_error_until_something_is_added(tmp_path: Path) -> None:
    corpus = sayso.open(tmp_path / "none.db")
    with pytest.raises(StoreError, match="no such database"):
        corpus.list()
    assert not (tmp_path / "none.db").exists()


def found(reports: list[Report], *incidents: Incident) -> Linked:
    """What linking gives that finds these incidents."""
    notes = tuple(note_of(report) for report in reports)
    table = TermTable.of([note.traits for note in notes])
    nothing = Fingerprints.none()
    return Linked(notes, nothing, table, {}, (), frozenset(), frozenset(), incidents, {}, ())


def test_linking(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def add(reports: list[Report], *_: object, rule: str, **__: object) -> Linked:
        events = tuple(EventRef(report=r.id, event="e1") for r in reports)
        return found(
            reports,
            Incident(id="i_1", type="ASSAULT", events=events, mode=rule),
            Incident(id="i_2", type="ACCUSE", events=events[:1]),
        )

    monkeypatch.setattr(linking, "add", add)
    corpus.add(["a,b"])
    with pytest.raises(NotFound, match="not linked yet"):
        corpus.explain("i_1")
    with pytest.raises(NotFound, match="sayso link"):
        corpus.links()
    with pytest.raises(NotFound, match="not linked yet"):
        corpus.incidents()
    done = corpus.link(rule="acled")
    assert (done.linked, done.reports, done.incidents, done.anew) == (2, 2, 2, True)
    assert [i.id for i in corpus.links().incidents] == ["i_1", "i_2"]
    assert corpus.incident("i_1").mode == "acled"
    assert [i.id for i in corpus.incidents()] == ["i_1"]
    assert sorted(i.id for i in corpus.incidents(verbal=True)) == ["i_1", "i_2"]
    assert [i.id for i in corpus.incidents(type="accuse")] == ["i_2"]
    assert list(corpus.reports_of(corpus.incidents())) == ["r_a", "r_b"]
    assert corpus.stats().not_linked == 0


def test_only_new_reports_are_linked(corpus: Corpus, reader: StubReader) -> None:
    corpus.add(["a,b"])
    assert corpus.link().linked == 2
    assert (corpus.link().linked, corpus.link().anew) == (0, False)
    corpus.add(["c"])
    done = corpus.link()
    assert (done.linked, done.reports, done.anew) == (1, 3, False)
    assert (corpus.link("acled").linked, corpus.link("acled").linked) == (3, 0)
    assert (corpus.link("acled", full=True).linked) == 3
    reader.version = "2"
    corpus.reread()
    done = corpus.link("acled")
    assert (done.linked, done.anew) == (3, True)


def test_explaining_by_the_beginning_of_an_id(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(explain, "explain", lambda id_, *_: asked.append(id_))
    incident = Incident(id="i_123", type="ASSAULT", events=())
    monkeypatch.setattr(linking, "add", lambda reports, *_, **__: found(reports, incident))
    corpus.add(["abc"])
    corpus.link()
    for id_ in ("r_a", "r_ab/e1", "i_1", "i_1.killed", "o_1"):
        corpus.explain(id_)
    assert asked == ["r_abc", "r_abc/e1", "i_123", "i_123.killed", "o_1"]
    with pytest.raises(NotFound, match="nearest: r_abc"):
        corpus.explain("r_x")


def test_reading_again_keeps_the_earlier_reading(corpus: Corpus, reader: StubReader) -> None:
    corpus.add(["a,breaks,b"])
    assert corpus.reread() == 0
    reader.version = "2"
    seen: list[str] = []
    assert corpus.reread(progress=seen.append) == 2
    assert seen == ["a", "b"]
    assert [(r.version, r.current) for r in corpus.readings("r_a")] == [("1", False), ("2", True)]
    assert corpus.show("r_a").reader.version == "2"
    assert corpus.stats().not_linked == 2


def test_reading_again_leaves_what_breaks(corpus: Corpus, reader: StubReader) -> None:
    corpus.add(["a,b"])
    reader.version, reader.bad = "2", "a"
    errors: list[InputError] = []
    assert corpus.reread(on_error=errors.append) == 1
    assert [error.source for error in errors] == ["r_a"]
    assert corpus.show("r_a").reader.version == "1"


def test_searching_and_listing(corpus: Corpus) -> None:
    corpus.add(["alpha,beta"])
    assert [hit.id for hit in corpus.search("beta")] == ["r_beta"]
    assert {line.title for line in corpus.list(outlet="RIVER POST")} == {"alpha", "beta"}
    assert [r.version for r in corpus.readings("r_alpha")] == ["1"]


def test_a_closed_corpus_opens_again(corpus: Corpus) -> None:
    corpus.add(["a"])
    corpus.close()
    assert corpus.stats().reports == 1


def test_stored_reports_as_a_mapping(corpus: Corpus) -> None:
    from sayso.store.mapping import StoredReports

    corpus.add(["a,b"])
    with Store.open(corpus.location) as store:
        reports = StoredReports(store)
        assert list(reports) == ["r_a", "r_b"]
        assert reports["r_b"].title == "b"
        assert "r_" not in reports
        assert reports.get("x") is None
        assert len(reports) == 2


def test_importing_the_corpus_is_quick() -> None:
    """The command line must answer `--help` before SQLAlchemy is there."""
    import subprocess
    import sys

    code = (
        "import sys, sayso.corpus; sys.exit(any(m in sys.modules for m in ('sqlalchemy', 'spacy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
