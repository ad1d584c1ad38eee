"""What a notebook shows: all of it there, harmless, in whatever colours are around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from view_links import Collection
from view_reports import WIRE, at, wire_report

import sayso
from sayso.coded import Comparison
from sayso.coded.comparing.compare import FieldCount, Party
from sayso.coded.matching.points import Reach
from sayso.corpus.incidents import Incidents
from sayso.corpus.look import Look
from sayso.record import Actor, Block, Event, Incident, Report, Statement, VoiceStep
from sayso.tables.frames import Frame
from sayso.tables.table import Column, Row, Table
from sayso.view.safe import for_page

HOSTILE = (
    "</style></script><script>alert(1)</script><img src=x onerror=alert(2)> \u202e\x00\ud800&\"'"
)


def tree(piece: str) -> Any:
    return lxml_html.document_fromstring(piece)


def caption(doc: Any, title: str) -> Any:
    (found,) = [c.getparent() for c in doc.xpath("//caption") if title in c.text_content()]
    return found


def cells(table: Any) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tr")]


def look(gao: Collection) -> Look:
    return Look(gao.incidents[0], gao.links, gao.reports)  # type: ignore[arg-type]


def incidents(records: list[Incident]) -> Incidents:
    return Incidents(lambda most: iter(records[:most]), lambda: len(records), lambda name: things())


def things(*rows: Row) -> Frame:
    columns = (Column("id", "string", "Which."), Column("killed", "integer", "How <many>."))
    table: Table[Any] = Table(
        "things", "Things", "A thing.", columns, "told", lambda _: (), ("id",)
    )
    return Frame(table, lambda: rows)


def comparison(name: str = "ged.csv") -> Comparison:
    ours = Party("reports.db", "sayso", 5, out_of_scope=2)
    fields = (FieldCount("killed", 3, 1, 1, 0, 2),)
    return Comparison(ours, Party(name, "ged", 7), Reach(3, 50.0), 4.0, pairs=(), fields=fields)


def every(gao: Collection, wire: Report) -> list[object]:
    some = [wire, gao.incidents[0], look(gao), incidents(gao.incidents), things(("a", 1))]
    return [*some, comparison()]


def test_a_report_shows_its_text_with_the_words_marked(wire: Report) -> None:
    doc = tree(wire._repr_html_())
    (body,) = doc.xpath("//div[@class='body']")
    assert "killing at least ten" in body.text_content()
    anchors = ["".join(s.itertext()) for s in body.xpath(".//span[contains(@class, 'k-event')]")]
    assert "".join(anchors) == "".join(wire.words(event.anchor) for event in wire.events)
    said = body.xpath(".//span[contains(@class, 'k-event')]/@title")
    assert any("told by Example Daily › Example Wire" in each for each in said)


def test_a_report_shows_who_says_what_with_the_words_and_on_whose_say_so(wire: Report) -> None:
    doc = tree(sayso.html(wire))
    statements = cells(caption(doc, "Who says what"))
    assert len(statements) == 1 + len(wire.statements)
    assert any("Amadou Sarr" in row[0] and "denies" in row[1] for row in statements)
    assert any("We deny any part in the shooting" in row[2] for row in statements)
    inner = next(row for row in statements if "villagers" in row[0])
    assert "police official" in inner[3]
    events = cells(caption(doc, "What is told"))
    assert len(events) == 1 + len(wire.events)
    assert any("River Brigade" in row[1] and "at least ten" in row[2] for row in events)
    assert any(row[4].startswith("Example Daily › Example Wire › ") for row in events)


def test_an_incident_shows_each_value_and_how_it_stands(gao: Collection) -> None:
    incident = gao.incidents[0]
    doc = tree(incident._repr_html_())
    rows = cells(caption(doc, "What is told"))
    values = [a for each in incident.accounts.values() for a in each]
    assert len(rows) == 1 + len(values)
    killed = [row for row in rows if row[0].startswith("killed")]
    assert all("contested" in row[0] for row in killed)
    assert [int(row[2]) for row in killed] == [len(a.origins) for a in incident.accounts["killed"]]


def test_a_look_shows_the_origins_side_by_side_and_the_words(gao: Collection) -> None:
    doc = tree(look(gao)._repr_html_())
    head, *rows = cells(caption(doc, "What each origin says"))
    names = [origin.name for origin in gao.links.origins]
    assert all(any(name in cell for cell in head[1:]) for name in names)
    assert {len(row) for row in rows} == {len(head)}
    assert doc.xpath("//svg//title")
    assert any("at least ten" in mark.text_content() for mark in doc.xpath("//mark"))


def test_incidents_are_a_list_that_reads_only_what_it_shows(gao: Collection) -> None:
    asked: list[int | None] = []
    record = gao.incidents[0]

    def read(most: int | None) -> Iterator[Incident]:
        asked.append(most)
        return iter(([record] * 30)[:most])

    found = Incidents(read, lambda: 30, lambda name: things())
    doc = tree(found._repr_html_())
    rows = cells(caption(doc, "Incidents"))
    assert len(rows) == 21
    assert rows[1][-1] == record.id
    assert "the first 20 rows" in doc.text_content()
    assert asked == [21]


def test_a_table_shows_its_first_rows_and_what_its_columns_mean() -> None:
    doc = tree(sayso.html(things(*((f"x{i}", i) for i in range(50)))))
    rows = cells(caption(doc, "things: Things"))
    assert rows[:3] == [["id", "killed"], ["x0", "0"], ["x1", "1"]]
    assert len(rows) == 21
    assert doc.xpath("//th[text()='killed']/@title") == ["How <many>."]
    assert "none" in tree(sayso.html(things())).text_content()


def test_a_comparison_shows_how_the_two_agree() -> None:
    doc = tree(comparison()._repr_html_())
    _, killed = cells(caption(doc, "field by field"))
    assert killed == ["killed", "3", "1", "1", "0", "2", "80%"]
    text = " ".join(doc.text_content().split())
    assert "ged.csv: UCDP GED, 7 events" in text
    assert "both have: 0 events" in text
    assert "3 days and 50 km apart" in text
    assert len(repr(comparison())) < 200


def test_nothing_loads_runs_or_clashes(gao: Collection, wire: Report) -> None:
    for thing in every(gao, wire):
        piece = sayso.html(thing)
        doc = tree(piece)
        assert not doc.xpath("//script | //link | //img | //iframe | //object | //a | //base")
        assert not [a for a in doc.xpath("//@*") if re.match(r"on|src|href", a.attrname)]
        style = "".join(doc.xpath("//style/text()"))
        assert "url(" not in style.replace("url(#hatch)", "")
        assert "@import" not in style
        assert style.strip().startswith(".sayso.sayso.sayso {")
        assert not re.search(r"&#?\w+;", style), "escaped, where nothing unescapes"
        assert style.count("{") == style.count("}")
        named = set(doc.xpath("//*[not(ancestor-or-self::*[name()='svg'])]/@id"))
        assert named == set()


def test_colours_are_those_around_it(gao: Collection, wire: Report) -> None:
    """A notebook's page may be light or dark: letters take its colour, and nothing paints over."""
    for thing in every(gao, wire):
        style = "".join(tree(sayso.html(thing)).xpath("//style/text()"))
        own = style.split("@media")[0]
        assert "--ink: currentColor" in own
        assert "--panel: transparent" in own
        assert not re.search(r"[{;]\s*color:\s*#", own)


