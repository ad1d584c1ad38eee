"""One incident in a terminal."""

import io

from rich.console import Console
from view_chains import chains
from view_links import Collection

from sayso.view.incident_terminal import print_incident


def printed(gao: Collection, width: int = 200, *, why: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_incident(gao.incidents[0], gao.links, gao.reports, console, why=why)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_all_that_is_known_of_it_is_told(gao: Collection) -> None:
    out = " ".join(printed(gao).split())
    for words in (
        "2020-05-02 · Gao, MLI · ASSAULT · firearms i_gao",
        "3 reports, 3 independent origins",
        "killed low 10, best 14, high 14 (rule: ucdp) ≠ contested",
        "villagers Amadou Sarr The governor of Gao",
        "River Brigade (denied)",
        "12 (superseded by 14)",
        "= agreed",
        "River Brigade: accused by villagers; denied by Amadou Sarr",
        "2020-05-04 09:00 The governor of Gao killed 12 (superseded by 14) Example Post",
        "1 2020-05-03 10:15 Example Daily first, with villagers, Amadou Sarr",
        "2 2020-05-03 21:00 Example Herald copies Example Daily",
        "3 2020-05-04 18:00 Example Post adds The governor of Gao",
    ):
        assert words in out, words


def test_the_chain_is_a_tree_from_the_origin_to_the_reports(gao: Collection) -> None:
    rows = [" ".join(row.split()) for row in printed(gao).splitlines()]
    start = rows.index("villagers anonymous · by rule: deepest named, copied")
    assert rows[start + 1 : start + 6] == [
        "└── A police official",
        "└── Radio Example",
        "└── Example Wire agency",
        "└── Example Daily prints · 2020-05-03 10:15",
        "└── Example Herald reprint · 2020-05-03 21:00",
    ]


def test_why_its_events_are_one_is_told_when_asked_for(gao: Collection) -> None:
    assert "Why its events are one" not in printed(gao)
    out = " ".join(printed(gao, why=True).split())
    assert "Example Post “shelled” (e1) is one with Example Daily “open fire” (e1)" in out
    assert "place +3.0 4.0 same place: Gao" in out
    assert "actors -0.8 5.2 River Brigade, an army patrol" in out
    assert "together 5.2 4.5 needed" in out
    assert "“shooting” (e2) is one with “open fire” (e1): the report says so" in out


def test_a_circle_is_named() -> None:
    out = printed(chains())
    assert "circular: Morning Post ⇄ Evening Star" in out


def test_an_incident_without_accounts_says_who_tells_of_it(gao: Collection) -> None:
    changes: dict[str, object] = {"accounts": {}, "agreed": {}, "contested": (), "tolls": {}}
    changes |= {"standing": {}, "allegations": (), "telling": ()}
    bare = Collection(gao.reports, gao.links, [gao.incidents[0].model_copy(update=changes)])
    out = " ".join(printed(bare, 120).split())
    assert "in Example Daily, Example Herald, Example Post" in out
    assert "side by side" not in out
    assert "Who has it" not in out


def test_reports_that_are_not_at_hand_are_named_by_id(gao: Collection) -> None:
    bare = Collection({}, gao.links, gao.incidents)
    assert "r_herald" in printed(bare)


def test_it_fits_eighty_columns_without_control_codes(gao: Collection) -> None:
    hostile = [
        o.model_copy(update={"name": "\x1b[31mred\u202e [bold]x"}) for o in gao.links.origins
    ]
    links = type(gao.links)(gao.links.copies, tuple(hostile), gao.links.incidents)
    steps = gao.incidents[0].telling
    evil = tuple(s.model_copy(update={"told": "\x1b[2Jlater", "why": "\x1b[1m"}) for s in steps)
    incident = gao.incidents[0].model_copy(update={"telling": evil})
    for shown in (gao, Collection(gao.reports, links, [incident]), chains()):
        out = printed(shown, 80, why=True)
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert max(len(row) for row in out.splitlines()) <= 80


def test_many_origins_stand_in_several_tables() -> None:
    rows = printed(chains(), 40).splitlines()
    assert [row.split()[0] for row in rows if "≠ contested" in row].count("≠") == 3
