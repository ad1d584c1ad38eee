"""Allegations, steps, joins and times in words."""

import pytest
from view_links import FIRST, Collection

from sayso.record import Allegation, EventRef, Join, Step
from sayso.view.incident_words import allegations_in_words, joins_together, steps_in_words
from sayso.view.wording import clock


@pytest.mark.parametrize(
    ("allegation", "said"),
    [
        (Allegation(accused="A", by=("o1", "o2")), "accused by villagers, The governor of Gao"),
        (Allegation(accused="A", by=("o1",), claimed=True), "accused by villagers; claims it"),
        (
            Allegation(accused="A", by=("o1",), denied_by=("o3",)),
            "accused by villagers; denied by Amadou Sarr",
        ),
        (Allegation(accused="A", by=(), denied_by=("o3",)), "denied by Amadou Sarr"),
        (Allegation(accused="A", by=("o_gone",)), "accused by o_gone"),
    ],
)
def test_an_allegation_names_who_says_so_and_who_denies(
    gao: Collection, allegation: Allegation, said: str
) -> None:
    incident = gao.incidents[0].model_copy(update={"allegations": (allegation,)})
    assert list(allegations_in_words(incident, gao.links.origins)) == [("A", said)]


def test_a_claim_is_not_an_accusation_by_oneself(gao: Collection) -> None:
    claim = Allegation(accused="men of the governor of Gao", by=("o1", "o2"), claimed=True)
    incident = gao.incidents[0].model_copy(update={"allegations": (claim,)})
    ((_, said),) = allegations_in_words(incident, gao.links.origins)
    assert said == "accused by villagers; claims it"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(report="r_post", told=FIRST, follows="r_daily", how="citation"), "cites"),
        (Step(report="r_post", told=FIRST, follows="r_daily", how="copy"), "copies"),
        (
            Step(report="r_post", told=FIRST, follows="r_daily", how="same_source"),
            "has the same source as",
        ),
    ],
)
def test_a_step_says_whom_it_follows_and_how(gao: Collection, step: Step, said: str) -> None:
    incident = gao.incidents[0].model_copy(update={"telling": (step,)})
    (made,) = steps_in_words(incident, gao.links.origins, gao.reports)
    assert made.said == f"{said} Example Daily"
    assert not made.new


def test_a_later_report_of_known_sources_has_more_from_them(gao: Collection) -> None:
    steps = (*gao.incidents[0].telling, Step(report="r_post", told=None))
    incident = gao.incidents[0].model_copy(update={"telling": steps})
    *_, last = steps_in_words(incident, gao.links.origins, gao.reports)
    assert (last.told, last.said) == ("no time", "has more from the same sources")


def test_joins_of_one_report_with_one_reason_stand_together(gao: Collection) -> None:
    def join(event: str, why: str | None) -> Join:
        here, to = EventRef(report="r", event=event), EventRef(report="r", event="e1")
        return Join(event=here, to=to, score=4.5, needed=4.5, why=why)

    joins = (join("e2", "it says so"), join("e3", None), join("e4", "it says so"), join("e5", None))
    incident = gao.incidents[0].model_copy(update={"joins": joins})
    together = [[j.event.event for j in each] for each in joins_together(incident)]
    assert together == [["e2", "e4"], ["e3"], ["e5"]]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2020-05-03T10:15:00+03:00", "2020-05-03 07:15"),
        ("2020-05-03T01:15:00+03:00", "2020-05-02 22:15"),
        ("2020-05-03T10:15:00Z", "2020-05-03 10:15"),
        ("2020-05-03", "2020-05-03"),
        ("some day", "some day"),
        (None, "no time"),
    ],
)
def test_times_of_all_zones_are_told_by_one_clock(written: str | None, shown: str) -> None:
    assert clock(written) == shown
