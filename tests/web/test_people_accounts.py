"""Accounts: no name passes for another, passwords are argon2id hashes, an admin stays."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from sayso.errors import InputError, NotFound
from sayso.store import Store
from sayso.web.people import passwords
from sayso.web.people.accounts import Accounts, Conflict, check_team
from sayso.web.people.names import clean_name, name_key

WORDS = "seven green kettles"


@pytest.fixture
def accounts(location: str) -> Iterator[Accounts]:
    with Store.open(location) as store:
        yield Accounts(store)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Amal   Haddad ", "Amal Haddad"),
        ("Zoe\u0308", "Zo\u00eb"),
        (
            "\u0639\u0644\u06cc\u200c\u0627\u06a9\u0628\u0631",
            "\u0639\u0644\u06cc\u200c\u0627\u06a9\u0628\u0631",
        ),
    ],
)
def test_a_name_is_kept_composed_with_single_spaces(written: str, kept: str) -> None:
    assert clean_name(written) == kept


@pytest.mark.parametrize(
    "name", ["", "   ", "a/b", "a\\b", "Amal\u202e", "Am\u200bal", "Amal\x00", "\ud800", "x" * 101]
)
def test_a_name_cannot_hide_anything(name: str) -> None:
    with pytest.raises(InputError, match=r"name"):
        clean_name(name)


def test_names_that_look_the_same_are_the_same() -> None:
    assert name_key("AMAL") == name_key("amal") == name_key("\uff21mal") == name_key("Am\u200cal")
    assert name_key("STRASSE") == name_key("stra\u00dfe")
    assert name_key("Amal") != name_key("Amar")


def test_an_account_is_told_apart_from_all_others(accounts: Accounts) -> None:
    accounts.add("Amal", "admin", WORDS)
    for name in ("amal", " AMAL", "\uff21mal", "Am\u200cal"):
        with pytest.raises(Conflict, match="there is an account Amal already"):
            accounts.add(name, "coder", WORDS)
    assert [person.name for person in accounts.all()] == ["Amal"]


def test_a_password_logs_its_person_in_and_nobody_else(accounts: Accounts) -> None:
    accounts.add("Amal", "admin", WORDS)
    accounts.add("Jo", "coder", "eleven blue kettles")
    found = accounts.authenticate("AMAL", WORDS)
    assert found is not None
    assert (found.name, found.role) == ("Amal", "admin")
    assert accounts.authenticate("Jo", WORDS) is None
    assert accounts.authenticate("Amal", WORDS + " ") is None
    assert accounts.authenticate("Zoe", WORDS) is None
    assert accounts.authenticate("a/b", WORDS) is None


def test_a_password_typed_on_another_keyboard_is_the_same(accounts: Accounts) -> None:
    accounts.add("Amal", "admin", "caf\u00e9 au lait noir")
    assert accounts.authenticate("Amal", "cafe\u0301 au lait noir") is not None


def test_a_closed_account_lets_nobody_in(accounts: Accounts) -> None:
    accounts.add("Amal", "admin", WORDS)
    accounts.add("Jo", "coder", WORDS)
    accounts.change("Jo", active=False)
    assert accounts.authenticate("Jo", WORDS) is None
    accounts.change("jo", active=True)
    assert accounts.authenticate("Jo", WORDS) is not None


def test_what_is_kept_is_an_argon2id_hash_with_its_salt(accounts: Accounts) -> None:
    one, other = (accounts.add(name, "admin", WORDS).password for name in ("Amal", "Jo"))
    assert one.startswith("$argon2id$v=19$m=47104,t=2,p=1$")
    assert one != other
    assert WORDS not in one


def test_a_hash_with_older_parameters_is_made_anew_at_the_next_login(accounts: Accounts) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    accounts.add("Amal", "admin", WORDS)
    accounts._store.change_person("Amal", password=weak.hash(WORDS))
    assert accounts.authenticate("Amal", "a wrong password") is None
    assert passwords.is_outdated(accounts.get("Amal").password)
    assert accounts.authenticate("Amal", WORDS) is not None
    kept = accounts.get("Amal").password
    assert not passwords.is_outdated(kept)
    assert passwords.fits(WORDS, kept)


def test_a_hash_made_anew_never_takes_the_place_of_a_new_password(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    other = "nine yellow saucepans"
    accounts.add("Amal", "admin", WORDS)
    accounts._store.change_person("Amal", password=weak.hash(WORDS))

    def is_outdated(kept: str) -> bool:
        accounts.change("Amal", password=other)  # by an admin, just now
        return passwords.is_outdated(kept)

    monkeypatch.setattr("sayso.web.people.accounts.is_outdated", is_outdated)
    accounts.authenticate("Amal", WORDS)
    assert passwords.fits(other, accounts.get("Amal").password)


def test_a_name_that_nobody_has_takes_one_hash_too(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts.add("Amal", "admin", WORDS)
    checked: list[str] = []
    fits = passwords.fits

    def counted(password: str, kept: str) -> bool:
        checked.append(kept)
        return fits(password, kept)

    monkeypatch.setattr("sayso.web.people.accounts.fits", counted)
    accounts.authenticate("Zoe", "a wrong password")
    accounts.authenticate("Amal", "a wrong password")
    assert len(checked) == 2
    of_nobody, of_amal = (extract_parameters(kept) for kept in checked)
    assert of_nobody == of_amal  # the same parameters: the same time


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("k3ttle", "shorter than 10"),
        ("x" * 1001, "longer than 1000"),
        ("abababababab", "fewer than 5 different"),
        ("my name is AMAL!", "holds the name"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(password: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as caught:
        passwords.check_password(password, "Amal")
    assert password not in str(caught.value)


def test_half_a_character_is_a_password_like_any_other() -> None:
    kept = passwords.hash_password("seven \ud83d kettles")
    assert passwords.fits("seven \ud83d kettles", kept)


def test_no_password_fits_the_hash_of_nobody() -> None:
    kept = passwords.hash_of_nobody()
    assert not passwords.is_outdated(kept)
    with pytest.raises(VerifyMismatchError):  # checked in full, not refused as malformed
        passwords._HASHER.verify(kept, WORDS)
    assert passwords.hash_of_nobody() != kept


def test_a_hash_that_is_none_lets_nobody_in() -> None:
    assert not passwords.fits(WORDS, "not a hash")


@pytest.mark.parametrize("change", [{"role": "coder"}, {"active": False}])
def test_the_last_admin_stays(accounts: Accounts, change: dict[str, object]) -> None:
    accounts.add("Amal", "admin", WORDS)
    accounts.add("Jo", "admin", WORDS)
    accounts.change("Jo", active=False)
    with pytest.raises(Conflict, match="the only admin"):
        accounts.change("Amal", **change)  # type: ignore[arg-type]
    accounts.change("Jo", active=True)
    accounts.change("Amal", **change)  # type: ignore[arg-type]


def test_a_change_of_nobody_names_the_remedy(accounts: Accounts) -> None:
    with pytest.raises(NotFound, match="people DB list"):
        accounts.change("Zoe", role="coder")


def test_a_team_needs_an_admin_who_can_log_in(accounts: Accounts) -> None:
    accounts.add("Jo", "adjudicator", WORDS)
    with pytest.raises(InputError, match=r"sayso people reports\.db add NAME --role admin"):
        check_team(accounts._store, "reports.db")
    accounts.add("Amal", "admin", WORDS)
    check_team(accounts._store, "reports.db")
