"""``sayso authority``: make an authority file, and check one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.support import complain, exit_code
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.identity import Authority

app = typer.Typer(
    help="Authority files: who an actor is outside of the report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_SHOWN = 20
"""Bad rows that are named one by one; the rest is counted."""
_TYPES = ("person", "organization", "state")


class _Complaints:
    """Names the first bad rows of a file on standard error, and counts all."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: InputError) -> None:
        self.count += 1
        if self.count <= _SHOWN:
            complain(error)

    def close(self) -> None:
        if self.count:
            typer.echo(f"sayso: {self.count} rows skipped", err=True)


def load_for_reading(file: Path) -> Authority:
    """An authority file; its bad rows are named on standard error."""
    from sayso.identity import load_authority

    complaints = _Complaints()
    authority = load_authority(file, on_error=complaints)
    complaints.close()
    return authority


@app.command(name="from-wikidata")
def from_wikidata(
    dump: Annotated[Path, typer.Argument(metavar="DUMP.json[.gz|.bz2]", help="The dump.")],
    out: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="The file to write.")],
    class_: Annotated[
        list[str] | None,
        typer.Option(
            "--class",
            metavar="QID=TYPE",
            help="Keep instances (P31) of this class as person, organization or state; replaces "
            "the built-in list. Repeatable.",
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Labels and aliases to take as names. Repeatable."),
    ] = None,
) -> None:
    """Write people, organisations and states of a Wikidata dump as an authority file."""
    from sayso.identity.wikidata import CLASSES, convert

    complaints = _Complaints()
    done = convert(
        dump,
        out,
        classes=_classes(class_) or CLASSES,
        languages=language or ["en"],
        on_error=complaints,
    )
    complaints.close()
    typer.echo(f"{done.written} entries written")
    raise typer.Exit(exit_code(done.written, done.skipped))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An authority file.")],
) -> None:
    """Read an authority file, and name the rows that would be skipped."""
    authority = load_for_reading(file)
    typer.echo(f"{authority.entries} entries")
    raise typer.Exit(exit_code(authority.entries, authority.skipped))


def _classes(given: list[str] | None) -> dict[str, str]:
    out: dict[str, str] = {}
    for each in given or []:
        qid, equals, type_ = each.partition("=")
        if not equals or type_ not in _TYPES or not qid.startswith("Q"):
            raise typer.BadParameter(f"{each!r} is not QID=TYPE, with {', '.join(_TYPES)}")
        out[qid] = type_
    return out
