"""The house keeps its shape: imports run one way, modules stay short."""

import ast
from pathlib import Path

import sayso

ROOT = Path(sayso.__file__).parent

ORDER = [
    "__init__",
    "errors",
    "record",
    "lexicon",
    "codebook",
    "models",
    "gazetteer",
    "ingest",
    "screen",
    "language",
    "extract",
    "resolve",
    "identity",
    "reader",
    "linking",
    "review",
    "query",
    "store",
    "run",
    "intake",
    "desk",
    "tables",
    "export",
    "coded",
    "corpus",
    "watch",
    "view",
    "web",
    "cli",
    "__main__",
]
MAX_LINES = 400


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            top, *rest = node.module.split(".")
            if top == "sayso":
                found |= {rest[0]} if rest else {alias.name for alias in node.names}
    return found - {"__version__"}


def test_imports_run_one_way() -> None:
    place = {name: i for i, name in enumerate(ORDER)}
    backwards = []
    for path in ROOT.rglob("*.py"):
        own = room(path)
        assert own in place, f"{own} has no place in the order"
        if own == "__init__":
            continue  # the public names are imported lazily
        backwards += [
            f"{path.relative_to(ROOT)} imports {other}"
            for other in imported_rooms(path) - {own}
            if place[other] > place[own]
        ]
    assert backwards == []


def test_modules_are_short() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in ROOT.rglob("*.py")}
    assert {str(p): n for p, n in lengths.items() if n > MAX_LINES} == {}
