"""Documents with clusters of mentions, as the network of mentions learns from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sayso import __version__
from sayso.linking.mention_reports import Neighbours
from sayso.linking.mention_views import Collection, View
from sayso.record import ReaderInfo, Report

Half = npt.NDArray[np.float16]


@dataclass(frozen=True)
class Document:
    """A document with its gold.

    Attributes:
        id: Its name.
        group: What its happenings belong to: a topic, an incident. Held out together.
        view: What the network sees.
        clusters: The gold cluster of each mention.
        names: The gold name of each mention.
    """

    id: str
    group: str
    view: View
    clusters: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Corpus:
    """Documents that are compared with one another.

    Attributes:
        name: Of the file.
        documents: The documents.
        rarity: Of each word.
        near: For each document, those that it is compared with.
        between: (documents, documents, BETWEEN).
    """

    name: str
    documents: tuple[Document, ...]
    rarity: npt.NDArray[np.float32]
    near: tuple[tuple[int, ...], ...]
    between: Half


def corpus(path: Path) -> tuple[Corpus, list[str]]:
    """Read a file of documents, JSON Lines with ``doc_id``, ``text``, ``date`` and ``mentions``.

    Args:
        path: The file. ``incident`` or ``topic`` says which documents are held out together.

    Returns:
        The corpus, and the texts of its documents.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    spans = [[(m["start"], m["end"]) for m in row["mentions"]] for row in rows]
    texts = [row["text"] for row in rows]
    collection = Collection(texts, spans)
    info = ReaderInfo(version=__version__)
    near = Neighbours(
        [
            Report(id=row["doc_id"], text=row["text"], published=row["date"], reader=info)
            for row in rows
        ]
    )
    documents = tuple(
        Document(
            id=row["doc_id"],
            group=str(row.get("incident") or row["topic"]),
            view=view,
            clusters=tuple(m["cluster"] for m in row["mentions"]),
            names=tuple(m["id"] for m in row["mentions"]),
        )
        for row, view in zip(rows, collection.views, strict=True)
    )
    every = range(len(rows))
    between = np.stack([np.stack([near.between(a, b) for b in every]) for a in every])
    return (
        Corpus(
            name=path.stem,
            documents=documents,
            rarity=collection.rarity,
            near=tuple(tuple(near.of(a)) for a in every),
            between=between.astype(np.float16),
        ),
        texts,
    )


def same_happening(documents: Sequence[Document]) -> list[set[str]]:
    """The clusters of each document."""
    return [set(d.clusters) for d in documents]
