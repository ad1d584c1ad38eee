"""Incidents in a terminal: who says how many, through which reports."""

import io

from rich.console import Console
from view_reports import Collection

from sayso.record import Incident
from sayso.view.collection_page import collection_page
from sayso.view.incidents_terminal import print_incidents
from sayso.view.origin_rows import origin_rows, told_beside


def printed(gao: Collection, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_incidents(gao.incidents, gao.links, gao.reports, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_each_origin_has_a_row_in_the_order_of_telling(gao: Collection) -> None:
    rows = origin_rows(gao.incidents[0], gao.links, gao.reports)
    assert [row.origin.name for row in rows] == ["villagers", "Amadou Sarr", "The governor of Gao"]
    assert [row.first for row in rows][2] == "2020-05-04T18:00:00+00:00"
    villagers, brigade, governor = rows
    assert [told.text for told in villagers.values["killed"]] == ["at least 10"]
    assert [told.state for told in brigade.values["actors"]] == ["denied"]
    assert [(t.text, t.state) for t in governor.values["killed"]] == [
        ("14", ""),
        ("12", "later 14"),
    ]


def test_a_copy_names_whose_text_it_carries(gao: Collection) -> None:
    row = origin_rows(gao.incidents[0], gao.links, gao.reports)[0]
    assert [(c.name, c.copy_of) for c in row.carriers] == [
        ("Example Daily", None),
        ("Example Herald", "Example Daily"),
    ]


def test_a_figure_is_quoted_in_the_exact_words_and_once(gao: Collection) -> None:
    row = origin_rows(gao.incidents[0], gao.links, gao.reports)[0]
    (quote,) = row.values["killed"][0].quotes
    assert quote.words.startswith("A police official told")
    assert quote.words[slice(*quote.mark)] == "at least ten"


def test_a_value_that_no_number_has_exactly_is_quoted_with_all_numbers(gao: Collection) -> None:
    incident = gao.incidents[0]
    fourteen = incident.accounts["killed"][2].model_copy(update={"low": 23, "best": 23, "high": 23})
    post = gao.reports["r_post"]
    event = post.events[0]
    parts = tuple(toll.model_copy(update={"effect": "killed"}) for toll in event.tolls)
    events = (event.model_copy(update={"tolls": parts}),)
    reports = {**gao.reports, "r_post": post.model_copy(update={"events": events})}
    accounts = {"killed": (fourteen,)}
    summed = incident.model_copy(update={"accounts": accounts})
    (row,) = origin_rows(summed, gao.links, reports)
    quotes = row.values["killed"][0].quotes
    assert [q.words[slice(*q.mark)] for q in quotes] == ["fourteen", "9"]


def test_a_title_before_a_name_ends_no_quote(gao: Collection) -> None:
    post = gao.reports["r_post"]
    text = post.text.replace("The governor of Gao said", "Mr. A. Touré, Gen. X and Dr. Y")
    shift = len(text) - len(post.text)
    (event,) = post.events
    toll = event.tolls[0]
    moved = toll.model_copy(update={"span": (toll.span[0] + shift, toll.span[1] + shift)})
    event = event.model_copy(update={"tolls": (moved,)})
    changes = {"text": text, "events": (event,), "blocks": ()}
    reports = {**gao.reports, "r_post": post.model_copy(update=changes)}
    row = origin_rows(gao.incidents[0], gao.links, reports)[2]
    (quote,) = row.values["killed"][0].quotes
    assert "Mr. A. Touré, Gen. X and Dr. Y on Monday that fourteen people" in quote.words


def test_two_reports_of_one_outlet_are_told_apart_by_their_dates(gao: Collection) -> None:
    herald = gao.reports["r_herald"].model_copy(
        update={"outlet": "Example Daily", "published": "2020-05-05"}
    )
    row = origin_rows(gao.incidents[0], gao.links, {**gao.reports, "r_herald": herald})[0]
    assert [c.name for c in row.carriers] == [
        "Example Daily, 2020-05-03",
        "Example Daily, 2020-05-05",
    ]


def test_a_row_tells_only_what_the_heading_does_not(gao: Collection) -> None:
    incident = gao.incidents[0]
    against = incident.accounts["actors"][:1]
    accounts = {**incident.accounts, "recipients": against, "date": incident.accounts["place"]}
    more = incident.model_copy(update={"accounts": accounts})
    assert told_beside(more, ["killed", "injured", "actors"]) == ["recipients"]
    disputed = more.model_copy(update={"contested": ("date",)})
    assert told_beside(disputed, ["killed", "injured", "actors"]) == ["recipients", "date"]


def test_an_incident_without_accounts_says_who_tells_of_it(gao: Collection) -> None:
    changes = {"accounts": {}, "agreed": {}, "contested": (), "tolls": {}}
    bare = Collection(gao.reports, gao.links, [gao.incidents[0].model_copy(update=changes)])
    out = " ".join(printed(bare, 120).split())
    assert "in Example Daily, Example Herald, Example Post" in out
    assert "who says" not in out


def test_reports_that_are_not_at_hand_are_named_by_id(gao: Collection) -> None:
    rows = origin_rows(gao.incidents[0], gao.links, {})
    assert {c.name for row in rows for c in row.carriers} == {"r_daily", "r_herald", "r_post"}
    assert all(told.quotes == () for row in rows for v in row.values.values() for told in v)


def test_the_print_says_what_is_agreed_and_what_contested(gao: Collection) -> None:
    out = " ".join(printed(gao, 200).split())
    for words in (
        "2020-05-02 · Gao, MLI · ASSAULT · firearms i_gao",
        "killed low 10, best 14, high 14 (rule: ucdp) ≠ contested",
        "≠ contested: by whom",
        "= agreed: place Gao",
        "= copy of Example Daily",
        "River Brigade (denied)",
        "12 (later 14)",
    ):
        assert words in out


def test_it_fits_eighty_columns_without_control_codes(gao: Collection) -> None:
    out = printed(gao, 80)
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
    out = printed(Collection(gao.reports, gao.links, incidents), 120).splitlines()
    heads = [row.split(" · ")[0] + row.rsplit(" ", 1)[1] for row in out if " i_" in row]
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
