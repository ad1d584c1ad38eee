"""Documents with clusters of mentions, as the network of mentions learns from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sayso import __version__
from sayso.linking.mentions.reports import Neighbours
from sayso.linking.mentions.views import Collection, View
from sayso.record import ReaderInfo, Report, Span

Half = npt.NDArray[np.float16]


@dataclass(frozen=True)
class Document:
    """A document with its gold.

    Attributes:
        id: Its name.
        group: What its happenings belong to: a topic, an incident. Held out together.
        view: What the network sees.
        clusters: The gold cluster of each mention.
        spans: Where each mention stands.
    """

    id: str
    group: str
    view: View
    clusters: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Corpus:
    """Documents that are compared with one another.

    Attributes:
        name: Of the file.
        documents: The documents.
        reports: The same as reports in which nothing was read.
        rarity: Of each word.
        near: For each document, those that it is compared with.
        between: (documents, documents, BETWEEN).
    """

    name: str
    documents: tuple[Document, ...]
    reports: tuple[Report, ...]
    rarity: npt.NDArray[np.float32]
    near: tuple[tuple[int, ...], ...]
    between: Half


def corpus(path: Path) -> Corpus:
    """Read a file of documents, JSON Lines with ``doc_id``, ``text``, ``date`` and ``mentions``.

    Args:
        path: The file. ``incident`` or ``topic`` says which documents are held out together.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    spans = [[(m["start"], m["end"]) for m in row["mentions"]] for row in rows]
    texts = [row["text"] for row in rows]
    collection = Collection(texts, spans)
    info = ReaderInfo(version=__version__)
    reports = tuple(
        Report(id=row["doc_id"], text=row["text"], published=row["date"], reader=info)
        for row in rows
    )
    near = Neighbours(reports)
    documents = tuple(
        Document(
            id=row["doc_id"],
            group=str(row.get("incident") or row["topic"]),
            view=view,
            clusters=tuple(m["cluster"] for m in row["mentions"]),
            spans=tuple(held),
        )
        for row, view, held in zip(rows, collection.views, spans, strict=True)
    )
    every = range(len(rows))
    between = np.stack([np.stack([near.between(a, b) for b in every]) for a in every])
    return Corpus(
        name=path.stem,
        documents=documents,
        reports=reports,
        rarity=collection.rarity,
        near=tuple(tuple(near.of(a)) for a in every),
        between=between.astype(np.float16),
    )
