"""The codebook: types of events and the words that name them, read from YAML and checked.

The built-in codebook is PLOVER 2.0 with CAMEO codes, in the package's ``codebook`` folder. Another
one is a file or a folder of YAML files with the same sections; ``extends: plover`` at the top of
any of them starts from the built-in one, and sections given again replace its entries by key
(``triggers`` are added and win ties).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from sayso.errors import CodebookError
from sayso.extract.codebook.patterns import Pattern, compile_pattern
from sayso.extract.codebook.yaml_file import Located, read_yaml
from sayso.extract.numbers import VagueNumbers
from sayso.extract.word_set import word_set
from sayso.record import Effect, Status

Poss = Literal["actor", "recipient"]
_SECTIONS = word_set(
    "extends types future refused inner_modes sets triggers light_verbs cues vetoes instruments "
    "contexts hedges effects civilian combatant things abstract concrete vague_numbers bounds "
    "bounds_after"
)
_GROUP_KEYS = word_set(
    "type mode cameo verbs nouns adjectives needs sides result needs_object undergoes poss "
    "confidence"
)
_TYPE_KEYS = frozenset({"quad", "recipient", "to", "modes", "object"})
_NOUN_LISTS = word_set("civilian combatant things abstract concrete")
_OBJECTS = frozenset({"recipient", "means", "either"})
_RULES = frozenset({"required", "optional", "one-sided"})


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of the ontology."""

    name: str
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    recipient: str
    """``required``, ``optional``, or ``one-sided``: required unless the act has two sides."""
    to: frozenset[str]
    """Prepositions that lead to the recipient."""
    modes: tuple[str, ...] = ()
    object: str = "either"
    """What a direct object is: ``recipient``, ``means``, or ``either`` as the words tell."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A pattern of words and the event that it names."""

    pattern: Pattern
    type: str
    mode: str | None = None
    cameo: str | None = None
    needs: frozenset[str] = frozenset()
    """Cue classes of which one must stand near."""
    sides: bool = False
    """Both sides act: "X met with Y", "X and Y clashed"."""
    result: bool = False
    """Names what an act did to people rather than the act ("killed")."""
    needs_object: bool = False
    undergoes: bool = False
    """The subject is the recipient: "came under fire"."""
    poss: Poss = "actor"
    """Who "his" is in "his arrest"."""
    confidence: float = 0.8

    @property
    def weight(self) -> float:
        """How specific it is."""
        return self.pattern.weight + (0.25 if self.needs else 0.0)


@dataclass(frozen=True, slots=True)
class InstrumentKind:
    """What an act was done with."""

    words: tuple[str, ...]
    kind: str
    mode: str | None
    as_object: bool = True
    """Whether the object of an act can be it: "fired rockets", but not "burned a truck"."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Words that state an effect on people, by the way they take the people."""

    verbs: Mapping[str, Effect]
    intransitive: Mapping[str, Effect]
    nouns: Mapping[str, Effect]
    states: Mapping[str, Effect]
    tolls: Mapping[str, Effect]


@dataclass(frozen=True, eq=False)
class Codebook:
    """Everything that the event extractor knows about words."""

    types: Mapping[str, EventType]
    future: Mapping[str, str]
    refused: Mapping[str, str]
    inner_modes: Mapping[str, Mapping[str, str]]
    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    doer_verbs: frozenset[str]
    undergoer_verbs: frozenset[str]
    cues: Mapping[str, frozenset[str]]
    vetoes: Mapping[str, frozenset[str]]
    instruments: Mapping[str, tuple[InstrumentKind, ...]]
    """By last word, longest first."""
    contexts: Mapping[str, tuple[str, ...]]
    hedges: Mapping[str, Status]
    effects: Effects
    civilian: frozenset[str]
    combatant: frozenset[str]
    things: frozenset[str]
    abstract: frozenset[str]
    concrete: frozenset[str]
    """Nouns that only end like abstract ones: "station", "government"."""
    property: frozenset[str]
    """Things that are attacked: the set of that name."""
    vague: VagueNumbers


def load_codebook(path: Path | None = None, *, numbers: str = "default") -> Codebook:
    """Load and check a codebook.

    Args:
        path: A YAML file or a folder of them; ``None`` for the built-in PLOVER codebook.
        numbers: Which table of ``vague_numbers`` to read vague numbers by: ``default``,
            ``acled`` or ``ucdp`` in the built-in codebook.

    Raises:
        CodebookError: With the file, line and key of what does not hold together.
    """
    return _load(path, numbers)


