"""Clusters: event mentions across documents, and documents of one incident.

MUC (Vilain et al. 1995), B3 (Bagga and Baldwin 1998), CEAFe (Luo 2005) and their mean, the CoNLL
F1 (Pradhan et al. 2012); LEA (Moosavi and Strube 2016). Singletons are kept on both sides; a
mention that only one side has costs B3, CEAFe and LEA and adds no links to MUC.
For documents: B3, pairwise F1 and the adjusted Rand index (Hubert and Arabie 1985).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from benchmarks.scoring.basic import Figures, f1, percent

Assignment = Mapping[str, str]
Cluster = frozenset[str]


def clusters_of(assignment: Assignment) -> list[Cluster]:
    """The sets of items with the same cluster name."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for item, cluster in assignment.items():
        out[cluster].add(item)
    return [frozenset(c) for c in out.values()]


def _index(clusters: Sequence[Cluster]) -> dict[str, int]:
    return {item: i for i, cluster in enumerate(clusters) for item in cluster}


def muc(side: Sequence[Cluster], other: Mapping[str, int]) -> float:
    """Share of the links of ``side`` that the other side has too."""
    right = total = 0
    for cluster in side:
        if len(cluster) > 1:
            parts = {other[item] for item in cluster if item in other}
            alone = sum(item not in other for item in cluster)
            right += len(cluster) - len(parts) - alone
            total += len(cluster) - 1
    return right / total if total else 0.0


def b_cubed(side: Sequence[Cluster], other: Mapping[str, int]) -> float:
    """Mean over items of the share of their cluster that is with them on the other side."""
    right, total = 0.0, 0
    for cluster in side:
        counts = Counter(other[item] for item in cluster if item in other)
        right += sum(n * n for n in counts.values()) / len(cluster)
        total += len(cluster)
    return right / total if total else 0.0


def lea(side: Sequence[Cluster], other: Mapping[str, int], clusters: Sequence[Cluster]) -> float:
    """Share of links per cluster, weighted by size; a singleton is one link to itself."""
    right, total = 0.0, 0
    for cluster in side:
        if len(cluster) == 1:
            (item,) = cluster
            share = float(item in other and len(clusters[other[item]]) == 1)
        else:
            counts = Counter(other[item] for item in cluster if item in other)
            links = len(cluster) * (len(cluster) - 1) / 2
            share = sum(n * (n - 1) / 2 for n in counts.values()) / links
        right += len(cluster) * share
        total += len(cluster)
    return right / total if total else 0.0


def ceaf_e(gold: Sequence[Cluster], found: Sequence[Cluster]) -> float:
    """Greatest sum of 2|a ∩ b| / (|a| + |b|) over a one-to-one pairing of clusters.

    The pairing splits into the connected parts of the overlap graph, which keeps it small.
    """
    where = _index(found)
    shared = Counter(
        (i, where[item]) for i, cluster in enumerate(gold) for item in cluster if item in where
    )
    if not shared:
        return 0.0
    rows = np.array([i for i, _ in shared])
    columns = np.array([j for _, j in shared])
    weights = np.array([2 * n / (len(gold[i]) + len(found[j])) for (i, j), n in shared.items()])
    size = len(gold) + len(found)
    graph = coo_matrix((np.ones(len(rows)), (rows, columns + len(gold))), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    order = np.argsort(labels[rows], kind="stable")
    cuts = np.flatnonzero(np.diff(labels[rows][order])) + 1
    return sum(_best(rows[k], columns[k], weights[k]) for k in np.split(order, cuts))


def _best(rows: np.ndarray, columns: np.ndarray, weights: np.ndarray) -> float:
    """The best assignment within one connected part."""
    if len(rows) < 2:
        return float(weights.sum())
    _, i = np.unique(rows, return_inverse=True)
    _, j = np.unique(columns, return_inverse=True)
    matrix = np.zeros((i.max() + 1, j.max() + 1))
    matrix[i, j] = weights
    return float(matrix[linear_sum_assignment(-matrix)].sum())


def score_mentions(gold: Assignment, found: Assignment) -> Figures:
    """Coreference scores of two assignments of mentions to clusters, in percent."""
    g, p = clusters_of(gold), clusters_of(found)
    gi, pi = _index(g), _index(p)
    similarity = ceaf_e(g, p)
    halves = {
        "muc": (muc(p, gi), muc(g, pi)),
        "b3": (b_cubed(p, gi), b_cubed(g, pi)),
        "ceafe": (similarity / len(p) if p else 0.0, similarity / len(g) if g else 0.0),
        "lea": (lea(p, gi, g), lea(g, pi, p)),
    }
    out: Figures = {
        name: {"P": percent(a), "R": percent(b), "F1": percent(f1(a, b))}
        for name, (a, b) in halves.items()
    }
    conll = sum(f1(*halves[name]) for name in ("muc", "b3", "ceafe")) / 3
    return {"conll": percent(conll), **out, "mentions": len(gold), "clusters": len(g)}


def score_documents(gold: Assignment, found: Assignment) -> Figures:
    """Scores of two assignments of documents to incidents, over the documents that both have."""
    both = [item for item in gold if item in found]
    g = clusters_of({item: gold[item] for item in both})
    p = clusters_of({item: found[item] for item in both})
    gi, pi = _index(g), _index(p)
    right = sum(_pairs(n) for n in Counter((gi[i], pi[i]) for i in both).values())
    wanted, made = (sum(_pairs(len(c)) for c in side) for side in (g, p))
    precision = right / made if made else 1.0
    recall = right / wanted if wanted else 1.0
    b3 = (b_cubed(p, gi), b_cubed(g, pi))
    return {
        "b3": {"P": percent(b3[0]), "R": percent(b3[1]), "F1": percent(f1(*b3))},
        "pairs": {
            "P": percent(precision),
            "R": percent(recall),
            "F1": percent(f1(precision, recall)),
        },
        "ari": percent(_adjusted(right, wanted, made, _pairs(len(both)))),
        "documents": len(both),
        "incidents": len(g),
        "clusters": len(p),
    }


def _pairs(n: int) -> float:
    return n * (n - 1) / 2


def _adjusted(right: float, wanted: float, made: float, total: float) -> float:
    chance = wanted * made / total if total else 0.0
    most = (wanted + made) / 2
    return (right - chance) / (most - chance) if most != chance else 1.0
