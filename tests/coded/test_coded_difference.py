"""What two events that are one say differently."""

from dataclasses import replace

import pytest
from coded_rows import event

from sayso.coded.comparing.difference import Relation, day_words, differences
from sayso.coded.event import CodedEvent, Count, Figure
from sayso.coded.families import PROTEST


def relations(one: CodedEvent, other: CodedEvent) -> dict[str, str]:
    return {d.field: d.relation for d in differences(one, other)}


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [
        ("2020-05-02", "2020-05-02", "same"),
        ("2020-05-02", ("2020-05-01", "2020-05-03"), "compatible"),
        ("2020-05-02", "2020-05-03", "different"),
        ("2020-05-02", None, "only_ours"),
        (None, "2020-05-02", "only_theirs"),
    ],
)
def test_days(ours: str | None, theirs: str | None, relation: Relation) -> None:
    assert relations(event(day=ours), event(day=theirs))["date"] == relation


def test_a_field_that_neither_tells_is_left_out() -> None:
    fields = relations(event(day=None, killed=None), event(day=None, killed=None))
    assert not {"date", "killed", "killed civilians", "injured", "parties"} & set(fields)


def test_days_in_words() -> None:
    assert day_words(event(day=("2020-05-01", "2020-05-03"))) == "2020-05-01 to 2020-05-03"
    assert day_words(replace(event(), earliest=None)) == "by 2020-05-02"
    assert day_words(replace(event(), latest=None)) == "from 2020-05-02 on"


def test_places() -> None:
    assert relations(event(), event(at=(16.28, -0.04)))["place"] == "same"
    assert relations(event(), event(at=(16.4, -0.04), name="Bourem"))["place"] == "compatible"
    assert relations(event(), event(at=(16.4, -0.04), precision=2))["place"] == "same"
    assert relations(event(), event(at=(17.4, -0.04)))["place"] == "different"
    assert relations(event(), event(at=(17.4, -0.04), precision=4))["place"] == "compatible"
    assert relations(event(), event(at=(14.0, -8.0), precision=6))["place"] == "compatible"
    assert relations(event(), event(at=None))["place"] == "same"
    assert relations(event(), event(at=None, name="Kidal"))["place"] == "different"


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [
        ("Gao", "Gao region", "same"),
        ("Kharkivska oblast", "Kharkiv oblast", "same"),
        ("Salah ad Din", "Salah al-Din", "same"),
        ("North Kivu", "North Darfur", "different"),
        ("North Kivu", "South Kivu", "different"),
    ],
)
def test_first_order_divisions(ours: str, theirs: str, relation: Relation) -> None:
    found = relations(event(at=None, admin1=ours), event(at=None, admin1=theirs))
    assert found["admin1"] == relation


def test_other_names_of_divisions_do_not_contradict_where_the_places_are_near() -> None:
    found = relations(event(admin1="Hims"), event(admin1="Homs"))
    assert found["admin1"] == "compatible"


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [
        (12, 12, "same"),
        ((10, 12, 15), (10, 12, 15), "same"),
        ((10, 12, 15), 14, "compatible"),
        ((10, 12, 15), 16, "different"),
        ((10, 10, None), 300, "compatible"),
        (12, None, "only_ours"),
        (0, 0, "same"),
    ],
)
def test_figures(ours: object, theirs: object, relation: Relation) -> None:
    found = relations(event(killed=ours), event(killed=theirs))  # type: ignore[arg-type]
    assert found["killed"] == relation


def test_territories_that_are_not_in_every_list_of_states() -> None:
    # UCDP has no country for Gaza but Israel
    (found,) = (
        d for d in differences(event(country="PSE"), event(country="ISR")) if d.field == "country"
    )
    assert (found.relation, found.ours, found.theirs) == ("compatible", "PSE", "ISR")
    assert found.words == "not in every list of states"
    assert relations(event(country="MLI"), event(country="NER"))["country"] == "different"


def test_0_is_no_more_than_nothing_told() -> None:
    # ACLED writes 0 where no dead are reported
    for one, other in ((None, 0), (0, None)):
        found = relations(event(killed=one), event(killed=other))
        assert found["killed"] == "compatible"
    assert relations(event(killed=None), event(killed=3))["killed"] == "only_theirs"
    assert relations(event(killed=3), event(killed=0))["killed"] == "different"


def test_whose_figure_it_is() -> None:
    ours = replace(
        event(killed=(10, 12, 15)),
        figures=(
            Figure("killed", "police", Count(10, 10, None), state="superseded"),
            Figure("killed", "police", Count(12, 12, 12)),
            Figure("killed", "a doctor", Count(15, 15, 15)),
            Figure("injured", "a clerk", Count(10, 10, 10)),
        ),
    )
    found = {d.field: d for d in differences(ours, event(killed=10))}["killed"]
    assert found.words == "their best, 10, is the figure of police (superseded)"
    assert found.origins == ("police",)
    theirs = event(killed=(12, 15, 15))
    found = {d.field: d for d in differences(ours, theirs)}["killed"]
    assert found.words == (
        "their best, 15, is the figure of a doctor; their low, 12, is the figure of police"
    )
    found = {d.field: d for d in differences(ours, event(killed=99))}["killed"]
    assert found.words == "no origin of ours gives 99"
    # and from the other side
    found = {d.field: d for d in differences(event(killed=10), ours)}["killed"]
    assert found.words == "our best, 10, is the figure of police (superseded)"


def test_parties() -> None:
    army, front = ("Malian army",), ("River Front",)
    assert (
        relations(event(parties=army), event(parties=("Government of Mali",)))["parties"] == "same"
    )
    assert relations(event(parties=army + front), event(parties=front))["parties"] == "compatible"
    assert relations(event(parties=army), event(parties=front))["parties"] == "different"
    assert relations(event(parties=army), event(parties=("XXX12",)))["parties"] == "compatible"
    assert relations(event(parties=army), event())["parties"] == "only_ours"


def test_types() -> None:
    other = replace(event(), type="Battles")
    assert relations(event(), other)["type"] == "compatible"
    assert relations(event(), replace(other, families=frozenset({PROTEST})))["type"] == "different"


def test_the_killed_civilians() -> None:
    ours = replace(event(), parts={"civilians": Count(5, 5, 5)})
    assert (
        relations(ours, replace(event(), parts={"civilians": Count(3, 3, 5)}))["killed civilians"]
        == "compatible"
    )
    assert relations(ours, event())["killed civilians"] == "only_ours"
