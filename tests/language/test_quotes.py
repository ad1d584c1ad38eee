"""Quotation marks of all kinds, closed or not."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.language.quotes import find_quotes
from sayso.record import Block


def quotes(text: str) -> list[str]:
    block = Block(kind="paragraph", span=(0, len(text)))
    return [text[q.start : q.end] for q in find_quotes(text, (block,))]


def test_kinds_of_marks() -> None:
    assert quotes('He said "we left" today.') == ['"we left"']
    assert quotes("He said “we left” today.") == ["“we left”"]
    assert quotes("He said «we left» today.") == ["«we left»"]
    assert quotes("He said ``we left'' today.") == ["``we left''"]
    assert quotes("He said ‘we don’t know’ today.") == ["‘we don’t know’"]
    assert quotes("“She told me ‘go’ and I went,” he said.") == ["“She told me ‘go’ and I went,”"]


def test_apostrophes_are_no_quotes() -> None:
    assert quotes("The army's men didn’t fire on the villagers’ homes.") == []


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“We left.\n\nThey stayed."
    blocks = (Block(kind="paragraph", span=(0, 9)), Block(kind="paragraph", span=(11, 23)))
    (only,) = find_quotes(text, blocks)
    assert only.unclosed
    assert only.span == (0, 9)


@given(st.text(alphabet="ab \"“”‘’«»`'\n,.", max_size=300))
def test_quotes_are_in_order_and_apart(text: str) -> None:
    block = Block(kind="paragraph", span=(0, len(text)))
    found = find_quotes(text, (block,))
    ends = [0]
    for quote in found:
        assert ends[-1] <= quote.start < quote.end <= len(text)
        ends.append(quote.end)


def test_two_hundred_thousand_marks_take_linear_time() -> None:
    text = '"' * 200_000
    block = Block(kind="paragraph", span=(0, len(text)))
    assert len(find_quotes(text, (block,))) <= 100_000
