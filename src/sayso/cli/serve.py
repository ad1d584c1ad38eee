"""Commands of the desk: serve, keymap."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import Database


def serve(
    db: Database,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8765,
    team: Annotated[
        bool, typer.Option("--team", help="People log in; see docs/howto-team.md.")
    ] = False,
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Your name on decisions; else the system's."),
    ] = None,
    keymap_file: Annotated[
        Path | None, typer.Option("--keymap", metavar="FILE", help="Your keys; see sayso keymap.")
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Serve by HTTPS with this certificate.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its private key.")] = None,
    proxies: Annotated[
        list[str] | None,
        typer.Option(
            "--behind-proxy",
            metavar="ADDRESS",
            help="A proxy that ends TLS in front of the desk: its address or network. Repeatable.",
        ),
    ] = None,
    plain_http: Annotated[
        bool,
        typer.Option(
            "--plain-http", help="Let passwords cross a network that is encrypted itself."
        ),
    ] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
) -> None:
    """Open the desk: review what was read, in a browser."""
    from sayso.web.app import create_app
    from sayso.web.people import check_team
    from sayso.web.security import check_binding
    from sayso.web.served import Options, Served
    from sayso.web.server import Server, listen
    from sayso.web.static import client_folder

    if (certificate is None) != (key is None):
        raise typer.BadParameter("give both --certificate and --key", param_hint="--certificate")
    check_binding(
        host, team=team, tls=certificate is not None, proxies=proxies or (), plain_http=plain_http
    )
    client = os.environ.get("SAYSO_CLIENT")
    options = Options(
        name=name or _system_user(),
        team=team,
        keymap=keymap_file,
        client=client_folder(Path(client) if client else None),
        proxies=tuple(proxies or ()),
        plain_http=plain_http,
    )
    app = create_app(db, options=options)
    served: Served = app.state.served
    if team:
        check_team(served.desk.store, db)
    server = Server(app, certificate=certificate, key=key)
    listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"{'https' if certificate else 'http'}://{shown}:{listening.getsockname()[1]}/"
    typer.echo(f"the desk is at {address} (Ctrl-C ends it)")
    if open_:
        typer.launch(address)
    with suppress(KeyboardInterrupt):  # which uvicorn passes on when it has ended
        server.run(sockets=[listening])


def keymap(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Where to; else where sayso looks for it."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="FILE may be there.")] = False,
) -> None:
    """Write the keys of the desk to a file, to change them."""
    from sayso.web.keymap import usual_path, write_default

    path = file or usual_path()
    write_default(path, replace=replace)
    typer.echo(f"{path}: change what you like; the desk reads it anew when it is next asked")


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "local"
