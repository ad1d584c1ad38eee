"""A list of incidents in a terminal: enough to choose one."""

import io

from rich.console import Console
from view_links import Collection

from sayso.record import Incident, TollRange
from sayso.view.collection_page import collection_page
from sayso.view.incidents_terminal import print_incidents


def printed(incidents: list[Incident], width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_incidents(incidents, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_an_incident_is_two_lines(gao: Collection) -> None:
    first, second, last = printed(gao.incidents, 120).splitlines()
    assert " ".join(first.split()) == "2020-05-02 Gao, MLI · ASSAULT · firearms i_gao"
    assert second.split(" · ")[0].strip() == "killed 10–14"
    assert "3 reports, 3 origins" in second
    assert "≠ contested: killed, by whom" in second
    assert last.strip() == "1 incident"


def test_none_is_told(gao: Collection) -> None:
    assert printed([], 80).strip() == "0 incidents"


def test_it_fits_eighty_columns_and_ids_stay_whole(gao: Collection) -> None:
    many = TollRange(low=10**40, best=10**40, high=None, rule="ucdp")
    name = gao.incidents[0].places[0].model_copy(update={"name": "Rather Long Name " * 9})
    changes = {"id": "i_0123456789ab", "tolls": {"killed": many}, "places": (name,)}
    out = printed([gao.incidents[0].model_copy(update=changes)], 80)
    assert "i_0123456789ab" in out
    assert "\x1b" not in out
    assert max(len(row) for row in out.splitlines()) <= 80


def test_the_last_possible_day_is_not_shown_as_the_day_and_the_latest_comes_first(
    gao: Collection,
) -> None:
    def dated(id_: str, earliest: str | None, latest: str | None) -> Incident:
        days = {"id": id_, "earliest": earliest, "latest": latest}
        return gao.incidents[0].model_copy(update=days)

    incidents = [
        dated("i_none", None, None),
        dated("i_day", "2020-05-02", "2020-05-02"),
        dated("i_month", "2020-05-01", "2020-05-31"),
        dated("i_by", None, "2020-05-03"),
    ]
    out = printed(incidents, 120).splitlines()
    heads = [row.split("  ")[0] + row.split()[-1] for row in out if " i_" in row]
    assert heads == [
        "2020-05-01 to 2020-05-31i_month",
        "by 2020-05-03i_by",
        "2020-05-02i_day",
        "no datei_none",
    ]
    page = collection_page(incidents, gao.links, gao.reports, "Gao")
    places = [page.index(f'<section class="incident" id="i_{i}"') for i in ("month", "by", "day")]
    assert places == sorted(places)
    assert "by 2020-05-03" in page
