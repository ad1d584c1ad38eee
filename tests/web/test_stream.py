"""The stream of news, and jobs: told as they go on, to those who may know."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from desk_world import REPORTS, at_desk, decide, report_of

from sayso.errors import StoreError
from sayso.ingest.page import Page
from sayso.store import Store
from sayso.web.jobs import Busy, Jobs
from sayso.web.stream import Broadcaster
from sayso.web.wire.overview import Notice


def run(scene: Coroutine[Any, Any, Any]) -> Any:
    """Play a scene in a thread of its own: a browser of other tests may have a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, scene).result()


def notice_in(lines: str) -> Any:
    assert lines.startswith("data: ")
    assert lines.endswith("\n\n")
    return json.loads(lines.removeprefix("data: "))


async def heard(stream: AsyncIterator[str]) -> Any:
    return notice_in(await asyncio.wait_for(anext(stream), 5))


async def listening(stream: Broadcaster, name: str, **how: Any) -> AsyncIterator[str]:
    lines = stream.listen(name, how.pop("holds", lambda: True), **how)
    assert (await heard(lines))["kind"] == "hello"
    return lines


def test_everybody_hears_but_whom_it_does_not_concern() -> None:
    async def scene() -> None:
        stream = Broadcaster()
        amal, jo = await listening(stream, "Amal"), await listening(stream, "Jo")
        stream.tell(Notice(kind="decided", report="r_1"), only="Amal")
        stream.tell(Notice(kind="changed", report="r_2"), but="Amal")
        stream.tell(Notice(kind="changed"))
        assert [(await heard(amal))["report"] for _ in range(2)] == ["r_1", None]
        assert [(await heard(jo))["report"] for _ in range(2)] == ["r_2", None]

    run(scene())


def test_who_does_not_read_loses_the_oldest_and_holds_nobody_up() -> None:
    async def scene() -> None:
        stream = Broadcaster()
        slow = await listening(stream, "Amal")
        for n in range(200):
            stream.tell(Notice(kind="changed", report=f"r_{n}"))
        await asyncio.sleep(0)
        seen = [(await heard(slow))["report"] for _ in range(64)]
        assert seen[-1] == "r_199"
        assert seen[0] == "r_136"

    run(scene())


def test_a_silent_stream_says_that_it_is_there_until_its_person_may_no_longer_listen() -> None:
    async def scene() -> list[str]:
        answers = iter([True, False])
        stream = Broadcaster()
        lines = await listening(stream, "Amal", holds=lambda: next(answers), heartbeat=0.01)
        return [line async for line in lines]

    assert run(scene()) == [": still here\n\n"]


def test_a_busy_stream_ends_too_before_it_tells_anything_more() -> None:
    async def scene() -> list[str]:
        may = [True]
        stream = Broadcaster()
        lines = await listening(stream, "Amal", holds=lambda: may[0])
        stream.tell(Notice(kind="changed"))
        assert (await heard(lines))["kind"] == "changed"
        may[0] = False
        stream.tell(Notice(kind="changed", report="r_1"))
        return [line async for line in lines]

    assert run(scene()) == []


def test_a_stream_ends_when_nobody_can_say_whether_its_person_may_listen() -> None:
    def holds() -> bool:
        raise StoreError("the server cannot be reached")

    async def scene() -> list[str]:
        lines = await listening(Broadcaster(), "Amal", holds=holds, heartbeat=0.01)
        return [line async for line in lines]

    assert run(scene()) == []


def test_streams_end_with_the_server() -> None:
    async def scene() -> list[str]:
        stream = Broadcaster()
        lines = await listening(stream, "Amal")
        threading.Thread(target=stream.close).start()
        return [line async for line in lines]

    assert run(scene()) == []


def test_one_job_at_a_time() -> None:
    jobs, go = Jobs(Broadcaster()), threading.Event()

    def work(progress: Any) -> str:
        progress(1, 2)
        go.wait(5)
        return "done so"

    jobs.start("link", "Amal", work)
    with pytest.raises(Busy, match="link, started by Amal"):
        jobs.start("reread", "Jo", work)
    go.set()
    jobs.wait(5)
    (job,) = jobs.all()
    assert (job.state, job.message, job.done, job.total) == ("done", "done so", 1, 2)


def test_a_job_that_fails_says_why_and_the_next_one_can_start() -> None:
    jobs = Jobs(Broadcaster())

    def fails(_: object) -> str:
        raise ValueError("a fault in the works")

    told: list[str] = []
    jobs.start("link", "Amal", fails, told.append)
    jobs.wait(5)
    assert jobs.all()[0].state == "failed"
    assert told == [f"failed: {jobs.all()[0].message}"]
    assert "ValueError" in jobs.all()[0].message
    assert "in the works" not in jobs.all()[0].message, "what it says is for the log"
    jobs.start("link", "Amal", lambda _: "")


def test_a_job_links_and_the_stream_tells_of_it(filled: str) -> None:
    new = report_of(4, 12, "medics", "Valley Mail")
    with Store.open(filled) as store:
        store.add(Page(new, b"", "text/plain", "mail"), new)
    with at_desk(filled) as client:
        served = client.app.state.served  # type: ignore[attr-defined]
        told: list[Notice] = []
        served.stream.tell = lambda notice, **_: told.append(notice)
        started = client.post("/api/jobs", json={"kind": "link"})
        assert started.json()["state"] == "running"
        served.jobs.wait(30)
        (job,) = client.get("/api/jobs").json()
        assert (job["state"], job["who"]) == ("done", "Amal")
        assert job["message"].startswith("1 reports linked")
        assert (job["done"], job["total"]) == (1, 1)
        (linked,) = [line for line in served.desk.store.audit() if line.what == "linked"]
        assert (linked.who, linked.about) == ("Amal", job["message"])
        states = [n.job.state for n in told if n.job]
        assert (states[0], states[-1]) == ("running", "done")
        assert told[-1].kind == "changed"
        (line,) = client.get("/api/incidents").json()["incidents"]
        assert line["reports"] == 4


def test_a_decision_is_told_to_its_own_person_alone(filled: str) -> None:
    with at_desk(filled) as client:
        told: list[tuple[Notice, dict[str, str]]] = []
        served = client.app.state.served  # type: ignore[attr-defined]
        served.stream.tell = lambda notice, **to: told.append((notice, to))
        decide(client, REPORTS[0].id, "flag")
        decide(client, REPORTS[0].id, "confirm", stage="adjudication")
    assert [(notice.kind, to) for notice, to in told] == [
        ("decided", {"only": "Amal"}),
        ("decided", {"only": "Amal"}),
        ("changed", {"but": "Amal"}),
    ]
    assert told[2][0].decision is None


def test_the_stream_is_one_of_events(filled: str) -> None:
    # The test client reads whole answers only, so the stream is ended from here.
    with at_desk(filled) as client:
        threading.Timer(0.3, lambda: client.app.state.served.stream.close()).start()  # type: ignore[attr-defined]
        answer = client.get("/api/stream", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert "Content-Encoding" not in answer.headers
    assert notice_in(answer.text)["kind"] == "hello"
