from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_reports import plain

from sayso.linking.copies.find import find_copies
from sayso.record import Block, Report

STORY = """Hundreds of herders blocked the road between Maralal and Baragoi on Tuesday after \
raiders drove off cattle from three villages overnight, witnesses and a chief told Example Wire.

The raiders came down from the hills shortly after midnight and opened fire on the guards at the \
boreholes, the chief, Peter Lekuton, said by telephone from Baragoi.

“We have buried two of our sons and we do not know where the others are,” he said. “The police \
post has had no vehicle since March.”

County officials said that a team had been sent to the area and that the animals were being \
tracked towards the Suguta valley, where earlier raids this year have ended without an arrest.

Traders in Maralal kept their shops closed for most of the day and lorries carrying maize to the \
north turned back at the roadblock, according to a driver who had waited there for six hours."""

OTHER = """The port authority of Tema has let a contract for two new cranes to a firm from Busan, \
its director told journalists on Friday at the end of a long round of bidding.

The cranes are to be in place before the cocoa season and will double the number of containers \
that can be lifted in an hour, he added, without naming the price that was agreed."""


def one(a: Report, b: Report, *more: Report):
    found = [c for c in find_copies([a, b, *more]) if {c.from_, c.to} == {a.id, b.id}]
    assert len(found) == 1
    copy = found[0]
    texts = {r.id: r.text for r in (a, b)}
    for a0, a1, b0, b1 in copy.spans:
        assert texts[copy.from_][a0:a1] == texts[copy.to][b0:b1]
    return copy


def words_edited(every: int) -> str:
    out = STORY.split(" ")
    out[::every] = ["however"] * len(out[::every])
    return " ".join(out)


