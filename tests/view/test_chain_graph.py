"""Who has it from whom: the graph, its groups, its drawing, its words."""

from hypothesis import given
from hypothesis import strategies as st
from view_chains import account, chains, copied, origin, told
from view_links import Collection, Linked

from sayso.record import Incident, Report
from sayso.view.chain_graph import Edge, Graph, Node, chain_graph
from sayso.view.chain_groups import MOST_NODES, grouped
from sayso.view.chain_layout import BOX, GAP, Drawing, draw
from sayso.view.chain_text import Branch, branches


def graph_of(collection: Collection) -> Graph:
    return chain_graph(collection.incidents[0], collection.links, collection.reports)


def named(graph: Graph) -> set[tuple[str, str, str]]:
    names = {node.id: node.name for node in graph.nodes}
    return {(names[e.start], e.label, names[e.end]) for e in graph.edges}


def test_a_way_leads_from_each_origin_through_sources_and_agency_to_the_report(
    gao: Collection,
) -> None:
    assert named(graph_of(gao)) == {
        ("villagers", "", "A police official"),
        ("A police official", "", "Radio Example"),
        ("Radio Example", "", "Example Wire"),
        ("Amadou Sarr", "", "Example Wire"),
        ("Example Wire", "prints", "Example Daily"),
        ("Example Daily", "reprint", "Example Herald"),
        ("The governor of Gao", "", "Example Post"),
    }


def test_cited_press_copies_own_reporting_and_circles() -> None:
    graph = graph_of(chains())
    assert named(graph) == {
        ("hospital", "", "Sahel Press Agency"),
        ("Sahel Press Agency", "prints", "Lakes Daily"),
        ("Lakes Daily", "cites", "City News"),
        ("Lakes Daily", "reprint", "Mirror 0"),
        ("Lakes Daily", "reprint", "Mirror 1"),
        ("Morning Post", "circular", "Morning Post"),
        ("Morning Post", "circular", "Evening Star"),
        ("Bria Bulletin", "own reporting", "Bria Bulletin"),
    }
    assert graph.circles == (("report r_post", "report r_star"),)


def test_what_nothing_leads_to_is_exactly_the_independent_origins(gao: Collection) -> None:
    for collection in (gao, chains()):
        graph = graph_of(collection)
        reached = {edge.end for edge in graph.edges}
        roots = {node.origin for node in graph.nodes if node.id not in reached}
        every = collection.incidents[0].accounts.values()
        assert roots == {o for accounts in every for a in accounts for o in a.origins}


def test_who_cites_an_outlet_has_it_from_that_outlets_report() -> None:
    own = told("r_own", "Davao Evening", 1, "A bomb killed 10 people in Davao", None)
    cites = told("r_cites", "Visayas Times", 2, "A bomb killed 10 people", "Davao Evening")
    outlet = origin("o_d", "Davao Evening", "outlet", own, cites)
    incident = Incident(
        id="i_d",
        type="ASSAULT",
        events=(),
        accounts={"killed": (account(10, "o_d", own, cites),)},
    )
    links = Linked(origins=(outlet,), incidents=(incident,))
    graph = chain_graph(incident, links, {r.id: r for r in (own, cites)})
    assert named(graph) == {
        ("Davao Evening", "own reporting", "Davao Evening"),
        ("Davao Evening", "cites", "Visayas Times"),
    }


def test_a_copy_of_a_copy_hangs_on_the_nearer_one() -> None:
    three = chains()
    more = (*three.links.copies, copied("r_copy0", "r_copy1"))
    links = Linked(more, three.links.origins, three.links.incidents)
    graph = chain_graph(three.incidents[0], links, three.reports)
    assert ("Mirror 0", "reprint", "Mirror 1") in named(graph)
    assert ("Lakes Daily", "reprint", "Mirror 1") not in named(graph)


def test_the_order_of_telling_gives_citations_and_copies_that_links_do_not_have(
    gao: Collection,
) -> None:
    links = type(gao.links)((), gao.links.origins, gao.links.incidents)
    graph = chain_graph(gao.incidents[0], links, gao.reports)
    assert ("Example Daily", "copy", "Example Herald") in named(graph)


def test_a_report_that_is_not_at_hand_hangs_on_its_origin(gao: Collection) -> None:
    none: dict[str, Report] = {}
    graph = chain_graph(gao.incidents[0], gao.links, none)
    assert ("The governor of Gao", "", "r_post") in named(graph)


