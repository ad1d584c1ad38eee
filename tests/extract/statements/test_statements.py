"""Who says what: sentences of news, and what must come out."""

from dataclasses import dataclass

import pytest

from sayso.extract.statements import find_statements
from sayso.language.encoder import encode_report
from sayso.record import Block


@dataclass(frozen=True)
class Said:
    """A statement in words."""

    source: str | None
    cue: str
    content: str
    kind: str
    stance: str
    medium: str | None
    anonymous: bool


def statements(text: str, kind: str = "paragraph") -> list[Said]:
    blocks = []
    at = 0
    for words in text.split("\n\n"):
        blocks.append(Block(kind=kind, span=(at, at + len(words))))  # type: ignore[arg-type]
        at += len(words) + 2

    laid = tuple(blocks)

    def cut(span: tuple[int, int] | None) -> str | None:
        return text[slice(*span)] if span else None

    return [
        Said(
            source=cut(m.source),
            cue=" ".join(text[a:b] for a, b in m.cue),
            content=" … ".join(text[a:b] for a, b in m.content),
            kind=m.kind,
            stance=m.stance,
            medium=cut(m.medium),
            anonymous=m.anonymous,
        )
        for m in find_statements(text, laid, encode_report(text, laid))
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kind"),
    [
        (
            "Regional governor Oleh Marchenko said shelling had killed three people.",
            "Regional governor Oleh Marchenko",
            "said",
            "shelling had killed three people",
            "indirect",
        ),
        (
            "Twelve people were killed, a police official said.",
            "a police official",
            "said",
            "Twelve people were killed",
            "indirect",
        ),
        (
            "The attack, he added, was the worst since 2015.",
            "he",
            "added",
            "The attack … was the worst since 2015",
            "indirect",
        ),
        (
            '"They came at night," said Maryam Yusuf. "They burned everything."',
            "Maryam Yusuf",
            "said",
            '"They came at night," … "They burned everything."',
            "direct",
        ),
        (
            "According to the health ministry, 23 people were killed.",
            "the health ministry",
            "According to",
            "23 people were killed",
            "indirect",
        ),
        (
            "The general said the raid was “a great success” for his men.",
            "The general",
            "said",
            "the raid was “a great success” for his men",
            "mixed",
        ),
        (
            "It is believed that the bomber was a foreigner.",
            None,
            "is believed",
            "that the bomber was a foreigner",
            "indirect",
        ),
        (
            "The army denied that it had shelled the market.",
            "The army",
            "denied",
            "that it had shelled the market",
            "indirect",
        ),
        (
            "The UN called on both sides to stop fighting.",
            "The UN",
            "called on",
            "both sides to stop fighting",
            "indirect",
        ),
    ],
)
def test_one_statement(text: str, source: str | None, cue: str, content: str, kind: str) -> None:
    (only,) = statements(text)
    assert (only.source, only.cue, only.content, only.kind) == (source, cue, content, kind)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army denied that it had shelled the market.", "denies"),
        ("The group claimed that it had shot down a drone.", "claims"),
        ("The ministry confirmed that two soldiers had died.", "confirms"),
        ("The ministry accused the rebels of shelling the market.", "accuses"),
        ("Residents feared that the gunmen would return.", "fears"),
        ("The president vowed to punish the attackers.", "promises"),
        ("The mayor asked that the curfew be lifted.", "asks"),
    ],
)
def test_stance_is_what_the_cue_says(text: str, stance: str) -> None:
    assert statements(text)[0].stance == stance


def test_quoted_as_saying_is_two_statements() -> None:
    outer, inner = statements("State agency SANA quoted a source as saying the strike killed two.")
    assert outer.source == "State agency SANA"
    assert inner.source == "a source"
    assert inner.content == "the strike killed two"


def test_citing_gives_the_same_content_to_both() -> None:
    found = statements("Citing two officials, the paper said that the army had left Kupiansk.")
    assert {s.source for s in found} == {"two officials", "the paper"}
    assert {s.content for s in found} == {"that the army had left Kupiansk"}


def test_who_is_told_and_what_carries_it() -> None:
    assert statements("“We did not do this,” he told Radio Okapi.")[0].medium == "Radio Okapi"
    (video,) = statements("In a video posted online, the commander said his men had left.")
    assert video.medium == "a video posted online"


def test_sources_without_a_name() -> None:
    assert statements("A senior official said the talks had failed.")[0].anonymous
    assert not statements("The interior ministry said the talks had failed.")[0].anonymous
    assert not statements("Police spokesman Ali Karim said all was calm.")[0].anonymous


def test_a_headline_with_a_colon() -> None:
    (only,) = statements("Minister: truce is near", kind="title")
    assert (only.source, only.content) == ("Minister", "truce is near")


def test_a_topic_before_a_colon_does_not_speak() -> None:
    found = statements("Syria: what is known so far", kind="title")
    assert all(s.source != "Syria" and s.cue != ":" for s in found)


def test_an_open_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“We left our homes,” said Amina Bello. “There was no water.\n\n“We walked for days.”"
    (only,) = statements(text)
    assert only.content.endswith("“We walked for days.”")


def test_scare_quotes_are_no_statements() -> None:
    assert statements("The so-called “republic” issued new stamps.") == []


def test_nobody_says_nothing() -> None:
    assert statements("No group claimed responsibility for the attack.") == []


@pytest.mark.parametrize("size", [2_000, 20_000])
def test_a_wall_of_quotation_marks(size: int) -> None:
    assert statements('" ' * size + "he said.") is not None


def test_a_list_of_demands_belongs_to_who_demands_it() -> None:
    text = "The strikers demand:\n\n- back pay\n\n- the release of two men\n\nIt rained."
    kinds = ("paragraph", "list", "list", "paragraph")
    spans = [(0, 20), (22, 32), (34, 58), (60, 70)]
    blocks = tuple(
        Block(kind=kind, span=span)  # type: ignore[arg-type]
        for kind, span in zip(kinds, spans, strict=True)
    )
    (only,) = find_statements(text, blocks, encode_report(text, blocks))
    assert [text[a:b] for a, b in only.content] == ["- back pay\n\n- the release of two men"]
    assert only.stance == "asks"


def test_who_puts_a_figure_at_a_number() -> None:
    text = "Two men died, but the interior ministry has put the death toll at 11. It rained."
    assert ("the interior ministry", "has put", "the death toll at 11") in [
        (s.source, s.cue, s.content) for s in statements(text)
    ]


def test_claiming_responsibility_says_something() -> None:
    text = "The Bolan Column claimed responsibility in a text message to reporters."
    (only,) = statements(text)
    assert (only.source, only.stance) == ("The Bolan Column", "claims")
    assert only.content.startswith("responsibility")


def test_on_whose_word_somebody_says_it() -> None:
    found = statements(
        "Corvus Press quoted the health ministry as saying that, according to the National "
        "Hospital of Idlib, 21 people were killed on Tuesday when artillery shelled a market."
    )
    assert [s.source for s in found] == [
        "Corvus Press",
        "the health ministry",
        "the National Hospital of Idlib",
    ]


def test_a_source_is_more_than_its_article() -> None:
    found = statements(
        "According to the Orontes Observer: “An air strike killed thirteen people who were queuing "
        "for bread at a bakery in Idlib on Monday, the central hospital said.”"
    )
    assert found[-1].source == "the central hospital"


def test_what_an_act_did_is_said_with_it() -> None:
    (said,) = statements(
        "Armed men raided a customs post near Sikasso on Wednesday, killing two officers, "
        "Captain Moussa Diallo of the gendarmerie said."
    )
    assert said.content.endswith("killing two officers")
