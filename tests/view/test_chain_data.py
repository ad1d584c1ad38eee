"""Who has it from whom as values: the same drawing as on the page, and the same words."""

from view_chains import chains
from view_links import Collection

from sayso.view.chain_data import MOST_DRAWN, source_graph
from sayso.view.chain_graph import chain_graph
from sayso.view.chain_groups import grouped
from sayso.view.chain_layout import LINE, draw


def of(collection: Collection):  # type: ignore[no-untyped-def]
    incident = collection.incidents[0]
    graph = source_graph(incident, collection.links, collection.reports)
    small = grouped(chain_graph(incident, collection.links, collection.reports))
    return graph, small


def test_nodes_and_edges_are_those_of_the_page_in_lines_of_text(gao: Collection) -> None:
    graph, small = of(gao)
    drawing = draw(small)
    assert [n.id for n in graph.nodes] == [b.node.id for b in drawing.boxes]
    assert [n.x * LINE for n in graph.nodes] == [round(b.x / LINE, 2) * LINE for b in drawing.boxes]
    assert [(e.source, e.target, e.label) for e in graph.edges] == [
        (c.edge.start, c.edge.end, c.label) for c in drawing.curves
    ]
    assert all(n.x + n.width <= graph.width + 0.1 for n in graph.nodes)
    assert all(n.y + n.height <= graph.height + 0.1 for n in graph.nodes)


def test_edges_run_from_box_to_box(gao: Collection) -> None:
    graph, _ = of(gao)
    boxes = {n.id: n for n in graph.nodes}
    for edge in graph.edges:
        start, end = boxes[edge.source], boxes[edge.target]
        (x, y), (to_x, to_y) = edge.points[0], edge.points[-1]
        assert abs(x - (start.x + start.width)) < 0.02
        assert start.y <= y <= start.y + start.height
        assert abs(to_x - end.x) < 0.02
        assert end.y <= to_y <= end.y + end.height
        assert [p[0] for p in edge.points] == sorted(p[0] for p in edge.points)


def test_names_come_before_notes_and_words_tell_the_same(gao: Collection) -> None:
    graph, small = of(gao)
    for node in graph.nodes:
        assert 1 <= node.name_lines <= len(node.label.split("\n"))
    told = "\n".join(graph.text)
    assert all(node.name in told for node in small.nodes)
    assert graph.text[0][0] != " "
    assert any(line.startswith("  ") for line in graph.text)


def test_copies_circles_and_ways_are_told_apart() -> None:
    graph, small = of(chains())
    assert {e.kind for e in graph.edges} == {"way", "copy", "circle"}
    assert len([e for e in graph.edges if e.kind == "circle"]) == sum(
        len(ring) - 1 for ring in small.circles
    )
    assert len(graph.nodes) <= MOST_DRAWN
