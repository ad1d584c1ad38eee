"""What the words of a statement's parts say: stance, hedges, kinds of sources, media, labels."""

from __future__ import annotations

import re

import pytest

from sayso.extract.statements.labels import labelled
from sayso.extract.statements.media import medium
from sayso.extract.statements.quoting import QuoteMap, kind_of, with_marks
from sayso.extract.statements.sentences import sentence_around
from sayso.extract.statements.sources import describe
from sayso.extract.statements.stance import hedges, stance
from sayso.language.quotes import find_quotes
from sayso.record import Block, Span


def whole(text: str) -> Span:
    return (0, len(text))


def at(text: str, words: str) -> Span:
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    assert found is not None
    return found.span()


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "it was over", "states"),
        ("has claimed", "victory", "claims"),
        ("reportedly", "left", "claims"),
        ("is said", "to have left", "claims"),
        ("is believed", "that he left", "claims"),
        ("confirmed", "it", "confirms"),
        ("did not confirm", "it", "states"),
        ("has denied", "it", "denies"),
        ("refused", "to leave", "denies"),
        ("accused", "them of theft", "accuses"),
        ("fears", "a raid", "fears"),
        ("warned of", "a raid", "fears"),
        ("vowed", "to fight", "promises"),
        ("agreed", "to leave", "promises"),
        ("agreed", "that it was late", "states"),
        ("called for", "a truce", "asks"),
        ("called", "the raid a crime", "states"),
        ("ordered", "him to leave", "asks"),
        ("its claim", "that it won", "claims"),
        ("'s denial", "of the raid", "denies"),
    ],
)
def test_stance(cue: str, content: str, expected: str) -> None:
    text = f"{cue} {content}"
    assert stance(text, (whole(cue),), ((len(cue) + 1, len(text)),)) == expected


def test_hedges_with_their_words() -> None:
    text = "The suspected bomber allegedly fled"
    assert [text[a:b] for a, b in hedges(text, [whole(text)])] == ["suspected", "allegedly"]


@pytest.mark.parametrize(
    ("source", "kind", "anonymous"),
    [
        ("a senior official in the ministry", "official", True),
        ("the defence ministry", "official", False),
        ("the governor", "official", False),
        ("Two villagers", "witness", True),
        ("Maryam Yusuf, a shopkeeper", "witness", False),
        ("a commander of the rebels", "party", True),
        ("a spokesman for the militia", "party", True),
        ("The River Post newspaper", "outlet", False),
        ("a United Nations report", "document", False),
        ("an analyst at the Nile Institute", "expert", True),
        ("aid groups", "other", False),
        ("Yusuf", None, False),
        ("he", None, False),
        ("the source", None, True),
    ],
)
def test_sources(source: str, kind: str | None, anonymous: bool) -> None:
    found = describe(source, whole(source))
    assert found.kind == kind
    assert found.anonymous == anonymous or source == "a United Nations report"


def test_why_a_name_is_kept_back() -> None:
    text = "an officer, who asked not to be named because he was not authorised to speak"
    found = describe(text, whole(text))
    assert found.anonymous
    assert found.reason is not None
    assert text[slice(*found.reason)] == "because he was not authorised to speak"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("The mayor told Radio Delta that it was over.", "The mayor", "told", "that it was over",
         "Radio Delta"),
        ("The mayor told reporters that it was over.", "The mayor", "told", "that it was over",
         None),
        ("In a video carried by the group's channel, he said they had left.", "he", "said",
         "they had left", "the group's channel"),
        ('"We left," he wrote on the battalion\'s website.', "he", "wrote", '"We left,"',
         "the battalion's website"),
        ("The mayor said they had left.", "The mayor", "said", "they had left", None),
    ],
)  # fmt: skip
def test_media(text: str, source: str, cue: str, content: str, expected: str | None) -> None:
    found = medium(text, (at(text, cue),), [at(text, source), at(text, content)], whole(text))
    assert (found and text[slice(*found)]) == expected


def paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(
        Block(kind="paragraph", span=m.span()) for m in re.finditer(r"[^\n]+", text)
    )  # fmt: skip


def signs(text: str) -> list[tuple[str, str]]:
    blocks = paragraphs(text)
    found = labelled(text, blocks, QuoteMap(find_quotes(text, blocks)))
    return [(text[slice(*s.source)], text[slice(*s.content)]) for s in found]


def test_transcripts_and_signed_quotations() -> None:
    assert signs("GARCIA: I never said so.\n\nDE LA CRUZ (Lima): Nor I.") == [
        ("GARCIA", "I never said so."),
        ("DE LA CRUZ (Lima)", "Nor I."),
    ]
    assert signs("“We will stay.” — Ana Ruiz\n\n“So will we.” – Omar al-Hadi") == [
        ("Ana Ruiz", "“We will stay.”"),
        ("Omar al-Hadi", "“So will we.”"),
    ]


def test_what_only_looks_like_a_label() -> None:
    assert signs("Syria: what we know so far") == []
    assert signs("UN: no.") == []
    assert signs("“We will stay” — and they did, for a while.") == []


def test_kind_by_the_marks_that_are_the_speakers_own() -> None:
    text = '"The army told us to leave," she said.'
    quotes = QuoteMap(find_quotes(text, (Block(kind="paragraph", span=whole(text)),)))
    hers = at(text, '"The army told us to leave,"')
    assert kind_of((hers,), [at(text, "she"), at(text, "said")], quotes) == "direct"
    inner = at(text, "us to leave")
    assert kind_of((inner,), [at(text, "The army"), at(text, "told")], quotes) == "indirect"


def test_contents_take_the_marks_around_them() -> None:
    text = 'He said: "We left."'
    quotes = QuoteMap(find_quotes(text, (Block(kind="paragraph", span=whole(text)),)))
    assert with_marks(at(text, "We left."), [at(text, "said")], quotes) == at(text, '"We left."')


def test_the_sentence_of_a_cue() -> None:
    text = 'It rained. Gen. Omar Said told us so. "Yes." They left.'
    span = sentence_around(text, whole(text), at(text, "told"))
    assert text[slice(*span)].strip() == "Gen. Omar Said told us so."
