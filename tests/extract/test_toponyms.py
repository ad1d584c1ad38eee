from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.extract.toponyms import ToponymMention
from sayso.gazetteer import Gazetteer
from sayso.language.parse import Parse
from sayso.language.parsing import parse, parse_many
from sayso.record import Block
from tests.reading_places import toponyms

TOWNS = """Al-Qaim;Balad;Kupiansk;Maiduguri;Bunia;El Fasher;Marawi;Ghazni;Idlib;Deir ez-Zor;Tikrit;
Goma;Bakhmut;Avdiivka;Kunduz;Baidoa;Jenin;Khan Younis;Hodeidah;Menaka;Djibo;Sittwe;Tumaco;
Malakal""".replace("\n", "").split(";")
FRAMES = (
    "A bomb exploded in {} on Monday, killing ten people, police said.",
    "Gunmen attacked a checkpoint near {}, 30 km north of the capital.",
    "{} was shelled overnight, residents said.",
    "Residents of {} said soldiers had burned their homes.",
    "At least five civilians died when rockets hit {} and two nearby villages.",
    "The army retook the town of {} from the rebels last week.",
    "{}, a town in the east, fell to the militants on Sunday.",
    "The governor of {} blamed insurgents for the attack.",
)
# Found with the weights of this version; raise it when they get better.
FLOOR = 0.975


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def paragraph(text: str) -> tuple[str, tuple[Block, ...]]:
    return text, (Block(kind="paragraph", span=(0, len(text))),)


def read(text: str, gazetteer: Gazetteer) -> tuple[Parse, list[ToponymMention]]:
    parsed = parse(*paragraph(text))
    return parsed, toponyms(parsed)


def found(text: str, gazetteer: Gazetteer, role: str = "place") -> list[str]:
    parsed, mentions = read(text, gazetteer)
    return [parsed.words(m.span) for m in mentions if m.role == role]


def test_towns_of_conflict_in_the_sentences_of_news(gazetteer: Gazetteer) -> None:
    cases = [(town, frame.format(town)) for town in TOWNS for frame in FRAMES]
    missed = []
    for (town, text), parsed in zip(
        cases, parse_many(paragraph(text) for _, text in cases), strict=True
    ):
        words = [parsed.words(m.span) for m in toponyms(parsed)]
        if words != [town]:
            missed.append((text, words))
    assert len(missed) <= (1 - FLOOR) * len(cases), missed


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A car bomb killed 14 people in Balad, Salahuddin province.", ["Balad", "Salahuddin"]),
        (
            "He was born in Paris, Texas, and died in Paris, France.",
            ["Paris", "Texas", "Paris", "France"],
        ),
        (
            "Rebels seized Sake, west of Goma in North Kivu province.",
            ["Sake", "Goma", "North Kivu"],
        ),
        ("Police in Kano said on Friday that ten had died.", ["Kano"]),
        ("Ten people drowned in the Red Sea off Hodeidah.", ["Red Sea", "Hodeidah"]),
        ("Gunmen stormed the village of Yirgou in Burkina Faso.", ["Yirgou", "Burkina Faso"]),
        ("Soldiers met tribal leaders in Anbar Province.", ["Anbar Province"]),
    ],
)
def test_places(gazetteer: Gazetteer, text: str, places: list[str]) -> None:
    assert found(text, gazetteer) == places


@pytest.mark.parametrize(
    "text",
    [
        "Of the dead, three were children, the police said in March.",
        "Same as before, said Mr Jordan, who leads the party.",
        "General Ahmed Balad told reporters that the attack had failed.",
        "The Washington Post reported on the talks.",
        "The Army of the Valley could not be reached for comment.",
        "Georgia Brown, 34, was hurt on Friday.",
        "Chad Walker, 34, was arrested on Friday.",
        "Iraqi and Syrian officers met on Tuesday.",
        "The mayor said that reading and mobile phones matter.",
    ],
)
def test_what_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert found(text, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moscow said that it had shot down the drones.", ["Moscow"]),
        ("Washington accused Tehran of sending missiles.", ["Washington", "Tehran"]),
        ("Tehran-backed fighters shelled the port.", ["Tehran"]),
        ("Israel denied the report.", ["Israel"]),
    ],
)
def test_governments_under_the_names_of_places(
    gazetteer: Gazetteer, text: str, words: list[str]
) -> None:
    assert found(text, gazetteer, "metonym") == words
    assert found(text, gazetteer) == []


def test_the_same_towns_as_places(gazetteer: Gazetteer) -> None:
    assert found("Two bombs went off in Moscow and near Tehran.", gazetteer) == ["Moscow", "Tehran"]
    assert found("A drone struck a depot in Israel.", gazetteer) == ["Israel"]


