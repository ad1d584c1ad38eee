"""An authority file from a dump of Wikidata: entities that we made up, in its format."""

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import InputError
from sayso.identity import load_authority
from sayso.identity.wikidata import convert


def item(qid: str) -> dict[str, Any]:
    return {"id": qid}


def at(time: str, precision: int) -> dict[str, Any]:
    return {"time": time, "precision": precision}


def entity(qid: str, label: str, **claims: Any) -> dict[str, Any]:
    def statement(value: Any) -> dict[str, Any]:
        rank = "normal"
        if isinstance(value, tuple):
            value, rank = value
        snak = {"snaktype": "value", "datavalue": {"value": value}}
        return {"rank": rank, "mainsnak": snak if value is not None else {"snaktype": "somevalue"}}

    return {
        "id": qid,
        "labels": {"en": {"value": label}, "ar": {"value": "اسم"}},
        "aliases": {"en": [{"value": f"{label} group"}]} if qid == "Q101" else [],
        "claims": {p: [statement(v) for v in values] for p, values in claims.items()},
    }


ENTITIES = [
    entity("Q101", "Tigris Front", P31=[item("Q43229")], P17=[item("Q796")],
           P571=[at("+2014-00-00T00:00:00Z", 9)], P576=[at("+2019-06-00T00:00:00Z", 10)]),
    entity("Q102", "Salim Karim", P31=[item("Q5")], P27=[item("Q796"), item("Q858")],
           P569=[at("+1970-02-03T00:00:00Z", 11)]),
    entity("Q103", "Mina Karim", P31=[item("Q5")], P27=[(item("Q858"), "deprecated"), item("Q796")],
           P569=[at("-0044-03-15T00:00:00Z", 11)], P570=[None]),
    entity("Q104", "A river", P31=[item("Q4022")]),
    entity("Q796", "Iraq", P31=[item("Q6256")], P298=["IRQ"]),
]  # fmt: skip


def dump(path: Path, *extra: str) -> Path:
    lines = ["[", *(json.dumps(e) + "," for e in ENTITIES), *extra, "]"]
    data = "\n".join(lines).encode()
    pack = {".gz": gzip.compress, ".bz2": bz2.compress}.get(path.suffix, bytes)
    path.write_bytes(pack(data))
    return path


def rows(path: Path) -> dict[str, dict[str, Any]]:
    return {r["id"]: r for r in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


@pytest.mark.parametrize("name", ["d.json", "d.json.gz", "d.json.bz2"])
def test_entities_of_the_classes_become_entries(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out.jsonl"
    done = convert(dump(tmp_path / name), out)
    assert (done.written, done.skipped) == (4, 0)
    found = rows(out)
    assert found["Q101"] == {
        "id": "Q101",
        "names": ["Tigris Front", "Tigris Front group"],
        "type": "organization",
        "country": "IRQ",  # the country comes later in the dump
        "valid_from": "2014",
        "valid_to": "2019-06",
        "scheme": "wikidata",
    }
    assert "country" not in found["Q102"]  # two citizenships are none
    assert found["Q102"]["valid_from"] == "1970-02-03"
    assert found["Q103"]["country"] == "IRQ"
    assert "valid_from" not in found["Q103"]
    assert found["Q796"]["country"] == "IRQ"
    assert load_authority(out).skipped == 0
    assert not list(tmp_path.glob("*.part"))


def test_classes_and_languages_are_the_users(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    convert(dump(tmp_path / "d.json"), out, classes={"Q5": "person"}, languages=["ar"])
    assert {r["names"][0] for r in rows(out).values()} == {"اسم"}
    assert set(rows(out)) == {"Q102", "Q103"}


def test_a_bad_line_is_named_skipped_and_counted(tmp_path: Path) -> None:
    bad = ['{"id": "Q9", "claims": {"P31": [{"id": "Q5"', '{"claims": 1, "x": {"id":"Q5"}},']
    errors: list[InputError] = []
    done = convert(dump(tmp_path / "d.json", *bad), tmp_path / "out.jsonl", on_error=errors.append)
    assert (done.written, done.skipped) == (4, 2)
    assert [e.place for e in errors] == ["line 7", "line 8"]


def test_a_broken_archive_is_an_error_of_ours(tmp_path: Path) -> None:
    broken = tmp_path / "d.json.gz"
    broken.write_bytes(gzip.compress(b"[\n" * 9999)[:40])
    with pytest.raises(InputError):
        convert(broken, tmp_path / "out.jsonl")
    with pytest.raises(InputError):
        convert(tmp_path / "none.json", tmp_path / "out.jsonl")
    assert not list(tmp_path.glob("*.part"))


def test_on_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    made = CliRunner().invoke(
        app, ["authority", "from-wikidata", str(dump(tmp_path / "d.json")), str(out)]
    )
    assert made.exit_code == 0, made.output
    assert "4 entries written" in made.output
    checked = CliRunner().invoke(app, ["authority", "check", str(out)])
    assert checked.exit_code == 0
    assert "4 entries" in checked.output
    wrong = CliRunner().invoke(
        app, ["authority", "from-wikidata", "d.json", "o.jsonl", "--class", "Q5=planet"]
    )
    assert wrong.exit_code == 2
