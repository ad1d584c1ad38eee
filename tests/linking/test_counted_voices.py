"""Sources in words: who is spoken for, who is described, what is recalled."""

from __future__ import annotations

import pytest
from linking_reports import BALAD, Draft, at, attack, plain

from sayso.linking import link
from sayso.linking.origins.described import is_name
from sayso.linking.origins.recalling import given_up
from sayso.linking.origins.speaking import body_of_member, description, speaks_after, spoken_for
from sayso.record import Block, Origin, Report


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("army spokesman Colonel Sani Kuka", "army"),
        ("a spokesman for the army", "army"),
        ("the army's spokeswoman", "army"),
        ("a statement from the interior ministry", "interior ministry"),
        ("an interior ministry statement", "interior ministry"),
        ("the press office of the governor", "governor"),
        ("a press release of the Red Cross", "Red Cross"),
        ("a statement posted on the ministry's Telegram channel", "ministry"),
        ("Olena Bondar, a spokeswoman for the prosecutor's office", "prosecutor's office"),
        ("its spokesman", None),
        ("the group's spokesman", None),
        ("the statement", None),
        ("a post on Telegram", None),
        ("a video of the attack", None),
        ("the army", None),
    ],
)
def test_who_is_spoken_for(words: str, body: str | None) -> None:
    assert spoken_for(words) == body


def test_an_apposition_names_the_body() -> None:
    text = "Olena Bondar, a spokeswoman for the army, said so."
    assert speaks_after(text, len("Olena Bondar")) == "army"
    assert speaks_after("Olena Bondar, a teacher, said so.", len("Olena Bondar")) is None


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("an interior ministry official", "interior ministry"),
        ("officials of the interior ministry, who asked not to be named", "interior ministry"),
        ("an official at the interior ministry", "interior ministry"),
        ("two security officials", "security"),
        ("officials", None),
        ("a doctor", None),
    ],
)
def test_the_body_of_one_who_is_not_named(words: str, body: str | None) -> None:
    assert body_of_member(words) == body


def test_a_description_has_no_article_and_no_second_clause() -> None:
    assert description("two senior security officials, who spoke") == "security officials"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Police", False),
        ("Witnesses", False),
        ("Policemen", False),
        ("police", False),
        ("Reuters", True),
        ("Islamic State", True),
    ],
)
def test_a_capital_at_the_head_of_a_sentence_is_no_name(words: str, named: bool) -> None:
    assert is_name(words) is named


@pytest.mark.parametrize(
    ("text", "number", "earlier"),
    [
        ("nine people died, raising an earlier toll of three", "three", True),
        ("the toll rose to ten, up from six", "six", True),
        ("It had given a figure of eight at first.", "eight", True),
        ("the toll rose to ten, up from six", "ten", False),
        ("a bomb killed six people in the first week of May", "six", False),
        ("the first bomb killed six people", "six", False),
        ("earlier on Monday gunmen killed six people", "six", False),
        ("gunmen killed six people earlier on Monday", "six", False),
        ("officials had first reported that six people died", "six", True),
        ("an initial police estimate put it at six", "six", True),
    ],
)
def test_a_figure_that_the_report_calls_the_earlier_one(
    text: str, number: str, earlier: bool
) -> None:
    at = text.index(number)
    assert given_up(text, (at, at + len(number))) is earlier


def origins(*reports: Report) -> dict[str, Origin]:
    return {o.name: o for o in link(list(reports)).origins}


def said(id_: str, outlet: str, opening: str, source: str, day: str, **more: str | bool) -> Report:
    """A report in which a source is cited for one bombing."""
    text = f"{opening} said that a bomb killed 10 people in Balad on Saturday."
    d = Draft(id_, outlet, day, text)
    anonymous = bool(more.pop("anonymous", False))
    actor = d.actor(source, **more)
    content = "a bomb killed 10 people in Balad on Saturday"
    s = d.says(opening, "said", content, actor=actor, anonymous=anonymous)
    d.event(
        "bomb",
        mode="explosives",
        said=[s],
        places=(d.place(BALAD),),
        time=d.time("Saturday", "2020-05-02"),
        tolls=(d.toll("10", 10, statement=s),),
    )
    return d.done()


