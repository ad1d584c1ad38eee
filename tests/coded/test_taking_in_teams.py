"""Files taken in a collection with accounts: whose they may be, and who sees what they decide."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated_reports import wire
from coded_files import written

import sayso
from sayso.coded.taking import Taken, take
from sayso.corpus import Corpus
from sayso.desk import Desk
from sayso.ingest.page import Page
from sayso.store import Store
from sayso.store.snapshot import Read


@pytest.fixture
def team(postgres_url: str) -> Iterator[Store]:
    """A collection of one report on PostgreSQL, with accounts of all kinds."""
    with Store.open(postgres_url) as opened:
        report = wire()
        assert opened.add(Page(report, b"wire", "text/plain", "x"), report)
        for name, role in (
            ("Amal", "admin"),
            ("Jo", "coder"),
            ("Rana", "coder"),
            ("Sami", "reader"),
            ("Noor", "coder"),
        ):
            opened.add_person(name, password="a hash", role=role)  # type: ignore[arg-type]  # noqa: S106
        opened.change_person("Noor", active=False)
        yield opened


def edited(folder: Path) -> Path:
    """The wire story in brat with one actor of another kind."""
    path = written("brat", Read(wire(), {}), folder)
    text = path.read_text(encoding="utf-8").replace("Actor_unknown", "Actor_state_body")
    path.write_text(text, encoding="utf-8")
    return path


def test_only_accounts_that_may_decide_are_named(team: Store, tmp_path: Path) -> None:
    path = edited(tmp_path)
    (tmp_path / "another").mkdir()
    edited(tmp_path / "another")

    def refused(who: str) -> str:
        taken = take(team, [path, tmp_path / "another"], who=who)
        assert taken.decisions == []
        (error,) = taken.refused  # once, not for each report
        return str(error)

    assert "no account Joe" in refused("Joe")
    assert "a reader's" in refused("sami")
    assert "disabled" in refused("Noor")
    assert team.decisions() == []
    (told,) = take(team, [path], who=" JO ").decisions
    assert told.who == "Jo", "as the account has it"


def test_a_table_needs_an_account_too(team: Store, tmp_path: Path) -> None:
    path = tmp_path / "incidents.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["id", "type"])
    for who, why in (("Joe", "no account Joe"), (None, "not said whose")):
        (error,) = take(team, [path], who=who).refused
        assert why in str(error)


def test_what_a_blind_coder_takes_in_stays_theirs(team: Store, tmp_path: Path) -> None:
    report = wire().id
    path = edited(tmp_path)

    def decided(taken: Taken) -> list[tuple[str, str]]:
        assert taken.refused == []
        return [(told.who, told.path) for told in taken.decisions]

    (first,) = decided(take(team, [path], who="Jo"))
    assert first[0] == "Jo"
    jo, rana = (Desk(team, who, alone=False) for who in ("Jo", "Rana"))
    assert set(jo.report(report).marks) == {first[1]}
    assert rana.report(report).marks == {}
    assert rana.report(report).report == wire()
    assert team.get(report, official=True) == wire(), "nobody has gone through it"
    # what another takes from the same file is their own, and they decide all of it
    assert decided(take(team, [path], who="Rana")) == [("Rana", first[1])]
    jo.undo()
    assert set(rana.report(report).marks) == {first[1]}


def test_a_collection_takes_and_scores(tmp_path: Path) -> None:
    location = tmp_path / "reports.db"
    with Store.open(str(location)) as store:
        report = wire()
        store.add(Page(report, b"wire", "text/plain", "x"), report)
    path = edited(tmp_path)
    failed: list[object] = []
    with sayso.open(location) as corpus:
        assert isinstance(corpus, Corpus)
        assert len(corpus.take([path], who="Amal", dry_run=True).decisions) == 1
        (told,) = corpus.take(str(path), who="Amal", on_error=failed.append).decisions
        assert told.new == "state_body"
        assert corpus.take(path, who="Amal").same == 1
        counts = corpus.score(path, on_error=failed.append).exact["actors"]
        assert counts.file == counts.ours == counts.both + 1
        table = tmp_path / "incidents.csv"
        table.write_text("id,type\n", encoding="utf-8")
        assert corpus.score(table, on_error=failed.append).reports == 0
    (error,) = failed
    assert "sayso compare" in str(error)
