"""The command that takes in what people coded in other tools: import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import Database, Html, Json, Quiet
from sayso.cli.support import OK, collector, console, exit_code, print_json, write_page
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.coded.annotations import Labels
    from sayso.coded.taking import Taken
    from sayso.store import Store

_AS = ("decisions", "gold")
_SHOWN = 20


def import_(
    db: Database,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Annotations: brat, doccano, Label Studio, INCEpTION (UIMA CAS as JSON or XMI), "
            "CIVET, Web Annotations, records; a file, a folder or a ZIP archive. Or the table "
            "`incidents` of an export with cells that were corrected.",
        ),
    ],
    as_: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="HOW",
            help="decisions: what the person decides about the reports; gold: what sayso's reading "
            "is measured by.",
        ),
    ] = "decisions",
    who: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Whose decisions they are; without it, as the files say."
        ),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="What labels mean that are not sayso's (YAML)."),
    ] = None,
    keep: Annotated[
        bool,
        typer.Option("--keep", help="What the files lack is kept; else it is rejected."),
    ] = False,
    done: Annotated[bool, typer.Option("--done", help="Mark each report as gone through.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be decided.")
    ] = False,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="Show so many of each list; 0: all.")
    ] = _SHOWN,
    json_: Json = False,
    html: Html = None,
    quiet: Quiet = False,
) -> None:
    """Take in what people coded elsewhere: as their decisions, or as gold to measure by."""
    from sayso.cli.progress import shown
    from sayso.coded.annotations import read_labels
    from sayso.store import Store

    if as_ not in _AS:
        raise typer.BadParameter(", ".join(_AS), param_hint="--as")
    labels = read_labels(map_)
    failed: list[InputError] = []
    with Store.open(db, create=False) as store, shown(quiet) as show:

        def told(number: int) -> None:
            show(f"{number:,} reports", "")

        if as_ == "gold":
            _gold(store, files, labels, failed, told, limit=limit, json_=json_, html=html)
            return
        if html is not None:
            raise typer.BadParameter("only with --as gold", param_hint="--html")
        taken = _decisions(
            store, files, labels, failed, told, who=who, keep=keep, done=done, dry_run=dry_run
        )
    if json_:
        refused = [str(error) for error in taken.refused]
        print_json({**asdict(_plain(taken)), "refused": refused, "dry_run": dry_run})
    else:
        _print(taken, dry_run=dry_run, limit=limit or None)
    code = exit_code(taken.records, len(taken.refused))
    if code != OK:
        raise typer.Exit(code)


def _decisions(
    store: Store,
    files: Sequence[Path],
    labels: Labels,
    failed: list[InputError],
    told: Callable[[int], None],
    *,
    who: str | None,
    keep: bool,
    done: bool,
    dry_run: bool,
) -> Taken:
    from sayso.coded.taking import Taken, is_table, take_annotations, take_cells

    every = Taken()
    fail = collector(failed)
    tables = [file for file in files if is_table(file)]
    if tables and who is None:
        raise typer.BadParameter("say whose decisions the cells are", param_hint="--who")
    for file in tables:
        try:
            every += take_cells(store, file, who=who or "", dry_run=dry_run, on_error=fail)
        except InputError as error:
            fail(error)
            every.refused.append(error)
    rest = [file for file in files if file not in tables]
    if rest:
        every += take_annotations(
            store,
            rest,
            who=who,
            labels=labels,
            keep=keep,
            done=done,
            dry_run=dry_run,
            on_error=fail,
            progress=told,
        )
    return every


def _plain(taken: Taken) -> Taken:
    from sayso.coded.taking import Taken

    return Taken(taken.decisions, taken.records, taken.same, taken.empty)


def _print(taken: Taken, *, dry_run: bool, limit: int | None) -> None:
    from sayso.view.taken_terminal import print_taken

    print_taken(taken, console(), dry_run=dry_run, limit=limit)


def _gold(
    store: Store,
    files: Sequence[Path],
    labels: Labels,
    failed: list[InputError],
    told: Callable[[int], None],
    *,
    limit: int,
    json_: bool,
    html: Path | None,
) -> None:
    from sayso.coded.scoring import score, to_data
    from sayso.coded.taking import is_table
    from sayso.store.location import stem

    tables = [file for file in files if is_table(file)]
    if tables:
        raise typer.BadParameter(
            f"{tables[0]} is a table, not annotations: see `sayso compare`", param_hint="FILE"
        )
    scores = score(store, files, labels=labels, on_error=collector(failed), progress=told)
    if html is not None:
        from sayso.view.scores_page import scores_page

        names = ", ".join(file.name for file in files)
        write_page(html, scores_page(scores, f"{stem(store.name)} and {names}"))
    if json_:
        print_json(to_data(scores))
    else:
        from sayso.view.scores_terminal import print_scores

        print_scores(scores, console(), limit=limit or None)
    code = exit_code(scores.reports, len(scores.refused))
    if code != OK:
        raise typer.Exit(code)
