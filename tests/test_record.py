"""The record's types: closed, immutable, serialised as published."""

import json

import jsonschema
import pytest
from pydantic import ValidationError

from sayso.record import (
    Block,
    Copy,
    Event,
    ReaderInfo,
    Report,
    VoiceStep,
    schema,
    spans_of,
)


def report(**fields: object) -> Report:
    text = "A bomb went off."
    return Report(
        id="r_1",
        reader=ReaderInfo(version="0"),
        text=text,
        blocks=(Block(kind="paragraph", span=(0, len(text))),),
        **fields,  # type: ignore[arg-type]
    )


def test_serialised_names_are_the_published_ones() -> None:
    dumped = report().model_dump(mode="json")
    assert dumped["schema"] == "sayso/report/1"
    assert "schema_" not in dumped
    link = Copy.model_validate(
        {
            "from": "r_1",
            "to": "r_2",
            "kind": "reprint",
            "spans": [[0, 4, 0, 4]],
            "share": 1.0,
            "share_from": 1.0,
            "direction": "time",
            "why": "earlier",
        }
    )
    assert link.model_dump(mode="json")["from"] == "r_1"


def test_a_record_survives_json() -> None:
    event = Event(
        id="e1",
        type="ASSAULT",
        anchor=(2, 6),
        voice=(VoiceStep(outlet=True), VoiceStep(statement="s1")),
        evidence={"mode": ((2, 6),)},
    )
    one = report(events=(event,))
    assert Report.model_validate_json(one.model_dump_json()) == one
    dumped = json.loads(one.model_dump_json())
    assert dumped["events"][0]["voice"] == [{"outlet": True}, {"statement": "s1"}]
    jsonschema.validate(dumped, schema())


def test_records_are_immutable_and_closed() -> None:
    with pytest.raises(ValidationError):
        report().title = "x"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        report(titel="x")


@pytest.mark.parametrize("step", [{}, {"outlet": True, "statement": "s1"}])
def test_a_voice_step_is_exactly_one_thing(step: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        VoiceStep(**step)  # type: ignore[arg-type]


def test_the_schema_refuses_what_the_models_refuse() -> None:
    dumped = report().model_dump(mode="json")
    dumped["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(dumped, schema())


def test_spans_of_lists_every_span() -> None:
    event = Event(id="e1", type="ASSAULT", anchor=(2, 6), evidence={"mode": ((2, 6),)})
    paths = dict(spans_of(report(events=(event,))))
    assert paths == {
        "blocks.0": (0, 16),
        "events.e1.anchor": (2, 6),
        "events.e1.evidence.mode.0": (2, 6),
    }
