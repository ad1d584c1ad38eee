"""A large graph of who has it from whom, made small enough to read: like nodes as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

from sayso.view.chain_graph import Edge, Graph, Node

MOST_NODES = 25
"""More than can be taken in at once."""
_NAMED = 3


def grouped(graph: Graph, most: int = MOST_NODES) -> Graph:
    """The graph itself, or one in which nodes that hang on the same are one.

    First reports that have all from the same nodes in the same way, and that no other has it
    from; then origins that the same nodes have it from. A group names its first few.

    Args:
        graph: Any graph.
        most: Nodes up to which nothing is grouped.
    """
    if len(graph.nodes) > most:
        graph = _merge(graph, _leaves(graph), "reports")
    if len(graph.nodes) > most:
        graph = _merge(graph, _like_origins(graph), "origins")
    return graph


def _leaves(graph: Graph) -> Mapping[str, Hashable]:
    """For each report that nobody has it from: from whom it has it, and how."""
    starts = {edge.start for edge in graph.edges} | {r for ring in graph.circles for r in ring}
    coming: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in graph.edges:
        coming[edge.end].add((edge.start, edge.label))
    return {
        node.id: frozenset(coming[node.id])
        for node in graph.nodes
        if node.kind == "report" and node.id not in starts
    }


def _like_origins(graph: Graph) -> Mapping[str, Hashable]:
    """For each origin: who has it from there, and how."""
    going: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in graph.edges:
        going[edge.start].add((edge.end, edge.label))
    return {n.id: frozenset(going[n.id]) for n in graph.nodes if n.kind == "origin"}


def _merge(graph: Graph, like: Mapping[str, Hashable], name: str) -> Graph:
    groups: dict[Hashable, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        if node.id in like:
            groups[like[node.id]].append(node)
    into: dict[str, Node] = {}
    for members in groups.values():
        if len(members) > 1:
            into.update(dict.fromkeys((n.id for n in members), _group(members, name)))
    nodes = dict.fromkeys(into.get(node.id, node) for node in graph.nodes)
    edges: dict[tuple[str, str, str, bool], dict[str, None]] = defaultdict(dict)
    for edge in graph.edges:
        start = into[edge.start].id if edge.start in into else edge.start
        end = into[edge.end].id if edge.end in into else edge.end
        edges[start, end, edge.label, edge.copied].update(dict.fromkeys(edge.origins))
    return Graph(
        tuple(nodes), tuple(Edge(*key, tuple(o)) for key, o in edges.items()), graph.circles
    )


def _group(members: list[Node], name: str) -> Node:
    shown = ", ".join(dict.fromkeys(n.name for n in members[:_NAMED]))
    more = f" and {len(members) - _NAMED} more" if len(members) > _NAMED else ""
    first = members[0]
    return Node(f"group {first.id}", first.kind, f"{len(members)} {name}", (f"{shown}{more}",))
