"""Terms of reports as bytes and back."""

from __future__ import annotations

import pytest
from linking_reports import plain

from sayso.linking.stories.term_table import TermTable
from sayso.linking.stories.traits import traits_of


def test_a_table_comes_back_from_its_bytes() -> None:
    texts = ("Two men died in Goma, Jean Amani said.", "", "A bridge at Balad was shelled. " * 3)
    table = TermTable.of([traits_of(plain(f"r{n}", text)) for n, text in enumerate(texts)])
    for each in (table, TermTable(), TermTable.joined([table, table])):
        back = TermTable.from_bytes(each.to_bytes())
        assert len(back) == len(each)
        assert back.terms.tolist() == each.terms.tolist()
        assert back.counts.tolist() == each.counts.tolist()
        assert back.starts.tolist() == each.starts.tolist()


def test_bytes_of_another_length_are_refused() -> None:
    blob = TermTable.of([traits_of(plain("r1", "Shells fell on Balad."))]).to_bytes()
    with pytest.raises(ValueError, match="not a whole number of terms"):
        TermTable.from_bytes(blob[:-1])
