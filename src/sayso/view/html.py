"""What every page of sayso shares: one file, nothing from outside, hostile text harmless."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sayso.view.cards import dom_id
from sayso.view.safe import for_page

_OURS = ".sayso.sayso.sayso"
"""Three times, to outweigh what a notebook says of tables in general."""
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def render(
    template: str, *, styles: tuple[str, ...], script: str = "", data: object = None, **values: Any
) -> str:
    """Render a template to one self-contained page.

    The page's Content-Security-Policy forbids every load and every script but the ones in the
    page, named by their hashes. Everything in ``values`` has its control characters made visible
    and is escaped.

    Args:
        template: Name of a template.
        styles: Names of style sheets to put into the page.
        script: Name of a script to put into the page.
        data: For the script, embedded as JSON.
        **values: For the template.
    """
    style = "\n".join(_resource(name) for name in styles)
    code = _resource(script) if script else ""
    policy = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        *([f"script-src '{_hash(code)}'"] if code else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if data is not None:
        values["data"] = embed(data)
    return (
        _environment()
        .get_template(template)
        .render(style=style, script=code, policy="; ".join(policy), **values)
    )


def fragment(template: str, *, styles: tuple[str, ...], **values: Any) -> str:
    """Render a template to a piece of somebody else's page, with its style and without a script.

    Args:
        template: Name of a template.
        styles: Names of style sheets; their rules hold within ``.sayso`` only.
        **values: For the template; made safe as in ``render``.
    """
    rules = "\n".join(_resource(name) for name in styles)
    style = f"{_OURS} {{\n{rules}}}"
    return _environment().get_template(template).render(style=style, **values)


def embed(data: object) -> str:
    """JSON that cannot end the script element that it stands in."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def web_link(url: str | None) -> str | None:
    """The URL if it is one that a page may link to: http or https, with a host."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def slug(text: str) -> str:
    """A word for a class name."""
    return _NOT_WORD.sub("-", text.casefold()).strip("-")


def _shown(value: object) -> object:
    """Every value on its way into a page, before it is escaped."""
    return for_page(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@cache
def _resource(name: str) -> str:
    source = files("sayso.view").joinpath("templates", name)
    return source.read_text("utf-8").replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_shown,
    )
    environment.filters["slug"] = slug
    environment.filters["dom_id"] = dom_id
    return environment
