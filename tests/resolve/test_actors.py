"""Who is who within a report."""

import pytest

from sayso.extract.statements import find_statements
from sayso.language.encoder import encode_report
from sayso.language.parsing import parse
from sayso.record import Actor, Block, Place
from sayso.resolve.actors import resolve_actors

COUNTRIES = {
    "Iraqi": "IRQ", "Iraq": "IRQ", "Baghdad": "IRQ", "Nigerian": "NGA", "Syrian": "SYR",
    "Syria": "SYR", "Israeli": "ISR", "Kosovo": "XKX", "U.S.": "USA", "US": "USA",
}  # fmt: skip


def speakers(text: str) -> tuple[list[str | None], dict[str, Actor]]:
    """The actor's name behind each statement, in order, and the actors by name."""
    blocks = (Block(kind="paragraph", span=(0, len(text))),)
    parsed = parse(text, blocks)
    said = find_statements(text, blocks, encode_report(text, blocks))
    sources = [m.source for m in said if m.source]
    contents = {m.source: m.content for m in said if m.source}
    cast = resolve_actors(parsed, sources, [], COUNTRIES.get, contents)
    names = {a.id: a.name for a in cast.actors}
    who = [names.get(cast.of.get(s, "")) for s in sources]
    for actor in cast.actors:
        assert all(text[a:b].strip() for a, b in actor.mentions)
    return who, {a.name: a for a in cast.actors}


def test_surnames_and_pronouns() -> None:
    who, cast = speakers(
        "Police spokesman Ahmed Karim said two men had died. He said a third was missing. "
        "Karim said the search would go on."
    )
    assert who == ["Ahmed Karim"] * 3
    assert cast["Ahmed Karim"].kind == "person"
    assert cast["Ahmed Karim"].sector == "COP"
    assert cast["Ahmed Karim"].role == "spokesman"


def test_a_woman_is_not_he() -> None:
    who, _ = speakers(
        "Mayor Amina Bello said the road was closed. She said help was coming. "
        "The governor, Mr Musa Idris, said it was open. She said it was not."
    )
    assert who[-1] == who[0]


def test_definite_descriptions() -> None:
    who, cast = speakers(
        "The Iraqi Ministry of Defense said the base was hit. The ministry said nobody died."
    )
    assert who == ["Iraqi Ministry of Defense"] * 2
    assert cast["Iraqi Ministry of Defense"].country == "IRQ"
    assert cast["Iraqi Ministry of Defense"].kind == "state_body"


def test_a_capital_that_speaks_is_its_state() -> None:
    _, cast = speakers("Baghdad said it would respond.")
    assert cast["Baghdad"].country == "IRQ"
    assert cast["Baghdad"].kind == "state"


def test_a_name_that_says_it_is_a_broadcaster_is_no_person() -> None:
    _, cast = speakers("Local radio station Radio Okapi said clashes had begun.")
    assert cast["Radio Okapi"].kind == "organization"


def test_two_officials_are_two_actors() -> None:
    who, _ = speakers("A police official said ten had died. An army officer said twenty had died.")
    assert who[0] != who[1]


def test_acronym_and_alias_from_the_text() -> None:
    who, _ = speakers(
        "The Tigris Revival Front (TRF) said it had left. The TRF said it would not return."
    )
    assert who == ["Tigris Revival Front"] * 2


def cast_of(text: str, *asked: str, published: str | None = None) -> dict[str, Actor]:
    """The actors by what is asked for: each phrase, where it first stands before what follows @."""
    blocks = (Block(kind="paragraph", span=(0, len(text))),)
    spans = {}
    for phrase in asked:
        name, _, after = phrase.partition(" @")
        start = text.index(f"{name} {after}".rstrip())
        spans[phrase] = (start, start + len(name))
    places = [
        Place(id=f"p{n}", name=name, mentions=((text.index(name), text.index(name) + len(name)),),
              country=country, confidence=0.9, precision=4)
        for n, (name, country) in enumerate(PLACES.items()) if name in text
    ]  # fmt: skip
    cast = resolve_actors(
        parse(text, blocks), [], spans.values(), COUNTRIES.get, places=places, published=published
    )
    by_id = {a.id: a for a in cast.actors}
    return {a: by_id[cast.of[span]] for a, span in spans.items()}


PLACES = {"Anbar": "IRQ", "Mosul": "IRQ", "Idlib": "SYR"}


