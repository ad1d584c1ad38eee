"""The method sheet says how the data came about, from what the collection knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from linked_examples import linked_examples

from sayso.desk import Desk
from sayso.export import FORMATS
from sayso.export.method import RULES, method_sheet, text
from sayso.export.source import Asked, Source
from sayso.ingest.page import Page
from sayso.record import ReaderInfo, TollRule
from sayso.store import Store
from tests.linking.linking_reports import attack

SECTIONS = (
    *("What this is", "Definitions", "What is included and what is not", "Sources"),
    *("How the reports were read", "How they were linked, and what counts"),
    *("Confirmation and review", "Agreement of coders", "Corrections and changes"),
    "Known limits",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(linked_examples(tmp_path)) as opened:
        yield opened


def sheet(store: Store, asked: Asked = Asked(), name: str = "ged") -> str:  # noqa: B008 - frozen
    format_ = FORMATS[name]
    with store.snapshot(official=asked.official) as snapshot:
        source = Source(store, snapshot, asked, of=format_.of)
        return method_sheet(source, format_, {"ged.csv": 1234})


def test_every_section_is_there_and_nothing_is_left_blank(store: Store) -> None:
    found = sheet(store)
    assert re.findall(r"^## \d+\. (.+)$", found, re.MULTILINE) == list(SECTIONS)
    assert "1,234" in found
    for broken in ("None", "{{", "{%", "Undefined"):
        assert broken not in found
    # a heading and a table stand by themselves, or they are none
    assert not re.search(r"[^\n]\n#", found)
    assert not re.search(r"^(?!\|).+\n\|", found, re.MULTILINE)
    assert "Standards for Casualty Recording" in found


def test_it_counts_what_is_exported(store: Store) -> None:
    with store.snapshot() as snapshot:
        incidents = [told.incident for told in snapshot.told("country:IRQ")]
        reports = list({r for told in snapshot.told("country:IRQ") for r in told.reports})
    found = sheet(store, Asked(where="country:IRQ"))
    days = [day[:10] for i in incidents for day in (i.earliest, i.latest) if day]
    assert f"The incidents: {len(incidents)}, from {min(days)} to {max(days)}" in found
    assert f"{len(reports)} reports of" in found
    assert "`country:IRQ`, on incidents" in found
    assert f"IRQ {len(incidents)}" in found


def test_countries_and_types_leave_no_incident_out(store: Store) -> None:
    found = sheet(store)
    (count,) = re.findall(r"The incidents: (\d+)", found)
    for what in ("Types", "Countries"):
        (line,) = re.findall(rf"^- {what}.*?: (.+)$", found, re.MULTILINE)
        assert sum(int(n) for n in re.findall(r" (\d+)(?:,|$)", line)) == int(count), line
    assert "not known" in line


def test_the_rule_is_named_and_defined(store: Store) -> None:
    assert set(RULES) == set(get_args(TollRule))
    assert f"**`ucdp`**. {RULES['ucdp']}" in sheet(store)
    assert f"**`acled`**. {RULES['acled']}" in sheet(store, Asked(rule="acled"))


def test_the_reader_and_its_models_are_named(store: Store) -> None:
    reader = store.get(store.ids()[0]).reader
    found = sheet(store)
    for digest in reader.models.values():
        assert digest in found
    assert f"| sayso {reader.version} | {len(store.ids())} |" in found


def test_without_reviews_it_says_so(store: Store) -> None:
    found = sheet(store)
    assert "No person has reviewed anything" in found
    assert "No report was gone through by two people" in found


def test_people_are_counted_and_not_named(store: Store) -> None:
    amal, jo = (Desk(store, who, alone=False) for who in ("Amal Q", "Jo R"))
    ids = store.ids()
    amal.decide(ids[0], "reject", path="events.e1")
    for id_ in ids[:3]:
        amal.decide(id_, "confirm")
        jo.decide(id_, "confirm")
    amal.decide(ids[3], "reject")
    incident = store.incidents()[0].id
    amal.decide(incident, "confirm")
    found = sheet(store)
    assert "2 people made 9 decisions in the whole collection: confirm 7, reject 2" in found
    assert "somebody has gone through 3 (" in found
    assert "people decided about 1 (" in found
    assert "1 reports and 0 incidents that people rejected" in found
    assert "3 reports were gone through by two people or more" in found
    assert re.search(r"^\| event \| -?\d\.\d\d \| \d+ \| \d+% \|$", found, re.MULTILINE)
    assert "Amal" not in found
    assert "Jo R" not in found


def test_the_machines_state_says_nothing_of_people(store: Store) -> None:
    Desk(store, "Amal").decide(store.ids()[0], "confirm")
    found = sheet(store, Asked(official=False))
    assert "nothing that people decided is in it" in found
    assert "1 person" not in found


def test_since_is_said(store: Store) -> None:
    assert "what changed since 2026-01-01" in sheet(store, Asked(since="2026-01-01"))
    assert "without `--since`" in sheet(store)


def test_a_collection_that_was_never_linked(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db") as store:
        assert "the collection was never linked" in sheet(store, name="brat")


def test_hostile_names_stay_words(tmp_path: Path) -> None:
    name = "x|y\n## 11. Fake\n<script>alert(1)</script> [a](http://b) `c` \u202e\0" + "n" * 1_000
    hostile = attack("r_00000000000000aa", name, "2020-05-03").model_copy(
        update={"reader": ReaderInfo(version="1|2\n# 3", models={"m|`": "d\n"})}
    )
    with Store.open(tmp_path / "new.db") as store:
        store.add(Page(hostile, b"x", "text/plain", "x"), hostile)
        store.link()
        found = sheet(store)
    assert re.findall(r"^## \d+\. (.+)$", found, re.MULTILINE) == list(SECTIONS)
    assert "<script>" not in found
    assert "\u202e" not in found
    assert max(map(len, found.splitlines())) < 1_500
    (line,) = [line for line in found.splitlines() if line.startswith("| sayso")]
    assert len(re.findall(r"(?<!\\)\|", line)) == 4, "three cells"


@pytest.mark.parametrize("given", ["a_b*c", "<b>", "[x](y)", "a|b", "`c`", "#1", "~~x~~", "$x$"])
def test_markup_is_escaped(given: str) -> None:
    assert re.sub(r"\\(.)", r"\1", text(given)) == given
    assert not re.search(r"(?<!\\)[`*_\[\]<>|#~$]", text(given))
