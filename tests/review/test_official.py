"""What holds of a report for everybody."""

from __future__ import annotations

from review_reports import Deciding, report

from sayso.review.apply import Reviewed
from sayso.review.official import official

REPORT = report()


def type_of(found: Reviewed | None) -> str:
    assert found is not None
    return next(e.type for e in found.report.events if e.id == "e1")


def test_the_machine_holds_until_somebody_has_gone_through_it() -> None:
    log = Deciding()
    assert official(REPORT, log) is None
    log.add("correct", "events.e1.type", "PROTEST")
    log.add("flag", "events.e1")
    assert official(REPORT, log) is None
    log.add("confirm")
    assert type_of(official(REPORT, log)) == "PROTEST"


def test_alone_a_decision_holds_at_once() -> None:
    log = Deciding()
    log.add("correct", "events.e1.type", "PROTEST")
    assert type_of(official(REPORT, log, alone=True)) == "PROTEST"


def test_what_two_say_holds_and_where_they_differ_the_machine() -> None:
    log = Deciding()
    for who, status in (("Amal", "feared"), ("Jo", "denied")):
        log.add("correct", "events.e1.type", "PROTEST", who=who)
        log.add("correct", "events.e2.status", status, who=who)
        log.add("confirm", who=who)
    found = official(REPORT, log)
    assert type_of(found) == "PROTEST"
    assert found is not None
    assert found.report.events[1].status == "happened"


def test_an_adjudicator_has_the_last_word() -> None:
    log = Deciding()
    for who in ("Amal", "Jo"):
        log.add("correct", "events.e1.type", "PROTEST", who=who)
        log.add("confirm", who=who)
    log.add("correct", "events.e1.type", "COERCE", who="Zoë", stage="adjudication")
    assert type_of(official(REPORT, log)) == "COERCE"


def test_a_report_that_is_not_wanted_tells_of_nothing() -> None:
    log = Deciding()
    log.add("reject")
    found = official(REPORT, log)
    assert found is not None
    assert found.dismissed
    assert found.report.events == ()
    assert found.report.statements == ()
    assert found.report.text == REPORT.text
