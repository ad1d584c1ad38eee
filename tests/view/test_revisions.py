"""What was changed between two versions of an article, in sentences, words and records."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from sayso.record import (
    Actor,
    Block,
    Event,
    ReaderInfo,
    Report,
    Source,
    Statement,
    Toll,
)
from sayso.view.revision_words import record_changes
from sayso.view.revisions import Version, Words, revisions, word_changes
from sayso.view.revisions_page import revisions_page
from sayso.view.revisions_terminal import print_revisions, summary

TITLE = "Blast hits market in Kirkuk"


def report(*paragraphs: str, title: str = TITLE, **fields: object) -> Report:
    text, blocks = title, [Block(kind="title", span=(0, len(title)))]
    for paragraph in paragraphs:
        start = len(text) + 2
        text = f"{text}\n\n{paragraph}"
        blocks.append(Block(kind="paragraph", span=(start, len(text))))
    given = {"id": "r_1", "title": title, "text": text, "blocks": tuple(blocks), **fields}
    return Report.model_validate({"reader": ReaderInfo(version="1"), **given})


def revision(before: Report, after: Report):
    times = ("2024-05-01T12:00:00+00:00", "2024-05-01T13:00:00+00:00")
    pairs = zip(times, (before, after), strict=True)
    (found,) = revisions([Version(n, *pair) for n, pair in enumerate(pairs, start=4)])
    return found


def told(found) -> list[tuple[str, str]]:
    return [
        (c.kind, "".join(f"[{w.op[0]}:{w.text}]" if w.op != "same" else w.text for w in c.words))
        for c in found.changes
    ]


FIRST = "A bomb killed at least 10 people in Kirkuk on Sunday, police said."
SECOND = "The governor denied that there had been a warning."
THIRD = "Shops near the river stayed closed for a week."


def test_words_inside_a_sentence() -> None:
    found = revision(
        report(f"{FIRST} {SECOND}"), report(f"{FIRST.replace('at least 10', '12')} {SECOND}")
    )
    assert told(found) == [
        ("changed", "A bomb killed [r:at least 10 ][a:12 ]people in Kirkuk on Sunday, police said.")
    ]
    assert (found.number, found.reading, found.same) == (2, 5, 2)
    assert (found.before, found.seen) == ("2024-05-01T12:00:00+00:00", "2024-05-01T13:00:00+00:00")
    assert summary(found) == "1 changed, 2 as before"


def test_sentences_that_come_and_go() -> None:
    found = revision(report(FIRST, SECOND), report(FIRST, THIRD))
    assert told(found) == [("removed", f"[r:{SECOND}]"), ("added", f"[a:{THIRD}]")]


def test_a_sentence_that_was_moved() -> None:
    found = revision(report(FIRST, SECOND, THIRD), report(THIRD, FIRST, SECOND))
    assert told(found) == [("moved", THIRD)]


def test_a_new_title_and_where_it_stands() -> None:
    found = revision(report(FIRST), report(FIRST, title="Blast hits bus station in Kirkuk"))
    assert told(found) == [("changed", "Blast hits [r:market ][a:bus station ]in Kirkuk")]
    assert found.changes[0].block == "title"
    assert found.record[0] == (
        "title: “Blast hits market in Kirkuk” → “Blast hits bus station in Kirkuk”"
    )


def test_only_the_words_count() -> None:
    before, after = report(f"{FIRST} {SECOND}"), report(f"{FIRST}  \n{SECOND}")
    assert revision(before, after).changes == ()
    split = report(FIRST, SECOND)
    assert revision(before, split).changes == (), "a new paragraph is no new sentence"


def test_alike_sentences_are_paired_in_order() -> None:
    old = [f"The {n} convoy reached the town of Balad at {n} in the evening." for n in "abc"]
    new = [s.replace("evening", "morning") for s in old]
    found = revision(report(*old), report(SECOND, *new))
    assert [c.kind for c in found.changes] == ["added", "changed", "changed", "changed"]
    assert all("[r:evening][a:morning]" in words for _, words in told(found)[1:])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Two men died.", "Two men died.", [("same", "Two men died.")]),
        ("Two men", "Three men", [("removed", "Two "), ("added", "Three "), ("same", "men")]),
        ("Two men died", "Two men", [("same", "Two men "), ("removed", "died")]),
        (
            "1,200 fled",
            "1,300 fled",
            [("removed", "1,200 "), ("added", "1,300 "), ("same", "fled")],
        ),
        ("", "New", [("added", "New")]),
    ],
)
def test_word_changes(old: str, new: str, words: list[tuple[str, str]]) -> None:
    assert list(word_changes(old, new)) == [Words(op, text) for op, text in words]


def test_several_versions() -> None:
    texts = [report(FIRST), report(FIRST, SECOND), report(FIRST, SECOND, THIRD)]
    found = revisions([Version(n, f"2024-05-0{n}", r) for n, r in enumerate(texts, start=1)])
    assert [(r.number, r.before, r.seen, len(r.changes)) for r in found] == [
        (2, "2024-05-01", "2024-05-02", 1),
        (3, "2024-05-02", "2024-05-03", 1),
    ]
    assert revisions([Version(1, "2024-05-01", texts[0])]) == []


def read(words: str, *, who: str, stance: str, toll: str, status: str = "happened") -> Report:
    """A record with one statement and one event with one toll."""
    plain = report(words)

    def span(part: str) -> tuple[int, int]:
        start = plain.text.index(part)
        return (start, start + len(part))

    number = int("".join(c for c in toll if c.isdigit()))
    return plain.model_copy(
        update={
            "actors": (Actor(id="a1", name=who, mentions=(span(who),)),),
            "statements": (
                Statement(
                    id="s1",
                    kind="indirect",
                    source=Source(span=span(who), actor="a1"),
                    content=(span(words.split(", ")[0]),),
                    stance=stance,
                ),
            ),
            "events": (
                Event(
                    id="e1",
                    type="ASSAULT",
                    mode="explosives",
                    anchor=span("killed"),
                    status=status,
                    tolls=(Toll(effect="killed", best=number, span=span(toll), phrase=toll),),
                ),
            ),
        }
    )


def test_what_is_different_in_the_record() -> None:
    words = "A bomb killed {} people in Kirkuk on Sunday, {} {}."
    before = read(words.format("10", "police", "said"), who="police", stance="states", toll="10")
    after = read(words.format("12", "police", "denied"), who="police", stance="denies", toll="12")
    assert record_changes(before, after) == [
        "killed: “10” → “12”",
        "police: states → denies “A bomb killed 12 people in Kirkuk on Sunday”",
    ]
    other = read(words.format("10", "a medic", "said"), who="a medic", stance="states", toll="10")
    assert record_changes(before, other) == [
        "statement “A bomb killed 10 people in Kirkuk on Sunday”: by police → by a medic"
    ]
    feared = read(
        words.format("10", "police", "said"),
        who="police",
        stance="states",
        toll="10",
        status="feared",
    )
    assert record_changes(feared, before) == [
        "killed: no number → “10”",
        "ASSAULT · explosives “killed”: feared → happened",
    ]
    assert record_changes(before, before) == []
    bare = report(before.text.split("\n\n")[1])
    assert record_changes(bare, before) == [
        "killed: no number → “10”",
        "new statement: police states “A bomb killed 10 people in Kirkuk on Sunday”",
        "new event: ASSAULT · explosives “killed”",
    ]
    assert record_changes(before, bare)[1:] == [
        "statement gone: police states “A bomb killed 10 people in Kirkuk on Sunday”",
        "event gone: ASSAULT · explosives “killed”",
    ]


def test_times_of_the_page() -> None:
    after = report(FIRST, modified="2024-05-01T12:00:00Z")
    found = revision(report(FIRST), after)
    assert found.record == ("modified: none → 2024-05-01 12:00 Z",)
    assert found.modified == "2024-05-01T12:00:00Z"


def shown(colour: bool) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=100, force_terminal=colour, color_system="standard" if colour else None
    )
    before, after = report(FIRST, SECOND), report(FIRST.replace("10", "12"), THIRD)
    print_revisions(after, [revision(before, after)], console)
    return out.getvalue()


def test_in_a_terminal_with_and_without_colours() -> None:
    plain = shown(colour=False)
    assert "~ A bomb killed at least [-10-] {+12+} people in Kirkuk" in plain
    assert f"+ {THIRD}" in plain
    assert f"- {SECOND}" in plain
    assert "\x1b" not in plain
    coloured = shown(colour=True)
    assert "[-" not in coloured
    assert "\x1b[9;31m10" in coloured
    assert "\x1b[32m12" in coloured


def test_what_is_shown_never_acts() -> None:
    evil = "\x1b]0;owned\x07<script>alert(1)</script> said two men."
    found = revision(report(FIRST), report(FIRST, evil, outlet="<b>Post</b>"))
    out = io.StringIO()
    print_revisions(report(FIRST, evil), [found], Console(file=out, width=80))
    assert "\x1b" not in out.getvalue()
    page = revisions_page(report(FIRST, evil, outlet="<b>Post</b>"), [found])
    assert "<script>" not in page
    assert "<b>Post" not in page
    assert "<ins>" in page


def test_a_page_of_an_article_that_was_not_changed() -> None:
    page = revisions_page(report(FIRST), [])
    assert "was not changed since it was first seen" in page
    assert "<del>" not in page


def test_a_text_that_was_written_anew() -> None:
    """Thousands of sentences are not compared with thousands."""
    old = [f"Sentence number {n} of the old text stands here." for n in range(600)]
    new = [f"Wholly other words, line {n}, in what came later." for n in range(600)]
    found = revision(report(" ".join(old)), report(" ".join(new)))
    assert {c.kind for c in found.changes} == {"removed", "added"}
    assert len(found.changes) == 1200
