"""Events: type, mode, roles, status, and what is no event at all."""

from __future__ import annotations

import pytest
from event_reading import cut, events, one, parsed, types
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.codebook import load_codebook
from sayso.extract.events import find_events


@pytest.mark.parametrize(
    ("text", "type_", "mode", "actors", "recipients"),
    [
        # active, passive, agentless
        ("Gunmen attacked an army base in Borno.", "ASSAULT", None, ["Gunmen"], ["an army base"]),
        (
            "Six soldiers were killed by rebels on Friday.",
            "ASSAULT",
            None,
            ["rebels"],
            ["Six soldiers"],
        ),
        ("Two men were shot in Naples.", "ASSAULT", "firearms", [], ["Two men"]),
        # nouns: by, on, possessives, between
        (
            "An attack by rebels on a convoy left the road blocked.",
            "ASSAULT",
            None,
            ["rebels"],
            ["a convoy"],
        ),
        (
            "Israel carried out an air strike against militants.",
            "ASSAULT",
            "aerial",
            ["Israel"],
            ["militants"],
        ),
        (
            "Clashes between Sudanese troops and militiamen went on.",
            "ASSAULT",
            None,
            ["Sudanese troops", "militiamen"],
            [],
        ),
        (
            "NATO's bombing of Belgrade lasted weeks.",
            "ASSAULT",
            "explosives",
            ["NATO"],
            ["Belgrade"],
        ),
        (
            "The convoy came under fire from militants.",
            "ASSAULT",
            None,
            ["militants"],
            ["The convoy"],
        ),
        # relative clauses, participles, conjunctions
        (
            "The protesters, who were arrested by police on Monday, are students.",
            "COERCE",
            "arrest",
            ["police"],
            ["The protesters"],
        ),
        (
            "A man arrested in Lyon on Friday is a baker.",
            "COERCE",
            "arrest",
            [],
            ["A man"],
        ),
        (
            "Turkish jets bombed rebel camps in northern Iraq.",
            "ASSAULT",
            "aerial",
            ["Turkish jets"],
            ["rebel camps"],
        ),
        ("His arrest came at dawn.", "COERCE", "arrest", [], ["His"]),
        # the other types
        ("India and Nepal agreed to share water.", "AGREE", None, ["India", "Nepal"], []),
        (
            "The French president met the Chinese premier in Paris.",
            "CONSULT",
            None,
            ["The French president"],
            ["the Chinese premier"],
        ),
        ("Chile praised Peru for its reply.", "SUPPORT", None, ["Chile"], ["Peru"]),
        ("The government lifted the curfew.", "CONCEDE", None, ["The government"], ["the curfew"]),
        (
            "Japan shared intelligence with Australia.",
            "COOPERATE",
            None,
            ["Japan"],
            ["Australia"],
        ),
        ("Norway sent aid to Malawi.", "AID", None, ["Norway"], ["Malawi"]),
        (
            "The rebels released two hostages.",
            "RETREAT",
            "release",
            ["The rebels"],
            ["two hostages"],
        ),
        ("Ghana urged Togo to open its border.", "REQUEST", "yield", ["Ghana"], ["Togo"]),
        ("Kenya accused Somalia of theft.", "ACCUSE", "allege", ["Kenya"], ["Somalia"]),
        ("Poland rejected the proposal.", "REJECT", None, ["Poland"], []),
        (
            "The group threatened to attack the dam.",
            "THREATEN",
            "violence",
            ["The group"],
            [],
        ),
        ("Nurses went on strike in Quito.", "PROTEST", "strike", ["Nurses"], []),
        (
            "The EU imposed sanctions on Belarus.",
            "SANCTION",
            "discontinue",
            ["The EU"],
            ["Belarus"],
        ),
        ("Mali deployed troops along the border.", "MOBILIZE", "troops", ["Mali"], ["the border"]),
        ("Police detained a journalist.", "COERCE", "arrest", ["Police"], ["a journalist"]),
    ],
)
def test_types_and_roles(
    text: str, type_: str, mode: str | None, actors: list[str], recipients: list[str]
) -> None:
    event = one(text, type_)
    assert event.mode == mode
    assert cut(text, event.actors) == actors
    got = cut(text, event.recipients)
    assert len(got) == len(recipients)
    assert all(g.startswith(r) for g, r in zip(got, recipients, strict=True))


