"""Shards linked in blocks, by whatever workers: the same as all reports at once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from linking_reports import plain

from benchmarks.linking_scale import write_shards
from benchmarks.made_reports import Maker
from sayso.errors import NotFound, RunStopped, SaysoError
from sayso.gazetteer.build import default_path
from sayso.linking import link
from sayso.record import Block, Report
from sayso.run.linking import LinkedShards, link_shards, read_links
from sayso.run.linking.components import components, members, packs
from sayso.run.local import InProcess
from sayso.run.workers import Failure, pool, ray_cluster

pytest.importorskip("pyarrow")

FOOTER = """
Subscribe to our morning letter for stories like these and for all that our correspondents
see on the road, every weekday before seven, with nothing to pay until the end of next month.
"""
BLOCK = 40


def with_footer(report: Report, outlet: str, day: int) -> Report:
    """A report with the standing text of its outlet under it."""
    begin = len(report.text)
    text = report.text + FOOTER.replace("\n", " ")
    block = Block(kind="paragraph", span=(begin, len(text)))
    on = date(2021, 1, 1) + timedelta(days=day)
    return report.model_copy(
        update={
            "text": text,
            "blocks": (*report.blocks, block),
            "outlet": outlet,
            "published": on.isoformat(),
        }
    )


def collection() -> list[Report]:
    """Made-up reports, some with a footer, some undated or without outlet, one bare, one twice."""
    made = list(Maker(7, default_path(), 120).reports(130))
    for n in range(0, 36, 3):
        made[n] = with_footer(made[n], f"Lowland {('Post', 'Times')[n % 2]}", 4 * n)
    for n in (40, 77):
        made[n] = made[n].model_copy(update={"published": None})
    made[78] = made[78].model_copy(update={"outlet": None})
    made.insert(50, plain("r_bare", "Nothing is told here.", None, "2021-05-05"))
    made.append(made[3].model_copy(update={"title": "The same id again"}))
    return made


REPORTS = collection()
WANTED = link(REPORTS)


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards") / "read"
    write_shards(REPORTS, folder, size=17)
    return folder


def test_the_collection_has_something_of_everything() -> None:
    assert len(WANTED.copies) > 5
    assert any(len(i.telling) > 3 for i in WANTED.incidents)
    assert any(o.rules for o in WANTED.origins)
    # standing text links nobody: those with the footer have no copy because of it
    footed = {r.id for r in REPORTS if r.text.endswith(FOOTER.replace("\n", " "))}
    assert len(footed) == 12
    assert not any("Subscribe" in c.why for c in WANTED.copies)


@pytest.mark.parametrize("block", [BLOCK, 7, 4_000])
def test_in_blocks_is_as_all_at_once(shards: Path, tmp_path: Path, block: int) -> None:
    done = link_shards(shards, tmp_path / "links", block=block)
    assert read_links(tmp_path / "links") == WANTED
    assert (done.reports, done.copies) == (len(REPORTS) - 1, len(WANTED.copies))
    assert (done.origins, done.incidents) == (len(WANTED.origins), len(WANTED.incidents))
    assert not (tmp_path / "links" / "work").exists()


def test_shards_of_json_lines_and_another_rule(tmp_path: Path) -> None:
    write_shards(REPORTS, tmp_path / "read", size=50, format_="jsonl")
    link_shards(tmp_path / "read", tmp_path / "links", block=BLOCK, rule="minmax")
    assert read_links(tmp_path / "links") == link(REPORTS, rule="minmax")


def test_by_two_processes(shards: Path, tmp_path: Path) -> None:
    with pool(2) as workers:
        link_shards(shards, tmp_path / "links", workers=workers, block=BLOCK)
    assert read_links(tmp_path / "links") == WANTED


@pytest.mark.xdist_group("ray")
def test_on_a_ray_cluster_of_two_workers(shards: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    with ray_cluster("local", 2) as workers:
        link_shards(shards, tmp_path / "links", workers=workers, block=BLOCK)
    assert read_links(tmp_path / "links") == WANTED


class Stopping(InProcess):
    """Does so many tasks, and then none."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.left = most
        self.done = 0

    def map(
        self, function: Callable[[Any], Any], tasks: Iterable[Any], *, retries: int = 1
    ) -> Iterator[tuple[int, Any]]:
        for number, task in enumerate(tasks):
            if not self.left:
                yield number, Failure("raised", "OSError: no space", OSError(28, "no space"))
                return
            self.left -= 1
            self.done += 1
            for _, outcome in super().map(function, [task]):
                yield number, outcome


def test_stopped_again_and_again_it_goes_on(shards: Path, tmp_path: Path) -> None:
    whole = Stopping(-1)
    link_shards(shards, tmp_path / "whole", workers=whole, block=BLOCK)
    done, stops = 0, 0
    found: LinkedShards | None = None
    while found is None:
        some = Stopping(5)
        try:
            found = link_shards(shards, tmp_path / "links", workers=some, block=BLOCK)
        except RunStopped:
            stops += 1
        done += some.done
    assert stops > 5
    assert done == whole.done
    assert read_links(tmp_path / "links") == WANTED


KILLED = """
import os, signal, sys
from sayso.run.linking import link_shards, work

left = int(sys.argv[3])
real = work._put

def put(path, fill):
    global left
    left -= 1
    if left == 0:
        def fill(draft, whole=fill):
            whole(draft)
            os.kill(os.getpid(), signal.SIGKILL)
    real(path, fill)

work._put = put
link_shards(sys.argv[1], sys.argv[2], block=40)
"""


