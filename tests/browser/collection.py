"""What tests ask of a collection, and what they do to it beside the desk."""

from __future__ import annotations

from pathlib import Path

import sayso
from sayso import ingest
from sayso.reader import Reader
from sayso.record import Report
from sayso.store import Store
from sayso.web.people import Accounts

PASSWORD = "twelve green kettles on a stove"  # noqa: S105 - of a test
_TEAM = {"Amal": "coder", "Jo": "coder", "Noor": "adjudicator", "Kim": "admin"}

_EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


def read_examples(location: str | Path) -> None:
    """Make a collection of the example reports, read and linked."""
    with sayso.open(location) as corpus:
        corpus.add([_EXAMPLES])
        corpus.link()


def make_team(location: str | Path) -> None:
    """Give a collection the accounts of a team: two coders, an adjudicator, an admin."""
    with Store.open(location) as store:
        for name, role in _TEAM.items():
            Accounts(store).add(name, role, PASSWORD)  # type: ignore[arg-type]


def work_on(location: str | Path) -> None:
    """Let two coders go through a report, and see some of it differently; one decides more."""
    both = report_titled(location, "Army convoy ambushed")
    with Store.open(location) as store:
        for who, status in (("Amal", "denied"), ("Jo", "feared")):
            store.decide(both, "reject", who=who, path="events.e1")
            store.decide(both, "correct", who=who, path="events.e2.status", new=status)
            store.decide(both, "note", who=who, path="events.e2", reason="Says who?")
            store.decide(both, "confirm", who=who, path="")


def incident_of(location: str | Path, place: str) -> str:
    """Id of the incident at a place that most reports tell of."""
    with sayso.open(location) as corpus:
        there = [i for i in corpus.incidents() if place in [p.name for p in i.places]]
    return max(there, key=lambda incident: len(incident.events)).id


def report_titled(location: str | Path, words: str) -> str:
    """Id of the one report with these words in its title."""
    with sayso.open(location) as corpus:
        (found,) = [line.id for line in corpus.list() if words in (line.title or "")]
    return found


def read_anew(location: str | Path, report: str) -> Report:
    """Give a report a newer reading, as another version of the reader might read it.

    Its events have other ids, and there is one more in front of them.
    """
    with Store.open(location) as store:
        machine = store.get(report)
        end = len(machine.text)
        new_id = {e.id: f"e{n + 2}" for n, e in enumerate(machine.events)}
        events = [
            e.model_copy(update={"id": new_id[e.id], "same_as": new_id.get(e.same_as or "")})
            for e in machine.events
        ]
        one_more = machine.events[0].model_copy(
            update={
                "id": "e1",
                "type": "CONCEDE",
                "mode": None,
                "anchor": (end - 6, end - 1),
                "tolls": (),
            }
        )
        newer = machine.model_copy(
            update={
                "events": (one_more, *events),
                "attacks": (),
                "reader": machine.reader.model_copy(update={"version": "99"}),
            }
        )
        assert store.add_reading(newer)
    return newer


def publish_anew(location: str | Path, report: str, *changes: tuple[str, str]) -> Report:
    """Let the outlet change an article, and read its page as it is now."""
    with Store.open(location) as store:
        page = store.raw(report)[0].decode()
        for before, after in changes:
            assert before in page
            page = page.replace(before, after)
        ((changed, read),) = Reader().read_pages(ingest.load(html=page))
        assert store.revise(changed, read)
        return store.get(report)
