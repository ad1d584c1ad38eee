"""Writes the reference pages from the code: ``python docs/make_reference.py``.

``docs/record.md``: a field's meaning is its docstring in ``record/`` or its line in
``docs/meanings.yaml``; a field with neither stops the script, and so does a meaning of a field that
does not exist. ``docs/cli.md`` is made of the commands, ``docs/counting.md`` of the rules in
``linking/rules.py`` and the worlds of ``examples/worlds`` that show them, ``docs/columns.md`` of
the tables of all formats.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer
import yaml

from sayso import cli
from sayso.export import FORMATS
from sayso.export.changes import TABLE as CHANGES
from sayso.linking.rules import GROUPS, RULES, Rule
from sayso.record import links, report
from sayso.tables.table import Column, Table

DOCS = Path(__file__).parent
WORLDS = DOCS.parent / "examples" / "worlds"
SHOWN = 260
"""Characters of an example's text that are shown, up to the end of a sentence."""
NOTICE = (
    "<!-- Written by docs/make_reference.py from the code. Change the code, not this page. -->\n"
)


def record_page() -> str:
    """The reference of the record: every model, every field."""
    files = (Path(report.__file__), Path(links.__file__))
    tree = ast.parse("\n".join(file.read_text(encoding="utf-8") for file in files))
    texts = yaml.safe_load((DOCS / "meanings.yaml").read_text(encoding="utf-8"))
    meanings: dict[str, dict[str, str]] = texts["fields"]
    parts = [NOTICE, "# The record\n", texts["introduction"]]
    for section in texts["sections"]:
        parts.append(f"## {section['title']}\n\n{section['text']}")
        for name in section["models"]:
            (model,) = (n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == name)
            parts.append("\n".join(_model(model, meanings.pop(name, {}))))
    if meanings:
        raise ValueError(f"meanings of what the record does not have: {sorted(meanings)}")
    parts.append("\n".join(["## Words that a field can take\n", *_choices(tree)]))
    shown = {m for s in texts["sections"] for m in s["models"]} | {"Record"}
    models = {n.name for n in tree.body if isinstance(n, ast.ClassDef)}
    if models != shown:
        raise ValueError(f"models in no section of the page: {sorted(models - shown)}")
    return "\n\n".join(p.rstrip("\n") for p in parts) + "\n"


def _model(model: ast.ClassDef, meanings: dict[str, str]) -> Iterator[str]:
    yield f"### {model.name}\n"
    yield f"{_one_line(ast.get_docstring(model) or '')}\n"
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for node, after in zip(model.body, [*model.body[1:], None], strict=True):
        if not (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)):
            continue
        name = node.target.id
        meaning = meanings.pop(name.rstrip("_"), None)
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            docstring = _one_line(str(after.value.value))
            meaning = f"{meaning} {docstring}" if meaning else docstring
        if not meaning:
            raise ValueError(f"{model.name}.{name} has no meaning")
        kind = ast.unparse(node.annotation).replace("|", "or").replace("'", '"')
        yield f"| `{name.rstrip('_')}` | `{kind}` | {meaning} |"
    if meanings:
        raise ValueError(f"{model.name} has no {sorted(meanings)}")


