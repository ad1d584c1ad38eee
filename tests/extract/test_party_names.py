"""What is coded does not hang on the name of the party: the same words, the same events."""

from __future__ import annotations

import pytest
from event_reading import paragraphs

from sayso.extract.codebook import load_codebook
from sayso.extract.events import find_events
from sayso.language.parsing import parse_many

PARTIES = (
    "Israel",
    "Russia",
    "Turkey",
    "the IDF",
    "the FARDC",
    "Ukrainian troops",
    "Hamas",
    "the PKK",
    "M23",
    "the RSF",
    "Al Shabaab",
    "the Taliban",
)

FRAMES = {
    "{X} bombed the town on Tuesday.": "ASSAULT",
    "Officials said {X} struck the town on Tuesday.": "ASSAULT",
    "The village was raided by {X} at dawn.": "ASSAULT",
    "Witnesses said {X} had shelled a hospital.": "ASSAULT",
    "{X} attacked a convoy near the border.": "ASSAULT",
    "{X} struck Gaza City on Tuesday.": "ASSAULT",
    "{X} raided homes in the city overnight.": "ASSAULT",
    "{X} killed six farmers on Monday.": "ASSAULT",
    "Six people were killed by {X} in the town.": "ASSAULT",
    "{X}'s attack on the market left the road closed.": "ASSAULT",
    "The minister condemned the attack by {X} on the town.": "ASSAULT",
    "The governor accused {X} of attacking a village.": "ASSAULT",
    "{X} denied shelling the camp.": "ASSAULT",
    "{X} arrested two journalists, officials said.": "COERCE",
    "{X} condemned the government.": "ACCUSE",
    "{X} accused the mission of spying.": "ACCUSE",
    "{X} met the envoy in Geneva on Friday.": "CONSULT",
    "{X} withdrew from the valley.": "RETREAT",
    "{X} released nine prisoners.": "RETREAT",
    "{X} threatened to attack the port.": "THREATEN",
    "Thousands protested against {X} in the capital.": "PROTEST",
}

HEADLINES = {
    "{X} bombs town": "ASSAULT",
    "{X} attacks village": "ASSAULT",
    "{X} kills six in raid on village": "ASSAULT",
}


def _read(texts: list[str], kind: str) -> list[list[tuple[object, ...]]]:
    out = []
    parses = parse_many([(text, paragraphs(text, kind)) for text in texts])
    for text, found in zip(texts, parses, strict=True):
        names = [p.removeprefix("the ").split()[0] for p in PARTIES]
        out.append(
            [
                (
                    e.type,
                    e.mode,
                    e.status,
                    len(e.actors),
                    len(e.recipients),
                    any(n in text[a:b] for a, b in e.actors for n in names),
                    any(n in text[a:b] for a, b in e.recipients for n in names),
                    [(t.effect, t.phrase) for t in e.tolls],
                )
                for e in find_events(found, load_codebook())
            ]
        )
    return out


@pytest.mark.parametrize(
    ("frame", "kind", "type_"),
    [
        *((f, "paragraph", t) for f, t in FRAMES.items()),
        *((f, "title", t) for f, t in HEADLINES.items()),
    ],
)
def test_every_party_is_read_alike(frame: str, kind: str, type_: str) -> None:
    texts = [(t := frame.format(X=party))[0].upper() + t[1:] for party in PARTIES]
    found = dict(zip(PARTIES, _read(texts, kind), strict=True))
    first = found[PARTIES[0]]
    assert type_ in [event[0] for event in first]
    assert {party: events for party, events in found.items() if events != first} == {}


def test_both_sides_of_an_exchange() -> None:
    text = "Israel struck Gaza City on Tuesday. Hamas struck Ashkelon with rockets."
    assert [e[0] for e in _read([text], "paragraph")[0]] == ["ASSAULT", "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "The senator attacked the president over his tax plan.",
        "Donald Trump attacked China over the price of steel.",
        "Germany attacked well in the second half of the match and struck twice.",
    ],
)
def test_parties_alone_do_not_make_violence_of_words(text: str) -> None:
    assert "ASSAULT" not in [e[0] for e in _read([text], "paragraph")[0]]


def test_headline_with_two_clauses() -> None:
    text = "Gunmen kill 7 policemen in Baluchistan ambush; BLA claims attack"
    [found] = parse_many([(text, paragraphs(text, "title"))])
    events = find_events(found, load_codebook())
    assert [[text[a:b] for a, b in e.actors] for e in events] == [["Gunmen"], ["BLA"]]
    assert text[slice(*events[0].recipients[0])].startswith("7 policemen")