def test_either_side_reads_alike(gazetteer: Gazetteer) -> None:
    for one, other in (("Moscow", "Kyiv"), ("Israel", "Iran"), ("Damascus", "Ankara")):
        for frame in ("{} said its forces had pulled back.", "Shells fell in {} at night."):
            a = [(m.role, m.kind) for m in read(frame.format(one), gazetteer)[1]]
            b = [(m.role, m.kind) for m in read(frame.format(other), gazetteer)[1]]
            assert a == b
            assert a


@pytest.mark.parametrize(
    ("text", "kind", "relation"),
    [
        ("It happened in Idlib province on Monday.", "admin1", None),
        ("It happened in the district of Rutba on Monday.", "admin2", None),
        ("It happened in the town of Balad on Monday.", "city", None),
        ("Planes bombed Nyala airport on Monday.", "site", None),
        ("A convoy was hit 30 km north of Balad on Monday.", None, "near"),
        ("A convoy was hit near Balad on Monday.", None, "near"),
        ("A convoy was hit in northern Iraq on Monday.", None, "part"),
        ("A convoy was hit in Mosul on Monday.", None, None),
    ],
)
def test_what_is_said_of_the_place(
    gazetteer: Gazetteer, text: str, kind: str | None, relation: str | None
) -> None:
    (mention,) = read(text, gazetteer)[1]
    assert (mention.kind, mention.relation) == (kind, relation)


def test_what_it_lies_in(gazetteer: Gazetteer) -> None:
    _, (paris, texas) = read("He lived in Paris, Texas.", gazetteer)
    assert paris.within == texas.span
    assert texas.within is None


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        pytest.param(
            str.lower,
            marks=pytest.mark.xfail(strict=True, reason="a known miss of the parse: san miguel"),
        ),
    ],
)
def test_text_without_case(gazetteer: Gazetteer, change: object) -> None:
    text = (
        "Guerrillas attacked a patrol near San Miguel, El Salvador, killing two soldiers. "
        "The army said the attack in Usulutan was planned in Managua."
    )
    changed = change(text)  # type: ignore[operator]
    words = [w.lower() for w in found(changed, gazetteer)]
    assert set(words) >= {"san miguel", "el salvador", "usulutan", "managua"}
    assert "army" not in words
    assert "two" not in words


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                "Balad",
                ",",
                "Iraq",
                "in",
                "the",
                "of",
                "\n",
                "U.S.",
                "-",
                "’s",
                "al",
                "Moscow",
                "é",
                "(",
            ]
        ),
        max_size=25,
    )
)
def test_spans_cut_names(gazetteer: Gazetteer, words: list[str]) -> None:
    text = " ".join(words)
    parsed, mentions = read(text, gazetteer)
    end = 0
    for m in mentions:
        assert end <= m.span[0] < m.span[1] <= len(text)
        assert parsed.words(m.span) == parsed.words(m.span).strip() != ""
        end = m.span[1]


def test_long_text_takes_linear_time(gazetteer: Gazetteer) -> None:
    sentence = "Shells fell in Mosul and near Tal Afar, Iraqi officers said. "
    short, long = (parse(*paragraph(sentence * n)) for n in (20, 200))

    def took(parsed: Parse) -> float:
        start = time.process_time()
        toponyms(parsed)
        return time.process_time() - start

    # The best of three: collecting the garbage of other tests may fall into any one of them.
    small, large = (min(took(parsed) for _ in range(3)) for parsed in (short, long))
    assert large < 40 * small


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A bomb exploded in the Somali capital on Monday.", []),
        ("The Malian army said it had killed ten fighters near Gao.", ["Gao"]),
        ("Gunmen attacked a post in the Malian province of Mopti.", ["Mopti"]),
        ("Clashes in Somali region left nine dead.", ["Somali"]),
        pytest.param(
            "Fighting broke out in the Somali Region of Ethiopia.",
            ["Somali Region", "Ethiopia"],
            marks=pytest.mark.xfail(strict=True, reason="a known miss: Somali is read as a people"),
        ),
    ],
)
def test_adjectives_of_countries_are_no_places(
    gazetteer: Gazetteer, text: str, places: list[str]
) -> None:
    assert found(text, gazetteer) == places


def test_feasts_and_foreign_months_are_no_places() -> None:
    from sayso import read

    report = read(
        text="Shells fell on Balad in Ramadan, on 12 Muharram 1446.", published="2024-07-20"
    )
    assert [p.name for p in report.places] == ["Balad"]
