"""The codebook: what is built in, what a user may give, and errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import CodebookError
from sayso.extract.codebook import load_codebook
from sayso.extract.codebook.patterns import compile_pattern

PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip

SMALL = """
types:
  STRIKE: {quad: 4, recipient: optional, modes: [air]}
sets:
  base: [base, camp]
triggers:
  - {type: STRIKE, mode: air, verbs: ["hit =$base"]}
vague_numbers:
  default: {words: {dozens: [24, 24, null]}}
"""


def test_all_types_of_the_ontology_have_triggers() -> None:
    book = load_codebook()
    assert set(book.types) == PLOVER
    triggers = [t for index in (book.verbs, book.nouns) for ts in index.values() for t in ts]
    assert {t.type for t in triggers} == PLOVER
    assert len(book.verbs) > 500
    assert all(t.mode is None or t.mode in book.types[t.type].modes for t in triggers)
    assert all(t.cameo is None or t.cameo.isdigit() for t in triggers)


def test_patterns_come_most_specific_first() -> None:
    for triggers in load_codebook().verbs.values():
        weights = [t.weight for t in triggers]
        assert weights == sorted(weights, reverse=True)


def test_a_file_replaces_the_codebook(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL, "utf-8")
    book = load_codebook(path)
    assert set(book.types) == {"STRIKE"}
    assert set(book.verbs) == {"hit"}
    assert book.vague.words["dozens"] == (24, 24, None)


def test_a_codebook_can_extend_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "extends: plover\n"
        "triggers:\n  - {type: ASSAULT, mode: drone, verbs: [zap]}\n"
        "vague_numbers:\n  default: {words: {dozens: [20, 20, null]}}\n",
        "utf-8",
    )
    book = load_codebook(tmp_path)
    assert set(book.types) == PLOVER
    assert book.verbs["zap"][0].mode == "drone"
    assert book.vague.words["dozens"] == (20, 20, None)


@pytest.mark.parametrize(
    ("change", "line", "key", "words"),
    [
        (("quad: 4", "quad: 9"), 3, "quad", "1, 2, 3 or 4"),
        (("recipient: optional", "recipient: maybe"), 3, "recipient", "one-sided"),
        (("type: STRIKE,", "type: HIT,"), 7, "type", "no type 'HIT'"),
        (("mode: air", "mode: sea"), 7, "mode", "no mode 'sea'"),
        (("$base", "$bases"), 7, "verbs", "no set '$bases'"),
        (("hit =$base", "hit &base"), 7, "verbs", "not a constraint"),
        (("[24, 24, null]", "[24]"), 9, "dozens", "three numbers"),
        (("sets:", "settings:"), 4, "settings", "unknown section"),
        (("verbs:", "werbs:"), 7, "werbs", "unknown key"),
        (("[base, camp]", "[base, on]"), 5, "base", "put it in quotes"),
        (("  base:", "  base: [x]\n  base:"), 6, "base", "given twice"),
    ],
)
def test_an_error_names_file_line_and_key(
    tmp_path: Path, change: tuple[str, str], line: int, key: str, words: str
) -> None:
    path = tmp_path / "mine.yaml"
    text = SMALL.replace(*change)
    assert text != SMALL
    path.write_text(text, "utf-8")
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    message = str(caught.value)
    assert "mine.yaml" in message
    assert words in message
    assert f"line {line}" in message
    assert key in message
    assert "\n" not in message


@pytest.mark.parametrize("text", ["- a list", "a: [", "", "a: &x [*x]\n? [1]\n: 2"])
def test_what_is_no_codebook(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(CodebookError, match=r"mine\.yaml"):
        load_codebook(path)


def test_a_missing_file_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        load_codebook(tmp_path / "none.yaml")
    with pytest.raises(CodebookError, match=r"no \.yaml file"):
        load_codebook(tmp_path)


def test_an_unknown_table_of_vague_numbers_lists_those_there_are() -> None:
    with pytest.raises(CodebookError, match="acled"):
        load_codebook(numbers="mine")


@pytest.mark.parametrize("text", ["", "Big", "hit >", "hit ?x"])
def test_bad_patterns(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        compile_pattern(text, {})