@functools.lru_cache(maxsize=8)
def _load(path: Path | None, numbers: str) -> Codebook:
    builtin = resources.files("sayso") / "codebook"
    own = sorted(p.name for p in builtin.iterdir() if p.name.endswith(".yaml"))
    plover = [(name, (builtin / name).read_text("utf-8")) for name in own]
    if path is None:
        return _build([read_yaml(name, text) for name, text in plover], numbers)
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    try:
        given = [read_yaml(str(f), f.read_text("utf-8")) for f in files]
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(
            "cannot be read", source=str(path), remedy="give a YAML file or a folder of them"
        ) from error
    if not given:
        raise CodebookError("has no .yaml file in it", source=str(path))
    if any(f.get("extends") == "plover" for f in given):
        given += [read_yaml(name, text) for name, text in plover]
    return _build(given, numbers)


def _build(files: list[Located], numbers: str) -> Codebook:
    """Join the sections of the files (the first to name a key wins) and check them."""
    sections: dict[str, Located] = {}
    groups: list[Located] = []
    lists: dict[str, list[str]] = {}
    for file in files:
        for name, value in file.items():
            if name not in _SECTIONS:
                raise file.error(f"unknown section {name!r}", name)
            if name == "triggers":
                if not isinstance(value, list) or not all(isinstance(g, Located) for g in value):
                    raise file.error("triggers is a list of groups", name)
                groups += value
            elif name in _NOUN_LISTS:
                lists.setdefault(name, file.words(name))
            elif name != "extends":
                if not isinstance(value, Located):
                    raise file.error(f"{name} is a mapping", name)
                known = sections.setdefault(name, Located({}, value.file, value.line))
                for key, entry in value.items():
                    if key not in known:
                        known[key] = entry
                        known.lines[key] = value.line_of(key)
                        known.files[key] = value.file
    for name in ("types", "triggers"):
        if name not in sections and not (name == "triggers" and groups):
            raise files[0].error(f"no section {name!r} in the codebook", None)
    empty = Located({}, files[0].file, 1)

    def get(name: str) -> Located:
        return sections.get(name, empty)

    types = {name: _type(get("types"), name) for name in get("types")}
    triggers = _triggers(groups, types, get("sets"), get("cues"))
    light = get("light_verbs")
    return Codebook(
        types=types,
        future=_type_map(get("future"), types),
        refused=_type_map(get("refused"), types),
        inner_modes=_inner_modes(get("inner_modes"), types),
        verbs=triggers["verbs"],
        nouns=triggers["nouns"],
        adjectives=triggers["adjectives"],
        doer_verbs=frozenset(light.words("doer")),
        undergoer_verbs=frozenset(light.words("undergoer")),
        cues={w: frozenset(c) for w, c in _inverted(get("cues")).items()},
        vetoes={t: frozenset(get("vetoes").words(t)) for t in get("vetoes")},
        instruments=_instruments(get("instruments")),
        contexts={w: tuple(c) for w, c in _inverted(get("contexts")).items()},
        hedges=_hedges(get("hedges")),
        effects=_effects(get("effects")),
        **{name: frozenset(lists.get(name, ())) for name in _NOUN_LISTS},
        property=frozenset(get("sets").words("property")),
        vague=_vague(get("vague_numbers"), get("bounds"), get("bounds_after"), numbers),
    )


def _type(types: Located, name: str) -> EventType:
    row = types.mapping(name)
    quad, recipient = row.get("quad"), row.get("recipient", "optional")
    if quad not in {1, 2, 3, 4}:
        raise row.error(f"quad of {name} is 1, 2, 3 or 4, not {quad!r}", "quad")
    if recipient not in _RULES:
        raise row.error(f"recipient of {name} is one of {', '.join(sorted(_RULES))}", "recipient")
    for key in row:
        if key not in _TYPE_KEYS:
            raise row.error(f"unknown key {key!r} in a type", key)
    thing = row.get("object", "either")
    if thing not in _OBJECTS:
        raise row.error(f"object of {name} is one of {', '.join(sorted(_OBJECTS))}", "object")
    return EventType(
        name, quad, recipient, frozenset(row.words("to")), tuple(row.words("modes")), thing
    )


