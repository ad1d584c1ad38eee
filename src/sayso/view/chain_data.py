"""The drawing of who has it from whom as values, for a program that draws it itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sayso.record import Incident, Report
from sayso.view.chain_graph import Graph, Node, chain_graph
from sayso.view.chain_groups import grouped
from sayso.view.chain_layout import BOX, LINE, draw
from sayso.view.chain_text import Branch, branches
from sayso.view.origin_rows import Links

MOST_DRAWN = 80
"""Nodes that a drawing can hold; beyond, the words alone tell who has it from whom."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A box, in lines of text: its corner and its size.

    The first ``name_lines`` lines of ``label`` are the name, the others what is known besides.
    """

    id: str
    label: str
    kind: str
    """``origin``, ``source`` (who is cited), ``agency``, ``report`` or ``group`` (of several)."""
    x: float
    y: float
    width: float
    height: float
    report: str | None
    origin: str | None
    name_lines: int


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A way that the account went, from ``source`` to ``target``, and the points on it."""

    source: str
    target: str
    kind: str
    """``copy`` where the words went with it, ``circle`` where outlets cite each other, else
    ``way``."""
    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """How an account came from its origins to the reports, laid out, and in words."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    width: float
    height: float
    text: tuple[str, ...]


def source_graph(incident: Incident, links: Links, reports: Mapping[str, Report]) -> SourceGraph:
    """The source graph of an incident, as it stands on the page of an incident.

    Args:
        incident: The incident.
        links: Copies and origins.
        reports: Reports by id.

    Returns:
        Nothing drawn, but all words, where there are too many nodes to be seen.
    """
    graph = chain_graph(incident, links, reports)
    text = tuple(_lines(branches(graph)))
    small = grouped(graph)
    if len(small.nodes) > MOST_DRAWN:
        return SourceGraph((), (), 0.0, 0.0, text)
    drawing = draw(small)
    nodes = tuple(
        GraphNode(
            id=box.node.id,
            label="\n".join((*box.name, *box.notes)),
            kind="group" if box.node.id.startswith("group ") else box.node.kind,
            x=_in_lines(box.x),
            y=_in_lines(box.y),
            width=_in_lines(BOX),
            height=_in_lines(box.height),
            report=box.node.report,
            origin=box.node.origin,
            name_lines=len(box.name),
        )
        for box in drawing.boxes
    )
    edges = [
        GraphEdge(
            source=curve.edge.start,
            target=curve.edge.end,
            kind="copy" if curve.copied else "way",
            label=curve.label,
            points=tuple(dict.fromkeys((_in_lines(x), _in_lines(y)) for x, y in curve.points)),
        )
        for curve in drawing.curves
    ]
    edges += _circles(small, {node.id: node for node in nodes})
    return SourceGraph(
        nodes, tuple(edges), _in_lines(drawing.width), _in_lines(drawing.height), text
    )


def _circles(graph: Graph, nodes: Mapping[str, GraphNode]) -> Iterator[GraphEdge]:
    """Between the right sides of reports that cite one another."""
    for ring in graph.circles:
        for a, b in pairwise(ring):
            if a in nodes and b in nodes:
                ends = tuple(
                    (round(n.x + n.width, 2), round(n.y + n.height / 2, 2))
                    for n in (nodes[a], nodes[b])
                )
                yield GraphEdge(a, b, "circle", "", ends)


def _in_lines(units: float) -> float:
    return round(units / LINE, 2)


def _lines(trees: Iterable[Branch], depth: int = 0) -> Iterator[str]:
    """The tree as lines that are indented by two spaces a step."""
    for branch in trees:
        how = f"{branch.label}: " if branch.label else ""
        yield f"{'  ' * depth}{how}{_named(branch.node)}"
        yield from _lines(branch.below, depth + 1)


def _named(node: Node) -> str:
    return " · ".join((node.name, *node.notes))
