"""The values that fields can have, for forms: of the codebook, the record, the lexicon."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, get_args

import yaml

from sayso import record
from sayso.extract.codebook import load_codebook
from sayso.gazetteer.countries import countries
from sayso.web.wire.overview import Codebook

_ENUMS: dict[str, Any] = {
    "status": record.Status,
    "stance": record.Stance,
    "statement_kind": record.StatementKind,
    "effect": record.Effect,
    "source_kind": record.SourceKind,
    "actor_kind": record.ActorKind,
    "time_type": record.TimeType,
}


@cache
def codebook() -> Codebook:
    """All values, with a sentence on those that need one."""
    book = load_codebook()
    contexts = {name for names in book.contexts.values() for name in names}
    explained = _explained()
    told = {
        value for key in explained for kind, _, value in [key.partition(".")] if kind == "sector"
    }
    return Codebook(
        types={name: list(kind.modes) for name, kind in book.types.items()},
        contexts=sorted(contexts),
        sectors=sorted(_sectors() | told),
        countries={code: country.name for code, country in sorted(countries().items())},
        enums={name: list(get_args(values)) for name, values in _ENUMS.items()},
        explained=explained,
    )


def _sectors() -> set[str]:
    """The sectors that the lexicon gives to those who act."""
    text = (resources.files("sayso") / "lexicon" / "actors.yaml").read_text("utf-8")
    return set(_named(yaml.safe_load(text)))


def _named(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["sector"]] if isinstance(node.get("sector"), str) else []
        return own + [name for value in node.values() for name in _named(value)]
    return [name for value in node for name in _named(value)] if isinstance(node, list) else []


def _explained() -> dict[str, str]:
    text = (resources.files("sayso.web") / "explained.yaml").read_text("utf-8")
    sentences: dict[str, str] = yaml.safe_load(text)
    return sentences
