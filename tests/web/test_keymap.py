"""Keys: the defaults, and a person's own file laid over them."""

import os
from pathlib import Path

import pytest
import yaml

from sayso.errors import SaysoError
from sayso.web.keymap import KeymapFile, default_text, defaults, write_default


def test_the_defaults_are_sound(tmp_path: Path) -> None:
    keymap = KeymapFile(tmp_path / "none.yaml").keymap()
    assert keymap.faults == []
    assert keymap.keys == defaults()
    assert keymap.keys["desk.undo"] == ["Backspace", "Ctrl+z"]


def test_a_persons_file_is_laid_over_the_defaults_as_soon_as_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "keymap.yaml"
    file = KeymapFile(path)
    assert file.keymap().keys["queue.next"] == ["j", "ArrowDown"]
    path.write_text("queue.next: [Ctrl+n]\nadjudicate.first: 5\ndesk.search: []\n")
    keys = file.keymap().keys
    assert (keys["queue.next"], keys["adjudicate.first"]) == (["Ctrl+n"], ["5"])
    assert keys["desk.search"] == []
    assert keys["queue.previous"] == ["k", "ArrowUp"]
    path.write_text("queue.next: [PageDown]\n")
    os.utime(path, ns=(1, 1))
    assert file.keymap().keys["queue.next"] == ["PageDown"]
    path.unlink()
    assert file.keymap().keys == defaults()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("queue.nxt: [j]", "queue.nxt: there is no such action"),
        ("queue.next: {a: b}", "no list of keys"),
        ("queue.next: [Hyper+j]", "no list of keys"),
        ("queue.next: [true]", "no list of keys"),
        ("queue.next: [k]", "k is the key of queue.next too"),
        ("queue.next: [j", "not YAML"),
        ("- a\n- b", "not a mapping"),
        ("queue.next: [\udcff]", "cannot be read"),
    ],
)
def test_a_fault_is_named_and_the_rest_holds(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "keymap.yaml"
    path.write_bytes(f"{text}\n".encode(errors="surrogateescape"))
    keymap = KeymapFile(path).keymap()
    assert any(fault in line for line in keymap.faults)
    assert keymap.keys["desk.help"] == ["?"]


@pytest.mark.parametrize("key", ["+", "Ctrl++", "Shift+Enter", "g q", "?", "1", "Ctrl+Shift+z"])
def test_keys_that_can_be_named(tmp_path: Path, key: str) -> None:
    path = tmp_path / "keymap.yaml"
    path.write_text(yaml.safe_dump({"desk.theme": [key], "desk.help": [], "go.queue": []}))
    assert KeymapFile(path).keymap().keys["desk.theme"] == [key]


def test_a_copy_of_the_defaults_to_edit(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "keymap.yaml"
    write_default(path)
    assert path.read_text() == default_text()
    with pytest.raises(SaysoError, match="there already"):
        write_default(path)
    path.write_text("x")
    write_default(path, replace=True)
    assert KeymapFile(path).keymap().faults == []
