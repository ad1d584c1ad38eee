"""Accounts as rows, one for each independent origin: what the views show."""

from view_links import Collection

from sayso.view.origin_rows import origin_rows, standing


def test_each_origin_has_a_row_in_the_order_of_telling(gao: Collection) -> None:
    rows = origin_rows(gao.incidents[0], gao.links, gao.reports)
    assert [row.origin.name for row in rows] == ["villagers", "Amadou Sarr", "The governor of Gao"]
    assert [row.first for row in rows][2] == "2020-05-04T18:00:00+00:00"
    villagers, brigade, governor = rows
    assert [told.text for told in villagers.values["killed"]] == ["at least 10"]
    assert [told.state for told in brigade.values["actors"]] == ["denied"]
    assert [(t.text, t.state) for t in governor.values["killed"]] == [
        ("14", ""),
        ("12", "superseded by 14"),
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


def test_reports_that_are_not_at_hand_are_named_by_id(gao: Collection) -> None:
    rows = origin_rows(gao.incidents[0], gao.links, {})
    assert {c.name for row in rows for c in row.carriers} == {"r_daily", "r_herald", "r_post"}
    assert all(told.quotes == () for row in rows for v in row.values.values() for told in v)


def test_how_a_field_stands_comes_from_the_record(gao: Collection) -> None:
    incident = gao.incidents[0]
    fields = ("killed", "injured", "place")
    assert [standing(incident, f) for f in fields] == ["contested", "one_origin", "agreed"]
    earlier = incident.model_copy(update={"standing": {}})
    assert [standing(earlier, f) for f in fields] == ["contested", "", "agreed"]