def test_hostile_words_stay_words() -> None:
    t = f"{HOSTILE} said {HOSTILE}"
    whole = (0, len(t))
    report = wire_report(
        id=HOSTILE,
        outlet=HOSTILE,
        agency=HOSTILE,
        title=HOSTILE,
        byline=HOSTILE,
        language=HOSTILE,
        published=HOSTILE,
        text=t,
        blocks=(Block(kind="editor_note", span=whole, teller=HOSTILE),),
        actors=(Actor(id='a"1>', name=HOSTILE, mentions=(whole,), role=HOSTILE),),
        places=(),
        times=(),
        loaded=(),
        statements=(Statement(id="s1", kind="direct", content=(whole,), parent="s1"),),
        events=(
            Event(
                id="e1",
                type=HOSTILE,
                anchor=at(t, "said"),
                actors=('a"1>', HOSTILE),
                voice=(VoiceStep(teller=HOSTILE), VoiceStep(statement="s1")),
            ),
        ),
        warnings=({"code": HOSTILE, "message": HOSTILE},),
        evidence={},
    )
    _harmless(sayso.html(report))
    assert for_page(t) in tree(sayso.html(report)).xpath("//div[@class='body']")[0].text_content()
    _harmless(sayso.html(things((HOSTILE, None))))
    _harmless(sayso.html(comparison(HOSTILE)))


