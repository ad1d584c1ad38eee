"""Chains of tellers."""

from sayso.extract.statements import find_statements
from sayso.language.encoder import encode_report
from sayso.record import Block, ReaderInfo, Report, Statement
from sayso.resolve.actors import Cast
from sayso.resolve.voices import Voices, assemble_statements


def told(text: str, words: str, **fields: object) -> list[str]:
    """The chain behind ``words``: outlet, tellers, sources in their own words."""
    blocks = (Block(kind="paragraph", span=(0, len(text)), teller=fields.pop("teller", None)),)  # type: ignore[arg-type]
    report = Report(id="r_1", reader=ReaderInfo(version="0"), text=text, blocks=blocks, **fields)  # type: ignore[arg-type]
    said = find_statements(text, blocks, encode_report(text, blocks))
    statements = assemble_statements(said, Cast((), {}))
    by_id = {s.id: s for s in statements}
    at = text.index(words)
    chain = Voices(report, statements).chain((at, at + len(words)))
    return [
        "outlet" if step.outlet else step.teller or _source(text, by_id[step.statement or ""])
        for step in chain
    ]


def _source(text: str, statement: Statement) -> str:
    return text[slice(*statement.source.span)] if statement.source else "nobody"


def test_own_voice() -> None:
    assert told("A bomb killed two men. Police said it was old.", "killed") == ["outlet"]


def test_agency_and_nested_statements() -> None:
    text = "The paper reported that a colonel had said the drone killed two men."
    assert told(text, "killed", teller="Example Wire", outlet="Example Daily") == [
        "outlet",
        "Example Wire",
        "The paper",
        "a colonel",
    ]


def test_a_block_with_a_teller_of_its_own() -> None:
    text = "A bomb killed two men."
    assert told(text, "killed", teller="Example TV", outlet="X") == ["outlet", "Example TV"]


def test_quoted_as_saying() -> None:
    text = "State agency SANA quoted a military source as saying that the strike killed two men."
    assert told(text, "killed") == ["outlet", "State agency SANA", "a military source"]


def test_citing() -> None:
    text = "Citing two officials, the paper said that the strike killed two men."
    assert told(text, "killed") == ["outlet", "the paper", "two officials"]


def test_mutual_containment_has_no_loop() -> None:
    text = "A said x, B said."
    blocks = (Block(kind="paragraph", span=(0, len(text))),)
    mentions = find_statements(text, blocks, encode_report(text, blocks))
    statements = assemble_statements(mentions + mentions, Cast((), {}))
    parents = {s.id: s.parent for s in statements}
    for start in parents:
        seen = set()
        at: str | None = start
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = parents[at]
