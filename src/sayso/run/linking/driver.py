"""Links shards of coded reports: stage after stage, each a map over blocks of the one before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from sayso import __version__
from sayso.errors import RunStopped, SaysoError
from sayso.record import TollRule
from sayso.record.links import FORM
from sayso.run.linking import between
from sayso.run.linking.account_stages import Account
from sayso.run.linking.copy_stages import Candidates, Compare, Families, SpreadOfShingles
from sayso.run.linking.incident_stages import Group, Neighbours, Score
from sayso.run.linking.plan import Plan
from sayso.run.linking.report_stages import Group as ShardGroup
from sayso.run.linking.report_stages import Index, Notes, Sort
from sayso.run.linking.shards import digest, finished
from sayso.run.linking.story_stages import BLOCKS, Likely, Post, Weigh
from sayso.run.linking.work import Tables, arrow
from sayso.run.manifest import Marker
from sayso.run.workers import Failure, Workers, in_process

BLOCK = 2_048
"""Reports of a block: about as many as a worker has at hand."""
MOST_PARTS = 256

T = TypeVar("T")
Progress = Callable[[str, int, int], object]
"""Called with the name of a stage, how many of its blocks are done, and how many there are."""


@dataclass(frozen=True)
class LinkedShards:
    """What linking found.

    Attributes:
        reports: How many reports were linked.
        copies: Pairs of reports of which one has text from the other.
        origins: Different ones, over all incidents.
        incidents: How many there are.
        seconds: Seconds by the clock, by stage.
    """

    reports: int
    copies: int
    origins: int
    incidents: int
    seconds: dict[str, float]


def link_shards(
    shards: str | Path,
    out: str | Path,
    *,
    rule: TollRule = "ucdp",
    workers: Workers | None = None,
    block: int = BLOCK,
    keep_work: bool = False,
    progress: Progress | None = None,
) -> LinkedShards:
    """Link the reports of a folder of shards, all at once, as :func:`sayso.linking.link` does.

    The outcome is the same, whatever the workers and the size of a block. What a stage has done
    lies in ``out/work``: called again after it was cut short, linking goes on where it stopped.

    Args:
        shards: The folder that ``sayso read --out`` wrote, or its address. Of two reports with
            one id, the first counts.
        out: Where the outcome is written, as Parquet: the tables ``copies``, ``incidents``,
            ``events`` and ``origins``; :func:`read_links` reads them. All workers must reach it
            and ``shards`` by the same path.
        rule: How the tolls of an incident are combined to a range.
        workers: Who does it; None for this process.
        block: How many reports a worker looks at together.
        keep_work: Keep ``out/work`` when all is done.
        progress: Called as blocks are done.

    Raises:
        SaysoError: The folder holds no finished shards; ``out`` is of others, or of other
            settings; a block could not be done.
        RunStopped: A worker died, or the disk is full: what is done stays.
        MissingExtra: pyarrow is not installed.
    """
    arrow()
    where = str(shards) if "://" in str(shards) else str(Path(shards).resolve())
    files = finished(where)
    run = _Run(Tables(Path(out).resolve()), workers or in_process(), progress)
    made_of = {
        "version": f"{__version__}, form {FORM}",
        "rule": rule,
        "block": block,
        "shards": digest(files),
    }
    if (done := run.begin(made_of)) is not None:
        return done
    run.link(where, files, rule, block)
    return run.end(made_of, keep_work=keep_work)


class _Run:
    """A run: does stages, and keeps the time."""

    def __init__(self, out: Tables, workers: Workers, progress: Progress | None) -> None:
        self._out = out
        self._work = Tables(out.root / "work")
        self._workers = workers
        self._progress = progress
        self._seconds: dict[str, float] = {}
        self._reports = 0

    def begin(self, made_of: dict[str, object]) -> LinkedShards | None:
        """See what is there already: nothing, some of it, or all, which is given back."""
        root = self._out.root
        finished = self._out.json("links")
        if finished is not None and finished["made_of"] == made_of:
            return LinkedShards(**finished["found"])
        begun = self._work.json("run")
        if finished is not None or begun not in (None, made_of):
            raise SaysoError(
                "links of other shards, or by other settings, are there already",
                source=str(root),
                remedy="name another folder, or remove this one",
            )
        self._work.save_json("run", made_of)
        return None

    def link(self, shards: str, files: Sequence[Marker], rule: TollRule, block: int) -> None:
        """Do what is not done yet."""
        work = self._work
        groups = _groups(files, block)
        self._stage("index", Index(work, shards), groups, lambda g: work.has("index", g[0]))
        self._reports, press = self._timed("number", lambda: between.number(work))
        parts = max(1, min(MOST_PARTS, self._reports // block))
        plan = Plan(work, self._out, self._reports, block, parts, rule)
        blocks, each = range(plan.blocks), range(plan.parts)
        self._stage("sort", Sort(plan, shards), groups, lambda g: work.has("sorted", g[0]))
        self._map("notes", Notes(plan), blocks, "reports")
        self._timed("count", lambda: between.count(plan))

        self._map("spread", SpreadOfShingles(plan), each, "spread")
        self._timed("general use", lambda: between.general_use(plan))
        self._map("candidates", Candidates(plan), each, "pairs")
        self._timed("general use", lambda: between.mute(plan))
        self._map("copies", Compare(plan), blocks, "found")
        families = self._timed("families", lambda: between.families(plan))
        self._stage("families", Families(plan), families, lambda f: self._out.has("copies", f[0]))

        self._map("weigh", Weigh(plan), blocks, "entries")
        self._map("post", Post(plan), each, "posted")
        self._map("stories", Likely(plan), range(-(-plan.blocks // BLOCKS)), "chances")

        self._map("neighbours", Neighbours(plan), each, "neighbours")
        self._map("score", Score(plan), blocks, "scored")
        packs = self._timed("components", lambda: between.happenings(plan))
        self._stage("cluster", Group(plan), packs, lambda p: work.has("clusters", p[0]))
        self._timed("ids", lambda: between.ids(plan))
        files_of = work.numbers("clusters")
        self._stage(
            "accounts", Account(plan, press), files_of, lambda n: self._out.has("incidents", n)
        )

    def end(self, made_of: dict[str, object], *, keep_work: bool) -> LinkedShards:
        """Write down that all is done."""
        count = between.counts(self._out)
        seconds = {name: round(s, 2) for name, s in self._seconds.items()}
        found = LinkedShards(self._reports, seconds=seconds, **count)
        self._out.save_json("links", {"made_of": made_of, "found": asdict(found)})
        if not keep_work:
            shutil.rmtree(self._work.root, ignore_errors=True)
        return found

    def _map(self, name: str, function: Callable[[int], None], tasks: range, table: str) -> None:
        self._stage(name, function, tasks, lambda n: self._work.has(table, n))

    def _stage(
        self,
        name: str,
        function: Callable[[T], None],
        tasks: Iterable[T],
        is_done: Callable[[T], bool],
    ) -> None:
        """Do the tasks of a stage that are not done.

        Raises:
            SaysoError: One of them failed.
        """
        every = list(tasks)
        todo = [task for task in every if not is_done(task)]
        done = len(every) - len(todo)
        started = perf_counter()
        for number, outcome in self._workers.map(function, todo):
            if isinstance(outcome, Failure):
                raise self._failed(name, todo[number], outcome)
            done += 1
            if self._progress:
                self._progress(name, done, len(every))
        self._add(name, perf_counter() - started)

    def _failed(self, name: str, task: object, failure: Failure) -> SaysoError:
        if isinstance(failure.error, SaysoError):
            return failure.error
        number = task[0] if isinstance(task, tuple) else task
        what = f"stopped in stage {name!r}, block {number}: {failure.detail}"
        if failure.kind == "died" or isinstance(failure.error, OSError):
            remedy = "see that there is room on the disk and in memory, and repeat the command"
            return RunStopped(what, source=str(self._work.root), remedy=remedy)
        remedy = "repeat the command; should it stop there again, please report it"
        return SaysoError(what, source=str(self._work.root), remedy=remedy)

    def _timed(self, name: str, do: Callable[[], T]) -> T:
        started = perf_counter()
        out = do()
        self._add(name, perf_counter() - started)
        return out

    def _add(self, name: str, seconds: float) -> None:
        self._seconds[name] = self._seconds.get(name, 0.0) + seconds


def _groups(shards: Sequence[Marker], most: int) -> list[ShardGroup]:
    """Shards that are looked through together: about as many reports as a block has."""
    groups: list[list[str]] = []
    left = 0
    for shard in shards:
        if shard.read > left:
            groups.append([])
            left = most
        groups[-1].append(shard.file)
        left -= shard.read
    return [(n, tuple(files)) for n, files in enumerate(groups)]
