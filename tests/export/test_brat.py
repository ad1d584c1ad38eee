"""brat standoff: taken by brat's own checks, and back to the same words."""

from __future__ import annotations

from pathlib import Path

from annotated_reports import filled, reads, wire
from brat_reader import standoff_of
from hypothesis import given, settings

from sayso.export import export
from sayso.export.annotations import annotated
from sayso.export.annotations.files import text_of
from sayso.export.annotations.spans import joined, lines_of, whole
from sayso.export.annotations.types import type_of
from sayso.export.brat import standoff
from sayso.store.snapshot import Read


@settings(deadline=None)
@given(reads())
def test_what_is_written_is_read_back(read: Read) -> None:
    marked = annotated(read)
    lines, left_out = standoff(marked)
    text = text_of(marked.report.text)
    assert len(text) == len(read.report.text)
    back = standoff_of(text, "".join(f"{line}\n" for line in lines))

    triggers = {trigger: id_ for id_, (_, trigger, _) in back.events.items()}
    path_of = {id_: back.notes[triggers.get(id_, id_)].split(" | ")[0] for id_ in back.bound}
    left = {each.path for each in left_out}
    for each in marked.annotations:
        inked = [s for s in each.spans if text[s[0] : s[1]].strip()]
        assert (each.path in left) == (not inked)
        if not inked:
            continue
        (id_,) = [i for i, path in path_of.items() if path == each.path]
        type_, fragments = back.bound[id_]
        assert type_ == type_of(each)
        assert fragments == lines_of(text, each.spans)
        # put together they are the words of the record, but for white space at their edges
        for a, b in joined(each.spans):
            assert not text[a:b].strip() or any(
                c <= a + len(text[a:b]) - len(text[a:b].lstrip()) and len(text[:b].rstrip()) <= d
                for c, d in whole(text, fragments)
            )

    path_of |= {e: path_of[trigger] for e, (_, trigger, _) in back.events.items()}
    arguments = {
        (role.rstrip("0123456789").lower(), path_of[e], path_of[to])
        for e, (_, _, roles) in back.events.items()
        for role, to in roles
    }
    others = {(type_.lower(), path_of[a], path_of[b]) for type_, a, b in back.relations}
    assert arguments | others == {
        (r.label, r.start, r.end)
        for r in marked.relations
        if r.start not in left and r.end not in left
    }


def test_a_story_in_brat() -> None:
    marked = annotated(Read(wire(), {"e1": "i_42"}))
    lines, left_out = standoff(marked)
    assert left_out == []
    text = marked.report.text
    back = standoff_of(text, "".join(f"{line}\n" for line in lines))
    types = {text[s[0][0] : s[-1][1]]: type_ for type_, s in back.bound.values()}
    assert types["the River Brigade"] == "Actor_organization"
    assert types["at least ten"] == "Toll_killed"
    assert types["open fire"] == "ASSAULT"
    of = {note.split(" | ")[0]: id_ for id_, note in back.notes.items()}
    assert {e for e in back.attributes if e[1] in (of["events.e2.anchor"], "E1")} == {
        ("Status", "E1", "happened"),
        ("Mode", "E1", "firearms"),
        ("Status", "E2", "denied"),
        ("Background", "E2", None),
    }
    assert ("Stance", of["statements.s3.content"], "denies") in back.attributes
    assert (of["places.p1.mentions.2"], "GeoNames", "2457161") in back.entries
    assert (of["actors.a1.mentions.1"], "Wikidata", "Q42") in back.entries
    assert "incident: i_42" in back.notes["E1"]
    assert [of[f"actors.a1.mentions.{i}"] for i in range(3)] in back.equal
    # the shooting is by the mention that is nearest, and told by the villagers
    assert ("Actor", of["actors.a1.mentions.0"]) in back.events["E1"][2]
    assert ("Told_in", of["statements.s2.content"]) in back.events["E1"][2]
    assert back.events["E2"][2] == [("Same_as", "E1")]
    parts = back.bound[of["statements.s3.content"]][1]
    assert [text[a:b] for a, b in parts] == ["“We deny any part,”", "“We were not there.”"]


def test_words_over_the_end_of_a_line_are_fragments() -> None:
    text = "one\r\ntwo\u2028three"
    assert text_of(text) == "one \ntwo\u2028three"
    assert lines_of(text_of(text), ((0, len(text)),)) == ((0, 4), (5, 8), (9, 14))


def test_the_folder(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        written = export(store, "brat", tmp_path / "out")
        texts = sorted((tmp_path / "out").glob("*.txt"))
        assert {path.stem for path in texts} == set(store.ids())
        assert len(texts) == written.files["*.txt"]
    conf = (tmp_path / "out" / "annotation.conf").read_text(encoding="utf-8")
    declared = {line.split("\t")[0] for line in conf.splitlines()}
    for path in texts:
        text = path.read_bytes().decode()
        ann = path.with_suffix(".ann").read_bytes().decode()
        back = standoff_of(text, ann)
        assert {type_ for type_, _ in back.bound.values()} <= declared
        assert {type_ for type_, _, _ in back.relations} <= declared
        assert {name for name, _, _ in back.attributes} <= declared
    for line in (tmp_path / "out" / "visual.conf").read_text().splitlines():
        if "bgColor" in line and "SPAN" not in line:
            assert line.split("\t")[0] in declared


def test_no_reports(tmp_path: Path) -> None:
    with filled(tmp_path, []) as store:
        assert export(store, "brat", tmp_path / "out").files["*.ann"] == 0
    assert (tmp_path / "out" / "annotation.conf").exists()