def codes(actor: Actor) -> tuple[str | None, str | None]:
    return actor.country, actor.sector


def test_father_and_son_are_two() -> None:
    cast = cast_of(
        "Omar Karim was arrested on Monday. His son, Ahmed Karim, fled. Karim denied the charge.",
        "Omar Karim", "Ahmed Karim", "Karim @denied",
    )  # fmt: skip
    assert cast["Omar Karim"].id != cast["Ahmed Karim"].id
    assert cast["Karim @denied"].id not in (cast["Omar Karim"].id, cast["Ahmed Karim"].id)


def test_a_wife_is_not_her_husband() -> None:
    cast = cast_of(
        "Mr Hale was arrested on Monday. Mr Hale's wife, Anna Hale, spoke to reporters.",
        "Mr Hale @was", "Anna Hale",
    )  # fmt: skip
    assert cast["Mr Hale @was"].id != cast["Anna Hale"].id


def test_ministries_of_two_countries_are_two() -> None:
    cast = cast_of(
        "The Iraqi Ministry of Defense accused Syria. The Syrian Ministry of Defense denied it.",
        "The Iraqi Ministry of Defense", "The Syrian Ministry of Defense",
    )  # fmt: skip
    assert codes(cast["The Iraqi Ministry of Defense"]) == ("IRQ", "GOV")
    assert codes(cast["The Syrian Ministry of Defense"]) == ("SYR", "GOV")


def test_a_part_of_a_group_is_not_the_group() -> None:
    cast = cast_of(
        "Islamic State claimed the attack. Islamic State in Khorasan denied a part in it.",
        "Islamic State @claimed", "Islamic State in Khorasan",
    )  # fmt: skip
    assert cast["Islamic State @claimed"].id != cast["Islamic State in Khorasan"].id


@pytest.mark.parametrize(
    ("text", "who", "country", "sector"),
    [
        ("Iraqi police said ten people had died.", "Iraqi police", "IRQ", "COP"),
        ("Baghdad's health ministry counted ten dead.", "Baghdad's health ministry", "IRQ", "GOV"),
        ("The governor of Anbar resigned.", "The governor of Anbar", "IRQ", "GOV"),
        ("The Israeli army withdrew.", "The Israeli army", "ISR", "MIL"),
        ("The opposition leader was arrested.", "The opposition leader", None, "OPP"),
        ("Villagers fled to Mosul.", "Villagers", "IRQ", "CVL"),
        ("A judge in Kosovo freed him.", "A judge", "KOS", "JUD"),
        ("An aid agency sent food.", "An aid agency", "NGO", "SOC"),
        ("The former president fell ill.", "The former president", None, "ELI"),
        ("The attorney general resigned.", "The attorney general", None, "JUD"),
        ("The United Nations sent monitors.", "The United Nations", "UNO", None),
        ("NATO sent a ship.", "NATO", "IGO", "MIL"),
        ("Two of the soldiers were wounded in Idlib.", "Two of the soldiers", "SYR", "MIL"),
        ("Iraqi and Syrian troops met near Mosul.", "Iraqi and Syrian troops", None, "MIL"),
        ("Pro-government militia fired on the crowd.", "Pro-government militia", None, "PRM"),
        ("The Mosul Police Department said so.", "The Mosul Police Department", "IRQ", "COP"),
    ],
)
def test_codes(text: str, who: str, country: str | None, sector: str | None) -> None:
    assert codes(cast_of(text, who)[who]) == (country, sector)


def test_a_bare_name_has_no_codes() -> None:
    assert codes(cast_of("Hale said ten people had died in Mosul.", "Hale")["Hale"]) == (None, None)


def test_those_told_of_with_others_of_another_country_are_of_neither() -> None:
    cast = cast_of("U.S. soldiers and two other soldiers died in Mosul.", "two other soldiers")
    assert cast["two other soldiers"].country is None


def test_a_body_whose_part_changed_is_coded_by_date() -> None:
    text = "The Taliban said the road was open."
    assert codes(cast_of(text, "The Taliban", published="2009-05-01")["The Taliban"]) == (
        "AFG",
        "REB",
    )
    assert codes(cast_of(text, "The Taliban", published="2023-05-01")["The Taliban"]) == (
        "AFG",
        "GOV",
    )


