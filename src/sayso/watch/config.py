"""What to watch, and how: the file ``feeds.toml``."""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from sayso import __version__
from sayso.errors import InputError, MalformedInput

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST = 1000 * 365 * 86400  # a thousand years: what is meant by "always"
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_KEY_AT_FAULT = re.compile(r"^\s*(?:\[+)?\s*\"?([\w-]+)")


def _duration(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    seconds: float = -1
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value
    elif isinstance(value, str) and (match := _DURATION.fullmatch(value.strip())):
        seconds = float(match[1]) * _UNITS[match[2]]
    if not 0 <= seconds <= _LONGEST:
        raise ValueError('write a time as "30s", "15m", "6h", "2d", or a number of seconds')
    return timedelta(seconds=seconds)


def _address(value: Any) -> str:
    parts = urlsplit(value) if isinstance(value, str) else urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("give an http or https address")
    return str(value)


def _contact(value: Any) -> str:
    ok = isinstance(value, str) and re.fullmatch(r"(?:mailto:)?[^\s@]+@\S+|https?://\S+", value)
    if not ok:
        raise ValueError(
            "give an address of e-mail or of a page, by which those whose sites are "
            "asked can reach you"
        )
    return str(value)


def _link(value: Any) -> Any:
    try:
        return value if value in ("round", "never") else _duration(value)
    except ValueError as error:
        raise ValueError('write "round", "never" or a time such as "1h"') from error


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Address = Annotated[str, BeforeValidator(_address)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Feed(_Part):
    """A feed or a news sitemap.

    Attributes:
        url: Its address.
        outlet: Who publishes it, where the pages do not say or are wrong.
        kind: What it is; ``auto`` looks.
        read: ``page``: each article is fetched; ``feed``: its text stands in the feed.
        include: Only articles whose address fits one of these patterns (``*`` and ``?``).
        exclude: No articles whose address fits one of these.
        interval: Time between two polls; None for that of the file.
        backfill: How old an entry of the first poll may be; None likewise.
        new_per_poll: New articles of one poll that are fetched at once, the newest first; the
            others follow with the next polls. None likewise.
        recheck: When an article is looked at again; None likewise.
    """

    url: Address
    outlet: str | None = None
    kind: Literal["auto", "feed", "sitemap"] = "auto"
    read: Literal["page", "feed"] = "page"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    interval: Duration | None = None
    backfill: Duration | None = None
    new_per_poll: int | None = Field(default=None, ge=1)
    recheck: tuple[Duration, ...] | None = None

    def wants(self, url: str) -> bool:
        """Whether an article with this address is to be read."""
        if self.include and not any(fnmatchcase(url, pattern) for pattern in self.include):
            return False
        return not any(fnmatchcase(url, pattern) for pattern in self.exclude)


class Host(_Part):
    """How to treat one site.

    Attributes:
        delay: Least time between two requests.
    """

    delay: Duration


class Settings(_Part):
    """All of ``feeds.toml``.

    Attributes:
        contact: By what those whose sites are asked can reach you; sent with every request.
        feeds: What to watch (``[[feed]]`` in the file).
        database: The collection: a file beside ``feeds.toml``, or a PostgreSQL address.
        interval: Time between two polls of a feed.
        delay: Least time between two requests of one site.
        hosts: Sites that are treated in another way, by name (``[hosts."news.example"]``).
        backfill: How old an entry of a first poll may be.
        new_per_poll: New articles of one poll that are fetched at once.
        recheck: When an article is looked at again: so long after each look.
        link: When what is new is linked: after each ``round``, ``never``, or so long after the
            last time.
        max_bytes: Bytes of an article or a feed.
        timeout: Time for the whole of a request.
    """

    contact: Annotated[str, BeforeValidator(_contact)]
    feeds: tuple[Feed, ...] = Field(alias="feed", min_length=1)
    database: str | None = None
    interval: Duration = timedelta(minutes=15)
    delay: Duration = timedelta(seconds=2)
    hosts: dict[str, Host] = {}
    backfill: Duration = timedelta(days=2)
    new_per_poll: int = Field(default=50, ge=1)
    recheck: tuple[Duration, ...] = (
        timedelta(hours=1),
        timedelta(hours=6),
        timedelta(days=1),
        timedelta(days=3),
    )
    link: Annotated[Literal["round", "never"] | timedelta, BeforeValidator(_link)] = "round"
    max_bytes: int = Field(default=10 * 2**20, ge=1024)
    timeout: Duration = timedelta(seconds=30)

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    @model_validator(mode="after")
    def _each_once(self) -> Settings:
        seen: set[str] = set()
        for feed in self.feeds:
            if feed.url in seen:
                raise ValueError(f"{feed.url} is there twice")
            seen.add(feed.url)
        return self

    @property
    def user_agent(self) -> str:
        """How sayso names itself to sites."""
        return f"sayso/{__version__} (+{self.contact})"

    def delay_of(self, host: str) -> timedelta:
        """Least time between two requests of a host."""
        own = self.hosts.get(host) or self.hosts.get(host.removeprefix("www."))
        return own.delay if own else self.delay


def load_settings(path: str | Path) -> Settings:
    """Read ``feeds.toml``.

    A database without a folder stands beside the file.

    Raises:
        InputError: The file is missing, no TOML, or holds what is no setting; the error names the
            line or the key and what can stand there.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(
            f"cannot be read: {reason}", source=str(path), remedy="name a file such as feeds.toml"
        ) from error
    try:
        settings = Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        raise MalformedInput(
            f"not TOML: {message}",
            source=str(path),
            place=place.rstrip(")") or None,
            remedy='write values as in interval = "15m"',
        ) from error
    except ValidationError as error:
        raise _wrong(error, text, str(path)) from error
    database = settings.database
    if database and "://" not in database:
        settings = settings.model_copy(update={"database": str(path.parent / database)})
    return settings


def _wrong(error: ValidationError, text: str, source: str) -> MalformedInput:
    """The first thing that is wrong, in the words of the file."""
    # A key that is misspelt is missing, too; the first is what there is to mend.
    first = min(error.errors(include_url=False), key=lambda e: e["type"] != "extra_forbidden")
    where = first["loc"]
    keys = [part for part in where if isinstance(part, str)]
    key = keys[-1] if keys else ""
    message = first["msg"].removeprefix("Value error, ")
    message = (message[:1].lower() + message[1:]).replace("valid tuple", "list")
    remedy = None
    if first["type"] == "extra_forbidden":
        known = _keys(keys[:-1])
        near = difflib.get_close_matches(key, known, 1)
        message = f"no setting is called {key!r}"
        remedy = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
    elif first["type"] == "missing":
        message = f"{key!r} is missing"
        remedy = _MISSING.get(key, f"add {key} = …")
    nth = next((part + 1 for part in where if isinstance(part, int)), None)
    line = None if first["type"] == "missing" else _line_of(text, keys, nth)
    names = [f"feed {nth}"] if keys[:1] == ["feed"] and nth and len(keys) > 1 else []
    names += [key] if key and first["type"] not in ("missing", "extra_forbidden") else []
    place = ", ".join([*([f"line {line}"] if line else []), *names])
    return MalformedInput(message, source=source, place=place or None, remedy=remedy)


_MISSING = {
    "contact": 'add contact = "you@example.org": sites see it with every request',
    "feed": 'add a [[feed]] with url = "https://…"',
    "url": 'add url = "https://…" to the [[feed]]',
}


def _keys(inside: list[str]) -> list[str]:
    parts: dict[str, type[_Part]] = {"feed": Feed, "hosts": Host}
    part = parts.get(inside[0], Settings) if inside else Settings
    return [field.alias or name for name, field in part.model_fields.items()]


def _line_of(text: str, keys: list[str], nth: int | None) -> int | None:
    """The line of a key: in the n-th ``[[feed]]`` where it stands in one."""
    tables = 0
    wanted = nth if keys[:1] == ["feed"] and len(keys) > 1 else None
    for number, line in enumerate(text.splitlines(), start=1):
        tables += line.strip().startswith("[[")
        match = _KEY_AT_FAULT.match(line)
        if match and keys and match[1] == keys[-1] and (wanted is None or tables == wanted):
            return number
    return None
