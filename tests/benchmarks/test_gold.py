"""The gold chains are whole, and what scores them gives full marks to the gold itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from benchmarks import gold
from benchmarks.chains import page
from benchmarks.gold import GoldReport, load
from benchmarks.scoring import chains
from sayso.record import Medium, Report, Source, Statement

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def entries() -> list[GoldReport]:
    return list(load(ROOT / "gold"))


def test_how_much_there_is(entries: list[GoldReport]) -> None:
    assert sum(not g.single for g in entries) >= 60
    assert sum(g.single for g in entries) >= 400
    assert len({g.id for g in entries}) == len(entries)
    kept = sum(g.side == "report" for g in entries)
    assert 3 * kept == pytest.approx(len(entries), abs=3)


def test_cues_stand_in_what_their_parents_say(entries: list[GoldReport]) -> None:
    astray = []
    for g in entries:
        for s in g.statements.values():
            if s.parent is None or not s.cue:
                continue
            content = g.statements[s.parent].content
            inside = any(a <= s.cue[0][0] and s.cue[0][1] <= b for a, b in content)
            # "citing two officials, the paper said": one content, two tellers
            relayed = any(a < y and x < b for a, b in content for x, y in s.content)
            if not (inside or relayed):
                astray.append(f"{g.id} {s.id}")
    assert astray == []


def test_the_guides_example_is_right(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "annotating.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert example is not None
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "one.yaml").write_text(example[1], encoding="utf-8")
    (only,) = load(tmp_path)
    assert only.chain("s3") == ["s2", "s3"]
    assert only.text[slice(*only.statements["s4"].source[0])] == "He"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"content": "nowhere to be found"}, "does not say 'nowhere to be found'"),
        ({"stance": "shouts"}, "stance 'shouts' is none of"),
        ({"parent": "s9"}, "no statement 's9'"),
        ({"colour": "red"}, "unknown fields ['colour']"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, change: dict[str, str], message: str) -> None:
    row = {"at": 1, "source": "He", "cue": "said", "content": "so", "kind": "indirect"} | change
    entry = {"id": "g001", "text": [{"words": "He said so."}], "statements": {"s1": row}}
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "bad.yaml").write_text(yaml.safe_dump(entry), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        list(load(tmp_path))
    assert "bad.yaml: g001" in str(caught.value)


def as_read(g: GoldReport) -> Report:
    """A record that says what the gold says."""
    statements = tuple(
        Statement(
            id=s.id, kind=s.kind, stance=s.stance, cue=s.cue, content=s.content, parent=s.parent,
            source=Source(span=s.source[0], anonymous=s.anonymous, kind=s.source_kind)
            if s.source else None,
            medium=Medium(span=s.medium[0]) if s.medium else None,
        )  # type: ignore[arg-type]
        for s in g.statements.values()
    )  # fmt: skip
    return page(g).report.model_copy(update={"statements": statements})


def test_the_gold_itself_gets_full_marks(entries: list[GoldReport]) -> None:
    figures, _ = chains.score(entries, [as_read(g) for g in entries])
    assert figures["statements"]["F1"] > 99
    assert figures["chains"]["F1"] > 99
    assert figures["kind"]["right"] == 100


def test_a_lost_level_is_a_wrong_chain(entries: list[GoldReport]) -> None:
    nested = next(g for g in entries if any(s.parent for s in g.statements.values()))
    read = as_read(nested)
    flat = tuple(s.model_copy(update={"parent": None}) for s in read.statements)
    figures, misses = chains.score([nested], [read.model_copy(update={"statements": flat})])
    assert figures["statements"]["F1"] == 100
    assert figures["inner"]["R"] == 0
    assert misses


def test_sources_of_one_kind_have_a_name() -> None:
    assert "witness" in gold.SOURCE_KINDS
