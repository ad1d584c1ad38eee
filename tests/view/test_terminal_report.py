"""A report in a terminal and in a pipe."""

import io
from dataclasses import dataclass

from rich.console import Console
from view_reports import wire_report

from sayso.record import Block, Report
from sayso.view.terminal import print_hits, print_report, print_rows


def printed(report: Report, width: int = 80, *, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="256" if colour else None,
    )
    print_report(report, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_a_pipe_gets_no_control_codes_and_no_line_over_the_width(wire: Report) -> None:
    out = printed(wire)
    assert "\x1b" not in out
    assert max(len(row) for row in out.splitlines()) <= 80


def test_the_text_stands_with_its_tellers_in_the_margin(wire: Report) -> None:
    rows = printed(wire).splitlines()
    note = next(row for row in rows if "Editor’s note: the Daily" in row)
    assert note.startswith("Example Daily ")
    title = next(row for row in rows if "Market attack near Gao" in row)
    assert title.startswith("  ")
    assert any(row.startswith("caption ") for row in rows)


def test_statements_say_who_through_whom_and_what(wire: Report) -> None:
    out = printed(wire, 160)
    row = next(r for r in out.splitlines() if r.startswith(" s1 "))
    assert "A police official › Radio Example (not named)" in row
    assert "states" in row
    inner = next(r for r in out.splitlines() if r.startswith(" s2 "))
    assert inner.index("villagers") > row.index("A police official"), "inner ones are indented"
    assert "denies" in next(r for r in out.splitlines() if r.startswith(" s3 "))


def test_events_have_their_voice_as_a_chain(wire: Report) -> None:
    out = squeezed(printed(wire, 320))
    chain = "Example Daily › Example Wire › A police official (via Radio Example) › villagers"
    for words in ("ASSAULT · firearms", "“open fire”", "River Brigade → traders", chain):
        assert words in out
    for words in (
        "at least ten killed",
        "2020-05-02",
        "Gao, Gao Region, MLI",
        "denied",
        "background",
    ):
        assert words in out


def test_colour_is_an_addition(wire: Report) -> None:
    assert "\x1b[" in printed(wire, colour=True)


def test_hostile_words_drive_no_terminal() -> None:
    text = "Title\n\nHe said \x1b]0;owned\x07\x1b[2J[bold]not markup[/bold] \u202eback."
    report = wire_report(
        text=text, blocks=(Block(kind="paragraph", span=(0, len(text)), teller="x\x1b[31m"),),
        title="\x1b[31mred", outlet="a\x9b2Jb", statements=(), events=(), loaded=(), actors=(),
        places=(), times=(), warnings=(), evidence={},
    )  # fmt: skip
    out = printed(report)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
    assert "[bold]not markup[/bold]" in out


def test_a_bare_report_prints() -> None:
    report = wire_report(
        text="", blocks=(), title=None, outlet=None, agency=None, byline=None, published=None,
        modified=None, language=None, url=None, statements=(), events=(), loaded=(), actors=(),
        places=(), times=(), warnings=(), evidence={},
    )  # fmt: skip
    assert "Untitled report" in printed(report)


def test_statements_that_contain_each_other_do_not_loop(wire: Report) -> None:
    one, two, three = wire.statements
    circle = (
        one.model_copy(update={"parent": "s2"}),
        two.model_copy(update={"parent": "s1"}),
        three,
    )
    out = printed(wire.model_copy(update={"statements": circle}), 160)
    assert [r.split()[0] for r in out.splitlines() if r.startswith(" s")] == ["s3", "s1", "s2"]


@dataclass(frozen=True)
class Hit:
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def test_lists_and_hits_name_each_report() -> None:
    console = Console(file=io.StringIO(), width=100)
    hit = Hit("r_1", "A title\x1b[2J", None, "2020-05-03T10:15:00Z", "… shot near Gao …", ((2, 6),))
    print_rows([hit, Hit("r_2", None, "Example Post", None)], console)
    print_hits([hit], console)
    out = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b" not in out
    for words in (
        "r_1",
        "A title",
        "2020-05-03",
        "r_2",
        "untitled",
        "no date",
        "… shot near Gao …",
    ):
        assert words in out


def test_a_hit_sets_its_title_and_its_outlet_apart() -> None:
    console = Console(file=io.StringIO(), width=100)
    hit = Hit("r_1", "Raid near Gao, police say", "Example Wire", "2020-05-03", "shot near Gao")
    print_hits([hit], console)
    first = console.file.getvalue().splitlines()[0]  # type: ignore[attr-defined]
    assert first == "Raid near Gao, police say · Example Wire · 2020-05-03 · r_1"


def test_attacks_have_all_that_took_part() -> None:
    from rich.console import Console

    from sayso import Reader
    from sayso.view.terminal import print_report

    console = Console(width=100, record=True, file=io.StringIO())
    text = (
        "Rebels bombed a power station near Gao on Monday, killing two guards and destroying three "
        "trucks, the army said."
    )
    print_report(Reader().read(text=text, published="2020-05-06"), console)
    shown = console.export_text()
    assert "Attacks" in shown
    assert "power station" in shown[shown.index("Attacks") :]
    assert "killed" in shown[shown.index("Attacks") :]
