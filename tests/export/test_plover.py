"""PLOVER records: what the manual asks for, the voice beside it, and a schema that holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.plover import records, write
from sayso.export.plover_model import PloverRecord, schema
from sayso.export.source import Source
from sayso.record import Identity, Instrument, Report, TollWho
from sayso.store.snapshot import Read
from tests.linking.linking_reports import BALAD, Draft, attack


class OneReport:
    """A source of one report."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def read(self) -> list[Read]:
        return [self._read]


def written(read: Read, folder: Path) -> list[dict[str, Any]]:
    counts = write(cast("Source", OneReport(read)), folder)
    lines = (folder / "plover.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert counts == {"plover.jsonl": len(lines), "plover.schema.json": 1}
    return [json.loads(line) for line in lines]


def report() -> Report:
    text = (
        "Balad council said that River Brigade reportedly shelled Balad on 2020-05-02, killing "
        "at least 10 soldiers. It threatened to strike again."
    )
    d = Draft("r_a", "Example Wire", "2020-05-03", text, url="https://wire.example/1")
    council = d.actor("Balad council", kind="state_body", sector="GOV", country="IRQ")
    brigade = d.actor(
        "River Brigade",
        kind="organization",
        sector="REB",
        country="IRQ",
        role="brigade",
        identity=Identity(scheme="wikidata", id="Q7"),
    )
    soldiers = d.actor("soldiers", kind="group", sector="MIL")
    said = d.says(
        "Balad council",
        "said",
        text[24:107],
        actor=council,
        stance="claims",
        hedges=((text.index("reportedly"), text.index("reportedly") + 10),),
    )
    span = d.actors[2].mentions[0]
    shelling = d.event(
        "shelled",
        mode="heavy-weapons",
        contexts=("military",),
        said=(said,),
        actors=(brigade,),
        recipients=(soldiers,),
        places=(d.place(BALAD, admin1="Salah ad Din", admin2="Balad"),),
        time=d.time("2020-05-02", "2020-05-02", "2020-05-04"),
        instrument=Instrument(span=(0, 5), kind="artillery"),
        tolls=(
            d.toll(
                "at least 10",
                10,
                high=None,
                statement=said,
                who=TollWho(span=span, actor=soldiers, civilian=False),
            ),
        ),
    )
    d.event("strike", same_as=shelling, status="threatened", actors=(brigade,), background=True)
    d.event("threatened", kind="THREATEN", mode="violence", actors=("a9",), status="denied")
    return d.done()


READ = Read(report(), {"e1": "i_00000000000a"})


def test_a_record_has_what_the_manual_asks_for(tmp_path: Path) -> None:
    first, _, _ = written(READ, tmp_path)
    ours = first.pop("sayso")
    anchor = READ.report.text.index("shelled")
    assert first == {
        "id": "r_a:e1",
        "date": "2020-05-02",
        "enddate": "2020-05-04",
        "event": "ASSAULT",
        "mode": "heavy-weapons",
        "context": ["military"],
        "quad_code": 4,
        "actor": [
            {
                "code": "IRQ",
                "sector": "REB",
                "entity_text": "River Brigade",
                "identifier_id": "Q7",
                "identifier_text": "wikidata",
            }
        ],
        "recipient": [{"sector": "MIL", "entity_text": "soldiers"}],
        "event_loc": [
            {
                "extracted_place": "Balad",
                "geonameid": 98530,
                "lat": 34.01,
                "lon": 44.14,
                "district": "Balad",
                "province": "Salah ad Din",
                "country_code": "IRQ",
                "resolution": 4,
            }
        ],
        "event_text": "shelled",
        "size": {"dead": 10},
        "link": "i_00000000000a",
        "text_info": {"start": anchor, "end": anchor + 7},
        "cite_info": {
            "url": "https://wire.example/1",
            "publication": "Example Wire",
            "coder": "sayso test",
            "codebook": "PLOVER 2.0",
        },
    }
    assert ours["voice"] == [
        {"kind": "outlet", "name": "Example Wire", "anonymous": False, "hedged": False},
        {
            "kind": "statement",
            "name": "Balad council",
            "statement": "s1",
            "stance": "claims",
            "anonymous": False,
            "hedged": True,
        },
    ]
    assert ours["numbers"] == [
        {
            "effect": "killed",
            "low": 10,
            "best": 10,
            "phrase": "at least 10",
            "civilians": False,
            "statement": "s1",
        }
    ]
    assert ours["date_told"] is True
    assert ours["auxiliary"] == []


def test_what_has_not_happened_is_marked_and_mentions_of_one_happening_are_linked() -> None:
    _, second, third = records(READ)
    assert second.sayso.auxiliary == ("historical", "future")
    assert second.link == "r_a:e1", "it is in no incident: the first mention stands for it"
    assert (second.date, second.sayso.date_told) == ("2020-05-03", False)
    assert third.sayso.auxiliary == ("negation",)
    assert third.actor == (), "an actor that the record does not have is nobody"
    assert third.quad_code == 3


def test_what_a_teller_denies_is_marked_whatever_its_own_status() -> None:
    d = Draft("r_a", "Example Wire", "2020-05-03", "Army denies: shelled Balad.")
    army = d.actor("Army", kind="state_body", sector="MIL")
    denied = d.says("Army", "denies", "shelled Balad", actor=army, stance="denies")
    d.event("shelled", said=(denied,))
    (record,) = records(Read(d.done(), {}))
    assert (record.sayso.status, record.sayso.auxiliary) == ("happened", ("negation",))


def test_the_schema_is_written_and_every_record_fits_it(tmp_path: Path) -> None:
    lines = written(READ, tmp_path)
    read = json.loads((tmp_path / "plover.schema.json").read_text(encoding="utf-8"))
    assert read == schema()
    check = jsonschema.Draft202012Validator(read)
    check.check_schema(read)
    for line in lines:
        check.validate(line)
        assert PloverRecord.model_validate(line).id == line["id"]
    with pytest.raises(jsonschema.ValidationError):
        check.validate(lines[0] | {"verdict": "true"})


def test_swapped_parties_are_coded_the_same() -> None:
    one, two = (
        next(records(Read(attack("r_a", "Example Wire", "2020-05-03", by=by), {})))
        for by in ("River Brigade", "Northern Guard")
    )
    swapped = one.model_dump_json().replace("River Brigade", "Northern Guard")
    spans = {"text_info", "sayso"}
    assert json.loads(swapped).keys() == json.loads(two.model_dump_json()).keys()
    for name, value in json.loads(two.model_dump_json()).items():
        if name not in spans:
            assert json.loads(swapped)[name] == value


def test_nothing_is_known_of_a_report() -> None:
    d = Draft("r_a", None, None, "It exploded.")
    d.event("exploded")
    (record,) = records(Read(d.done(), {}))
    assert record.date is None
    line = json.loads(record.model_dump_json(exclude_none=True))
    jsonschema.Draft202012Validator(schema()).validate(line)


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_whatever_a_name_is_the_line_is_json_and_one_line(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    d = Draft("r_a", "Example Wire", "2020-05-03", "A bomb exploded.")
    d.event("exploded", actors=(d.actor("bomb", name=name),))
    (line,) = written(Read(d.done(), {}), tmp_path_factory.mktemp("plover"))
    shown = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in name)
    assert line["actor"][0]["entity_text"] == shown
