"""What takes too long is interrupted; what cannot be interrupted is ended with its worker."""

from __future__ import annotations

import signal
import time

import pytest

from sayso.run import limits
from sayso.run.limits import TookTooLong, within
from sayso.run.workers import Failure, pool


def test_in_time() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with within(30):
        pass
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_too_long_even_for_code_that_takes_any_error_for_its_own() -> None:
    def stubborn() -> None:
        try:
            time.sleep(60)
        except Exception:  # noqa: BLE001 - what is tested
            time.sleep(60)

    with pytest.raises(TookTooLong), within(0.05):
        stubborn()
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_worker_that_cannot_be_interrupted_is_ended() -> None:
    with pool(1) as workers:
        ((_, outcome),) = workers.map(deaf, [0], retries=0)
    assert isinstance(outcome, Failure)
    assert outcome.detail == "the worker took too long"


def deaf(_: int) -> None:
    limits._GRACE = 0.1
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    with within(0.1):
        time.sleep(600)
