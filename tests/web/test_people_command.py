"""``sayso people``: the accounts from the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.cli.people import app
from sayso.errors import SaysoError, StoreError
from sayso.store import Store
from sayso.web.people.accounts import Accounts, Conflict

WORDS = "seven green kettles"


@pytest.fixture
def collection(tmp_path: Path) -> str:
    location = str(tmp_path / "reports.db")
    Store.open(location).close()
    return location


def people(*words: str, typed: str | None = None) -> Result:
    """Run the command; its errors are raised."""
    result = CliRunner().invoke(app, list(words), input=typed)
    if isinstance(result.exception, SaysoError):
        raise result.exception
    return result


def authenticated(collection: str, name: str, password: str) -> bool:
    with Store.open(collection) as store:
        return Accounts(store).authenticate(name, password) is not None


def test_the_password_is_typed_twice_and_not_shown(collection: str) -> None:
    typed = f"{WORDS}\n{WORDS}\n"
    made = people(collection, "add", "Amal", "--role", "admin", typed=typed)
    assert made.exit_code == 0
    assert "Amal: admin" in made.output
    assert WORDS not in made.output
    assert authenticated(collection, "Amal", WORDS)


def test_two_passwords_that_differ_are_asked_for_again(collection: str) -> None:
    typed = f"{WORDS}\nanother\n{WORDS}\n{WORDS}\n"
    assert people(collection, "add", "Amal", "--role", "admin", typed=typed).exit_code == 0


def test_a_script_gives_the_password_on_standard_input(collection: str) -> None:
    add = (collection, "add", "Amal", "--role", "admin", "--password-stdin")
    assert people(*add, typed=f"{WORDS}\r\nmore\n").exit_code == 0
    assert authenticated(collection, "Amal", WORDS)
    changed = people(collection, "password", "amal", "--password-stdin", typed="nine blue pans\n")
    assert changed.exit_code == 0
    assert authenticated(collection, "Amal", "nine blue pans")
    with pytest.raises(SaysoError, match="no password came in"):
        people(collection, "password", "amal", "--password-stdin", typed="")


def test_a_password_is_never_an_argument(collection: str) -> None:
    assert people(collection, "add", "Amal", WORDS, "--role", "admin").exit_code == 2
    assert people(collection, "add", "Amal", "--role", "admin", "--password", "x").exit_code == 2


def test_a_name_that_is_taken_is_refused_before_a_password_is_asked_for(collection: str) -> None:
    add = (collection, "add", "Amal", "--role", "admin", "--password-stdin")
    people(*add, typed=WORDS)
    with pytest.raises(Conflict, match="already"):
        people(collection, "add", "AMAL", "--role", "coder", typed="")


def test_accounts_are_listed_changed_closed_and_opened(collection: str) -> None:
    for name, role in (("Amal", "admin"), ("Jo", "coder")):
        people(collection, "add", name, "--role", role, "--password-stdin", typed=WORDS)
    assert people(collection, "role", "jo", "adjudicator").exit_code == 0
    assert people(collection, "disable", "jo").exit_code == 0
    assert not authenticated(collection, "Jo", WORDS)
    listed = people(collection, "list")
    assert [line.split()[0] for line in listed.output.splitlines()] == ["admin", "adjudicator"]
    assert listed.output.splitlines()[1].endswith("Jo  disabled")
    assert people(collection, "enable", "jo").exit_code == 0
    rows = json.loads(people(collection, "list", "--json").output)
    assert [(row["name"], row["role"], row["active"]) for row in rows] == [
        ("Amal", "admin", True),
        ("Jo", "adjudicator", True),
    ]
    with Store.open(collection) as store:
        log = [(line.what, line.about) for line in reversed(store.audit())]
        assert store.audit()[0].who.endswith(", on the command line")
    assert log == [
        ("person_added", "Amal: admin"),
        ("person_added", "Jo: coder"),
        ("person_changed", "Jo: role adjudicator"),
        ("person_changed", "Jo: disabled"),
        ("person_changed", "Jo: enabled"),
    ]


def test_an_empty_list_says_how_to_begin(collection: str) -> None:
    assert "add NAME --role admin" in people(collection, "list").output


def test_a_role_that_is_none_is_wrong_usage(collection: str) -> None:
    wrong = people(collection, "add", "Amal", "--role", "king", "--password-stdin", typed=WORDS)
    assert wrong.exit_code == 2
    assert "reader, coder, adjudicator, admin" in wrong.output


def test_a_collection_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        people(str(tmp_path / "none.db"), "list")
    assert not (tmp_path / "none.db").exists()
