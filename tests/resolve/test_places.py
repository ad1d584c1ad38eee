from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.extract.toponyms import ToponymMention
from sayso.gazetteer import Gazetteer
from sayso.language.parse import Parse
from sayso.language.parsing import parse
from sayso.record import Block, Place
from sayso.resolve.places import resolve_places
from sayso.resolve.places.filling import plain
from sayso.resolve.places.resolver import km
from tests.reading_places import toponyms


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def read(text: str, gazetteer: Gazetteer, *blocks: Block) -> tuple[Parse, list[Place]]:
    parsed = parse(text, blocks or (Block(kind="paragraph", span=(0, len(text))),))
    return parsed, resolve_places(toponyms(parsed), parsed, gazetteer)


def named(places: list[Place], name: str) -> Place:
    return next(p for p in places if p.name == name)


def test_one_place_with_all_its_mentions(gazetteer: Gazetteer) -> None:
    text = "Shells fell in Kupiansk. Trains to Kupyansk stopped, and Kupiansk lost its power."
    parsed, places = read(text, gazetteer)
    (place,) = places
    assert place.id == "p1"
    assert [parsed.words(s) for s in place.mentions] == ["Kupiansk", "Kupyansk", "Kupiansk"]
    assert place.country == "UKR"
    assert place.geonames is not None
    assert place.precision == 1
    assert place.why is None
    assert place.confidence is not None
    assert 0.5 < place.confidence <= 1


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A bomb went off in Balad, Salahuddin province.", "Balad", "IRQ", "Salah ad Din"),
        ("He was shot in Paris, Texas.", "Paris", "USA", "Texas"),
        ("He was shot in Paris on Monday.", "Paris", "FRA", "Ile-de-France"),
        ("Two died in Tripoli, Lebanon.", "Tripoli", "LBN", None),
        ("Two died in Tripoli, Libya.", "Tripoli", "LBY", None),
        ("In Honduras, gunmen attacked a bus near La Ceiba.", "La Ceiba", "HND", None),
        ("Syrian rebels left Al-Bab and Manbij.", "Al-Bab", "SYR", None),
        ("Ugandan troops fought the ADF in Beni and Bunia.", "Beni", "COD", None),
        (
            "Jubba fighters from Somalia attacked Garissa and Mandera in Kenya.",
            "Mandera",
            "KEN",
            None,
        ),
    ],
)
def test_the_company_decides(
    gazetteer: Gazetteer, text: str, name: str, country: str, admin1: str | None
) -> None:
    place = named(read(text, gazetteer)[1], name)
    assert place.country == country
    if admin1 is not None:
        assert place.admin1 == admin1


def test_two_places_of_one_name(gazetteer: Gazetteer) -> None:
    _, places = read("He moved from Paris, Texas, to Paris, France.", gazetteer)
    assert [(p.name, p.country) for p in places if p.name == "Paris"] == [
        ("Paris", "USA"),
        ("Paris", "FRA"),
    ]


def test_the_dateline_is_read(gazetteer: Gazetteer) -> None:
    dateline, text = "SAN SALVADOR, 9 Jan", "Gunmen shot a judge in San Miguel on Monday."
    whole = f"{dateline}\n{text}"
    blocks = (
        Block(kind="dateline", span=(0, len(dateline))),
        Block(kind="paragraph", span=(len(dateline) + 1, len(whole))),
    )
    (place,) = read(whole, gazetteer, *blocks)[1]
    assert (place.name, place.country) == ("San Miguel", "SLV")
    (alone,) = read(text, gazetteer)[1]
    assert (alone.confidence or 0) < (place.confidence or 0)


def test_the_outlet_speaks_softly(gazetteer: Gazetteer) -> None:
    text = "Thieves broke into a shop in Hamilton at night."
    parsed = parse(text, (Block(kind="paragraph", span=(0, len(text))),))
    mentions = toponyms(parsed)
    (place,) = resolve_places(mentions, parsed, gazetteer, outlet_country="NZL")
    assert place.country == "NZL"


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Shells fell in Balad on Monday.", "Balad", 1),
        ("Shells fell 30 km north of Balad on Monday.", "Balad", 2),
        ("Shells fell near Nabatieh in Lebanon.", "Nabatieh", 2),
        ("Planes bombed Nyala airport on Monday.", "Nyala", 2),
        ("Shells fell in Rapides Parish, Louisiana.", "Rapides Parish", 3),
        ("Shells fell in Idlib province on Monday.", "Idlib", 4),
        ("Shells fell in Idlib on Monday.", "Idlib", 1),
        ("Drones fell in the Belgorod region of Russia.", "Belgorod", 4),
        ("Fighting spread across the Donbas in Ukraine.", "Donbas", 5),
        ("Shells fell in northern Iraq.", "Iraq", 5),
        ("Shells fell in Iraq.", "Iraq", 6),
        ("A ship was hit in the Red Sea.", "Red Sea", 7),
    ],
)
def test_precision(gazetteer: Gazetteer, text: str, name: str, precision: int) -> None:
    assert named(read(text, gazetteer)[1], name).precision == precision


