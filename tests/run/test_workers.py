"""Workers: every task gets an outcome, whatever a worker does; none outlives its parent."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_ins import Deadly, EndsAtStart, Hungry, NotSetUp, Square, pid_then_sleep, raises

from sayso.errors import SaysoError
from sayso.run import pool as pool_module
from sayso.run.ray_actors import check_there
from sayso.run.workers import Failure, in_process, pool


def test_in_process(tmp_path: Path) -> None:
    with in_process() as workers:
        assert list(workers.map(Square(tmp_path), [3, 4])) == [(0, 9), (1, 16)]
        assert len(list(tmp_path.iterdir())) == 1


def test_each_worker_is_set_up_once_and_stays(tmp_path: Path) -> None:
    square = Square(tmp_path)
    with pool(2) as workers:
        assert sorted(workers.map(square, range(20))) == [(n, n * n) for n in range(20)]
        assert sorted(workers.map(square, range(5))) == [(n, n * n) for n in range(5)]
    assert 1 <= len(list(tmp_path.iterdir())) <= 2


def test_the_death_of_a_worker_costs_its_task_only(tmp_path: Path) -> None:
    deadly = Deadly(tmp_path, always=frozenset({3}), once=frozenset({5}))
    with pool(2) as workers:
        found = dict(workers.map(deadly, range(8)))
    died = found.pop(3)
    assert isinstance(died, Failure)
    assert (died.kind, "SIGKILL" in died.detail) == ("died", True)
    assert found == {n: n * n for n in range(8) if n != 3}


def test_no_second_try_where_none_is_wanted(tmp_path: Path) -> None:
    with pool(1) as workers:
        found = dict(workers.map(Deadly(tmp_path, once=frozenset({1})), range(3), retries=0))
    assert isinstance(found[1], Failure)
    assert (found[0], found[2]) == (0, 4)


@pytest.mark.parametrize("make", [in_process, lambda: pool(1)])
def test_a_function_that_raises(make: object) -> None:
    with make() as workers:  # type: ignore[operator]
        found = dict(workers.map(raises, range(3)))
    assert (found[0], found[2]) == (0, 2)
    assert (found[1].kind, found[1].detail) == ("raised", "ValueError: odd: 1")
    assert isinstance(found[1].error, ValueError)


@pytest.mark.parametrize("make", [in_process, lambda: pool(2)])
def test_a_function_that_cannot_be_set_up(make: object) -> None:
    with make() as workers, pytest.raises(SaysoError, match="no model here"):  # type: ignore[operator]
        list(workers.map(NotSetUp(), range(9)))


def test_workers_that_end_at_their_start() -> None:
    with pool(1) as workers, pytest.raises(SaysoError, match="exit code 3"):
        list(workers.map(EndsAtStart(), range(9)))


def test_tasks_are_drawn_as_they_are_needed(tmp_path: Path) -> None:
    drawn = 0

    def tasks() -> Iterator[int]:
        nonlocal drawn
        for n in range(10_000):
            drawn += 1
            yield n

    with pool(2) as workers:
        for done, _ in enumerate(workers.map(Square(tmp_path), tasks()), 1):
            assert drawn <= done + 2 * workers.size
            if done == 50:
                break


def test_a_worker_that_has_grown_is_replaced() -> None:
    limit = 60 << 20
    with pool(1, memory=limit) as workers:
        pids = [found for _, found in workers.map(Hungry(), range(12))]
    assert len(set(pids)) >= 2
    assert len(pids) == 12


def test_a_task_that_takes_all_memory_is_ended() -> None:
    # twice the limit is more than a worker takes by itself, and less than sixty tasks take
    with pool(1, memory=60 << 20) as workers:
        found = list(workers.map(takes_all, [0], retries=0))
    assert [(f.kind, f.detail) for _, f in found if isinstance(f, Failure)] == [
        ("died", "the worker took too much memory")
    ]


def takes_all(_: int) -> None:
    held = []
    while True:
        held.append(os.urandom(8 << 20))
        time.sleep(0.02)


def test_an_address_where_no_cluster_is() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        for given in (address, f"ray://{address}", "127.0.0.1:99999999"):
            with pytest.raises(SaysoError, match="no Ray cluster can be joined"):
                check_there(given)
        taken.listen()
        check_there(address)
    check_there("auto")


def test_one_thread_each(tmp_path: Path) -> None:
    before = dict(os.environ)
    with pool(1) as workers:
        assert list(workers.map(threads, [0])) == [(0, "1")]
    assert dict(os.environ) == before
    assert "OMP_NUM_THREADS" in pool_module.ONE_THREAD


def threads(_: int) -> str | None:
    return os.environ.get("OMP_NUM_THREADS")


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """Also when it is killed and can tell them nothing, in the middle of a task."""
    pid_file = tmp_path / "pid"
    script = tmp_path / "parent.py"
    script.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from stand_ins import pid_then_sleep\n"
        "from sayso.run.workers import pool\n"
        "if __name__ == '__main__':\n"
        f"    list(pool(1).map(pid_then_sleep, [{str(pid_file)!r}]))\n"
    )
    parent = subprocess.Popen([sys.executable, script])
    try:
        pid = int(wait_for(lambda: pid_file.exists() and pid_file.read_text()))
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    wait_for(lambda: not is_running(pid))


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(what: object, seconds: float = 60) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()  # type: ignore[operator]
        if found:
            return str(found)
        time.sleep(0.05)
    raise AssertionError("it never came")


def test_a_map_that_is_left_gives_its_tasks_up(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    with pool(2) as workers:
        for _ in workers.map(sleep_or_wait, [(True, pid_file), (False, pid_file)]):
            break
        pid = int(pid_file.read_text())
        wait_for(lambda: not is_running(pid))


def sleep_or_wait(task: tuple[bool, Path]) -> None:
    sleeps, pid_file = task
    if sleeps:
        pid_then_sleep(str(pid_file))
    wait_for(lambda: pid_file.exists() and pid_file.read_text())
