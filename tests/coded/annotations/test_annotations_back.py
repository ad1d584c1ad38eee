"""What was exported and comes back unchanged asks for nothing, however awkward the words are."""

from __future__ import annotations

import pytest
from annotated_reports import reads
from coded_files import asked_of, through
from hypothesis import HealthCheck, assume, given, settings

from sayso.store.snapshot import Read

FORMATS = ("brat", "web-annotation", "doccano", "label-studio", "records")


@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=reads())
def test_nothing_is_asked_of_what_comes_back(format_: str, read: Read) -> None:
    if format_ == "doccano":  # where two have the same words, and one of them in parts, it is lost
        assume(all(len(s.content) < 2 and len(s.cue) < 2 for s in read.report.statements))
    for coded in through(format_, read):
        found = asked_of(coded, read.report)
        assert found.changes == ()
        assert found.refused == ()
