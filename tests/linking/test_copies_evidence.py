"""What makes a copy, of which kind, which way: credits, quotations, and text that only looks so."""

from __future__ import annotations

import random

import pytest
from linking_reports import plain

from sayso.linking.copies.find import find_copies
from sayso.record import Block, Copy, Report

SPEECH = (
    "We have buried two of our sons and we do not know where the others are, and the police post "
    "up here has had no vehicle and no radio since the month of March"
)
WORDS = [f"{a}{b}" for a in "ba do ki lu me ro sa ti vu".split() for b in "n r s t l m k d".split()]


def prose(seed: int, words: int) -> str:
    """Sentences of ten words that no other seed has."""
    rng = random.Random(seed)
    chosen = [rng.choice(WORDS) + rng.choice(WORDS) for _ in range(words)]
    return " ".join(
        " ".join(chosen[i : i + 10]).capitalize() + "." for i in range(0, len(chosen), 10)
    )


STORY = "\n\n".join(prose(n, 60) for n in range(4))


def copies(*reports: Report) -> tuple[Copy, ...]:
    return find_copies(reports)


@pytest.mark.parametrize(
    "credit",
    [
        "As Harbour Post reported:",
        "(Harbour Post)",
        "[Harbour Post]",
        "TEMA (Harbour Post) –",
        "— Harbour Post",
        "Harbour Post",
        "Source: the Harbour Post",
        "Republished with permission from Harbour Post",
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_a_credit_goes_before_the_clock(credit: str, last: bool) -> None:
    wire = plain("r_wire", STORY, "The Harbour Post", "2021-03-02T12:00:00Z")
    text = f"{STORY}\n\n{credit}" if last else f"{credit}\n\n{STORY}"
    early = plain("r_b", text, "Lake Courier", "2021-03-02T06:00:00Z")
    (copy,) = copies(early, wire)
    assert (copy.from_, copy.to, copy.direction) == ("r_wire", "r_b", "credit")
    assert "Harbour Post" in copy.why


def test_an_agency_by_its_letters() -> None:
    wire = plain("r_wire", STORY, "Agence France-Presse", "2021-03-02T12:00:00Z")
    early = plain("r_b", "TEMA (AFP) – " + STORY, "Lake Courier", "2021-03-02T06:00:00Z")
    (copy,) = copies(early, wire)
    assert (copy.from_, copy.direction) == ("r_wire", "credit")


def test_a_name_in_passing_is_no_credit() -> None:
    text = STORY + "\n\nThe Harbour Post building stood empty that week, and nobody was inside."
    a = plain("r_a", text, "Lake Courier", "2021-03-02T06:00:00Z")
    b = plain("r_b", STORY, "Harbour Post", "2021-03-02T12:00:00Z")
    (copy,) = copies(a, b)
    assert (copy.from_, copy.direction) == ("r_a", "time")


def test_the_address_of_a_reprint_that_names_the_original() -> None:
    a = plain("r_a", STORY, "Harbour Post", "2021-03-02T12:00:00Z")
    address = "https://harbour-post.example/2021/tema"
    b = plain("r_b", STORY, "Lake Courier", "2021-03-02T06:00:00Z", url=address)
    (copy,) = copies(a, b)
    assert (copy.from_, copy.direction) == ("r_a", "url")
    assert "harbour-post.example" in copy.why


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "‘{}’", "'{}'", "„{}“"])
def test_the_same_speech_is_no_copy_of_the_report(marks: str) -> None:
    said = marks.format(SPEECH + ",")
    a = plain("r_a", f"{prose(11, 60)}\n{said} the chief told a crowd.", "A", "2021-03-02")
    b = plain("r_b", f"{prose(12, 50)}\n{said} he said.\n{prose(13, 40)}", "B", "2021-03-03")
    (copy,) = copies(a, b)
    assert copy.kind == "quotes"


def test_an_apostrophe_opens_no_quotation() -> None:
    shared = "In the '90s " + prose(20, 60) + " The soldiers' wives left."
    a = plain("r_a", f"{shared}\n{prose(21, 60)}", "A", "2021-03-02")
    b = plain("r_b", f"{prose(22, 60)}\n{shared}", "B", "2021-03-03")
    assert [c.kind for c in copies(a, b)] == ["excerpt"]


EXPERT = (
    "Amina Sowah, an economist who served as director of the Tema port authority and is now "
    "president of the Volta Forum, a free trade advocacy group"
)


