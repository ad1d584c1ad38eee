"""The command line: a thin skin over the public API."""

from sayso.cli.app import app, main

__all__ = ["app", "main"]
