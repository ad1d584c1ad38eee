"""STIX: what the stix2 package makes of it, strictly."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import stix2
from jsonschema import Draft202012Validator
from osint_source import HEADS, HOSTILE, KIRKUK, ORIGINS, copy, incident, source, told

from sayso.export.source import Source
from sayso.export.stix import write
from sayso.export.stix.incident import incident_id, report_id
from sayso.export.stix.objects import EXTENSION
from sayso.record import Account, IncidentPlace, Party
from sayso.store.desk_views import ReportHead
from sayso.store.snapshot import Told


def bundle(folder: Path, made: Source) -> Any:
    """What stix2 reads: nothing that the spec does not know, but extensions that are defined."""
    files = write(made, folder)
    text = (folder / "bundle.json").read_text(encoding="utf-8")
    read = stix2.parse(text, allow_custom=False, version="2.1")
    assert files == {"bundle.json": len(read.objects)}
    ids = Counter(each.id for each in read.objects)
    assert max(ids.values()) == 1
    known = set(ids)
    for each in json.loads(text)["objects"]:
        for key, value in each.items():
            if key.endswith("_ref"):
                assert value in known, key
            if key.endswith("_refs"):
                assert value
                assert set(value) <= known
    return read


def of(read: Any, kind: str) -> list[Any]:
    """Its objects of a kind."""
    return [each for each in read.objects if each.type == kind]


def named(read: Any, name: str) -> Any:
    """Its object of this name."""
    return next(each for each in read.objects if each.get("name") == name)


def test_an_incident_says_what_is_told(tmp_path: Path) -> None:
    read = bundle(tmp_path, source([told(state="confirmed")]))
    (found,) = of(read, "incident")
    assert found.id == incident_id("i_1")
    assert found.name == "ASSAULT (explosives), Kirkuk, 2020-05-03 [i_1]"
    assert found.labels == ["ASSAULT", "explosives"]
    assert stix2.utils.format_datetime(found.created) == "2021-01-02T03:04:05.000Z"
    assert stix2.utils.format_datetime(found.modified) == "2021-02-03T04:05:06.789Z"
    assert "killed: 9 to 11, best 9 (rule ucdp, contested)" in found.description
    assert [r.get("url") for r in found.external_references] == [
        None,
        "https://riverdaily.example/1",
        None,
    ]
    said = found.extensions[EXTENSION]
    assert said["tolls"]["killed"] == {"low": 9, "best": 9, "high": 11, "rule": "ucdp"}
    assert said["standing"] == {"killed": "contested", "actors": "one_origin"}
    assert (said["reports"], said["origins"], said["review"]) == (2, 2, "confirmed")


def test_each_telling_is_a_note_of_those_who_tell_it(tmp_path: Path) -> None:
    read = bundle(tmp_path, source([told()]))
    notes = {note.content: note for note in of(read, "note")}
    assert set(notes) == {
        "killed: 11 – told by central hospital",
        "killed: 9 – told by Plateau Mirror",
        "actors: Northern Column – told by Plateau Mirror",
    }
    eleven = notes["killed: 11 – told by central hospital"]
    assert eleven.authors == ["central hospital"]
    assert eleven.object_refs == [incident_id("i_1"), report_id("r_2"), report_id("r_1")]


def test_who_did_it_is_no_more_than_related(tmp_path: Path) -> None:
    read = bundle(tmp_path, source([told()]))
    party = named(read, "Northern Column")
    assert party.identity_class == "organization"
    assert party.description == "country IRQ, PLOVER sector REB"
    links = {each.target_ref: each for each in of(read, "relationship")}
    assert {each.relationship_type for each in links.values()} == {"related-to"}
    assert links[party.id].description == "actors: Northern Column – told by Plateau Mirror"
    text = (tmp_path / "bundle.json").read_text()
    for verdict in (
        '"confidence"',
        '"opinion"',
        '"attributed-to"',
        '"sighting"',
        '"object_marking',
    ):
        assert verdict not in text


def test_a_place_is_one_location_for_all_its_incidents(tmp_path: Path) -> None:
    nowhere = IncidentPlace(name="Ninmara")
    country = IncidentPlace(name="Syria", country="SYR", precision=6)
    read = bundle(
        tmp_path,
        source([told(), told(id_="i_2"), told(id_="i_3", places=(nowhere, country, KIRKUK))]),
    )
    locations = of(read, "location")
    assert sorted(each.name for each in locations) == ["Kirkuk", "Syria"]
    kirkuk = named(read, "Kirkuk")
    assert (kirkuk.latitude, kirkuk.longitude, kirkuk.country) == (35.46806, 44.39222, "IQ")
    assert kirkuk.external_references[0].external_id == "94787"
    linked = [r for r in of(read, "relationship") if r.target_ref == kirkuk.id]
    assert len(linked) == 3


def test_only_parties_with_names_are_identities(tmp_path: Path) -> None:
    def party(name: str, kind: Any, country: str | None, sector: str | None = None) -> Account:
        coded = Party(name=name, kind=kind, country=country, sector=sector)
        return Account(value=name, origins=("o_1",), reports=("r_1",), party=coded)

    accounts = {
        "actors": (
            party("youths", "group", "GRC", "CVL"),
            party("interior ministry", "state_body", "IRQ", "GOV"),
            party("interior ministry", "state_body", "SYR", "GOV"),
            party("gunmen", "unknown", None, "UAF"),
        ),
        "recipients": (
            party("Sara Amin", "person", "IRQ", "MED"),
            party("interior ministry", "state_body", "SYR", "GOV"),
            Account(value="whoever", origins=(), reports=()),
        ),
    }
    read = bundle(tmp_path, source([told(accounts=accounts)]))
    found = {each.name: each for each in of(read, "identity")}
    assert set(found) == {
        "sayso",
        "River Daily",
        "Plateau Mirror",
        "Example Wire",
        "interior ministry (IRQ)",
        "interior ministry (SYR)",
        "Sara Amin",
    }
    assert found["interior ministry (IRQ)"].sectors == ["government"]
    assert found["Sara Amin"].identity_class == "individual"
    assert any(
        note.content == "recipients: whoever – told by nobody who is known"
        for note in of(read, "note")
    )


def test_the_same_sector_and_kind_code_the_same_for_either_side(tmp_path: Path) -> None:
    for n, country in enumerate(("IRQ", "SYR")):
        (tmp_path / country).mkdir()
        coded = Party(name="Column", kind="organization", country=country, sector="REB")
        account = Account(value="Column", origins=(), reports=(), party=coded)
        side = ("actors", "recipients")[n]
        read = bundle(tmp_path / country, source([told(accounts={side: (account,)})]))
        found = named(read, "Column")
        assert found.identity_class == "organization"
        assert "sectors" not in found


def test_a_report_lists_its_incidents_and_houses(tmp_path: Path) -> None:
    undated = ReportHead("r_3", None, None, None, None, "ftp://x.example/1", None)
    second = Told(incident("i_2"), ORIGINS, {**HEADS, "r_3": undated}, None)
    read = bundle(tmp_path, source([told(), second], copies=[copy(), copy("r_1", "r_99")]))
    first = named(read, "Bomb in Kirkuk")
    assert first.id == report_id("r_1")
    assert stix2.utils.format_datetime(first.published) == "2020-05-03T10:00:00Z"
    # its modification is that of the last of what it lists
    assert stix2.utils.format_datetime(first.modified) == "2021-02-03T04:05:06.789Z"
    listed = {each.id: each for each in read.objects}
    assert Counter(listed[id_].type for id_ in first.object_refs) == {
        "incident": 2,
        "location": 1,
        "relationship": 4,
        "note": 2,
        "identity": 2,
    }
    # of the notes only those of what it tells itself
    notes = {listed[id_].content for id_ in first.object_refs if id_.startswith("note--")}
    assert notes == {"killed: 11 – told by central hospital"}
    houses = {listed[id_].name for id_ in first.object_refs if id_.startswith("identity--")}
    assert houses == {"River Daily", "Northern Column"}
    assert first.external_references[0].url == "https://riverdaily.example/1"
    assert named(read, "Police count nine").description == (
        "Published by Plateau Mirror, with text of Example Wire."
    )
    none = named(read, "(no headline)")
    assert stix2.utils.format_datetime(none.published) == "2021-01-01T00:00:00Z"
    assert none.description == (
        "It names no outlet. It gives no time of publication: it is from when it was added."
    )
    assert "published" not in none.extensions[EXTENSION]
    assert "url" not in none.external_references[0]
    (carries,) = [r for r in of(read, "relationship") if r.relationship_type == "derived-from"]
    assert (carries.source_ref, carries.target_ref) == (report_id("r_2"), report_id("r_1"))


def test_the_extension_holds_what_its_definition_says(tmp_path: Path) -> None:
    read = bundle(tmp_path, source([told(), told(id_="i_2", tolls={}, standing={}, places=())]))
    (definition,) = of(read, "extension-definition")
    schema = json.loads(definition.schema)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    found = [
        each["extensions"] for each in map(json.loads, _lines(tmp_path)) if "extensions" in each
    ]
    assert len(found) == 4
    for each in found:
        assert set(each) == {definition.id}
        validator.validate(each[definition.id])


def test_what_is_told_only_to_be_denied_says_so(tmp_path: Path) -> None:
    account = Account(value="40", origins=("o_1",), reports=(), denied=True)
    later = Account(value="40", origins=("o_2",), reports=(), superseded_by="11")
    read = bundle(tmp_path, source([told(accounts={"killed": (account, later)})]))
    assert [note.content for note in of(read, "note")] == [
        "killed: 40 – told only to be denied, by central hospital",
        "killed: 40 – told by Plateau Mirror; later: 11",
    ]
    (one,) = of(read, "incident")
    assert "denied" not in one.labels  # somebody tells it


def test_an_incident_that_nobody_affirms_says_so(tmp_path: Path) -> None:
    denied = Account(value="Northern Column", origins=("o_1",), reports=("r_1",), denied=True)
    read = bundle(tmp_path, source([told(accounts={"actors": (denied,)}), told(id_="i_2")]))
    names = {one.name: one.labels for one in of(read, "incident")}
    kind = "ASSAULT (explosives), Kirkuk, 2020-05-03"
    assert names == {
        f"{kind}, told only to be denied [i_1]": ["ASSAULT", "explosives", "denied"],
        f"{kind} [i_2]": ["ASSAULT", "explosives"],
    }


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_stay_values(tmp_path: Path, value: str) -> None:
    kept = value.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
    account = Account.model_construct(value=value, origins=(), reports=(), statements=(), events=())
    one = incident().model_copy(
        update={
            "mode": value,
            "places": (KIRKUK.model_copy(update={"name": value}),),
            "accounts": {"weapon": (account,)},
        }
    )
    head = ReportHead("r_1", value, value, value, value, value, "en")
    read = bundle(tmp_path, source([Told(one, {}, {"r_1": head}, None)]))
    (found,) = of(read, "report")
    assert found.name == kept
    assert found.external_references[0].source_name == kept
    assert "url" not in found.external_references[0]
    assert of(read, "location")[0].name == kept
    assert kept in of(read, "note")[0].content
    assert of(read, "incident")[0].extensions[EXTENSION]["mode"] == kept


@pytest.mark.parametrize(
    ("written", "stix"),
    [
        ("2024-02-17T21:00:00+02:00", "2024-02-17T19:00:00Z"),
        ("2024-02-17", "2024-02-17T00:00:00Z"),
        ("0033-04-03", "0033-04-03T00:00:00Z"),
    ],
)
def test_times_are_of_utc(tmp_path: Path, written: str, stix: str) -> None:
    head = ReportHead("r_1", "A", "B", None, written, None, "en")
    write(source([Told(incident(), ORIGINS, {"r_1": head}, None)]), tmp_path)
    (found,) = [each for each in map(json.loads, _lines(tmp_path)) if each["type"] == "report"]
    assert found["published"].replace(".000", "") == stix
    assert found["extensions"][EXTENSION]["published"] == written


def test_addresses_are_uris(tmp_path: Path) -> None:
    head = ReportHead("r_1", "A", "B", None, None, "https://b.example/ü ?q=[1]%20#x", "en")
    read = bundle(tmp_path, source([Told(incident(), ORIGINS, {"r_1": head}, None)]))
    (found,) = of(read, "report")
    assert found.external_references[0].url == "https://b.example/%C3%BC%20?q=[1]%20#x"


def test_the_same_state_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(source([told(), told(id_="i_2")], copies=[copy()]), tmp_path / name)
    one, two = ((tmp_path / name / "bundle.json").read_bytes() for name in ("a", "b"))
    assert one == two
    (tmp_path / "c").mkdir()
    write(source([told()]), tmp_path / "c")
    ids = [stix2.parse((tmp_path / n / "bundle.json").read_text()).id for n in ("a", "b", "c")]
    assert ids[0] == ids[1] != ids[2]


def test_nothing_is_a_bundle_all_the_same(tmp_path: Path) -> None:
    read = bundle(tmp_path, source())
    assert [each.type for each in read.objects] == ["identity", "extension-definition"]


def _lines(folder: Path) -> list[str]:
    """Each object is on a line of its own."""
    lines = (folder / "bundle.json").read_text(encoding="utf-8").splitlines()
    return [line.rstrip(",") for line in lines[1:-1]]