def test_two_reports_that_copy_each_other_make_no_endless_way(gao: Collection) -> None:
    there = gao.links.copies[0]
    back = there.model_copy(update={"from_": there.to, "to": there.from_})
    links = type(gao.links)((there, back), gao.links.origins, gao.links.incidents)
    graph = chain_graph(gao.incidents[0], links, gao.reports)
    reached = {edge.end for edge in graph.edges}
    assert {n.kind for n in graph.nodes if n.id not in reached} == {"origin"}
    assert branches(graph)


def test_the_tree_has_each_report_of_an_origin_once_a_way() -> None:
    def leaves(branch: Branch) -> list[str]:
        here = [branch.node.name] if branch.node.kind == "report" else []
        return here + [name for below in branch.below for name in leaves(below)]

    hospital, *_ = branches(graph_of(chains()))
    assert leaves(hospital) == ["Lakes Daily", "City News", "Mirror 0", "Mirror 1"]


def test_a_small_graph_is_not_grouped_and_a_large_one_is_small() -> None:
    small = graph_of(chains())
    assert grouped(small) == small
    large = grouped(graph_of(chains(copies=60)))
    assert len(large.nodes) <= MOST_NODES
    (many,) = (n for n in large.nodes if n.name == "60 reports")
    assert many.notes == ("Mirror 0, Mirror 1, Mirror 10 and 57 more",)
    assert ("Lakes Daily", "reprint", "60 reports") in named(large)


def test_origins_of_one_report_are_grouped_when_there_are_too_many() -> None:
    report = Node("report r", "report", "Daily", report="r")
    origins = [Node(f"origin {i}", "origin", f"Source {i}", origin=str(i)) for i in range(40)]
    edges = tuple(Edge(o.id, report.id, "", False, (str(o.origin),)) for o in origins)
    assert [n.name for n in grouped(Graph((*origins, report), edges)).nodes] == [
        "40 origins",
        "Daily",
    ]


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    boxes = drawing.boxes
    return [
        (a.node.name, b.node.name)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a.x == b.x and a.y < b.y + b.height and b.y < a.y + a.height
    ]


def test_the_drawing_reads_from_left_to_right(gao: Collection) -> None:
    drawing = draw(graph_of(gao))
    column = {box.node.name: round(box.x / (BOX + GAP)) for box in drawing.boxes}
    assert column == {
        "villagers": 0,
        "Amadou Sarr": 0,
        "The governor of Gao": 0,
        "A police official": 1,
        "Radio Example": 2,
        "Example Wire": 3,
        "Example Daily": 4,
        "Example Post": 4,
        "Example Herald": 5,
    }
    assert [head.words for head in drawing.heads] == [
        "independent origins",
        "cited by",
        "agencies",
        "reports",
        "copied or cited by",
    ]
    assert not overlaps(drawing)
    assert all(box.x + BOX <= drawing.width for box in drawing.boxes)
    assert all(box.y + box.height <= drawing.height for box in drawing.boxes)


def test_a_circle_is_an_arc_between_its_reports() -> None:
    assert len(draw(graph_of(chains())).arcs) == 1


def test_nothing_to_draw_is_a_drawing_too() -> None:
    assert draw(Graph((), ())).boxes == ()


@st.composite
def graphs(take: st.DrawFn) -> Graph:
    kinds = ("origin", "source", "agency", "report")
    sizes = [take(st.integers(1, 6)) for _ in kinds]
    nodes = [
        Node(f"{kind} {i}", kind, take(st.text(max_size=60)), origin=str(i))  # type: ignore[arg-type]
        for kind, size in zip(kinds, sizes, strict=True)
        for i in range(size)
    ]
    pairs = [(a.id, b.id) for i, b in enumerate(nodes) for a in nodes[:i] if b.kind != "origin"]
    chosen = take(st.lists(st.sampled_from(pairs), unique=True, max_size=30))
    label = take(st.sampled_from(["", "reprint"]))
    return Graph(tuple(nodes), tuple(Edge(a, b, label, False, ("0",)) for a, b in chosen))


@given(graphs())
def test_any_graph_is_drawn_alike_each_time_with_nothing_on_another(graph: Graph) -> None:
    drawing = draw(graph)
    assert drawing == draw(graph)
    assert not overlaps(drawing)
    assert len(drawing.boxes) == len(graph.nodes)
    assert len(drawing.curves) == len(graph.edges)
    assert all(box.y > 0 and box.y + box.height <= drawing.height for box in drawing.boxes)
