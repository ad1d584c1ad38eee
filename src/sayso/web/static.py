"""The compiled client: files that never change, and one page for all other addresses."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from sayso.errors import SaysoError

PACKAGED = Path(__file__).parent / "static"
"""Where `make client` puts the client."""

_FOREVER = "public, max-age=31536000, immutable"


def client_folder(given: Path | None = None) -> Path:
    """The folder of the compiled client.

    Args:
        given: Another one than the package's.

    Raises:
        SaysoError: The client was not built.
    """
    folder = given or PACKAGED
    if not (folder / "index.html").is_file():
        raise SaysoError(
            "the client of the desk was not built",
            source=str(folder),
            remedy="run `make client` (it needs no Node of yours), or install the wheel",
        )
    return folder


def serve_client(app: FastAPI, folder: Path) -> None:
    """Serve the client: its files, and its page for every address that is none of the API.

    Args:
        app: The app, with all routes of the API.
        folder: The compiled client.
    """
    app.mount("/", _Client(directory=folder, html=True), name="client")


class _Client(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        request = Request(scope)
        if path.split("/", 1)[0] == "api":
            raise HTTPException(404, "no such address in the API; /api/openapi.json lists them")
        try:
            response = await super().get_response(path, scope)
        except StarletteHTTPException as error:
            if error.status_code != 404 or Path(path).suffix:
                raise
            if request.method not in {"GET", "HEAD"}:
                raise
            # the client's own router knows the address
            response = await super().get_response("index.html", scope)
        named = path.startswith("assets/") and isinstance(response, FileResponse)
        response.headers["Cache-Control"] = _FOREVER if named else "no-cache"
        return response