def test_a_spokeswoman_by_name_and_a_statement_are_the_body() -> None:
    found = origins(
        said("r_a", "Example Wire", "Army spokesman Sani Kuka", "Sani Kuka", "2020-05-03"),
        said("r_b", "River Daily", "A statement from the army", "army", "2020-05-03"),
    )
    (army,) = found.values()
    assert army.name.casefold() == "army"
    assert "speaks_for" in army.rules


def test_police_with_a_capital_are_the_police() -> None:
    found = origins(
        said("r_a", "Example Wire", "Police", "Police", "2020-05-03", kind="state_body"),
        said("r_b", "River Daily", "The police", "police", "2020-05-03", kind="state_body"),
    )
    (police,) = found.values()
    assert "described" in police.rules


def test_the_mayor_is_the_mayor_who_is_named() -> None:
    found = origins(
        said("r_a", "Example Wire", "Mayor Julio Barrera", "Julio Barrera", "2020-05-03"),
        said("r_b", "River Daily", "The mayor", "mayor", "2020-05-04", kind="person"),
    )
    assert list(found) == ["Julio Barrera"]
    assert "same_person" in found["Julio Barrera"].rules


def test_another_minister_is_another() -> None:
    words = "The interior minister, Asad Khan,"
    khan = said("r_a", "A Wire", words, "Asad Khan", "2020-05-03", kind="person", role="minister")
    for other, count in (("The health minister", 2), ("The minister", 1)):
        name = other.split(" ", 1)[1]
        reports = [khan, said("r_b", "B Daily", other, name, "2020-05-04", kind="person")]
        assert len(link(reports).origins) == count


def test_another_official_is_another() -> None:
    text = "An official said that 10 had died in Balad. Another official said that 10 had died."
    d = Draft("r_a", "A Wire", "2020-05-03", text)
    place = d.place(BALAD)
    first = None
    for n, words in enumerate(("An official", "Another official")):
        actor = d.actor(words, name="official")
        begin = at(text, "10 had died", n)
        s = d.says(words, "said", "10 had died", actor=actor, anonymous=True)
        d.statements[-1] = d.statements[-1].model_copy(update={"content": (begin,)})
        toll = d.toll("10", 10, statement=s).model_copy(update={"span": at(text, "10", n)})
        found = d.event("died", nth=n, said=[s], places=(place,), tolls=(toll,), same_as=first)
        first = first or found
    alone = said("r_b", "B Daily", "Another official", "official", "2020-05-03", anonymous=True)
    assert len(link([d.done()]).origins) == 2
    assert len(link([d.done(), alone]).origins) == 2


def test_two_ministries_of_one_day_are_two() -> None:
    reports = [
        said(f"r_{n}", f"Paper {n}", words, words.split(" ", 1)[1], "2020-05-03", anonymous=True)
        for n, words in enumerate(("An interior ministry official", "A health ministry official"))
    ]
    assert len(link(reports).origins) == 2


def quoted(id_: str, outlet: str, source: str | None, speech: str, **more: bool | str) -> Report:
    text = f"“{speech},” {source} said in Balad." if source else f"“{speech}.” So it was in Balad."
    d = Draft(id_, outlet, "2020-05-03", text)
    said_by = []
    if source:
        anonymous = bool(more.pop("anonymous", False))
        actor = d.actor(source, **more)
        said_by = [d.says(source, "said", speech, actor=actor, anonymous=anonymous, kind="direct")]
    toll = d.toll("10", 10, statement=said_by[0] if said_by else None)
    d.event("bomb", mode="explosives", said=said_by, places=(d.place(BALAD),), tolls=(toll,))
    return d.done()


