"""The filter language on a small linked collection, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from desk_collection import copy_of, corrected, links, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_reports import page_and_report

from sayso.desk import Desk
from sayso.errors import QueryError
from sayso.record import Account, Incident, IncidentPlace, Origin, Party, TollRange
from sayso.review.incidents import IncidentReview
from sayso.store import Store
from sayso.store.engines import dialect_at
from sayso.store.filter_filling import fill_filters
from sayso.store.reviewed import ReviewedReport

HOSTILE = 'Ob\'r "x" \\ 100%_ \u202eÉtat'


def accounts(field: str, *values: str, denied: str | None = None) -> dict[str, Any]:
    found = [
        Account(value=v, origins=("o1",), reports=("r1",), denied=v == denied, party=Party(name=v))
        for v in values
    ]
    return {field: tuple(found)}


def toll(best: int | None, low: int | None = None, high: int | None = None) -> TollRange:
    return TollRange(low=low, best=best, high=high, rule="ucdp")


class World:
    """Six reports and five incidents."""

    def __init__(self, store: Store) -> None:
        self.store = store
        made = [
            page_and_report(0, outlet="River Post", published="2020-05-01T10:00:00Z"),
            page_and_report(1, outlet="The Times", published="2020-05-04", title="Mortar on Erbil"),
            page_and_report(2, outlet=HOSTILE, published="2021-01-01", title="Calm in Homs"),
            page_and_report(3, outlet="New York Times", published=None, title="Talks on Monday"),
            page_and_report(4, outlet=None, published="2020-06-30T23:30:00-05:00"),
            page_and_report(5, outlet="River Post", published="2020-05-01T10:00:00Z"),
        ]
        reports = []
        for n, (page, report) in enumerate(made):
            update: dict[str, Any] = {"relevance": n / 10 if n else None}
            if n == 1:
                update |= {"agency": "AFP", "language": "fr"}
            assert store.add(page, report.model_copy(update=update))
            reports.append(report.id)
        self.reports = reports
        self.names = {id_: str(n) for n, id_ in enumerate(reports)}
        keys = [f"{id_}/e1" for id_ in reports]
        one = self.of("i_one", keys[0], day="2020-05-01", contested=True)
        two = self.of(
            "i_two",
            keys[1],
            keys[2],
            day="2020-05-03",
            place="Erbil",
            at=(36.19, 44.01),
            accounts={
                **accounts("actors", "the Army", "Rebels", denied="Rebels"),
                **accounts("recipients", HOSTILE),
            },
            tolls={"killed": toll(None, 3), "injured": toll(None, None, 7)},
            mode="explosives",
        )
        three = self.of(
            "i_three",
            keys[2],
            day="2021-12-31",
            latest="2022-01-02",
            place=HOSTILE,
            at=(-33.9, -70.6),
            country="CHL",
            admin1="Santiago",
            type="PROTEST",
            tolls={"participants": toll(500)},
        )
        four = self.of("i_four", keys[3], day=None, at=None, type="ACCUSE", tolls={}, country=None)
        five = self.of("i_five", keys[4], day=None, latest="2019-01-01", tolls={"killed": toll(0)})
        self.told = [one, two, three, four, five]
        linked = links(*self.told, copies=[copy_of(reports[0], reports[5])])
        origins = {"i_one": (self.origin("interior Ministry"),), "i_two": (self.origin(HOSTILE),)}
        store.save_links(replace(linked, origins=origins))

    @staticmethod
    def origin(name: str) -> Origin:
        return Origin(id="o1", name=name, kind="source", reports=("r1",), rule="own")

    @staticmethod
    def of(
        id_: str,
        *keys: str,
        day: str | None,
        place: str = "Kirkuk",
        at: tuple[float, float] | None = (35.47, 44.39),
        contested: bool = False,
        country: str | None = "IRQ",
        admin1: str | None = None,
        latest: str | None = None,
        **update: Any,
    ) -> Incident:
        found = told(id_, *keys, day=day, place=place, at=at, contested=contested)
        (where,) = found.places
        assert isinstance(where, IncidentPlace)
        moved = where.model_copy(update={"country": country, "admin1": admin1})
        update = {"places": (moved,), **update}
        return found.model_copy(update=update | ({"latest": latest} if latest else {}))

    def incidents(self, where: str, *, official: bool = True) -> str:
        """Ids that fit, by every way to ask."""
        page = self.store.incident_lines(where=where, without=(), official=official)
        found = {line.id for line in page.incidents}
        listed = self.store.incidents(where=where, official=official)
        assert {incident.id for incident in listed} == found, where
        with self.store.snapshot(official=official) as snapshot:
            assert {each.incident.id for each in snapshot.told(where)} == found, where
        on_map = self.store.map_points(where=where, without=(), official=official)
        assert set(on_map.id) == found - {"i_four"}, where
        return " ".join(
            id_[2:] for id_ in ("i_one", "i_two", "i_three", "i_four", "i_five") if id_ in found
        )

    def reports_of(self, where: str, *, official: bool = True, who: str | None = None) -> str:
        """Numbers of reports that fit, by every way to ask."""
        groups = self.store.queue(
            where=where, reviewed="all", official=official, who=who, limit=200
        ).groups
        if not official or who is not None:
            # A copy stands under its lead, whatever is asked of it.
            return "".join(sorted(self.names[group.lead.line.id] for group in groups))
        found = sorted(self.names[line.id] for line in self.store.lines(where=where))
        for order in ("newest", "oldest"):
            again = self.store.queue(where=where, reviewed="all", order=order).groups
            assert {g.lead.line.id for g in again} == {g.lead.line.id for g in groups}
        assert {self.names[group.lead.line.id] for group in groups} <= set(found)
        records = self.store.reports(where=where, official=True)
        assert sorted(self.names[report.id] for report in records) == found, where
        with self.store.snapshot() as snapshot:
            assert sorted(self.names[each.report.id] for each in snapshot.read(where)) == found
        return "".join(found)


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


INCIDENTS = {
    "type:assault": "one two five",
    "type:ASSAULT,protest": "one two three five",
    "type:P*": "three",
    "-type:*": "",
    "mode:explosives": "two",
    "mode:*": "two",
    "mode:EXPLO*": "two",
    "-mode:*": "one three four five",
    "country:Iraq": "one two five",
    "country:IRQ,chl": "one two three five",
    "country:C*": "three",
    "-country:*": "four",
    "place:irk": "one four five",
    "place:=erbil": "two",
    "place:=erbi": "",
    "place:erb*": "two",
    "place:rbil*": "",
    'place:"100%_"': "three",
    'place:"100__"': "",
    "place:état": "three",
    "admin1:santiago": "three",
    "admin1:*": "three",
    "actor:army": "two",
    "actor:rebels": "",
    'actor:="the army"': "two",
    "recipient:ÉTAT": "two",
    "party:army,état": "two",
    "-party:*": "one three four five",
    "origin:ministry": "one",
    "origin:*": "one two",
    "killed:*": "one two five",
    "killed:>=10": "one",
    "killed:3..10": "one two",
    "killed:0": "five",
    "killed:..3": "two five",
    "-killed:>=10": "two three four five",
    "killed_high:11": "one",
    "killed_low:<10": "two",
    "injured:7": "two",
    "participants:>499": "three",
    "captured:*": "",
    "reports:2": "two",
    "reports:>1": "two",
    "origins:>=1": "one two three four five",
    "contested:yes": "one",
    "contested:killed": "one",
    "contested:kill": "",
    "contested:no": "two three four five",
    "state:none": "one two three four five",
    "state:*": "",
    "lat:<0": "three",
    "lon:-71..-70": "three",
    "precision:1": "one two three five",
    "date:2020-05": "one two",
    "date:2020-05-01": "one",
    "date:2022": "three",
    "date:=2022": "",
    "date:2021-12..2022-01": "three",
    "date:>2020-05-01": "two three",
    "date:>=2020-05-01": "one two three",
    "date:<2020-05-03": "one five",
    "date:..2020-05-03": "one two five",
    "date:*": "one two three five",
    "-date:*": "four",
    "happened:2019": "five",
    "since:2020-05-02": "two three",
    "until:2020-05-02": "one five",
    "id:i_t": "two three",
    "incident:=i_two": "two",
    "outlet:times": "two four",
    'outlet:="the times"': "two",
    'outlet:"\\"x\\" \\\\ 100%_"': "two three",
    "outlet:*": "one two three four",
    "-outlet:*": "five",
    "agency:afp": "two",
    "language:fr": "two",
    "published:2020-05": "one two",
    "published:2020-06-30": "five",
    "relevance:>=0.2": "two three four five",
    "-relevance:*": "one",
    "copy:yes": "",
    "source:polic": "one two three four five",
    "mortar": "two",
    '"mortar on"': "two",
    "morta*": "two",
    "calm": "two three",
    "calm mortar": "",
    "calm OR mortar": "two three",
    "kirkuk": "one two three four five",
    "-mortar": "one three four five",
    "erbil killed": "two",
    "outlet:times calm": "",
    "outlet:times police": "two four",
    "outlet:times (mortar OR talks)": "two four",
    "outlet:times -mortar": "four",
    "type:PROTEST OR killed:>=10": "one three",
    "-(type:PROTEST OR killed:>=10)": "two four five",
    "country:IRQ (contested:yes OR date:2019) -id:i_t": "one five",
    "reviewed:no": "one two three four five",
    "flagged:yes": "",
}

REPORTS = {
    "type:assault": "012345",
    "country:IRQ": "012345",
    "country:Chile": "",
    "outlet:times": "13",
    "outlet:=river": "",
    "outlet:river*": "05",
    "-outlet:*": "4",
    "agency:*": "1",
    "agency:=AFP": "1",
    "language:EN": "02345",
    "source:police": "012345",
    "date:2020-05": "015",
    "published:2020-06-30": "4",
    "since:2020-05-02": "124",
    "until:2020-05-02": "05",
    "-date:*": "3",
    "added:>2019": "012345",
    "added:<2019": "",
    "relevance:0.1..0.3": "123",
    "-relevance:*": "0",
    "copy:yes": "5",
    "copy:no": "01234",
    "mortar": "1",
    "-mortar": "02345",
    "calm OR talks": "23",
    "place:erbil": "12",
    "killed:>=10": "0",
    "killed:*": "0124",
    "participants:*": "2",
    "participants:* killed:*": "",
    "(participants:*) -(-killed:*)": "2",
    "happened:2020": "012",
    "contested:yes": "0",
    "mode:*": "12",
    "incident:i_two": "12",
    "state:none": "01234",
    "origin:ministry": "0",
    "reviewed:yes": "",
    "reviewed:no": "012345",
}


def test_incidents(world: World) -> None:
    found = {where: world.incidents(where) for where in INCIDENTS}
    assert found == INCIDENTS
    assert {where: world.incidents(where, official=False) for where in INCIDENTS} == INCIDENTS
    assert world.store.check() == []


def test_reports(world: World) -> None:
    assert {where: world.reports_of(where) for where in REPORTS} == REPORTS


def test_ids_of_reports_fit_both(world: World) -> None:
    one = world.reports[1]
    assert world.reports_of(f"id:{one}") == world.reports_of(f"report:{one[:9]}") == "1"
    assert world.incidents(f"report:{one}") == "two"


def test_values_that_there_are_not(world: World) -> None:
    for where, words in {
        "type:assalt": "perhaps|give ASSAULT",
        "bomb mode:explosive": "explosives",
        "-(type:x)": "ASSAULT",
    }.items():
        for ask in (world.incidents, world.reports_of):
            with pytest.raises(QueryError, match=words) as caught:
                ask(where)
            assert caught.value.at is not None


def test_nothing_but_spaces_is_no_filter(world: World) -> None:
    assert world.incidents("  ") == "one two three four five"
    assert world.reports_of("") == "012345"


@pytest.mark.parametrize(
    "attempt",
    [
        "'; DROP TABLE incidents; --",
        "' OR '1'='1",
        '"%" OR place:"%"',
        'place:"\' OR 1=1 --"',
        'id:"i_\' UNION SELECT record FROM decisions --"',
        'NEAR("a" "b") title',
        '"a AND b" body*',
        "outlet:\"\\\" OR ''=''\"",
    ],
)
def test_what_looks_like_a_query_is_only_words(world: World, attempt: str) -> None:
    try:
        found = world.incidents(attempt)
    except QueryError:
        return
    assert found in ("", "three")  # a place has a percent sign in its name
    assert len(world.store.incidents()) == 5


def test_incidents_of_words_are_listed_where_types_are_asked_for(world: World) -> None:
    desk = Desk(world.store, "Ada")
    for where, listed in {
        "": False,
        "killed:* OR -killed:*": False,
        "type:*": True,
        "-(country:IRQ type:ASSAULT)": True,
    }.items():
        found = {line.id for line in desk.incidents(where=where).incidents}
        assert ("i_four" in found) is listed, where
        assert found - {"i_four"} == set(desk.map(where=where).id)
    store, first = world.store, world.reports[1]
    store.decide(first, "confirm", who="Ada", reading=store.current(first)[1])
    assert desk.queue(where="mortar").groups == ()
    (line,) = desk.queue(where="mortar reviewed:yes").groups
    assert (line,) == desk.queue(where="mortar", reviewed="all").groups
    assert world.names[line.lead.line.id] == "1"


def test_as_many_as_may_be(world: World) -> None:
    many = " OR ".join(["calm", *(f"w{n}" for n in range(150))])
    assert world.incidents(many) == "two three"
    assert world.incidents("id:" + ",".join(["i_one", *(f"i_{n}" for n in range(190))])) == "one"
    assert world.reports_of(" ".join(f"-w{n}" for n in range(150))) == "012345"


@given(st.text('()"-:,* .<>=aORkiledps1\\%_', max_size=30))
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
def test_any_text_is_answered_or_refused(world: World, text: str) -> None:
    for ask in (world.incidents, world.reports_of):
        try:
            ask(text)
        except QueryError:
            continue


def test_what_people_decided_and_whose_marks(world: World) -> None:
    store, (a, b, *_) = world.store, world.reports
    made = corrected(store.get(a), "Other Post", 12)
    made = made.model_copy(update={"published": "2023-03-03", "agency": "DPA", "language": "de"})
    reading = store.current(a)[1]
    number = store.decide(a, "correct", who="Amal", path="outlet", reading=reading, new="x")
    store.save_reviewed([ReviewedReport(a, number, reading, made)])
    one = world.told[0].model_copy(
        update={"contested": (), "type": "COERCE", "tolls": {"killed": toll(99)}}
    )
    store.save_reviewed([IncidentReview("i_one", one, None, state="corrected")])
    for people, machine in (
        ("type:COERCE", "type:ASSAULT contested:yes"),
        ("killed:99", "killed:10"),
        ("state:corrected", "contested:yes"),
        ("outlet:other", 'outlet:"river post"'),
        ("published:2023", "published:2020-05-01"),
        ("agency:dpa", "-agency:* date:2020-05-01"),
        ("language:de", "incident:i_one language:en"),
    ):
        assert "one" in world.incidents(people), people
        assert "one" not in world.incidents(machine), machine
        assert "one" in world.incidents(machine, official=False), machine
        assert "one" not in world.incidents(people, official=False), people
        if "type" not in people and "date" not in machine:
            assert "0" in world.reports_of(people), people
            assert "0" in world.reports_of(machine, official=False), machine
            assert "0" not in world.reports_of(people, official=False), people
    rejected = IncidentReview("i_two", world.told[1], None, state="rejected", hidden=True)
    store.save_reviewed([rejected])
    assert world.incidents("place:erbil") == ""
    assert world.incidents("place:erbil", official=False) == "two"
    assert world.reports_of("place:erbil") == ""
    for who, action in (("Amal", "confirm"), ("Jo", "flag")):
        store.decide(b, action, who=who, reading=store.current(b)[1])
    assert world.reports_of("reviewed:yes", who="Amal") == "1"
    assert world.reports_of("reviewed:yes", who="Jo") == ""
    assert world.reports_of("flagged:yes", who="Jo") == "1"
    assert world.reports_of("flagged:yes", who="Amal") == ""
    assert world.reports_of("flagged:yes") == world.reports_of("reviewed:yes") == "1"
    assert store.check() == []


def test_what_a_database_of_before_lacks_is_filled(
    world: World, location: str, execute: Callable[[str], None]
) -> None:
    store, (a, *_) = world.store, world.reports
    made = store.get(a).model_copy(update={"agency": "DPA", "language": "de"})
    number = store.decide(a, "correct", who="Amal", path="outlet", reading=1, new="x")
    store.save_reviewed([ReviewedReport(a, number, store.current(a)[1], made)])
    store.save_reviewed([IncidentReview("i_two", world.told[1], None, state="confirmed")])
    names = ("places", "admin1s", "actors", "recipients", "origin_names")
    tolls = ("injured", "participants")
    changes = [f"{name} = ''" for name in names] + [f"{name} = NULL" for name in tolls]
    execute(f"UPDATE incident_lines SET {', '.join(changes)}")  # noqa: S608 - ours
    execute("DELETE FROM report_facets WHERE kind IN ('machine:agency', 'machine:language')")
    assert world.incidents("place:erbil") == ""
    assert store.check() != []
    engine = dialect_at(location, 1).engine()
    with engine.execution_options(write=True).begin() as connection:
        fill_filters(connection)
    engine.dispose()
    assert store.check() == []
    assert {where: world.incidents(where) for where in INCIDENTS if "state" not in where} == {
        where: found for where, found in INCIDENTS.items() if "state" not in where
    }
    assert world.reports_of("language:en incident:i_one", official=False) == "0"
