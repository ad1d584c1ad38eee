"""CoNLL-U Plus as the ``conllu`` package reads it, and back to the words of the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import conllu
from annotated_reports import HOSTILE, at, filled, reads, wire
from hypothesis import given, settings

from sayso.export import export
from sayso.export.annotations import annotated
from sayso.export.annotations.spans import trimmed
from sayso.export.conll import LEVELS, columns, tagged
from sayso.store.snapshot import Read

Marks = set[tuple[str, str, int, int]]


def parsed(lines: Sequence[Sequence[str]]) -> list[conllu.TokenList]:
    """Sentences as conllu reads them."""
    head = f"# global.columns = {' '.join(columns())}\n"
    return whole(head + "".join("".join(f"{x}\n" for x in each) + "\n" for each in lines))


def whole(text: str) -> list[conllu.TokenList]:
    """The sentences of a file; of one without any conllu gives the first line as one."""
    return [sentence for sentence in conllu.parse(text) if sentence]


def marks_of(sentences: Sequence[conllu.TokenList]) -> Marks:
    """Path, label, start and end of each run of tags, by the BIO tags and MISC alone."""
    found: Marks = set()
    for sentence in sentences:
        for layer, most in LEVELS.items():
            for level in range(most):
                name = layer.capitalize() + (f".{level + 1}" if level else "")
                found |= set(_runs(sentence, name))
    return found


def _runs(sentence: conllu.TokenList, name: str) -> list[tuple[str, str, int, int]]:
    runs: list[tuple[str, str, int, int]] = []
    before = "O"
    for token in sentence:
        tag = token[f"sayso:{name.lower()}"]
        start, end = map(int, token["misc"]["TokenRange"].split(":"))
        if tag.startswith("B-"):
            runs.append((unquote(token["misc"][name]), tag[2:], start, end))
        elif tag.startswith("I-"):
            assert before[2:] == tag[2:]  # BIO2: what goes on has begun
            path, label, first, _ = runs[-1]
            runs[-1] = (path, label, first, end)
        else:
            assert tag == "O"
        before = tag
    return runs


@settings(deadline=None, max_examples=60)
@given(reads())
def test_what_is_written_is_read_back(read: Read) -> None:
    marked = annotated(read)
    lines, left_out = tagged(marked)
    sentences = parsed(lines)
    assert len(sentences) == len(lines)
    text = marked.report.text
    for sentence in sentences:
        for token in sentence:
            start, end = map(int, token["misc"]["TokenRange"].split(":"))
            assert token["form"] == text[start:end]
            after = text[end : end + 1]
            assert (token["misc"].get("SpaceAfter") == "No") == (not after.isspace())
    ends = [tuple(map(int, t["misc"]["TokenRange"].split(":"))) for s in sentences for t in s]
    assert ends == sorted(ends)
    tokened = {i for a, b in ends for i in range(a, b)}
    assert tokened == {i for i, c in enumerate(text) if not c.isspace()}

    found = marks_of(sentences)
    listed = {(each.path, span) for each in left_out for span in each.spans}
    for each in marked.annotations:
        if each.layer not in LEVELS:
            assert not any(path == each.path for path, _, _, _ in found)
            continue
        runs = {(a, b) for path, label, a, b in found if path == each.path}
        covered = {i for a, b in runs for i in range(a, b) if i in tokened}
        missing = {
            i for a, b in each.spans for i in range(a, b) if i in tokened and i not in covered
        }
        too_deep = any(o.path == each.path and "too deep" in o.why for o in left_out)
        assert not missing or too_deep
        for where in each.spans:
            inked = trimmed(text, where)
            if inked is None:
                assert (each.path, where) in listed
    for path, label, _, _ in found:
        (one,) = [each for each in marked.annotations if each.path == path]
        assert label == one.label.upper()


def test_a_story() -> None:
    lines, left_out = tagged(annotated(Read(wire(), {})))
    assert left_out == []
    sentences = parsed(lines)
    assert sentences[0].metadata["newdoc id"] == "r_wire"
    assert sentences[0].metadata["text"] == "Market attack near Gao kills ten 😀"
    found = marks_of(sentences)
    assert ("events.e1.anchor", "ASSAULT", *at("open fire")) in found
    # a statement in a statement is in the second column; its words are the inner ones
    assert ("statements.s2.content", "INDIRECT", at("gunmen")[0], at("least ten")[1]) in found
    inner = [t for s in sentences for t in s if t["sayso:contents.2"] != "O"]
    assert inner[0]["form"] == "gunmen"
    assert inner[0]["misc"]["Contents.2"] == "statements.s2.content"
    # both parts of what was said have its path
    parts = sorted(run for run in found if run[0] == "statements.s3.content")
    assert [run[2:] for run in parts] == [at("“We deny any part,”"), at("“We were not there.”")]


def test_tags_begin_anew_in_the_next_sentence() -> None:
    start, end = at("“We deny")[0], at("not there.”")[1]
    report = wire(statements=[{"id": "s1", "kind": "direct", "content": [(start, end)]}])
    sentences = parsed(tagged(annotated(Read(report, {})))[0])
    runs = sorted(run for run in marks_of(sentences) if run[0] == "statements.s1.content")
    assert len(runs) > 1
    assert (runs[0][2], runs[-1][3]) == (start, end)


def test_words_too_deep_for_the_columns_are_listed() -> None:
    spans = [(at("A police")[0] + n, at("least ten")[1]) for n in (0, 2, 9, 18, 23)]
    said: list[Any] = [
        {"id": f"s{n}", "kind": "indirect", "content": [span]} for n, span in enumerate(spans)
    ]
    lines, left_out = tagged(annotated(Read(wire(statements=said, events=()), {})))
    assert [each.path for each in left_out if "too deep" in each.why] == ["statements.s4.content"]
    found = {run[0] for run in marks_of(parsed(lines)) if run[0].startswith("statements")}
    assert found == {f"statements.s{n}.content" for n in range(4)}


def test_the_file(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        written = export(store, "conll", tmp_path / "out")
    text = (tmp_path / "out" / "reports.conllup").read_bytes().decode()
    assert text.split("\n", 1)[0] == f"# global.columns = {' '.join(columns())}"
    sentences = whole(text)
    assert len(sentences) == written.files["reports.conllup"]
    documents = [s.metadata["newdoc id"] for s in sentences if "newdoc id" in s.metadata]
    # two have no words; the list says so
    assert documents == ["r_wire", *(f"r_h{n}" for n in range(2, len(HOSTILE)))]
    listed = (tmp_path / "out" / "left_out.csv").read_text(encoding="utf-8")
    assert "r_h0,,,,,the report has no words" in listed
    ids = [s.metadata["sent_id"] for s in sentences]
    assert len(set(ids)) == len(ids)


def test_no_reports(tmp_path: Path) -> None:
    with filled(tmp_path, []) as store:
        assert export(store, "conll", tmp_path / "out").files["reports.conllup"] == 0
    assert whole((tmp_path / "out" / "reports.conllup").read_text(encoding="utf-8")) == []
