"""The reader's two ways in, and what it does with what it does not read."""

import pytest

import sayso
from sayso.errors import EmptyInput, InputError

ONE = "A bomb killed two men in Goma on Monday, a police official said."
TWO = "Troops left Bunia on Friday. The governor denied that they had fired on residents."
GERMAN = (
    "Bei einem Anschlag in der Hauptstadt sind nach Angaben der Polizei zwei Menschen getötet "
    "worden. Der Innenminister sprach von einer feigen Tat und kündigte Ermittlungen an."
)


@pytest.fixture(scope="module")
def reader() -> sayso.Reader:
    return sayso.Reader()


def test_pipe_gives_what_read_gives(reader: sayso.Reader) -> None:
    inputs = [{"text": t, "published": "2024-05-07", "outlet": "X"} for t in (ONE, TWO, GERMAN)]
    assert list(reader.pipe(inputs)) == [reader.read(**i) for i in inputs]  # type: ignore[arg-type]


def test_reading_twice_gives_the_same(reader: sayso.Reader) -> None:
    assert reader.read(text=ONE) == reader.read(text=ONE)


def test_errors_in_a_batch(reader: sayso.Reader) -> None:
    failed: list[InputError] = []
    inputs = [{"text": ONE}, {"text": "  "}, {"text": TWO}]
    texts = [r.text for r in reader.pipe(inputs, on_error=failed.append)]
    assert texts == [ONE, TWO]
    assert [type(error) for error in failed] == [EmptyInput]
    with pytest.raises(EmptyInput):
        list(reader.pipe(inputs))


def test_several_reports_where_one_is_asked_for(reader: sayso.Reader, tmp_path: object) -> None:
    with pytest.raises(InputError, match="several"):
        reader.read("examples/reports/11-feed-harbour-bulletin.xml")


def test_another_language_is_recorded_and_not_read(reader: sayso.Reader) -> None:
    report = reader.read(text=GERMAN)
    assert report.language == "de"
    assert report.text == GERMAN
    assert not report.statements
    assert "language_not_read" in {w.code for w in report.warnings}


def test_every_record_names_its_reader(reader: sayso.Reader) -> None:
    report = reader.read(text=ONE)
    assert report.reader.version == sayso.__version__
    assert report.reader.models
    assert report.reader.extractor is not None


def test_who_did_it_by_whose_account(reader: sayso.Reader) -> None:
    report = reader.read(text=ONE, published="2024-05-07", outlet="X")
    (event,) = [e for e in report.events if e.type == "ASSAULT"]
    assert report.words(event.anchor) in ("bomb", "killed")
    assert [step.model_dump() for step in event.voice] == [{"outlet": True}, {"statement": "s1"}]
    (toll,) = event.tolls
    assert (toll.effect, toll.best, toll.statement) == ("killed", 2, "s1")
    (place,) = report.places
    assert (place.name, place.country) == ("Goma", "COD")
    assert event.places == (place.id,)
    assert {t.id: t.value for t in report.times}[event.time or ""] == "2024-05-06"