def test_a_hostile_incident_is_only_words(gao: Collection) -> None:
    incident = gao.incidents[0]
    accounts = {
        f: tuple(a.model_copy(update={"value": HOSTILE, "told": HOSTILE}) for a in told)
        for f, told in {**incident.accounts, HOSTILE: incident.accounts["killed"]}.items()
    }
    evil = incident.model_copy(update={"accounts": accounts, "type": HOSTILE, "id": HOSTILE})
    _harmless(sayso.html(evil))
    _harmless(sayso.html(incidents([evil])))
    links = type(gao.links)(
        gao.links.copies,
        tuple(o.model_copy(update={"name": HOSTILE, "rule": HOSTILE}) for o in gao.links.origins),
        gao.links.incidents,
    )
    _harmless(sayso.html(Look(evil, links, gao.reports)))  # type: ignore[arg-type]


def _harmless(piece: str) -> None:
    piece.encode()
    doc = tree(piece)
    assert not doc.xpath("//script | //img")
    assert "\x00" not in piece
    assert len(doc.xpath("//style")) == 1
    (top,) = doc.xpath("//body/*")
    assert top.get("class") == "sayso"


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: (min(s), max(s)))


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.lists(SPANS, min_size=6, max_size=6),
)
def test_any_text_with_any_spans_is_shown_whole(text: str, spans: list[tuple[int, int]]) -> None:
    assume(text.strip())
    report = wire_report(
        text=text,
        blocks=(),
        actors=(Actor(id="a1", name="X", mentions=tuple(spans[:2])),),
        places=(),
        times=(),
        loaded=(),
        warnings=(),
        evidence={},
        statements=(Statement(id="s1", kind="direct", content=tuple(spans[2:5])),),
        events=(Event(id="e1", type="ASSAULT", anchor=spans[5]),),
    )
    (body,) = tree(sayso.html(report)).xpath("//div[@class='body']")
    assert "".join(body.text_content().split()) == "".join(for_page(text).split())


def test_a_long_text_is_cut_and_says_so() -> None:
    text = "Words of a report. " * 1_000
    report = wire_report(
        text=text,
        blocks=(),
        actors=(),
        places=(),
        times=(),
        loaded=(),
        statements=(),
        events=(),
        warnings=(),
        evidence={},
    )
    piece = sayso.html(report)
    assert f"{len(text) - 8000} more characters" in piece
    assert len(piece) < 20_000


def test_long_values_are_cut() -> None:
    long = "y" * 100_000
    report = wire_report()
    event = report.events[0].model_copy(update={"actors": ("a1",) * 500, "recipients": (long,)})
    report = report.model_copy(
        update={
            "title": long,
            "outlet": long,
            "byline": long,
            "events": (event,),
            "actors": tuple(a.model_copy(update={"name": long}) for a in report.actors),
        }
    )
    assert len(sayso.html(report)) < 40_000


def test_statements_in_a_circle_come_to_an_end() -> None:
    report = wire_report()
    first, second, *_ = report.statements
    looped = (
        first.model_copy(update={"parent": second.id}),
        second.model_copy(update={"parent": first.id}),
    )
    assert "Who says what" in sayso.html(report.model_copy(update={"statements": looped}))


def test_other_things_are_refused() -> None:
    with pytest.raises(TypeError, match="not int"):
        sayso.html(7)


def test_a_line_says_which(gao: Collection, wire: Report) -> None:
    assert repr(wire) == str(wire)
    assert repr(wire) == (
        "<Report r_daily: Market attack near Gao kills at least ten, police say, Example Daily, "
        f"2020-05-03T10:15:00+00:00, {len(wire.events)} events, {len(wire.statements)} statements>"
    )
    line = repr(gao.incidents[0])
    assert line.startswith(f"<Incident {gao.incidents[0].id}: ASSAULT")
    assert "contested: " in line
    assert line in repr(incidents(gao.incidents))
    evil = wire.model_copy(update={"title": "\x1b[31m\u202e", "outlet": "x" * 500})
    assert "\x1b" not in repr(evil)
    assert "\u202e" not in repr(evil)
    assert len(repr(evil)) < 300
    assert WIRE not in repr(wire)
