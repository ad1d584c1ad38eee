"""``sayso people``: who may log in to a team's desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from typing import TYPE_CHECKING, Annotated, cast

import typer

from sayso.cli.options import Json
from sayso.cli.support import print_json
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.web.people.accounts import Accounts
    from sayso.web.wire.people import Role

app = typer.Typer(
    help="The accounts of a team that shares a collection: add people, say what they may do.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The person's name, in any case.")]
GivenRole = Annotated[
    str,
    typer.Option(
        "--role",
        metavar="ROLE",
        help="reader looks; coder decides; adjudicator has the last word and links; admin may do "
        "everything.",
    ),
]
FromStdin = Annotated[
    bool,
    typer.Option(
        "--password-stdin", help="Read the password from the first line of the standard input."
    ),
]


@app.callback()
def _of(
    context: typer.Context,
    db: Annotated[
        str,
        typer.Argument(
            metavar="DB",
            help="The collection: an SQLite file, or postgresql://user@host/database.",
        ),
    ],
) -> None:
    context.obj = db


@app.command(name="list")
def list_(context: typer.Context, json_: Json = False) -> None:
    """List all accounts."""
    with _accounts(context) as accounts:
        rows = [
            {
                "name": person.name,
                "role": person.role,
                "active": person.active,
                "made": person.made,
                "last_seen": person.last_seen,
            }
            for person in accounts.all()
        ]
    if json_:
        print_json(rows)
        return
    for row in rows:
        state = "" if row["active"] else "  disabled"
        typer.echo(f"{row['role']:12} {row['last_seen'] or 'never seen':32} {row['name']}{state}")
    if not rows:
        typer.echo("no accounts yet: sayso people DB add NAME --role admin", err=True)


@app.command()
def add(
    context: typer.Context, name: Name, role: GivenRole, password_stdin: FromStdin = False
) -> None:
    """Make an account; asks for its password twice."""
    given = _role(role)
    with _accounts(context) as accounts:
        accounts.check_free(name)
        person = accounts.add(name, given, _password(password_stdin))
        accounts.note(_who(), "person_added", f"{person.name}: {person.role}")
    typer.echo(f"{person.name}: {person.role}")


@app.command()
def password(context: typer.Context, name: Name, password_stdin: FromStdin = False) -> None:
    """Give a person another password, and end all their sessions."""
    with _accounts(context) as accounts:
        accounts.get(name)
        _change(accounts, name, password=_password(password_stdin))
    typer.echo("changed; all sessions of before have ended")


@app.command()
def role(
    context: typer.Context,
    name: Name,
    role: Annotated[
        str, typer.Argument(metavar="ROLE", help="reader, coder, adjudicator or admin.")
    ],
) -> None:
    """Say what a person may do."""
    with _accounts(context) as accounts:
        _change(accounts, name, role=_role(role))
    typer.echo(f"{name}: {role}")


@app.command()
def disable(context: typer.Context, name: Name) -> None:
    """Let a person in no more, and end all their sessions; what they decided stays."""
    with _accounts(context) as accounts:
        _change(accounts, name, active=False)
    typer.echo(f"{name}: disabled")


@app.command()
def enable(context: typer.Context, name: Name) -> None:
    """Let a person in again."""
    with _accounts(context) as accounts:
        _change(accounts, name, active=True)
    typer.echo(f"{name}: enabled")


@contextmanager
def _accounts(context: typer.Context) -> Iterator[Accounts]:
    from sayso.store import Store
    from sayso.web.people.accounts import Accounts

    with Store.open(context.obj, create=False) as store:
        yield Accounts(store)


def _change(
    accounts: Accounts,
    name: str,
    *,
    role: Role | None = None,
    active: bool | None = None,
    password: str | None = None,
) -> None:
    from sayso.web.people.accounts import in_words

    person = accounts.change(name, role=role, active=active, password=password)
    accounts.note(_who(), "person_changed", f"{person.name}: {in_words(role, active, password)}")


def _who() -> str:
    """Who the audit log names for what was done on this machine."""
    return f"{getuser()}, on the command line"


def _role(name: str) -> Role:
    from sayso.web.access import ROLES

    if name not in ROLES:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(ROLES)}", param_hint="ROLE")
    return name


def _password(from_stdin: bool) -> str:
    """The password; never from an argument, which other people on the machine can see."""
    if not from_stdin:
        return cast("str", typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise InputError(
            "no password came in", source="standard input", remedy="give it as the first line"
        )
    return line