EDITS = {
    "verbatim": STORY,
    "another headline": "Road blocked in the north\n\n" + STORY,
    "capitals": STORY.upper(),
    "straight quotes": STORY.replace("“", '"').replace("”", '"'),
    "one paragraph": STORY.replace("\n\n", " "),
    "first half": STORY[: len(STORY) // 2],
    "two paragraphs in another report": OTHER
    + "\n\n"
    + "\n\n".join(STORY.split("\n\n")[1:3])
    + "\n\n"
    + OTHER[::-1],
    "paragraphs shuffled": "\n\n".join(sorted(STORY.split("\n\n"))),
    "every ninth word replaced": words_edited(9),
    "note inserted": STORY.replace(
        "\n\n", "\n\nEditor's note: this paper takes no view of it.\n\n", 1
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edits_are_found(edit: str) -> None:
    a = plain("r_a", STORY, "Example Wire", "2021-03-02T08:00:00Z")
    b = plain("r_b", EDITS[edit], "Rift Daily", "2021-03-02T11:00:00Z")
    copy = one(a, b, plain("r_c", OTHER, "Port News", "2021-03-02"))
    assert (copy.from_, copy.to) == ("r_a", "r_b")


def test_kinds() -> None:
    a = plain("r_a", STORY, "Example Wire", "2021-03-02T08:00:00Z")

    def kind(text: str) -> str:
        return one(a, plain("r_b", text, "Rift Daily", "2021-03-02T11:00:00Z")).kind

    assert kind(EDITS["verbatim"]) == "reprint"
    assert kind(EDITS["note inserted"]) == "reprint"
    assert kind(EDITS["first half"]) == "excerpt"
    assert kind(EDITS["two paragraphs in another report"]) == "excerpt"
    assert kind(words_edited(8)) == "rewrite"


def test_sharing_only_a_speech_is_no_copy_of_the_report() -> None:
    speech = (
        "“We have buried two of our sons and we do not know where the others are, and the police "
        "post up here has had no vehicle and no radio since the month of March.”"
    )
    a = plain("r_a", OTHER + "\n" + speech + " So said the chief.", "A", "2021-03-02")
    b = plain(
        "r_b", "He spoke for long in the rain.\n" + speech + "\n" + STORY[:300], "B", "2021-03-03"
    )
    assert one(a, b).kind == "quotes"


def test_exact_copy_is_covered_whole() -> None:
    a = plain("r_a", STORY, "Example Wire", "2021-03-02")
    copy = one(a, plain("r_b", STORY, "Rift Daily", "2021-03-03"))
    assert copy.share == copy.share_from == 1.0
    assert len(copy.spans) == 1


def test_spans_split_where_the_typesetting_differs() -> None:
    a = plain("r_a", STORY, "Example Wire", "2021-03-02")
    copy = one(a, plain("r_b", STORY.replace("“", '"'), "Rift Daily", "2021-03-03"))
    assert copy.share == 1.0
    assert len(copy.spans) > 1


def test_unrelated_reports_are_not_linked() -> None:
    assert find_copies([plain("r_a", STORY, "A"), plain("r_b", OTHER, "B")]) == ()


FOOTER = (
    "Sign up for our newsletter and never miss a story from the region again. Follow us for more "
    "news, pictures and talk, and write to the editor at the address below if you saw it happen."
)


def numbered(n: int) -> str:
    """Text that repeats no run of words, nor that of another number."""
    return " ".join(f"word{(k * k * (n + 7) + 13 * n) % 997}" for k in range(150))


def test_standing_text_does_not_link() -> None:
    same_outlet = [
        plain(f"r_{n}", f"{numbered(n)}\n{FOOTER}", "Rift Daily", "2021-03-02") for n in range(6)
    ]
    assert find_copies(same_outlet) == ()
    for_months = [
        plain(f"r_{n}", f"{numbered(n)}\n{FOOTER}", f"Paper {n}", f"2021-0{n + 1}-02")
        for n in range(6)
    ]
    assert find_copies(for_months) == ()


def test_marked_boilerplate_does_not_link() -> None:
    def page(id_: str, n: int) -> Report:
        body = numbered(n)
        blocks = (
            Block(kind="paragraph", span=(0, len(body))),
            Block(kind="boilerplate", span=(len(body) + 1, len(body) + 1 + len(FOOTER))),
        )
        return plain(id_, f"{body}\n{FOOTER}", id_, blocks=blocks)

    assert find_copies([page("r_a", 1), page("r_b", 2)]) == ()


def test_a_wire_story_in_many_papers_is_not_standing_text() -> None:
    papers = [plain(f"r_{n:02}", STORY, f"Paper {n}", f"2021-03-{n + 1:02}") for n in range(25)]
    assert {(c.from_, c.to) for c in find_copies(papers)} == {
        ("r_00", f"r_{n:02}") for n in range(1, 25)
    }


def test_two_reprints_of_one_story_are_no_copies_of_each_other_unless_credited() -> None:
    wire = plain("r_a", STORY, "Example Wire", "2021-03-02T08:00:00Z")
    one_paper = plain("r_b", STORY, "Rift Daily", "2021-03-02T09:00:00Z")
    other = plain("r_c", STORY, "Lake Post", "2021-03-02T10:00:00Z")
    credited = plain(
        "r_d", "As Rift Daily reported:\n" + STORY, "Hill Post", "2021-03-02T11:00:00Z"
    )
    pairs = {(c.from_, c.to) for c in find_copies([wire, one_paper, other, credited])}
    assert pairs == {("r_a", "r_b"), ("r_a", "r_c"), ("r_a", "r_d"), ("r_b", "r_d")}


def test_stock_phrases_do_not_add_up_to_a_copy() -> None:
    phrases = (
        "was taken to the hospital in {} condition",
        "anyone with information is asked to call {}",
        "no arrests had been made as of {}",
        "police said on the night of {}",
        "the name of the victim was not {}",
    )
    a, b = (
        " ".join(p.format(w) + " " + numbered(n * 9 + i)[:400] for i, p in enumerate(phrases))
        for n, w in ((1, "good"), (2, "noon"))
    )
    assert find_copies([plain("r_a", a, "A"), plain("r_b", b, "B")]) == ()


def test_credit_goes_before_time() -> None:
    late = plain("r_wire", STORY, "Example Wire", "2021-03-02T12:00:00Z")
    early = plain("r_daily", STORY, "Rift Daily", "2021-03-02T09:00:00Z", agency="Example Wire")
    copy = one(late, early)
    assert (copy.from_, copy.to, copy.direction) == ("r_wire", "r_daily", "credit")


def test_a_credit_in_the_text() -> None:
    a = plain("r_wire", OTHER + "\n" + STORY, "Harbour Post", "2021-03-02T12:00:00Z")
    b = plain("r_b", "As Harbour Post reported:\n" + STORY, "B", "2021-03-02T09:00:00Z")
    copy = one(a, b)
    assert (copy.from_, copy.direction) == ("r_wire", "credit")
    assert "Harbour Post reported" in copy.why


def test_a_teller_of_a_block() -> None:
    a = plain("r_a", STORY, "Harbour Post", "2021-03-02T12:00:00Z")
    block = Block(kind="paragraph", span=(0, len(STORY)), teller="Harbour Post")
    b = plain("r_b", STORY, "B", "2021-03-02T09:00:00Z", blocks=(block,))
    assert one(a, b).from_ == "r_a"


def test_the_address_of_the_others_site() -> None:
    a = plain(
        "r_a", STORY, "Harbour Post", "2021-03-02T12:00:00Z", url="https://harbourpost.example/1"
    )
    b = plain(
        "r_b", STORY, "Mirror", "2021-03-02T09:00:00Z", url="https://www.harbourpost.example/1?x"
    )
    copy = one(a, b)
    assert (copy.from_, copy.direction) == ("r_a", "url")


def test_time_across_zones_then_unknown() -> None:
    a = plain("r_a", STORY, "A", "2021-03-02T12:00:00+03:00")
    b = plain("r_b", STORY, "B", "2021-03-02T10:00:00+00:00")
    assert (one(a, b).from_, one(a, b).direction) == ("r_a", "time")
    c = plain("r_c", STORY, "C")
    assert one(a, c).direction == "unknown"


def test_the_order_of_the_input_does_not_matter() -> None:
    reports = [
        plain(f"r_{n}", text, f"Paper {n}", "2021-03-02") for n, text in enumerate(EDITS.values())
    ]
    there, back = find_copies(reports), find_copies(reports[::-1])
    assert set(there) == set(back)


_SOME_WORDS = "the chief said raid’s “cattle” Suguta, valley. É 𝒳 don't"
WORDS = st.lists(st.sampled_from(_SOME_WORDS.split()), max_size=60)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS, st.sampled_from([" ", "  ", "\n\n", "\u200f "]))
def test_spans_are_equal_text(
    shared: list[str], before: list[str], after: list[str], gap: str
) -> None:
    a = plain("r_a", " ".join(shared), "A", "2021-03-02")
    b = plain("r_b", gap.join([*before, *shared, *after]), "B", "2021-03-03")
    texts = {"r_a": a.text, "r_b": b.text}
    for copy in find_copies([a, b]):
        last = 0
        for a0, a1, b0, b1 in copy.spans:
            assert texts[copy.from_][a0:a1] == texts[copy.to][b0:b1]
            assert b0 >= last
            last = b1


def test_empty_and_wordless_texts() -> None:
    assert find_copies([]) == ()
    assert find_copies([plain("r_a", ""), plain("r_b", "…"), plain("r_c", "one two")]) == ()


def test_a_thousand_reports_take_seconds() -> None:
    reports = [
        plain(f"r_{n}", " ".join(f"w{(k * k * k + n * n * k + n) % 99991}" for k in range(400)))
        for n in range(1000)
    ]
    begin = time.perf_counter()
    assert find_copies(reports) == ()
    assert time.perf_counter() - begin < 10
