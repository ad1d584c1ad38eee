from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.times import TimeMention, find_times
from sayso.extract.times.words import LETTERS, lex
from sayso.language.parsing import parse
from sayso.record import Block

MISSED = pytest.mark.xfail(strict=True, reason="a known miss of the parse")


def times(text: str) -> list[TimeMention]:
    return find_times(parse(text, (Block(kind="paragraph", span=(0, len(text))),)))


def found(text: str) -> list[str]:
    return [text[slice(*m.span)] for m in times(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling resumed on May 3 near Sumy.", ["May 3"]),
        ("He was killed on 3 May 2020 in Balad.", ["3 May 2020"]),
        ("LIMA, 3 FEB 90 (AFP) -- A BOMB WENT OFF.", ["3 FEB 90"]),
        ("The Sept. 11 attacks were recalled.", ["Sept. 11"]),
        ("The convoy left on 2020-05-03 at dawn.", ["2020-05-03 at dawn"]),
        ("It was filed on 03/05/2020.", ["03/05/2020"]),
        ("A blast hit Kano late on Friday night.", ["late on Friday night"]),
        ("Two soldiers died two days ago.", ["two days ago"]),
        ("The strike began earlier this month.", ["earlier this month"]),
        ("Fighting eased in early May.", ["early May"]),
        ("Militias of the 1990s and mid-2015 raids.", ["the 1990s", "mid-2015"]),
        ("They met at 10:30 a.m. Friday.", ["10:30 a.m. Friday"]),
        ("The siege lasted for three months.", ["three months"]),
        ("A two-day curfew was imposed.", ["two-day"]),
        ("Every Monday the market is shelled.", ["Every Monday"]),
        ("Clashes fell between 3 and 5 May.", ["3", "5 May"]),
        ("It was closed from Monday to Wednesday.", ["Monday", "Wednesday"]),
        ("In the third quarter of 2019 attacks fell.", ["the third quarter of 2019"]),
        ("They fled in the summer of 2014.", ["the summer of 2014"]),
        ("THE GUERRILLAS ATTACKED THE POST YESTERDAY.", ["YESTERDAY"]),
        ("The 19th century fort was hit.", ["The 19th century"]),
        ("In nineteen ninety-six the road was mined.", ["nineteen ninety-six"]),
        ("A blast hit Kano early on Saturday.", ["early on Saturday"]),
        ("He fled in the early hours of Sunday.", ["the early hours of Sunday"]),
        ("The bridge was closed by mid-afternoon.", ["mid-afternoon"]),
        ("It came at 10pm (1900 GMT).", ["10pm (1900 GMT)"]),
        ("It came at 14:30 UTC+3 and 0530 hours.", ["14:30 UTC+3", "0530 hours"]),
        ("A patrol was hit at 121430Z JUN 14.", ["121430Z JUN 14"]),
        ("They met on 12.06.2014 and 2014/06/12.", ["12.06.2014", "2014/06/12"]),
        ("He died on 12 Rajab 1445.", ["12 Rajab 1445"]),
        ("He died on 15 Sha'ban 1443 AH.", ["15 Sha'ban 1443 AH"]),
        ("He died on 15 Shaʿban 1443 A.H.", ["15 Shaʿban 1443 A.H"]),
        ("The order of 1402/03/21 (solar hijri) was read.", ["1402/03/21 (solar hijri)"]),
        ("They marched on 22 Bahman.", ["22 Bahman"]),
        ("A rocket fell on Eid al-Fitr.", ["Eid al-Fitr"]),
        ("A rocket fell on the second day of Eid ul-Adha.", ["the second day of Eid ul-Adha"]),
        ("It was the eve of Tet in 1968.", ["the eve of Tet in 1968"]),
        ("The holy month of Ramadan began.", ["The holy month of Ramadan"]),
        ("The attack on Christmas Eve 2018 killed six.", ["Christmas Eve 2018"]),
        ("The attack in 2018 killed six.", ["2018"]),
        ("In the 19th and 20th centuries it stood.", ["19th", "20th centuries"]),
        ("Every other day and twice a week it rang.", ["Every other day", "twice a week"]),
        ("After weeks of fighting they fled.", ["weeks"]),
        ("The spring offensive failed.", ["spring"]),
        ("In the 1988 quarter it lost money.", ["the 1988 quarter"]),
        ("It was planned for March.", ["March"]),
        ("It was the last week of May.", ["the last week of May"]),
        ("The truce will last two weeks.", ["two weeks"]),
        ("It began Friday (1400 GMT).", ["Friday", "1400 GMT"]),
        ("The 1996 bombing killed two.", ["1996"]),
        (
            "In the early 1990s and at the end of the year.",
            ["the early 1990s", "the end of the year"],
        ),
        ("The two-week siege lasted only two weeks.", ["two-week", "two weeks"]),
        ("The third-quarter loss was the year-earlier loss.", ["third-quarter", "year-earlier"]),
        ("It fell in 146 B.C. at 5:30AM.", ["146 B.C.", "5:30AM"]),
        ("A few days ago it fell.", ["A few days ago"]),
        ("The Six-Day War is remembered.", ["Six-Day"]),
        ("He hid for the foreseeable future.", ["the foreseeable future"]),
        ("It fell from the same period last year.", ["the same period last year"]),
        ("It lost money in the current fiscal year.", ["the current fiscal year"]),
    ],
)
def test_finds_the_expression(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army may retreat and march on the town.",
        pytest.param("Jan Novak and April Jones were hurt.", marks=MISSED),
        "A 45-year-old farmer was shot; his wife is 40 years old.",
        "About 1,990 people and 2015 soldiers were there.",
        "It cost $1995 in all.",
        "Call 555-1987 now-defunct Mar Elias.",
        "Three-quarters of the force fled.",
        "The fall of the city was near; springs of water ran dry.",
        "He finished second in a second car.",
        "Ramadan Haddad and Rajab Aziz were hurt.",
        "Operation Dawn was over; they read of Operation Ramadan.",
        "The Mehr agency and two Asad brothers were there.",
        "About three-quarters of its grain is gone.",
        "It was named the company's future flagship.",
        "He soon left; come as soon as you can.",
        'The minister spoke on the programme "This Week" to the hosts.',
        "By the constitution of the Year III they ruled.",
        "Her eight-month-old son was hurt.",
        "The 2000 prisoners were freed.",
    ],
)
def test_leaves_alone_what_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The court will rule on Friday.", "future"),
        ("The court ruled on Friday.", "past"),
        ("The hearing is scheduled for Friday.", "future"),
        ("The two sides are to meet on Friday.", "future"),
        ("They would appeal against Friday's ruling.", None),
    ],
)
def test_tense_of_the_verb_gives_the_direction(text: str, tense: str | None) -> None:
    assert [m.tense for m in times(text)] == [tense]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The deadline was extended until Friday.", "future"),
        ("It had been due to end on Friday.", "past"),
        ("They said they would meet on Friday.", "future"),
        ("A dividend is payable Friday.", "future"),
    ],
)
def test_what_is_put_off_or_due_lies_ahead(text: str, tense: str) -> None:
    assert [m.tense for m in times(text)] == [tense]