def _triggers(
    groups: Iterable[Located], types: Mapping[str, EventType], sets: Located, cues: Located
) -> dict[str, dict[str, tuple[Trigger, ...]]]:
    words = {name: sets.words(name) for name in sets}
    found: dict[str, dict[str, list[Trigger]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for group in groups:
        for key in group:
            if key not in _GROUP_KEYS:
                raise group.error(f"unknown key {key!r} in a trigger group", key)
        name, mode = str(group.get("type")), group.get("mode")
        if name not in types:
            raise group.error(f"there is no type {name!r}", "type")
        if mode is not None and mode not in types[name].modes:
            raise group.error(f"{name} has no mode {mode!r}", "mode")
        needs = frozenset(group.words("needs"))
        for need in needs - set(cues):
            raise group.error(f"there is no cue class {need!r}", "needs")
        cameo, poss = group.get("cameo"), group.get("poss", "actor")
        if cameo is not None and not isinstance(cameo, str):
            raise group.error("a CAMEO code is a quoted string", "cameo")
        if poss not in {"actor", "recipient"}:
            raise group.error("poss is actor or recipient", "poss")
        confidence = group.get("confidence", 0.8)
        if not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
            raise group.error("confidence is a number from 0 to 1", "confidence")
        for part, index in found.items():
            for text in group.words(part):
                try:
                    pattern = compile_pattern(text, words)
                except ValueError as error:
                    raise group.error(f"{text!r}: {error}", part) from error
                index.setdefault(pattern.lemma, []).append(
                    Trigger(
                        pattern,
                        name,
                        mode,
                        cameo,
                        needs,
                        bool(group.get("sides")),
                        bool(group.get("result")),
                        bool(group.get("needs_object")),
                        bool(group.get("undergoes")),
                        poss,
                        float(confidence),
                    )
                )
    return {
        part: {
            lemma: tuple(sorted(rules, key=lambda r: -r.weight)) for lemma, rules in index.items()
        }
        for part, index in found.items()
    }


def _type_map(section: Located, types: Mapping[str, EventType]) -> dict[str, str]:
    for source, target in section.items():
        if source not in types or target not in types:
            raise section.error(f"there is no type {source!r} or {target!r}", source)
    return dict(section)


def _inner_modes(section: Located, types: Mapping[str, EventType]) -> dict[str, dict[str, str]]:
    for outer in section:
        row = section.mapping(outer)
        for inner, mode in row.items():
            if outer not in types or inner.split("/")[0] not in types:
                raise row.error(f"there is no type {outer!r} or {inner!r}", inner)
            if mode not in types[outer].modes:
                raise row.error(f"{outer} has no mode {mode!r}", inner)
    return {outer: dict(section.mapping(outer)) for outer in section}


def _inverted(section: Located) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for name in section:
        for word in section.words(name):
            out.setdefault(word, []).append(name)
    return out


def _instruments(section: Located) -> dict[str, tuple[InstrumentKind, ...]]:
    out: dict[str, list[InstrumentKind]] = {}
    for kind in section:
        row = section.mapping(kind)
        for phrase in row.words("words"):
            words = tuple(phrase.split())
            out.setdefault(words[-1], []).append(
                InstrumentKind(words, kind, row.get("mode"), bool(row.get("as_object", True)))
            )
    return {w: tuple(sorted(ks, key=lambda k: -len(k.words))) for w, ks in out.items()}


def _hedges(section: Located) -> dict[str, Status]:
    known: dict[str, Status] = {
        "planned": "planned",
        "threatened": "threatened",
        "feared": "feared",
        "denied": "denied",
        "hypothetical": "hypothetical",
        "ongoing": "ongoing",
    }
    for name in section:
        if name not in known:
            raise section.error(f"{name!r} is not a status", name)
    return {word: known[name] for name in section for word in section.words(name)}


def _effects(section: Located) -> Effects:
    names: dict[str, Effect] = {
        "killed": "killed",
        "injured": "injured",
        "captured": "captured",
        "missing": "missing",
        "displaced": "displaced",
        "arrested": "arrested",
        "participants": "participants",
    }
    parts = ("verbs", "intransitive", "nouns", "states", "tolls")
    table: dict[str, dict[str, Effect]] = {part: {} for part in parts}
    for name in section:
        if name not in names:
            raise section.error(f"{name!r} is not an effect on people", name)
        row = section.mapping(name)
        for part in row:
            if part not in parts:
                raise row.error(f"unknown key {part!r} in an effect", part)
            for word in row.words(part):
                table[part].setdefault(word, names[name])
    return Effects(*(table[part] for part in parts))


def _vague(tables: Located, before: Located, after: Located, name: str) -> VagueNumbers:
    if name not in tables:
        raise tables.error(
            f"there is no table {name!r} of vague numbers (there are: {', '.join(tables)})", None
        )
    words = tables.mapping(name).mapping("words")
    for word, row in words.items():
        if not _three(row) or not all(x is None or (isinstance(x, int) and x >= 0) for x in row):
            raise words.error(f"{word}: three numbers or nulls: low, best, high", word)
    for section in (before, after):
        for phrase, row in section.items():
            if not _three(row) or not all(x in {None, "n", "n+1", "n-1"} for x in row):
                raise section.error(f"{phrase}: three of n, n+1, n-1, null", phrase)
    return VagueNumbers(
        {w: tuple(r) for w, r in words.items()},
        {tuple(str(p).split()): tuple(r) for p, r in before.items()},
        {tuple(str(p).split()): tuple(r) for p, r in after.items()},
    )


def _three(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 3
