"""A collection of hostile texts is exported in every format, and its words come back."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import MalformedInput
from sayso.export import FORMATS, export
from sayso.export.annotations import LeftOut
from sayso.export.annotations.files import LEFT_OUT, LeftOuts
from sayso.export.source import Asked
from sayso.ingest.page import Page
from sayso.record import Event, Place, ReaderInfo, Report, Source, Statement, Time, Toll, VoiceStep
from sayso.store import Store
from sayso.tables.cells import plain

HOSTILE = (
    'a "quote"\nand a line\r\nand another\rone',
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "</description><script>alert(1)</script>]]>",
    "NUL \0 and bell \x07 and escape \x1b[31m",
    "'; DROP TABLE incidents; --",
    "\u202eright to left\u202c שלום \u2066x\u2069",
    "😀 e\u0301 \ufeff\u200b\u2028\ufffe",
    "; joined; with; what; joins;",
    "100 kB: " + "n" * 100_000,
)


def hostile(number: int, text: str) -> Report:
    """A report in which everything is one text."""
    whole = (0, len(text))
    day = f"2024-02-{number + 1:02}"
    return Report(
        id=f"r_{number:016x}",
        url=f"https://x.example/{number}?q=%22%3E",
        outlet=text[:200],
        title=text,
        byline=text[:200],
        language="en",
        published=f"{day}T10:00:00Z",
        reader=ReaderInfo(version="1"),
        text=text,
        places=(
            Place(
                id="p1",
                name=text[:500],
                mentions=(whole,),
                lat=1.0 * number,
                lon=2.0,
                country="XXA",
            ),
        ),
        times=(Time(id="t1", span=whole, type="date", value=day, earliest=day, latest=day),),
        statements=(
            Statement(
                id="s1",
                kind="direct",
                source=Source(span=whole),
                cue=(whole,),
                content=(whole,),
            ),
        ),
        events=(
            Event(
                id="e1",
                type="ASSAULT",
                mode="firearms",
                anchor=whole,
                places=("p1",),
                time="t1",
                tolls=(
                    Toll(
                        effect="killed", low=10**30, best=10**30, high=None, span=whole, phrase=text
                    ),
                ),
                voice=(VoiceStep(outlet=True), VoiceStep(statement="s1")),
            ),
        ),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("hostile") / "reports.db") as opened:
        for number, text in enumerate(HOSTILE):
            report = hostile(number, text)
            page = Page(report, f"page {number}".encode(), "text/plain", f"{number}.txt")
            assert opened.add(page, report)
        opened.link()
        yield opened


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_it_is_written_in_every_format(store: Store, tmp_path: Path, name: str) -> None:
    done = export(store, name, tmp_path / "out")
    assert sum(done.files.values()) >= store.stats().incidents > 5


@pytest.mark.parametrize("file", ["csv", "sqlite", "parquet", "xlsx"])
@pytest.mark.parametrize("name", ["incidents", "ged", "acled", "gdelt"])
def test_it_is_written_as_every_kind_of_file(
    store: Store, tmp_path: Path, name: str, file: str
) -> None:
    done = export(store, name, tmp_path / "out", Asked(file=file))  # type: ignore[arg-type]
    assert sum(done.files.values()) > 0


def test_the_words_come_back(store: Store, tmp_path: Path) -> None:
    export(store, "incidents", tmp_path / "csv")
    csv.field_size_limit(1_000_000)
    with (tmp_path / "csv" / "statements.csv").open(encoding="utf-8", newline="") as file:
        said = [row["content"] for row in csv.DictReader(file)]
    assert said == [plain(text) for text in HOSTILE]
    export(store, "incidents", tmp_path / "sqlite", Asked(file="sqlite"))
    db = sqlite3.connect(tmp_path / "sqlite" / "incidents.sqlite")
    titles = [title for (title,) in db.execute("SELECT title FROM reports ORDER BY id")]
    db.close()
    assert titles == [plain(text) for text in HOSTILE]


def test_half_a_character_is_refused_when_it_comes_in(store: Store) -> None:
    report = hostile(20, "half \ud800 of a pair")
    with pytest.raises(MalformedInput, match="Unicode"):
        store.add(Page(report, b"half", "text/plain", "half.txt"), report)


def test_what_is_left_out_runs_in_no_spreadsheet(tmp_path: Path) -> None:
    report = hostile(1, "=cmd|' /C calc'!A0")
    with LeftOuts(tmp_path, excel_safe=True) as left_outs:
        left_outs.add(report, [LeftOut("events.e1.anchor", "=why", ((0, 4),))])
    with (tmp_path / LEFT_OUT).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["start"], row["words"], row["why"]) == ("0", "'=cmd", "'=why")