def test_datelines_give_only_their_date() -> None:
    text = "KABUL, May 3, now\nShells fell on Tuesday."
    blocks = (Block(kind="dateline", span=(0, 17)), Block(kind="paragraph", span=(18, len(text))))
    assert [text[slice(*m.span)] for m in find_times(parse(text, blocks))] == ["May 3", "Tuesday"]


PIECES = [
    *("May", "3", ",", "-", "to", "and", "2020", "Friday", "the", "last", "of", "two", "days"),
    *("ago", "12", "5th", "1990s", "'", "99", "10:30", "a.m.", "March", "nineteen", "ninety"),
    *(
        "six",
        "early",
        "week",
        "quarter",
        "third",
        "on",
        "in",
        "a",
        "hundred",
        "\u200f",
        *("Eid al-Fitr", "Rajab", "1445", "AH", "Khordad", "0600Z", "(", "GMT", ")", "UTC+3"),
        *("12.06.2014", "2014/06/12", "121430Z JUN 14", "Q3", "FY14", "every", "night", "later"),
        "\U0001f642",
    ),
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_spans_are_in_order_and_within_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for mention in times(text):
        assert end <= mention.span[0] < mention.span[1] <= len(text)
        assert text[slice(*mention.span)].strip() == text[slice(*mention.span)]
        end = mention.span[1]


@given(st.text(alphabet="0123456789,./:-'thsn ", max_size=30))
def test_every_figure_has_a_letter(text: str) -> None:
    for word in lex(text, 0, len(text)):
        assert not word.classes or frozenset(word.classes) in LETTERS


def test_hostile_text_takes_linear_time() -> None:
    import time

    def took(size: int) -> float:
        text = "the last two hundred May 3 to 5 and " * size + "1" * size
        start = time.process_time()
        words = lex(text, 0, len(text))
        assert words
        return time.process_time() - start

    # The best of three: collecting the garbage of other tests may fall into any one of them.
    small, large = (min(took(size) for _ in range(3)) for size in (500, 5000))
    assert large < 40 * small
