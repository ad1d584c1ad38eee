"""What came of taking a file in, in a terminal."""

from __future__ import annotations

import io

from rich.console import Console

from sayso.coded.taking import Taken, Told
from sayso.errors import Refused
from sayso.view.taken_terminal import print_taken


def printed(taken: Taken, *, dry_run: bool = False, limit: int | None = None) -> str:
    console = Console(width=160, file=io.StringIO(), record=True)
    print_taken(taken, console, dry_run=dry_run, limit=limit)
    return console.export_text()


def test_decisions_and_counts() -> None:
    nasty = "[bold]x\x1b[31m\u202e\n" + "long " * 40
    taken = Taken(
        [
            Told("r_1", "Amal", "correct", "actors.a1.name", "old", nasty),
            Told("r_1", "Amal", "reject", "events.e1", None, None),
            Told("r_1", "Amal", "confirm", "", None, None),
        ],
        records=5,
        same=4,
        empty=2,
        refused=[Refused("no")],
    )
    text = printed(taken, limit=2)
    assert "[bold]x" in text
    assert "\x1b" not in text
    assert "actors.a1.name" in text
    assert "all of it" not in text
    assert "1 more" in text
    assert "3 decisions written, 4 of 5 as they are already, 2 without a mark passed over" in text
    assert "1 refused" in text
    assert "all of it" in printed(taken)


def test_a_dry_run_says_so() -> None:
    assert "0 decisions would be written" in printed(Taken(), dry_run=True)


def test_things_are_named_in_words_not_as_json() -> None:
    place = {"id": "p9", "name": "Gao", "mentions": [[1, 4]]}
    toll = {"value": "7", "low": 7, "best": 7, "high": None}
    taken = Taken(
        [
            Told("r_1", "Amal", "add", "places.p9", None, place),
            Told("i_1", "Amal", "correct", "killed", {"low": 2, "best": 2, "high": 2}, toll),
            Told("r_1", "Amal", "correct", "statements.s1.source", {"span": [1, 4]}, None),
        ]
    )
    rows = [" ".join(row.split()) for row in printed(taken).splitlines()]
    assert "r_1 add places.p9 Gao" in rows
    assert "i_1 correct killed low 2, best 2, high 2 7, low 7, best 7" in rows
    assert 'r_1 correct statements.s1.source {"span": [1, 4]} nothing' in rows