@pytest.mark.parametrize("when", [3, 30, 70])
def test_killed_in_the_middle_of_a_file(shards: Path, tmp_path: Path, when: int) -> None:
    out = tmp_path / "links"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(shards), str(out), str(when)],
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == -signal.SIGKILL
    with pytest.raises(NotFound, match="to its end"):
        read_links(out)
    link_shards(shards, out, block=BLOCK)
    assert read_links(out) == WANTED


def test_what_is_done_is_not_done_again(shards: Path, tmp_path: Path) -> None:
    first = link_shards(shards, tmp_path / "links", block=BLOCK)
    again = Stopping(0)
    assert link_shards(shards, tmp_path / "links", workers=again, block=BLOCK) == first
    assert again.done == 0


def test_other_shards_or_settings_want_another_folder(shards: Path, tmp_path: Path) -> None:
    link_shards(shards, tmp_path / "links", block=BLOCK)
    with pytest.raises(SaysoError, match="name another folder"):
        link_shards(shards, tmp_path / "links", block=BLOCK, rule="acled")
    with pytest.raises(RunStopped):
        link_shards(shards, tmp_path / "part", workers=Stopping(3), block=BLOCK)
    with pytest.raises(SaysoError, match="name another folder"):
        link_shards(shards, tmp_path / "part", block=BLOCK + 1)


def test_what_is_no_finished_run_is_refused(shards: Path, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="no folder of shards"):
        link_shards(tmp_path, tmp_path / "links")
    write_shards(REPORTS[:30], tmp_path / "read", size=10)
    (tmp_path / "read" / "part-00000-00001.json").unlink()
    with pytest.raises(SaysoError, match="1 shards"):
        link_shards(tmp_path / "read", tmp_path / "links")
    write_shards(REPORTS[:30], tmp_path / "lost", size=10)
    (tmp_path / "lost" / "part-00000-00001.parquet").unlink()
    with pytest.raises(SaysoError, match="not there any more"):
        link_shards(tmp_path / "lost", tmp_path / "links")
    (tmp_path / "lost" / "part-00000-00001.parquet").write_bytes(b"PAR1 no more PAR1")
    with pytest.raises(SaysoError, match="damaged"):
        link_shards(tmp_path / "lost", tmp_path / "links")


def test_a_worker_that_dies_stops_the_run_and_names_the_block(tmp_path: Path) -> None:
    write_shards(REPORTS[:30], tmp_path / "read", size=10)

    class Broken(InProcess):
        def map(
            self, function: Callable[[Any], Any], tasks: Iterable[Any], *, retries: int = 1
        ) -> Iterator[tuple[int, Any]]:
            for number, _ in enumerate(tasks):
                yield number, Failure("died", "signal 9")

    with pytest.raises(RunStopped, match="stage 'index', block 0: signal 9"):
        link_shards(tmp_path / "read", tmp_path / "links", workers=Broken())


def test_links_of_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no links"):
        read_links(tmp_path)


def test_tables_for_other_programs(shards: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    link_shards(shards, tmp_path / "links", block=BLOCK)
    found = {
        name: pq.read_table(tmp_path / "links" / name).to_pylist()
        for name in ("incidents", "events", "origins", "copies")
    }
    events = {(row["incident"], row["report"], row["event"]) for row in found["events"]}
    assert events == {(i.id, e.report, e.event) for i in WANTED.incidents for e in i.events}
    lines = {row["id"]: row for row in found["incidents"]}
    for incident in WANTED.incidents:
        line = lines[incident.id]
        assert json.loads(line["record"]) == incident.model_dump(mode="json")
        assert line["contested"] == list(incident.contested)
        assert (line["type"], line["earliest"]) == (incident.type, incident.earliest)
    assert {(row["from"], row["to"], row["kind"]) for row in found["copies"]} == {
        (c.from_, c.to, c.kind) for c in WANTED.copies
    }
    assert {row["id"] for row in found["origins"]} == {o.id for o in WANTED.origins}


def test_another_collection_in_the_place_of_one_that_was_removed(tmp_path: Path) -> None:
    for some in (REPORTS[:60], REPORTS[60:110]):
        write_shards(some, tmp_path / "read", size=20)
        link_shards(tmp_path / "read", tmp_path / "links", block=BLOCK, keep_work=True)
        assert read_links(tmp_path / "links") == link(some)
        shutil.rmtree(tmp_path / "read")
        shutil.rmtree(tmp_path / "links")


def test_components_and_packs() -> None:
    a, b = np.array([[7, 2, 3, 5], [6, 3, 9, 4]], dtype=np.int64)
    label = components(10, a, b)
    assert label.tolist() == [0, 1, 2, 2, 4, 4, 6, 6, 8, 2]
    chain = np.arange(999, dtype=np.int64)
    assert set(components(1000, chain + 1, chain)) == {0}
    packed = packs(label, 3)
    assert [held.tolist() for _, held in members(packed)] == [[0, 1], [2, 3, 9], [4, 5], [6, 7, 8]]
    assert len(set(packs(label, 100).tolist())) == 1


def test_the_order_of_shards_makes_no_difference(tmp_path: Path) -> None:
    once = {r.id: r for r in reversed(REPORTS)}
    write_shards(list(once.values()), tmp_path / "read", size=60)
    link_shards(tmp_path / "read", tmp_path / "links", block=BLOCK)
    assert read_links(tmp_path / "links") == link(list(once.values()))
