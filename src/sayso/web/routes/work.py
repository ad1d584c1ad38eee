"""What a person does at the desk: undo, redo, export, import; jobs; the stream; keys."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, HTTPException
from fastapi.responses import StreamingResponse

from sayso.web.access import AtDesk
from sayso.web.deciding import check_turn, written
from sayso.web.tasks import work
from sayso.web.wire.decisions import Decided
from sayso.web.wire.overview import Job, NewJob, Notice, Replayed
from sayso.web.wire.people import Keymap

router = APIRouter(tags=["work"])


@router.get("/keymap")
def keymap(at: AtDesk) -> Keymap:
    """Keys of each action: the defaults with the person's own file laid over them."""
    found = at.served.keymap.keymap()
    if at.person.team and not at.person.may("admin"):  # the file is the server's
        return found.model_copy(update={"path": None, "faults": []})
    return found


@router.post("/undo")
def undo(at: AtDesk) -> Decided:
    """Take back the last decision of the person who asks."""
    check_turn(at, at.desk.turns().undo)
    return written(at, at.desk.undo())


@router.post("/redo")
def redo(at: AtDesk) -> Decided:
    """Decide once more what was taken back last."""
    check_turn(at, at.desk.turns().redo)
    return written(at, at.desk.redo())


@router.get("/decisions.jsonl", response_class=StreamingResponse)
def export(at: AtDesk) -> StreamingResponse:
    """The decisions as lines of JSON: all for who may see them, else the person's own."""
    everybody = at.person.may("adjudicator")
    at.served.access.note(at.person, "exported", "all decisions" if everybody else "own decisions")
    lines = at.desk.export(everybody=everybody)
    headers = {"Content-Disposition": 'attachment; filename="decisions.jsonl"'}
    ended = (line if line.endswith("\n") else f"{line}\n" for line in lines)
    return StreamingResponse(ended, media_type="application/jsonl", headers=headers)


@router.post("/decisions")
def replay(at: AtDesk, journal: Annotated[bytes, Body(media_type="application/jsonl")]) -> Replayed:
    """Read exported decisions in; those that are there already are left out."""
    done = at.desk.replay(journal.decode("utf-8", errors="replace").splitlines())
    words = f"{done.written} written, {done.there} there, {len(done.refused)} refused"
    at.served.access.note(at.person, "replayed", words)
    at.served.stream.tell(Notice(kind="changed"))
    return Replayed(written=done.written, there=done.there, refused=list(done.refused))


@router.get("/jobs")
def jobs(at: AtDesk) -> list[Job]:
    """Jobs since the server was started, newest first."""
    return at.served.jobs.all()


@router.post("/jobs")
def start(at: AtDesk, job: NewJob) -> Job:
    """Start linking (an adjudicator), or reading all reports again (an admin)."""
    if job.kind == "reread" and not at.person.may("admin"):
        raise HTTPException(403, "only an admin has all reports read again; ask one")

    def ended(message: str) -> None:
        at.served.access.note(at.person, "linked" if job.kind == "link" else "reread", message)

    asked = work(job.kind, at.served.location)
    return at.served.jobs.start(job.kind, at.person.name, asked, ended)


@router.get(
    "/stream",
    response_class=StreamingResponse,
    responses={200: {"model": Notice, "content": {"text/event-stream": {}}}},
)
async def stream(at: AtDesk) -> StreamingResponse:
    """Server-sent events: how far jobs are, and that something was changed by somebody."""
    lines = at.served.stream.listen(at.person.name, lambda: at.served.access.holds(at.person))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(lines, media_type="text/event-stream", headers=headers)
