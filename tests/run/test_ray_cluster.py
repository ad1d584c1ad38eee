"""A real Ray cluster of two nodes on this machine; a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_ins import Deadly, NotSetUp, StubMaker, Together, raises, stories, write_table

from sayso.errors import SaysoError
from sayso.run.reading import read_to
from sayso.run.workers import Failure, Workers, in_process, ray_cluster

pytest.importorskip("ray", reason="the extra sayso[ray] is not installed")
pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # of Ray's own making
    pytest.mark.xdist_group("ray"),  # one cluster at a time, with --dist loadgroup
]

MEMORY = 128 << 20


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": MEMORY, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    try:
        cluster.add_node(**node)
        with ray_cluster(cluster.address) as crew:
            yield crew
    finally:
        cluster.shutdown()


def test_the_size_is_that_of_the_cluster(workers: Workers) -> None:
    assert workers.size == 2


def test_tasks_are_done_by_actors_that_are_set_up_once(workers: Workers, tmp_path: Path) -> None:
    found = sorted(workers.map(Together(tmp_path), range(12)))
    assert found == [(n, n * n) for n in range(12)]
    pids = {int(p.name.removeprefix("setup-")) for p in tmp_path.iterdir()}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_an_actor_that_dies_costs_its_task_only(workers: Workers, tmp_path: Path) -> None:
    deadly = Deadly(tmp_path, always=frozenset({1}), once=frozenset({3}))
    found = dict(workers.map(deadly, range(6)))
    died = found.pop(1)
    assert isinstance(died, Failure)
    assert died.kind == "died"
    assert found == {n: n * n for n in range(6) if n != 1}


def test_a_worker_that_is_killed_from_outside(workers: Workers, tmp_path: Path) -> None:
    """The process of an actor is killed as the operating system would, in the middle of a run."""
    killed = False
    found = []
    for outcome in workers.map(Together(tmp_path), range(40)):
        found.append(outcome)
        if len(found) == 10 and not killed:
            killed = True
            pid = int(next(tmp_path.glob("setup-*")).name.removeprefix("setup-"))
            os.kill(pid, signal.SIGKILL)
    assert sorted(found) == [(n, n * n) for n in range(40)]
    assert killed


def test_what_goes_wrong_is_told(workers: Workers) -> None:
    found = dict(workers.map(raises, range(2)))
    assert found[0] == 0
    assert isinstance(found[1], Failure)
    assert found[1].detail == "ValueError: odd: 1"
    with pytest.raises(SaysoError, match="no model here"):
        list(workers.map(NotSetUp(), range(3)))


def test_a_run_whose_worker_is_killed_gives_the_same_shards(
    workers: Workers, tmp_path: Path
) -> None:
    table = write_table(tmp_path / "t.jsonl", stories(12))
    die = tmp_path / "die"
    die.touch()
    read_to(
        [table],
        tmp_path / "ray",
        workers=workers,
        shard_size=2,
        make_reader=StubMaker(die),
    )
    assert not die.exists()
    read_to([table], tmp_path / "here", workers=in_process(), shard_size=2, make_reader=StubMaker())
    assert shards(tmp_path / "ray") == shards(tmp_path / "here")


def test_real_reports_are_read_the_same(workers: Workers, tmp_path: Path) -> None:
    examples = Path(__file__).parents[2] / "examples" / "reports"
    sources = sorted(examples.glob("*.html"))[:1]  # one actor loads the models
    read_to(sources, tmp_path / "ray", workers=workers)
    read_to(sources, tmp_path / "here", workers=in_process())
    assert shards(tmp_path / "ray") == shards(tmp_path / "here")


def shards(out: Path) -> dict[str, bytes]:
    found = {path.name: path.read_bytes() for path in sorted(out.glob("part-*.parquet"))}
    assert found
    return found
