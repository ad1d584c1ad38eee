from __future__ import annotations

from linking_reports import attack

from sayso.linking.incidents.clusters import Cluster
from sayso.linking.incidents.happenings import Happening, happenings
from sayso.linking.incidents.ids import forwards, with_ids


def happening(report: str) -> Happening:
    (found,) = happenings(attack(report, f"Outlet {report}", "2020-05-03"))
    return found


A, B, C, D = (happening(f"r_{letter}") for letter in "abcd")


def clusters(*groups: tuple[Happening, ...]) -> list[Cluster]:
    return [Cluster(group) for group in groups]


def free(_: str) -> bool:
    """No other incident has the id."""
    return False


def test_a_new_cluster_has_an_id_of_its_founder() -> None:
    (one,), (two,) = with_ids(clusters((A, B)), {}, free), with_ids(clusters((A, C)), {}, free)
    assert one.id == two.id != with_ids(clusters((B,)), {}, free)[0].id


def test_a_cluster_keeps_the_id_of_most_of_its_events() -> None:
    before = {("r_a", "e1"): "i_old", ("r_b", "e1"): "i_other", ("r_c", "e1"): "i_other"}
    found = with_ids(clusters((A, B, C)), before, free)
    assert [c.id for c in found] == ["i_other"]
    assert forwards(found, before) == [("i_old", "i_other")]


def test_of_a_split_the_larger_part_keeps_the_id_and_a_forward_leads_to_the_rest() -> None:
    before = {(f"r_{x}", "e1"): "i_old" for x in "abc"}
    found = with_ids(clusters((A,), (B, C)), before, free)
    assert found[1].id == "i_old" != found[0].id
    assert forwards(found, before) == [("i_old", found[0].id)]


def test_of_equal_parts_the_earlier_founded_keeps_the_id() -> None:
    before = {(f"r_{x}", "e1"): "i_old" for x in "ab"}
    found = with_ids(clusters((A,), (B,)), before, free)
    assert found[0].id == "i_old" != found[1].id


def test_an_id_is_never_given_twice() -> None:
    (founded,) = with_ids(clusters((A,)), {}, free)
    before = {(f"r_{x}", "e1"): founded.id for x in "abc"}
    found = with_ids(clusters((A,), (B, C)), before, free)
    assert len({c.id for c in found}) == 2
    assert found[1].id == founded.id


def test_an_incident_without_its_events_is_gone() -> None:
    before = {("r_d", "e1"): "i_gone"}
    assert forwards(with_ids(clusters((A,)), before, free), before) == [("i_gone", None)]