SPEECH = "We buried the 10 whom this bomb took from our street"


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ({"source": "an official", "anonymous": True}, 1),
        ({"source": None}, 1),
        ({"source": "Omar Keita", "kind": "person"}, 2),
        ({"source": "residents", "kind": "group"}, 1),
    ],
)
def test_one_speech_has_one_speaker(other: dict[str, bool | str | None], count: int) -> None:
    links = link(
        [
            quoted("r_a", "Example Wire", "Sami Haddad", SPEECH, kind="person"),
            quoted("r_b", "River Daily", speech=SPEECH, **other),  # type: ignore[arg-type]
        ]
    )
    found = {o for a in links.incidents[0].accounts["killed"] for o in a.origins}
    assert len(found) == count
    if count == 1:
        (origin,) = (o for o in links.origins if o.id in found)
        assert (origin.name, "same_speech" in origin.rules) == ("Sami Haddad", True)


def test_two_bodies_may_say_the_same() -> None:
    links = link(
        [
            quoted("r_a", "Example Wire", "the army", SPEECH, kind="state_body"),
            quoted("r_b", "River Daily", "the health ministry", SPEECH, kind="state_body"),
        ]
    )
    assert len(links.origins) == 2


def test_few_words_that_many_would_say_are_no_speech() -> None:
    links = link(
        [
            quoted("r_a", "Example Wire", "Sami Haddad", "10, by one bomb", kind="person"),
            quoted("r_b", "River Daily", "an official", "10, by one bomb", anonymous=True),
        ]
    )
    assert len(links.origins) == 2


def test_a_circle_of_three_is_named_and_nobody_of_it_is_the_source() -> None:
    links = link(
        [
            attack("r_a", "Example Wire", "2020-05-03", source="Third"),
            attack("r_b", "River Daily", "2020-05-03", source="Example Wire"),
            attack("r_c", "Third", "2020-05-03", source="River Daily"),
        ]
    )
    (origin,) = links.origins
    assert origin.circle == ("Example Wire", "River Daily", "Third")
    assert (origin.kind, "circular" in origin.rules) == ("unknown", True)


def test_a_circle_in_like_words_is_a_circle() -> None:
    reports = [
        attack("r_a", "Example Wire", "2020-05-03", source="Third", wording=0),
        attack("r_b", "River Daily", "2020-05-03", source="Example Wire", wording=0),
        attack("r_c", "Third", "2020-05-03", source="River Daily", wording=0),
    ]
    links = link(reports)
    assert [o.circle for o in links.origins] == [("Example Wire", "River Daily", "Third")]


def test_a_copy_that_names_a_source_of_its_own_has_it_from_there() -> None:
    reports = [
        attack("r_a", "Example Wire", "2020-05-03", source="police", wording=0),
        attack("r_b", "River Daily", "2020-05-04", source="residents", wording=0),
    ]
    links = link(reports)
    assert {o.name for o in links.origins} == {"police", "residents"}
    told = {a.value: a.told for a in links.incidents[0].accounts["killed"]}
    assert told == {"10": "2020-05-03"}


def test_who_cites_an_outlet_that_cites_two_has_it_from_the_outlet() -> None:
    both = attack("r_b", "River Daily", "2020-05-03", source="Sami Haddad")
    more = attack("r_c", "River Daily", "2020-05-03", source="Omar Keita", wording=3)
    links = link([attack("r_a", "Third", "2020-05-04", source="River Daily"), both, more])
    assert {o.name for o in links.origins} == {"Sami Haddad", "Omar Keita", "River Daily"}


def test_an_outlets_own_reporter_is_the_outlet() -> None:
    found = origins(said("r_a", "Example Wire", "Our reporter", "reporter", "2020-05-03"))
    assert list(found) == ["Example Wire"]


def test_a_report_of_nothing_but_a_title_has_an_origin() -> None:
    blocks = (Block(kind="title", span=(0, 30)),)
    d = Draft("r_a", "Example Wire", "2020-05-03", "Bomb kills 10 people in Balad.", blocks=blocks)
    d.event("Bomb", places=(d.place(BALAD),), tolls=(d.toll("10", 10),))
    assert list(origins(d.done(), plain("r_b", "Nothing.", "River Daily"))) == ["Example Wire"]
