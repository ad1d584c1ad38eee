"""The example reports, linked and compared with ``examples/expected-links.yaml``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from comparison import events_by_label
from expected import EXAMPLES, load_expected, read_examples
from same_words import norm

from sayso.linking import Links, link
from sayso.record import Account, Incident, Report

LINKS = yaml.safe_load((EXAMPLES / "expected-links.yaml").read_text(encoding="utf-8"))
EXPECTED = load_expected()
KINDS = (
    *("copy", "only", "member", "apart", "setting"),
    *("account", "agreed", "contested", "origins", "tolls"),
)


class Found:
    """The links of the examples, with the expected names for reports, events and incidents."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = read_examples()
        self.links: Links = link(list(self.reports.values()))
        self.origins = {o.id: o.name for o in self.links.origins}
        self._events = {n: events_by_label(r, EXPECTED[n]) for n, r in self.reports.items()}

    def home(self, report: str, label: str) -> str | None:
        """The incident that an event, or an earlier mention of it, is in."""
        event = self._events[report][label]
        ids = set()
        while event:
            ids.add((self.reports[report].id, event.id))
            event = next((e for e in self.reports[report].events if e.id == event.same_as), None)
        for incident in self.links.incidents:
            if ids & {(e.report, e.event) for e in incident.events}:
                return incident.id
        return None

    def incident(self, name: str) -> Incident:
        """The incident that most of the expected events are in."""
        homes = [self.home(r, e) for r, e in _members(LINKS["incidents"][name])]
        best = max(filter(None, homes), key=homes.count)
        return next(i for i in self.links.incidents if i.id == best)


@pytest.fixture(scope="module")
def found() -> Found:
    return Found()


def _members(item: dict[str, Any]) -> list[tuple[str, str]]:
    return [(report, label) for report, labels in item["events"].items() for label in labels]


def _cases(kind: str) -> list[Any]:
    """Parameters of a kind of check; what stands under ``known_misses`` is expected to fail."""
    known = set(LINKS.get("known_misses", ()))
    miss = [pytest.mark.xfail(strict=True, reason="a known miss")]
    return [
        pytest.param(*values, id=key, marks=miss if key in known else ())
        for key, values in _all(kind)
    ]


def _all(kind: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, item in LINKS["incidents"].items():
        if kind == "member":
            for report, label in _members(item):
                yield f"{name}: {report} {label}", (name, report, label)
        elif kind == "account":
            for field, accounts in item["accounts"].items():
                for a in accounts:
                    denied = " denied" if a.get("denied") else ""
                    key = f"{name}: {field} {a['value']} by {a['origin']}{denied}"
                    yield key, (name, field, a)
        elif kind in ("agreed", "contested"):
            yield from ((f"{name}: {kind} {field}", (name, field)) for field in item[kind])
        elif kind == "setting":
            yield f"{name}: setting", (name,)
        elif kind in ("origins", "tolls"):
            for field, value in item[kind].items():
                yield f"{name}: {kind} {field}", (name, field, value)
    if kind == "copy":
        yield from ((f"copy {c['from']} to {c['to']}", (c,)) for c in LINKS["copies"])
    if kind == "apart":
        yield from ((f"apart {a} {b}", (a, b)) for a, b in LINKS["apart"])
    if kind == "only":
        yield "no other copies", ({(c["from"], c["to"]) for c in LINKS["copies"]},)


def test_known_misses_name_what_is_expected() -> None:
    keys = {key for kind in KINDS for key, _ in _all(kind)}
    assert set(LINKS.get("known_misses", ())) <= keys


@pytest.mark.parametrize("copy", _cases("copy"))
def test_copies(found: Found, copy: dict[str, str]) -> None:
    ends = {found.reports[copy["from"]].id, found.reports[copy["to"]].id}
    (got,) = [c for c in found.links.copies if {c.from_, c.to} == ends]
    assert got.from_ == found.reports[copy["from"]].id
    assert (got.kind, got.direction) == (copy["kind"], copy["direction"])


@pytest.mark.parametrize("pairs", _cases("only"))
def test_no_other_copies(found: Found, pairs: set[tuple[str, str]]) -> None:
    names = {r.id: name for name, r in found.reports.items()}
    assert {(names[c.from_], names[c.to]) for c in found.links.copies} == pairs


@pytest.mark.parametrize(("name", "report", "label"), _cases("member"))
def test_one_happening_is_one_incident(found: Found, name: str, report: str, label: str) -> None:
    assert found.home(report, label) == found.incident(name).id


@pytest.mark.parametrize(("one", "other"), _cases("apart"))
def test_what_looks_alike_stays_apart(found: Found, one: str, other: str) -> None:
    homes = [found.home(*name.rsplit("#", 1)) for name in (one, other)]
    assert None not in homes
    assert homes[0] != homes[1]


@pytest.mark.parametrize("name", _cases("setting"))
def test_type_place_and_date(found: Found, name: str) -> None:
    incident, item = found.incident(name), LINKS["incidents"][name]
    assert incident.type == item["type"]
    assert item["place"] in [p.name for p in incident.places]
    assert (incident.earliest, incident.latest) == (item["date"], item["date"])


@pytest.mark.parametrize(("name", "field", "account"), _cases("account"))
def test_accounts(found: Found, name: str, field: str, account: dict[str, Any]) -> None:
    def tells(a: Account) -> bool:
        return (
            norm(a.value) == norm(account["value"])
            and any(norm(account["origin"]) in norm(found.origins[o]) for o in a.origins)
            and a.denied == account.get("denied", False)
        )

    told = found.incident(name).accounts.get(field, ())
    (got,) = [a for a in told if tells(a)]
    assert got.superseded_by == account.get("superseded_by")


@pytest.mark.parametrize(("name", "field"), _cases("agreed"))
def test_agreed(found: Found, name: str, field: str) -> None:
    assert field in found.incident(name).agreed


@pytest.mark.parametrize(("name", "field"), _cases("contested"))
def test_contested(found: Found, name: str, field: str) -> None:
    assert field in found.incident(name).contested


@pytest.mark.parametrize(("name", "field", "count"), _cases("origins"))
def test_number_of_independent_origins(found: Found, name: str, field: str, count: int) -> None:
    accounts = found.incident(name).accounts
    told = itertools.chain(*accounts.values()) if field == "all" else accounts.get(field, ())
    assert len({o for a in told for o in a.origins}) == count


@pytest.mark.parametrize(("name", "field", "toll"), _cases("tolls"))
def test_toll_range(found: Found, name: str, field: str, toll: dict[str, Any]) -> None:
    got = found.incident(name).tolls[field].model_dump(exclude={"origins", "parts"})
    assert got == toll
