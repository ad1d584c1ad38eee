"""Tolls by origin over time: the points, and the chart's geometry."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_links import FIRST, LAST, Collection

from sayso.linking.moments import moment
from sayso.record import Account, TollRange
from sayso.view.lettering import lines_of, width_of
from sayso.view.spread import spread
from sayso.view.toll_chart import HEIGHT, LEFT, MOST_LINES, WIDTH, Chart, toll_chart
from sayso.view.toll_times import Point, toll_points


def points(gao: Collection) -> list[Point]:
    return toll_points(gao.incidents[0], gao.links.origins, gao.reports)


def chart(gao: Collection, found: list[Point] | None = None) -> Chart:
    bounds = gao.incidents[0].tolls["killed"]
    made = toll_chart("killed", points(gao) if found is None else found, bounds, contested=True)
    assert made is not None
    return made


def point(origin: str, told: str | None, **figures: int | None) -> Point:
    value = str(next(iter(figures.values()), "many"))
    account = Account(value=value, origins=(origin,), reports=(), **figures)  # type: ignore[arg-type]
    return Point("killed", origin, origin.upper(), account, told, moment(told), ())


def test_points_stand_in_the_order_of_their_telling(gao: Collection) -> None:
    assert [(p.told, p.name, p.effect, p.account.value, p.state) for p in points(gao)] == [
        (FIRST, "villagers", "killed", "at least 10", ""),
        ("2020-05-04T09:00:00+00:00", "The governor of Gao", "killed", "12", "superseded by 14"),
        (LAST, "The governor of Gao", "killed", "14", ""),
        (None, "The governor of Gao", "injured", "9", ""),
    ]


def test_of_a_value_that_two_tell_each_has_the_time_of_its_own_reports(gao: Collection) -> None:
    shared = (
        gao.incidents[0]
        .accounts["killed"][0]
        .model_copy(update={"origins": ("o1", "o2"), "reports": ("r_daily", "r_herald", "r_post")})
    )
    incident = gao.incidents[0].model_copy(update={"accounts": {"killed": (shared,)}})
    found = toll_points(incident, gao.links.origins, gao.reports)
    assert [(p.name, p.told, p.reports) for p in found] == [
        ("villagers", FIRST, ("Example Daily", "Example Herald")),
        ("The governor of Gao", LAST, ("Example Post",)),
    ]


def test_an_origin_is_a_line_of_steps_from_mark_to_mark(gao: Collection) -> None:
    villagers, governor = chart(gao).lines
    assert [(m.hollow, m.up, m.denied) for m in governor.marks] == [
        (True, False, False),
        (False, False, False),
    ]
    first, second = governor.marks
    assert first.x < second.x
    assert first.y > second.y, "more people stand higher"
    assert governor.path == f"M{first.x} {first.y}H{second.x}V{second.y}H{chart(gao).right}"
    assert villagers.marks[0].up, "at least"
    assert villagers.look != governor.look
    assert governor.label[0] == "14"


def test_a_contested_toll_has_a_band_from_its_lowest_to_its_highest(gao: Collection) -> None:
    made = chart(gao)
    villagers, governor = made.lines
    assert made.band == (governor.marks[-1].y, villagers.marks[0].y)
    bounds = gao.incidents[0].tolls["killed"]
    calm = toll_chart("killed", points(gao), bounds, contested=False)
    assert calm is not None
    assert calm.band is None


def test_one_figure_alone_is_no_chart(gao: Collection) -> None:
    assert toll_chart("injured", points(gao), None, contested=False) is None
    assert toll_chart("missing", points(gao), None, contested=False) is None


def test_equal_figures_of_two_origins_do_not_hide_each_other(gao: Collection) -> None:
    same = [point(o, FIRST, low=5, best=5, high=5) for o in "abc"]
    ends = [line.end_y for line in chart(gao, same).lines]
    assert len(set(ends)) == 3
    labels = sorted(line.label_y for line in chart(gao, same).lines)
    assert all(b - a >= 12.9 for a, b in pairwise(labels))


def test_a_range_reaches_and_a_denied_figure_is_crossed_out_of_the_line(gao: Collection) -> None:
    span = point("a", FIRST, low=4, best=6, high=9)
    no = point("a", LAST, low=20, best=20, high=20)
    no = replace(no, account=no.account.model_copy(update={"denied": True}))
    (line,) = chart(gao, [span, no]).lines
    reach, crossed = line.marks
    assert reach.high < reach.y < reach.low
    assert crossed.denied
    assert str(crossed.y) not in line.path
    assert line.label[0] == "4"


def test_who_only_denies_a_figure_is_not_said_to_give_it(gao: Collection) -> None:
    says, no = point("a", FIRST, low=40, best=40, high=40), point("b", LAST, best=40)
    no = replace(no, account=no.account.model_copy(update={"denied": True}))
    bounds = TollRange(low=40, best=40, high=40, rule="ucdp")
    made = toll_chart("killed", [says, no], bounds, contested=True)
    assert made is not None
    assert [line.label[0] for line in made.lines] == ["40", "not 40"]
    assert [bool(line.path) for line in made.lines] == [True, False]
    assert made.band is None, "there is nothing between 40 and 40"


def test_what_has_no_time_stands_apart(gao: Collection) -> None:
    made = chart(gao, [point("a", FIRST, best=3), point("b", None, best=5)])
    dated, undated = (line.marks[0].x for line in made.lines)
    assert made.undated_x == undated
    assert dated < undated
    alone = chart(gao, [point("a", None, best=3), point("b", None, best=5)])
    assert alone.x_ticks == ()


def test_too_many_origins_are_counted(gao: Collection) -> None:
    made = chart(gao, [point(f"o{i}", FIRST, best=i) for i in range(MOST_LINES + 3)])
    assert len(made.lines) == MOST_LINES
    assert made.left_out == 3


@pytest.mark.parametrize("most", [0, 1, 7, 10, 99, 100, 20_000, 1_500_000, 10**12, 10**400])
def test_the_scale_bears_any_number(gao: Collection, most: int) -> None:
    made = chart(gao, [point("a", FIRST, best=most), point("b", LAST, best=0)])
    heights = [tick.at for tick in made.y_ticks]
    assert all(width_of(tick.words, 10.5) <= LEFT - 6 for tick in made.y_ticks)
    assert 2 <= len(heights) <= 7
    assert heights == sorted(heights, reverse=True)
    assert all(0 < m.y < HEIGHT for line in made.lines for m in line.marks)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdefgh"),
            st.one_of(st.none(), st.dates().map(str)),
            st.integers(0, 10**6),
        ),
        min_size=2,
        max_size=20,
    )
)
def test_everything_is_within_the_chart(told: list[tuple[str, str | None, int]]) -> None:
    found = [point(o, t, best=n) for o, t, n in told]
    bounds = TollRange(low=0, best=None, high=10**6, rule="minmax")
    made = toll_chart("killed", found, bounds, contested=False)
    assert made is not None
    for line in made.lines:
        for mark in line.marks:
            assert LEFT <= mark.x <= made.right < WIDTH
            assert 0 < mark.y < HEIGHT


@given(
    st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(1, 50)), max_size=12),
)
def test_spread_keeps_the_order_and_lets_nothing_cover_another(
    row: list[tuple[float, float]],
) -> None:
    wishes, sizes = [w for w, _ in row], [s for _, s in row]
    found = spread(wishes, sizes, -2e3)
    order = sorted(range(len(row)), key=lambda i: (wishes[i], i))
    for a, b in pairwise(order):
        assert found[b] - found[a] >= (sizes[a] + sizes[b]) / 2 - 1e-6


def test_spread_moves_nothing_that_has_room() -> None:
    assert spread([10, 40, 90], [10, 10, 10], 0) == [10, 40, 90]
    assert spread([50, 50], [10, 10], 0) == [45, 55]
    assert spread([99, 99], [10, 10], 0, 100) == [90, 100]


@given(st.text(max_size=300), st.integers(1, 3))
def test_lines_fit_their_width(text: str, most: int) -> None:
    lines = list(lines_of(text, 120, 12, most))
    assert len(lines) <= most
    assert all(width_of(line, 12) <= 124 for line in lines)


def test_a_long_name_breaks_at_a_space_and_ends_in_an_ellipsis() -> None:
    first, last = lines_of("Ministry of the Interior of Somewhere", 100, 12, 2)
    assert first == "Ministry of the"
    assert last.startswith("Interior of")
    assert last.endswith("…")
