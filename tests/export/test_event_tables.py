"""Event tables of a collection, as programs that others wrote read them."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sayso.export import export
from sayso.export.source import Asked
from sayso.gazetteer.ucdp import COLUMNS
from sayso.ingest.page import Page
from sayso.store import Store
from tests.linking.linking_reports import BASRA, TIKRIT, attack

with warnings.catch_warnings():
    # frictionless' own imports, and what they import, use things that are to go
    warnings.simplefilter("ignore", DeprecationWarning)
    import frictionless


@pytest.fixture
def store(tmp_path: Path) -> Any:
    """Two attacks, one with two figures; a third of which no number is told."""
    reports = (
        attack("r_a", "Example Wire", "2020-05-03", killed=10, by="River Brigade"),
        attack("r_b", "River Daily", "2020-05-04", killed=14, by="River Brigade"),
        attack("r_c", "Hill Herald", "2020-05-05", killed=3, where=TIKRIT, day="2020-05-04"),
        attack("r_d", "Hill Herald", "2020-05-09", killed=None, where=BASRA, day="2020-05-08"),
    )
    opened = Store.open(tmp_path / "reports.db")
    for report in reports:
        opened.add(Page(report, report.id.encode(), "text/plain", report.id), report)
    opened.link()
    yield opened
    opened.close()


def table(store: Store, folder: Path, to: str, name: str, **asked: Any) -> pd.DataFrame:
    export(store, to, folder, Asked(**asked))
    package = frictionless.validate(str(folder / "datapackage.json"))
    assert package.valid, package.flatten(["fieldName", "note"])
    return pd.read_csv(folder / f"{name}.csv")


def test_ged_has_what_programs_for_ged_ask_for(store: Store, tmp_path: Path) -> None:
    ged = table(store, tmp_path / "ged", "ged", "ged")
    assert set(COLUMNS) <= set(ged.columns)
    assert ged["best"].tolist() == [3, 14]
    assert ged["low"].tolist() == [3, 10]
    assert ged["country_id"].tolist() == [645, 645]
    assert ged["id"].dtype == "int64"
    parts = ged[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]]
    assert parts.sum(axis=1).tolist() == ged["best"].tolist()


def test_a_rule_that_is_asked_for_is_used(store: Store, tmp_path: Path) -> None:
    ged = table(store, tmp_path / "ged", "ged", "ged", rule="acled")
    assert ged["best"].tolist() == [3, 10]
    acled = table(store, tmp_path / "acled", "acled", "acled")
    assert sorted(acled["fatalities"]) == [0, 3, 10]


def test_mentions_are_of_events_that_are_there(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "gdelt"
    events = table(store, folder, "gdelt", "events")
    mentions = pd.read_csv(folder / "mentions.csv")
    assert len(events) == 3
    assert set(mentions["GlobalEventID"]) == set(events["GlobalEventID"])
    counts = mentions.groupby("GlobalEventID").size()
    assert counts.loc[events["GlobalEventID"]].tolist() == events["NumMentions"].tolist()


def test_a_filter_of_incidents_narrows_mentions_too(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "gdelt"
    events = table(store, folder, "gdelt", "events", where="killed:>=5")
    mentions = pd.read_csv(folder / "mentions.csv")
    assert len(events) == 1
    assert len(mentions) == 2
    assert set(mentions["GlobalEventID"]) == set(events["GlobalEventID"])
