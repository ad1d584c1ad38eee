"""Incidents as people made them: merges, splits, verdicts, chosen values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from deciding import Log

from sayso.linking import Links, link
from sayso.linking.memory import EventKey, Named
from sayso.linking.regroup import regrouped
from sayso.record import Copy, Incident, Report, TollRule
from sayso.review.decision import Decision
from sayso.review.incident_overlay import incident_state, official_incidents
from sayso.review.incident_readings import with_seen
from sayso.review.incident_request import OneRequest
from sayso.review.incidents import IncidentReview
from tests.linking.linking_reports import BASRA, TIKRIT, attack

RULE: TollRule = "ucdp"


@dataclass
class Linked:
    """A linked collection with what people decided, as a store would give it."""

    all_reports: Sequence[Report]
    links: Links
    log: Log = field(default_factory=Log)
    forwards: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    reading: str = "2026-01-01"

    def incident_decisions(self) -> list[Decision]:
        return list(self.log)

    def machine_incidents(
        self, ids: Collection[str], events: Collection[EventKey]
    ) -> list[Incident]:
        return [
            i for i in self.links.incidents if i.id in ids or not set(keys(i)).isdisjoint(events)
        ]

    def leads_to(self, ids: Collection[str]) -> Mapping[str, str]:
        return {i: self.forwards[i] for i in ids if i in self.forwards}

    def led_from(self, ids: Collection[str]) -> set[str]:
        return {old for old, now in self.forwards.items() if now in ids}

    def reports_by_id(self, ids: Collection[str]) -> Mapping[str, Report]:
        self.asked.extend(ids)
        return {r.id: r for r in self.all_reports if r.id in ids}

    def carried_copies(self, ids: Collection[str]) -> list[Copy]:
        return [c for c in self.links.copies if c.to in ids or c.from_ in ids]

    def linked_readings(self, reports: Collection[str]) -> dict[str, int]:
        return dict.fromkeys(reports, self.reading)

    def reading_records(self, numbers: Collection[int]) -> dict[int, Report]:
        return {n: self.readings[n] for n in numbers}

    def press(self) -> list[Named]:
        return [(r.outlet, r.agency) for r in self.all_reports]

    def last_rule(self) -> TollRule:
        return RULE

    def state(self, id_: str, who: str | None = "Amal") -> IncidentReview:
        return incident_state(self, id_, who)[id_]

    def merge(self, one: Incident, other: Incident, who: str = "Amal") -> int:
        new = {"into": other.id, "events": pairs(one), "into_events": pairs(other)}
        return self.log.add(one.id, "merge", "", new, who=who)


def keys(incident: Incident) -> list[EventKey]:
    return [(e.report, e.event) for e in incident.events]


def pairs(incident: Incident) -> list[list[str]]:
    return [list(key) for key in keys(incident)]


def linked(*reports: Report) -> Linked:
    return Linked(reports, link(reports, rule=RULE))


def without_joins(incident: Incident | None) -> dict[str, Any]:
    assert incident is not None
    return incident.model_dump(exclude={"joins", "id"})


@pytest.fixture
def two() -> Linked:
    """One bombing that was linked as two, as two towns are named."""
    found = linked(
        attack("r_a", "Example Wire", "2020-05-03", killed=10, source="Amadou Sarr"),
        attack("r_b", "River Daily", "2020-05-03", killed=10, source="Amadou Sarr"),
        attack("r_c", "Delta Post", "2020-05-04", killed=14, where=BASRA, by="River Brigade"),
    )
    assert len(found.links.incidents) == 2
    return found


def test_the_same_events_make_the_same_incident_again() -> None:
    found = linked(
        attack("r_a", "Example Wire", "2020-05-03", killed=10, source="Amadou Sarr"),
        attack("r_b", "River Daily", "2020-05-03", killed=12, source="a doctor", by="gunmen"),
        attack("r_c", "Delta Post", "2020-05-04", killed=14, where=TIKRIT, by="River Brigade"),
        attack("r_d", "Example Wire", "2020-05-05", killed=15, where=TIKRIT),
    )
    groups = {i.id: keys(i) for i in found.links.incidents}
    made, origins = regrouped(
        groups, {r.id: r for r in found.all_reports}, found.links.copies, found.press(), RULE
    )
    assert [i.model_copy(update={"joins": ()}) for i in made] == [
        i.model_copy(update={"joins": ()}) for i in found.links.incidents
    ]
    assert {o.id for of in origins.values() for o in of} == {o.id for o in found.links.origins}


def test_a_merge_is_what_linking_makes_of_the_same_events(two: Linked) -> None:
    big, small = sorted(two.links.incidents, key=lambda i: -len(i.events))
    two.merge(small, big)
    merged = two.state(big.id)
    assert merged.incident is not None
    assert set(keys(merged.incident)) == {*keys(big), *keys(small)}
    assert {a.value for a in merged.incident.accounts["killed"]} == {"10", "14"}
    assert "killed" in merged.incident.contested
    assert merged.incident.tolls["killed"].low == 10
    assert merged.incident.tolls["killed"].high == 14
    assert len({o for a in merged.incident.accounts["killed"] for o in a.origins}) == 2
    assert merged.origins is not None
    assert {o.id for o in merged.origins} >= {
        o for a in merged.incident.accounts["killed"] for o in a.origins
    }
    assert [s.report for s in merged.incident.telling] == ["r_a", "r_b", "r_c"]
    assert len(merged.incident.joins) == len(merged.incident.events) - 1
    assert "Amal" in str(merged.incident.joins[-1].why)
    assert merged.marks[""].state == "merged"
    assert merged.machine == big
    gone = two.state(small.id)
    assert (gone.into, gone.hidden, gone.incident, gone.state) == (big.id, True, None, "merged")


def test_a_split_undoes_a_merge_and_keeps_one_id(two: Linked) -> None:
    big, small = sorted(two.links.incidents, key=lambda i: -len(i.events))
    two.merge(small, big)
    two.log.add(big.id, "split", "", {"events": pairs(small)})
    found = incident_state(two, big.id, "Amal")
    assert without_joins(found[big.id].incident) == without_joins(big)
    (part,) = (each for each in found.values() if each.machine is None)
    assert without_joins(part.incident) == without_joins(small)
    assert part.id == incident_state(two, part.id, "Amal")[part.id].id
    assert part.state == "split"


def test_a_part_that_was_merged_back_leads_to_the_whole(two: Linked) -> None:
    big = max(two.links.incidents, key=lambda i: len(i.events))
    two.log.add(big.id, "split", "", {"events": [["r_b", "e1"]]})
    part = next(s for s in incident_state(two, big.id, "Amal").values() if s.machine is None)
    assert part.incident is not None
    two.merge(part.incident, big)
    back = two.state(part.id)
    assert (back.into, back.hidden, back.state) == (big.id, True, "merged")
    assert keys_of(two.state(big.id)) == set(keys(big))


def test_a_split_survives_a_linking_that_gives_other_ids_and_more_reports(two: Linked) -> None:
    big = max(two.links.incidents, key=lambda i: len(i.events))
    two.log.add(big.id, "split", "", {"events": [["r_b", "e1"]]})
    (part,) = (s for s in incident_state(two, big.id, "Amal").values() if s.machine is None)
    others = link(
        [*two.all_reports, attack("r_d", "Harbour News", "2020-05-05", killed=10)], rule=RULE
    )
    renamed = tuple(
        i.model_copy(update={"id": f"i_new{n}"}) for n, i in enumerate(others.incidents)
    )
    again = Linked(
        [*two.all_reports, attack("r_d", "Harbour News", "2020-05-05", killed=10)],
        Links(others.copies, others.origins, renamed),
        two.log,
        {big.id: next(i.id for i in renamed if ("r_a", "e1") in keys(i))},
    )
    home = again.forwards[big.id]
    found = incident_state(again, home, "Amal")
    assert keys_of(found[home]) == {("r_a", "e1"), ("r_d", "e1")}
    assert keys_of(found[part.id]) == {("r_b", "e1")}


def keys_of(review: IncidentReview) -> set[EventKey]:
    assert review.incident is not None
    return set(keys(review.incident))


def test_a_split_finds_its_event_in_a_newer_reading_under_another_id() -> None:
    reports = [attack(f"r_{x}", f"Paper {x}", "2020-05-03", killed=10) for x in "abc"]
    before = linked(*reports)
    (whole,) = before.links.incidents
    new = with_seen({"events": [["r_b", "e1"]]}, before)
    before.log.add(whole.id, "split", "", new)
    (part,) = (s for s in incident_state(before, whole.id, "Amal").values() if s.machine is None)
    event = reports[1].events[0].model_copy(update={"id": "e7"})
    other = event.model_copy(update={"id": "e1", "anchor": (0, 2), "status": "planned"})
    again = reports[1].model_copy(update={"events": (other, event)})
    after = linked(reports[0], again, reports[2])
    after.log, after.reading = before.log, "2026-02-02"
    found = incident_state(after, after.links.incidents[0].id, "Amal")
    assert keys_of(found[part.id]) == {("r_b", "e7")}
    assert keys_of(found[after.links.incidents[0].id]) == {("r_a", "e1"), ("r_c", "e1")}


def test_the_id_of_a_part_leads_to_what_linking_has_set_apart_by_itself(two: Linked) -> None:
    big, small = sorted(two.links.incidents, key=lambda i: -len(i.events))
    two.merge(small, big)
    two.log.add(big.id, "split", "", {"events": pairs(small)})
    (part,) = (s for s in incident_state(two, big.id, "Amal").values() if s.machine is None)
    two.log.undo(1)
    assert two.state(part.id).into == small.id
    assert two.state(small.id).incident == small


def test_a_merge_whose_event_is_in_no_newer_reading_is_lost_though_the_id_is_there(
    two: Linked,
) -> None:
    one, other = two.links.incidents
    new = {"into": other.id, "events": pairs(one), "into_events": pairs(other)}
    two.log.add(one.id, "merge", "", with_seen(new, two))
    read = [
        r.model_copy(
            update={"events": tuple(e.model_copy(update={"anchor": (0, 1)}) for e in r.events)}
        )
        for r in two.all_reports
    ]
    again = Linked(read, two.links, two.log, reading="2026-02-02")
    found = incident_state(again, other.id, "Amal")
    assert found[other.id].incident == other
    assert found[other.id].state is None


def test_a_report_that_comes_later_follows_the_part_that_linking_put_it_to() -> None:
    reports = [
        attack("r_a", "Example Wire", "2020-05-03", killed=10, by="River Brigade"),
        attack("r_b", "River Daily", "2020-05-03", killed=30, by="Northern Guard"),
    ]
    before = linked(*reports)
    whole = next(i for i in before.links.incidents if len(i.events) == 2)
    new = with_seen({"events": [["r_b", "e1"]]}, before, whole)
    assert new["rest"] == [["r_a", "e1"]]
    before.log.add(whole.id, "split", "", new)
    (part,) = (s for s in incident_state(before, whole.id, "Amal").values() if s.machine is None)
    later = attack("r_f", "Delta Post", "2020-05-04", killed=30, by="Northern Guard")
    after = linked(*reports, later)
    (home,) = after.links.incidents
    joins = {j.event.report: j.to.report for j in home.joins}
    assert joins == {"r_b": "r_a", "r_f": "r_b"}
    after.log = before.log
    found = incident_state(after, home.id, "Amal")
    assert keys_of(found[part.id]) == {("r_b", "e1"), ("r_f", "e1")}
    assert keys_of(found[home.id]) == {("r_a", "e1")}


def test_what_linking_has_merged_meanwhile_is_merged_and_what_is_gone_is_lost(
    two: Linked,
) -> None:
    big = two.links.incidents[0]
    two.log.add(
        big.id,
        "merge",
        "",
        {"into": "i_gone", "events": pairs(big), "into_events": [["r_x", "e9"]]},
    )
    assert two.state(big.id).incident == big
    two.log.add(
        big.id,
        "merge",
        "",
        {"into": "i_old", "events": pairs(big)[:1], "into_events": pairs(big)[-1:]},
    )
    assert two.state(big.id).incident == big
    assert two.asked == []


def test_undo_takes_a_merge_back(two: Linked) -> None:
    one, other = two.links.incidents
    number = two.merge(one, other)
    two.log.undo(number)
    assert two.state(other.id).incident == other
    assert two.state(one.id).state is None


def test_a_rejected_incident_is_hidden_and_still_there_to_be_seen(two: Linked) -> None:
    one, _ = two.links.incidents
    two.log.add(one.id, "reject", reason="a film set")
    found = two.state(one.id)
    assert (found.hidden, found.incident, found.state) == (True, one, "rejected")
    assert found.marks[""].reason == "a film set"
    two.log.add(one.id, "confirm")
    assert not two.state(one.id).hidden


def test_a_decided_toll_counts_as_agreed_and_keeps_what_each_origin_told() -> None:
    found = linked(
        attack("r_a", "Example Wire", "2020-05-03", killed=10),
        attack("r_b", "River Daily", "2020-05-03", killed=14),
    )
    (incident,) = found.links.incidents
    assert "killed" in incident.contested
    found.log.add(incident.id, "correct", "killed", {"value": "14"})
    decided = found.state(incident.id).incident
    assert decided is not None
    bounds = decided.tolls["killed"]
    assert (bounds.low, bounds.best, bounds.high) == (14, 14, 14)
    assert bounds.origins == incident.tolls["killed"].origins
    assert decided.agreed["killed"] == "14"
    assert decided.standing["killed"] == "agreed"
    assert "killed" not in decided.contested
    assert decided.accounts == incident.accounts
    mark = found.state(incident.id).marks["killed"]
    assert mark.state == "corrected"
    assert mark.old == {"low": 10, "best": 10, "high": 14}


def test_type_place_and_days_can_be_decided(two: Linked) -> None:
    (incident, _) = two.links.incidents
    for path, value in (
        ("type", "PROTEST"),
        ("place", "Samarra"),
        ("date", "2020-05-01 to 2020-05-02"),
        ("actors", "nobody known"),
    ):
        two.log.add(incident.id, "correct", path, {"value": value})
    decided = two.state(incident.id).incident
    assert decided is not None
    assert (decided.type, decided.mode) == ("PROTEST", None)
    assert [p.name for p in decided.places] == ["Samarra", *(p.name for p in incident.places)]
    assert (decided.earliest, decided.latest) == ("2020-05-01", "2020-05-02")
    assert decided.agreed["actors"] == "nobody known"
    assert two.state(incident.id).state == "corrected"


def test_what_was_decided_about_a_part_does_not_decide_the_whole(two: Linked) -> None:
    one, other = two.links.incidents
    two.log.add(one.id, "correct", "killed", {"value": "10"})
    two.merge(one, other)
    merged = two.state(other.id)
    assert merged.incident is not None
    assert "killed" in merged.incident.contested
    two.log.add(one.id, "correct", "killed", {"value": "14"})
    later = two.state(other.id).incident
    assert later is not None
    assert later.agreed["killed"] == "14"


def test_coders_are_blind_to_each_other_and_only_what_they_agree_on_is_official(
    two: Linked,
) -> None:
    one, other = two.links.incidents
    two.merge(one, other, who="Amal")
    assert two.state(other.id, "Jo").incident == other
    assert {r.id for r in official_incidents(two)} == {one.id, other.id}
    two.log.add(one.id, "confirm", who="Jo")
    assert official_incidents(two) == []
    two.merge(other, one, who="Jo")
    two.log.undo(two.log[-2].number, who="Jo")
    assert two.state(one.id, None).hidden
    two.log.add(one.id, "confirm", who="Kim", stage="adjudication")
    assert two.state(one.id, None).incident is not None


def test_people_who_choose_other_values_leave_the_field_to_the_adjudicator() -> None:
    found = linked(
        attack("r_a", "Example Wire", "2020-05-03", killed=10),
        attack("r_b", "River Daily", "2020-05-03", killed=14),
    )
    (incident,) = found.links.incidents
    found.log.add(incident.id, "correct", "killed", {"value": "10"}, who="Amal")
    found.log.add(incident.id, "correct", "killed", {"value": "14"}, who="Jo")
    assert official_incidents(found) == []
    found.log.add(
        incident.id, "correct", "killed", {"value": "14"}, who="Kim", stage="adjudication"
    )
    (official,) = official_incidents(found)
    assert official.incident is not None
    assert official.incident.agreed["killed"] == "14"


def test_a_merge_asks_for_the_reports_of_the_merged_alone() -> None:
    reports = [
        attack(f"r_{n:02}", f"Paper {n}", "2020-05-03", killed=10 + n % 3, source=f"Sarr {n}")
        for n in range(29)
    ]
    found = linked(*reports, attack("r_z", "Delta Post", "2020-05-04", where=BASRA))
    big, small = sorted(found.links.incidents, key=lambda i: -len(i.events))
    found.merge(small, big)
    merged = found.state(big.id)
    assert merged.incident is not None
    assert {e.report for e in merged.incident.events} == {r.id for r in found.all_reports}
    assert set(found.asked) == {r.id for r in found.all_reports}


def test_notes_and_flags_change_nothing(two: Linked) -> None:
    one, _ = two.links.incidents
    two.log.add(one.id, "note", reason="ask the desk")
    two.log.add(one.id, "flag")
    found = two.state(one.id)
    assert (found.incident, found.state, found.flagged) == (one, None, True)
    assert [n.reason for n in found.marks[""].notes] == ["ask the desk"]
    two.log.add(one.id, "flag", new=False)
    assert not two.state(one.id).flagged


def test_one_request_asks_for_a_report_once_and_a_coder_sees_the_machines(two: Linked) -> None:
    one, other = two.links.incidents
    two.merge(one, other)
    request = OneRequest(two)
    plain = incident_state(two, other.id, "Amal")
    two.asked.clear()
    for who in ("Amal", None, "Amal"):
        assert incident_state(request, other.id, who) == plain
    assert sorted(two.asked) == sorted({e.report for i in (one, other) for e in i.events})

    def corrected(ids: Collection[str]) -> dict[str, Report]:
        return {
            r.id: r.model_copy(update={"outlet": "Seen by all"})
            for r in two.all_reports
            if r.id in ids
        }

    seen = incident_state(OneRequest(two, corrected), other.id, "Amal")[other.id]
    assert seen.origins is not None
    assert "Seen by all" in {o.name for o in seen.origins}
