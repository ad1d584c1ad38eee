"""Incidents and mentions as GDELT 2.0 has them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_incidents import ARMY, FRONT, GUARD, VILLAGERS, account, head, made, named, only, toll

from sayso.extract.codebook import load_codebook
from sayso.record import (
    Actor,
    Event,
    IncidentPlace,
    Party,
    ReaderInfo,
    Report,
    VoiceStep,
)
from sayso.store.snapshot import Read, Told
from sayso.tables.cameo import actor_code, cameo, event_code, quad_class
from sayso.tables.gdelt import EVENT_TABLE, MENTION_TABLE, mention_rows
from sayso.tables.table import Cell

ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
).split()
GEO = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
HEADER = [
    *"GlobalEventID Day MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in GEO),
    *"DATEADDED SOURCEURL".split(),
]
MENTIONS = (
    "GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier "
    "SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence "
    "MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
).split()


def event(told: Told) -> dict[str, Cell]:
    return only(EVENT_TABLE, told)


def test_headers_are_those_of_gdelt() -> None:
    assert (len(HEADER), len(MENTIONS)) == (61, 16)
    assert list(EVENT_TABLE.header) == HEADER
    assert list(MENTION_TABLE.header) == MENTIONS


def test_every_type_and_mode_of_plover_has_a_code_with_a_score() -> None:
    table = cameo()
    for name, kind in load_codebook().types.items():
        for mode in (None, *kind.modes):
            code = event_code(name, mode)
            assert code in table.goldstein, (name, mode)
    assert set(table.goldstein) == set(table.codes.values())
    for at in table.codes:
        kind_name, _, mode_name = at.partition("/")
        modes = load_codebook().types[kind_name].modes
        assert not mode_name or mode_name in modes, at
    assert event_code("WEATHER", None) is None


@pytest.mark.parametrize(
    ("code", "quad"), [("051", 1), ("070", 2), ("138", 3), ("090", 3), ("190", 4)]
)
def test_quads_go_by_the_root(code: str, quad: int) -> None:
    assert quad_class(code) == quad


def test_codes_of_actors() -> None:
    assert actor_code(ARMY).code == "MLIMIL"
    journalist = Party(name="reporter", kind="person", country="USA", sector="JRN")
    assert (actor_code(journalist).code, actor_code(journalist).role) == ("USAMED", "MED")
    union = Party(name="African Union", kind="organization", country="IGO")
    assert (actor_code(union).code, actor_code(union).country) == ("IGO", None)
    assert actor_code(Party(name="x")).code is None
    assert actor_code(None).code is None


def test_an_event() -> None:
    heads = (
        head("r_1", "Sahel Wire", published="2021-03-03T00:30:00+02:00", url=None),
        head("r_2", "Gao Herald", published="2021-03-04"),
        head("r_3", "Gao Herald", published=None),
    )
    row = event(made((FRONT,), (ARMY,), toll(5), mode="explosives", heads=heads))
    assert row["GlobalEventID"] == 10
    assert (row["Day"], row["MonthYear"], row["Year"]) == (20210302, 202103, 2021)
    assert row["FractionDate"] == 2021.2521
    assert (row["Actor1Code"], row["Actor1Name"]) == ("MLIREB", "River Front")
    assert (row["Actor2Code"], row["Actor2CountryCode"]) == ("MLIMIL", "MLI")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("183", "183", "18")
    assert (row["QuadClass"], row["GoldsteinScale"]) == (4, -10.0)
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == (2, 2, 3)
    assert row["ActionGeo_Fullname"] == "Gao, Mali"
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == (4, "ML")
    assert row["DATEADDED"] == 20210302223000, "in UTC"
    assert row["SOURCEURL"] == "https://news.example/r_2"
    assert row["AvgTone"] is None


def test_swapped_parties_are_swapped_and_nothing_else() -> None:
    one, two = event(made((FRONT, GUARD))), event(made((GUARD, FRONT)))
    for name in ACTOR:
        assert one[f"Actor1{name}"] == two[f"Actor2{name}"]
        assert one[f"Actor2{name}"] == two[f"Actor1{name}"]
    same = [name for name in HEADER if not name.startswith(("Actor1", "Actor2"))]
    assert [one[name] for name in same] == [two[name] for name in same]


def test_of_rivals_neither_is_the_actor() -> None:
    rivals = (account(FRONT, "e1"), account(ARMY, "e2", "o2"))
    row = event(made(rivals, (VILLAGERS,), contested=("actors",)))
    assert {row[f"Actor1{name}"] for name in ACTOR} == {None}
    assert row["Actor2Name"] == "villagers"


def test_who_is_said_not_to_have_done_it_is_no_actor() -> None:
    told = (account(ARMY), account(ARMY, origin="o2", denied=True))
    row = event(made(told, (VILLAGERS,), contested=("actors",)))
    assert {row[f"Actor1{name}"] for name in ACTOR} == {None}


def test_what_nobody_affirms_is_no_event() -> None:
    only_denied = made((account(ARMY, denied=True),))
    assert not list(EVENT_TABLE.rows(only_denied))
    assert not list(EVENT_TABLE.rows(made())), "nor is a mention that says nothing"
    assert list(EVENT_TABLE.rows(replace(only_denied, state="confirmed"))), (
        "but if a person says so"
    )


@pytest.mark.parametrize(
    ("country", "precision", "kind"),
    [("USA", 1, 3), ("USA", 4, 2), ("MLI", 2, 4), ("MLI", 4, 5), ("MLI", 6, 1), ("MLI", 7, None)],
)
def test_kinds_of_places(country: str, precision: int, kind: int | None) -> None:
    place = IncidentPlace(name="Somewhere", country=country, precision=precision)
    assert event(made((FRONT,), places=(place,)))["ActionGeo_Type"] == kind


def test_nothing_is_known() -> None:
    told = made(
        type="WEATHER",
        places=(),
        earliest=None,
        latest=None,
        heads=(),
        origins=(),
        agreed={"place": "Gao"},
    )
    full = {name: value for name, value in event(told).items() if value is not None}
    assert full == {"GlobalEventID": 10, "NumMentions": 2, "NumSources": 0, "NumArticles": 0}


TEXT = "The Front said nothing. In Gao the Front attacked soldiers \U0001f600."


def report(**more: object) -> Report:
    at = TEXT.index("attacked")
    soldiers = TEXT.index("soldiers")
    values: dict[str, object] = {
        "id": "r_1",
        "url": "https://www.sahelwire.example/a?b=1",
        "outlet": "Sahel Wire",
        "title": "Attack",
        "published": "2021-03-03",
        "reader": ReaderInfo(version="test"),
        "text": TEXT,
        "actors": (
            Actor(id="a1", name="Front", mentions=((4, 9), (35, 40))),
            Actor(id="a2", name="soldiers", mentions=((soldiers, soldiers + 8),)),
        ),
        "events": (
            Event(
                id="e1",
                type="ASSAULT",
                anchor=(at, at + 8),
                actors=("a1",),
                recipients=("a2", "a9"),
                voice=(VoiceStep(outlet=True),),
                confidence=0.845,
            ),
            Event(id="e2", type="CONSULT", anchor=(at, at + 8)),
        ),
    }
    return Report.model_validate(values | more)


def test_a_mention() -> None:
    (row,) = mention_rows(Read(report(), {"e1": "i_00000000000a"}))
    found = {k: v for k, v in named(MENTION_TABLE, row).items() if v is not None}
    assert found == {
        "GlobalEventID": 10,
        "MentionTimeDate": 20210303000000,
        "MentionType": 1,
        "MentionSourceName": "sahelwire.example",
        "MentionIdentifier": "https://www.sahelwire.example/a?b=1",
        "Actor1CharOffset": 35,
        "Actor2CharOffset": TEXT.index("soldiers"),
        "ActionCharOffset": TEXT.index("attacked"),
        "InRawText": 1,
        "Confidence": 84,
        "MentionDocLen": len(TEXT),
        "Extras": "report=r_1;event=e1",
    }


def test_a_denial_is_marked() -> None:
    denied = report().events[0].model_copy(update={"status": "denied"})
    (row,) = mention_rows(Read(report(events=(denied,)), {"e1": "i_1"}))
    assert named(MENTION_TABLE, row)["Extras"] == "report=r_1;event=e1;denied"


def test_a_mention_without_an_address_is_a_citation() -> None:
    read = Read(report(url=None), {"e2": "i_00000000000a"})
    (row,) = mention_rows(read)
    found = named(MENTION_TABLE, row)
    assert (found["MentionType"], found["MentionSourceName"]) == (2, "Sahel Wire")
    assert found["MentionIdentifier"] == "Sahel Wire, 2021-03-03, Attack"
    assert (found["Actor1CharOffset"], found["Actor2CharOffset"]) == (-1, -1)
    bare = Read(report(url=None, outlet=None, title=None, published=None), {"e1": "i_1"})
    (row,) = mention_rows(bare)
    assert named(MENTION_TABLE, row)["MentionIdentifier"] == "r_1"