@pytest.mark.parametrize(
    ("text", "status", "evidence"),
    [
        ("Rebels attacked the army base.", "happened", []),
        ("Rebels are attacking the army base.", "ongoing", ["attacking"]),
        ("Rebels plan to attack the army base.", "planned", ["plan"]),
        ("Rebels threatened to attack the army base.", "threatened", ["threatened"]),
        ("Police fear that rebels will attack the base.", "feared", ["fear"]),
        ("The army denied that guerrillas attacked the farm.", "denied", ["denied"]),
        ("Rebels did not attack the army base.", "denied", ["not"]),
        ("Rebels could attack the army base.", "hypothetical", ["could"]),
        ("If rebels attack the army base, it will fall.", "hypothetical", ["If"]),
        ("There was no attack on the army base.", "denied", ["no"]),
    ],
)
def test_status_with_its_words(text: str, status: str, evidence: list[str]) -> None:
    event = one(text, "ASSAULT")
    assert event.status == status
    assert cut(text, event.evidence.get("status", ())) == evidence


def test_announced_and_refused_acts_change_type() -> None:
    assert one("Russia will meet Chinese envoys on Friday.", "AGREE").status == "planned"
    refusal = one("Russia said it would not meet the Ukrainian president.", "REJECT")
    assert refusal.mode == "meet"
    assert types("The army will withdraw its troops from Gao.") == ["CONCEDE"]


def test_the_speaker_stands_for_the_pronoun() -> None:
    text = "Russia said it would not meet the Ukrainian president."
    assert cut(text, one(text, "REJECT").actors) == ["Russia"]


def test_what_an_act_did_joins_the_act() -> None:
    text = "A car bomb exploded in Mosul, killing 12 people and wounding 30."
    event = one(text, "ASSAULT")
    assert event.mode == "explosives"
    assert event.instrument_kind == "vehicle bomb"
    assert event.instrument is not None
    assert cut(text, (event.instrument,)) == ["car bomb"]
    assert event.actors == ()
    assert cut(text, event.evidence["type"]) == ["bomb", "exploded", "killing", "wounding"]


def test_two_acts_in_a_sentence_stay_two() -> None:
    text = "A bomb exploded in Herat, and gunmen attacked a police post in Kunduz."
    assert types(text) == ["ASSAULT", "ASSAULT"]


def test_a_headline_without_auxiliaries() -> None:
    text = "Six soldiers killed in ambush by rebels"
    event = one(text, "ASSAULT")
    assert cut(text, event.recipients) == ["Six soldiers"]
    assert cut(text, event.actors) == ["rebels"]


def test_upper_case_reads_like_lower_case() -> None:
    text = "GUERRILLAS ATTACKED THE FARM AND KILLED A PEASANT."
    found = events(text)
    assert found[0].type == "ASSAULT"
    assert cut(text, found[0].actors) == ["GUERRILLAS"]


@pytest.mark.parametrize(
    "text",
    [
        "The senator killed the bill.",
        "The team beat Chelsea after a late attack.",
        "The director shot the film in Rome.",
        "He suffered a heart attack at home.",
        "The striker's shot hit the bar in the final match.",
        "The earthquake killed 300 people.",
        "Her campaign attack ad hit a rival in the debate.",
        "The Attack on Titan series is a hit.",
        "The museum exploded in popularity.",
    ],
)
def test_no_violence_in_sports_metaphors_and_accidents(text: str) -> None:
    assert "ASSAULT" not in types(text)


def test_the_same_words_about_either_side_code_the_same() -> None:
    frame = "{} troops shelled a village, killing nine civilians, and {} denounced the attack."
    one_way = events(frame.format("Russian", "Ukraine"))
    other_way = events(frame.format("Ukrainian", "Russia"))
    assert [(e.type, e.mode, e.status, e.confidence) for e in one_way] == [
        (e.type, e.mode, e.status, e.confidence) for e in other_way
    ]