def _choices(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Literal["):
            words = ast.literal_eval(ast.unparse(node.value).removeprefix("Literal"))
            yield f"- **{ast.unparse(node.targets[0])}**: {', '.join(f'`{w}`' for w in words)}"


def counting_page() -> str:
    """The rules of counting, each with the small worlds that show it."""
    files = sorted(WORLDS.glob("*.yaml"))
    worlds = [w for file in files for w in yaml.safe_load(file.read_text(encoding="utf-8"))]
    intro = (
        "How many independent voices stand behind what is told of an incident, and where do they "
        "disagree? Each rule is stated here as the code has it (`sayso.linking.rules`), with an "
        "example. The examples are invented. They lie in `examples/worlds`, and each of them is a "
        "test: it is read and linked like any other report, and what counts must come out. Where "
        "one is known not to come out, it says so."
    )
    parts = [NOTICE, "# What counts\n", intro]
    for group, (title, text) in GROUPS.items():
        parts.append(f"## {title}\n\n{text}")
        for rule in (r for r in RULES if r.group == group):
            parts += _rule(rule, [w for w in worlds if w["rule"] == rule.name])
    unknown = {w["rule"] for w in worlds} - {r.name for r in RULES}
    if unknown:
        raise ValueError(f"worlds of rules that do not exist: {sorted(unknown)}")
    return "\n\n".join(p.rstrip("\n") for p in parts) + "\n"


def _rule(rule: Rule, worlds: list[dict[str, Any]]) -> Iterator[str]:
    if not worlds:
        raise ValueError(f"no world of examples/worlds shows the rule {rule.name}")
    yield f"### `{rule.name}`\n\n{rule.statement}"
    if rule.source:
        yield f"From: {rule.source}."
    shown, *others = worlds
    yield f"Example: {_one_line(shown['about'])}"
    yield "\n".join(
        f"- {letter}. *{r['outlet']}*, {str(r['published'])[:10]}: {_in_short(r['text'])}"
        for letter, r in shown["reports"].items()
    )
    yield f"What counts: {_counts(shown['expect'])}{_missed(shown)}"
    if others:
        lines = [f"- {_one_line(w['about'])} ({_counts(w['expect'])}){_missed(w)}" for w in others]
        yield "\n".join(["Also:\n", *lines])


def _missed(world: dict[str, Any]) -> str:
    """That a world does not come out so yet, and why."""
    return f" Not yet: {_one_line(world['known_miss'])}." if "known_miss" in world else ""


def _in_short(text: str) -> str:
    """The first sentences of a report."""
    line = _one_line(text)
    if len(line) <= SHOWN:
        return line
    end = max(line.rfind(stop, 0, SHOWN) for stop in (". ", "” "))
    return f"{line[: end + 1] if end > 0 else line[:SHOWN].rsplit(' ', 1)[0]} …"


def _counts(expect: dict[str, Any]) -> str:
    """What should come out, in words."""
    said = [f"{expect['incidents']} incidents"] if expect.get("incidents", 1) != 1 else []
    fields = dict.fromkeys(
        field for part in ("origins", "standing", "superseded") for field in expect.get(part, ())
    )
    said += [f"{field}: {', '.join(_field(field, expect))}" for field in fields]
    for a in expect.get("allegations", ()):
        denied = f", denied by {', '.join(a['denied_by'])}" if a.get("denied_by") else ""
        claimed = ", who is the accused" if a.get("claimed") else ""
        said.append(f"{a['accused']} is accused by {', '.join(a['by'])}{claimed}{denied}")
    if circle := expect.get("circle"):
        said.append(f"the circle is {', '.join(circle)}")
    for letter, other in expect.get("follows", {}).items():
        follows = f"follows {other}" if other else "follows nobody"
        said.append(f"report {letter} {follows}")
    return "; ".join(said) + "."


def _field(field: str, expect: dict[str, Any]) -> Iterator[str]:
    count = expect.get("origins", {}).get(field)
    if count is not None:
        names = ", ".join(expect.get("names", {}).get(field, ()))
        yield f"{count} origin{'s' if count > 1 else ''}" + (f" ({names})" if names else "")
    if (standing := expect.get("standing", {}).get(field)) and standing != "one_origin":
        yield standing
    if replaced := expect.get("superseded", {}).get(field):
        yield f"{' and '.join(map(str, replaced))} replaced"
    for rule, fields in expect.get("tolls", {}).items():
        if field in fields:
            low, best, high = fields[field]
            span = str(low) if low == high else f"{low} to {high}"
            yield f"{span} by `{rule}`" + (f", best {best}" if best and low != high else "")


def cli_page() -> str:
    """The reference of the command line: every command, every option."""
    group: Any = typer.main.get_command(cli.app)
    parts = [NOTICE, "# The command line\n", group.help, _options(group)]
    parts += _commands(group, "sayso", "##")
    parts += ["## Exit codes", (group.epilog or "").removeprefix("Exit codes: ")]
    return "\n\n".join(p.rstrip("\n") for p in parts if p) + "\n"


def _commands(group: Any, prefix: str, heading: str) -> Iterator[str]:
    """The commands of a group, those of a group in it one level down."""
    for name, command in group.commands.items():
        words = [p.metavar or p.name.upper() for p in command.params if _is_argument(p)]
        yield f"{heading} `{' '.join([prefix, name, *words])}`"
        yield command.help
        yield _options(command)
        if hasattr(command, "commands"):
            yield from _commands(command, " ".join([prefix, name, *words]), f"{heading}#")


def _options(command: Any) -> str:
    lines = []
    for p in command.params:
        if _is_argument(p):
            lines.append(f"- `{p.metavar or p.name.upper()}`: {_one_line(p.help)}")
            continue
        value = "" if p.is_flag else f" `{p.metavar or p.name.strip('_').upper()}`"
        default = "" if p.is_flag or p.default is None else f" Default: `{p.default}`."
        names = ", ".join(f"`{o}`" for o in p.opts)
        lines.append(f"- {names}{value}: {_one_line(p.help)}{default}")
    return "\n".join(lines)


def columns_page() -> str:
    """The dictionary of columns: every table of every format."""
    intro = (
        "Every column of every table that `sayso export` writes; see [how to export]"
        "(howto-export.md). The same meanings stand in `datapackage.json`, in the sheet or table "
        "`columns` of a workbook or SQLite file, and in the schema of a Parquet file. A column "
        "that is marked with * is never empty. Lists in a cell are joined by `; `."
    )
    parts = [NOTICE, "# Columns of exported tables\n", intro]
    for format_ in FORMATS.values():
        if tables := format_.tables():
            parts.append(f"## Format `{format_.name}`\n\n{format_.means}")
            for table in tables:
                parts += _table(table)
    parts.append("## With `--since`")
    parts += _table(CHANGES)
    return "\n\n".join(p.rstrip("\n") for p in parts) + "\n"


def _table(table: Table[Any]) -> Iterator[str]:
    yield f"### `{table.name}`\n\n{table.title}. {_one_line(table.means)}"
    keys = [f"Key: {_names(table.key)}."]
    keys += [f"{_names(f.columns)}: {_names(f.to)} of `{f.table}`." for f in table.foreign]
    yield " ".join(keys)
    rows = [f"| {_column(column)} |" for column in table.columns]
    yield "\n".join(["| column | kind | meaning |", "|---|---|---|", *rows])


def _column(column: Column) -> str:
    if not column.means.strip():
        raise ValueError(f"the column {column.name} has no meaning")
    means = _one_line(column.means)
    if column.values:
        means += f" One of {_names(column.values)}."
    if column.source:
        means += f" *{column.source}*"
    star = "*" if column.required else ""
    return f"`{column.name}`{star} | {column.kind} | {means.replace('|', chr(92) + '|')}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")


if __name__ == "__main__":
    for file, page in (
        ("record.md", record_page()),
        ("cli.md", cli_page()),
        ("counting.md", counting_page()),
        ("columns.md", columns_page()),
    ):
        (DOCS / file).write_text(page, encoding="utf-8")
