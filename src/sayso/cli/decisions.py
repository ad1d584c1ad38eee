"""Commands on what people decided: list, export, import."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.cli.options import Database, Json
from sayso.cli.support import OK, console, exit_code, print_json
from sayso.errors import SaysoError
from sayso.view.safe import one_line

app = typer.Typer(
    help="What people decided about records: list it, export it, replay it.", no_args_is_help=True
)
RecordOption = Annotated[
    str | None, typer.Option("--record", metavar="ID", help="Only about this report or incident.")
]


@app.command("list")
def list_(
    db: Database,
    record: Annotated[
        str | None, typer.Argument(metavar="RECORD", help="Only about this report or incident.")
    ] = None,
    replaced: Annotated[
        bool, typer.Option("--all", help="Also what was undone or replaced.")
    ] = False,
    json_: Json = False,
) -> None:
    """List decisions in the order in which they were made."""
    from sayso.store import Store

    with Store.open(db, create=False) as store:
        found = store.decisions(_whole_id(store, record), replaced=replaced)
    if json_:
        print_json([asdict(d) for d in found])
        return
    from rich.table import Table

    table = Table(box=None, header_style="dim")
    for name in ("number", "made", "who", "action", "record", "path", "new", "reason"):
        whole = name in ("action", "path")
        table.add_column(name, no_wrap=whole, overflow="fold", min_width=len(name))
    for d in found:
        action = f"{d.action} ({d.stage})" if d.stage == "adjudication" else d.action
        made = d.made[:19].replace("T", " ")
        cells = (made, d.who, action, d.record, d.path, _short(d.new), d.reason or "")
        table.add_row(str(d.number), *map(_plain, cells))
    console().print(table)


@app.command()
def export(
    db: Database,
    record: RecordOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of the terminal.")
    ] = None,
) -> None:
    """Write decisions as lines of JSON, with the readings that they are about."""
    from sayso.desk.journals import export_journal
    from sayso.store import Store

    try:
        file = output.open("w", encoding="utf-8") if output else nullcontext()
    except OSError as error:
        raise SaysoError(
            f"cannot be written: {error.strerror}", source=str(output), remedy="name another file"
        ) from error
    with Store.open(db, create=False) as store, file as out:
        for line in export_journal(store, _whole_id(store, record)):
            if out is None:
                typer.echo(line)
            else:
                out.write(line + "\n")


@app.command("import")
def import_(
    db: Database,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What export wrote; - for a pipe.")],
    json_: Json = False,
) -> None:
    """Replay decisions onto the newest readings here; what has no place is named, the rest goes on.

    Reading the same file in again writes nothing twice.
    """
    from sayso.desk.journals import import_journal
    from sayso.store import Store

    lines = _lines(file)
    with Store.open(db, create=False) as store:
        done = import_journal(store, lines)
    for refused in done.refused:
        typer.echo(f"sayso: {file}, {refused}", err=True)
    if json_:
        print_json(asdict(done))
    else:
        typer.echo(f"{done.written:,} decisions written, {done.there:,} were here already")
    code = exit_code(done.written + done.there, len(done.refused))
    if code != OK:
        raise typer.Exit(code)


def _lines(file: Path) -> list[str]:
    try:
        if str(file) == "-":
            return typer.get_text_stream("stdin").read().split("\n")
        return file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SaysoError(
            "cannot be read", source=str(file), remedy="give a file that export wrote"
        ) from error


def _whole_id(store: Any, record: str | None) -> str | None:
    """The whole id of a report whose beginning is given."""
    if record is None or record.startswith("i_"):
        return record
    return str(store.get(record).id)


def _short(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"


def _plain(cell: str) -> Any:
    """A cell as it is: brackets in it are no markup."""
    from rich.text import Text

    return Text(one_line(cell))
