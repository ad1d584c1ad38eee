"""Authority files: reading them, and linking actors to their entries."""

import json
from datetime import date
from pathlib import Path

import pytest

from sayso.errors import InputError, MissingColumn, UnsupportedInput
from sayso.identity import Authority, Entry, identify, load_authority
from sayso.record import Actor, Identity

TEXT = "Salim Karim of the Tigris Front spoke in Mosul. Karim left."


def actor(name: str, kind: str = "person", country: str | None = None) -> Actor:
    start = TEXT.index(name)
    return Actor(
        id="a1",
        name=name,
        mentions=((start, start + len(name)),),
        kind=kind,  # type: ignore[arg-type]
        country=country,
    )


def known(*entries: Entry) -> Authority:
    authority = Authority()
    for entry in entries:
        authority.add(entry)
    return authority


def link(who: Actor, *entries: Entry, published: str | None = "2020-05-01") -> Actor:
    (out,) = identify([who], TEXT, published, known(*entries))
    return out


def test_csv_and_jsonl_say_the_same(tmp_path: Path) -> None:
    table, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    table.write_text(
        "id,names,type,country,valid_from,valid_to,scheme\n"
        "x1,Tigris Front|TGF,organization,IRQ,2014,2019-06,mine\n",
        encoding="utf-8",
    )
    row = {"id": "x1", "names": ["Tigris Front", "TGF"], "type": "organization", "country": "IRQ",
           "valid_from": "2014", "valid_to": "2019-06", "scheme": "mine"}  # fmt: skip
    lines.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (one,), (other,) = load_authority(table).named("TGF"), load_authority(lines).named("tgf")
    assert one == other
    assert one.valid_from == date(2014, 1, 1)
    assert one.valid_to == date(2019, 6, 30)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": "x"}',
        '{"names": ["A B"]}',
        '{"id": "x", "names": [1]}',
        '{"id": "x", "names": {"en": "A"}}',
        '{"id": "x", "names": ["A B"], "type": "planet"}',
        '{"id": "x", "names": ["A B"], "country": "Iraq"}',
        '{"id": "x", "names": ["A B"], "valid_from": "soon"}',
        '{"id": "x", "names": ["A B"], "valid_from": "2020-13"}',
        '{"id": "x", "names": ["A B"], "valid_from": "2021", "valid_to": "2020"}',
        '{"id": "x", "names": ["A\\u0000B"]}',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_a_bad_row_is_named_skipped_and_counted(tmp_path: Path, line: str) -> None:
    file = tmp_path / "a.jsonl"
    good = '{"id": "x1", "names": ["Salim Karim"]}\n'
    file.write_text(good + line + "\n" + good, encoding="utf-8", errors="surrogateescape")
    errors: list[InputError] = []
    authority = load_authority(file, on_error=errors.append)
    assert (authority.entries, authority.skipped) == (2, 1)
    assert errors[0].source == str(file)
    assert errors[0].place == "line 2"


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_authority(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_text("name\nx\n", encoding="utf-8")
    with pytest.raises(MissingColumn):
        load_authority(tmp_path / "a.csv")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UnsupportedInput):
        load_authority(tmp_path / "a.txt")


def test_an_actor_is_the_one_entry_that_fits() -> None:
    found = link(actor("Salim Karim"), Entry("q1", ("Salim KARIM",), scheme="mine"))
    assert found.identity == Identity(scheme="mine", id="q1")
    assert found.evidence["identity"] == ((0, 11),)


@pytest.mark.parametrize(
    ("who", "entry"),
    [
        (actor("Salim Karim"), Entry("q1", ("Salim Karim",), type="organization")),
        (actor("Salim Karim", country="IRQ"), Entry("q1", ("Salim Karim",), country="SYR")),
        (actor("Salim Karim"), Entry("q1", ("Salim Karim",), valid_to=date(2019, 1, 1))),
        (actor("Salim Karim"), Entry("q1", ("Salim Karim",), valid_from=date(2021, 1, 1))),
        (actor("Karim"), Entry("q1", ("Karim",), type="person")),  # a surname is anybody's
        (actor("Tigris Front", "organization"), Entry("q1", ("Tigris Front",), type="person")),
    ],
)
def test_what_disagrees_is_not_linked(who: Actor, entry: Entry) -> None:
    assert link(who, entry).identity is None


def test_two_entries_that_fit_are_none() -> None:
    found = link(actor("Salim Karim"), Entry("q1", ("Salim Karim",)), Entry("q2", ("Salim Karim",)))
    assert found.identity is None
    assert found.why == "several entries fit: q1, q2"


def test_the_country_tells_two_entries_apart() -> None:
    entries = (
        Entry("q1", ("Salim Karim",), country="IRQ"),
        Entry("q2", ("Salim Karim",), country="SYR"),
    )
    found = link(actor("Salim Karim", country="SYR"), *entries)
    assert found.identity == Identity(scheme="authority", id="q2")
