"""People of a collection: accounts, logins, what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sayso.errors import NotFound, StoreError
from sayso.store import Store
from sayso.store.backup import backup_database
from sayso.store.copying import copy_database
from sayso.store.people_rows import NameTaken

Change = Callable[[str], None]


def in_hours(hours: float) -> str:
    moment = datetime.now(UTC) + timedelta(hours=hours)
    return moment.isoformat(timespec="microseconds")


def test_accounts(store: Store) -> None:
    amal = store.add_person(" Amal ", password="hash", role="admin")  # noqa: S106 - no password
    assert (amal.name, amal.role, amal.active, amal.last_seen) == ("Amal", "admin", True, None)
    with pytest.raises(NameTaken, match="an account AMAL already"):
        store.add_person("AMAL", password="x", role="coder")  # noqa: S106 - no password
    with pytest.raises(StoreError, match="without a name"):
        store.add_person(" ", password="x", role="coder")  # noqa: S106 - no password
    store.add_person("E\u0301lise", password="x", role="coder")  # noqa: S106 - no password
    assert store.person("\u00c9LISE").name == "\u00c9lise"
    assert [p.name for p in store.people()] == ["Amal", "\u00c9lise"]
    changed = store.change_person("amal", role="reader", active=False)
    assert (changed.role, changed.active, changed.password) == ("reader", False, "hash")
    assert store.person("Amal") == changed
    with pytest.raises(NotFound, match="no account Jo"):
        store.change_person("Jo", active=True)
    assert store.check() == []


def test_logins(store: Store) -> None:
    for name in ("Amal", "Jo"):
        store.add_person(name, password="x", role="coder")  # noqa: S106 - no password
    store.add_session("amal", "t1", expires=in_hours(1), agent="Browser")
    store.add_session("Amal", "t2", expires=in_hours(1))
    store.add_session("Jo", "t3", expires=in_hours(1))
    found = store.session("t1")
    assert found is not None
    assert (found.person.name, found.agent, found.used) == ("Amal", "Browser", found.made)
    store.use_session("t1")
    used = store.session("t1")
    assert used is not None
    assert used.used > used.made
    assert store.person("Amal").last_seen == used.used
    store.end_sessions("Amal", but="t2")
    assert [store.session(t) is not None for t in ("t1", "t2", "t3")] == [False, True, True]
    store.end_session("t2")
    store.end_session("t2")
    assert store.session("t2") is None
    with pytest.raises(NotFound):
        store.add_session("Eve", "t4", expires=in_hours(1))


def test_a_login_expires(store: Store, rows: Callable[[str], list[tuple[object, ...]]]) -> None:
    store.add_person("Amal", password="x", role="coder")  # noqa: S106 - no password
    store.add_session("Amal", "old", expires=in_hours(-1))
    assert store.session("old") is None
    store.add_session("Amal", "new", expires=in_hours(1))
    assert rows("SELECT token FROM web_sessions") == [("new",)]


def test_what_was_done_is_never_changed(store: Store, execute: Change) -> None:
    numbers = [store.write_audit("Amal", what, "x", address="::1") for what in ("a", "b", "c")]
    assert [line.what for line in store.audit()] == ["c", "b", "a"]
    assert [line.what for line in store.audit(before=numbers[2], limit=1)] == ["b"]
    (line, *_) = store.audit()
    assert (line.number, line.who, line.about, line.address) == (numbers[2], "Amal", "x", "::1")
    for change in ("UPDATE audit SET who = 'Eve'", "DELETE FROM audit"):
        with pytest.raises(Exception, match="audit are never changed or deleted"):
            execute(change)
    assert len(store.audit()) == 3


def test_no_login_lives_on_in_a_copy(store: Store, location: str, tmp_path: Path) -> None:
    store.add_person("Amal", password="x", role="admin")  # noqa: S106 - no password
    store.add_session("Amal", "t1", expires=in_hours(1))
    store.write_audit("Amal", "login")
    copy_database(location, tmp_path / "copy.db")
    backup_database(location, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").stat().st_mode & 0o077 == 0
    for name in ("copy.db", "backup.db"):
        with Store.open(tmp_path / name) as other:
            assert other.session("t1") is None
            assert [p.name for p in other.people()] == ["Amal"]
            assert [line.what for line in other.audit()] == ["login"]
            assert other.check() == []
