"""The graph of who has it from whom as a tree of words: an origin, and below it who has it from it.

The terminal prints it; on the page it stands beside the drawing, for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.view.chain_graph import Graph, Node


@dataclass(frozen=True, slots=True)
class Branch:
    """A node in the tree, how it has the account, and who has it from there."""

    node: Node
    label: str
    below: tuple[Branch, ...]


def branches(graph: Graph) -> list[Branch]:
    """A tree for each origin, in the graph's order.

    A report stands under each origin that it has an account of, so it may come several times.
    """
    nodes = {node.id: node for node in graph.nodes}
    return [
        _branch(node, "", str(node.origin), graph, nodes)
        for node in graph.nodes
        if node.kind == "origin"
    ]


def _branch(node: Node, label: str, origin: str, graph: Graph, nodes: dict[str, Node]) -> Branch:
    below = tuple(_below(node, origin, graph, nodes))
    return Branch(node, label, below)


def _below(node: Node, origin: str, graph: Graph, nodes: dict[str, Node]) -> Iterator[Branch]:
    for edge in graph.edges:
        if edge.start == node.id and origin in edge.origins:
            yield _branch(nodes[edge.end], edge.label, origin, graph, nodes)
