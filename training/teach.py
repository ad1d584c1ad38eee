"""Teacher's scores for texts, and labels for the inner levels that no corpus annotates.

    python -m training.teach --net mpnet.safetensors runs/t/weights.pt \
        --polnear polnear_train.jsonl --out taught.npz

PolNeAR has the outermost attributions only. What stands in a content is a text of its own, of
which a reader of outermost attributions finds the next level: so each content is read by itself,
and what is found there is the label of the level below.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from sayso.extract.statements.decode import Part, decode
from sayso.extract.statements.linking import Linked, link
from sayso.language.encoding import Encoding, Floats
from sayso.language.heads import LEVELS, TAGS
from sayso.language.pieces import Ints, Pieces
from training.encoder import load
from training.evaluate import torch_encode
from training.examples import NONE, UNKNOWN, Example, label, polnear, unlabelled
from training.heads import Network

_SHORTEST = 6
"""Pieces of a content that may hold a statement."""
_THAT = 2008
_SURE_OUTSIDE = 8.0


def encode_all(nets: Sequence[Network], texts: Sequence[Pieces]) -> list[Encoding]:
    """Mean scores of several networks; links are the last's."""
    each = [torch_encode(net, texts) for net in nets]
    return [
        replace(last, tags=np.mean([e.tags for e in (*others, last)], axis=0))
        for *others, last in zip(*each, strict=True)
    ]


def teach(
    nets: Sequence[Network], inner: Sequence[Network], example: Example
) -> tuple[Example, Floats]:
    """An example with labels for all levels, and the teacher's scores (pieces, levels × tags).

    Args:
        nets: Whose mean scores teach the outermost level.
        inner: Whose mean scores teach the levels below.
        example: A text with the outermost level annotated.
    """
    scores = np.zeros((len(example.pieces), LEVELS, len(TAGS)), dtype=np.float32)
    scores[:, 1:, 0] = _SURE_OUTSIDE
    encoding = encode_all(nets, [example.pieces])[0]
    scores[:, 0] = encoding.tags[:, 0]
    tags, cue_of, source_of = example.tags.copy(), example.cue_of.copy(), example.source_of.copy()
    tags[1:] = 0
    if (example.tags[0] == UNKNOWN).all():  # nobody has annotated it: the teacher's word is all
        tags[0] = 0
        everything = np.arange(len(example.pieces), dtype=np.int32)
        for each in link(encoding, _first_level(encoding))[0]:
            if each.content:
                _label(each, everything, 0, tags, cue_of, source_of)
    contents = _gold_contents(replace(example, cue_of=cue_of))
    for level in range(1, LEVELS):
        places = [p for p in map(_inner, [example.pieces] * len(contents), contents) if len(p)]
        texts = [_excerpt(example.pieces, p) for p in places]
        contents = []
        for place, encoding in zip(places, encode_all(inner, texts), strict=True):
            found, _ = link(encoding, _first_level(encoding))
            found = [
                f
                for f in found
                if f.content and f.source and not _is_musing(example.pieces, place, f)
            ]
            if not found:
                continue
            scores[place, level] = encoding.tags[:, 0]
            for each in found:
                _label(each, place, level, tags, cue_of, source_of)
                contents.append(
                    np.concatenate([place[c.first : c.last] for c in each.content]).astype(np.int32)
                )
    taught = replace(example, tags=tags, cue_of=cue_of, source_of=source_of)
    return taught, scores.reshape(len(example.pieces), -1)


def _gold_contents(example: Example) -> list[Ints]:
    """Pieces of each outermost content, by the cue that they belong to."""
    owners = example.cue_of[0]
    return [
        np.flatnonzero(owners == cue).astype(np.int32) for cue in np.unique(owners[owners >= 0])
    ]