def test_members_have_their_bodys_codes() -> None:
    cast = cast_of(
        "Hezbollah fired rockets. A spokesman for Hezbollah said so. The group's commander agreed.",
        "Hezbollah @fired", "A spokesman for Hezbollah", "The group's commander",
    )  # fmt: skip
    body = cast["Hezbollah @fired"]
    assert cast["A spokesman for Hezbollah"].member_of == body.id
    assert cast["The group's commander"].member_of == body.id
    assert codes(cast["The group's commander"]) == ("LBN", "REB")


def test_a_rank_is_of_the_police_where_there_is_no_army() -> None:
    cast = cast_of("Police closed the road in Mosul. An officer was hurt.", "An officer")
    assert cast["An officer"].sector == "COP"


def test_one_word_of_a_name_stands_for_the_body() -> None:
    cast = cast_of(
        "The Tigris Revival Front attacked Mosul. The Front said it would not leave.",
        "The Tigris Revival Front", "The Front",
    )  # fmt: skip
    assert cast["The Tigris Revival Front"].id == cast["The Front"].id
    assert codes(cast["The Front"]) == ("IRQ", "REB")


def test_every_code_has_its_words() -> None:
    text = "The governor of Anbar met Iraqi police and a spokesman for Hezbollah in Mosul."
    for actor in cast_of(text, "The governor of Anbar", "Iraqi police").values():
        for name in ("country", "sector"):
            assert getattr(actor, name) is None or actor.evidence[name]


def test_what_the_encoder_takes_a_phrase_for_counts_where_no_word_tells() -> None:
    text = "Gunmen shot Karim Nadir and Judge Salma Aziz in Mosul."
    parsed = parse(text, (Block(kind="paragraph", span=(0, len(text))),))
    victims = {text.index(n): n for n in ("Karim Nadir", "Judge Salma Aziz")}
    spans = [(at, at + len(n)) for at, n in victims.items()]
    cast = resolve_actors(parsed, [], spans, COUNTRIES.get, sectors=dict.fromkeys(spans, "CVL"))
    sectors = {a.name: a.sector for a in cast.actors}
    assert sectors["Karim Nadir"] == "CVL"
    assert sectors["Salma Aziz"] == "JUD"  # her title says what she is


def test_all_are_of_the_country_that_a_report_is_all_about() -> None:
    text = (
        "Basra's market burned, Hamid Salem said. Traders from Mosul and Kirkuk had come to Iraq's "
        "south. Iraqi firemen saved what they could."
    )
    parsed = parse(text, (Block(kind="paragraph", span=(0, len(text))),))
    at = text.index("Hamid Salem")
    named = [
        Place(id=name, name=name, mentions=((text.index(name), text.index(name) + len(name)),),
              country="IRQ", precision=1, confidence=0.9)
        for name in ("Basra", "Mosul", "Kirkuk")
    ]  # fmt: skip
    cast = resolve_actors(parsed, [(at, at + 11)], [], COUNTRIES.get, places=named)
    (speaker,) = [a for a in cast.actors if a.name == "Hamid Salem"]
    assert speaker.country == "IRQ"
    assert speaker.evidence["country"]
    abroad = text.replace("Mosul", "Paris").replace("Kirkuk", "Izmir")
    parsed = parse(abroad, (Block(kind="paragraph", span=(0, len(abroad))),))
    far = [named[0]] + [
        named[0].model_copy(update={"id": n, "country": c,
                                    "mentions": ((abroad.index(n), abroad.index(n) + 5),)})
        for n, c in (("Paris", "FRA"), ("Izmir", "TUR"))
    ]  # fmt: skip
    cast = resolve_actors(parsed, [(at, at + 11)], [], COUNTRIES.get, places=far)
    (speaker,) = [a for a in cast.actors if a.name == "Hamid Salem"]
    assert speaker.country is None


def test_whose_campaign_it_is() -> None:
    _, cast = speakers(
        "Awa Diallo said the count was wrong. The Diallo campaign asked for another one."
    )
    assert cast["Awa Diallo"].sector == "PTY"


@pytest.mark.parametrize(
    "text",
    [
        "Six people were killed by a bomb at the livestock market in Baidoa on Friday, the "
        "regional health officer, Asha Nur, said.",
        "A grenade killed two worshippers at a mosque on Wednesday morning, the imam, Asha Nur, "
        "said.",
        "Col. Nur said six gendarmes had been killed on Wednesday in an ambush near Ayorou.",
    ],
)
def test_a_name_beside_an_office_and_after_a_rank(text: str) -> None:
    who, _ = speakers(text)
    assert who[0] in ("Asha Nur", "Nur")
