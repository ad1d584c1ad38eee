"""Files of annotation tools, read into one form; what cannot be read is named."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from pathlib import Path

import cassis
import pytest
from annotated_reports import WIRE, at
from coded_files import read_back

from sayso.coded.annotations import CodedReport, read_annotations
from sayso.coded.annotations.form import Wide
from sayso.coded.annotations.placing import placed
from sayso.coded.annotations.readers import files
from sayso.errors import InputError, MissingExtra

EXAMPLES = Path(__file__).parents[3] / "examples" / "coded" / "annotations"
EMOJI = "😀 Gao 😀 fell"


def fails(path: Path) -> tuple[list[CodedReport], list[str]]:
    failed: list[InputError] = []
    found = list(read_annotations([path], failed.append))
    assert all(str(path) in str(error) for error in failed)
    return found, [str(error) for error in failed]


def marked(coded: CodedReport) -> list[tuple[str, str]]:
    text = coded.text or ""
    return [(m.label, " … ".join(text[a:b] for a, b in m.spans)) for m in coded.marks]


def test_doccano() -> None:
    (coded,) = read_back(EXAMPLES / "doccano.jsonl")
    assert coded.url == "https://www.tigriswire.example/iraq/2023/03/14/mosul-market-bomb"
    assert marked(coded) == [("BLAST", "exploded"), ("RESTRICTION", "curfew"), ("LOC", "Mosul")]
    assert coded.who == "doccano"  # the name of the file is the annotator's


def test_doccano_counts_utf16_units_unless_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"text": EMOJI, "label": [[3, 6, "LOC"]]}), encoding="utf-8")
    (coded,) = read_back(path)
    assert marked(coded) == [("LOC", "Gao")]
    (coded,) = read_annotations([path], pytest.fail, offsets="code points")
    assert marked(coded) == [("LOC", "ao ")]


def test_label_studio_counts_code_points_and_older_ones_are_told_by_their_words(
    tmp_path: Path,
) -> None:
    for start, end in ((2, 5), (3, 6)):
        value = {"start": start, "end": end, "text": "Gao", "labels": ["LOC"]}
        region = {"id": "x", "type": "labels", "value": value}
        task = {"data": {"text": EMOJI}, "annotations": [{"result": [region]}]}
        path = tmp_path / f"{start}.json"
        path.write_text(json.dumps([task]), encoding="utf-8")
        (coded,) = read_back(path)
        assert marked(coded) == [("LOC", "Gao")]


def test_label_studio_names_what_is_of_no_words(tmp_path: Path) -> None:
    choice = {"id": "c", "type": "choices", "from_name": "about", "value": {"choices": ["war"]}}
    html = {"id": "h", "type": "hypertextlabels", "value": {"start": "/p[1]", "end": "/p[1]"}}
    task = {"id": 5, "data": {"text": EMOJI}, "annotations": [{"result": [choice, html]}]}
    path = tmp_path / "x.json"
    path.write_text(json.dumps([task, {"data": {}}, 7]), encoding="utf-8")
    (coded,), failed = fails(path)
    assert coded.marks == ()
    assert [line.split(", ")[1].split(":")[0] for line in failed] == ["task 5", "task 5", "task 3"]


def test_label_studio_predictions_count_only_where_nobody_annotated(tmp_path: Path) -> None:
    value = {"start": 2, "end": 5, "text": "Gao", "labels": ["LOC"]}
    made = [{"result": [{"id": "x", "type": "labels", "value": value}]}]
    guessed = {"id": 1, "data": {"text": EMOJI}, "predictions": made}
    annotated = {"id": 2, "data": {"text": EMOJI}, "annotations": made, "predictions": made}
    path = tmp_path / "x.json"
    path.write_text(json.dumps([guessed, annotated]), encoding="utf-8")
    assert [coded.item for coded in read_back(path)] == ["task 2"]
    path.write_text(json.dumps([guessed]), encoding="utf-8")
    assert [coded.item for coded in read_back(path)] == ["task 1"]


def test_label_studio_attributes_of_a_region(tmp_path: Path) -> None:
    value = {"start": 2, "end": 5, "text": "Gao", "labels": ["ATTACK"]}
    region = {"id": "x", "type": "labels", "value": value}
    choice = {"id": "x", "type": "choices", "from_name": "status", "value": {"choices": ["denied"]}}
    task = {"data": {"text": EMOJI}, "annotations": [{"result": [region, choice]}]}
    path = tmp_path / "x.json"
    path.write_text(json.dumps(task), encoding="utf-8")
    (coded,) = read_back(path)
    assert coded.marks[0].values == {"status": "denied"}


def test_web_annotations_of_others() -> None:
    (coded,) = read_back(EXAMPLES / "web-annotations.jsonld")
    assert coded.who == "acct:rana@annotations.example"
    assert [(m.label, m.quotes[0].exact) for m in coded.marks] == [
        ("ORG", "the Northern Shield Brigades (NSB)"),
        ("DATE", "Tuesday evening"),
    ]


def test_what_was_added_to_an_export_is_of_its_report(tmp_path: Path) -> None:
    def node(id_: str | None, source: str, exact: str) -> dict[str, object]:
        selector = {"type": "TextQuoteSelector", "exact": exact}
        body = {"type": "TextualBody", "purpose": "tagging", "value": "Place"}
        made = {"type": "Annotation", "body": body}
        made["target"] = {"source": source, "selector": selector}
        return made if id_ is None else {"id": f"urn:sayso:report:{id_}", **made}

    one, two, three = (f"https://x.example/{n}" for n in (1, 2, 3))
    nodes = [
        node("r_1#places.p1", one, "Gao"),
        node("r_2#places.p1", two, "Goma"),
        node("r_1#places.p2", one, "Mopti"),
        node(None, two, "Bukavu"),
        node(None, three, "Lima"),
    ]
    path = tmp_path / "annotations.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in nodes), encoding="utf-8")
    found = [
        (coded.report, coded.url, [mark.quotes[0].exact for mark in coded.marks])
        for coded in read_back(path)
    ]
    assert found == [
        ("r_1", one, ["Gao", "Mopti"]),
        ("r_2", two, ["Goma", "Bukavu"]),
        (None, three, ["Lima"]),
    ]


def test_what_the_api_of_hypothesis_gives(tmp_path: Path) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "Gao", "prefix": "😀 ", "suffix": " 😀"}
    target = {"source": "https://wire.example/gao", "selector": [quote]}
    row = {"id": "x", "user": "acct:amal@x.example", "tags": ["LOC"], "target": [target]}
    path = tmp_path / "rows.json"
    path.write_text(json.dumps({"total": 1, "rows": [row]}), encoding="utf-8")
    (coded,) = read_back(path)
    assert (coded.url, coded.who) == ("https://wire.example/gao", "acct:amal@x.example")
    marks, refused = placed(coded, EMOJI)
    assert [(m.label, m.spans) for m in marks] == [("LOC", ((2, 5),))]
    assert refused == []


def inception(folder: Path, text: str = EMOJI) -> cassis.Cas:
    types = cassis.TypeSystem()
    entity = types.create_type("custom.Entity", supertypeName="uima.tcas.Annotation")
    types.create_feature(entity, "value", "uima.cas.String")
    types.create_feature(entity, "sure", "uima.cas.Boolean")
    relation = types.create_type("custom.Kin", supertypeName="uima.tcas.Annotation")
    for name in ("Governor", "Dependent"):
        types.create_feature(relation, name, "uima.tcas.Annotation")
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = text, "text/plain"
    place = entity(begin=2, end=5, value="LOC", sure=True)
    fell = entity(begin=8, end=12, value="EVENT")
    cas.add_all([place, fell, relation(begin=8, end=12, Governor=fell, Dependent=place)])
    types.to_xml(folder / "TypeSystem.xml")
    return cas


def test_inception_as_json_and_as_xmi(tmp_path: Path) -> None:
    cas = inception(tmp_path)
    cas.to_json(tmp_path / "r_7.json")
    cas.to_xmi(tmp_path / "r_7.xmi")
    with zipfile.ZipFile(tmp_path / "amal.zip", "w") as archive:
        archive.write(tmp_path / "r_7.xmi", "r_7.xmi")
        archive.write(tmp_path / "TypeSystem.xml", "TypeSystem.xml")
    for name in ("r_7.json", "r_7.xmi", "amal.zip"):
        (coded,) = read_back(tmp_path / name)
        assert coded.report == "r_7"
        assert marked(coded) == [("LOC", "Gao"), ("EVENT", "fell")]
        assert coded.marks[0].values == {"sure": True}
        (link,) = coded.links
        assert (link.label, link.start) == ("Kin", coded.marks[1].id)
    assert coded.source.startswith(str(tmp_path / "amal.zip"))


def test_inception_slots() -> None:
    (coded,) = read_back(EXAMPLES / "inception.json")
    event = next(m for m in coded.marks if m.label == "BOMBING")
    (link,) = coded.links
    assert (link.label, link.start) == ("agent", event.id)


def test_xmi_needs_its_types(tmp_path: Path) -> None:
    inception(tmp_path).to_xmi(tmp_path / "x.xmi")
    (tmp_path / "TypeSystem.xml").unlink()
    found, (error,) = fails(tmp_path / "x.xmi")
    assert found == []
    assert "no TypeSystem.xml beside it" in error


def test_civet_marks_and_cases() -> None:
    (coded,), (error,) = fails(EXAMPLES / "civet.yml")
    assert marked(coded) == [
        ("num", "11"), ("place", "Mosul"), ("num", "34"), ("ne", "the interior ministry"),
    ]  # fmt: skip
    assert coded.who == "rana"
    assert "1 coded cases are of several texts" in error


def test_brat_of_others(tmp_path: Path) -> None:
    start, end = at("open fire")
    (tmp_path / "x.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "x.ann").write_text(
        f"T1\tAttack {start} {end}\topen fire\nE1\tAttack:T1\nT2\tWho 0 6;11 16\tMarket ack n\n"
        "R1\tby Arg1:T1 Arg2:T2\nnonsense\nE2\tAttack:T9\n#1\tAnnotatorNotes T1\tlook again\n",
        encoding="utf-8",
    )
    (coded,), failed = fails(tmp_path / "x.ann")
    assert [line.partition("line ")[2].partition(":")[0] for line in failed] == ["5", "6"]
    assert coded.report is None
    assert [m.path for m in coded.marks] == [None, None]
    assert [(link.label, link.start, link.end) for link in coded.links] == [("by", "T1", "T2")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", b"{"), ("x.json", b'{"a": 1}'), ("x.jsonl", b"\xff\xfe"), ("x.txt", b"words"),
        ("x.json", b"[[" * 5000), ("x.xmi", b"<a/>"), ("x.zip", b"PK"), ("x.yml", b"a: b"),
        ("x.ann", b"\xff"), ("x.json", b'{"%FEATURE_STRUCTURES": 3}'),
        ("x.json", b'{"a": ' + b"9" * 5000 + b"}"),
        ("x.json", b'{"@type": "Annotation", "target": [5], "body": 3}'),
        ("x.json", b'{"type": "Annotation", "id": "urn:sayso:report:r_1#a", "target": 5}'),
    ],
)  # fmt: skip
def test_broken_files_are_named(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found, failed = fails(path)
    assert not any(coded.marks for coded in found)
    assert len(failed) == 1


def test_a_line_that_is_too_long_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST", 100)
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"schema": "sayso/report/1"}) + "\n" + "9" * 200, encoding="utf-8")
    failed = fails(path)[1]
    assert "line 2: a line of more than 100 bytes" in failed[-1]


def test_inception_offsets_outside_of_the_text(tmp_path: Path) -> None:
    cas = inception(tmp_path)
    cas.to_json(tmp_path / "r_7.json")
    whole = json.loads((tmp_path / "r_7.json").read_text(encoding="utf-8"))
    for each in whole["%FEATURE_STRUCTURES"]:
        if each.get("value") == "LOC":
            each |= {"begin": -5, "end": 99}
    (tmp_path / "r_7.json").write_text(json.dumps(whole), encoding="utf-8")
    (coded,) = read_back(tmp_path / "r_7.json")
    marks, refused = placed(coded, EMOJI)
    assert [mark.label for mark in marks] == ["EVENT"]
    assert "is not in the text" in str(refused[0])


def test_a_folder_with_one_broken_file(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "doccano.jsonl", tmp_path)
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "export.json").write_text("{}", encoding="utf-8")
    found, (error,) = fails(tmp_path)
    assert len(found) == 1
    assert "a.json" in error


def test_nothing_there(tmp_path: Path) -> None:
    assert "no annotations in the folder" in fails(tmp_path)[1][0]
    assert "there is no such file" in fails(tmp_path / "gone.json")[1][0]
    assert "there is no such file" in fails(tmp_path / "gone.zip")[1][0]
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    assert fails(tmp_path / "empty.jsonl") == ([], [])


def test_utf16_offsets_that_cut_a_character_take_it_whole() -> None:
    wide = Wide(EMOJI)
    assert wide.span(0, 2) == (0, 1)
    assert wide.span(1, 3) == (0, 2)
    assert wide.span(0, 1) == (0, 1)
    assert wide.span(3, 99) == (2, 99)  # beyond the text: whoever places it refuses it


def test_inception_without_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[annotations\]'"):
        list(read_annotations([EXAMPLES / "inception.json"], pytest.fail))
