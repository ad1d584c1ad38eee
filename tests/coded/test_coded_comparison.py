"""A collection beside its own exports, and beside what others coded of the same incidents."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from coded_rows import EXAMPLES, GED, event, written

import sayso
from sayso.coded import Coded, Comparison, compare, read_coded
from sayso.coded.comparing.tables import TABLES, to_data, write_comparison
from sayso.coded.families import PROTEST
from sayso.errors import ExportError, InputError, NotFound, QueryError
from sayso.export import export
from sayso.export.source import Asked, TableFile
from sayso.store import Store
from sayso.store.copying import copy_database
from tests.export.linked_examples import linked_examples


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_examples(tmp_path_factory.mktemp("ours"))


def exported(ours: Path, folder: Path, to: str, file: TableFile = "csv") -> Path:
    with Store.open(ours, create=False) as store:
        return export(store, to, folder, Asked(file=file)).folder


def contradictions(found: Comparison) -> list[tuple[str, str, str, str]]:
    return [
        (pair.ours.id, d.field, d.ours, d.theirs)
        for pair in found.matched
        for d in pair.differences
        if d.relation == "different"
    ]


@pytest.mark.parametrize("file", ["csv", "parquet", "xlsx", "sqlite"])
def test_a_collection_and_its_own_export_are_the_same(
    ours: Path, tmp_path: Path, file: TableFile
) -> None:
    found = compare(ours, exported(ours, tmp_path / "out", "incidents", file))
    assert found.theirs.kind == "sayso"
    assert len(found.matched) == found.ours.events == found.theirs.events > 30
    assert (found.only_ours, found.only_theirs, found.theirs.failed) == ((), (), ())
    assert all(pair.ours.id == pair.theirs.id for pair in found.matched)
    relations = {d.relation for pair in found.matched for d in pair.differences}
    assert relations == {"same"}


def test_a_collection_and_its_own_events_in_the_columns_of_ged(ours: Path, tmp_path: Path) -> None:
    found = compare(ours, exported(ours, tmp_path / "out", "ged"))
    assert found.theirs.kind == "ged"
    assert len(found.matched) == found.theirs.events > 5
    assert (found.only_theirs, found.theirs.failed) == ((), ())
    # of the others GED has no events: nobody was killed in them
    assert found.only_ours == ()
    fields = {field for _, field, _, _ in contradictions(found)}
    assert fields <= {"parties", "type"}  # GED has codes for types, and its own for civilians


def test_a_collection_and_its_own_events_in_the_columns_of_acled(
    ours: Path, tmp_path: Path
) -> None:
    found = compare(ours, exported(ours, tmp_path / "out", "acled"))
    assert found.theirs.kind == "acled"
    assert len(found.matched) == found.theirs.events > 20
    assert (found.only_theirs, found.theirs.failed) == ((), ())
    fields = {field for _, field, _, _ in contradictions(found)}
    assert fields <= {"parties", "type"}


def test_a_collection_and_itself(ours: Path) -> None:
    found = compare(ours, ours)
    assert len(found.matched) == found.ours.events
    assert contradictions(found) == []
    # both have the figures of their origins; same values need no words
    differences = [d for pair in found.matched for d in pair.differences]
    assert {d.words for d in differences if d.field in ("killed", "injured")} == {""}


def test_what_others_coded_in_the_columns_of_ged(ours: Path) -> None:
    found = compare(ours, EXAMPLES / "ged-examples.csv")
    by_id = {pair.theirs.id: pair for pair in found.matched}
    assert set(by_id) == {"900001", "900002", "900003", "900004", "900005"}
    mosul = {d.field: d for d in by_id["900001"].differences}
    assert mosul["killed"].relation == "compatible"
    assert "their low, 14, is the figure of interior ministry" in mosul["killed"].words
    assert len(mosul["killed"].origins) == 2
    tumaco = {d.field: d.relation for d in by_id["900005"].differences}
    assert tumaco["date"] == "different"
    assert {alone.event.id for alone in found.only_theirs} == {"900006", "900007"}
    (group,) = found.groups
    assert (group.one.id, len(group.several), group.is_theirs) == ("900002", 2, True)
    assert found.ours.out_of_scope > 10
    assert all("killed" in alone.event.counts for alone in found.only_ours)


def test_what_others_coded_in_the_columns_of_acled(ours: Path) -> None:
    found = compare(ours, EXAMPLES / "acled-examples.csv")
    assert {alone.event.id for alone in found.only_theirs} == {"IRQ902"}
    mosul = next(pair for pair in found.matched if pair.theirs.id == "IRQ900")
    killed = next(d for d in mosul.differences if d.field == "killed")
    assert (killed.relation, killed.ours) == ("different", "14–19")
    assert killed.words == "their best, 11, is the figure of interior ministry (superseded)"


def test_a_filter_narrows_ours(ours: Path) -> None:
    found = compare(ours, EXAMPLES / "ged-examples.csv", where="country:IRQ")
    assert {pair.ours.country for pair in found.matched} == {"IRQ"}
    assert found.filter == "country:IRQ"
    assert {"900004", "900005"} <= {alone.event.id for alone in found.only_theirs}
    with pytest.raises(QueryError):
        compare(ours, EXAMPLES / "ged-examples.csv", where="country:")


def test_the_corpus_compares_too(ours: Path) -> None:
    with sayso.open(ours) as corpus:
        found = corpus.compare(EXAMPLES / "ged-examples.csv")
    assert len(found.matched) == 5


def test_a_collection_that_is_not_linked_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path / "new.db", create=True).close()
    with pytest.raises(NotFound, match="not linked"):
        compare(tmp_path / "new.db", EXAMPLES / "ged-examples.csv")


def test_bad_rows_are_named_and_the_rest_is_compared(ours: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [GED, GED | {"id": 2, "best": "x"}])
    failed: list[InputError] = []
    found = compare(ours, path, on_error=failed.append)
    assert [error.place for error in failed] == ["line 3"]
    assert len(found.theirs.failed) == 1
    assert len(found.only_theirs) == 1


def sides(theirs: list[object]) -> tuple[Coded, Coded]:
    return Coded("ours", "sayso", [event("o1")]), Coded("theirs", "ged", theirs)  # type: ignore[arg-type]


def test_sums_and_counts() -> None:
    found = compare(*sides([event("t1", killed=(10, 11, 15)), event("t2", "2021-01-01", killed=3)]))
    totals = {t.of: t for t in found.totals}
    assert totals["matched"].ours == (12, 12, 12, 1)
    assert totals["matched"].theirs == (10, 11, 15, 1)
    assert totals["only"].theirs == (3, 3, 3, 1)
    assert totals["all"].theirs == (13, 14, 18, 2)
    killed = next(f for f in found.fields if f.field == "killed")
    assert (killed.same, killed.compatible, killed.share) == (0, 1, 1.0)


def test_what_the_other_codebook_does_not_code_is_in_no_list() -> None:
    protest = replace(event("o2", "2021-01-01", killed=None), families=frozenset({PROTEST}))
    first = Coded("ours", "sayso", [event("o1"), protest])
    found = compare(first, Coded("theirs", "ged", [event("t1")]))
    assert (found.only_ours, found.ours.out_of_scope) == ((), 1)
    found = compare(first, Coded("theirs", "acled", [event("t1", kind="acled")]))
    assert (len(found.only_ours), found.ours.out_of_scope) == (1, 0)


def test_tables_of_a_comparison(ours: Path, tmp_path: Path) -> None:
    found = compare(ours, EXAMPLES / "ged-examples.csv")
    counts = write_comparison(found, tmp_path / "out" / "deep")
    assert counts == {
        "pairs.csv": len(found.pairs),
        "differences.csv": sum(len(pair.differences) for pair in found.pairs),
        "only_ours.csv": len(found.only_ours),
        "only_theirs.csv": len(found.only_theirs),
    }
    for table in TABLES:
        assert all(column.means for column in table.columns)
        with (tmp_path / "out" / "deep" / f"{table.name}.csv").open(newline="") as file:
            rows = list(csv.reader(file))
        assert tuple(rows[0]) == table.header
        assert {len(row) for row in rows} == {len(table.columns)}
        keys = [tuple(row[table.header.index(k)] for k in table.key) for row in rows[1:]]
        assert len(set(keys)) == len(keys)
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError, match="cannot be written"):
        write_comparison(found, tmp_path / "file")


def test_frames_of_a_comparison(ours: Path) -> None:
    found = compare(ours, EXAMPLES / "ged-examples.csv")
    frame = found.frame("pairs").to_pandas()
    assert len(frame) == len(found.pairs)
    assert set(frame["also"]) == {True, False}
    with pytest.raises(NotFound, match="pairs, differences"):
        found.frame("nothing")


def test_a_comparison_as_json(ours: Path) -> None:
    found = compare(ours, EXAMPLES / "ged-examples.csv")
    data = json.loads(json.dumps(to_data(found)))
    assert data["matched"] == 5
    assert data["theirs"]["kind"] == "ged"
    assert data["pairs"][0]["differences"][0]["relation"] in {"same", "compatible", "different"}
    assert data["only_theirs"][0]["why"]


def test_the_collections_origins_are_those_of_its_incident(ours: Path) -> None:
    events = {each.id: each for each in read_coded(ours).events}
    with sayso.open(ours) as corpus:
        incident = next(i for i in corpus.incidents(country="IRQ") if "killed" in i.contested)
    figures = [f for f in events[incident.id].figures if f.effect == "killed"]
    told = [a for a in incident.accounts["killed"] for _ in a.origins]
    assert len(figures) == len(told)
    assert {f.state for f in figures} == {"", "superseded"}
    assert all(re.search(r"\w", f.origin) for f in figures)


def test_a_collection_on_the_other_engine(ours: Path, empty_postgres_url: str) -> None:
    copy_database(ours, empty_postgres_url)
    found = compare(empty_postgres_url, ours)
    assert len(found.matched) == found.ours.events == found.theirs.events > 30
    assert contradictions(found) == []
    assert found.ours.name == empty_postgres_url
