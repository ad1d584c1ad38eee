from deciding import Log

from sayso.review.holding import holding


def numbers(log: Log) -> list[int]:
    return [d.number for d in holding(log)]


def test_what_was_undone_does_not_count_until_it_is_done_again() -> None:
    log = Log()
    first = log.add("r_a", "correct", "events.e1.type", "PROTEST")
    undo = log.undo(first)
    assert numbers(log) == []
    again = log.redo(undo)
    assert numbers(log) == [again]
    log.undo(again)
    assert numbers(log) == []


def test_undoing_a_replacement_brings_back_what_it_replaced() -> None:
    log = Log()
    first = log.add("r_a", "correct", "events.e1.type", "PROTEST")
    second = log.add("r_a", "correct", "events.e1.type", "ASSAULT", replaces=first)
    assert numbers(log) == [second]
    undo = log.undo(second)
    assert numbers(log) == [first]
    again = log.redo(undo)
    assert numbers(log) == [again]
