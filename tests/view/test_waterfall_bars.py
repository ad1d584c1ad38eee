"""Why an event joined, as bars that begin where the one before ended."""

import pytest
from view_links import Collection

from sayso.record import EventRef, Join, Points
from sayso.view.waterfall_bars import WIDTH, scale_of, waterfall


def test_a_bar_begins_where_the_one_before_ended(gao: Collection) -> None:
    join = gao.incidents[0].joins[0]
    falls = waterfall(join, scale_of([join]))
    type_, place, day, actors = falls.bars
    assert type_.x == falls.zero
    assert place.x == pytest.approx(type_.x + type_.width, abs=0.2)
    assert day.x == pytest.approx(place.x + place.width, abs=0.2)
    assert actors.less
    assert actors.x + actors.width == pytest.approx(day.x + day.width, abs=0.2)
    assert [bar.value for bar in falls.bars] == ["+1.0", "+3.0", "+2.0", "−0.8"]
    assert falls.zero < falls.needed < WIDTH
    assert (falls.score, falls.enough) == ("5.2", "4.5")


def test_joins_share_a_scale_that_holds_what_is_below_nought() -> None:
    ref = EventRef(report="r", event="e1")
    low = Join(
        event=ref,
        to=ref,
        score=-3,
        needed=4.5,
        points=(Points(field="place", value=-3, words="far"),),
    )
    falls = waterfall(low, scale_of([low]))
    (bar,) = falls.bars
    assert 0 < bar.x < falls.zero < falls.needed <= WIDTH
