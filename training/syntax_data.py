"""Texts with what spaCy's small pipeline says of them, for the network of syntax to learn from."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from benchmarks.gold import load_training
from sayso import ingest
from sayso.errors import InputError
from sayso.language import encoder
from sayso.language.heads import STATE_WIDTH
from sayso.language.syntax_lemmas import PIPELINE
from sayso.language.syntax_net import ENTITIES, LABELS, TAGS
from sayso.language.syntax_words import (
    LOOKS,
    hidden_names,
    means,
    pieces_of,
    rows_of,
    stretches_of,
    words_of,
)
from training import event_sources, passages
from training.syntax_frames import made_up

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CAPITALS = 15
"""One text of so many is also learnt from in capitals, as old newswire has them."""
FILLED = 4
"""How often each of our own passages with slots is filled with names, and each verb is used."""
SHORTEST, LONGEST = 20, 60_000
"""Characters of a text that is worth while."""
UNKNOWN = -1
"""A label of what is no word."""
LABELLED = ("tags", "heads", "labels", "starts", "entities")
"""What the teacher gives for each word; heads count from the word itself."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Labelled:
    """Rows of many texts, one after the other; between two stretches of a text one empty row.

    Attributes:
        lengths: Rows of each text.
        states: (rows, width) means of the encoder's states.
        looks: (rows, looks).
        names: Which rows the encoder sees as stand-ins.
        taught: For each of :data:`LABELLED` a value a row, :data:`UNKNOWN` at empty rows.
    """

    lengths: Ints
    states: npt.NDArray[np.float16]
    looks: npt.NDArray[np.int16]
    names: npt.NDArray[np.bool_]
    taught: dict[str, npt.NDArray[np.int32]]


def texts(paths: Sequence[Path], own: Path | None, seed: int) -> list[str]:
    """What is in JSON Lines files, and our own sentences: each once, in a mixed order.

    Args:
        paths: Files with a ``text`` a row, and headlines as ``title``.
        own: The folder of our own sentences. None: none.
        seed: Of the order, and of the names that our own are filled with.
    """
    rows = [json.loads(line) for path in paths for line in _lines(path)]
    found = [row[name] for row in rows for name in ("text", "title") if row.get(name)]
    if own:
        found += [text for _, text, _ in event_sources.passages(own / "events")]
        found += [r.text for r in load_training(own)]
        filled = passages.filled(passages.load(own / "places" / "train.yaml"), FILLED, seed)
        found += [row["text"] for row in filled]
        found += made_up(FILLED, seed)
    kept = [t for t in dict.fromkeys(found) if SHORTEST < len(t) < LONGEST]
    order = random.Random(seed)  # noqa: S311 - an order, not a secret
    order.shuffle(kept)
    kept += [t.upper() for t in kept[::CAPITALS] if len(t.upper()) == len(t)]
    order.shuffle(kept)
    return kept


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if line.strip())


def prepare(of: Iterable[str], folder: Path) -> None:
    """Read texts as sayso does, parse them with the teacher, and write both into a folder."""
    import spacy

    logging.getLogger("spacy").setLevel(logging.ERROR)
    nlp = spacy.load(PIPELINE)
    folder.mkdir(parents=True, exist_ok=True)
    kept: dict[str, list[npt.NDArray[np.int32]]] = {n: [] for n in ("looks", "names", *LABELLED)}
    lengths = []
    with (folder / "states.f16").open("wb") as states:
        for number, text in enumerate(of):
            found = _labelled(text, nlp)
            if found is None:
                continue
            found.pop("states").astype(np.float16).tofile(states)
            for name, values in found.items():
                kept[name].append(values.astype(np.int32))
            lengths.append(len(found["names"]))
            if number % 1000 == 0:
                print(f"{number} texts, {sum(lengths)} rows", flush=True)
    rows = {"lengths": np.array(lengths)}
    rows |= {name: np.concatenate(values) for name, values in kept.items()}
    np.savez(folder / "labels.npz", allow_pickle=False, **rows)


def _labelled(text: str, nlp: Language) -> dict[str, npt.NDArray[np.generic]] | None:
    """The rows of one text; None where sayso reads nothing in it."""
    try:
        report = next(iter(ingest.load(text=text))).report
    except InputError:
        return None
    parts = list(stretches_of(report.text, report.blocks))
    docs = list(nlp.pipe((part.text for part in parts), batch_size=64))
    words = words_of(parts, docs)
    if not len(words):
        return None
    encoding = encoder.encode_report(report.text, report.blocks)
    places = pieces_of(words, encoding.pieces)
    rows = rows_of(words)
    out: dict[str, npt.NDArray[np.generic]] = {
        "states": means(encoding.states, places),
        "looks": words.looks,
        "names": hidden_names(words, encoding.pieces, places),
        **_taught(docs),
    }
    return {name: _spread(values, rows, name) for name, values in out.items()}


def _spread(values: npt.NDArray[np.generic], rows: Ints, name: str) -> npt.NDArray[np.generic]:
    """Values of words where the words stand in the network's input."""
    out = np.full(
        (int(rows[-1]) + 1, *values.shape[1:]), UNKNOWN if name in LABELLED else 0, values.dtype
    )
    out[rows] = values
    return out


def _taught(docs: Sequence[Doc]) -> dict[str, Ints]:
    """What the teacher says of each word that is no white space."""
    out: dict[str, list[int]] = {name: [] for name in LABELLED}
    tags, labels, kinds = (
        {name: n for n, name in enumerate(names)} for names in (TAGS, LABELS, ENTITIES)
    )
    for doc in docs:
        number = {t.i: n for n, t in enumerate(t for t in doc if not t.is_space)}
        within = {i: n for n, sentence in enumerate(doc.sents) for i in _range(sentence)}
        for _, found in groupby(number, key=within.__getitem__):
            out["starts"] += [int(n == 0) for n, _ in enumerate(found)]
        for i, n in number.items():
            token = doc[i]
            out["tags"].append(tags.get(token.tag_, UNKNOWN))
            out["labels"].append(labels.get(token.dep_, UNKNOWN))
            # what hangs on white space is a root
            out["heads"].append(number.get(token.head.i, n) - n)
        entities = dict.fromkeys(number, 0)
        for entity in doc.ents:
            inside = [i for i in _range(entity) if i in number]
            begin = 1 + 2 * kinds[entity.label_]
            entities.update((i, begin + min(n, 1)) for n, i in enumerate(inside))
        out["entities"] += entities.values()
    return {name: np.array(values, dtype=np.int64) for name, values in out.items()}


def _range(span: object) -> range:
    return range(span.start, span.end)  # type: ignore[attr-defined]  # a Span of spaCy


def load(folder: Path) -> Labelled:
    """What :func:`prepare` wrote."""
    rows = np.load(folder / "labels.npz")
    states = np.memmap(folder / "states.f16", dtype=np.float16, mode="r")
    return Labelled(
        rows["lengths"],
        states.reshape(-1, STATE_WIDTH),
        rows["looks"].astype(np.int16).reshape(-1, len(LOOKS)),
        rows["names"].astype(bool),
        {name: rows[name] for name in LABELLED},
    )
