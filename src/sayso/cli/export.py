"""The command that writes what other tools read: export."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from sayso.cli.options import Json, Machine, Quiet, Where, open_corpus
from sayso.cli.progress import shown
from sayso.cli.support import console, print_json, toll_rule
from sayso.errors import ExportError

if TYPE_CHECKING:
    from sayso.corpus import Corpus
    from sayso.export import Exported
    from sayso.export.formats import Format
    from sayso.export.source import Asked, TableFile

STANDARD_OUTPUT = "-"
FILES = frozenset(".csv .tsv .parquet .xlsx .sqlite .db .json .jsonl .geojson .kml .zip".split())
"""Endings of names that are meant as a file's."""


def export(
    db: Annotated[
        str | None,
        typer.Argument(
            metavar="DB",
            help="The collection: an SQLite file, or postgresql://user@host/database.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Argument(
            metavar="FORMAT", help="What to write; --list says what there is.", show_default=False
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="The folder to write; an earlier export in it is replaced. -: print the one file "
            "of data.",
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Of tables (incidents, ged, acled, gdelt): csv, where nothing is said, parquet, "
            "xlsx or sqlite.",
        ),
    ] = None,
    where: Where = None,
    rule: Annotated[
        str | None,
        typer.Option(
            help="Toll ranges by this rule instead: ucdp, acled, minmax or median_of_origins."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Also list what was added, updated, merged, split or deleted since, in "
            "changes.csv.",
        ),
    ] = None,
    excel_safe: Annotated[
        bool,
        typer.Option(
            "--excel-safe",
            help="CSV: put ' before a text that a spreadsheet would run as a formula.",
        ),
    ] = False,
    machine: Machine = False,
    list_: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Write incidents or reports in a form that other tools read, with a sheet of method."""
    from sayso.export.source import Asked

    if list_:
        _list_formats(json_=json_)
        return
    if db is None:
        raise typer.BadParameter("missing: name a collection", param_hint="DB")
    named = _format(format_)
    kind = _kind(named, file)
    place = _place(named, kind, out)
    asked = Asked(
        where=where,
        rule=toll_rule(rule) if rule else None,
        file=kind,
        since=since,
        official=not machine,
        excel_safe=excel_safe,
    )
    with open_corpus(db) as corpus:
        if place is None:
            with tempfile.TemporaryDirectory() as folder:
                done = _export(corpus, named.name, Path(folder) / "export", asked, quiet=True)
                _print_file(done)
            return
        done = _export(corpus, named.name, place, asked, quiet=quiet)
    if json_:
        print_json({**asdict(done), "folder": str(done.folder)})
    elif not quiet:
        for name, count in done.files.items():
            typer.echo(f"{count:>11,}  {place / name}")


def _format(name: str | None) -> Format:
    """The format that was asked for."""
    from sayso.export.formats import FORMATS, format_named

    if name is None:
        listed = ", ".join(FORMATS)
        raise typer.BadParameter(
            f"missing: one of {listed}; --list says what each is", param_hint="FORMAT"
        )
    try:
        return format_named(name)
    except ExportError as error:
        raise typer.BadParameter(str(error), param_hint="FORMAT") from None


def _kind(format_: Format, name: str | None) -> TableFile:
    """The kind of file that was asked for."""
    from sayso.export.source import TableFile

    kinds = get_args(TableFile)
    if name is not None and name not in kinds:
        raise typer.BadParameter(
            f"no kind of file {name!r}: {', '.join(kinds)}", param_hint="--file"
        )
    if name is not None and not format_.is_tables:
        raise typer.BadParameter(
            f"{format_.name} has files of its own kind, and this is for tables",
            param_hint="--file",
        )
    return cast("TableFile", name or "csv")


def _place(format_: Format, kind: TableFile, out: str | None) -> Path | None:
    """The folder that was asked for; None: standard output."""
    if out is None:
        raise typer.BadParameter(
            "missing: name a folder, or - to print a format of one file", param_hint="--out"
        )
    if out == STANDARD_OUTPUT:
        tables = format_.tables() if kind in ("csv", "parquet") else ()
        if len(tables) > 1:
            raise typer.BadParameter(
                f"{format_.name} has {len(tables)} files of {kind}, which cannot all be printed: "
                "name a folder",
                param_hint="--out",
            )
        return None
    place = Path(out)
    if place.suffix.lower() in FILES and not place.is_dir():
        raise typer.BadParameter(
            f"an export is a folder of several files: name it without {place.suffix}",
            param_hint="--out",
        )
    return place


def _export(corpus: Corpus, to: str, folder: Path, asked: Asked, *, quiet: bool) -> Exported:
    with shown(quiet) as show:
        return corpus.export(
            to,
            folder,
            where=asked.where,
            rule=asked.rule,
            file=asked.file,
            since=asked.since,
            machine=not asked.official,
            excel_safe=asked.excel_safe,
            progress=lambda what, count: show(f"{count:,} {what}", ""),
        )


def _print_file(done: Exported) -> None:
    """Print the one file of data."""
    names = [name for name in done.files if name != "changes.csv"]
    if len(names) != 1:
        raise typer.BadParameter(
            f"{len(names)} files ({', '.join(names)}) cannot all be printed: name a folder",
            param_hint="--out",
        )
    sys.stdout.flush()
    with (done.folder / names[0]).open("rb") as file:
        shutil.copyfileobj(file, sys.stdout.buffer)


def _list_formats(*, json_: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from sayso.export.formats import FORMATS

    if json_:
        print_json([asdict(each) for each in FORMATS.values()])
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for each in FORMATS.values():
        needs = f" Needs sayso[{each.extra}]." if each.extra else ""
        # not as markup: [export] would be a style
        table.add_row(each.name, Text(f"{each.means}{needs}"))
    console().print(table)
