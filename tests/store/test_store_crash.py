"""A program that is killed while it adds reports."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from store_reports import page_and_report

from sayso.store import Store

KILLED_WHILE_ADDING = """
import os, signal, sys
from sayso.store import Store, bulk_write
from store_reports import page_and_report

path, when, step = sys.argv[1], int(sys.argv[2]), sys.argv[3]
real = getattr(bulk_write, step)
calls = 0

def killed(*arguments):
    global calls
    calls += 1
    out = real(*arguments)
    if calls == when:
        os.kill(os.getpid(), signal.SIGKILL)
    return out

setattr(bulk_write, step, killed)
with Store.open(path) as store:
    for n in range(20):
        store.add(*page_and_report(n))
"""


@pytest.mark.parametrize("step", ["write_documents", "write_readings"])
def test_killed_in_the_middle_of_adding(location: str, step: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_ADDING, location, "8", step],
        env={"PYTHONPATH": f"{Path(__file__).parent}"},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    with Store.open(location) as store:
        assert store.check() == []
        stats = store.stats()
        # Seven were committed; nothing of the eighth is there.
        assert (stats.reports, stats.documents, stats.readings, stats.events) == (7, 7, 7, 7)
        assert [r.id for r in store.reports()] == [page_and_report(n)[1].id for n in range(7)]
        assert [store.add(*page_and_report(n)) for n in range(20)] == [False] * 7 + [True] * 13
        assert store.stats().reports == store.stats().documents == 20
        assert len(store.search("kirkuk", limit=100)) == 20
        assert store.check() == []
