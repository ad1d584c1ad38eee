"""A collection as tables: the same rows as an export of the same filter, read when asked for."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from corpus_reports import FIRST, REPORTS, SECOND, fill

import sayso
from sayso.corpus import Corpus
from sayso.corpus.incidents import Incidents
from sayso.errors import MissingExtra, NotFound, QueryError
from sayso.export import FORMATS
from sayso.record import Incident
from sayso.store import Store
from sayso.store.link_filters import UnknownValue

OWN = [table.name for table in FORMATS["incidents"].tables()]
FLAGS = [
    {},
    {"country": "Iraq"},
    {"country": "MLI"},
    {"type": "assault"},
    {"type": "protest"},
    {"since": SECOND},
    {"until": FIRST},
    {"since": date(2020, 1, 1), "until": date(2020, 12, 31)},
    {"contested": True},
    {"contested": False},
    {"verbal": True},
    {"where": "killed:>=10"},
    {"where": "killed:>=10 OR country:MLI", "contested": False},
    {"where": "market OR -country:IRQ"},
    {"where": "  "},
    {"machine": True},
    {"limit": 1},
    {"where": "type:ASSAULT", "limit": 1},
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "reports.db"
    fill(str(path))
    return path


@pytest.fixture
def corpus(database: Path) -> Iterator[Corpus]:
    with sayso.open(database) as opened:
        yield opened


def test_incidents_are_still_a_sequence_of_records(corpus: Corpus) -> None:
    found = corpus.incidents()
    assert len(found) == 2
    assert [i.latest for i in found] == [SECOND, FIRST]
    assert isinstance(found[0], Incident)
    assert found[-1].contested == ("killed",)
    assert found[:1] == [found[0]]
    assert found == list(found) == corpus.incidents()
    assert found != list(found)[:1]
    assert found[0] in found
    assert list(reversed(found)) == [found[1], found[0]]
    assert corpus.incidents(country="FRA") == []
    assert not corpus.incidents(country="FRA")
    with pytest.raises(IndexError):
        found[2]


@pytest.fixture
def many(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Incidents:
    """Two incidents, which are more than are kept."""
    monkeypatch.setattr("sayso.corpus.incidents.KEPT", 1)
    return corpus.incidents()


def test_many_incidents_are_a_stream_of_which_only_the_first_are_kept(many: Incidents) -> None:
    assert len(many) == 2
    once, again = list(many), list(many)
    assert once == again
    assert once[0] is not again[0], "read anew"
    assert many[0] is many[0]
    assert many[:1] == many.head(1) == once[:1]
    assert many._all is None, "none of this needs all of them"
    assert many.head(9) == once
    assert many[1] is many[1]
    assert (many[-1], many[::-1], many[1:]) == (once[1], once[::-1], once[1:])
    assert many == once
    with pytest.raises(IndexError):
        many[2]


def test_a_collection_may_be_asked_and_changed_while_one_goes_through_it(tmp_path: Path) -> None:
    path = tmp_path / "changing.db"
    fill(str(path))
    with sayso.open(path) as corpus:
        for incident in corpus.incidents()._read(None):
            assert corpus.incident(incident.id) == incident
            corpus.desk("Amal").decide(incident.id, "reject", reason="a rumour")
        assert corpus.incidents() == []


def test_a_limit_is_any_number_of_incidents(corpus: Corpus) -> None:
    assert len(corpus.incidents(limit=10**30)) == 2
    assert len(corpus.incidents(limit=0)) == 0
    with pytest.raises(ValueError, match="limit=-1"):
        corpus.incidents(limit=-1)
    with pytest.raises(ValueError, match="first -1"):
        corpus.incidents().head(-1)


def test_a_rule_that_there_is_not_is_refused_at_once(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="give one of ucdp"):
        corpus.table("incidents", rule="most")  # type: ignore[arg-type]
    with pytest.raises(NotFound, match="no counting rule 'most'"):
        corpus.export("incidents", tmp_path / "out", rule="most")  # type: ignore[arg-type]


@pytest.mark.parametrize("flags", FLAGS, ids=str)
def test_a_frame_is_of_the_same_incidents_in_the_same_order(
    corpus: Corpus, flags: dict[str, object]
) -> None:
    found = corpus.incidents(**flags)  # type: ignore[arg-type]
    assert list(found.to_pandas()["id"]) == [incident.id for incident in found]


def test_flags_and_filters_are_refused_at_once(corpus: Corpus) -> None:
    with pytest.raises(UnknownValue, match="Atlantis"):
        corpus.incidents(country="Atlantis")
    with pytest.raises(QueryError):
        corpus.incidents(where="killed:>=")
    with pytest.raises(QueryError):
        corpus.table("accounts", where="killed:>=")
    with pytest.raises(QueryError):
        corpus.table("gdelt.mentions", where="(")
    with pytest.raises(NotFound, match="did you mean accounts"):
        corpus.table("acounts")
    with pytest.raises(NotFound, match="there are incidents"):
        corpus.incidents().table("ged")


def test_what_is_not_linked_has_no_incidents_but_reports(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    fill(str(path), link=False)
    with sayso.open(path) as corpus:
        with pytest.raises(NotFound, match="not linked yet"):
            corpus.incidents()
        with pytest.raises(NotFound, match="not linked yet"):
            corpus.table("incidents")
        assert len(sayso.table(corpus.reports(), "statements").to_pandas()) == len(REPORTS)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("where", [None, "country:IRQ"])
def test_a_table_has_the_rows_of_the_export(
    corpus: Corpus, tmp_path: Path, name: str, where: str | None
) -> None:
    corpus.export("incidents", tmp_path / "out", where=where)
    with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    frame = corpus.table(name, where=where)
    assert list(frame.table.header) == head
    assert len(frame.to_arrow()) == len(rows)
    assert [str(row[0]) for row in frame.rows()] == [row[0] for row in rows]


def test_every_table_of_every_format_becomes_a_frame(corpus: Corpus) -> None:
    names = corpus.tables()
    assert {"incidents", "accounts", "ged", "acled", "gdelt.events", "gdelt.mentions"} <= set(names)
    for name, table in names.items():
        found = corpus.table(name).to_pandas()
        assert tuple(found.columns) == table.header, name


def test_what_belongs_to_incidents(corpus: Corpus) -> None:
    gao = corpus.incidents(country="MLI")
    assert list(gao.reports().to_pandas()["id"]) == [REPORTS[3].id, REPORTS[4].id]
    assert set(gao.statements().to_pandas()["source"]) == {"the mayor", "the governor"}
    assert set(gao.accounts().to_pandas()["incident"]) == {gao[0].id}
    assert set(gao.origins().to_pandas()["incident"]) == {gao[0].id}
    assert set(gao.events().to_pandas()["incident"]) == {gao[0].id}
    assert len(gao.copies().to_pandas()) == 0


def test_a_limit_holds_for_all_that_belongs_to_incidents(corpus: Corpus) -> None:
    latest = corpus.incidents(limit=1)
    whole = corpus.incidents(country="MLI")
    for name in OWN:
        theirs = list(whole.table(name).rows())
        assert list(latest.table(name).rows()) == theirs, name


def test_short_names_of_the_tables_that_are_asked_for_most(corpus: Corpus) -> None:
    for name in ("accounts", "statements", "events", "origins", "copies"):
        made = getattr(corpus, name)("country:IRQ")
        assert made.name == name
        assert list(made.rows()) == list(corpus.table(name, where="country:IRQ").rows())


def test_a_toll_by_another_rule(corpus: Corpus) -> None:
    by = {
        rule: corpus.table("incidents", where="country:IRQ", rule=rule).to_pandas()
        for rule in ("ucdp", "acled", "minmax")
    }
    assert {rule: list(frame["rule"]) for rule, frame in by.items()} == {r: [r] for r in by}
    assert by["minmax"]["killed_high"][0] == 14
    assert by["acled"]["killed_best"][0] == 10


def test_the_official_state_is_what_tables_hold(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.db"
    fill(str(path))
    with sayso.open(path) as corpus:
        id_ = corpus.incidents(country="MLI")[0].id
        corpus.desk("Amal").decide(id_, "reject", reason="a rumour")
        assert id_ not in set(corpus.incidents().to_pandas()["id"])
        assert id_ in set(corpus.incidents(machine=True).to_pandas()["id"])
        assert id_ in set(corpus.table("incidents", machine=True).to_pandas()["id"])


def test_frames_outlive_the_with_statement_and_let_the_file_go(database: Path) -> None:
    with sayso.open(database) as corpus:
        found = corpus.incidents()
        accounts = corpus.accounts()
    first, second = accounts.rows(), accounts.rows()
    assert next(first) == next(second)
    assert len(list(first)) == len(list(second)) > 0
    assert len(found) == len(found.to_polars()) == 2
    assert corpus._store is None


def test_a_frame_shows_the_collection_as_it_is_then(tmp_path: Path) -> None:
    path = tmp_path / "growing.db"
    fill(str(path))
    with sayso.open(path) as corpus:
        table = corpus.table("incidents")
        assert len(table.to_arrow()) == 2
        id_ = corpus.incidents()[0].id
        corpus.desk("Amal").decide(id_, "reject", reason="a rumour")
        assert len(table.to_arrow()) == 1


def test_changes_are_a_table(tmp_path: Path) -> None:
    path = tmp_path / "changed.db"
    fill(str(path))
    with sayso.open(path) as corpus:
        id_ = corpus.incidents()[0].id
        corpus.desk("Amal").decide(id_, "reject", reason="a rumour")
        found = corpus.changes("2020-01-01").to_pandas().set_index("id")
        assert not found.loc[id_, "here"]
        assert found.loc[id_, "kind"] == "incident"
        assert str(found["when"].dtype) == "datetime64[us, UTC]"
        assert len(corpus.changes("2999-01-01").to_pandas()) == 0


def test_reports_alone_have_tables(corpus: Corpus) -> None:
    report = corpus.show(REPORTS[0].id)
    frame = sayso.table(report)
    assert [row["source"] for row in frame] == ["police"]
    assert len(sayso.table(REPORTS, "events").to_pandas()) == len(REPORTS)
    once = iter(REPORTS)
    kept = sayso.table(once, "reports")
    assert len(kept.to_pandas()) == len(kept.to_pandas()) == len(REPORTS)
    with pytest.raises(NotFound, match="collection"):
        sayso.table(report, "accounts")
    with pytest.raises(NotFound, match="no table"):
        sayso.table(report, "sentences")


def test_looking_at_one_thing(corpus: Corpus) -> None:
    incident = corpus.incidents(contested=True)[0]
    shown = corpus.look(incident.id)._repr_html_()
    for words in ("police", "doctors", "Hill Gazette", "14", "In the exact words"):
        assert words in shown
    assert "Attack in Gao" in corpus.look(REPORTS[3].id)._repr_html_()
    assert repr(corpus.look(incident.id)) == repr(incident)
    with pytest.raises(NotFound):
        corpus.look("i_nothing")


def test_looking_at_what_the_machine_made(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.db"
    fill(str(path))
    with sayso.open(path) as corpus:
        desk = corpus.desk("Amal")
        desk.decide(REPORTS[3].id, "correct", path="actors.a1.name", new="The Deputy")
        corpus.link()
        id_ = corpus.incidents(country="MLI")[0].id
        assert "The Deputy" in sayso.html(corpus.look(REPORTS[3].id))
        assert "The Deputy" not in sayso.html(corpus.look(REPORTS[3].id, machine=True))
        ours, machine = corpus.look(id_), corpus.look(id_, machine=True)
        assert ours.reports[REPORTS[3].id].actors[0].name == "The Deputy"
        assert machine.reports[REPORTS[3].id].actors[0].name == "the mayor"


def test_a_comparison_of_what_is_the_same(corpus: Corpus, tmp_path: Path) -> None:
    corpus.export("ged", tmp_path / "ged")
    found = corpus.compare(tmp_path / "ged" / "ged.csv")
    assert len(found.matched) == 2
    assert not found.only_ours
    assert not found.only_theirs
    pairs = found.frame("pairs").to_pandas()
    assert set(pairs["ours"]) == {incident.id for incident in corpus.incidents()}
    assert len(corpus.compare(tmp_path / "ged" / "ged.csv", where="country:MLI").matched) == 1


def test_every_public_name_leads_somewhere() -> None:
    assert [name for name in sayso.__all__ if getattr(sayso, name).__doc__ is None] == []
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        sayso.nothing  # noqa: B018


def test_lists_and_records_of_reports_take_filters(corpus: Corpus) -> None:
    assert {line.id for line in corpus.list(where="country:MLI")} == {r.id for r in REPORTS[3:]}
    assert [r.id for r in corpus.reports(where="wounded")] == [REPORTS[2].id]
    with pytest.raises(QueryError):
        corpus.list(where="(")


def test_without_the_extra_records_are_still_there(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pandas", "polars", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    found = corpus.incidents()
    assert len(found) == 2
    assert len(list(found.accounts())) > 4
    assert "Kirkuk" in found._repr_html_()
    with pytest.raises(MissingExtra, match=r"sayso\[notebook\]"):
        found.to_pandas()


def test_the_same_frames_from_a_server(postgres_url: str, database: Path) -> None:
    fill(postgres_url)
    with sayso.open(postgres_url) as theirs, sayso.open(database) as ours:
        for name in ("incidents", "accounts", "statements", "events"):
            assert list(theirs.table(name).rows()) == list(ours.table(name).rows()), name


def test_a_store_is_only_opened_once_while_it_is_open(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.stats()
    monkeypatch.setattr(Store, "open", None)
    assert len(corpus.incidents().to_pandas()) == 2