def test_governments_are_no_places(gazetteer: Gazetteer) -> None:
    _, places = read("Moscow said that two drones fell in Kursk.", gazetteer)
    assert [(p.name, p.country) for p in places] == [("Kursk", "RUS")]


def test_a_name_of_many_places_stays_open(gazetteer: Gazetteer) -> None:
    (place,) = read("In El Salvador ten towns like San Fernando were lost.", gazetteer)[1][1:]
    assert place.name == "San Fernando"
    assert place.lat is None
    assert place.precision is None
    assert place.why is not None
    assert "San Fernando" in place.why
    assert place.mentions


def test_a_stranger_among_the_places_stays_open(gazetteer: Gazetteer) -> None:
    text = (
        "Colombian police seized boats in Tumaco, Nariño. "
        "Others had left Cali for the town of Llorente."
    )
    place = named(read(text, gazetteer)[1], "Llorente")
    assert (place.lat, place.country) == (None, None)
    assert place.why is not None
    assert "PHL" in place.why


def test_an_unlisted_name_keeps_what_is_written_beside_it(gazetteer: Gazetteer) -> None:
    _, places = read("Gunmen stormed the village of Yirgou in Burkina Faso.", gazetteer)
    place = named(places, "Yirgou")
    assert (place.lat, place.country) == (None, "BFA")
    assert place.why is not None
    assert place.why.startswith("not in the gazetteer")


def test_close_spellings_count_only_inside_the_area_written(gazetteer: Gazetteer) -> None:
    _, places = read("Ten died in Maidunguri, Borno state, Nigeria said.", gazetteer)
    assert (
        named(places, "Maidunguri").geonames
        == named(read("Ten died in Maiduguri, Nigeria.", gazetteer)[1], "Maiduguri").geonames
    )
    _, places = read("Ten died in the town of Maidunguri. Nigeria mourns.", gazetteer)
    place = named(places, "Maidunguri")
    assert place.lat is None
    assert place.why is not None
    assert "Maiduguri" in place.why


def test_transliterations_count_in_the_countries_named(gazetteer: Gazetteer) -> None:
    assert named(read("Shells fell in Tel Abyad, Syria.", gazetteer)[1], "Tel Abyad").lat
    # Nothing says where it is.
    assert named(read("Shells fell in Tel Abyad.", gazetteer)[1], "Tel Abyad").lat is None


def test_upper_case(gazetteer: Gazetteer) -> None:
    text = "GUERRILLAS ATTACKED A PATROL NEAR USULUTAN, EL SALVADOR, AND FLED TO HONDURAS."
    _, places = read(text, gazetteer)
    assert [(p.name, p.country) for p in places] == [
        ("Usulután", "SLV"),
        ("El Salvador", "SLV"),
        ("Honduras", "HND"),
    ]


def test_nothing_to_resolve(gazetteer: Gazetteer) -> None:
    assert read("Nobody was hurt.", gazetteer)[1] == []
    parsed = parse("", ())
    assert resolve_places([], parsed, gazetteer) == []


def test_distance_and_plain_names(gazetteer: Gazetteer) -> None:
    mosul = max(gazetteer.lookup("Mosul"), key=lambda m: m.entry.fame).entry
    erbil = max(gazetteer.lookup("Erbil"), key=lambda m: m.entry.fame).entry
    assert 70 < km(mosul, erbil) < 95
    assert km(mosul, mosul) == 0
    assert plain("Şalāḩ ad Dīn") == "Salah ad Din"
    assert plain(None) is None


WORDS = ["Mosul", "Paris", "Texas", "Iraq", "Balad", "Springfield", "Xyzzyq", "Sahel", "’s", "é"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_mentions_make_sound_places(gazetteer: Gazetteer, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    text = " ".join(words)
    parsed = Parse(text, (), (), (), ())
    mentions, at = [], 0
    for word in words:
        span = (at, at + len(word))
        at += len(word) + 1
        kind = data.draw(st.sampled_from([None, "admin1", "city", "site", "country"]))
        mentions.append(ToponymMention(span, score=0.5, kind=kind))
    places = resolve_places(mentions, parsed, gazetteer)
    assert sorted(s for p in places for s in p.mentions) == [m.span for m in mentions]
    assert [p.id for p in places] == [f"p{n + 1}" for n in range(len(places))]
    for p in places:
        assert (p.lat is None) == (p.why is not None)
        assert (p.lat is None) == (p.confidence is None)


def test_the_country_is_told_where_the_town_is_not(gazetteer: Gazetteer) -> None:
    _, places = read("A man was shot in Springfield on Monday, U.S. officials said.", gazetteer)
    place = named(places, "Springfield")
    assert (place.lat, place.country) == (None, "USA")
    assert place.why is not None
    assert "none stands out" in place.why
