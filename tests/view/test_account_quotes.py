"""The words behind each value of an incident."""

from view_links import Collection

from sayso.view.quotes import quotes_of


def test_a_number_comes_with_its_sentence_and_who_says_it(gao: Collection) -> None:
    incident = gao.incidents[0]
    quotes = quotes_of(incident, gao.reports)
    assert {key.split("=")[0] for key in quotes} == set(incident.accounts)
    killed = [q for key, of in quotes.items() if key.startswith("killed=") for q in of]
    assert killed
    for quote in killed:
        text = gao.reports[quote.report].text
        assert quote.before + quote.words + quote.after in text
        assert quote.words
        if quote.statement:
            (said,) = (s for s in gao.reports[quote.report].statements if s.id == quote.statement)
            assert said.source is not None
            assert quote.source is not None
            assert quote.source in " ".join(
                gao.reports[quote.report].words(said.source.span).split()
            )
    assert any(quote.source for quote in killed)


def test_the_same_words_come_once_and_a_missing_report_is_passed_over(gao: Collection) -> None:
    incident = gao.incidents[0]
    quotes = quotes_of(incident, gao.reports)
    for of in quotes.values():
        places = [(q.report, q.before, q.words) for q in of]
        assert len(places) == len(set(places))
    assert all(not of for of in quotes_of(incident, {}).values())