def test_long_past_happenings_are_background() -> None:
    assert one("In 2015, gunmen had killed 12 people at the paper.", "ASSAULT").background
    assert one("Two years ago rebels attacked the army base.", "ASSAULT").background
    assert not one("Rebels attacked the army base on Friday.", "ASSAULT").background
    assert one("Candles were lit a year since a bomb killed five people.", "ASSAULT").background
    assert one("Two years after the bombing, traders returned.", "ASSAULT").background
    assert not one("A year after the war began, a bomb killed nine men.", "ASSAULT").background


def test_confidence_is_a_prior_between_0_and_1() -> None:
    plain = one("Rebels kidnapped two nurses in Kaduna.", "ASSAULT")
    vague = one("There was an attack near the army base.", "ASSAULT")
    assert 0 < vague.confidence < plain.confidence <= 1


def test_contexts_have_evidence() -> None:
    text = "Terrorists bombed a polling station during the election."
    event = one(text, "ASSAULT")
    assert {"election", "terrorism"} <= set(event.contexts)
    assert "election" in cut(text, event.evidence["contexts"])


WORDS = str.split(
    "rebels attacked the army on Friday killing 12 people and a bomb exploded in Mosul , who were "
    "arrested by police denied that it would not meet at least 30 wounded ; his release . said "
    "to between two sides if no one among dead of dozens"
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_every_span_cuts_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for event in events(text):
        spans = [event.anchor, *event.actors, *event.recipients]
        spans += [s for group in event.evidence.values() for s in group]
        spans += [t.span for t in event.tolls] + [t.who for t in event.tolls if t.who]
        spans += [event.instrument] if event.instrument else []
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        for toll in event.tolls:
            assert toll.phrase == text[slice(*toll.span)]


def test_a_sentence_of_thousands_of_words_is_read_in_linear_time() -> None:
    text = "rebels attacked " + "and killed soldiers " * 400
    assert find_events(parsed(text), load_codebook())


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Camp attacked near Maiduguri", ["Camp"]),
        ("Boat attacked near Kisangani", ["Boat"]),
        ("Three policemen shot", ["Three policemen"]),
    ],
)
def test_a_headline_without_an_object_is_a_passive(text: str, recipients: list[str]) -> None:
    (event,) = events(text, "title")
    assert cut(text, event.actors) == []
    assert cut(text, event.recipients) == recipients


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead two lawyers outside a court in Lahore.",
        "Gunmen shot dead two brothers at a brick kiln.",
        "Gunmen shot dead a judge.",
    ],
)
def test_shot_dead_is_one_shooting(text: str) -> None:
    event = one(text, "ASSAULT")
    assert (event.mode, text[slice(*event.anchor)]) == ("firearms", "shot")
    assert cut(text, event.actors) == ["Gunmen"]
    assert [t.effect for t in event.tolls] == ["killed"]


def test_what_killed_is_the_act_with_it() -> None:
    text = "The grenade thrown into a nightclub in Lima killed four people."
    assert one(text, "ASSAULT").tolls[0].best == 4


def test_an_attack_hours_after_another_is_another() -> None:
    text = "Gunmen shot dead a teacher, hours after a grenade killed two worshippers."
    assert [[t.best for t in e.tolls] for e in events(text)] == [[1], [2]]


def test_in_a_quotation_they_are_not_the_one_who_speaks() -> None:
    text = "“They came in three pickups and killed seven of us,” the mayor said."
    assert "the mayor" not in cut(text, one(text, "ASSAULT").actors)


def test_who_tells_of_the_dead_is_none_of_them() -> None:
    text = "A strike killed four people on Friday, the director, Haftom Gebre, said."
    at = text.index("the director")
    source = (at, text.index(", said"))
    (event,) = find_events(parsed(text), load_codebook(), speaking=[source])
    assert [t.best for t in event.tolls] == [4]
    assert all("Gebre" not in words for words in cut(text, event.recipients))


@pytest.mark.parametrize(
    "text", ["The town remembers the bombing.", "Memorial for victims of the bombing"]
)
def test_what_is_remembered_is_long_past(text: str) -> None:
    assert one(text, "ASSAULT").background


def test_who_claims_responsibility_did_it() -> None:
    text = "The Sarawat Brigade claimed responsibility on Thursday for a rocket attack on a base."
    assert cut(text, one(text, "ASSAULT").actors) == ["The Sarawat Brigade"]
