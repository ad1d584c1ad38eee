"""How people work, from the log alone."""

from __future__ import annotations

from deciding import Log

from sayso.review.pace import pace


def test_breaks_do_not_count_and_the_median_is_over_reports() -> None:
    log = Log()
    log.add("r_a", "correct", "events.e1.type", "PROTEST")
    log.add("r_a", "reject", "events.e2", seconds=20)
    log.add("r_a", "confirm", seconds=301)
    log.add("r_b", "flag")
    log.add("r_b", "confirm", seconds=40)
    log.add("r_c", "confirm")
    (amal,) = pace(log)
    assert amal.seconds_a_report == 30.0
    assert (amal.reports, amal.decisions, amal.undone) == (3, 6, 0)
    assert amal.last == log[-1].made


def test_what_was_undone_is_no_report_gone_through_and_redoing_is_no_new_decision() -> None:
    log = Log()
    number = log.add("r_a", "confirm")
    undo = log.undo(number)
    assert (pace(log)[0].reports, pace(log)[0].undone) == (0, 1)
    log.redo(undo)
    assert (pace(log)[0].reports, pace(log)[0].decisions) == (1, 1)


def test_each_person_has_a_line_and_adjudicating_is_no_pace_of_coding() -> None:
    log = Log()
    log.add("r_a", "confirm", who="Jo")
    log.add("r_a", "correct", "title", "Talks", who="Amal", stage="adjudication")
    log.add("r_a", "confirm", who="Amal", stage="adjudication")
    amal, jo = pace(log)
    assert (amal.who, amal.seconds_a_report, amal.reports) == ("Amal", None, 0)
    assert (jo.who, jo.seconds_a_report, jo.reports) == ("Jo", None, 1)
    assert pace([]) == []
