"""The command that takes in what people coded in other tools: import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import Database, Html, Json, Quiet
from sayso.cli.support import OK, collector, console, exit_code, print_json, write_page

if TYPE_CHECKING:
    from sayso.coded.scoring import Scores
    from sayso.coded.taking import Taken

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
    import sayso
    from sayso.cli.progress import shown

    if as_ not in _AS:
        raise typer.BadParameter(", ".join(_AS), param_hint="--as")
    if html is not None and as_ != "gold":
        raise typer.BadParameter("only with --as gold", param_hint="--html")
    fail = collector([])
    with sayso.open(db) as corpus, shown(quiet) as show:

        def told(number: int) -> None:
            show(f"{number:,} reports", "")

        if as_ == "gold":
            scores = corpus.score(files, labels=map_, on_error=fail, progress=told)
        else:
            taken = corpus.take(
                files,
                who=who,
                labels=map_,
                keep=keep,
                done=done,
                dry_run=dry_run,
                on_error=fail,
                progress=told,
            )
    if as_ == "gold":
        names = ", ".join(file.name for file in files)
        _show_scores(scores, f"{corpus.title} and {names}", limit or None, json_=json_, html=html)
        code = exit_code(scores.reports, len(scores.refused))
    else:
        _show_taken(taken, limit or None, dry_run=dry_run, json_=json_)
        code = exit_code(taken.records, len(taken.refused))
    if code != OK:
        raise typer.Exit(code)


def _show_taken(taken: Taken, limit: int | None, *, dry_run: bool, json_: bool) -> None:
    from sayso.view.taken_terminal import print_taken

    if json_:
        print_json({**taken.to_data(), "dry_run": dry_run})
    else:
        print_taken(taken, console(), dry_run=dry_run, limit=limit)


def _show_scores(
    scores: Scores, title: str, limit: int | None, *, json_: bool, html: Path | None
) -> None:
    from sayso.view.scores_page import scores_page
    from sayso.view.scores_terminal import print_scores

    if html is not None:
        write_page(html, scores_page(scores, title))
    if json_:
        print_json(scores.to_data())
    else:
        print_scores(scores, console(), limit=limit)