def test_who_an_expert_is_makes_no_copy() -> None:
    a = plain("r_a", f"{prose(31, 300)} Said {EXPERT}, as ever. {prose(32, 200)}", "A")
    b = plain("r_b", f"{prose(33, 200)} To {EXPERT}, nothing is lost. {prose(34, 300)}", "B")
    assert copies(a, b) == ()


def test_a_whole_paragraph_of_that_length_does() -> None:
    paragraph = f"\n\nIt was {EXPERT}.\n\n"
    a = plain("r_a", prose(31, 300) + paragraph + prose(32, 200), "A", "2021-03-02")
    b = plain("r_b", prose(33, 200) + paragraph + prose(34, 300), "B", "2021-03-03")
    assert [c.kind for c in copies(a, b)] == ["excerpt"]


def test_what_stands_under_all_reports_of_a_house_makes_no_copy() -> None:
    end = (
        "\n\nFollow our desk on every network and share this story with your friends today, or " * 1
    )
    end += "write to the editor at the address below if you saw it."
    a = plain("r_a", prose(41, 120) + end, "A", "2021-03-02")
    b = plain("r_b", prose(42, 120) + end, "B", "2021-03-03")
    assert copies(a, b) == ()


@pytest.mark.parametrize(("outlet", "words"), [("Lake Courier", 40), ("Harbour Post", 200)])
def test_what_comes_again_after_months_is_standing_text(outlet: str, words: int) -> None:
    shared = prose(44, words)
    a = plain("r_a", f"{prose(45, 30)}\n{shared}", "Harbour Post", "2021-03-02")
    later = plain("r_b", f"{shared}\n{prose(46, 30)}", outlet, "2021-11-03")
    sooner = plain("r_c", f"{shared}\n{prose(47, 30)}", outlet, "2021-03-04")
    assert [c.to for c in copies(a, later, sooner)] == ["r_c"]


def test_a_brief_that_is_the_end_of_another_report_does() -> None:
    end = prose(43, 40)
    a = plain("r_a", prose(41, 120) + "\n\n" + end, "A", "2021-03-02")
    b = plain("r_b", end, "B", "2021-03-03")
    assert len(copies(a, b)) == 1


def test_a_republishers_note_makes_no_copy() -> None:
    note = (
        "Editor's note: this report was first carried by another outlet of the coast and is "
        "printed here with the kind permission of its owners and of its writer."
    )

    def noted(id_: str, seed: int) -> Report:
        body = prose(seed, 60)
        blocks = (
            Block(kind="editor_note", span=(0, len(note))),
            Block(kind="paragraph", span=(len(note) + 1, len(note) + 1 + len(body))),
        )
        return plain(id_, f"{note}\n{body}", id_, blocks=blocks)

    assert copies(noted("r_a", 51), noted("r_b", 52)) == ()


def test_a_phrase_that_comes_twice_does_not_break_a_run() -> None:
    phrase = "the ministry of the interior in the capital"
    opening = f"Early on {phrase} was silent. {prose(61, 40)}"
    shared = f"{prose(62, 30)} Then {phrase} spoke at last. {prose(63, 30)}"
    a = plain("r_a", f"{opening}\n{shared}", "A", "2021-03-02")
    b = plain("r_b", shared, "B", "2021-03-03")
    (copy,) = copies(a, b)
    assert copy.share == 1.0
    assert [(b0, b1) for _, _, b0, b1 in copy.spans] == [(0, len(shared) - 1)]


def test_every_copy_says_why() -> None:
    a = plain("r_a", STORY, "A", "2021-03-02T08:00:00Z")
    b = plain("r_b", STORY[:400], "B", "2021-03-02T09:00:00Z")
    (copy,) = copies(a, b)
    assert "words in one run are shared" in copy.why
    assert "A published it at 2021-03-02T08:00:00Z" in copy.why


def test_the_address_of_an_original_on_another_site_decides_against_the_clock() -> None:
    a = plain("r_a", STORY, "Harbour Post", "2021-03-02T09:00:00Z", url="https://hp.example/7")
    b = plain("r_b", STORY, "Lake Courier", "2021-03-02T06:00:00Z", original="https://hp.example/7")
    (copy,) = copies(a, b)
    assert (copy.from_, copy.direction) == ("r_a", "url")
    assert "https://hp.example/7" in copy.why