def _inner(pieces: Pieces, place: Ints) -> Ints:
    """A content without its "that"; empty if nothing could be said in it."""
    if len(place) and pieces.ids[place[0]] == _THAT:
        place = place[1:]
    return place if len(place) >= _SHORTEST else place[:0]


def _excerpt(pieces: Pieces, place: Ints) -> Pieces:
    """A content as a text of its own, which stands in no quotation marks of the outer one."""
    return Pieces(
        pieces.ids[place],
        pieces.features[place] % 6,
        pieces.starts[place],
        pieces.ends[place],
        pieces.first[place],
    )


def _first_level(encoding: Encoding) -> list[Part]:
    return [p for p in decode(encoding) if p.level == 0]


def _is_musing(pieces: Pieces, place: Ints, found: Linked) -> bool:
    """Whether speakers only frame their own words ("I think we …")."""
    if found.source is None or found.source.last - found.source.first != 1:
        return False
    return int(pieces.ids[place[found.source.first]]) in _ONESELF


_ONESELF = (1045, 2057, 2017)
"""Ids of "i", "we", "you"."""


def _label(
    found: Linked, place: Ints, level: int, tags: Ints, cue_of: Ints, source_of: Ints
) -> None:
    cue = int(place[found.cue.first])
    source_of[cue] = NONE
    for part in (found.cue, found.source, *found.content):
        if part is None:
            continue
        at = place[part.first : part.last]
        begin = TAGS.index(f"B-{part.kind}")
        tags[level, at] = begin + 1
        tags[level, at[0]] = begin
        if part.kind == "source":
            source_of[cue] = at[0]
        elif part.kind == "content":
            cue_of[level, at] = cue


def save(path: Path, examples: Sequence[Example], scores: Sequence[Floats]) -> None:
    """Labels and scores by the examples' names."""
    out: dict[str, np.ndarray] = {}
    for e, s in zip(examples, scores, strict=True):
        out[f"{e.name}/scores"] = s.astype(np.float16)
        out[f"{e.name}/tags"], out[f"{e.name}/cue_of"] = e.tags, e.cue_of
        out[f"{e.name}/source_of"] = e.source_of
    np.savez_compressed(path, allow_pickle=False, **out)


def taught(path: Path, examples: Sequence[Example]) -> tuple[list[Example], list[Floats]]:
    """Examples with the labels of a saved file, and the scores beside them."""
    out, scores = [], []
    with np.load(path) as saved:
        for e in examples:
            if f"{e.name}/scores" not in saved:  # beyond the limit of what was taught
                continue
            fields = {k: saved[f"{e.name}/{k}"] for k in ("tags", "cue_of", "source_of")}
            out.append(replace(e, **fields))
            scores.append(saved[f"{e.name}/scores"].astype(np.float32))
    return out, scores


def main() -> None:
    """Write labels and scores for a file of texts."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--net", nargs=2, action="append", required=True, type=Path,
                     metavar=("ENCODER", "WEIGHTS"),
                     help="several are averaged; the last labels the inner levels")  # fmt: skip
    ask.add_argument("--polnear", type=Path, help="annotated texts")
    ask.add_argument("--texts", type=Path, help="texts that nobody has annotated, JSON Lines")
    ask.add_argument("--limit", type=int, help="only the first so many")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--threads", type=int, default=torch.get_num_threads())
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    nets = []
    for encoder, weights in a.net:
        net = Network(load(encoder))
        net.load_state_dict(torch.load(weights, weights_only=True))
        nets.append(net)
    if a.polnear:
        examples = (label(name, text, found, levels=1) for name, text, found in polnear(a.polnear))
    else:
        examples = (label(name, text, [], levels=0) for name, text in unlabelled(a.texts))
    done = []
    for example in itertools.islice(examples, a.limit):
        done.append(teach(nets, nets[-1:], example))
        if len(done) % 50 == 0:
            print(len(done), flush=True)
    save(a.out, [e for e, _ in done], [s for _, s in done])


if __name__ == "__main__":
    main()
